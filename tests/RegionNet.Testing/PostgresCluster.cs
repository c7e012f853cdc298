using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace RegionNet.Testing;

/// <summary>
/// A real PostgreSQL for this test process: its own data directory, a free loopback port, password authentication, never
/// run as root. It ends after the process, however that ends, and nobody waits for it (see <c>postgres.sh</c>). Durability is off: tests that kill
/// the server itself need their own.
/// </summary>
public sealed class PostgresCluster : IDisposable
{
    private const string Missing =
        "No PostgreSQL server was found on PATH or under /usr/lib/postgresql/*/bin. Install it with: "
        + "apt-get install --yes --no-install-recommends postgresql";

    private static readonly Lazy<Task<PostgresCluster>> Started = new(() => Start());

    private readonly Process _process;

    private PostgresCluster(Process process, string administrator)
    {
        _process = process;
        Administrator = administrator;
    }

    /// <summary>The cluster of this process, started on first use and stopped when the process ends.</summary>
    public static Task<PostgresCluster> Shared => Started.Value;

    /// <summary>The superuser's connection string, to the database <c>postgres</c>.</summary>
    public string Administrator { get; }

    /// <exception cref="InvalidOperationException">No server binaries are installed, or the server does not start.</exception>
    public static async Task<PostgresCluster> Start()
    {
        var binaries = Binaries() ?? throw new InvalidOperationException(Missing);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Start(binaries, FreePort());
            }
            catch (InvalidOperationException e)
                when (attempt < 3 && e.Message.Contains("Address already in use", StringComparison.Ordinal))
            {
                // Another process took the port between our asking and the server's binding.
            }
        }
    }

    private static async Task<PostgresCluster> Start(string binaries, int port)
    {
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var start = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
            Environment =
            {
                ["PG_BIN"] = binaries,
                ["PG_PORT"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["PG_PASSWORD"] = password,
            },
        };
        string[] command = [.. DropPrivileges(), "/bin/sh", "-c", Script()];
        start.FileName = command[0];
        foreach (var argument in command[1..])
        {
            start.ArgumentList.Add(argument);
        }

        var errors = new StringBuilder();
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var process = new Process { StartInfo = start };
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors)
            {
                errors.AppendLine(line.Data);
            }
            if (line.Data is null or "PostgreSQL has stopped")
            {
                stopped.TrySetResult();
            }
        };
        process.Start();
        process.BeginErrorReadLine();

        var cluster = new PostgresCluster(
            process,
            new NpgsqlConnectionStringBuilder
            {
                Host = "127.0.0.1",
                Port = port,
                Username = "postgres",
                Password = password,
                Database = "postgres",
                IncludeErrorDetail = true,
            }.ConnectionString
        );

        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(cluster.Administrator) { Pooling = false }
        );
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync();
                return cluster;
            }
            catch (NpgsqlException)
                when (!stopped.Task.IsCompleted && Stopwatch.GetElapsedTime(began).TotalSeconds < 60)
            {
                await Task.WhenAny(stopped.Task, Task.Delay(25));
            }
            catch (NpgsqlException e)
            {
                cluster.Dispose();
                throw new InvalidOperationException($"PostgreSQL did not start on port {port}: {errors}{e.Message}", e);
            }
        }
    }

    /// <summary>Stops the server and removes its data; waits until both are done.</summary>
    public void Dispose()
    {
        lock (_process)
        {
            try
            {
                _process.StandardInput.Close();
                _process.WaitForExit(TimeSpan.FromSeconds(10));
            }
            catch (InvalidOperationException)
            {
                // Disposed before.
            }
            _process.Dispose();
        }
    }

    /// <summary>The path of a program that comes with the server, for example <c>pg_dump</c>.</summary>
    public static string Program(string name) =>
        Folders().Select(d => $"{d}/{name}").FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException(Missing);

    private static string? Binaries() =>
        Folders().FirstOrDefault(d => File.Exists($"{d}/postgres") && File.Exists($"{d}/initdb"));

    private static IEnumerable<string> Folders()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(Version).Select(d => $"{d}/bin")
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return path.Concat(installed);

        static double Version(string directory) =>
            double.TryParse(
                Path.GetFileName(directory),
                System.Globalization.CultureInfo.InvariantCulture,
                out var version
            )
                ? version
                : 0;
    }

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static string[] DropPrivileges()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return [];
        }
        var known = File.ReadLines("/etc/passwd").Any(l => l.StartsWith("postgres:", StringComparison.Ordinal));
        var user = known ? "postgres" : "nobody";
        return File.Exists("/usr/sbin/runuser") || File.Exists("/sbin/runuser")
            ? ["runuser", "-u", user, "--"]
            : ["setpriv", $"--reuid={user}", "--clear-groups"];
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Script()
    {
        using var stream = typeof(PostgresCluster).Assembly.GetManifestResourceStream("RegionNet.Testing.postgres.sh")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
