using Dapper;
using Npgsql;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>
/// A sample round that has come to the opinion of its panel, for Development only: three zones, filed and marked in full by fictitious
/// values, and computed like any other. The functions of the service write the marks, and the database judges each step.
/// </summary>
internal sealed class SampleResults : IModuleSeed
{
    /// <summary>Of the first batch, in no other sample round.</summary>
    private static readonly string[] Places = ["120116", "330200", "440300"];

    public async Task Load(NpgsqlConnection connection, bool development, CancellationToken ct)
    {
        DapperTypes.Register();
        if (
            !development
            || await connection.QuerySingleAsync<bool>("select exists (select from round_computation)")
            || !await connection.QuerySingleAsync<bool>(
                "select count(*) = @Length from demonstration_zone where place_code = any(@Places) and state = 'building'",
                new { Places.Length, Places }
            )
        )
        {
            return;
        }
        var (framework, content) = await connection.QuerySingleAsync<(Guid, string)>(
            "select id, content from framework where code = @Code and version = 1",
            new { FrameworkSeed.Code }
        );
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var round = await SampleRounds.Begin(
            connection,
            "sample-result",
            "验收示例（专家组意见中）",
            "Sample: the panel's opinion",
            Places,
            framework,
            TimeProvider.System.Today().AddDays(-90)
        );
        foreach (var place in Places)
        {
            await SampleRounds.File(connection, round, place, Framework.Of(content).Leaves, "accepted");
        }
        await connection.ExecuteAsync(
            "update round_zone set filed_at = now(), filed_by = 'system:sample', filed_by_name = '示例' where round_id = @round",
            new { round }
        );
        await SampleRounds.Move(connection, round, Stage.EvidenceCheck);
        await SampleRounds.Move(connection, round, Stage.Scoring);
        await Mark(connection, round);
        await SampleRounds.Move(connection, round, Stage.Reconciliation);
        await SampleRounds.Move(connection, round, Stage.PanelOpinion);
        await ComputeRound.Keep(connection, round, Actor.System("sample"), TimeProvider.System.GetUtcNow());
        await transaction.CommitAsync(ct);
    }

    /// <summary>Five of the six demo evaluators mark each zone while scoring lasts, some more strictly than others, within the limit of spread.</summary>
    private static Task Mark(NpgsqlConnection connection, Guid round) =>
        connection.ExecuteAsync(
            """
            insert into assignment (id, round_id, zone_id, evaluator_id, pseudonym, state, assigned_at, assigned_by, assigned_by_name)
            select gen_random_uuid(), @round, z.zone_id, e.id, 'E' || lpad(e.n::text, 2, '0'), 'open', now(), 'system:sample', '示例'
            from (select zone_id, row_number() over (order by zone_id) as n from round_zone where round_id = @round) z
                join (select id, row_number() over (order by subject) as n from evaluator where changed_by = 'system:sample') e
                    on (e.n + z.n) % 6 > 0;

            select count(s.outcome)
            from (
                select a.round_id, a.zone_id, e.subject, right(a.pseudonym, 1)::int as n,
                    row_number() over (partition by a.evaluator_id order by a.zone_id) as zone
                from assignment a join evaluator e on e.id = a.evaluator_id where a.round_id = @round
            ) a
                join assessment_round r on r.id = a.round_id
                join round_cell c on c.round_id = a.round_id,
                lateral save_score(a.subject, a.round_id, a.zone_id, c.indicator,
                    78 + a.zone * 4 + (a.n - 3) * 1.5 + (abs(hashtext(a.subject || a.zone_id || c.indicator)) % 500) / 100.0,
                    null, 0, (r.scoring_until - 3)::timestamp at time zone 'Asia/Shanghai', 'sheet', null) s;

            update assignment set state = 'locked', locked_at = now() where round_id = @round
            """,
            new { round }
        );
}
