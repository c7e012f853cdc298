using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <param name="Rrule">The value of an RRULE by RFC 5545, for example FREQ=WEEKLY;COUNT=10;BYDAY=TU.</param>
/// <param name="Booking">The first occurrence; the others are the same at other times.</param>
/// <param name="Exdates">Starts that are left out.</param>
/// <param name="OnConflict">all-or-nothing, or skip: what can't be had is reported and left out.</param>
public sealed record BookSeriesRequest(
    [property: Required, StringLength(500, MinimumLength = 1)] string Rrule,
    [property: Required] BookSessionRequest Booking,
    [property: MaxLength(100)] DateTimeOffset[]? Exdates = null,
    [property: RegularExpression("all-or-nothing|skip")] string OnConflict = "all-or-nothing"
);

/// <param name="Code">Why it was not booked: a refusal's code.</param>
internal sealed record SkippedOccurrence(DateTimeOffset RecurrenceId, string Code, string Zh, string En);

/// <param name="Items">In order of their places in the series, wherever each is now.</param>
internal sealed record SeriesView(
    Guid Id,
    string Rrule,
    IReadOnlyList<DateTimeOffset> Exdates,
    string OnConflict,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    IReadOnlyList<SessionView> Items,
    IReadOnlyList<SkippedOccurrence> Skipped
);

/// <summary>
/// POST /api/hearings/series: up to 100 occurrences of a recurrence rule, in one transaction, each a session with its own state. All rules of
/// a booking are asked for each.
/// </summary>
internal static class BookSeries
{
    public static async Task<Results<Created<SeriesView>, RefusalResult>> Handle(
        BookSeriesRequest request,
        HttpContext http,
        HearingsDb db,
        SeriesTaking taking,
        SeriesViews views,
        CancellationToken ct
    )
    {
        var booking = request.Booking;
        if (BookingRules.RefuseShape(booking.From, booking.To) is { } malformed)
        {
            return malformed.ToResult();
        }
        if (booking.Draft || booking.JoinWaitingList || booking.HoldId is not null)
        {
            return HearingsErrors.SeriesIsPlain.ToResult();
        }
        var starts = Recurrence.Of(request.Rrule, BusinessTime.Local(booking.From), request.Exdates ?? []);
        if (starts.Refusal is { } notARule)
        {
            return notARule.ToResult();
        }
        var user = http.CurrentUser();
        var resources = await BookSession.Resources(db, user, booking, ct);
        if (resources.Refusal is { } twice)
        {
            return twice.ToResult();
        }
        var series = new SeriesDraft(
            Guid.CreateVersion7(),
            request.Rrule,
            request.Exdates ?? [],
            request.OnConflict,
            [
                .. starts.Value.Select(from => new OccurrenceDraft(
                    from,
                    booking with
                    {
                        From = from,
                        To = from + (booking.To - booking.From),
                    },
                    resources.Value
                )),
            ]
        );
        var outcome = await db.InTransaction<Guid>(
            user.Actor,
            async tx =>
            {
                var taken = await taking.All(tx, [series], request.OnConflict, user);
                return taken.Refusal is { } refusal ? refusal : series.Id;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        if (outcome.Refusal is { } refused)
        {
            return refused.ToResult();
        }
        return TypedResults.Created(
            $"/api/hearings/series/{outcome.Value}",
            (await views.Find(outcome.Value, user, ct))!
        );
    }
}
