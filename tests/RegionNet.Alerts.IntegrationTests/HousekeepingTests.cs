using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>What goes after a time, and what stays.</summary>
public sealed class HousekeepingTests(DutyRoom room) : IClassFixture<DutyRoom>
{
    private AlertsHousekeeping Housekeeping() =>
        new(
            room.Db,
            Options.Create(new HousekeepingOptions()),
            TimeProvider.System,
            NullLogger<AlertsHousekeeping>.Instance
        );

    [Fact]
    public async Task Deliveries_go_three_years_after_they_ended_and_not_before()
    {
        var alert = await room.Raise("H1", "severe");
        await Deliver(alert, "arrived long ago", "delivered", "1200 days", "1200 days");
        await Deliver(alert, "given up long ago", "dead", "1200 days", "1199 days");
        await Deliver(alert, "replayed last week", "delivered", "1200 days", "7 days");
        await Deliver(alert, "waits", "pending", "1200 days", null);
        await Deliver(alert, "arrived last year", "delivered", "365 days", "365 days");

        Assert.False(await Housekeeping().TakeBatch(CancellationToken.None));

        Assert.Equal(
            ["arrived last year", "replayed last week", "waits"],
            await room.Db.Query<string>(
                "select subject from delivery where alert_id = @alert order by subject",
                new { alert }
            )
        );
        Assert.Equal(["raised"], await room.Changes(alert));
    }

    [Theory]
    [InlineData("delete from delivery")]
    [InlineData("delete from alert")]
    [InlineData("delete from alert_case")]
    [InlineData("delete from alert_addressee")]
    [InlineData("delete from alert_seen")]
    [InlineData("delete from escalation_step")]
    public async Task The_database_keeps_the_record(string sql)
    {
        var alert = await room.Raise("H2", "severe");
        await Deliver(alert, "arrived", "delivered", "1000 days", "1000 days");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => room.Db.Query<int>(sql));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Groups_go_when_nothing_counts_them_up_any_more()
    {
        var (open, old, closed) = (await Grouped("open"), await Grouped("old"), await Grouped("closed"));
        await Old(old);
        var person = AlertSteps.Coordinator("h3", "H3");
        await (await room.Answer(person, closed, "acknowledgement", 1)).Read(200);
        await (await room.Answer(person, closed, "closure", 2, "done")).Read(200);

        await Housekeeping().TakeBatch(CancellationToken.None);

        Assert.Equal([open], await room.Db.Query<Guid>("select root_id from alert_group where zone_code = 'H3'"));
        Assert.Equal(open, await Grouped("open"));
    }

    [Fact]
    public async Task An_event_that_comes_while_its_old_group_goes_begins_it_anew()
    {
        for (var round = 0; round < 15; round++)
        {
            var subject = $"race {round}";
            var old = await Grouped(subject, "H4");
            await Old(old);

            var raising = Enumerable
                .Range(0, 4)
                .Select(_ => room.Raise("H4", kind: "hearings.session-moved", subject: subject))
                .ToList();
            await Task.WhenAll([.. raising, Housekeeping().TakeBatch(CancellationToken.None)]);

            var roots = await room.Db.Query<(Guid Root, int Count)>(
                "select root_id, count from alert_case where subject = @subject and root_id <> @old",
                new { subject, old }
            );
            Assert.Equal(4, Assert.Single(roots).Count);
        }
    }

    /// <returns>The first message of the alert that the event raised or counted up.</returns>
    private async Task<Guid> Grouped(string subject, string zone = "H3") =>
        await room.Db.QueryOne<Guid>(
            "select root_id from alert where id = @Id",
            new { Id = await room.Raise(zone, kind: "hearings.session-moved", subject: subject) }
        );

    private Task Old(Guid root) =>
        room.Db.Query<int>(
            "update alert_case set last_at = now() - interval '9 days' where root_id = @root",
            new { root }
        );

    private async Task Deliver(Guid alert, string subject, string status, string created, string? ended)
    {
        await using var command = room.Database.Administrator.CreateCommand(
            $"""
            insert into alerts.delivery (id, road, alert_id, subject, created_at, next_attempt_at, status, ended_at)
            values (gen_random_uuid(), 'email', '{alert}', '{subject}', now() - interval '{created}',
                now() - interval '{created}', '{status}', {(ended is null ? "null" : $"now() - interval '{ended}'")})
            """
        );
        await command.ExecuteNonQueryAsync();
    }
}
