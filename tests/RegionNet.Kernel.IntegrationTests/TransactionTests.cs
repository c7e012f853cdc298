using Npgsql;
using Xunit;

namespace RegionNet.Kernel.IntegrationTests;

public sealed class TransactionTests
{
    [Fact]
    public async Task Two_transactions_that_lock_the_same_rows_in_opposite_orders_both_succeed()
    {
        await using var probe = await Probe.Create();
        using var bothHoldOne = new Barrier(2);
        var attempts = 0;

        async Task<Outcome<bool>> Transfer(int from, int to)
        {
            var first = true;
            return await probe.Db.InTransaction<bool>(
                Probe.Clerk,
                async tx =>
                {
                    Interlocked.Increment(ref attempts);
                    await tx.Execute("update account set balance = balance - 10 where id = @from", new { from });
                    if (first)
                    {
                        first = false;
                        await Task.Run(() => bothHoldOne.SignalAndWait(TimeSpan.FromSeconds(10)));
                    }
                    await tx.Execute("update account set balance = balance + 10 where id = @to", new { to });
                    return true;
                }
            );
        }

        var outcomes = await Task.WhenAll(Transfer(1, 2), Transfer(2, 1));

        Assert.All(outcomes, o => Assert.True(o.Value));
        // One of them was the victim and came again; on a busy machine it may be so more than once.
        Assert.InRange(attempts, 3, 12);
        Assert.Equal(200, await probe.Scalar<long>("select sum(balance) from probe.account"));
    }

    [Fact]
    public async Task A_serialisation_failure_is_tried_again_and_in_the_end_told()
    {
        await using var probe = await Probe.Create();
        var attempts = 0;

        var e = await Assert.ThrowsAsync<PostgresException>(() =>
            probe.Db.InTransaction<bool>(
                Probe.Clerk,
                async tx =>
                {
                    attempts++;
                    await tx.Execute("do $$ begin raise exception 'x' using errcode = 'serialization_failure'; end $$");
                    return true;
                }
            )
        );

        Assert.Equal(PostgresErrorCodes.SerializationFailure, e.SqlState);
        Assert.Equal(6, attempts);
    }

    [Fact]
    public async Task A_named_constraint_becomes_its_refusal_and_an_unnamed_one_an_error()
    {
        await using var probe = await Probe.Create();

        Assert.Same(Probe.Overdrawn, (await Run(probe, "update account set balance = -1 where id = 1")).Refusal);
        await Assert.ThrowsAsync<PostgresException>(() => Run(probe, "insert into account values (1, 1)"));
    }

    [Fact]
    public async Task A_refusal_rolls_back_what_was_written_before_it()
    {
        await using var probe = await Probe.Create();

        var outcome = await probe.Db.InTransaction<bool>(
            Probe.Clerk,
            async tx =>
            {
                await tx.Execute("update account set balance = 1");
                tx.Publish("probe.happened.v1", "s", new Happened(1));
                tx.Audit("probe.changed", "s", new { });
                return KernelErrors.NotFound;
            }
        );

        Assert.Same(KernelErrors.NotFound, outcome.Refusal);
        Assert.Equal(200, await probe.Scalar<long>("select sum(balance) from probe.account"));
        Assert.Equal(0, await probe.Scalar<long>("select count(*) from probe.outbox"));
        Assert.Equal(0, await probe.Scalar<long>("select count(*) from probe.audit_entry"));
    }

    [Fact]
    public async Task A_caller_that_goes_away_before_the_commit_leaves_nothing()
    {
        await using var probe = await Probe.Create();
        using var gone = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            probe.Db.InTransaction<bool>(
                Probe.Clerk,
                async tx =>
                {
                    await tx.Execute("update account set balance = 1");
                    await gone.CancelAsync();
                    await tx.Execute("select pg_sleep(5)");
                    return true;
                },
                ct: gone.Token
            )
        );

        Assert.Equal(200, await probe.Scalar<long>("select sum(balance) from probe.account"));
    }

    private static Task<Outcome<bool>> Run(Probe probe, string sql) =>
        probe.Db.InTransaction<bool>(
            Probe.Clerk,
            async tx =>
            {
                await tx.Execute(sql);
                return true;
            }
        );
}
