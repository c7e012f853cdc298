using System.IO.Compression;
using Microsoft.Extensions.Logging;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>
/// Makes the reports that were asked for, one round at a time in each process. A process that dies loses its claim after two minutes, and
/// another begins anew; after three attempts the work counts as failed, also where each of them took its process along. Who has lost the
/// claim writes nothing more.
/// </summary>
internal sealed partial class ReportWork(
    AssessmentsDb db,
    ReportFont font,
    TimeProvider clock,
    ILogger<ReportWork> logger
) : DueWork(TimeSpan.FromSeconds(2), clock, logger)
{
    private const int MostAttempts = 3;

    /// <summary>The attempt is the fence: whoever begins anew counts it up.</summary>
    private const string Claimed = "id = @Id and state = 'running' and attempts = @Attempts";

    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    protected override async Task<bool> DoDue(CancellationToken ct)
    {
        if (font.Find() is not { } faces || await Next(ct) is not { } job)
        {
            return false;
        }
        try
        {
            if (await Make(job, faces, ct) is { } file)
            {
                await Finish(job, file, ct);
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException && !ct.IsCancellationRequested)
        {
            LogFailed(logger, job.Id, job.Attempts, e);
            await Write(
                $"update report_job set state = @State, claimed_until = null, done = 0 where {Claimed}",
                new
                {
                    job.Id,
                    job.Attempts,
                    State = job.Attempts >= MostAttempts ? "failed" : "waiting",
                },
                ct
            );
        }
        return true;
    }

    private async Task<Job?> Next(CancellationToken ct)
    {
        var now = Clock.GetUtcNow();
        var outcome = await db.InTransaction<Job[]>(
            Actor.System("assessments-reports"),
            async tx =>
            {
                var parameters = new
                {
                    now,
                    Until = now + Claim,
                    MostAttempts,
                };
                await tx.Execute(
                    """
                    update report_job set state = 'failed', claimed_until = null, done = 0
                    where state = 'running' and claimed_until < @now and attempts >= @MostAttempts
                    """,
                    parameters
                );
                return (
                    await tx.Query<Job>(
                        """
                        update report_job j set state = 'running', attempts = j.attempts + 1, done = 0, claimed_until = @Until
                        where j.id = (
                            select id from report_job
                            where (state = 'waiting' or state = 'running' and claimed_until < @now) and attempts < @MostAttempts
                            order by requested_at limit 1 for update skip locked)
                        returning j.id, j.computation_id, j.language, j.attempts
                        """,
                        parameters
                    )
                ).ToArray();
            },
            ct: ct
        );
        return outcome.Value is [var job] ? job : null;
    }

    /// <returns>Null when the claim was lost meanwhile.</returns>
    private async Task<byte[]?> Make(Job job, FontFaces faces, CancellationToken ct)
    {
        var english = job.Language == "en";
        var whole = await db.QueryOne<(string Content, string Result)>(
            """
            select f.content, c.result from round_computation c join assessment_round r on r.id = c.round_id
                join framework f on f.id = r.framework_id
            where c.id = @ComputationId
            """,
            new { job.ComputationId },
            ct
        );
        var zones = await db.Query<Guid>(
            "select zone_id from zone_result where computation_id = @ComputationId order by rank, zone_id",
            new { job.ComputationId },
            ct
        );
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(
                archive,
                "results.xlsx",
                ResultsTable.Write(Framework.Of(whole.Content), RoundResult.Of(whole.Result), "xlsx", english).Content
            );
            foreach (var (done, zone) in zones.Index())
            {
                var explanation = await ExplainZone.OfComputation(db, job.ComputationId, zone, ct);
                var rank = $"{explanation.Zone.Rank:D3}";
                Add(
                    archive,
                    $"{rank}-{explanation.Zone.PlaceCode}.pdf",
                    ZoneReportDrawing.Pdf(explanation, english, faces)
                );
                var held = await Write(
                    $"update report_job set done = @Done, claimed_until = @Until where {Claimed}",
                    new
                    {
                        job.Id,
                        job.Attempts,
                        Done = done + 1,
                        Until = Clock.GetUtcNow() + Claim,
                    },
                    ct
                );
                if (held == 0)
                {
                    return null;
                }
            }
        }
        return file.ToArray();
    }

    private Task Finish(Job job, byte[] file, CancellationToken ct) =>
        Write(
            $"""
            update report_job set state = 'done', file = @file, file_hash = sha256(@file), finished_at = @Now, claimed_until = null
            where {Claimed}
            """,
            new
            {
                job.Id,
                job.Attempts,
                file,
                Now = Clock.GetUtcNow(),
            },
            ct
        );

    private async Task<int> Write(string sql, object parameters, CancellationToken ct) =>
        (
            await db.InTransaction<int>(
                Actor.System("assessments-reports"),
                async tx => await tx.Execute(sql, parameters),
                ct: ct
            )
        ).Value;

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        // PDF and XLSX are compressed already.
        using var entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
        entry.Write(content);
    }

    private sealed record Job(Guid Id, Guid ComputationId, string Language, int Attempts);

    [LoggerMessage(1, LogLevel.Error, "Reports {Job} failed at attempt {Attempt}.")]
    private static partial void LogFailed(ILogger logger, Guid job, int attempt, Exception e);
}
