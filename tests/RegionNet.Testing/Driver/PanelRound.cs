using System.Text.Json;
using Dapper;
using Npgsql;
using RegionNet.Zones.Contracts;

namespace RegionNet.Testing.Driver;

/// <summary>
/// A round of assessment at the stage of scoring, its evaluators assigned to every zone: rows planted by the owner of the database, for
/// what leads to that stage is not what is looked at.
/// </summary>
public sealed record PanelRound(Guid Id, IReadOnlyList<Guid> Zones, IReadOnlyList<string> Indicators)
{
    private static int _planted;

    /// <summary>The subject of a demo account.</summary>
    public static string Account(string userName) => OrganisationId.Of($"demo-account:{userName}").ToString();

    /// <param name="owner">A connection of the database's administrator.</param>
    /// <param name="subjects">Of the evaluators.</param>
    public static async Task<PanelRound> Plant(
        NpgsqlConnection owner,
        int zones,
        int indicators,
        IReadOnlyList<string> subjects
    )
    {
        var number = Interlocked.Increment(ref _planted);
        var codes = Enumerable.Range(1, indicators).Select(n => $"A{n}").ToList();
        var round = new PanelRound(
            Guid.CreateVersion7(),
            [.. Enumerable.Range(0, zones).Select(_ => Guid.CreateVersion7())],
            codes
        );
        await using var transaction = await owner.BeginTransactionAsync();
        await owner.ExecuteAsync("set local search_path = assessments; set local session_replication_role = replica");
        await owner.ExecuteAsync(
            """
            insert into framework (id, code, version, name_zh, name_en, official, source_zh, source_en, content, content_hash, frozen_at,
                changed_at, changed_by, changed_by_name)
            values (@Id, 'planted-' || @number, 1, '测试指标体系', 'Test framework', false, '测试', 'Test', @content,
                sha256(convert_to(@content, 'UTF8')), now(), now(), '-', '-');
            insert into demonstration_zone (id, place_code, province_code, zh, en, batch_number, state, construction, changed_at, changed_by,
                changed_by_name)
            select z, (980000 + 200 * @number + n)::text, '980000', '示范区' || n, 'Zone ' || n, 1, 'scoring', '[2024-01-01,2026-01-01)', now(),
                '-', '-'
            from unnest(@zoneIds) with ordinality as z (z, n);
            insert into assessment_round (id, code, name_zh, name_en, purpose, framework_id, framework_hash, zone_ids, stage, rule, spread_limit,
                evaluators_per_zone, self_assessment_until, evidence_check_until, scoring_until, reconciliation_until, resample_seed,
                changed_at, changed_by, changed_by_name)
            values (@Id, '2026-planted-' || @number, '测试评估轮次', 'Test round', 'acceptance', @Id, sha256(convert_to(@content, 'UTF8')),
                @zoneIds, 'scoring', 'trimmed', 20, greatest(3, @evaluators), current_date - 20, current_date - 10, current_date + 10,
                current_date + 20, 1, now(), '-', '-');
            insert into round_step (round_id, version, from_stage, to_stage, at, by_subject, by_name)
            values (@Id, 1, '', 'preparing', now(), '-', '-');
            insert into round_zone (round_id, zone_id, filed_at, filed_by, filed_by_name) select @Id, unnest(@zoneIds), now(), '-', '-';
            select write_cells(@Id);
            insert into evaluator (id, subject, name, employer, province_code, changed_at, changed_by, changed_by_name)
            select gen_random_uuid(), s, '评估专家' || n, '测试单位', '140000', now(), '-', '-'
            from unnest(@subjects) with ordinality as s (s, n)
            on conflict do nothing;
            insert into evaluator_version (evaluator_id, version, name, employer, employer_organisation_id, province_code, fields, active,
                changed_at, changed_by, changed_by_name)
            select id, version, name, employer, employer_organisation_id, province_code, fields, active, changed_at, changed_by,
                changed_by_name from evaluator
            on conflict do nothing;
            insert into assignment (id, round_id, zone_id, evaluator_id, pseudonym, state, assigned_at, assigned_by, assigned_by_name)
            select gen_random_uuid(), @Id, z, e.id, 'E' || lpad(n::text, 2, '0'), 'open', now(), '-', '-'
            from unnest(@zoneIds) z, unnest(@subjects) with ordinality as s (s, n) join evaluator e on e.subject = s;
            """,
            new
            {
                round.Id,
                number,
                zoneIds = round.Zones.ToArray(),
                subjects = subjects.ToArray(),
                evaluators = subjects.Count,
                content = Content(codes),
            }
        );
        await transaction.CommitAsync();
        return round;
    }

    /// <summary>Every cell gets a mark, every sheet is locked, scoring is over.</summary>
    public async Task Fill(NpgsqlConnection owner)
    {
        await using (var transaction = await owner.BeginTransactionAsync())
        {
            await owner.ExecuteAsync(
                "set local search_path = assessments; set local session_replication_role = replica"
            );
            await owner.ExecuteAsync(
                """
                insert into score (assignment_id, indicator, mark, version, saved_at)
                select a.id, c.indicator, 60 + (random() * 40)::numeric(5, 2), 1, now()
                from assignment a, round_cell c where a.round_id = @Id and c.round_id = @Id
                on conflict do nothing;
                insert into score_version (assignment_id, indicator, version, phase, mark, source, saved_at, saved_by)
                select s.assignment_id, s.indicator, s.version, 'scoring', s.mark, 'sheet', s.saved_at, '-'
                from score s join assignment a on a.id = s.assignment_id where a.round_id = @Id
                on conflict do nothing;
                update assignment set state = 'locked', locked_at = now() where round_id = @Id;
                select count(write_locked_sheet(id)) from assignment where round_id = @Id;
                select open_moderation(@Id, null, now(), '-', '-');
                update assessment_round set stage = 'reconciliation' where id = @Id;
                update demonstration_zone set state = 'reconciliation' where id in (select zone_id from round_zone where round_id = @Id);
                """,
                new { Id },
                commandTimeout: 120
            );
            await transaction.CommitAsync();
        }
        await owner.ExecuteAsync("vacuum analyze assessments.score");
    }

    private static string Content(IReadOnlyList<string> codes) =>
        JsonSerializer.Serialize(
            new
            {
                bonusCap = 5,
                deductionCap = 10,
                grades = new[]
                {
                    new
                    {
                        code = "pass",
                        min = 60,
                        zh = "合格",
                        en = "Pass",
                    },
                    new
                    {
                        code = "fail",
                        min = 0,
                        zh = "不合格",
                        en = "Fail",
                    },
                },
                nodes = new[]
                {
                    new
                    {
                        code = "A",
                        zh = "知识产权保护",
                        en = "Protection",
                        weight = 100m,
                        children = codes.Select(code => new
                        {
                            code,
                            zh = $"保护工作指标{code[1..]}",
                            en = $"Indicator of protection {code[1..]}",
                            method = "expert_panel",
                            weight = 100m / codes.Count,
                            evidence = "工作方案、会议纪要",
                        }),
                    },
                },
                panel = new
                {
                    dropFrom = 5,
                    fewestMarks = 3,
                    spreadLimit = 20,
                    fewestZones = 2,
                },
                schema = "regionnet-framework/1",
                vetoes = Array.Empty<object>(),
                weights = "points",
            }
        );
}
