using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Npgsql;
using RegionNet.Access.Contracts;
using RegionNet.Assessments.Contracts;
using RegionNet.Commendations.Contracts;
using RegionNet.Discipline.Contracts;
using RegionNet.Hearings.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>Tells a zone at once what happened elsewhere and concerns it.</summary>
public static class AlertsModule
{
    public const string Name = "alerts";

    /// <summary>A socket that takes nothing for so long is cut; its client comes back with its cursor.</summary>
    internal static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(2);

    public static ModuleMigration Migration { get; } = ModuleMigration.Of(Name, typeof(AlertsModule).Assembly);

    public static IHostApplicationBuilder AddAlerts(this IHostApplicationBuilder builder)
    {
        builder.AddModule(Name, (source, clock) => new AlertsDb(source, clock));
        builder.AddRedisClient("redis");
        builder.AddSealing(Name, "Alerts", key => new AlertsSealing(key));
        builder.Services.AddValidation();
        builder
            .Services.AddAuthorizationBuilder()
            .AddPolicy(AlertsPolicies.Read, policy => policy.RequireRole(AlertsPolicies.Desk))
            .AddPolicy(AlertsPolicies.Coordinate, policy => policy.RequireRole(AlertsPolicies.Coordinators))
            .AddPolicy(
                AlertsPolicies.Roads,
                policy => policy.RequireRole([.. AlertsPolicies.Desk, .. AlertsPolicies.Reminded])
            )
            .AddPolicy(AlertsPolicies.Sources, policy => policy.RequireRole(Roles.NationalCoordinator))
            .AddPolicy(
                AlertsPolicies.Deliveries,
                policy => policy.RequireRole([.. AlertsPolicies.Coordinators, Roles.SystemAdministrator])
            );
        AddRoads(builder);
        builder.Services.AddSingleton<AlertRaising>();
        builder.Services.AddSingleton<Chain>();
        builder.Services.AddSingleton<Escalation>();
        builder.Services.AddSingleton<AlertStreams>();
        builder.Services.AddSingleton<AlertWakeup>();
        builder.Services.AddEventBatchHandler<SessionBooked, OnSessionBooked>(SessionBooked.Kind);
        builder.Services.AddEventBatchHandler<SessionCancelled, OnSessionCancelled>(SessionCancelled.Kind);
        builder.Services.AddEventBatchHandler<SessionMoved, OnSessionMoved>(SessionMoved.Kind);
        builder.Services.AddEventBatchHandler<SessionPromoted, OnSessionPromoted>(SessionPromoted.Kind);
        builder.Services.AddEventBatchHandler<SessionProgressed, OnSessionProgressed>(SessionProgressed.Kind);
        builder.Services.AddEventBatchHandler<NoticeAtRisk, OnNoticeAtRisk>(NoticeAtRisk.Kind);
        builder.Services.AddEventBatchHandler<FilingClusterFound, OnFilingClusterFound>(FilingClusterFound.Kind);
        builder.Services.AddEventHandler<ProvinceTaskOverdue, OnProvinceTaskOverdue>(ProvinceTaskOverdue.Kind);
        builder.Services.AddEventHandler<ClearanceOverdue, OnClearanceOverdue>(ClearanceOverdue.Kind);
        builder.Services.AddEventBatchHandler<CommendationReviewOpened, OnCommendationReviewOpened>(
            CommendationReviewOpened.Kind
        );
        builder.Services.AddEventBatchHandler<ResultPublished, OnResultPublished>(ResultPublished.Kind);
        builder.Services.AddEventBatchHandler<DeadlineNear, OnDeadlineNear>(DeadlineNear.Kind);
        builder.Services.AddEventHandler<PersonReminded, OnPersonReminded>(PersonReminded.Kind);
        builder.Services.AddEventBatchHandler<ListingChanged, OnListingChanged>(ListingChanged.Kind);
        builder.Services.AddEventHandler<WatchHit, OnWatchHit>(WatchHit.Kind);
        builder.Services.AddEventHandler<FalsePositiveReopened, OnFalsePositiveReopened>(FalsePositiveReopened.Kind);
        if (builder.Configuration.Serves(Name))
        {
            AddStreams(builder);
            builder.Services.AddHostedService<EscalationWorker>();
            builder.Services.AddHostedService<AlertsHousekeeping>();
        }
        return builder;
    }

