using Dapper;
using Npgsql;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Commendations.IntegrationTests;

/// <summary>Every pair of states against the database itself, as the module's own role: what is not in the table of moves is refused there.</summary>
public sealed class MatrixTests : IAsyncLifetime
{
    private static readonly string[] States =
    [
        "draft",
        "nominated",
        "unit-notice",
        "provincial-review",
        "eligibility-check",
        "joint-review",
        "selected",
        "public-notice",
        "approved",
        "announced",
        "withdrawn",
        "rejected",
        "revoked",
    ];

    /// <summary>Written down once more, so that a change of the table shows.</summary>
    private static readonly HashSet<(string, string)> Moves =
    [
        ("draft", "draft"),
        ("draft", "nominated"),
        ("draft", "withdrawn"),
        ("nominated", "unit-notice"),
        ("nominated", "withdrawn"),
        ("nominated", "rejected"),
        ("unit-notice", "provincial-review"),
        ("unit-notice", "withdrawn"),
        ("unit-notice", "rejected"),
        ("provincial-review", "eligibility-check"),
        ("provincial-review", "draft"),
        ("provincial-review", "withdrawn"),
        ("provincial-review", "rejected"),
        ("eligibility-check", "joint-review"),
        ("eligibility-check", "withdrawn"),
        ("eligibility-check", "rejected"),
        ("joint-review", "selected"),
        ("joint-review", "rejected"),
        ("selected", "public-notice"),
        ("selected", "rejected"),
        ("public-notice", "approved"),
        ("public-notice", "rejected"),
        ("approved", "announced"),
        ("approved", "rejected"),
        ("announced", "revoked"),
    ];

    private TestDatabase? _database;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.Create(CommendationsModule.Migration);

    public async ValueTask DisposeAsync() => await _database!.DisposeAsync();

    [Fact]
    public async Task The_database_takes_the_moves_of_the_table_and_no_other()
    {
        await using var admin = await _database!.Administrator.OpenConnectionAsync();
        await admin.ExecuteAsync(Furniture);
        var wrong = new List<string>();
        foreach (var from in States)
        {
            foreach (var to in States)
            {
                var nomination = await Planted(admin, from);
                var refusal = await Refusal(nomination, to);
                var expected = Moves.Contains((from, to)) ? null : "nomination_move_allowed";
                if (refusal != expected)
                {
                    wrong.Add($"{from} -> {to}: {refusal ?? "taken"}");
                }
            }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_nomination_begins_as_a_draft()
    {
        await using var admin = await _database!.Administrator.OpenConnectionAsync();
        await admin.ExecuteAsync(Furniture);
        foreach (var state in States.Where(s => s != "draft"))
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => admin.ExecuteAsync(Insert, Row(state)));
            Assert.Equal("nomination_move_allowed", refused.ConstraintName);
        }
    }

    /// <summary>What a step needs besides the move; each is missing once.</summary>
    [Theory]
    [InlineData("draft", "nominated", "delete from listing_check", "nomination_checked_for_listings")]
    [InlineData("eligibility-check", "joint-review", "delete from listing_check", "nomination_checked_for_listings")]
    [InlineData("selected", "public-notice", "update listing_check set listed = 1", "nomination_checked_for_listings")]
    [InlineData("public-notice", "approved", "delete from listing_check", "nomination_checked_for_listings")]
    [InlineData("nominated", "unit-notice", "delete from notice", "nomination_has_notice")]
    [InlineData("selected", "public-notice", "delete from notice", "nomination_has_notice")]
    [InlineData(
        "unit-notice",
        "provincial-review",
        "update notice set days = '[2026-05-25,2026-06-09)', default_until = '2026-06-08'",
        "nomination_notice_has_ended"
    )]
    [InlineData(
        "public-notice",
        "approved",
        "update notice set days = '[2026-05-25,2026-06-09)', default_until = '2026-06-08'",
        "nomination_notice_has_ended"
    )]
    [InlineData(
        "public-notice",
        "approved",
        "update objection set answer = null, upheld = null, answered_at = null, answered_by = null, answered_by_name = null, organisation_id = null",
        "nomination_objections_answered"
    )]
    [InlineData("public-notice", "approved", "update objection set upheld = true", "nomination_objection_upheld")]
    [InlineData(
        "selected",
        "public-notice",
        "update review set outcome = null, reason = null, decided_at = null, decided_by = null, decided_by_name = null, organisation_id = null",
        "nomination_under_review"
    )]
    [InlineData("announced", "revoked", "update review set outcome = 'kept'", "nomination_revoked_by_review")]
    public async Task The_database_refuses_a_step_that_lacks_what_it_needs(
        string from,
        string to,
        string without,
        string constraint
    )
    {
        await using var admin = await _database!.Administrator.OpenConnectionAsync();
        await admin.ExecuteAsync(Furniture);
        var nomination = await Planted(admin, from);
        Assert.Null(await Refusal(await Planted(admin, from), to));
        await admin.ExecuteAsync(
            $"set session_replication_role = replica; {without} {(without.Contains(" where ", StringComparison.Ordinal) ? "and" : "where")} nomination_id = @nomination; set session_replication_role = origin",
            new { nomination }
        );

        Assert.Equal(constraint, await Refusal(nomination, to));
    }

