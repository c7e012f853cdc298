using Dapper;
using Npgsql;

namespace RegionNet.Assessments.IntegrationTests;

/// <summary>
/// A round that has come to the opinion of its panel, planted past the triggers by the database's owner: every zone of both batches is filed
/// and marked by five of nine evaluators. What comes after it goes through the API.
/// </summary>
internal static class ScoredRound
{
    /// <param name="indicators">That the panel marks; 0: the reference framework.</param>
    /// <param name="zones">As many; fictitious ones beyond the real.</param>
    public static async Task<Guid> Plant(
        NpgsqlDataSource database,
        string code,
        int indicators = 0,
        int zones = 10,
        string rule = RankingMethod.Trimmed,
        string stage = "panel-opinion"
    )
    {
        var framework = FrameworkSeed.Reference();
        if (indicators > 0)
        {
            framework = framework with
            {
                Nodes =
                [
                    .. Enumerable
                        .Range(1, indicators)
                        .Select(i => new FrameworkNode(
                            $"I{i}",
                            $"专家评议指标{i}",
                            $"Indicator of the panel {i}",
                            100m / indicators,
                            Method: FrameworkNode.ExpertPanel,
                            Unit: "score",
                            Evidence: "-"
                        )),
                ],
            };
        }
        var round = Guid.CreateVersion7();
        var content = framework.Text();
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            set session_replication_role = replica;
            set search_path = assessments;
            insert into demonstration_zone (id, place_code, province_code, zh, en, batch_number, state, construction, changed_at, changed_by,
                changed_by_name)
            select gen_random_uuid(), (900000 + planted + i)::text, '900000', '虚构示范区' || i, 'Fictitious zone ' || i, 1, 'panel-opinion',
                '[2024-01-01,2026-01-01)', now(), 'test', 'test'
            from (select count(*)::int as planted from demonstration_zone) known, generate_series(1, @zones - planted) i;
            insert into framework (id, code, version, name_zh, name_en, official, source_zh, source_en, content, content_hash, frozen_at,
                changed_at, changed_by, changed_by_name)
            values (@round, @code, 1, '测试指标体系', 'Test framework', false, '测试', 'Test', @content, sha256(convert_to(@content, 'UTF8')), now(),
                now(), 'test', 'test');
            insert into assessment_round (id, code, name_zh, name_en, purpose, framework_id, framework_hash, zone_ids, stage, rule,
                spread_limit, evaluators_per_zone, self_assessment_until, evidence_check_until, scoring_until, reconciliation_until,
                resample_seed, changed_at, changed_by, changed_by_name)
            select @round, @code, code || '年度评估', 'Assessment ' || code, 'acceptance', id, content_hash, array(select id from
                demonstration_zone order by place_code limit @zones), @stage, @rule, 20, 5, '2026-03-01', '2026-04-01', '2026-05-01',
                '2026-05-20', 7, now(), 'test', 'test'
            from framework where id = @round;
            insert into round_step (round_id, version, from_stage, to_stage, at, by_subject, by_name)
            values (@round, 1, '', 'preparing', now(), 'test', 'test');
            insert into round_zone (round_id, zone_id, filed_at, filed_by, filed_by_name, outcome)
            select @round, unnest(zone_ids), now(), 'test', 'test', 'extended' from assessment_round where id = @round;
            insert into evaluator (id, subject, name, employer, province_code, changed_at, changed_by, changed_by_name)
            select md5('evaluator ' || i)::uuid, 'planted-' || i, '专家' || i, '某单位', '140000', now(), 'test', 'test'
            from generate_series(0, 8) i on conflict do nothing;
            insert into assignment (id, round_id, zone_id, evaluator_id, pseudonym, state, locked_at, assigned_at, assigned_by, assigned_by_name)
            select gen_random_uuid(), @round, z.zone_id, md5('evaluator ' || (z.n * 2 + k) % 9)::uuid, 'E' || (z.n * 2 + k) % 9, 'locked',
                now(), now(), 'test', 'test'
            from (select zone_id, row_number() over (order by zone_id) as n from round_zone where round_id = @round) z, generate_series(0, 4) k;
            """,
            new
            {
                round,
                code,
                content,
                zones,
                stage,
                rule,
            },
            commandTimeout: 120
        );
        await connection.ExecuteAsync(
            """
            insert into indicator_filing (round_id, zone_id, indicator, value, is_filed, evidence_state, changed_at, changed_by, changed_by_name)
            select @round, z.zone_id, l.code, l.floor + (l.target - l.floor) * (2 + (z.n * 7 + l.i * 3) % 9) / 9, true, 'accepted', now(),
                'test', 'test'
            from (select zone_id, row_number() over (order by zone_id) as n from round_zone where round_id = @round) z,
                unnest(@Codes, @Floors, @Targets) with ordinality as l (code, floor, target, i);
            insert into score (assignment_id, indicator, mark, version, saved_at)
            select a.id, l.code, least(100, 62 + (a.zn * 11) % 31 + (a.en * 5) % 13 - 6 + ((a.zn * 7 + a.en * 3 + l.i * 5) % 17) / 2.0), 1, now()
            from (select id, pseudonym, substr(pseudonym, 2)::int as en, dense_rank() over (order by zone_id) as zn
                from assignment where round_id = @round) a, unnest(@Panel) with ordinality as l (code, i);
            set session_replication_role = origin;
            """,
            new
            {
                round,
                Codes = Filed().Select(l => l.Code).ToArray(),
                Floors = Filed().Select(l => l.Floor ?? 0).ToArray(),
                Targets = Filed().Select(l => l.Target ?? 3).ToArray(),
                Panel = framework.PanelLeaves.Select(l => l.Code).ToArray(),
            },
            commandTimeout: 120
        );
        return round;

        IEnumerable<FrameworkNode> Filed() => framework.Leaves.Where(l => l.Method != FrameworkNode.ExpertPanel);
    }

    public static Task Stage(NpgsqlDataSource database, Guid round, string stage) =>
        Run(database, "update assessments.assessment_round set stage = @stage where id = @round", new { round, stage });

    /// <summary>As the owner, past the triggers.</summary>
    public static async Task Run(NpgsqlDataSource database, string sql, object parameters)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync("set session_replication_role = replica");
        await connection.ExecuteAsync(sql, parameters);
        await connection.ExecuteAsync("set session_replication_role = origin");
    }
}
