using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>How many hours the rooms of each host could be booked, by the terms that held day by day.</summary>
internal static class BookableHours
{
    /// <summary>A room without terms may be booked at any time; what the board draws is counted: 08:00 to 20:00.</summary>
    private const decimal WithoutTerms = 12;

    /// <returns>Hours by host; a host without rooms is absent.</returns>
    public static async Task<IReadOnlyDictionary<Guid, decimal>> Of(
        HearingsDb db,
        Guid[] hosts,
        DateOnly from,
        DateOnly to,
        CancellationToken ct
    )
    {
        var terms = await db.Query<TermsOfRoom>(
            """
            select r.id, r.organisation_id, lower(t.valid) as valid_from, upper(t.valid) as valid_until,
                t.weekly_hours::text as weekly_hours, coalesce(t.working_days_only, false) as working_days_only
            from resource r left join sharing_terms t on t.room_id = r.id and t.valid && daterange(@from, @to, '[]')
            where r.kind = 'room' and r.organisation_id = any(@hosts)
            """,
            new
            {
                hosts,
                from,
                to,
            },
            ct
        );
        var days = Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays).ToList();
        // Many rooms have the same terms.
        var known = new Dictionary<(string, bool), decimal[]>();
        return terms
            .GroupBy(t => t.OrganisationId)
            .ToDictionary(host => host.Key, host => host.GroupBy(t => t.Id).Sum(room => OfRoom([.. room])));

        decimal OfRoom(List<TermsOfRoom> room) =>
            days.Select((day, n) => room.Find(t => t.HoldsOn(day)) is { } t ? OfTerms(t)[n] : WithoutTerms).Sum();

        decimal[] OfTerms(TermsOfRoom t)
        {
            if (!known.TryGetValue((t.WeeklyHours!, t.WorkingDaysOnly), out var hours))
            {
                var weekly = WeeklyHours.Parse(t.WeeklyHours!);
                hours = [.. days.Select(day => weekly.InDay(day, t.WorkingDaysOnly))];
                known[(t.WeeklyHours!, t.WorkingDaysOnly)] = hours;
            }
            return hours;
        }
    }

    private sealed record TermsOfRoom(
        Guid Id,
        Guid OrganisationId,
        DateOnly? ValidFrom,
        DateOnly? ValidUntil,
        string? WeeklyHours,
        bool WorkingDaysOnly
    )
    {
        public bool HoldsOn(DateOnly day) =>
            WeeklyHours is not null && ValidFrom <= day && (ValidUntil is null || day < ValidUntil);
    }
}
