using Dapper;
using Npgsql;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Assessments.IntegrationTests;

/// <summary>Every pair of states of a zone, and of stages of a round, against the database itself, as the module's own role.</summary>
public sealed class ZoneMatrixTests : IAsyncLifetime
{
    /// <summary>Written down once more, so that a change of the table shows. The second list is made by rounds alone.</summary>
    private static readonly (string, string)[] ByOrganiser =
    [
        ("applied", "reviewed"),
        ("reviewed", "public-notice"),
        ("public-notice", "confirmed"),
        ("confirmed", "building"),
        ("building", "mid-term"),
        ("recognised", "in-force"),
        ("renewed", "in-force"),
        ("in-force", "re-review"),
        ("in-force", "revoked"),
    ];

    private static readonly (string, string)[] ByRound =
    [
        ("building", "self-assessment"),
        ("mid-term", "self-assessment"),
        ("extended", "self-assessment"),
        ("re-review", "self-assessment"),
        ("self-assessment", "evidence-check"),
        ("evidence-check", "scoring"),
        ("scoring", "reconciliation"),
        ("reconciliation", "panel-opinion"),
        ("panel-opinion", "notice"),
        ("notice", "panel-opinion"),
        ("notice", "recognised"),
        ("notice", "extended"),
        ("notice", "not-recognised"),
        ("notice", "renewed"),
        ("notice", "revoked"),
    ];

    private static readonly string[] Stages =
    [
        "preparing",
        "self-assessment",
        "evidence-check",
        "scoring",
        "reconciliation",
        "panel-opinion",
        "notice",
        "final",
    ];

    private TestDatabase? _database;
    private int _place = 990100;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.Create(AssessmentsModule.Migration);

    public async ValueTask DisposeAsync() => await _database!.DisposeAsync();

    [Fact]
    public async Task The_database_takes_the_moves_of_the_table_and_those_by_a_round_from_a_round_alone()
    {
        await using var admin = await Admin();
        var states = ByOrganiser.Concat(ByRound).SelectMany(m => new[] { m.Item1, m.Item2 }).Distinct().ToList();
        Assert.Equal(19, states.Count);
        var wrong = new List<string>();
        foreach (var from in states)
        {
            foreach (var to in states.Where(s => s != from))
            {
                foreach (var inRound in new[] { false, true })
                {
                    var refusal = await Move(await Planted(admin, from, inRound ? to : null), to);
                    var expected =
                        ByOrganiser.Contains((from, to)) ? (inRound ? "zone_move_by_round" : null)
                        : ByRound.Contains((from, to)) ? (inRound ? null : "zone_move_by_round")
                        : "zone_move_allowed";
                    if (refusal != expected)
                    {
                        wrong.Add($"{from} -> {to}{(inRound ? " in a round" : "")}: {refusal ?? "taken"}");
                    }
                }
            }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_zone_begins_with_its_application()
    {
        await using var admin = await Admin();
        foreach (var state in ByOrganiser.Concat(ByRound).Select(m => m.Item2).Distinct())
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                admin.ExecuteAsync(InsertZone, Zone(state))
            );
            Assert.Equal("zone_move_allowed", refused.ConstraintName);
        }
        await admin.ExecuteAsync(InsertZone, Zone("applied"));
    }

