using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Dapper;
using Npgsql;
using RegionNet.LocalHosting;
using RegionNet.Testing;
using RegionNet.Testing.Driver;
using Xunit;

namespace RegionNet.EndToEndTests;

/// <summary>
/// kill -9 of the replica that is escalating, while its statement is under way, once at each statement of <c>Escalation.cs</c> and in
/// the commit. The other replica, or the same one started again, finishes what was begun: each step exactly once, none skipped.
/// </summary>
public sealed class AlertFaultEscalationTests(Network network)
{
    private const int Key = 20_260_105;

    /// <summary>The state of a connection in <c>/proc/net/tcp</c>.</summary>
    private const string Established = "01";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Where the replica is caught: it waits for a lock that the test holds.</summary>
    /// <param name="Held">A table that the statement only reads is locked itself; of one that it writes, a trigger waits.</param>
    /// <param name="When">The trigger's condition; null where the table is locked.</param>
    /// <param name="Statement">What the statement has in it that no other of the same table has.</param>
    private sealed record Point(string Name, string Held, string? When, string Statement)
    {
        public override string ToString() => Name;
    }

    private static readonly IReadOnlyList<Point> Points =
    [
        new("who is next in the chain", "zones.liaison_officer", null, "liaison_officer"),
        new("the clocks, with case and step claimed", "alerts.business_hours", null, "business_hours"),
        new("whom it is addressed to", "alerts.alert_addressee", "new.reason = 'zone-lead'", "alert_addressee"),
        new(
            "the step is done",
            "alerts.escalation_step",
            "new.outcome is not null and new.root_id = '{0}'",
            "outcome = "
        ),
        new("what the roads carry", "alerts.alert_webhook", null, "insert into delivery"),
        new("the head of the stream", "alerts.zone_stream", null, "order by zone_code for update"),
        new("the message", "alerts.alert", "new.root_id = '{0}'", "insert into alert"),
        new("the audit", "alerts.audit_entry", "new.subject = '{0}'", "audit_entry"),
        new("the commit", "alerts.alert", "new.root_id = '{0}'", "commit"),
    ];

