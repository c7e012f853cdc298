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
        builder.AddWebhooks();
        return builder;
    }

    public static void MapHearings(this IEndpointRouteBuilder app)
    {
        var hearings = app.MapGroup("/api/hearings").WithTags("hearings");
        hearings.MapGet("/rooms", ListRooms.Handle).RequireAuthorization(HearingsPolicies.Read);
        hearings.MapPost("/rooms", AddRoom.Handle).RequireAuthorization(HearingsPolicies.ManageRooms);
        hearings
            .MapPut("/rooms/{id:guid}/devices/{kind}", SetDevice.Handle)
            .RequireAuthorization(HearingsPolicies.ManageRooms);
        hearings.MapGet("/free-rooms", FindFreeRooms.Handle).RequireAuthorization(HearingsPolicies.Read);
        hearings.MapGet("/board", ShowDayBoard.Handle).RequireAuthorization(HearingsPolicies.Read);
        hearings.MapPost("/sessions", BookSession.Handle).RequireAuthorization(HearingsPolicies.Book);
        hearings.MapGet("/sessions", ListSessions.Handle).RequireAuthorization(HearingsPolicies.Read);
        hearings.MapGet("/sessions/{id:guid}", ShowSession.Handle).RequireAuthorization(HearingsPolicies.Read);
        hearings
            .MapPost("/sessions/{id:guid}/cancellation", CancelSession.Handle)
            .RequireAuthorization(HearingsPolicies.Book);

        // Interoperation.
        hearings.MapPost("/room-imports", ImportRooms.Handle).RequireAuthorization(HearingsPolicies.ManageRooms);
        hearings
            .MapGet("/room-imports/template", RoomTemplate.Handle)
            .RequireAuthorization(HearingsPolicies.ManageRooms);
        hearings.MapWebhooks();
    }
}

internal sealed class HearingsDb(NpgsqlDataSource source, TimeProvider clock)
    : Db(source, HearingsConstraints.Refusals, clock);
