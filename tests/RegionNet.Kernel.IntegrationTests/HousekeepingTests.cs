using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Kernel.IntegrationTests;

/// <summary>Events that were delivered long ago go, and what was noted of them; nothing that may still come again does.</summary>
public sealed class HousekeepingTests
{
    private const string Kind = "probe.happened.v1";

    [Fact]
    public async Task What_was_delivered_long_ago_goes_with_what_every_module_noted_of_it()
    {
        await using var probe = await Probe.Create();
        await Deliver(probe, ("old", 1), ("young", 2), ("dead", 3));
        await probe.Publish(("pending", 4));
        await Age(probe, "subject <> 'young'", days: 201);
        await Kill(probe, "dead");

        await UntilDone(Housekeeping(probe));

        Assert.Equal("dead,pending,young", await Subjects(probe));
        // A dead event that is delivered again is known to the handlers that have done it.
        Assert.Equal(2, await probe.Scalar<long>("select count(*) from probe.inbox"));
        Assert.Equal(2, await probe.Scalar<long>("select count(*) from neighbour.inbox"));
        await probe.AsAdministrator("update probe.outbox set dead_at = null where subject = 'dead'");
        var again = await Deliver(probe);
        Assert.Equal(["dead", "pending"], again.Order());
        Assert.Equal(4, await probe.Scalar<long>("select count(*) from probe.effect where handler = 'Here'"));
    }

    [Fact]
    public async Task Two_replicas_at_once_take_many_pieces_and_leave_the_young()
    {
        await using var probe = await Probe.Create();
        await Deliver(probe, [.. Enumerable.Range(0, 1_600).Select(n => ($"s{n}", n))]);
        await Age(probe, "id <= 1300", days: 365);

        await Task.WhenAll(UntilDone(Housekeeping(probe)), UntilDone(Housekeeping(probe)));

        Assert.Equal(300, await probe.Scalar<long>("select count(*) from probe.outbox"));
        Assert.Equal(300, await probe.Scalar<long>("select count(*) from probe.inbox"));
        Assert.Equal(300, await probe.Scalar<long>("select count(*) from neighbour.inbox"));
    }

    [Theory]
    [InlineData("delete from outbox where subject = 'young'")]
    [InlineData("delete from outbox where subject = 'dead'")]
    [InlineData("delete from outbox where subject = 'pending'")]
    [InlineData("delete from inbox")]
    [InlineData("update outbox set done_at = null where subject = 'young'")]
    public async Task The_database_keeps_what_is_needed(string sql)
    {
        await using var probe = await Probe.Create();
        await Deliver(probe, ("young", 1), ("dead", 2));
        await probe.Publish(("pending", 3));
        await Age(probe, "subject <> 'young'", days: 182);
        await Kill(probe, "dead");

        var refused = await Assert.ThrowsAsync<PostgresException>(() => probe.Db.Query<int>(sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private static EventHousekeeping Housekeeping(Probe probe) =>
        new(
            probe.Db,
            [probe.Db, probe.NeighbourDb],
            Options.Create(new HousekeepingOptions()),
            TimeProvider.System,
            NullLogger<EventHousekeeping>.Instance
        );

    private static async Task UntilDone(EventHousekeeping housekeeping)
    {
        while (await housekeeping.TakePiece(CancellationToken.None)) { }
    }

    /// <returns>The subjects that came to a handler.</returns>
    private static async Task<IReadOnlyCollection<string>> Deliver(Probe probe, params (string, int)[] events)
    {
        if (events.Length > 0)
        {
            await probe.Publish(events);
        }
        var seen = new ConcurrentBag<string>();
        var relay = probe.Relay(services =>
        {
            services.AddSingleton(seen);
            services.AddEventHandler<Happened, Here>(Kind);
            services.AddEventHandler<Happened, There>(Kind);
        });
        while (await relay.DeliverBatch(CancellationToken.None) > 0) { }
        return seen;
    }

    /// <summary>An event that some handlers have done and others could not.</summary>
    private static Task Kill(Probe probe, string subject) =>
        probe.AsAdministrator(
            $"""
            alter table probe.outbox disable trigger outbox_done_stays_done;
            update probe.outbox set done_at = null, dead_at = occurred_at where subject = '{subject}';
            alter table probe.outbox enable trigger outbox_done_stays_done
            """
        );

    private static async Task Age(Probe probe, string which, int days)
    {
        await probe.AsAdministrator(
            $"""
            update probe.outbox set occurred_at = now() - interval '{days} days',
                done_at = case when done_at is not null then now() - interval '{days} days' end where {which};
            update probe.inbox i set handled_at = o.done_at from probe.outbox o where o.event_id = i.event_id;
            update neighbour.inbox i set handled_at = o.done_at from probe.outbox o where o.event_id = i.event_id
            """
        );
    }

    private static Task<string> Subjects(Probe probe) =>
        probe.Scalar<string>("select string_agg(subject, ',' order by subject) from probe.outbox");

    private sealed class Here(Probe probe, ConcurrentBag<string> seen) : IEventHandler<Happened>
    {
        public Task Handle(EventContext context, Happened fact, CancellationToken ct)
        {
            seen.Add(context.Subject);
            return Effect(probe.Db, context, fact, ct);
        }
    }

    private sealed class There(Probe probe) : IEventHandler<Happened>
    {
        public Task Handle(EventContext context, Happened fact, CancellationToken ct) =>
            Effect(probe.NeighbourDb, context, fact, ct);
    }

    private static Task Effect(Db db, EventContext context, Happened fact, CancellationToken ct) =>
        db.Consume(
            context,
            tx =>
                tx.Execute(
                    "insert into effect (handler, event_id, subject, number) values (@Handler, @EventId, @Subject, @Number)",
                    new
                    {
                        context.Handler,
                        context.EventId,
                        context.Subject,
                        fact.Number,
                    }
                ),
            ct
        );
}
