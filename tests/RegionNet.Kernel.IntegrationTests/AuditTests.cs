using Npgsql;
using Xunit;

namespace RegionNet.Kernel.IntegrationTests;

/// <summary>The chain holds under load, and whoever changes it, the administrator included, is found out at the right place.</summary>
public sealed class AuditTests
{
    private const long Length = 9;

    public static TheoryData<string> Tampering =>
        [
            "at = at + interval '1 microsecond'",
            "at = 'infinity'",
            "actor = 'p-2'",
            "actor_name = ''",
            "organisation_id = null",
            "organisation_id = gen_random_uuid()",
            "address = null",
            "address = ''",
            "action = action || ' '",
            "subject = 'another'",
            "details = replace(details, '1', '2')",
            "result = 'refused'",
            "previous = hash",
            "hash = previous",
            "hash = decode(repeat('00', 32), 'hex')",
            "sequence = 100",
        ];

    [Theory]
    [MemberData(nameof(Tampering))]
    public async Task A_changed_entry_is_located(string change)
    {
        await using var probe = await Chain();
        await Tamper(probe, $"update probe.audit_entry set {change} where sequence = 5");

        var verification = await Verify(probe);

        Assert.Equal(5, verification.BrokenAt);
        Assert.Equal(4, verification.Entries);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(Length)]
    public async Task A_removed_entry_is_located(long sequence)
    {
        await using var probe = await Chain();
        await Tamper(probe, $"delete from probe.audit_entry where sequence = {sequence}");

        Assert.Equal(sequence, (await Verify(probe)).BrokenAt);
    }

    [Fact]
    public async Task A_cut_tail_is_located()
    {
        await using var probe = await Chain();
        await Tamper(probe, "delete from probe.audit_entry where sequence > 6");

        Assert.Equal(7, (await Verify(probe)).BrokenAt);
    }

    [Fact]
    public async Task An_emptied_chain_is_located()
    {
        await using var probe = await Chain();
        await Tamper(probe, "truncate probe.audit_entry");

        Assert.Equal(1, (await Verify(probe)).BrokenAt);
    }

    [Fact]
    public async Task Two_entries_that_changed_places_are_located()
    {
        await using var probe = await Chain();
        await Tamper(
            probe,
            "update probe.audit_entry set sequence = -sequence where sequence in (3, 4); "
                + "update probe.audit_entry set sequence = 7 + sequence where sequence < 0"
        );

        Assert.Equal(3, (await Verify(probe)).BrokenAt);
    }

    [Fact]
    public async Task An_entry_rewritten_with_a_matching_hash_breaks_the_next_one()
    {
        await using var probe = await Chain();
        await using var connection = await probe.Database.Administrator.OpenConnectionAsync();
        var entry = (await Entries(probe)).Single(e => e.Sequence == 5) with { Details = "{}" };
        await Tamper(
            probe,
            "update probe.audit_entry set details = '{}', "
                + $"hash = decode('{Convert.ToHexStringLower(AuditChain.Hash(entry))}', 'hex') where sequence = 5"
        );

        Assert.Equal(6, (await Verify(probe)).BrokenAt);
    }

    [Fact]
    public async Task The_head_can_not_be_set_back_by_the_modules_role_to_hide_the_last_entries()
    {
        await using var probe = await Chain();
        await using var command = probe
            .Database.Module("probe")
            .CreateCommand(
                "update audit_head set sequence = 6, hash = (select hash from audit_entry where sequence = 6)"
            );
        await command.ExecuteNonQueryAsync();

        Assert.Equal(7, (await Verify(probe)).BrokenAt);
    }

    [Fact]
    public async Task An_entry_that_the_modules_role_forged_past_the_head_is_located()
    {
        await using var probe = await Chain();
        await using var command = probe
            .Database.Module("probe")
            .CreateCommand(
                "insert into audit_entry (sequence, at, actor, actor_name, organisation_id, address, action, subject, details, "
                    + "result, previous, hash) select 10, at, actor, actor_name, organisation_id, address, action, subject, details, "
                    + "result, hash, hash from audit_entry where sequence = 9"
            );
        await command.ExecuteNonQueryAsync();

        Assert.Equal(10, (await Verify(probe)).BrokenAt);
    }

    [Theory]
    [InlineData("update probe.audit_head set hash = decode(repeat('00', 32), 'hex')", Length)]
    [InlineData("update probe.audit_head set sequence = 20", Length + 1)]
    [InlineData("delete from probe.audit_head", Length)]
    public async Task A_changed_head_is_noticed(string sql, long at)
    {
        await using var probe = await Chain();
        await probe.AsAdministrator(sql);

        Assert.Equal(at, (await Verify(probe)).BrokenAt);
    }

    [Fact]
    public async Task An_entry_is_kept_with_its_fact_and_gets_its_place_afterwards()
    {
        await using var probe = await Chain();
        await Write(probe, "s", 2);
        Assert.Equal(new AuditVerification(Length, null, null, Pending: 2), await Verify(probe));

        Assert.Equal(2, await Extend(probe));

        Assert.Equal(0, await Extend(probe));
        Assert.Equal(new AuditVerification(Length + 2, null, null), await Verify(probe));
    }

