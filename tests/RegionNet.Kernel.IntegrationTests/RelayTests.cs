using System.Collections.Concurrent;
using System.Globalization;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Kernel.IntegrationTests;

/// <summary>Every event reaches every handler; its effect happens once, whatever dies on the way.</summary>
public sealed class RelayTests
{
    private const string Kind = "probe.happened.v1";

    [Fact]
    public async Task A_relay_that_lags_says_so_and_again_when_it_has_caught_up()
    {
        await using var probe = await Probe.Create();
        var relay = probe.Relay(s =>
        {
            s.AddSingleton(new ConcurrentQueue<(string, string, int)>());
            s.AddEventHandler<Happened, First>(Kind);
        });
        await probe.Publish(("late", 1));
        await probe.AsAdministrator(
            "update probe.outbox set occurred_at = now() - interval '1 minute', next_attempt_at = now() - interval '1 minute'"
        );

        await relay.DeliverBatch(CancellationToken.None);
        var lagging = await Health();
        await relay.DeliverBatch(CancellationToken.None);

        Assert.Equal(HealthStatus.Degraded, lagging);
        Assert.Equal(HealthStatus.Healthy, await Health());

        async Task<HealthStatus> Health()
        {
            var check = new RelayHealth(relay);
            var registration = new HealthCheckRegistration("relay", check, HealthStatus.Degraded, tags: null);
            return (await check.CheckHealthAsync(new HealthCheckContext { Registration = registration })).Status;
        }
    }

    [Fact]
    public async Task Three_relays_at_once_deliver_each_event_once_and_in_order_of_its_subject()
    {
        await using var probe = await Probe.Create();
        await Task.WhenAll(
            Enumerable.Range(0, 10).Select(s => probe.Publish(Enumerable.Range(0, 30).Select(n => (Subject(s), n))))
        );
        var seen = new ConcurrentQueue<(string Handler, string Subject, int Number)>();

        await Task.WhenAll(
            Enumerable
                .Range(0, 3)
                .Select(_ =>
                    Drain(
                        probe.Relay(s =>
                        {
                            s.AddSingleton(seen);
                            s.AddEventHandler<Happened, First>(Kind);
                            s.AddEventHandler<Happened, Second>(Kind);
                        })
                    )
                )
        );

        Assert.Equal(0, await probe.Scalar<long>("select count(*) from probe.outbox where done_at is null"));
        foreach (var handler in (string[])["First", "Second"])
        {
            Assert.Equal(300, await Effects(probe, $"handler = '{handler}'"));
            for (var s = 0; s < 10; s++)
            {
                Assert.Equal(Enumerable.Range(0, 30), await Numbers(probe, handler, Subject(s)));
                Assert.Equal(
                    Enumerable.Range(0, 30),
                    seen.Where(e => e.Handler == handler && e.Subject == Subject(s)).Select(e => e.Number)
                );
            }
        }

        static string Subject(int s) => string.Create(CultureInfo.InvariantCulture, $"subject-{s}");

        static async Task Drain(OutboxRelay relay)
        {
            // An empty batch may only mean that the other relays hold all that is due: ask again a few times.
            for (var empty = 0; empty < 25; )
            {
                if (await relay.DeliverBatch(CancellationToken.None) > 0)
                {
                    empty = 0;
                }
                else
                {
                    empty++;
                    await Task.Delay(10);
                }
            }
        }
    }

    [Fact]
    public async Task A_batch_handler_gets_all_that_is_due_at_once_but_never_two_of_one_subject()
    {
        await using var probe = await Probe.Create();
        await probe.Publish(("a", 1), ("a", 2), ("b", 3), ("c", 4));
        var batches = new ConcurrentQueue<int[]>();
        using var relay = BatchRelay(probe, batches);

        Assert.Equal(3, await relay.DeliverBatch(CancellationToken.None));
        Assert.Equal(1, await relay.DeliverBatch(CancellationToken.None));

        Assert.Equal(
            [
                [1, 3, 4],
                [2],
            ],
            batches
        );
        Assert.Equal(4, await Effects(probe));
    }

