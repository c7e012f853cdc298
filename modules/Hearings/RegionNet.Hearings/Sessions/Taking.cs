using Dapper;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>What a session is to take, and what decides whether it may.</summary>
/// <param name="OrganisationId">Who books: a guest of every host but itself.</param>
/// <param name="NoticeGround">Why the hearing goes on although its notice can no longer be timely.</param>
internal sealed record Claim(
    Guid SessionId,
    Guid OrganisationId,
    string HearingClass,
    bool Major,
    string? NoticeGround,
    Slot During,
    Guid[] ResourceIds
)
{
    public SessionNeeds Needs { get; init; } = new();

    /// <summary>A hold that this claim takes the place of.</summary>
    public Guid? Replaces { get; init; }

    public bool TakesTheSameAs(SessionRow session) => ResourceIds.ToHashSet().SetEquals(session.ResourceIds);
}

/// <summary>One resource of a claim, with the sharing terms that hold on the day of the session.</summary>
internal sealed record ResourceFacts
{
    public Guid Id { get; init; }
    public required string Kind { get; init; }
    public Guid? OrganisationId { get; init; }
    public required string NameZh { get; init; }
    public required string NameEn { get; init; }
    public bool InService { get; init; }
    public int Capacity { get; init; }
    public bool Accessible { get; init; }
    public string[] Devices { get; init; } = [];
    public int TurnaroundMinutes { get; init; }

    /// <summary>Null where the host has published no terms: then any time may be booked.</summary>
    public string? WeeklyHours { get; init; }
    public bool WorkingDaysOnly { get; init; }
    public bool NeedsApproval { get; init; }
    public decimal OwnShare { get; init; }

    /// <summary>Of this room in the month of the session: hours that guests have already.</summary>
    public decimal GuestHours { get; init; }
}

/// <summary>What stands in the way: a session, a hold or a blackout, turnaround included.</summary>
/// <param name="Number">Only where who claims booked the session or hosts it.</param>
internal sealed record Obstacle(Guid ResourceId, Slot Blocked, Guid? SessionId, Guid? BlackoutId, string? Number);

/// <param name="Hours">May be booked in the period.</param>
/// <param name="Used">Booked in it already, without the session that is asked about.</param>
internal sealed record QuotaFacts(Guid Id, Guid HostId, string Period, decimal Hours, decimal Used);

internal sealed record NoticeRuleRow(string Id, int Days, string Unit, string BasisZh, string BasisEn, bool IsLaw);

internal sealed record TakingFacts(
    IReadOnlyList<ResourceFacts> Resources,
    IReadOnlyList<Obstacle> Obstacles,
    IReadOnlyList<QuotaFacts> Quotas,
    NoticeRuleRow? NoticeRule
);

/// <summary>
/// Takes resources for sessions. Rivals wait at the rows of the resources, in id order, so that bundles named in opposite
/// orders can't deadlock; every statement after the locks has a snapshot of its own and sees what the winner committed.
/// </summary>
internal static class Taking
{
    /// <summary>Locks once what several claims want, on whatever day: their own <see cref="LockAndLoad"/> then waits for nothing.</summary>
    public static Task Lock(Tx tx, Guid organisationId, Guid[] resourceIds) =>
        tx.Execute(
            """
            select q.id from quota q
            where q.host_id in (select organisation_id from resource where id = any(@resourceIds) and kind = 'room')
                and (q.guest_id = @organisationId or q.guest_id is null)
            order by q.id for no key update;

            select id from resource where id = any(@resourceIds) order by id for no key update;
            """,
            new { organisationId, resourceIds }
        );

