using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <param name="Version">Of the batch as the caller saw it; 0 for a new one.</param>
/// <param name="NoticeFrom">First day of the public notice.</param>
/// <param name="NoticeUntil">Its last day, always stated: the two real batches were counted differently.</param>
public sealed record SetBatchRequest(
    [property: Required, Range(0, int.MaxValue)] int? Version,
    [property: StringLength(200, MinimumLength = 2)] string? CallDocument = null,
    DateOnly? NoticeFrom = null,
    DateOnly? NoticeUntil = null,
    DateOnly? ConfirmedOn = null
);

internal sealed record BatchView(
    int Number,
    string? CallDocument,
    DateOnly? NoticeFrom,
    DateOnly? NoticeUntil,
    DateOnly? ConfirmedOn,
    int Version,
    int Zones
);

/// <summary>/api/assessments/batches: the calls for applications, with explicit days of public notice. PUT …/{number} sets one.</summary>
internal static class Batches
{
    private const string Columns = """
        b.number, b.call_document, lower(b.public_notice) as notice_from, upper(b.public_notice) - 1 as notice_until, b.confirmed_on,
        b.version, (select count(*)::integer from demonstration_zone z where z.batch_number = b.number) as zones
        """;

    /// <summary>All of them: there are two.</summary>
    public static async Task<Ok<Page<BatchView>>> List(AssessmentsDb db, CancellationToken ct) =>
        TypedResults.Ok(
            new Page<BatchView>(
                await db.Query<BatchView>($"select {Columns} from batch b order by b.number", ct: ct),
                null
            )
        );

    public static async Task<Results<Ok<BatchView>, RefusalResult>> Set(
        [Range(1, 99)] int number,
        SetBatchRequest request,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (request.NoticeFrom is null != request.NoticeUntil is null || request.NoticeUntil < request.NoticeFrom)
        {
            return RoundErrors.DaysReversed.ToResult();
        }
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<BatchView>(
            user.Actor,
            async tx =>
            {
                var written = await tx.Execute(
                    request.Version == 0
                        ? """
                        insert into batch (number, call_document, public_notice, confirmed_on, changed_at, changed_by, changed_by_name)
                        values (@number, @CallDocument, case when @NoticeFrom::date is not null
                                then daterange(@NoticeFrom::date, @NoticeUntil::date, '[]') end, @ConfirmedOn::date, @now, @Subject, @DisplayName)
                        """
                        : """
                        update batch set call_document = @CallDocument, public_notice = case when @NoticeFrom::date is not null
                                then daterange(@NoticeFrom::date, @NoticeUntil::date, '[]') end,
                            confirmed_on = @ConfirmedOn::date, version = version + 1, changed_at = @now, changed_by = @Subject,
                            changed_by_name = @DisplayName
                        where number = @number and version = @Version
                        """,
                    new
                    {
                        number,
                        request.Version,
                        request.CallDocument,
                        request.NoticeFrom,
                        request.NoticeUntil,
                        request.ConfirmedOn,
                        now = clock.GetUtcNow(),
                        user.Subject,
                        user.DisplayName,
                    }
                );
                var batch = await tx.QueryOne<BatchView>(
                    $"select {Columns} from batch b where b.number = @number",
                    new { number }
                );
                if (written == 0)
                {
                    return batch is null
                        ? RoundErrors.BatchNotFound
                        : RoundErrors.StaleBatch.With("current", batch.Version);
                }
                tx.Audit("assessments.batch.set", $"batch-{number}", request);
                return batch!;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }
}
