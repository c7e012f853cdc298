using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>
/// Two rounds on their way, for Development only and marked as samples: one in which the demo zones file, one that is being scored. What
/// they state is fictitious. The database judges each step as it judges those of the service.
/// </summary>
internal sealed class SampleRounds : IModuleSeed
{
    private const string Subject = "system:sample";
    private const string Name = "示例";

    /// <summary>Of the first batch.</summary>
    private static readonly string[] Filing = ["320500", "440100"];
    private static readonly string[] Scored = ["310115", "320100", "330100", "340100", "510100"];

    public async Task Load(NpgsqlConnection connection, bool development, CancellationToken ct)
    {
        if (!development || await connection.QuerySingleAsync<bool>("select exists (select from assessment_round)"))
        {
            return;
        }
        var (framework, content) = await connection.QuerySingleAsync<(Guid, string)>(
            "select id, content from framework where code = 'demo-zone-2022' order by version limit 1"
        );
        var leaves = Framework.Of(content).Leaves.ToList();
        var today = TimeProvider.System.Today();
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var open = await Begin(
            connection,
            "sample-filing",
            "验收示例（自评中）",
            "Sample: self-assessment",
            Filing,
            framework,
            today.AddDays(14)
        );
        await File(connection, open, Filing[0], leaves.Take(leaves.Count / 2), "open");
        await Evidence(connection, open, Filing[0], leaves[0].Code);
        var scored = await Begin(
            connection,
            "sample-scoring",
            "验收示例（评分中）",
            "Sample: scoring",
            Scored,
            framework,
            today.AddDays(-30)
        );
        foreach (var place in Scored)
        {
            await File(connection, scored, place, leaves, "accepted");
            await Evidence(connection, scored, place, leaves[0].Code);
        }
        await connection.ExecuteAsync(
            "update round_zone set filed_at = now(), filed_by = @Subject, filed_by_name = @Name where round_id = @scored",
            new
            {
                scored,
                Subject,
                Name,
            }
        );
        await Move(connection, scored, Stage.EvidenceCheck);
        await Move(connection, scored, Stage.Scoring);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Stages end 20, 44 and 60 days after the self-assessment.</summary>
    internal static async Task<Guid> Begin(
        NpgsqlConnection connection,
        string code,
        string zh,
        string en,
        string[] places,
        Guid framework,
        DateOnly selfAssessmentUntil
    )
    {
        var round = await connection.QuerySingleAsync<Guid>(
            """
            insert into assessment_round (id, code, name_zh, name_en, purpose, framework_id, zone_ids, stage, rule, spread_limit,
                evaluators_per_zone, self_assessment_until, evidence_check_until, scoring_until, reconciliation_until, resample_seed,
                changed_at, changed_by, changed_by_name, is_sample)
            values (gen_random_uuid(), extract(year from now())::text || '-' || @code, @zh, @en, 'acceptance', @framework,
                array(select id from demonstration_zone where place_code = any(@places) order by id), 'preparing', 'trimmed', 20, 5,
                @selfAssessmentUntil, @selfAssessmentUntil::date + 20, @selfAssessmentUntil::date + 44, @selfAssessmentUntil::date + 60,
                20220427, now(), @Subject, @Name, true)
            returning id
            """,
            new
            {
                code,
                zh,
                en,
                framework,
                places,
                selfAssessmentUntil,
                Subject,
                Name,
            }
        );
        await connection.ExecuteAsync(
            "update framework set frozen_at = now() where id = @framework and frozen_at is null",
            new { framework }
        );
        await connection.ExecuteAsync(
            """
            update assessment_round r set stage = 'self-assessment', version = r.version + 1, framework_hash = f.content_hash
            from framework f where f.id = r.framework_id and r.id = @round;
            insert into round_zone (round_id, zone_id) select id, unnest(zone_ids) from assessment_round where id = @round
            """,
            new { round }
        );
        await Follow(connection, round);
        return round;
    }

    internal static async Task Move(NpgsqlConnection connection, Guid round, string stage)
    {
        await connection.ExecuteAsync(
            "update assessment_round set stage = @stage, version = version + 1 where id = @round",
            new { round, stage }
        );
        await Follow(connection, round);
    }

    private static Task Follow(NpgsqlConnection connection, Guid round) =>
        connection.ExecuteAsync(
            """
            update demonstration_zone z set state = r.stage, version = z.version + 1, changed_at = now(), changed_by = @Subject,
                changed_by_name = @Name, effective_on = current_date, document_number = null, reason = '示例轮次 Sample round'
            from assessment_round r where r.id = @round and z.id = any(r.zone_ids)
            """,
            new
            {
                round,
                Subject,
                Name,
            }
        );

    internal static async Task File(
        NpgsqlConnection connection,
        Guid round,
        string place,
        IEnumerable<FrameworkNode> leaves,
        string evidenceState
    )
    {
        foreach (var leaf in leaves)
        {
            await connection.ExecuteAsync(
                """
                insert into indicator_filing (round_id, zone_id, indicator, value, statement, is_filed, evidence_state, changed_at, changed_by,
                    changed_by_name)
                select @round, z.id, @Code, @value, '示例填报，并非真实数据', true, @evidenceState, now(), @Subject, @Name
                from demonstration_zone z where z.place_code = @place
                """,
                new
                {
                    round,
                    place,
                    leaf.Code,
                    evidenceState,
                    value = Value(leaf, place),
                    Subject,
                    Name,
                }
            );
        }
    }

    /// <summary>Somewhere between floor and target, the same each time.</summary>
    private static decimal? Value(FrameworkNode leaf, string place)
    {
        var part = SHA256.HashData(Encoding.UTF8.GetBytes(place + leaf.Code))[0] % 100;
        return leaf.Method switch
        {
            FrameworkNode.ExpertPanel => null,
            FrameworkNode.Linear => decimal.Round(
                leaf.Floor!.Value + (leaf.Target!.Value - leaf.Floor.Value) * (60 + part * 0.4m) / 100,
                1
            ),
            _ => part % 3,
        };
    }

    private static async Task Evidence(NpgsqlConnection connection, Guid round, string place, string indicator)
    {
        var bytes = Pdf($"Sample evidence {place} {indicator}");
        await connection.ExecuteAsync(
            """
            with file as (
                insert into evidence_file (id, round_id, zone_id, indicator, name, media_type, size, sha256, version, uploaded_at,
                    uploaded_by, uploaded_by_name)
                select gen_random_uuid(), @round, z.id, @indicator, '示例材料.pdf', 'application/pdf', length(@bytes), sha256(@bytes), 1,
                    now(), @Subject, @Name
                from demonstration_zone z where z.place_code = @place
                returning id)
            insert into evidence_chunk (file_id, number, content) select id, 0, @bytes from file
            """,
            new
            {
                round,
                place,
                indicator,
                bytes,
                Subject,
                Name,
            }
        );
    }

    /// <summary>One page with one line.</summary>
    private static byte[] Pdf(string line)
    {
        var content = $"BT /F1 18 Tf 72 720 Td ({line}) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var text = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        for (var n = 0; n < objects.Length; n++)
        {
            places.Add(text.Length);
            text.Append(null, $"{n + 1} 0 obj\n{objects[n]}\nendobj\n");
        }
        var table = text.Length;
        text.Append(null, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
        {
            text.Append(null, $"{place:D10} 00000 n \n");
        }
        text.Append(null, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