    /// <summary>The hub, the events and the pump that feeds them.</summary>
    private static void AddStreams(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services
            .AddOptions<AlertLimitOptions>()
            .BindConfiguration(AlertLimitOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSignalR().AddHubOptions<AlertHub>(options => options.MaximumReceiveMessageSize = 4 * 1024);
        services.AddSingleton<AlertLimits>();
        services.AddSingleton<OpenLines>();
        services.AddSingleton<LiveStreams>();
        services.AddSingleton<CatchUp>();
        services.AddSingleton<HubLines>();
        services.AddSingleton<HubLifetimeManager<AlertHub>>(provider => provider.GetRequiredService<HubLines>());
        services.AddSingleton<AlertScopes>();
        services.AddHostedService(provider => provider.GetRequiredService<AlertScopes>());
        services.AddSingleton<AlertPump>();
        services.AddHostedService(provider => provider.GetRequiredService<AlertPump>());
        services.AddHealthChecks().AddCheck<AlertsHealth>("alerts-pump", HealthStatus.Degraded);
    }

    /// <summary>CAP, mail and webhooks.</summary>
    private static void AddRoads(IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<CapOptions>()
            .BindConfiguration("Alerts:Cap")
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder
            .Services.AddOptions<MailOptions>()
            .BindConfiguration("Alerts:Mail")
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.AddWebhookClient(Name, "Alerts:Webhooks");
        builder.Services.AddSingleton<MailRoad>();
        builder.Services.AddSingleton<RoadSender>();
        if (builder.Configuration.Serves(Name))
        {
            builder.Services.AddHostedService<MailWorker>();
            builder.Services.AddHostedService<WebhookWorker>();
        }
    }

    public static void MapAlerts(this IEndpointRouteBuilder app)
    {
        var alerts = app.MapGroup("/api/alerts").RequireAuthorization(AlertsPolicies.Read).WithTags("alerts");
        alerts.MapGet("/streams", ListStreams.Handle);
        alerts.MapGet("/streams/{zone}", ReadStream.Handle);
        alerts.MapGet("/streams/{zone}/events", FollowStream.Handle);
        alerts.MapPost("/seen", MarkSeen.Handle);
        alerts.MapGet("/{id:guid}/seen", ShowWhoSaw.Handle);
        MapCases(alerts);
        MapRules(alerts);
        MapManual(alerts);
        MapSources(alerts);
        MapCap(alerts);
        MapWebhooks(alerts);
        MapProof(alerts);
        MapRoads(app.MapGroup("/api/alerts/roads").RequireAuthorization(AlertsPolicies.Roads).WithTags("alerts"));
        var deliveries = app.MapGroup("/api/alerts/deliveries")
            .RequireAuthorization(AlertsPolicies.Deliveries)
            .WithTags("alerts");
        deliveries.MapGet("", DeliveryList.List);
        deliveries.MapPost("/{id:guid}/replay", DeliveryList.Replay);
        app.MapHub<AlertHub>(
                "/hubs/alerts",
                options =>
                {
                    // A connection lives as long as its token; the client comes back with a fresh one and its cursor.
                    options.CloseOnAuthenticationExpiration = true;
                    options.TransportSendTimeout = SendTimeout;
                }
            )
            .RequireAuthorization(AlertsPolicies.Read);
    }

    /// <summary>The life of an alert.</summary>
    private static void MapCases(RouteGroupBuilder alerts)
    {
        alerts.MapGet("/cases", ListCases.Handle);
        alerts.MapGet("/{id:guid}/case", ShowCase.Handle);
        alerts.MapPost("/{id:guid}/acknowledgement", AnswerAlert.Acknowledge);
        alerts.MapPost("/{id:guid}/handling", AnswerAlert.TakeUp);
        alerts.MapPost("/{id:guid}/closure", AnswerAlert.Close);
    }

    private static void MapManual(RouteGroupBuilder alerts)
    {
        var templates = alerts.MapGroup("/templates").RequireAuthorization(AlertsPolicies.Coordinate);
        templates.MapGet("", Templates.List);
        templates.MapPost("", Templates.Add);
        templates.MapPost("/{id:guid}/end", Templates.End);
        var manual = alerts.MapGroup("/manual-alerts").RequireAuthorization(AlertsPolicies.Coordinate);
        manual.MapGet("", ManualAlerts.List);
        manual.MapPost("", ManualAlerts.Propose);
        manual.MapPost("/{id:guid}/decision", ManualAlerts.Decide);
        alerts.MapPost("/{id:guid}/update", AmendAlert.Update).RequireAuthorization(AlertsPolicies.Coordinate);
        alerts.MapPost("/{id:guid}/cancellation", AmendAlert.Cancel).RequireAuthorization(AlertsPolicies.Coordinate);
    }

    private static void MapSources(RouteGroupBuilder alerts)
    {
        var sources = alerts.MapGroup("/sources");
        sources.MapGet("", AlertSources.List).RequireAuthorization(AlertsPolicies.Sources);
        sources.MapPost("", AlertSources.Add).RequireAuthorization(AlertsPolicies.Sources);
        sources.MapPost("/{id:guid}/key", AlertSources.Renew).RequireAuthorization(AlertsPolicies.Sources);
        sources.MapPost("/{id:guid}/end", AlertSources.End).RequireAuthorization(AlertsPolicies.Sources);
        // Who it is says the signature, not a session.
        sources.MapPost("/{id:guid}/messages", ReceiveMessage.Handle).AllowAnonymous();
    }

    /// <summary>The same alerts in the words of other systems.</summary>
    private static void MapCap(RouteGroupBuilder alerts)
    {
        alerts.MapGet("/{id:guid}/cap", ExportCap.Handle);
        alerts.MapGet("/streams/{zone}/feed", ZoneFeed.Handle);
        alerts.MapPost("/cap", ImportCap.ByCoordinator).RequireAuthorization(AlertsPolicies.Coordinate);
        alerts.MapPost("/sources/{id:guid}/cap", ImportCap.BySource).AllowAnonymous();
    }

    private static void MapProof(RouteGroupBuilder alerts)
    {
        alerts.MapGet("/{id:guid}/proof", ShowProof.Handle);
        alerts.MapGet("/reports/monthly", MonthlyReport.Handle);
    }

    private static void MapRoads(RouteGroupBuilder roads)
    {
        roads.MapGet("", EmailRoads.Show);
        roads.MapPut("/email", EmailRoads.Set);
        roads.MapPost("/email/code", EmailRoads.SendCode);
        roads.MapPost("/email/verification", EmailRoads.Verify);
        roads.MapPost("/email/end", EmailRoads.End);
    }

    private static void MapWebhooks(RouteGroupBuilder alerts)
    {
        var webhooks = alerts.MapGroup("/webhooks").RequireAuthorization(AlertsPolicies.Coordinate);
        webhooks.MapGet("", AlertWebhooks.List);
        webhooks.MapPost("", AlertWebhooks.Add);
        webhooks.MapPost("/{id:guid}/pause", AlertWebhooks.Pause);
        webhooks.MapPost("/{id:guid}/resume", AlertWebhooks.Resume);
        webhooks.MapPost("/{id:guid}/end", AlertWebhooks.End);
        webhooks.MapPost("/{id:guid}/secret", AlertWebhooks.Renew);
    }

    private static void MapRules(RouteGroupBuilder alerts)
    {
        var rules = alerts.MapGroup("/rules").RequireAuthorization(AlertsPolicies.Coordinate);
        rules.MapGet("", AlertRules.List);
        rules.MapPost("", AlertRules.Add);
        rules.MapPut("/{id:guid}", AlertRules.Change);
        rules.MapPost("/{id:guid}/end", AlertRules.End);
        alerts.MapGet("/clocks", ShowClocks.Handle);
        alerts.MapGet("/silences", Silences.List);
        var silences = alerts.MapGroup("/silences").RequireAuthorization(AlertsPolicies.Coordinate);
        silences.MapPost("", Silences.Add);
        silences.MapPost("/{id:guid}/lifting", Silences.Lift);
        alerts.MapGet("/subscriptions", Subscriptions.List);
        alerts.MapPost("/subscriptions", Subscriptions.Add);
        alerts.MapPut("/subscriptions/{id:guid}", Subscriptions.Change);
        alerts.MapPost("/subscriptions/{id:guid}/end", Subscriptions.End);
    }
}

internal static class AlertsPolicies
{
    /// <summary>Reads the streams of the zones in the caller's scope.</summary>
    public const string Read = "alerts.read";