    [Fact]
    public async Task The_database_refuses_decisions_on_the_own_unit_and_by_the_same_eyes()
    {
        await using var admin = await _database!.Administrator.OpenConnectionAsync();
        await admin.ExecuteAsync(Furniture);
        foreach (var (from, to) in Moves.Where(m => Deciding(m.Item1, m.Item2)))
        {
            Assert.Equal("step_not_on_own_unit", await Refusal(await Planted(admin, from), to, organisation: 1));
            Assert.Equal("step_not_on_own_unit", await Refusal(await Planted(admin, from), to, organisation: 2));
        }
        var shown = await Planted(admin, "public-notice");
        await admin.ExecuteAsync(
            """
            insert into step (nomination_id, version, from_state, to_state, unit_id, own_unit_id, at, by_subject, by_name, organisation_id,
                document_number)
            select id, 3, 'joint-review', 'selected', unit_id, own_unit_id, now(), 'decider', 'D', gen_random_uuid(), '1号' from nomination
            where id = @shown
            """,
            new { shown }
        );
        Assert.Equal("step_four_eyes", await Refusal(shown, "approved"));
    }

    [Fact]
    public async Task What_has_been_checked_can_not_be_exchanged()
    {
        await using var admin = await _database!.Administrator.OpenConnectionAsync();
        await admin.ExecuteAsync(Furniture);
        var nomination = await Planted(admin, "selected");
        await using var module = await _database.Module("commendations").OpenConnectionAsync();
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            module.ExecuteAsync(
                "update nomination set name_zh = '另一个科', state = 'rejected', reason = '测试', version = version + 1 where id = @nomination",
                new { nomination }
            )
        );
        Assert.Equal("nomination_fixed_once_submitted", refused.ConstraintName);
        foreach (
            var forbidden in (string[])
                [
                    "update step set reason = 'x'",
                    "delete from step",
                    "insert into nomination_move values ('draft', 'announced')",
                    "update quota set taken = 0",
                    "delete from nomination",
                    "update listing_check set listed = 0",
                    "update certificate set sha256 = ''",
                ]
        )
        {
            var denied = await Assert.ThrowsAsync<PostgresException>(() => module.ExecuteAsync(forbidden));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, denied.SqlState);
        }
    }

    private static bool Deciding(string from, string to) =>
        to is not ("draft" or "nominated" or "unit-notice" or "provincial-review" or "withdrawn")
        || (from, to) == ("provincial-review", "draft");

    /// <summary>Tries the step as the module's role, with everything else a step needs, and takes it back.</summary>
    private async Task<string?> Refusal(Guid nomination, string to, int organisation = 3)
    {
        await using var connection = await _database!.Module("commendations").OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        try
        {
            await connection.ExecuteAsync(
                """
                update nomination set state = @to, version = version + 1, changed_at = '2026-06-08 12:00+08', changed_by = 'decider',
                    changed_by_organisation = @Organisation, document_number = '测试1号', reason = '测试',
                    announced_at = case when @to in ('announced', 'revoked') then timestamptz '2026-06-08 12:00+08' end
                where id = @nomination
                """,
                new
                {
                    nomination,
                    to,
                    Organisation = Id(organisation),
                },
                transaction
            );
            return null;
        }
        catch (PostgresException e)
        {
            return e.ConstraintName ?? e.MessageText;
        }
    }

    /// <summary>A nomination that stands in a state, with ended notices, clear checks, answered objections and a decided review.</summary>
    private static async Task<Guid> Planted(NpgsqlConnection admin, string state)
    {
        var row = Row(state);
        await admin.ExecuteAsync(
            $"""
            set session_replication_role = replica;
            {Insert};
            insert into notice (id, nomination_id, version, kind, unit_id, own_unit_id, days, default_until, place)
            select gen_random_uuid(), @id, v, k, @unit, @own, '[2026-05-25,2026-06-01)', '2026-05-31', '公告栏'
            from unnest(array['unit', 'public']) k, (values (4), (5)) as versions (v);
            insert into listing_check (id, nomination_id, version, checked_at, listed, findings)
            values (gen_random_uuid(), @id, 5, now(), 0, '[]');
            insert into objection (id, notice_id, nomination_id, notice_kind, unit_id, own_unit_id, channel, objector_sealed, fingerprint,
                content, received_at, answer, upheld, answered_at, answered_by, answered_by_name, organisation_id)
            select gen_random_uuid(), n.id, @id, n.kind, @unit, @own, 'letter', '\x00', 'f', '异议内容异议内容异议', now(),
                '答复内容答复内容答复', false, now(), 'x', 'x', @third from notice n where n.nomination_id = @id;
            insert into review (id, nomination_id, unit_id, own_unit_id, entry_id, list_code, list_zh, list_en, opened_at, outcome, reason,
                decided_at, decided_by, decided_by_name, organisation_id)
            values (gen_random_uuid(), @id, @unit, @own, gen_random_uuid(), 'l', 'l', 'l', now(), 'ended', '测试', now(), 'x', 'x', @third);
            update quota set taken = 5, places = 10000;
            set session_replication_role = origin;
            """,
            row
        );
        return row.id;
    }

    private static Planting Row(string state) =>
        new(Guid.NewGuid(), state, Id(1), Id(2), Id(3), Guid.NewGuid().ToString("N")[..20]);

    private static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private sealed record Planting(Guid id, string state, Guid unit, Guid own, Guid third, string name);

    private const string Insert = """
        insert into nomination (id, number, round_id, system, category, province_code, province_quota_id, system_quota_id, unit_id,
            own_unit_id, zones, name_zh, name_en, code, work_unit_zh, work_unit_en, merits, state, version, drafted_at, submitted_at,
            announced_at, changed_at, changed_by, changed_by_name)
        select @id, @name, r.id, 'court', 'collective', '320000', p.id, s.id, @unit, @own, '{YRD}', @name, 'Test', '1211000040000123XG',
            '单位', 'Unit', repeat('事迹', 20), @state, 4, now(), now(),
            case when @state in ('announced', 'revoked') then now() end, now(), 'x', 'x'
        from commendation_round r
        join quota p on p.round_id = r.id and p.system = 'court' and p.category = 'collective' and p.province_code = '320000'
        join quota s on s.round_id = r.id and s.system = 'court' and s.category = 'collective' and s.province_code is null
        """;

    private const string Furniture = """
        set search_path = commendations;
        insert into commendation_round (id, code, name_zh, name_en, basis_zh, basis_en, nominations, opened_by, opened_by_name, opened_at)
        select gen_random_uuid(), '2026', '轮', 'Round', '据', 'Basis', '[2026-01-01,2027-01-01)', 'x', 'x', now()
        where not exists (select from commendation_round);
        insert into quota (round_id, system, category, province_code, places, basis_zh, basis_en, official, changed_by, changed_by_name,
            changed_at)
        select r.id, 'court', 'collective', p, 10000, '据', 'Basis', false, 'x', 'x', now()
        from commendation_round r, (values (null), ('320000')) as provinces (p)
        on conflict do nothing;
        """;
}
