using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>Hearing rooms and what happens in them (Opinions, measure 6: shared hearing rooms).</summary>
public static class HearingsModule
{
    public const string Name = "hearings";

    public static ModuleMigration Migration { get; } =
        ModuleMigration.Of(Name, typeof(HearingsModule).Assembly, new SampleRooms());

    public static IHostApplicationBuilder AddHearings(this IHostApplicationBuilder builder)
    {
        builder.AddModule(Name, (source, clock) => new HearingsDb(source, clock));
        builder.AddSealing(Name, "Hearings", key => new HearingsSealing(key));
        builder.Services.AddValidation();
        builder.Services.AddHearingsPolicies();
        builder.Services.AddSingleton<RoomViews>();
        builder.Services.AddSingleton<SessionViews>();
        builder.Services.AddSingleton<SealedParties>();
        builder.Services.AddSingleton<Alternatives>();
        builder.Services.AddSingleton<SeriesTaking>();
        builder.Services.AddSingleton<SeriesViews>();
        if (builder.Configuration.Serves(Name))
        {
            builder.Services.AddHostedService<NoticePublisher>();
            builder.Services.AddHostedService<WaitingListWorker>();
        }
        builder.AddBoards();
        builder.AddPublicPages();
        builder.AddWebhooks();
        builder.AddFeeds();
        return builder;
    }

    public static void MapHearings(this IEndpointRouteBuilder app)
    {
        var hearings = app.MapGroup("/api/hearings").WithTags("hearings");
        hearings.MapGet("/rooms", ListRooms.Handle).RequireAuthorization(HearingsPolicies.Read);
        hearings.MapPost("/rooms", AddRoom.Handle).RequireAuthorization(HearingsPolicies.ManageRooms);
        hearings.MapPut("/rooms/{id:guid}", ChangeRoom.Handle).RequireAuthorization(HearingsPolicies.ManageRooms);
        hearings
            .MapPut("/rooms/{id:guid}/devices/{kind}", SetDevice.Handle)
            .RequireAuthorization(HearingsPolicies.ManageRooms);
        hearings.MapGet("/free-rooms", FindFreeRooms.Handle).RequireAuthorization(HearingsPolicies.Read);
        hearings.MapPost("/sessions", BookSession.Handle).RequireAuthorization(HearingsPolicies.Book);
        hearings.MapGet("/sessions", ListSessions.Handle).RequireAuthorization(HearingsPolicies.Read);
        hearings.MapGet("/sessions/{id:guid}", ShowSession.Handle).RequireAuthorization(HearingsPolicies.Read);
        hearings
            .MapGet("/sessions/{id:guid}/decisions", ListDecisions.Handle)
            .RequireAuthorization(HearingsPolicies.Read);
        hearings
            .MapPost("/sessions/{id:guid}/cancellation", CancelSession.Handle)
            .RequireAuthorization(HearingsPolicies.Book);
        hearings.MapPost("/holds", HoldRooms.Handle).RequireAuthorization(HearingsPolicies.Book);
        hearings.MapPost("/sessions/{id:guid}/move", MoveSession.Handle).RequireAuthorization(HearingsPolicies.Book);
        hearings
            .MapPost("/sessions/{id:guid}/amendment", AmendSession.Handle)
            .RequireAuthorization(HearingsPolicies.Book);
        hearings
            .MapPost("/sessions/{id:guid}/decision", DecideSubmission.Handle)
            .RequireAuthorization(HearingsPolicies.ManageRooms);
        hearings
            .MapPost("/sessions/{id:guid}/notice", PublishNotice.Handle)
            .RequireAuthorization(HearingsPolicies.Book);
        MapSharing(hearings);
        MapInteroperation(hearings);
        app.MapBoards(hearings);
        hearings.MapPublicPages();
        MapQueue(hearings);
    }

    /// <summary>Waiting list, search, series, displacement.</summary>
    private static void MapQueue(RouteGroupBuilder hearings)
    {
        hearings.MapPost("/series", BookSeries.Handle).RequireAuthorization(HearingsPolicies.Book);
        hearings.MapGet("/series/{id:guid}", ShowSeries.Handle).RequireAuthorization(HearingsPolicies.Read);
        hearings
            .MapPost("/series/{id:guid}/cancellation", CancelSeries.Handle)
            .RequireAuthorization(HearingsPolicies.Book);
        hearings.MapPost("/calendar-imports", ImportCalendar.Handle).RequireAuthorization(HearingsPolicies.Book);
        hearings
            .MapPost("/sessions/{id:guid}/displacement", ProposeDisplacement.Handle)
            .RequireAuthorization(HearingsPolicies.Displace);
        hearings
            .MapGet("/displacements", ListDisplacements.Handle)
            .RequireAuthorization(HearingsPolicies.DecideDisplacement);
        hearings
            .MapPost("/displacements/{id:guid}/approval", DecideDisplacement.Approve)
            .RequireAuthorization(HearingsPolicies.DecideDisplacement);
        hearings
            .MapPost("/displacements/{id:guid}/rejection", DecideDisplacement.Reject)
            .RequireAuthorization(HearingsPolicies.DecideDisplacement);
        hearings.MapPost("/searches", SearchRooms.Handle).RequireAuthorization(HearingsPolicies.Read);
        hearings.MapGet("/waiting", ListWaiting.Handle).RequireAuthorization(HearingsPolicies.Read);
    }

    private static void MapInteroperation(RouteGroupBuilder hearings)
    {
        hearings.MapPost("/room-imports", ImportRooms.Handle).RequireAuthorization(HearingsPolicies.ManageRooms);
        hearings
            .MapGet("/room-imports/template", RoomTemplate.Handle)
            .RequireAuthorization(HearingsPolicies.ManageRooms);
        hearings.MapWebhooks();
        hearings.MapFeeds();
    }

    private static void MapSharing(RouteGroupBuilder hearings)
    {
        hearings.MapGet("/rooms/{id:guid}/terms", SharingTerms.List).RequireAuthorization(HearingsPolicies.Read);
        hearings
            .MapPost("/rooms/{id:guid}/terms", SharingTerms.Publish)
            .RequireAuthorization(HearingsPolicies.ManageRooms);
        hearings
            .MapGet("/rooms/{id:guid}/blackouts", Blackouts.List)
            .RequireAuthorization(HearingsPolicies.ManageRooms);
        hearings
            .MapPost("/rooms/{id:guid}/blackouts", Blackouts.Create)
            .RequireAuthorization(HearingsPolicies.ManageRooms);
        hearings
            .MapPost("/blackouts/{id:guid}/lifting", Blackouts.Lift)
            .RequireAuthorization(HearingsPolicies.ManageRooms);
        hearings.MapGet("/quotas", Quotas.List).RequireAuthorization(HearingsPolicies.ManageRooms);
        hearings.MapPost("/quotas", Quotas.Set).RequireAuthorization(HearingsPolicies.ManageRooms);
        hearings.MapGet("/assets", Assets.List).RequireAuthorization(HearingsPolicies.Read);
        hearings.MapPost("/assets", Assets.Add).RequireAuthorization(HearingsPolicies.ManageRooms);
        hearings
            .MapPut("/assets/{id:guid}/service", Assets.SetService)
            .RequireAuthorization(HearingsPolicies.ManageRooms);
    }
}

internal sealed class HearingsDb(NpgsqlDataSource source, TimeProvider clock)
    : Db(source, HearingsConstraints.Refusals, clock);
