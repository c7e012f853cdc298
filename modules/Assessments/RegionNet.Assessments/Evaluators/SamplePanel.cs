using Dapper;
using Npgsql;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Assessments;

/// <summary>
/// The demo evaluators in the pool and, where a sample round is being scored, on its zones with part of the sheets filled. For Development
/// only; the functions of the service write the marks, and the database judges them as it judges those of people.
/// </summary>
internal sealed class SamplePanel : IModuleSeed
{
    private static readonly (string Account, string Name, string Employer, string Province, string[] Fields)[] Pool =
    [
        ("evaluator", "评估专家", "山西省知识产权局", "140000", ["A", "C"]),
        ("evaluator2", "评估专家二", "重庆市知识产权局", "500000", ["B", "D"]),
        ("evaluator3", "评估专家三", "云南省知识产权局", "530000", ["C", "E"]),
        ("evaluator4", "评估专家四", "江西省知识产权局", "360000", ["A", "F"]),
        ("evaluator5", "评估专家五", "海南自由贸易港知识产权法院", "460000", ["B"]),
        ("evaluator6", "评估专家六", "贵州省知识产权局", "520000", ["D", "G"]),
    ];

    public async Task Load(NpgsqlConnection connection, bool development, CancellationToken ct)
    {
        if (!development)
        {
            return;
        }
        foreach (var (account, name, employer, province, fields) in Pool)
        {
            await connection.ExecuteAsync(
                """
                insert into evaluator (id, subject, name, employer, employer_organisation_id, province_code, fields, changed_at, changed_by,
                    changed_by_name)
                values (@Id, @Subject, @name, @employer, @Organisation, @province, @fields, now(), 'system:sample', '示例')
                on conflict do nothing
                """,
                new
                {
                    Id = OrganisationId.Of($"demo-evaluator:{account}"),
                    Subject = OrganisationId.Of($"demo-account:{account}").ToString(),
                    name,
                    employer,
                    Organisation = OrganisationId.Of(employer),
                    province,
                    fields,
                }
            );
        }
        await Assign(connection);
    }

    /// <summary>
    /// Each zone of a sample round that is being scored gets its evaluators in turn, without conflicts; the first of a zone has finished,
    /// the second is half way.
    /// </summary>
    private static Task Assign(NpgsqlConnection connection) =>
        connection.ExecuteAsync(
            """
            insert into assignment (id, round_id, zone_id, evaluator_id, pseudonym, state, assigned_at, assigned_by, assigned_by_name)
            select gen_random_uuid(), round_id, zone_id, evaluator_id, pseudonym, 'open', now(), 'system:sample', '示例'
            from (
                select w.round_id, w.zone_id, e.id as evaluator_id, 'E' || lpad(e.n::text, 2, '0') as pseudonym, r.evaluators_per_zone,
                    row_number() over (partition by w.zone_id order by (e.n + w.n) % 6) as place
                from (select round_id, zone_id, row_number() over (partition by round_id order by zone_id) as n from round_zone) w
                    join assessment_round r on r.id = w.round_id and r.is_sample and r.stage = 'scoring'
                    join (select id, row_number() over (order by subject) as n from evaluator where changed_by = 'system:sample') e
                        on conflict_of(e.id, w.zone_id, now()) is null
                where not exists (select from assignment a where a.round_id = w.round_id)
            ) p
            where p.place <= p.evaluators_per_zone;

            select count(s.outcome)
            from (
                select a.*, e.subject, row_number() over (partition by a.zone_id order by a.pseudonym) as place
                from assignment a join evaluator e on e.id = a.evaluator_id where a.assigned_by = 'system:sample' and a.state = 'open'
                    and not exists (select from score s where s.assignment_id = a.id)
            ) a
                join round_cell c on c.round_id = a.round_id,
                lateral save_score(a.subject, a.round_id, a.zone_id, c.indicator,
                    70 + (abs(hashtext(a.id::text || c.indicator)) % 2600) / 100.0, null, 0, now(), 'sheet', null) s
            where a.place = 1 or a.place = 2 and c.position % 2 = 1;

            update assignment a set state = 'locked', locked_at = now()
            where a.assigned_by = 'system:sample' and a.state = 'open' and not exists (
                select from round_cell c where c.round_id = a.round_id
                    and not exists (select from score s where s.assignment_id = a.id and s.indicator = c.indicator))
                and exists (select from round_cell c where c.round_id = a.round_id)
            """
        );
}
