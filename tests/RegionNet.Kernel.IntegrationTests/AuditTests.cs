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
                "insert into audit_entry select 10, at, actor, actor_name, organisation_id, address, action, subject, details, "
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
    public async Task Without_its_head_nothing_more_is_written()
    {
        await using var probe = await Chain();
        await probe.AsAdministrator("delete from probe.audit_head");

        await Assert.ThrowsAsync<InvalidOperationException>(() => Write(probe, "s", 1));
        Assert.Equal(Length, await probe.Scalar<long>("select count(*) from probe.audit_entry"));
    }

    [Fact]
    public async Task The_chain_verifies_under_16_concurrent_writers_and_while_they_write()
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
        while (!writing.IsCompleted)
        {
            var meanwhile = await Verify(probe);
            Assert.Null(meanwhile.BrokenAt);
        }
        await writing;

        var verification = await Verify(probe);

        Assert.Null(verification.BrokenAt);
        Assert.Equal(await probe.Scalar<long>("select count(*) from probe.audit_entry"), verification.Entries);
        Assert.Equal(16 * (8 * 6 + 1), verification.Entries);
        Assert.Equal(
            0,
            await probe.Scalar<long>(
                "select count(*) from probe.audit_entry a join probe.audit_entry b on b.sequence = a.sequence + 1 and b.at < a.at"
            )
        );
    }

    [Fact]
    public async Task More_entries_than_a_page_of_the_check_are_verified()
    {
        await using var probe = await Probe.Create();
        await Write(probe, "s", 5_003);

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

    private static Task<IReadOnlyList<AuditEntry>> Entries(Probe probe) =>
        probe.Db.Query<AuditEntry>("select * from audit_entry order by sequence");

    /// <summary>Changes the audit as its owner, who first has to take the guard away.</summary>
    private static Task<int> Tamper(Probe probe, string sql) =>
        probe.AsAdministrator($"alter table probe.audit_entry disable trigger audit_entry_append_only; {sql}");
}