    /// <summary>Gives the own mail address: whoever reads alerts, or is reminded personally.</summary>
    public const string Roads = "alerts.roads";

    /// <summary>Writes rules, silences, templates and manual alerts of the zones granted to the caller.</summary>
    public const string Coordinate = "alerts.coordinate";

    /// <summary>Admits outside sources and keeps their keys.</summary>
    public const string Sources = "alerts.sources";

    /// <summary>Sees and replays what the roads gave up.</summary>
    public const string Deliveries = "alerts.deliveries";

    public static readonly string[] Desk =
    [
        Roles.CentreClerk,
        Roles.CourtClerk,
        Roles.RoomManager,
        Roles.CentreDirector,
        Roles.ZoneCoordinator,
        Roles.NationalCoordinator,
    ];

    /// <summary>Who is reminded of what is open in an assessment (<see cref="OnPersonReminded"/>), mostly without a stream of alerts.</summary>
    public static readonly string[] Reminded =
    [
        Roles.Evaluator,
        Roles.DemonstrationZoneOfficer,
        Roles.AssessmentOrganiser,
    ];

    public static readonly string[] Coordinators = [Roles.ZoneCoordinator, Roles.NationalCoordinator];
}

internal sealed class AlertsDb(NpgsqlDataSource source, TimeProvider clock)
    : Db(source, AlertsErrors.Constraints, clock);