    [Fact]
    public async Task An_event_that_fails_its_batch_is_put_off_alone_and_the_others_count_once()
    {
        await using var probe = await Probe.Create();
        await probe.Publish(("a", 1), ("b", 666), ("c", 3));
        var batches = new ConcurrentQueue<int[]>();
        using var relay = BatchRelay(probe, batches);

        await relay.DeliverBatch(CancellationToken.None);

        Assert.Equal(
            [
                [1, 666, 3],
                [1],
                [666],
                [3],
            ],
            batches
        );
        Assert.Equal(2, await Effects(probe));
        Assert.Equal("b", await probe.Scalar<string>("select subject from probe.outbox where done_at is null"));
    }

    private static OutboxRelay BatchRelay(Probe probe, ConcurrentQueue<int[]> batches) =>
        probe.Relay(s =>
        {
            s.AddSingleton(batches);
            s.AddEventBatchHandler<Happened, Gathered>(Kind);
        });

    [Fact]
    public async Task A_handler_that_throws_after_its_work_is_called_again_and_its_work_counts_once()
    {
        await using var probe = await Probe.Create();
        await probe.Publish(("s", 1));
        var fault = new Fault { Remaining = 2 };
        using var relay = probe.Relay(s =>
        {
            s.AddSingleton(fault);
            s.AddEventHandler<Happened, Faulty>(Kind);
        });

        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await relay.DeliverBatch(CancellationToken.None);
            Assert.Equal(attempt < 3 ? 0 : 1, await Effects(probe));
            await probe.AsAdministrator("update probe.outbox set next_attempt_at = now() where done_at is null");
        }