    [Fact]
    public async Task A_round_goes_by_its_table_of_stages()
    {
        (string, string)[] moves =
        [
            ("preparing", "self-assessment"),
            ("self-assessment", "evidence-check"),
            ("evidence-check", "scoring"),
            ("scoring", "reconciliation"),
            ("reconciliation", "panel-opinion"),
            ("panel-opinion", "notice"),
            ("notice", "panel-opinion"),
            ("notice", "final"),
        ];
        await using var admin = await Admin();
        var table = await admin.QueryAsync<(string, string)>(
            "select from_stage, to_stage from round_stage_move where from_stage <> ''"
        );
        Assert.Equal(moves.Order(), table.Order());
        foreach (var from in Stages)
        {
            foreach (var to in Stages.Where(s => s != from && !moves.Contains((from, s))))
            {
                var zone = await Planted(admin, "building", null);
                var round = await Round(admin, zone, from);
                await using var module = await _database!.Module("assessments").OpenConnectionAsync();
                var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                    module.ExecuteAsync(
                        """
                        update assessments.assessment_round set stage = @to, version = version + 1, document_number = '1号',
                            framework_hash = case when @to = 'preparing' then null else coalesce(framework_hash, '\x00') end
                        where id = @round
                        """,
                        new { round, to }
                    )
                );
                Assert.True(
                    refused.ConstraintName == "round_stage_move_allowed",
                    $"{from} -> {to}: {refused.ConstraintName} {refused.Message}"
                );
            }
        }
    }

    [Fact]
    public async Task What_is_history_or_rule_the_module_can_not_write()
    {
        await using var module = await _database!.Module("assessments").OpenConnectionAsync();
        foreach (
            var forbidden in (string[])
                [
                    "update assessments.zone_step set reason = 'x'",
                    "delete from assessments.zone_step",
                    "insert into assessments.zone_move values ('applied', 'in-force', false)",
                    "update assessments.zone_move set by_round = false",
                    "update assessments.round_step set reason = 'x'",
                    "insert into assessments.round_stage_move values ('preparing', 'final')",
                    "update assessments.zone_period_rule set years = 1",
                    "update assessments.round_period_rule set working_days = 1",
                    "update assessments.filing_version set value = 1",
                    "delete from assessments.demonstration_zone",
                    "delete from assessments.round_zone",
                    "delete from assessments.indicator_filing",
                ]
        )
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => module.ExecuteAsync(forbidden));
            Assert.True(
                refused.SqlState == PostgresErrorCodes.InsufficientPrivilege,
                $"{forbidden}: {refused.Message}"
            );
        }
    }

    [Fact]
    public async Task A_zone_stays_the_place_it_is_and_every_step_is_a_version()
    {
        await using var admin = await Admin();
        var zone = await Planted(admin, "building", null);
        await using var module = await _database!.Module("assessments").OpenConnectionAsync();
        foreach (
            var (sql, constraint) in new[]
            {
                ("place_code = '999999', province_code = '990000', version = version + 1", "zone_stays_the_place"),
                ("state = 'mid-term'", "zone_version_follows"),
                ("state = 'mid-term', version = version + 2", "zone_version_follows"),
                ("construction = daterange('2020-01-01', '2030-01-01'), version = version + 1", "zone_move_allowed"),
            }
        )
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() =>
                module.ExecuteAsync($"update assessments.demonstration_zone set {sql} where id = @zone", new { zone })
            );
            Assert.Equal(constraint, refused.ConstraintName);
        }
    }

    private async Task<NpgsqlConnection> Admin()
    {
        var admin = await _database!.Administrator.OpenConnectionAsync();
        await admin.ExecuteAsync("set search_path = assessments, public");
        return admin;
    }

    private async Task<string?> Move(Guid zone, string to)
    {
        await using var module = await _database!.Module("assessments").OpenConnectionAsync();
        try
        {
            await module.ExecuteAsync(
                """
                update assessments.demonstration_zone set state = @to, version = version + 1, document_number = '1号', reason = '测试'
                where id = @zone
                """,
                new { zone, to }
            );
            return null;
        }
        catch (PostgresException e)
        {
            return e.ConstraintName ?? e.Message;
        }
    }

    /// <summary>A zone in that state, with all periods, past the rules.</summary>
    /// <param name="round">In a round that stands where it would bring the zone to that state.</param>
    private async Task<Guid> Planted(NpgsqlConnection admin, string state, string? round)
    {
        await admin.ExecuteAsync("set session_replication_role = replica");
        var zone = await admin.ExecuteScalarAsync<Guid>(InsertZone, Zone(state));
        if (round is not null)
        {
            var outcome = round is "recognised" or "extended" or "not-recognised" or "renewed" or "revoked";
            var id = await Round(admin, zone, Stages.Contains(round) ? round : "final");
            await admin.ExecuteAsync(
                "set session_replication_role = replica; insert into round_zone (round_id, zone_id, outcome) values (@id, @zone, @outcome)",
                new
                {
                    id,
                    zone,
                    outcome = outcome ? round : null,
                }
            );
            if (outcome)
            {
                // Of a move that is not a round's: the zone is in another round meanwhile.
                await admin.ExecuteAsync(
                    "set session_replication_role = replica; insert into round_zone (round_id, zone_id) values (@id, @zone)",
                    new { id = await Round(admin, zone, "scoring"), zone }
                );
            }
        }
        await admin.ExecuteAsync("set session_replication_role = origin");
        return zone;
    }

    private static async Task<Guid> Round(NpgsqlConnection admin, Guid zone, string stage)
    {
        await admin.ExecuteAsync("set session_replication_role = replica");
        var round = await admin.ExecuteScalarAsync<Guid>(
            """
            insert into assessment_round (id, code, name_zh, name_en, purpose, framework_id, framework_hash, zone_ids, stage, rule, spread_limit,
                evaluators_per_zone, self_assessment_until, evidence_check_until, scoring_until, reconciliation_until, resample_seed,
                changed_at, changed_by, changed_by_name)
            values (gen_random_uuid(), @code, '轮次', 'Round', 'acceptance', gen_random_uuid(),
                case when @stage <> 'preparing' then '\x00'::bytea end, array[@zone], @stage, 'trimmed', 20, 3, '2026-06-10',
                '2026-06-20', '2026-06-30', '2026-07-10', 1, now(), 'test', 'Test')
            returning id
            """,
            new
            {
                zone,
                stage,
                code = RoundSteps.NewCode(),
            }
        );
        await admin.ExecuteAsync("set session_replication_role = origin");
        return round;
    }

    private object Zone(string state) =>
        new { state, place = (++_place).ToString(System.Globalization.CultureInfo.InvariantCulture) };

    private const string InsertZone = """
        insert into demonstration_zone (id, place_code, province_code, zh, en, batch_number, state, construction, validity, changed_at,
            changed_by, changed_by_name, document_number, reason)
        values (gen_random_uuid(), @place, left(@place, 2) || '0000', '示范区', 'Zone', 1, @state, daterange('2023-04-24', '2025-04-24'),
            daterange('2025-06-01', '2028-06-01'), now(), 'test', 'Test', '1号', '测试')
        returning id
        """;
}
