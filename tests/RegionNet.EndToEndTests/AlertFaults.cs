using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Dapper;
using Npgsql;
using RegionNet.LocalHosting;
using RegionNet.Testing.Driver;
using RegionNet.Testing.Faults;

namespace RegionNet.EndToEndTests;

/// <summary>
/// What can go wrong for the alerts of a running system, its publisher (bookings with an Idempotency-Key, by a machine client of
/// another zone) and its truth (the rows of the stream). The tests run it short, the benchmark <c>faults</c> in full length.
/// </summary>
public sealed class AlertFaults(DistributedApplication app, ChaosProxy proxy)
{
    public const string Zone = "GBA";

    public Fault LosePushes(TimeSpan length) =>
        new(
            "20 % of pushes lost",
            async ct =>
            {
                proxy.DropPushes = 0.2;
                await Task.Delay(length, ct);
                proxy.DropPushes = 0;
            }
        );

    public Fault CutSockets(int times) =>
        new(
            "sockets cut at random",
            async ct =>
            {
                for (var n = 0; n < times; n++)
                {
                    proxy.Cut(0.3);
                    await Task.Delay(700, ct);
                }
            }
        );

    /// <summary>Ten clients take nothing while the other faults happen.</summary>
    public Fault Freeze(TimeSpan length, params IReadOnlyList<Fault> meanwhile) =>
        new(
            $"ten clients frozen, and {string.Join(", ", meanwhile.Select(f => f.Name))}",
            async ct =>
            {
                var until = Task.Delay(length, ct);
                proxy.Freeze(10);
                foreach (var fault in meanwhile)
                {
                    await fault.Happen(ct);
                }
                await until;
                proxy.Thaw();
            }
        );

    /// <summary>Stopped, not ended: worse, for its connections stay open and answer nothing.</summary>
    public Fault StopRedis(TimeSpan length) =>
        new(
            "Redis stopped",
            async ct =>
            {
                Signal("STOP", "redis");
                try
                {
                    await Task.Delay(length, ct);
                }
                finally
                {
                    Signal("CONT", "redis");
                }
            }
        );

    public Fault Kill(string resource) => Restarts($"{resource} killed", resource, "KILL");

    public Fault RestartPostgres() => Restarts("PostgreSQL restarted", "postgres", "INT");

    public void Signal(string signal, string resource)
    {
        Send(signal, app.GetProcessId(resource) ?? throw new InvalidOperationException($"{resource} is not running."));
    }

    public static void Send(string signal, int id)
    {
        using var kill = Process.Start("kill", [$"-{signal}", id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>
    /// Books slot number n as a careful client does: with the same key until there is an answer that is one.
    /// </summary>
    public static async Task<string> Book(HttpClient machine, Guid room, int n, CancellationToken ct)
    {
        var key = Guid.NewGuid().ToString();
        var from = HearingsApi.MorningIn(60 + (n / 8)).AddHours(n % 8);
        while (true)
        {
            try
            {
                using var answer = await machine.Book(from, TimeSpan.FromMinutes(30), [room], key);
                if (answer.StatusCode == HttpStatusCode.Created)
                {
                    return (await answer.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("id").GetString()!;
                }
                if (answer.StatusCode < HttpStatusCode.InternalServerError)
                {
                    throw new InvalidOperationException(
                        $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(ct)}"
                    );
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                // The gateway itself is being started again.
            }
            await Task.Delay(100, ct);
        }
    }

    /// <summary>Connects so many clients through the bad network.</summary>
    public async Task<IReadOnlyList<AlertFeed>> Connect(PortalSession person, int clients)
    {
        var feeds = new ConcurrentBag<AlertFeed>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, clients),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (_, _) => feeds.Add(await AlertFeed.Open(person, Zone, proxy.Address))
        );
        return [.. feeds];
    }

    /// <summary>Without a pool, whose connections a restart of the server would leave broken.</summary>
    public static NpgsqlDataSource Source(string connectionString) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });

    public static async Task<long> Head(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        return await connection.QuerySingleAsync<long>(
            "select coalesce(max(head), 0) from alerts.zone_stream where zone_code = @Zone",
            new { Zone }
        );
    }

    /// <summary>The messages in their order; a subject is told only of the message that raised its alert.</summary>
    public static async Task<IReadOnlyList<(string Id, string Subject)>> Truth(NpgsqlDataSource source, long after)
    {
        await using var connection = await source.OpenConnectionAsync();
        return (
            await connection.QueryAsync<(string, string)>(
                """
                select id::text, case when change = 'raised' then subject else '' end
                from alerts.alert where zone_code = @Zone and sequence > @after order by sequence
                """,
                new { Zone, after }
            )
        ).AsList();
    }

    private Fault Restarts(string name, string resource, string signal) =>
        new(
            name,
            async ct =>
            {
                var before = app.GetProcessId(resource);
                Signal(signal, resource);
                while (app.GetProcessId(resource) is not { } id || id == before)
                {
                    await Task.Delay(50, ct);
                }
                await app.ResourceNotifications.WaitForResourceHealthyAsync(resource, ct);
                await Task.Delay(1_000, ct);
            }
        );
}