        Assert.Equal(2, await probe.Scalar<int>("select attempts from probe.outbox"));
        Assert.Equal(0, await relay.DeliverBatch(CancellationToken.None));
    }

    [Fact]
    public async Task A_failed_event_waits_longer_each_time()
    {
        await using var probe = await Probe.Create();
        await probe.Publish(("s", 1));
        using var relay = probe.Relay(s =>
        {
            s.AddSingleton(new Fault { Remaining = int.MaxValue });
            s.AddEventHandler<Happened, Faulty>(Kind);
        });

        foreach (var seconds in (double[])[1, 2, 4])
        {
            await relay.DeliverBatch(CancellationToken.None);
            var wait = await probe.Scalar<double>(
                "select extract(epoch from next_attempt_at - now())::float8 from probe.outbox"
            );
            Assert.InRange(wait, seconds - 0.9, seconds);
            Assert.Equal(0, await relay.DeliverBatch(CancellationToken.None));
            await probe.AsAdministrator("update probe.outbox set next_attempt_at = now()");
        }
    }

    [Fact]
    public async Task A_consumer_whose_connection_dies_after_its_work_is_called_again_and_its_work_counts_once()
    {
        await using var probe = await Probe.Create();
        await probe.Publish(("s", 1), ("s", 2));
        var killer = new Killer { Kill = pid => probe.Scalar<bool>($"select pg_terminate_backend({pid})") };
        using var relay = probe.Relay(s =>
        {
            s.AddSingleton(killer);
            s.AddEventHandler<Happened, Killed>(Kind);
        });

        await relay.DeliverBatch(CancellationToken.None);
        Assert.Equal(0, await Effects(probe));
        Assert.Equal(0, await probe.Scalar<long>("select count(*) from probe.inbox"));

        await probe.AsAdministrator("update probe.outbox set next_attempt_at = now()");
        while (await relay.DeliverBatch(CancellationToken.None) > 0) { }
        Assert.Equal([1, 2], await Numbers(probe, "Killed", "s"));
    }

    [Fact]
    public async Task A_relay_that_dies_after_delivery_and_before_its_mark_delivers_again_without_a_second_effect()
    {
        await using var probe = await Probe.Create();
        await probe.Publish(("s", 1));
        var killer = new Killer
        {
            // Kills the relay's own connection, the one that holds the claimed row, when the handler's work is committed.
            AfterWork = () =>
                probe.Scalar<long>(
                    "select count(pg_terminate_backend(pid)) from pg_stat_activity "
                        + "where datname = current_database() and usename = 'regionnet_probe' and state = 'idle in transaction'"
                ),
        };
        using var relay = probe.Relay(s =>
        {
            s.AddSingleton(killer);
            s.AddEventHandler<Happened, Killed>(Kind);
        });

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => relay.DeliverBatch(CancellationToken.None));
        Assert.Equal(1, await Effects(probe));
        Assert.Equal(1, await probe.Scalar<long>("select count(*) from probe.outbox where done_at is null"));

        Assert.Equal(1, await relay.DeliverBatch(CancellationToken.None));
        Assert.Equal(1, await Effects(probe));
        Assert.Equal(2, killer.Calls);
        Assert.Equal(0, await probe.Scalar<long>("select count(*) from probe.outbox where done_at is null"));
    }

    [Fact]
    public async Task After_the_last_attempt_the_event_is_dead_and_the_next_of_its_subject_goes_on()
    {
        await using var probe = await Probe.Create();
        await probe.Publish(("s", 666), ("s", 1));
        using var relay = probe.Relay(s => s.AddEventHandler<Happened, Poisoned>(Kind));

        for (var attempt = 1; attempt <= OutboxRelay.MaxAttempts; attempt++)
        {
            Assert.Equal(0, await probe.Scalar<long>("select count(*) from probe.outbox where dead_at is not null"));
            Assert.Equal(1, await relay.DeliverBatch(CancellationToken.None));
            await probe.AsAdministrator("update probe.outbox set next_attempt_at = now()");
        }
        await relay.DeliverBatch(CancellationToken.None);

        Assert.Equal(1, await probe.Scalar<long>("select count(*) from probe.outbox where dead_at is not null"));
        Assert.Contains(
            "poison",
            await probe.Scalar<string>("select last_error from probe.outbox where dead_at is not null"),
            StringComparison.Ordinal
        );
        Assert.Equal([1], await Numbers(probe, "Poisoned", "s"));
        Assert.Equal(0, await relay.DeliverBatch(CancellationToken.None));
    }

    [Fact]
    public async Task A_poisoned_event_holds_up_neither_other_subjects_nor_other_handlers()
    {
        await using var probe = await Probe.Create();
        await probe.Publish(("bad", 666), ("bad", 1), ("good", 1), ("good", 2));
        using var relay = probe.Relay(s =>
        {
            s.AddSingleton(new ConcurrentQueue<(string, string, int)>());
            s.AddEventHandler<Happened, Poisoned>(Kind);
            s.AddEventHandler<Happened, First>(Kind);
        });

        while (await relay.DeliverBatch(CancellationToken.None) > 0) { }

        Assert.Equal([1, 2], await Numbers(probe, "Poisoned", "good"));
        Assert.Equal([], await Numbers(probe, "Poisoned", "bad"));
        Assert.Equal([666], await Numbers(probe, "First", "bad"));
    }

    [Theory]
    [InlineData("""{"number":"not a number"}""")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task A_payload_that_can_not_be_read_is_a_failed_delivery(string payload)
    {
        await using var probe = await Probe.Create();
        await probe.AsAdministrator(
            $"insert into probe.outbox (kind, subject, payload) values ('{Kind}', 's', '{payload}')"
        );
        using var relay = probe.Relay(s => s.AddEventHandler<Happened, Poisoned>(Kind));

        Assert.Equal(1, await relay.DeliverBatch(CancellationToken.None));
        Assert.Equal(1, await probe.Scalar<int>("select attempts from probe.outbox"));
    }

    [Fact]
    public async Task An_error_that_PostgreSQL_can_not_store_as_text_is_still_a_failed_delivery()
    {
        await using var probe = await Probe.Create();
        await probe.Publish(("s", 1));
        using var relay = probe.Relay(s =>
        {
            s.AddSingleton(new Fault { Remaining = 1, Message = "a\0b" + new string('x', 100_000) });
            s.AddEventHandler<Happened, Faulty>(Kind);
        });

        await relay.DeliverBatch(CancellationToken.None);

        Assert.Equal(1, await probe.Scalar<int>("select attempts from probe.outbox"));
        Assert.InRange(await probe.Scalar<int>("select length(last_error) from probe.outbox"), 1, 5_000);
    }

    [Fact]
    public async Task An_event_without_a_handler_is_done()
    {
        await using var probe = await Probe.Create();
        await probe.Publish(("s", 1));
        using var relay = probe.Relay(_ => { });

        Assert.Equal(1, await relay.DeliverBatch(CancellationToken.None));
        Assert.Equal(0, await relay.DeliverBatch(CancellationToken.None));
    }

    [Fact]
    public async Task A_fact_that_is_rolled_back_takes_its_events_and_its_audit_with_it()
    {
        await using var probe = await Probe.Create();
        // Fails at the very last statement, behind the event and the entry.
        await probe.AsAdministrator("alter table probe.audit_entry add constraint stuck check (action = '')");

        var e = await Assert.ThrowsAsync<PostgresException>(() =>
            probe.Db.InTransaction<bool>(
                Probe.Clerk,
                async tx =>
                {
                    await tx.Execute("update account set balance = 0 where id = 1");
                    tx.Publish(Kind, "s", new Happened(1));
                    tx.Audit("probe.changed", "s", new { });
                    return true;
                }
            )
        );
        Assert.Equal("stuck", e.ConstraintName);

        Assert.Equal(100, await probe.Scalar<int>("select balance from probe.account where id = 1"));
        Assert.Equal(0, await probe.Scalar<long>("select count(*) from probe.outbox"));
        Assert.Equal(0, await probe.Scalar<long>("select count(*) from probe.audit_entry"));
    }

    [Fact]
    public async Task The_running_relay_delivers_at_once_what_its_process_commits_and_soon_what_another_leaves()
    {
        await using var probe = await Probe.Create();
        using var relay = probe.Relay(s =>
        {
            s.AddSingleton(new ConcurrentQueue<(string, string, int)>());
            s.AddEventHandler<Happened, First>(Kind);
        });
        await relay.StartAsync(CancellationToken.None);

        await probe.Publish(("s", 1));
        await Eventually.Becomes(() => Effects(probe), n => n == 1);
        await probe.AsAdministrator(
            $$"""insert into probe.outbox (kind, subject, payload) values ('{{Kind}}', 's', '{"number": 2}')"""
        );
        await Eventually.Becomes(() => Effects(probe), n => n == 2);

        await relay.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task The_running_relay_survives_the_loss_of_its_connections()
    {
        await using var probe = await Probe.Create();
        using var relay = probe.Relay(s =>
        {
            s.AddSingleton(new ConcurrentQueue<(string, string, int)>());
            s.AddEventHandler<Happened, First>(Kind);
        });
        await relay.StartAsync(CancellationToken.None);
        await probe.Publish(("s", 1));
        await Eventually.Becomes(() => Effects(probe), n => n == 1);

        await probe.Scalar<long>(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity "
                + "where datname = current_database() and usename = 'regionnet_probe'"
        );
        await probe.AsAdministrator(
            $$"""insert into probe.outbox (kind, subject, payload) values ('{{Kind}}', 's', '{"number": 2}')"""
        );
        await Eventually.Becomes(() => Effects(probe), n => n == 2);

        await relay.StopAsync(CancellationToken.None);
    }

    private static Task<long> Effects(Probe probe, string where = "true") =>
        probe.Scalar<long>($"select count(*) from neighbour.effect where {where}");

    private static async Task<IEnumerable<int>> Numbers(Probe probe, string handler, string subject)
    {
        await using var connection = await probe.Database.Administrator.OpenConnectionAsync();
        return await connection.QueryAsync<int>(
            "select number from neighbour.effect where handler = @handler and subject = @subject order by id",
            new { handler, subject }
        );
    }
}

/// <summary>Handlers work in the neighbour's schema: a consumer is another module.</summary>
internal abstract class Recorder(Probe probe)
{
    protected Task Record(
        EventContext context,
        Happened fact,
        Func<Tx, Task>? then = null,
        CancellationToken ct = default
    ) =>
        probe.NeighbourDb.Consume(
            context,
            async tx =>
            {
                await Write(tx, context, fact);
                if (then is not null)
                {
                    await then(tx);
                }
            },
            ct
        );

    protected static Task Write(Tx tx, EventContext context, Happened fact) =>
        tx.Execute(
            "insert into effect (handler, event_id, subject, number) values (@Handler, @EventId, @Subject, @Number)",
            new
            {
                context.Handler,
                context.EventId,
                context.Subject,
                fact.Number,
            }
        );
}

/// <summary>Takes several events in one transaction, and fails when the poisoned one is among them.</summary>
internal sealed class Gathered(Probe probe, ConcurrentQueue<int[]> batches)
    : Recorder(probe),
        IEventBatchHandler<Happened>
{
    private readonly Probe _probe = probe;

    public Task Handle(IReadOnlyList<Delivery<Happened>> deliveries, CancellationToken ct)
    {
        batches.Enqueue([.. deliveries.Select(d => d.Fact.Number)]);
        return _probe.NeighbourDb.Consume(
            [.. deliveries.Select(d => d.Context)],
            async (tx, first) =>
            {
                foreach (var (context, fact) in deliveries.Where(d => first.Contains(d.Context.EventId)))
                {
                    await Write(tx, context, fact);
                    if (fact.Number == 666)
                    {
                        throw new InvalidDataException("poison");
                    }
                }
            },
            ct
        );
    }
}

internal class First(Probe probe, ConcurrentQueue<(string, string, int)> seen)
    : Recorder(probe),
        IEventHandler<Happened>
{
    public async Task Handle(EventContext context, Happened fact, CancellationToken ct)
    {
        seen.Enqueue((context.Handler, context.Subject, fact.Number));
        await Record(context, fact, ct: ct);
    }
}

internal sealed class Second(Probe probe, ConcurrentQueue<(string, string, int)> seen) : First(probe, seen);

internal sealed class Fault
{
    public int Remaining { get; set; }
    public string Message { get; init; } = "It broke after its work.";
}

internal sealed class Faulty(Probe probe, Fault fault) : Recorder(probe), IEventHandler<Happened>
{
    public Task Handle(EventContext context, Happened fact, CancellationToken ct) =>
        Record(
            context,
            fact,
            _ => fault.Remaining-- > 0 ? throw new IOException(fault.Message) : Task.CompletedTask,
            ct
        );
}

internal sealed class Poisoned(Probe probe) : Recorder(probe), IEventHandler<Happened>
{
    public Task Handle(EventContext context, Happened fact, CancellationToken ct) =>
        fact.Number == 666 ? throw new InvalidDataException("poison") : Record(context, fact, ct: ct);
}

internal sealed class Killer
{
    public Func<int, Task>? Kill { get; set; }
    public Func<Task>? AfterWork { get; set; }
    public int Calls { get; set; }
}

internal sealed class Killed(Probe probe, Killer killer) : Recorder(probe), IEventHandler<Happened>
{
    public async Task Handle(EventContext context, Happened fact, CancellationToken ct)
    {
        killer.Calls++;
        await Record(
            context,
            fact,
            async tx =>
            {
                if (killer.Kill is { } kill)
                {
                    killer.Kill = null;
                    await kill(await tx.QueryOne<int>("select pg_backend_pid()"));
                }
            },
            ct
        );
        if (killer.AfterWork is { } afterWork)
        {
            killer.AfterWork = null;
            await afterWork();
        }
    }
}
