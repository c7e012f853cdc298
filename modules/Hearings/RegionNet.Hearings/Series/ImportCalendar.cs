using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <param name="Code">Why it was not, or could not be, booked; null where it was.</param>
internal sealed record ImportedSession(
    int Component,
    string Uid,
    DateTimeOffset RecurrenceId,
    DateTimeOffset From,
    DateTimeOffset To,
    string Title,
    string CaseNumber,
    Guid? SessionId,
    Guid? SeriesId,
    string? Number,
    string? Code,
    string? Zh,
    string? En
);

/// <param name="Applied">False after a dry run: ids and numbers are then absent.</param>
internal sealed record CalendarImportView(
    bool DryRun,
    bool Applied,
    IReadOnlyList<ImportedSession> Items,
    IReadOnlyList<CalendarError> Errors
);

/// <summary>
/// POST /api/hearings/calendar-imports: the VEVENTs of an .ics file become sessions in the chosen rooms, in one transaction, by all rules of a
/// booking. A dry run does the same and keeps nothing, so that what it reports is what would happen.
/// </summary>
internal static class ImportCalendar
{
    private const int MostBytes = 1024 * 1024;
    private const int MostSessions = 200;

    /// <param name="roomId">1 to 10, repeated in the query: every session takes them all.</param>
    /// <param name="caseNumber">For events without X-REGIONNET-CASE-NUMBER.</param>
    /// <param name="onConflict">all-or-nothing, or skip.</param>
    public static async Task<Results<Ok<CalendarImportView>, RefusalResult>> Handle(
        HttpContext http,
        HearingsDb db,
        SeriesTaking taking,
        CancellationToken ct,
        [FromQuery, Required, MinLength(1), MaxLength(10)] Guid[] roomId,
        [Required, RegularExpression("court|oral-hearing|adjudication|mediation|training")]
            string hearingClass = "court",
        [RegularExpression("on-site|circuit|point-to-point|internet|hybrid")] string mode = "on-site",
        [StringLength(100, MinimumLength = 1)] string? caseNumber = null,
        [RegularExpression("all-or-nothing|skip")] string onConflict = "all-or-nothing",
        bool dryRun = true
    )
    {
        if (roomId.Distinct().Count() != roomId.Length)
        {
            return HearingsErrors.RoomNamedTwice.ToResult();
        }
        var file = await Body(http, ct);
        if (file.Refusal is { } tooLarge)
        {
            return tooLarge.ToResult();
        }
        var read = CalendarFile.Read(file.Value);
        if (read.Refusal is { } unreadable)
        {
            return unreadable.ToResult();
        }
        var (series, errors) = Drafts(read.Value, roomId, hearingClass, mode, caseNumber, onConflict);
        if (errors.Count > 0 && !dryRun)
        {
            return HearingsErrors.CalendarHasErrors.With("errors", errors).ToResult();
        }
        if (series.Sum(s => s.Draft.Occurrences.Count) > MostSessions)
        {
            return HearingsErrors.CalendarTooLarge.ToResult();
        }
        var user = http.CurrentUser();
        IReadOnlyList<Occurrence> tried = [];
        // Rolls a dry run back; the caller reads what was tried.
        var nothingKept = HearingsErrors.SeriesConflict.With("dryRun", true);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Value));
        var outcome = await db.InTransaction<CalendarImportView>(
            user.Actor,
            async tx =>
            {
                var drafts = series.ConvertAll(s => s.Draft);
                var taken = await taking.All(tx, drafts, dryRun ? "report" : onConflict, user);
                if (taken.Refusal is { } refusal)
                {
                    return refusal;
                }
                tried = taken.Value;
                if (dryRun)
                {
                    return nothingKept;
                }
                tx.Audit("hearings.calendar.imported", user.OrganisationId.ToString(), new { sha256, tried.Count });
                return View(dryRun, series, tried, errors);
            },
            dryRun
                ? null
                : Idempotency.Of(
                    http,
                    user,
                    new
                    {
                        sha256,
                        roomId,
                        onConflict,
                    }
                ),
            ct
        );
        if (ReferenceEquals(outcome.Refusal, nothingKept))
        {
            return TypedResults.Ok(View(dryRun, series, tried, errors));
        }
        return outcome.Refusal is { } refused ? refused.ToResult() : TypedResults.Ok(outcome.Value);
    }

    private static async Task<Outcome<byte[]>> Body(HttpContext http, CancellationToken ct)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MostBytes + 1;
        }
        if (http.Request.ContentLength > MostBytes)
        {
            return HearingsErrors.CalendarTooLarge;
        }
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        for (int count; (count = await http.Request.Body.ReadAsync(buffer, ct)) > 0; )
        {
            content.Write(buffer, 0, count);
            if (content.Length > MostBytes)
            {
                return HearingsErrors.CalendarTooLarge;
            }
        }
        return content.ToArray();
    }

    private static (List<Planned> Series, List<CalendarError> Errors) Drafts(
        (IReadOnlyList<CalendarEntry> Entries, IReadOnlyList<CalendarError> Errors) read,
        Guid[] rooms,
        string hearingClass,
        string mode,
        string? caseNumber,
        string onConflict
    )
    {
        var (series, errors) = (new List<Planned>(), read.Errors.ToList());
        foreach (var entry in read.Entries)
        {
            foreach (var o in entry.Occurrences.DistinctBy(o => o.Component))
            {
                var refusal =
                    o.CaseNumber is { Length: > 100 } || (o.CaseNumber ?? caseNumber) is null
                        ? HearingsErrors.CalendarEventWithoutCase
                        : BookingRules.RefuseShape(o.From, o.To);
                if (refusal is not null)
                {
                    errors.Add(new CalendarError(o.Component, o.Uid, refusal.Code, refusal.Zh, refusal.En));
                }
            }
            if (entry.Occurrences.Any(o => errors.Exists(e => e.Component == o.Component)))
            {
                continue;
            }
            var draft = new SeriesDraft(
                Guid.CreateVersion7(),
                entry.Rrule,
                entry.Exdates,
                onConflict,
                [
                    .. entry.Occurrences.Select(o => new OccurrenceDraft(
                        o.RecurrenceId,
                        new BookSessionRequest(
                            o.Title,
                            o.CaseNumber ?? caseNumber!,
                            mode,
                            hearingClass,
                            o.From,
                            o.To,
                            rooms
                        ),
                        rooms
                    )),
                ]
            );
            series.Add(new Planned(entry, draft));
        }
        return (series, errors);
    }

    private static CalendarImportView View(
        bool dryRun,
        List<Planned> series,
        IReadOnlyList<Occurrence> tried,
        List<CalendarError> errors
    ) =>
        new(
            dryRun,
            !dryRun,
            [
                .. tried.Select(t =>
                {
                    var planned = series.Find(s => s.Draft == t.Series)!;
                    var o = planned.Entry.Occurrences.First(o => o.RecurrenceId == t.Draft.RecurrenceId);
                    return new ImportedSession(
                        o.Component,
                        o.Uid,
                        o.RecurrenceId,
                        o.From,
                        o.To,
                        o.Title,
                        t.Draft.Booking.CaseNumber,
                        dryRun ? null : t.Session?.Id,
                        dryRun ? null : t.Session?.SeriesId,
                        dryRun ? null : t.Session?.Number,
                        t.Refusal?.Code,
                        t.Refusal?.Zh,
                        t.Refusal?.En
                    );
                }),
            ],
            errors
        );

    private sealed record Planned(CalendarEntry Entry, SeriesDraft Draft);
}