    [Fact]
    public async Task A_replica_killed_at_any_statement_leaves_each_step_told_once()
    {
        Assert.SkipWhen(Network.IsSplit, "It kills one of two replicas; the split topology has one of each.");
        await using var source = AlertFaults.Source(await network.Database());
        await using var database = await source.OpenConnectionAsync();
        using var coordinator = await network.SignIn("gba.coordinator");
        await database.ExecuteAsync(
            $"""
            create function alerts.wait_for_test() returns trigger language plpgsql security definer as
                $$ begin perform pg_advisory_xact_lock_shared({Key}); return null; end $$
            """
        );
        var alerts = new Dictionary<Point, Guid>();
        foreach (var point in Points)
        {
            alerts[point] = await Raise(coordinator);
        }
        await Due(database, step: 1, [.. alerts.Values]);
        await Done(database, step: 1, [.. alerts.Values]);

        foreach (var (point, alert) in alerts)
        {
            var began = Stopwatch.GetTimestamp();
            await KillAt(point, alert, database, source);
            await Done(database, step: 2, [alert]);
            await Console.Error.WriteLineAsync($"{point}: {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s");
        }
        await database.ExecuteAsync("drop function alerts.wait_for_test()");

        foreach (var (point, alert) in alerts)
        {
            var told = await database.QueryAsync<string>(
                "select change from alerts.alert where root_id = @alert order by sequence",
                new { alert }
            );
            Assert.True(told.SequenceEqual(["raised", "overdue", "escalated"]), $"{point}: {string.Join(", ", told)}");
            var audited = await database.QueryAsync<string>(
                """
                select action from alerts.audit_entry
                where subject = @Subject and action in ('alerts.alert.overdue', 'alerts.alert.escalated') order by id
                """,
                new { Subject = alert.ToString() }
            );
            Assert.Equal(["alerts.alert.overdue", "alerts.alert.escalated"], audited);
        }
        Assert.False(
            await database.QuerySingleAsync<bool>(
                """
                select count(*) <> max(sequence) or max(sequence) <> (select head from alerts.zone_stream where zone_code = 'GBA')
                from alerts.alert where zone_code = 'GBA'
                """
            ),
            "The stream has a gap."
        );
        await network
            .App.ResourceNotifications.WaitForResourceHealthyAsync("app", TestContext.Current.CancellationToken)
            .WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    private async Task KillAt(Point point, Guid alert, NpgsqlConnection database, NpgsqlDataSource source)
    {
        await using var holder = await source.OpenConnectionAsync();
        await using var hold = await holder.BeginTransactionAsync();
        if (point.When is { } condition)
        {
            var kind = point.Statement == "commit" ? "constraint trigger" : "trigger";
            var deferred = point.Statement == "commit" ? "deferrable initially deferred" : "";
            await database.ExecuteAsync(
                $"""
                create {kind} wait_for_test after insert or update on {point.Held} {deferred} for each row
                when ({string.Format(
                    CultureInfo.InvariantCulture,
                    condition,
                    alert
                )}) execute function alerts.wait_for_test()
                """
            );
            await holder.ExecuteAsync($"select pg_advisory_xact_lock({Key})");
        }
        else
        {
            await holder.ExecuteAsync($"lock table {point.Held} in access exclusive mode");
        }
        await Due(database, step: 2, [alert]);

        var port = await Eventually.Becomes(
            () =>
                database.QueryFirstOrDefaultAsync<int>(
                    """
                    select client_port from pg_stat_activity
                    where @Holder = any(pg_blocking_pids(pid)) and strpos(query, @Statement) > 0 order by query_start
                    """,
                    new { Holder = holder.ProcessID, point.Statement }
                ),
            found => found > 0,
            Patience
        );
        var replica = Owner(port, new NpgsqlConnectionStringBuilder(database.ConnectionString).Port);
        AlertFaults.Send("KILL", replica);
        await Eventually.Becomes(
            () => Task.FromResult(Enumerable.Range(0, 2).Select(n => network.App.GetProcessId("app", n))),
            ids => !ids.Contains(replica)
        );
        // What the killed replica had sent the server goes on there; a commit it had sent is one.
        await hold.RollbackAsync();
        if (point.When is not null)
        {
            await database.ExecuteAsync($"drop trigger wait_for_test on {point.Held}");
        }
    }

    /// <summary>
    /// The replica whose connection to the server has this port at its end. A port alone may be that of another program's connection to
    /// another server, or of one that is over.
    /// </summary>
    private int Owner(int port, int server)
    {
        var inode = File.ReadLines("/proc/net/tcp")
            .Concat(File.Exists("/proc/net/tcp6") ? File.ReadLines("/proc/net/tcp6") : [])
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .First(fields =>
                fields[1].EndsWith($":{port:X4}", StringComparison.Ordinal)
                && fields[2].EndsWith($":{server:X4}", StringComparison.Ordinal)
                && fields[3] == Established
            )[9];
        return Enumerable
            .Range(0, 2)
            .Select(n => network.App.GetProcessId("app", n))
            .OfType<int>()
            .Single(id =>
                Directory
                    .EnumerateFiles($"/proc/{id}/fd")
                    .Any(file => new FileInfo(file).LinkTarget == $"socket:[{inode}]")
            );
    }

    private static Task Due(NpgsqlConnection database, int step, Guid[] alerts) =>
        database.ExecuteAsync(
            "update alerts.escalation_step set due_at = now() where step = @step and root_id = any(@alerts)",
            new { step, alerts }
        );

    private static Task Done(NpgsqlConnection database, int step, Guid[] alerts) =>
        Eventually.Becomes(
            () =>
                database.QuerySingleAsync<long>(
                    """
                    select count(*) from alerts.escalation_step
                    where step = @step and root_id = any(@alerts) and outcome in ('told', 'nobody')
                    """,
                    new { step, alerts }
                ),
            done => done == alerts.Length,
            Patience
        );

    /// <summary>An orange alert: a reminder, then the zone's lead.</summary>
    private static async Task<Guid> Raise(PortalSession coordinator)
    {
        var templates = await coordinator.Api.GetFromJsonAsync<JsonElement>("/api/alerts/templates");
        var template = templates
            .GetProperty("items")
            .EnumerateArray()
            .Single(t => t.GetProperty("kind").GetString() == "manual.system-outage");
        using var answer = await coordinator.Api.PostAsJsonAsync(
            "/api/alerts/manual-alerts",
            new
            {
                templateId = template.GetProperty("id").GetGuid(),
                zoneCodes = new[] { "GBA" },
                values = template
                    .GetProperty("places")
                    .EnumerateArray()
                    .Select(p => new
                    {
                        name = p.GetString(),
                        zh = "排期系统",
                        en = "The board",
                    }),
            }
        );
        answer.EnsureSuccessStatusCode();
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return made.GetProperty("alertIds")[0].GetGuid();
    }
}
