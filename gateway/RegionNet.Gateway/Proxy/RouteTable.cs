using RegionNet.Gateway.Guards;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.LoadBalancing;

namespace RegionNet.Gateway.Proxy;

/// <summary>
/// Which path goes to which module, and which service serves that module: <c>app</c> when it is configured, else one service a module.
/// </summary>
internal static class RouteTable
{
    public const string Access = "access";
    private const string App = "app";

    private static readonly string[] Modules =
    [
        Access,
        "zones",
        "hearings",
        "alerts",
        "discipline",
        "commendations",
        "assessments",
    ];

    private static readonly (string Id, string Path, string Module)[] Paths =
    [
        ("access", "/api/access/{**rest}", Access),
        ("connect", "/connect/{**rest}", Access),
        ("well-known", "/.well-known/{**rest}", Access),
        ("account", "/account/{**rest}", Access),
        ("zones", "/api/zones/{**rest}", "zones"),
        ("organisations", "/api/organisations/{**rest}", "zones"),
        ("hearings", "/api/hearings/{**rest}", "hearings"),
        ("board-hub", "/hubs/board/{**rest}", "hearings"),
        ("alerts", "/api/alerts/{**rest}", "alerts"),
        ("alerts-events", "/api/alerts/streams/{zone}/events", "alerts"),
        ("alerts-hub", "/hubs/alerts/{**rest}", "alerts"),
        ("discipline", "/api/discipline/{**rest}", "discipline"),
        ("commendations", "/api/commendations/{**rest}", "commendations"),
        ("assessments", "/api/assessments/{**rest}", "assessments"),
        (
            "assessments-evidence",
            "/api/assessments/rounds/{id}/zones/{zoneId}/filings/{indicator}/evidence",
            "assessments"
        ),
        .. Modules.Select(module => ($"audit-{module}", $"/api/audit/{module}/{{**rest}}", module)),
    ];

    /// <summary>The name of the service that serves a module.</summary>
    public static string Service(IConfiguration configuration, string module) =>
        IsConfigured(configuration, App) ? App : module;

    /// <exception cref="InvalidOperationException">Neither <c>services:app</c> nor a service for every module is configured.</exception>
    public static void RequireServices(IConfiguration configuration)
    {
        var missing = Modules.Where(module => !IsConfigured(configuration, Service(configuration, module))).ToArray();
        if (missing.Length > 0)
        {
            throw new InvalidOperationException(
                $"The gateway knows no address of the service for {string.Join(", ", missing)}: set services:app:http:0, or services:{missing[0]}:http:0 and so on."
            );
        }
    }

    public static IReadOnlyList<RouteConfig> Routes(IConfiguration configuration, GatewayOptions options) =>
        [.. Paths.Select(path => Route(path.Id, path.Path, Service(configuration, path.Module), options))];

    public static IReadOnlyList<ClusterConfig> Clusters(IConfiguration configuration) =>
        [.. Modules.Select(module => Service(configuration, module)).Distinct(StringComparer.Ordinal).Select(Cluster)];

    private static bool IsConfigured(IConfiguration configuration, string service) =>
        configuration.GetSection($"services:{service}").Exists();

    private static RouteConfig Route(string id, string path, string service, GatewayOptions options)
    {
        var isApi = path.StartsWith("/api/", StringComparison.Ordinal);
        var isHub = path.StartsWith("/hubs/", StringComparison.Ordinal);
        // Server-sent events: an answer that goes on, as a hub connection does.
        var staysOpen = isHub || path.EndsWith("/events", StringComparison.Ordinal);
        return new RouteConfig
        {
            RouteId = id,
            ClusterId = service,
            Match = new RouteMatch { Path = path },
            AuthorizationPolicy = isApi || isHub ? GatewayPolicies.Forwarded : GatewayPolicies.SignInPages,
            Timeout = staysOpen ? null : TimeSpan.FromSeconds(options.RequestTimeoutSeconds),
            TimeoutPolicy = staysOpen ? "Disable" : null,
            MaxRequestBodySize =
                path.EndsWith("/evidence", StringComparison.Ordinal) ? options.EvidenceBodyBytes
                : isApi ? options.ApiBodyBytes
                : options.OtherBodyBytes,
        };
    }

    private static ClusterConfig Cluster(string service) =>
        new()
        {
            ClusterId = service,
            LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
            Destinations = new Dictionary<string, DestinationConfig>(StringComparer.Ordinal)
            {
                [service] = new() { Address = $"http://{service}" },
            },
            HttpRequest = new ForwarderRequestConfig
            {
                Version = System.Net.HttpVersion.Version11,
                VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
                ActivityTimeout = TimeSpan.FromSeconds(100),
            },
            HealthCheck = new HealthCheckConfig
            {
                // With no replica known to be well, trying one and failing fast beats refusing unseen.
                AvailableDestinationsPolicy = "HealthyOrPanic",
                Active = new ActiveHealthCheckConfig
                {
                    Enabled = true,
                    Path = "/health",
                    Interval = TimeSpan.FromSeconds(2),
                    Timeout = TimeSpan.FromSeconds(2),
                    Policy = "ConsecutiveFailures",
                },
                Passive = new PassiveHealthCheckConfig
                {
                    Enabled = true,
                    Policy = BrokenConnectionPolicy.PolicyName,
                    ReactivationPeriod = TimeSpan.FromSeconds(2),
                },
            },
        };
}