    /// <param name="others">Resources to lock as well, for example those a moved session leaves.</param>
    public static async Task<TakingFacts> LockAndLoad(
        Tx tx,
        Claim claim,
        DateTimeOffset now,
        IEnumerable<Guid>? others = null
    )
    {
        var day = DateOnly.FromDateTime(claim.During.From.DateTime);
        await using var answers = await tx.Connection.QueryMultipleAsync(
            """
            -- Only look-ups by key: planning them anew for each booking costs more than running them.
            set local plan_cache_mode = force_generic_plan;

            select q.id from quota q
            where q.host_id in (select organisation_id from resource where id = any(@ResourceIds) and kind = 'room')
                and q.host_id <> @OrganisationId and q.valid @> @day
                and (q.guest_id = @OrganisationId or q.guest_id is null)
            order by q.id for no key update;

            select id from resource where id = any(@Locked) order by id for no key update;

            update allocation set released_at = expires_at
            where resource_id = any(@Locked) and released_at is null and expires_at <= @now;

            select r.id, r.kind, r.organisation_id, coalesce(m.name_zh, a.name_zh) as name_zh,
                coalesce(m.name_en, a.name_en) as name_en, coalesce(a.in_service, true) as in_service,
                coalesce(m.capacity, 0) as capacity, coalesce(m.accessible, false) as accessible,
                coalesce(t.turnaround_minutes, 30) as turnaround_minutes, t.weekly_hours::text as weekly_hours,
                coalesce(t.working_days_only, false) as working_days_only, coalesce(t.own_share, 0) as own_share,
                coalesce(t.needs_approval and r.organisation_id <> @OrganisationId, false) as needs_approval,
                array(select d.kind from device d
                    where d.room_id = r.id and d.quantity > 0 and d.status = 'in-service') as devices,
                case when t.own_share > 0 and r.organisation_id <> @OrganisationId then (
                    select coalesce(sum(extract(epoch from upper(s.during) - lower(s.during)) / 3600), 0)
                    from allocation g join session s on s.id = g.session_id
                    where g.resource_id = r.id and g.released_at is null and g.blocked && @Month
                        and s.organisation_id <> r.organisation_id
                        and s.id <> @SessionId and s.id is distinct from @Replaces
                ) else 0 end as guest_hours
            from resource r
            left join room m on m.id = r.id
            left join asset a on a.id = r.id
            left join sharing_terms t on t.room_id = r.id and t.valid @> @day
            where r.id = any(@ResourceIds)
            order by m.place_code, r.organisation_id, m.name_zh, a.name_zh;

            select a.resource_id, a.blocked, a.session_id, a.blackout_id, case when o.organisation_id = @OrganisationId
                or o.status <> 'held' and exists (
                    select 1 from resource v where v.id = any(o.resource_ids) and v.organisation_id = @OrganisationId)
                then o.number end as number
            from (
                select w.id, tstzrange(@From, @To + make_interval(mins => coalesce(t.turnaround_minutes, 30))) as wished
                from unnest(@ResourceIds) as w (id) left join sharing_terms t on t.room_id = w.id and t.valid @> @day
            ) wanted
            cross join lateral (
                -- offset 0: resource by resource through the index of the exclusion constraint, never the whole table.
                select * from allocation where resource_id = wanted.id and released_at is null and blocked && wanted.wished offset 0
            ) a
            left join session o on o.id = a.session_id
            where a.session_id is distinct from @SessionId and (@Replaces::uuid is null or a.session_id is distinct from @Replaces)
            order by a.blocked, a.resource_id;

            select q.id, q.host_id, q.period, q.hours, (
                select coalesce(sum(extract(epoch from upper(s.during) - lower(s.during)) / 3600), 0)
                from resource r
                join allocation g on g.resource_id = r.id and g.released_at is null
                    and g.blocked && case q.period when 'week' then @Week else @Month end
                join session s on s.id = g.session_id
                where r.organisation_id = q.host_id and r.kind = 'room' and s.organisation_id = @OrganisationId
                    and s.id <> @SessionId and s.id is distinct from @Replaces
                    and s.during && case q.period when 'week' then @Week else @Month end
            ) as used
            from quota q
            where q.host_id in (select organisation_id from resource where id = any(@ResourceIds) and kind = 'room')
                and q.host_id <> @OrganisationId and q.valid @> @day
                and (q.guest_id = @OrganisationId or q.guest_id is null and not exists (
                    select 1 from quota own
                    where own.host_id = q.host_id and own.guest_id = @OrganisationId and own.period = q.period
                        and own.valid @> @day));

            select id, days, unit, basis_zh, basis_en, is_law from notice_rule
            where hearing_class = @HearingClass and major = @Major and valid @> @day;
            """,
            new
            {
                claim.SessionId,
                claim.OrganisationId,
                claim.HearingClass,
                claim.Major,
                claim.ResourceIds,
                claim.Replaces,
                Locked = claim.ResourceIds.Concat(others ?? []).Distinct().ToArray(),
                claim.During.From,
                claim.During.To,
                Week = Periods.Week(day),
                Month = Periods.Month(day),
                day,
                now,
            }
        );
        await answers.ReadAsync<Guid>();
        await answers.ReadAsync<Guid>();
        var resources = (await answers.ReadAsync<ResourceFacts>()).AsList();
        var obstacles = (await answers.ReadAsync<Obstacle>()).AsList();
        var quotas = (await answers.ReadAsync<QuotaFacts>()).AsList();
        return new TakingFacts(resources, obstacles, quotas, await answers.ReadSingleOrDefaultAsync<NoticeRuleRow>());
    }

