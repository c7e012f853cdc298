using System.Text.Json;
using Dapper;
using Npgsql;

namespace RegionNet.Benchmarks;

/// <summary>A round of 100 zones by 5 evaluators and 40 indicators that a panel marks, at the stage of scoring.</summary>
internal sealed record PanelRound(Guid Id, Guid[] Zones)
{
    public const int Evaluators = 5;
    public const int Indicators = 40;

    /// <summary>The first evaluator of every zone is the machine; it is the organiser as well.</summary>
    public static async Task<PanelRound> Plant(NpgsqlConnection owner)
    {
        await owner.ExecuteAsync(
            "update access.machine_client set roles = roles || array['evaluator', 'assessment-organiser'] where client_id = 'demo-machine'"
        );
        var machine = await owner.ExecuteScalarAsync<string>(
            "select id::text from access.machine_client where client_id = 'demo-machine'"
        );
        var round = Guid.CreateVersion7();
        var zones = Enumerable.Range(0, 100).Select(_ => Guid.CreateVersion7()).ToArray();
        var content = JsonSerializer.Serialize(
            new
            {
                nodes = Enumerable
                    .Range(1, Indicators)
                    .Select(n => new
                    {
                        code = $"A{n}",
                        zh = $"评估指标{n}",
                        en = $"Indicator {n}",
                        method = "expert_panel",
                        weight = 2.5m,
                    }),
            }
        );
        await using var transaction = await owner.BeginTransactionAsync();
        // What leads to scoring is not measured: the rows are planted without it.
        await owner.ExecuteAsync("set local search_path = assessments; set local session_replication_role = replica");
        await owner.ExecuteAsync(
            """
            insert into framework (id, code, version, name_zh, name_en, official, source_zh, source_en, content, content_hash, frozen_at,
                changed_at, changed_by, changed_by_name)
            values (@round, 'benchmark', 1, '测试', 'Test', false, '测试', 'Test', @content, sha256(convert_to(@content, 'UTF8')), now(), now(), '-', '-');
            insert into demonstration_zone (id, place_code, province_code, zh, en, batch_number, state, construction, changed_at, changed_by,
                changed_by_name)
            select z, (990000 + n)::text, '990000', '示范区' || n, 'Zone ' || n, 1, 'scoring', '[2024-01-01,2026-01-01)', now(), '-', '-'
            from unnest(@zones) with ordinality as z (z, n);
            insert into assessment_round (id, code, name_zh, name_en, purpose, framework_id, framework_hash, zone_ids, stage, rule, spread_limit,
                evaluators_per_zone, self_assessment_until, evidence_check_until, scoring_until, reconciliation_until, resample_seed,
                changed_at, changed_by, changed_by_name)
            values (@round, '2026-benchmark', '测试轮次', 'Test round', 'acceptance', @round, sha256(convert_to(@content, 'UTF8')), @zones, 'scoring',
                'trimmed', 20, 5, current_date - 20, current_date - 10, current_date + 10, current_date + 20, 1, now(), '-', '-');
            insert into round_zone (round_id, zone_id, filed_at, filed_by, filed_by_name) select @round, unnest(@zones), now(), '-', '-';
            select write_cells(@round);
            insert into evaluator (id, subject, name, employer, province_code, changed_at, changed_by, changed_by_name)
            select gen_random_uuid(), case n when 1 then @machine else 'benchmark-' || n end, 'E' || n, '单位', '140000', now(), '-', '-'
            from generate_series(1, 5) n;
            insert into assignment (id, round_id, zone_id, evaluator_id, pseudonym, state, assigned_at, assigned_by, assigned_by_name)
            select gen_random_uuid(), @round, z, e.id, e.name, 'open', now(), '-', '-'
            from unnest(@zones) z, evaluator e where e.employer = '单位' order by z, e.name;
            """,
            new
            {
                round,
                zones,
                content,
                machine,
            }
        );
        await transaction.CommitAsync();
        return new PanelRound(round, zones);
    }

    /// <summary>Every cell has a mark, every sheet is locked, scoring is over.</summary>
    public async Task Fill(NpgsqlConnection owner)
    {
        await using var transaction = await owner.BeginTransactionAsync();
        await owner.ExecuteAsync("set local search_path = assessments; set local session_replication_role = replica");
        await owner.ExecuteAsync(
            """
            insert into score (assignment_id, indicator, mark, version, saved_at)
            select a.id, c.indicator, 60 + (random() * 40)::numeric(5, 2), 1, now()
            from assignment a, round_cell c where a.round_id = @Id and c.round_id = @Id
            on conflict do nothing;
            update assignment set state = 'locked', locked_at = now() where round_id = @Id;
            select count(write_locked_sheet(id)) from assignment where round_id = @Id;
            update assessment_round set stage = 'reconciliation' where id = @Id;
            """,
            new { Id },
            commandTimeout: 120
        );
        await transaction.CommitAsync();
        await owner.ExecuteAsync("vacuum analyze assessments.score");
    }
}
