using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace RegionNet.LocalHosting;

/// <summary>
/// A Redis-protocol server: redis-server, else garnet-server, or one outside. With a password, on loopback, and with nothing
/// kept on disk: Redis holds no truth here.
/// </summary>
internal sealed class RedisHost : ResourceHost
{
    private readonly RedisAddress _address;

    public RedisHost(RedisResource redis, Settings settings)
        : base(redis, settings)
    {
        if (settings.Outside(redis.Name) is { } outside)
        {
            redis.ConnectionString = outside;
            _address = RedisAddress.Parse(outside);
            return;
        }
        _address = new RedisAddress("127.0.0.1", settings.Ports.Take(), PostgresCluster.NewPassword(), Tls: false);
        redis.ConnectionString = $"{_address.Host}:{_address.Port},password={_address.Password}";
        var specification = Server();
        Replicas = [Supervise(redis.Name, () => specification, _address.PingAsync)];
    }

    public override string Address(int replica) => $"{_address.Host}:{_address.Port}";

    public override Task<bool> IsHealthyAsync(CancellationToken cancellationToken) =>
        _address.PingAsync(cancellationToken);

    private ProcessSpec Server()
    {
        var log = Settings.Log(Resource.Name);
        var program = Settings.Configuration["Local:RedisServer"] ?? Linux.OnPath("redis-server");
        if (program is not null && File.Exists(program))
        {
            var configuration = $"""
                bind {_address.Host}
                port {_address.Port}
                requirepass {_address.Password}
                save ""
                appendonly no

                """;
            return new ProcessSpec(program, ["-"], "/", Settings.BareEnvironment(), log)
            {
                User = Linux.Unprivileged,
                Input = configuration,
            };
        }
        // Garnet runs as we do: its files are in our package folder, which another user may not read.
        var options = Path.Combine(Settings.DataDirectory, "garnet.json");
        PostgresCluster.WriteSecret(
            options,
            JsonSerializer.Serialize(
                new
                {
                    _address.Port,
                    Address = _address.Host,
                    AuthenticationMode = "Password",
                    _address.Password,
                    MemorySize = "256m",
                    PageSize = "1m",
                    IndexSize = "16m",
                }
            )
        );
        return new ProcessSpec(
            Settings.DotNet(),
            [GarnetAssembly(), "--config-import-path", options],
            Settings.DataDirectory,
            Settings.InheritedEnvironment(),
            log
        );
    }

    /// <summary>The local tool's assembly, run directly: <c>dotnet tool run</c> would put a process of its own in between.</summary>
    private string GarnetAssembly()
    {
        var root = Path.GetDirectoryName(Settings.AppHostDirectory)!;
        var packages =
            Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var folder = Path.Combine(packages, "garnet-server");
        var manifest = Path.Combine(root, ".config", "dotnet-tools.json");
        if (File.Exists(manifest))
        {
            using var tools = JsonDocument.Parse(File.ReadAllText(manifest));
            if (tools.RootElement.GetProperty("tools").TryGetProperty("garnet-server", out var tool))
            {
                folder = Path.Combine(folder, tool.GetProperty("version").GetString()!, "tools");
            }
        }
        return
            Directory.Exists(folder)
            && Directory.EnumerateFiles(folder, "GarnetServer.dll", SearchOption.AllDirectories).Max() is { } assembly
            ? assembly
            : throw new DistributedApplicationException(
                "A Redis server is missing on this machine: apt-get install -y redis-server, or dotnet tool restore for garnet-server."
            );
    }
}

/// <summary>Where a Redis-protocol server listens, out of a StackExchange.Redis connection string.</summary>
internal sealed record RedisAddress(string Host, int Port, string? Password, bool Tls)
{
    public static RedisAddress Parse(string connectionString)
    {
        var parts = connectionString.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var endpoint = parts.FirstOrDefault(part => !part.Contains('=', StringComparison.Ordinal)) ?? "localhost";
        var colon = endpoint.LastIndexOf(':');
        var (host, port) = colon < 0 ? (endpoint, "6379") : (endpoint[..colon], endpoint[(colon + 1)..]);
        return new RedisAddress(
            host,
            int.Parse(port, CultureInfo.InvariantCulture),
            Option("password"),
            Tls: string.Equals(Option("ssl"), "true", StringComparison.OrdinalIgnoreCase)
        );

        string? Option(string name) =>
            parts
                .Where(part => part.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))
                .Select(part => part[(name.Length + 1)..])
                .FirstOrDefault();
    }

    /// <summary>Whether it answers PING; for an outside server behind TLS, whether it accepts a connection.</summary>
    public async Task<bool> PingAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Host, Port, cancellationToken);
        if (Tls)
        {
            return true;
        }
        await using var stream = client.GetStream();
        var authentication = Password is null
            ? ""
            : $"*2\r\n$4\r\nAUTH\r\n${Encoding.UTF8.GetByteCount(Password)}\r\n{Password}\r\n";
        await stream.WriteAsync(Encoding.UTF8.GetBytes(authentication + "*1\r\n$4\r\nPING\r\n"), cancellationToken);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return (Password is null || await reader.ReadLineAsync(cancellationToken) == "+OK")
            && await reader.ReadLineAsync(cancellationToken) == "+PONG";
    }
}
