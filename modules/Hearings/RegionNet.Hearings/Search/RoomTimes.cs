using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>When a resource is taken within a window; one probe of the exclusion index for each resource.</summary>
internal sealed record BusyRow
{
    /// <summary>
    /// The lateral part after <c>r</c>, for the parameters Window and Now. OFFSET 0 keeps the planner from turning the probes into
    /// one pass over all allocations. Whole seconds, rounded outwards: arrays of instants don't reach a record.
    /// </summary>
    public const string Sql = """
        cross join lateral (
            select array_agg(floor(extract(epoch from lower(b.blocked)))::bigint) as busy_from,
                array_agg(ceil(extract(epoch from upper(b.blocked)))::bigint) as busy_to
            from (
                select a.blocked from allocation a
                where a.resource_id = r.id and a.released_at is null and a.blocked && @Window
                    and (a.expires_at is null or a.expires_at > @Now)
                    and (@Own::uuid is null or a.session_id is distinct from @Own)
                    and (@Replaces::uuid is null or a.session_id is distinct from @Replaces)
                offset 0
            ) b
        ) busy
        """;

    public Guid Id { get; init; }
    public long[]? BusyFrom { get; init; }
    public long[]? BusyTo { get; init; }
}

internal sealed record TermsInWindow(
    Guid RoomId,
    DateOnly From,
    DateOnly? Until,
    string WeeklyHours,
    bool WorkingDaysOnly,
    int TurnaroundMinutes
)
{
    /// <summary>For the parameters Ids, FirstDay and LastDay.</summary>
    public const string Sql = """
        select room_id, lower(valid) as "from", upper(valid) as until, weekly_hours::text as weekly_hours, working_days_only,
            turnaround_minutes
        from sharing_terms where room_id = any(@Ids) and valid && daterange(@FirstDay, @LastDay, '[]')
        """;
}

/// <summary>Whether a resource could be had at a time, by its allocations and the terms of that day.</summary>
internal sealed class RoomTimes(BusyRow row, IEnumerable<TermsInWindow> terms)
{
    private readonly (TermsInWindow Terms, WeeklyHours Hours)[] _terms =
    [
        .. terms.Select(t => (t, WeeklyHours.Parse(t.WeeklyHours))),
    ];

    public Guid Id => row.Id;

    public bool IsOpen(Slot during)
    {
        var at = On(during);
        return at.Hours is null || at.Hours.Cover(during, at.Terms!.WorkingDaysOnly);
    }

    public bool IsFree(Slot during)
    {
        var turnaround = On(during).Terms is { } t
            ? TimeSpan.FromMinutes(t.TurnaroundMinutes)
            : BookingRules.Turnaround;
        var (from, to) = (during.From.ToUnixTimeSeconds(), (during.To + turnaround).ToUnixTimeSeconds());
        for (var n = 0; n < (row.BusyFrom?.Length ?? 0); n++)
        {
            if (row.BusyFrom![n] < to && from < row.BusyTo![n])
            {
                return false;
            }
        }
        return true;
    }

    private (TermsInWindow? Terms, WeeklyHours? Hours) On(Slot during)
    {
        var day = DateOnly.FromDateTime(during.From.DateTime);
        return Array.Find(_terms, t => t.Terms.From <= day && (t.Terms.Until is null || day < t.Terms.Until));
    }
}
