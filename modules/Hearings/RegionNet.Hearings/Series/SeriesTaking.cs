using RegionNet.Hearings.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <param name="RecurrenceId">Its place in the series: the start by the rule, whatever its own start is.</param>
internal sealed record OccurrenceDraft(DateTimeOffset RecurrenceId, BookSessionRequest Booking, Guid[] ResourceIds);

/// <param name="Rrule">Null: a single session, which is no series.</param>
internal sealed record SeriesDraft(
    Guid Id,
    string? Rrule,
    IReadOnlyList<DateTimeOffset> Exdates,
    string OnConflict,
    IReadOnlyList<OccurrenceDraft> Occurrences
);

/// <summary>An occurrence and what became of it.</summary>
internal sealed record Occurrence(SeriesDraft Series, OccurrenceDraft Draft, SessionRow? Session, Refusal? Refusal);

/// <summary>Books the occurrences of series in a transaction that locks everything they want once, in the lock order of the module.</summary>
internal sealed class SeriesTaking(SealedParties parties, TimeProvider clock)
{
    /// <param name="onConflict">
    /// all-or-nothing: one refused occurrence refuses all, and every one of them is named. skip: refused only if nothing is left. report: never
    /// refused, for a dry run.
    /// </param>
    public async Task<Outcome<IReadOnlyList<Occurrence>>> All(
        Tx tx,
        IReadOnlyList<SeriesDraft> series,
        string onConflict,
        CurrentUser user
    )
    {
        var now = clock.GetUtcNow();
        await Taking.Lock(
            tx,
            user.OrganisationId,
            [.. series.SelectMany(s => s.Occurrences).SelectMany(o => o.ResourceIds).Distinct()]
        );
        var all = new List<Occurrence>();
        foreach (var one in series)
        {
            if (one.Rrule is not null)
            {
                await Insert(tx, one, user, now);
            }
            foreach (var draft in one.Occurrences)
            {
                all.Add(await Take(tx, one, draft, user, now));
            }
            if (one.Rrule is null)
            {
                continue;
            }
            tx.Audit(
                "hearings.series.booked",
                one.Id.ToString(),
                new
                {
                    one.Rrule,
                    one.OnConflict,
                    Booked = all.Count(o => o.Series == one && o.Session is not null),
                    Skipped = all.Count(o => o.Series == one && o.Session is null),
                }
            );
        }
        var refused = all.FindAll(o => o.Refusal is not null);
        var refusesAll = onConflict == "all-or-nothing" || (onConflict == "skip" && refused.Count == all.Count);
        if (refused.Count > 0 && refusesAll)
        {
            return HearingsErrors.SeriesConflict.With(
                "conflicts",
                refused.ConvertAll(o => new SkippedOccurrence(
                    o.Draft.RecurrenceId,
                    o.Refusal!.Code,
                    o.Refusal.Zh,
                    o.Refusal.En
                ))
            );
        }
        foreach (var o in refused.Where(o => o.Series.Rrule is not null))
        {
            await tx.Execute(
                """
                insert into series_skipped (series_id, recurrence_id, code, zh, en)
                values (@Id, @RecurrenceId, @Code, @Zh, @En)
                """,
                new
                {
                    o.Series.Id,
                    o.Draft.RecurrenceId,
                    o.Refusal!.Code,
                    o.Refusal.Zh,
                    o.Refusal.En,
                }
            );
        }
        return all;
    }

    private async Task<Occurrence> Take(
        Tx tx,
        SeriesDraft series,
        OccurrenceDraft draft,
        CurrentUser user,
        DateTimeOffset now
    )
    {
        var booking = draft.Booking;
        var claim = new Claim(
            Guid.CreateVersion7(),
            user.OrganisationId,
            booking.HearingClass,
            booking.Major,
            booking.NoticeGround,
            new Slot(BusinessTime.Local(booking.From), BusinessTime.Local(booking.To)),
            draft.ResourceIds
        )
        {
            Needs = booking.Needs ?? new(),
        };
        var facts = await Taking.LockAndLoad(tx, claim, now);
        if (BookingRules.Refuse(claim, facts, now) is { } refusal)
        {
            return new Occurrence(series, draft, null, refusal);
        }
        var place = series.Rrule is null ? null : new SeriesPlace(series.Id, draft.RecurrenceId);
        var status = BookingRules.StatusOf(facts);
        var row = await BookSession.Insert(tx, claim, booking, facts, status, parties, user, now, place);
        tx.Publish(SessionBooked.Kind, row.Id.ToString(), SessionFacts.Booked(row, facts));
        tx.Audit("hearings.session.booked", row.Id.ToString(), SessionFacts.Audited(row));
        return new Occurrence(series, draft, row, null);
    }

    private static Task<int> Insert(Tx tx, SeriesDraft series, CurrentUser user, DateTimeOffset now) =>
        tx.Execute(
            """
            insert into series (id, organisation_id, rrule, exdates, during, on_conflict, created_by, created_by_name, created_at)
            values (@Id, @OrganisationId, @Rrule, @Exdates, @During, @OnConflict, @Subject, @DisplayName, @now)
            """,
            new
            {
                series.Id,
                user.OrganisationId,
                series.Rrule,
                Exdates = series.Exdates.Select(e => e.UtcDateTime).ToArray(),
                During = new Slot(
                    BusinessTime.Local(series.Occurrences[0].Booking.From),
                    BusinessTime.Local(series.Occurrences[0].Booking.To)
                ),
                series.OnConflict,
                user.Subject,
                user.DisplayName,
                now,
            }
        );
}
