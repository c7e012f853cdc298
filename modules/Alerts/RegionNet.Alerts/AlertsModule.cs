using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using RegionNet.Access.Contracts;
using RegionNet.Hearings.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>Tells a zone at once what happened elsewhere and concerns it.</summary>
public static class AlertsModule
{
    public const string Name = "alerts";

    public static ModuleMigration Migration { get; } = ModuleMigration.Of(Name, typeof(AlertsModule).Assembly);

    public static IHostApplicationBuilder AddAlerts(this IHostApplicationBuilder builder)
    {
        builder.AddModule(Name, (source, clock) => new AlertsDb(source, clock));
        builder.AddRedisClient("redis");
        builder.Services.AddValidation();
        builder
            .Services.AddAuthorizationBuilder()
            .AddPolicy(
                AlertsPolicies.Read,
                policy =>
                    policy.RequireRole(
                        Roles.CentreClerk,
                        Roles.CourtClerk,
                        Roles.RoomManager,
                        Roles.CentreDirector,
                        Roles.ZoneCoordinator,
                        Roles.NationalCoordinator
                    )
            );
        builder.Services.AddSingleton<AlertStreams>();
        builder.Services.AddSingleton<AlertWakeup>();
        builder.Services.AddEventBatchHandler<SessionBooked, OnSessionBooked>(SessionBooked.Kind);
        builder.Services.AddEventBatchHandler<SessionCancelled, OnSessionCancelled>(SessionCancelled.Kind);
        builder.Services.AddEventBatchHandler<SessionMoved, OnSessionMoved>(SessionMoved.Kind);
        builder.Services.AddEventBatchHandler<SessionPromoted, OnSessionPromoted>(SessionPromoted.Kind);
        builder.Services.AddEventBatchHandler<SessionProgressed, OnSessionProgressed>(SessionProgressed.Kind);
        builder.Services.AddEventBatchHandler<NoticeAtRisk, OnNoticeAtRisk>(NoticeAtRisk.Kind);
        if (builder.Configuration.Serves(Name))
        {
            builder.Services.AddSignalR(options => options.MaximumReceiveMessageSize = 4 * 1024);
            builder.Services.AddHostedService<AlertPump>();
        }
        return builder;
    }

    public static void MapAlerts(this IEndpointRouteBuilder app)
    {
        var alerts = app.MapGroup("/api/alerts").RequireAuthorization(AlertsPolicies.Read).WithTags("alerts");
        alerts.MapGet("/streams", ListStreams.Handle);
        alerts.MapGet("/streams/{zone}", ReadStream.Handle);
        alerts.MapPost("/seen", MarkSeen.Handle);
        alerts.MapGet("/{id:guid}/seen", ShowWhoSaw.Handle);
        app.MapHub<AlertHub>(
                "/hubs/alerts",
                options =>
                {
                    // A connection lives as long as its token; the client comes back with a fresh one and its cursor.
                    options.CloseOnAuthenticationExpiration = true;
                    options.TransportSendTimeout = TimeSpan.FromSeconds(2);
                }
            )
            .RequireAuthorization(AlertsPolicies.Read);
    }
}

internal static class AlertsPolicies
{
    /// <summary>Reads the streams of the zones in the caller's scope.</summary>
    public const string Read = "alerts.read";
}

internal sealed class AlertsDb(NpgsqlDataSource source, TimeProvider clock)
    : Db(source, AlertsErrors.Constraints, clock);
