using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>Boards, live and of the past, the history of a session, check-in and reports.</summary>
internal static class BoardRegistration
{
    public static void AddBoards(this IHostApplicationBuilder builder)
    {
        builder.AddRedisClient("redis");
        builder.Services.AddSingleton<BoardReader>();
        builder.Services.AddSingleton<BoardChanges>();
        builder.Services.AddSingleton<OpenBoards>();
        builder.Services.AddSingleton<BoardWakeup>();
        if (builder.Configuration.Serves(HearingsModule.Name))
        {
            builder.Services.AddSignalR(options => options.MaximumReceiveMessageSize = 4 * 1024);
            builder.Services.AddHostedService<BoardPump>();
            builder.Services.AddHostedService<ExpiredHolds>();
            builder.Services.AddHostedService<NoShows>();
        }
    }

    public static void MapBoards(this IEndpointRouteBuilder app, RouteGroupBuilder hearings)
    {
        hearings.MapGet("/board", ShowDayBoard.Handle).RequireAuthorization(HearingsPolicies.Read);
        hearings.MapGet("/board/month", ShowMonth.Handle).RequireAuthorization(HearingsPolicies.Read);
        hearings.MapGet("/board/changes", ListBoardChanges.Handle).RequireAuthorization(HearingsPolicies.Read);
        hearings
            .MapGet("/sessions/{id:guid}/versions", ListVersions.Handle)
            .RequireAuthorization(HearingsPolicies.Read);
        hearings.MapPost("/sessions/{id:guid}/check-in", CheckIn.Handle).RequireAuthorization(HearingsPolicies.Book);
        hearings.MapPost("/sessions/{id:guid}/end", EndSession.Handle).RequireAuthorization(HearingsPolicies.Book);
        hearings
            .MapPost("/sessions/{id:guid}/archive", ArchiveSession.Handle)
            .RequireAuthorization(HearingsPolicies.Book);
        hearings.MapGet("/reports/utilisation", Utilisation.Handle).RequireAuthorization(HearingsPolicies.Read);
        app.MapHub<BoardHub>(
                "/hubs/board",
                options =>
                {
                    // A connection lives as long as its token; the client comes back with a fresh one and its number.
                    options.CloseOnAuthenticationExpiration = true;
                    options.TransportSendTimeout = TimeSpan.FromSeconds(2);
                }
            )
            .RequireAuthorization(HearingsPolicies.Read);
    }
}
