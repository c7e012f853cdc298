using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>Open hours of one weekday; a day may have several.</summary>
/// <param name="Weekday">1 = Monday … 7 = Sunday.</param>
public sealed record OpenHours(
    [property: Range(1, 7)] int Weekday,
    [property: Required] TimeOnly Opens,
    [property: Required] TimeOnly Closes
);

/// <param name="From">First day of the terms; those that hold on it end the day before.</param>
/// <param name="WorkingDaysOnly">Closed on public holidays, open on make-up working days (Monday's hours).</param>
/// <param name="TurnaroundMinutes">Behind every session.</param>
/// <param name="NeedsApproval">Guests submit and wait for the host's word.</param>
/// <param name="Visibility">busy, case-number or full: what organisations that neither book nor host see of public hearings.</param>
/// <param name="OwnShare">0 to 1: of a month's bookable hours, kept for the host.</param>
/// <param name="NoShowMinutes">After the start without a check-in, the room is given to the waiting list.</param>
public sealed record PublishTermsRequest(
    [property: Required] DateOnly From,
    [property: Required, MinLength(1), MaxLength(21)] OpenHours[] Hours,
    bool WorkingDaysOnly = true,
    [property: Range(0, 240)] int TurnaroundMinutes = 30,
    bool NeedsApproval = false,
    [property: RegularExpression("busy|case-number|full")] string Visibility = "busy",
    [property: Range(0.0, 1.0)] decimal OwnShare = 0.3m,
    [property: Range(5, 240)] int NoShowMinutes = 30
);

/// <param name="Until">The last day; null while no later terms are published.</param>
internal sealed record TermsView(
    Guid Id,
    Guid RoomId,
    DateOnly From,
    DateOnly? Until,
    IReadOnlyList<OpenHours> Hours,
    bool WorkingDaysOnly,
    int TurnaroundMinutes,
    bool NeedsApproval,
    string Visibility,
    decimal OwnShare,
    int NoShowMinutes,
    DateTimeOffset PublishedAt
);

/// <summary>GET and POST /api/hearings/rooms/{id}/terms: what a host publishes about how its room may be used.</summary>
internal static class SharingTerms
{
    private const int MinutesOfDay = 24 * 60;

    private const string Columns = """
        id, room_id, lower(valid) as "from", upper(valid) as until, weekly_hours::text as weekly_hours, working_days_only,
        turnaround_minutes, needs_approval, visibility, own_share, no_show_minutes, published_at
        """;

    /// <summary>All terms of the room, the newest first: public to everyone who may book.</summary>
    public static async Task<Results<Ok<IReadOnlyList<TermsView>>, RefusalResult>> List(
        Guid id,
        HearingsDb db,
        CancellationToken ct
    )
    {
        var rows = await db.Query<TermsRow>(
            $"select {Columns} from sharing_terms where room_id = @id order by valid desc limit 100",
            new { id },
            ct
        );
        return TypedResults.Ok<IReadOnlyList<TermsView>>([.. rows.Select(r => r.View())]);
    }

    public static async Task<Results<Created<TermsView>, RefusalResult>> Publish(
        Guid id,
        PublishTermsRequest request,
        HttpContext http,
        HearingsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (request.From < clock.Today())
        {
            return HearingsErrors.TermsInThePast.ToResult();
        }
        if (Multirange(request.Hours) is not { } hours)
        {
            return HearingsErrors.HoursMalformed.ToResult();
        }
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<TermsRow>(
            user.Actor,
            async tx =>
            {
                // The room's resource row is what bookings lock: none is being judged by terms that are just changing.
                var room = await tx.QueryOne<Guid?>(
                    """
                    select id from resource where id = @id and kind = 'room' and organisation_id = @OrganisationId
                    for no key update
                    """,
                    new { id, user.OrganisationId }
                );
                if (room is null)
                {
                    return HearingsErrors.RoomNotFound;
                }
                var later = await tx.QueryOne<int>(
                    "select count(*)::int from sharing_terms where room_id = @id and lower(valid) >= @From",
                    new { id, request.From }
                );
                if (later > 0)
                {
                    return HearingsErrors.LaterTermsPublished;
                }
                await tx.Execute(
                    "update sharing_terms set valid = daterange(lower(valid), @From) where room_id = @id and valid @> @From",
                    new { id, request.From }
                );
                var row = await tx.QueryOne<TermsRow>(
                    $"""
                    insert into sharing_terms (id, room_id, valid, weekly_hours, working_days_only, turnaround_minutes,
                        needs_approval, visibility, own_share, no_show_minutes, published_by, published_at)
                    values (@key, @id, daterange(@From, null), @hours::int4multirange, @WorkingDaysOnly, @TurnaroundMinutes,
                        @NeedsApproval, @Visibility, @OwnShare, @NoShowMinutes, @Subject, @now)
                    returning {Columns}
                    """,
                    new
                    {
                        key = Guid.CreateVersion7(),
                        id,
                        request.From,
                        hours,
                        request.WorkingDaysOnly,
                        request.TurnaroundMinutes,
                        request.NeedsApproval,
                        request.Visibility,
                        request.OwnShare,
                        request.NoShowMinutes,
                        user.Subject,
                        now = clock.GetUtcNow(),
                    }
                );
                tx.Audit("hearings.terms.published", id.ToString(), request);
                return row!;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Created($"/api/hearings/rooms/{id}/terms", outcome.Value.View());
    }

    /// <returns>Null where a day's hours end before they begin.</returns>
    private static string? Multirange(OpenHours[] hours) =>
        hours.Any(h => h.Closes <= h.Opens)
            ? null
            : $"{{{string.Join(',', hours.Select(h => $"[{Minute(h.Weekday, h.Opens)},{Minute(h.Weekday, h.Closes)})"))}}}";

    private static int Minute(int weekday, TimeOnly time) =>
        ((weekday - 1) * MinutesOfDay) + (time.Hour * 60) + time.Minute;

    private sealed record TermsRow(
        Guid Id,
        Guid RoomId,
        DateOnly From,
        DateOnly? Until,
        string WeeklyHours,
        bool WorkingDaysOnly,
        int TurnaroundMinutes,
        bool NeedsApproval,
        string Visibility,
        decimal OwnShare,
        int NoShowMinutes,
        DateTimeOffset PublishedAt
    )
    {
        public TermsView View() =>
            new(
                Id,
                RoomId,
                From,
                Until?.AddDays(-1),
                Hearings.WeeklyHours.Parse(WeeklyHours).Days(),
                WorkingDaysOnly,
                TurnaroundMinutes,
                NeedsApproval,
                Visibility,
                OwnShare,
                NoShowMinutes,
                PublishedAt
            );
    }
}
