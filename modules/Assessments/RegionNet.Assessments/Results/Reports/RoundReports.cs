using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <param name="Language">zh or en.</param>
public sealed record MakeReportsRequest([property: Required, RegularExpression("zh|en")] string Language);

/// <param name="State">waiting, running, done or failed.</param>
/// <param name="Done">Zones of which the report is made.</param>
/// <param name="Size">Of the file, in bytes; null until it is there.</param>
internal sealed record ReportJobView(
    Guid Id,
    Guid RoundId,
    string Language,
    string State,
    int Done,
    int Zones,
    int? Size,
    DateTimeOffset RequestedAt,
    DateTimeOffset? FinishedAt
)
{
    public const string Columns =
        "j.id, j.round_id, j.language, j.state, j.done, j.zones, length(j.file) as size, j.requested_at, j.finished_at";
}

/// <summary>Reports of all zones of a round in one ZIP, made in the background: <see cref="ReportWork"/>.</summary>
internal static class RoundReports
{
    /// <summary>
    /// POST /api/assessments/rounds/{id}/reports: of the newest computation. What was asked for already is answered as it stands.
    /// </summary>
    public static async Task<Results<Ok<ReportJobView>, RefusalResult>> Make(
        Guid id,
        MakeReportsRequest request,
        HttpContext http,
        AssessmentsDb db,
        ReportFont font,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (font.Find() is null)
        {
            return ResultErrors.FontMissing.ToResult();
        }
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<ReportJobView>(
            user.Actor,
            async tx =>
            {
                var computation = await tx.QueryOne<Guid?>(
                    $"""
                    select c.id from assessment_round r
                        join lateral (select id from round_computation where round_id = r.id order by number desc limit 1) c on true
                    where r.id = @round and {ResultSight.Ranking} for update of r
                    """,
                    ResultSight.Parameters(user, id)
                );
                if (computation is null)
                {
                    return ResultErrors.ResultNotFound;
                }
                var made = await tx.Execute(
                    """
                    insert into report_job (id, round_id, computation_id, language, state, zones, requested_at, requested_by,
                        requested_by_name)
                    select @Job, @id, @computation, @Language, 'waiting', count(*), @Now, @Subject, @DisplayName
                    from zone_result where computation_id = @computation
                    on conflict (computation_id, language) where state <> 'failed' do nothing
                    """,
                    new
                    {
                        Job = Guid.CreateVersion7(clock.GetUtcNow()),
                        id,
                        computation,
                        request.Language,
                        Now = clock.GetUtcNow(),
                        user.Subject,
                        user.DisplayName,
                    }
                );
                if (made == 1)
                {
                    tx.Audit("assessments.reports.requested", id.ToString(), new { computation, request.Language });
                }
                return (
                    await tx.QueryOne<ReportJobView>(
                        $"""
                        select {ReportJobView.Columns} from report_job j
                        where j.computation_id = @computation and j.language = @Language and j.state <> 'failed'
                        """,
                        new { computation, request.Language }
                    )
                )!;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }

    /// <summary>GET /api/assessments/reports/{id}: how far it is.</summary>
    public static async Task<Results<Ok<ReportJobView>, RefusalResult>> Show(
        Guid id,
        AssessmentsDb db,
        CancellationToken ct
    ) =>
        await db.QueryOne<ReportJobView>(
            $"select {ReportJobView.Columns} from report_job j where j.id = @id",
            new { id },
            ct
        )
            is { } job
            ? TypedResults.Ok(job)
            : ResultErrors.ReportNotFound.ToResult();

    /// <summary>GET /api/assessments/reports/{id}/file: the ZIP of a PDF for each zone and the table of the round.</summary>
    public static async Task<Results<FileContentHttpResult, RefusalResult>> Download(
        Guid id,
        AssessmentsDb db,
        CancellationToken ct
    )
    {
        var job = await db.QueryOne<(string Code, byte[]? File)?>(
            "select r.code, j.file from report_job j join assessment_round r on r.id = j.round_id where j.id = @id",
            new { id },
            ct
        );
        return job is not (var code, var file) ? ResultErrors.ReportNotFound.ToResult()
            : file is null ? ResultErrors.ReportNotReady.ToResult()
            : TypedResults.File(file, "application/zip", $"{code}-reports.zip");
    }
}
