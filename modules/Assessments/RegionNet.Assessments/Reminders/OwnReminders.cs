using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <param name="Kind">filing: indicators to file; sheet: sheets to lock; check: filings to check.</param>
/// <param name="Open">How many when it was told.</param>
internal sealed record ReminderView(
    Guid Id,
    Guid RoundId,
    string RoundZh,
    string RoundEn,
    string Stage,
    int DaysBefore,
    DateOnly Until,
    string Kind,
    Guid? ZoneId,
    string? ZoneZh,
    string? ZoneEn,
    int Open,
    DateTimeOffset At,
    DateTimeOffset? ReadAt
);

/// <summary>GET /api/assessments/reminders: the caller's own, newest first. POST …/reminders/{id}/read puts one away.</summary>
internal static class OwnReminders
{
    public static async Task<Results<Ok<Page<ReminderView>>, RefusalResult>> List(
        HttpContext http,
        AssessmentsDb db,
        CancellationToken ct,
        bool? unread,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        if (!Cursor.TryReadNewestFirst(cursor, out var before, out var beforeId))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var take = limit ?? Cursor.DefaultLimit;
        var rows = await db.Query<ReminderView>(
            """
            select m.id, m.round_id, r.name_zh as round_zh, r.name_en as round_en, m.stage, m.days_before, m.until, m.kind, m.zone_id,
                z.zh as zone_zh, z.en as zone_en, m.open, m.at, m.read_at
            from reminder m join assessment_round r on r.id = m.round_id left join demonstration_zone z on z.id = m.zone_id
            where m.subject = @Subject and (not @unread or m.read_at is null) and (m.at, m.id) < (@before, @beforeId)
            order by m.at desc, m.id desc limit @take + 1
            """,
            new
            {
                http.CurrentUser().Subject,
                unread = unread ?? false,
                before,
                beforeId,
                take,
            },
            ct
        );
        return TypedResults.Ok(Page<ReminderView>.Of(rows, take, r => [r.At, r.Id]));
    }

    public static async Task<Results<NoContent, RefusalResult>> Read(
        Guid id,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<bool>(
            user.Actor,
            async tx =>
                await tx.Execute(
                    "update reminder set read_at = coalesce(read_at, @Now) where id = @id and subject = @Subject",
                    new
                    {
                        id,
                        user.Subject,
                        Now = clock.GetUtcNow(),
                    }
                ) == 0
                    ? RoundErrors.ReminderNotFound
                    : true,
            ct: ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.NoContent();
    }
}
