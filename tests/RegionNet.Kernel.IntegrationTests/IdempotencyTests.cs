using Microsoft.AspNetCore.Http;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Kernel.IntegrationTests;

public sealed class IdempotencyTests
{
    private static readonly CurrentUser Clerk = TestPeople.Person("p-1");

    [Fact]
    public async Task A_replay_answers_the_first_result_and_changes_nothing()
    {
        await using var probe = await Probe.Create();

        var first = await Withdraw(probe, Key("k", 10), 10);
        var replay = await Withdraw(probe, Key("k", 10), 10);

        Assert.Equal(first.Value, replay.Value);
        Assert.Equal(90, await Balance(probe));
        Assert.Equal(1, await probe.Scalar<long>("select count(*) from probe.outbox"));
        Assert.Equal(1, await probe.Scalar<long>("select count(*) from probe.audit_entry"));
    }

    [Fact]
    public async Task Of_16_at_once_one_takes_effect_and_all_answer_the_same()
    {
        await using var probe = await Probe.Create();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Withdraw(probe, Key("k", 10), 10)));

        Assert.Single(outcomes.Select(o => o.Value).Distinct());
        Assert.Equal(90, await Balance(probe));
    }

    [Fact]
    public async Task The_same_key_with_another_content_path_or_method_is_refused()
    {
        await using var probe = await Probe.Create();
        await Withdraw(probe, Key("k", 10), 10);

        foreach (var other in (Idempotency[])[Key("k", 11), Key("k", 10, path: "/other"), Key("k", 10, method: "PUT")])
        {
            var outcome = await Withdraw(probe, other, 10);
            Assert.Equal(422, outcome.Refusal?.Status);
            Assert.Equal("kernel.idempotency-key-reused", outcome.Refusal?.Code);
        }
        Assert.Equal(90, await Balance(probe));
    }

    [Fact]
    public async Task Another_persons_same_key_is_another_key()
    {
        await using var probe = await Probe.Create();

        await Withdraw(probe, Key("k", 10), 10);
        await Withdraw(probe, Key("k", 10, TestPeople.Person("p-2")), 10);

        Assert.Equal(80, await Balance(probe));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_a_refusal_the_key_is_free(bool byConstraint)
    {
        await using var probe = await Probe.Create();

        var refused = await Withdraw(probe, Key("k", 10), byConstraint ? 1_000 : 10, refuse: !byConstraint);
        Assert.NotNull(refused.Refusal);
        Assert.Equal(0, await probe.Scalar<long>("select count(*) from probe.idempotency"));
        var again = await Withdraw(probe, Key("k", 10), 10);

        Assert.Null(again.Refusal);
        Assert.Equal(90, await Balance(probe));
    }

    [Fact]
    public async Task While_the_first_is_under_way_and_then_refused_the_second_is_carried_out()
    {
        await using var probe = await Probe.Create();
        var proceed = new TaskCompletionSource();
        var holds = new TaskCompletionSource();

        var first = probe.Db.InTransaction<Receipt>(
            Probe.Clerk,
            async _ =>
            {
                holds.SetResult();
                await proceed.Task;
                return KernelErrors.NotFound;
            },
            Key("k", 10)
        );
        await holds.Task;
        var second = Withdraw(probe, Key("k", 10), 10);
        await Task.Delay(100);
        Assert.False(second.IsCompleted);
        proceed.SetResult();

        Assert.NotNull((await first).Refusal);
        Assert.Null((await second).Refusal);
        Assert.Equal(90, await Balance(probe));
    }

    [Fact]
    public async Task A_key_of_200_characters_is_taken_and_a_longer_one_refused()
    {
        await using var probe = await Probe.Create();

        Assert.Null((await Withdraw(probe, Key(new string('k', 200), 10), 10)).Refusal);
        Assert.Equal(400, (await Withdraw(probe, Key(new string('k', 201), 10), 10)).Refusal?.Status);
    }

    private static Idempotency Key(
        string key,
        int amount,
        CurrentUser? user = null,
        string path = "/api/probe",
        string method = "POST"
    )
    {
        var http = new DefaultHttpContext();
        http.Request.Method = method;
        http.Request.Path = path;
        http.Request.Headers["Idempotency-Key"] = key;
        return Idempotency.Of(http, user ?? Clerk, new { amount })!;
    }

    private static Task<Outcome<Receipt>> Withdraw(Probe probe, Idempotency once, int amount, bool refuse = false) =>
        probe.Db.InTransaction<Receipt>(
            Probe.Clerk,
            async tx =>
            {
                await tx.Execute("update account set balance = balance - @amount where id = 1", new { amount });
                tx.Publish("probe.happened.v1", "s", new Happened(amount));
                tx.Audit("probe.withdrawn", "1", new { amount });
                if (refuse)
                {
                    return KernelErrors.NotFound;
                }
                var now = TimeProvider.System.GetUtcNow();
                return new Receipt(Guid.NewGuid(), amount, now, new Slot(now, now.AddHours(1)));
            },
            once
        );

    private static Task<int> Balance(Probe probe) =>
        probe.Scalar<int>("select balance from probe.account where id = 1");

    private sealed record Receipt(Guid Id, int Amount, DateTimeOffset At, Slot Slot);
}
