using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>What takes rooms on a day: as it is, or as it stood at an earlier moment.</summary>
internal sealed class BoardReader(HearingsDb db, TimeProvider clock)
{
    public Task<IReadOnlyList<BoardBooking>> Now(DateOnly day, Guid[] rooms, Guid organisation, CancellationToken ct) =>
        db.Query<BoardBooking>(
            """
            select a.resource_id as room_id, s.id as session_id, coalesce(s.during, a.blocked) as during,
                upper(a.blocked) as blocked_to, s.number, s.title, s.case_number, s.status, s.hearing_class,
                s.closed_ground is not null as closed, s.version, s.hold_until, a.blackout_id is not null as blacked_out,
                coalesce(s.organisation_id = @organisation, false) as mine,
                coalesce(exists (
                    select 1 from resource h where h.id = any(s.resource_ids) and h.organisation_id = @organisation
                ), false) as hosted,
                coalesce(t.visibility, 'busy') as visibility
            -- Room by room, so that each probes the index of the exclusion constraint with both of its columns.
            from unnest(@rooms) as r (id)
            join allocation a on a.resource_id = r.id and a.blocked && @Whole and a.released_at is null
            left join session s on s.id = a.session_id
            left join sharing_terms t on t.room_id = a.resource_id and t.valid @> @day
            where a.expires_at is null or a.expires_at > @now
            order by a.resource_id, a.blocked
            """,
            new
            {
                day,
                rooms,
                organisation,
                Whole = BusinessTime.Day(day),
                now = clock.GetUtcNow(),
            },
            ct
        );

    /// <summary>
    /// From the versions: of each session the one that held at the moment, if it then took the rooms. What has been closed since, or
    /// was closed then, is masked as closed. The turnaround is that of the terms of the day.
    /// </summary>
    public Task<IReadOnlyList<BoardBooking>> AsOf(
        DateTimeOffset asOf,
        DateOnly day,
        Guid[] rooms,
        Guid organisation,
        CancellationToken ct
    ) =>
        db.Query<BoardBooking>(
            """
            select r.id as room_id, v.id as session_id, v.during,
                upper(v.during) + make_interval(mins => coalesce(t.turnaround_minutes, 30)) as blocked_to, v.number, v.title,
                v.case_number, v.status, v.hearing_class,
                v.closed_ground is not null or s.closed_ground is not null as closed, null::integer as version, v.hold_until,
                false as blacked_out, v.organisation_id = @organisation as mine,
                exists (
                    select 1 from resource h where h.id = any(v.resource_ids) and h.organisation_id = @organisation
                ) as hosted,
                coalesce(t.visibility, 'busy') as visibility
            from session_version v
            join session s on s.id = v.id
            cross join lateral unnest(v.resource_ids) as r (id)
            left join sharing_terms t on t.room_id = r.id and t.valid @> @day
            -- Wide enough for the longest turnaround; the exact range follows.
            where v.during && @Wide and r.id = any(@rooms) and v.changed_at <= @asOf
                and tstzrange(lower(v.during), upper(v.during) + make_interval(mins => coalesce(t.turnaround_minutes, 30)))
                    && @Whole
                and v.status in ('held', 'submitted', 'supplement', 'approved', 'published', 'in-session', 'ended', 'archived')
                and (v.status <> 'held' or v.hold_until > @asOf)
                and not exists (
                    select 1 from session_version n where n.id = v.id and n.version > v.version and n.changed_at <= @asOf
                )
            union all
            select b.room_id, null, b.during, upper(b.during), null, null, null, null, null, false, null, null, true, false, false,
                'busy'
            from blackout b
            where b.room_id = any(@rooms) and b.during && @Whole and b.created_at <= @asOf
                and (b.lifted_at is null or b.lifted_at > @asOf)
            order by room_id, during
            """,
            new
            {
                asOf,
                day,
                rooms,
                organisation,
                Whole = BusinessTime.Day(day),
                Wide = new Slot(BusinessTime.Day(day).From.AddHours(-4), BusinessTime.Day(day).To),
            },
            ct
        );
}