    [Theory]
    [InlineData("delete from probe.audit_head")]
    [InlineData(
        "update probe.audit_head set sequence = 6, hash = (select hash from probe.audit_entry where sequence = 6)"
    )]
    [InlineData("update probe.audit_head set hash = decode(repeat('00', 32), 'hex')")]
    public async Task A_broken_chain_is_not_continued_and_what_is_written_meanwhile_is_kept(string sql)
    {
        await using var probe = await Chain();
        await probe.AsAdministrator(sql);
        await Write(probe, "s", 1);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Extend(probe));

        var verification = await Verify(probe);
        Assert.NotNull(verification.BrokenAt);
        Assert.Equal(1, verification.Pending);
    }

    [Fact]
    public async Task The_chain_verifies_under_16_writers_and_4_that_chain_while_they_write()
    {
        await using var probe = await Probe.Create();
        var writing = Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(async w =>
                {
                    for (var i = 0; i < 25; i++)
                    {
                        await Write(probe, $"writer {w}", i % 3 + 1);
                    }
                })
        );
        var chaining = Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(async _ =>
                {
                    while (!writing.IsCompleted)
                    {
                        await Extend(probe);
                    }
                })
        );
        while (!writing.IsCompleted)
        {
            var meanwhile = await Verify(probe);
            Assert.Null(meanwhile.BrokenAt);
        }
        await writing;
        await chaining;
        await Extend(probe);

        var verification = await Verify(probe);

        Assert.Null(verification.BrokenAt);
        Assert.Equal(await probe.Scalar<long>("select count(*) from probe.audit_entry"), verification.Entries);
        Assert.Equal(16 * (8 * 6 + 1), verification.Entries);
    }

    [Fact]
    public async Task More_entries_than_a_page_of_the_check_are_verified()
    {
        await using var probe = await Probe.Create();
        await Write(probe, "s", 5_003);
        while (await Extend(probe) > 0) { }

        Assert.Equal(new AuditVerification(5_003, null, null), await Verify(probe));
        await Tamper(probe, "update probe.audit_entry set result = 'x' where sequence = 5002");
        Assert.Equal(5_002, (await Verify(probe)).BrokenAt);
    }

    [Fact]
    public async Task An_empty_chain_is_intact()
    {
        await using var probe = await Probe.Create();

        Assert.Equal(new AuditVerification(0, null, null), await Verify(probe));
    }

    [Fact]
    public async Task What_was_written_is_what_is_read()
    {
        await using var probe = await Probe.Create();
        await probe.Db.InTransaction<bool>(
            Probe.Clerk,
            tx =>
            {
                tx.Audit("probe.revealed", "officer 7", new { Purpose = "核实联系人 \0 \"" }, "refused");
                return Task.FromResult<Outcome<bool>>(true);
            }
        );

        await Extend(probe);
        var entry = Assert.Single(await Entries(probe));

        Assert.Equal(Probe.Clerk, new Actor(entry.Actor, entry.ActorName, entry.OrganisationId, entry.Address));
        Assert.Equal(("probe.revealed", "officer 7", "refused"), (entry.Action, entry.Subject, entry.Result));
        Assert.Contains("核实联系人", entry.Details, StringComparison.Ordinal);
        Assert.Null((await Verify(probe)).BrokenAt);
    }

    private static async Task<Probe> Chain()
    {
        var probe = await Probe.Create();
        for (var i = 0; i < Length; i++)
        {
            await Write(probe, "s", 1);
            await Extend(probe);
        }
        Assert.Equal(new AuditVerification(Length, null, null), await Verify(probe));
        return probe;
    }

    private static Task<Outcome<bool>> Write(Probe probe, string subject, int entries) =>
        probe.Db.InTransaction<bool>(
            Probe.Clerk,
            tx =>
            {
                for (var i = 0; i < entries; i++)
                {
                    tx.Audit("probe.changed", subject, new { Rooms = 1 });
                }
                return Task.FromResult<Outcome<bool>>(true);
            }
        );

    private static Task<AuditVerification> Verify(Probe probe) =>
        AuditChain.Verify(probe.Database.Module("probe"), CancellationToken.None);

    private static Task<int> Extend(Probe probe) =>
        AuditChain.Extend(probe.Database.Module("probe"), CancellationToken.None);

    private static Task<IReadOnlyList<AuditEntry>> Entries(Probe probe) =>
        probe.Db.Query<AuditEntry>(
            """
            select sequence, at, actor, actor_name, organisation_id, address, action, subject, details, result, previous, hash
            from audit_entry order by sequence
            """
        );

    /// <summary>Changes the audit as its owner, who first has to take the guard away.</summary>
    private static Task<int> Tamper(Probe probe, string sql) =>
        probe.AsAdministrator($"alter table probe.audit_entry disable trigger user; {sql}");
}
