using Npgsql;
using Xunit;

namespace RegionNet.Kernel.IntegrationTests;

/// <summary>What a module's login role can't do, whatever its code tries.</summary>
public sealed class RoleTests(RoleTests.Shared shared) : IClassFixture<RoleTests.Shared>
{
    /// <summary>One database for all: nothing of what these tests try may succeed.</summary>
    public sealed class Shared : IAsyncLifetime
    {
        internal Probe Probe { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Probe = await Probe.Create();
            // Guards that look at rows need one to look at.
            await Probe.Db.InTransaction<bool>(
                Probe.Clerk,
                tx =>
                {
                    tx.Audit("probe.changed", "s", new { });
                    tx.Publish("probe.changed.v1", "s", new { });
                    return Task.FromResult<Outcome<bool>>(true);
                }
            );
            await Probe.Db.Consume(
                new EventContext(Guid.NewGuid(), "probe.changed.v1", "s", default, "Probe"),
                _ => Task.CompletedTask,
                CancellationToken.None
            );
            await AuditChain.Extend(Probe.Database.Module("probe"), CancellationToken.None);
        }

        public ValueTask DisposeAsync() => Probe.DisposeAsync();
    }

    [Theory]
    [InlineData("update audit_entry set details = '{}'")]
    [InlineData("update audit_entry set sequence = -1")]
    [InlineData("update audit_entry set sequence = null, previous = null, hash = null")]
    [InlineData("delete from audit_entry")]
    [InlineData("truncate audit_entry")]
    [InlineData("delete from audit_head")]
    [InlineData("insert into audit_head (sequence, hash) values (1, '')")]
    [InlineData("truncate audit_head")]
    [InlineData("delete from outbox")]
    [InlineData("delete from inbox")]
    [InlineData("delete from account")]
    [InlineData("alter table audit_entry disable trigger audit_entry_append_only")]
    [InlineData("drop trigger audit_entry_append_only on audit_entry")]
    [InlineData("drop table account")]
    [InlineData("alter table account drop constraint account_not_overdrawn")]
    [InlineData("create table probe.more (id int)")]
    [InlineData("create table public.more (id int)")]
    [InlineData("create schema more")]
    [InlineData("create role more")]
    [InlineData("create or replace function audit_entry_is_append_only() returns trigger language sql as ''")]
    [InlineData("select * from neighbour.account")]
    [InlineData("select * from neighbour.audit_entry")]
    [InlineData("insert into neighbour.outbox (kind, subject, payload) values ('x', 'x', '{}')")]
    [InlineData("set role regionnet_neighbour")]
    [InlineData("insert into migration (schemaversionsid, scriptname, applied) values (99, 'x', now())")]
    [InlineData("update migration set scriptname = 'x'")]
    [InlineData("copy account to '/tmp/account'")]
    public async Task Is_refused_with_42501(string sql)
    {
        await using var command = shared.Probe.Database.Module("probe").CreateCommand(sql);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task The_owner_too_can_change_the_audit_only_by_disabling_its_trigger()
    {
        foreach (var sql in (string[])["update {0} set details = ''", "delete from {0}", "truncate {0}"])
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                shared.Probe.AsAdministrator(sql.Replace("{0}", "probe.audit_entry", StringComparison.Ordinal))
            );
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }
}
