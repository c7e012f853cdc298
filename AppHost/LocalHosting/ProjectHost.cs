using System.Net;
using Aspire.Hosting.ApplicationModel;
using Npgsql;

namespace RegionNet.LocalHosting;

/// <summary>A project: one process per replica, each on a port of its own that it keeps over restarts.</summary>
internal sealed class ProjectHost : ResourceHost
{
    private static readonly HttpClient Client = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10) }
    );

    private readonly ProjectResource _project;
    private readonly int[] _ports;

    public ProjectHost(ProjectResource project, Settings settings, bool runOnce)
        : base(project, settings)
    {
        _project = project;
        // People know the port of an external project; everybody else finds a replica by service discovery.
        var known = project.External && !settings.IsTesting ? project.Profile?.Port : null;
        _ports = project.Listens
            ? [.. Enumerable.Range(0, project.Replicas).Select(i => settings.Ports.Take(i == 0 ? known : null))]
            : [];
        if (known is not null && _ports[0] != known)
        {
            Notice = $"Port {known} of {project.Name}'s launch profile is taken, so it listens on {_ports[0]}.";
        }
        Replicas =
        [
            .. Enumerable
                .Range(0, project.Replicas)
                .Select(i => Supervise($"{project.Name}-{i}", () => Specification(i), Probe(i), runOnce)),
        ];
    }

    /// <summary>A sentence to print once, or null.</summary>
    public string? Notice { get; }

    public override string Address(int replica) => _project.Listens ? Url(replica) : "";

    /// <summary>The address of a replica.</summary>
    public string Url(int replica) => $"http://localhost:{_ports[replica]}";

    public bool IsDevelopment =>
        _project.Profile?.Environment.GetValueOrDefault("ASPNETCORE_ENVIRONMENT") is "Development";

    public bool IsExternal => _project.External;

    public bool Listens => _project.Listens;

    /// <summary>Found by name at start, because the references may go in a circle.</summary>
    public Func<IResource, ResourceHost> Others { get; set; } = _ => throw new InvalidOperationException();

    private Func<CancellationToken, Task<bool>>? Probe(int replica)
    {
        if (_project.HealthPath is null)
        {
            return null;
        }
        var address = new Uri(new Uri(Url(replica)), _project.HealthPath);
        return async cancellationToken =>
        {
            using var answer = await Client.GetAsync(address, cancellationToken);
            return answer.StatusCode == (HttpStatusCode)_project.HealthStatus;
        };
    }

    private ProcessSpec Specification(int replica) =>
        new(
            Settings.DotNet(),
            [_project.Metadata.AssemblyPath, .. _project.Profile?.Arguments ?? []],
            Path.GetDirectoryName(_project.Metadata.ProjectPath)!,
            EnvironmentOf(replica),
            Settings.Log(Replicas[replica].Name)
        );

    private Dictionary<string, string> EnvironmentOf(int replica)
    {
        var result = Settings.InheritedEnvironment();
        if (_project.Profile is { } profile)
        {
            result["DOTNET_LAUNCH_PROFILE"] = profile.Name;
            foreach (var (key, value) in profile.Environment)
            {
                result[key] = value;
            }
        }
        foreach (var reference in _project.References)
        {
            Tell(result, reference);
        }
        if (_project.Listens)
        {
            result["ASPNETCORE_URLS"] = Url(replica);
        }
        result["OTEL_SERVICE_NAME"] = _project.Name;
        result["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={Replicas[replica].Name}";
        return result;
    }

    private void Tell(Dictionary<string, string> result, IResource reference)
    {
        var prefix = EnvironmentName(reference.Name);
        switch (reference)
        {
            case PostgresDatabaseResource database:
                result[$"ConnectionStrings__{database.Name}"] = database.ConnectionString!;
                var parts = new NpgsqlConnectionStringBuilder(database.ConnectionString);
                var (user, password) = (
                    Uri.EscapeDataString(parts.Username!),
                    Uri.EscapeDataString(parts.Password ?? "")
                );
                var place = $"{parts.Host}:{parts.Port}/{parts.Database}";
                result[$"{prefix}_HOST"] = parts.Host!;
                result[$"{prefix}_PORT"] = parts.Port.ToString();
                result[$"{prefix}_USERNAME"] = parts.Username!;
                result[$"{prefix}_PASSWORD"] = parts.Password ?? "";
                result[$"{prefix}_URI"] = $"postgresql://{user}:{password}@{place}";
                result[$"{prefix}_JDBCCONNECTIONSTRING"] = $"jdbc:postgresql://{place}";
                result[$"{prefix}_DATABASENAME"] = parts.Database!;
                break;
            case RedisResource redis:
                result[$"ConnectionStrings__{redis.Name}"] = redis.ConnectionString!;
                var address = RedisAddress.Parse(redis.ConnectionString!);
                result[$"{prefix}_HOST"] = address.Host;
                result[$"{prefix}_PORT"] = address.Port.ToString();
                result[$"{prefix}_PASSWORD"] = address.Password ?? "";
                result[$"{prefix}_URI"] =
                    $"{(address.Tls ? "rediss" : "redis")}://:{Uri.EscapeDataString(address.Password ?? "")}@{address.Host}:{address.Port}";
                break;
            case ProjectResource when Others(reference) is ProjectHost { Listens: true } other:
                for (var i = 0; i < other.Replicas.Count; i++)
                {
                    result[$"services__{reference.Name}__http__{i}"] = other.Url(i);
                }
                result[$"{prefix}_HTTP"] = other.Url(0);
                break;
            default:
                throw new NotSupportedException(
                    $"LocalHosting can't tell '{_project.Name}' about '{reference.Name}': it has no address."
                );
        }
    }

    internal static string EnvironmentName(string name) => name.ToUpperInvariant().Replace('-', '_');
}