    /// <summary>For a session that takes nothing yet: parameters SessionId, From, To, Ids and Turnarounds.</summary>
    public const string First = """
        insert into allocation (session_id, resource_id, blocked)
        select @SessionId, taken.id, tstzrange(@From, @To + make_interval(mins => taken.turnaround))
        from unnest(@Ids, @Turnarounds) as taken (id, turnaround)
        """;

    /// <summary>Writes what the session now takes and releases what it no longer takes.</summary>
    /// <param name="expiresAt">Only for a hold.</param>
    public static Task Write(Tx tx, Claim claim, TakingFacts facts, DateTimeOffset now, DateTimeOffset? expiresAt) =>
        tx.Execute(
            """
            with left_behind as (
                update allocation set released_at = @now
                where session_id = @SessionId and released_at is null and resource_id <> all(@Ids)
            )
            insert into allocation (session_id, resource_id, blocked, expires_at)
            select @SessionId, taken.id, tstzrange(@From, @To + make_interval(mins => taken.turnaround)), @expiresAt
            from unnest(@Ids, @Turnarounds) as taken (id, turnaround)
            on conflict (session_id, resource_id) do update
            set blocked = excluded.blocked, expires_at = excluded.expires_at, released_at = null
            """,
            new
            {
                claim.SessionId,
                Ids = facts.Resources.Select(r => r.Id).ToArray(),
                Turnarounds = facts.Resources.Select(r => r.TurnaroundMinutes).ToArray(),
                claim.During.From,
                claim.During.To,
                now,
                expiresAt,
            }
        );

    /// <summary>Frees everything the session takes.</summary>
    public static Task Release(Tx tx, Guid sessionId, DateTimeOffset now) =>
        tx.Execute(
            "update allocation set released_at = @now where session_id = @sessionId and released_at is null",
            new { sessionId, now }
        );
}

/// <summary>The week (Monday to Sunday) and the month of a day, in the business zone.</summary>
internal static class Periods
{
    public static Slot Week(DateOnly day)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        return new Slot(Midnight(monday), Midnight(monday.AddDays(7)));
    }

    public static Slot Month(DateOnly day)
    {
        var first = new DateOnly(day.Year, day.Month, 1);
        return new Slot(Midnight(first), Midnight(first.AddMonths(1)));
    }

    private static DateTimeOffset Midnight(DateOnly day) => BusinessTime.At(day, TimeOnly.MinValue);
}
