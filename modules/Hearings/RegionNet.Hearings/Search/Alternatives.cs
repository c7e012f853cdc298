using Dapper;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Hearings;

/// <param name="Why">other-time, other-room (of the same centre) or other-centre (of the same zone).</param>
internal sealed record Alternative(
    DateTimeOffset From,
    DateTimeOffset To,
    IReadOnlyList<AlternativeRoom> Rooms,
    string Why
);

internal sealed record AlternativeRoom(
    Guid RoomId,
    string NameZh,
    string NameEn,
    Guid OrganisationId,
    string OrganisationZh,
    string OrganisationEn
);

/// <summary>
/// What a refused caller could have instead: up to five, the same rooms at other times first, then other rooms of the same centre, then
/// other centres of the zone. Looked for once the refused transaction is over, so that no lock is held meanwhile; two round trips.
/// They are offers: quotas and the host's share are judged when one is taken.
/// </summary>
internal sealed class Alternatives(HearingsDb db, IZoneDirectory zones, TimeProvider clock)
{
    private const int Most = 5;

    /// <summary>Of each kind, before one kind fills the places that another leaves.</summary>
    private const int OfEachKind = 2;

    private const int DaysAhead = 3;
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(30);
    private static readonly TimeOnly Earliest = new(8, 0);
    private static readonly TimeOnly Latest = new(20, 0);

    /// <summary>What a taken room has, or what the hearing needs if it says so.</summary>
    private const string Fits = """
        r.id <> all(@Wanted) and r.capacity >= @Capacity and (not @Accessible or r.accessible)
        and not exists (
            select 1 from unnest(case when cardinality(@Devices::text[]) > 0 then @Devices::text[] else array(
                select d.kind from device d where d.room_id = t.id and d.quantity > 0 and d.status = 'in-service') end) as n (kind)
            where not exists (select 1 from device d
                where d.room_id = r.id and d.kind = n.kind and d.quantity > 0 and d.status = 'in-service'))
        """;

    /// <summary>The nearest in size are asked first, and no more than needed: each is one probe of the exclusion index.</summary>
    private const string OtherRooms = $"""
        select t.id as instead_of, c.id, c.name_zh, c.name_en, c.organisation_id, c.same_centre
        from room t cross join lateral (
            (select r.*, true as same_centre from (
                select r.id, r.name_zh, r.name_en, r.organisation_id from room r
                where r.organisation_id = t.organisation_id and {Fits}
                order by abs(r.capacity - t.capacity), r.name_zh, r.id offset 0
            ) r where true {FindFreeRooms.IsFree} limit @Most)
            union all
            (select r.*, false from (
                select r.id, r.name_zh, r.name_en, r.organisation_id from room r
                where r.organisation_id = any(@Zone) and r.organisation_id <> t.organisation_id and {Fits}
                order by abs(r.capacity - t.capacity), r.place_code, r.id offset 0
            ) r where true {FindFreeRooms.IsFree} limit @Most)
        ) c
        where t.id = any(@Taken)
        """;

    /// <returns>The refusal with its alternatives, if it says that something is taken; else as it is.</returns>
    public async Task<Refusal> AddTo(Refusal refusal, Claim? claim, CancellationToken ct) =>
        claim is not null && refusal.Code == HearingsErrors.RoomTaken.Code
            ? refusal.With("alternatives", await For(claim, ct))
            : refusal;

    internal async Task<IReadOnlyList<Alternative>> For(Claim claim, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var days = Days(DateOnly.FromDateTime(claim.During.From.DateTime));
        var found = await Load(claim, days, now, ct);
        var taken = found.Times.Where(t => !t.IsFree(claim.During)).Select(t => t.Id).ToArray();
        var rooms = found.Rooms.ToDictionary(r => r.Id);
        var names = await zones.Organisations(
            rooms.Values.Select(r => r.OrganisationId).Distinct().ToArray(),
            clock.Today(),
            ct
        );
        // Where a person or a device is taken, no other room helps.
        var others = taken.All(rooms.ContainsKey)
            ? await Others(claim, taken, names.Values.SelectMany(o => o.Zones).Distinct().ToArray(), now, ct)
            : [];
        var organisations = await zones.Organisations(
            rooms.Values.Concat(others).Select(r => r.OrganisationId).Distinct().ToArray(),
            clock.Today(),
            ct
        );
        var whys = new List<Alternative>[]
        {
            [.. Times(claim, days, found, now).Select(d => Offer(d, rooms.Values, "other-time"))],
            [.. Combined(taken, others, sameCentre: true).Select(c => Instead(c, "other-room"))],
            [.. Combined(taken, others, sameCentre: false).Select(c => Instead(c, "other-centre"))],
        };
        // A share for each kind first; then the places that are left, in the same order of kinds.
        var chosen = whys.SelectMany(w => w.Take(OfEachKind)).Take(Most).ToList();
        chosen.AddRange(whys.SelectMany(w => w.Skip(OfEachKind)).Take(Most - chosen.Count));
        return [.. chosen.OrderBy(a => Array.FindIndex(whys, w => w.Contains(a)))];

        Alternative Instead(IReadOnlyDictionary<Guid, OtherRoom> replaced, string why) =>
            Offer(
                claim.During,
                claim
                    .ResourceIds.Where(rooms.ContainsKey)
                    .Select(id => replaced.TryGetValue(id, out var other) ? other : rooms[id]),
                why
            );

        Alternative Offer(Slot during, IEnumerable<OtherRoom> among, string why) =>
            new(
                during.From,
                during.To,
                [
                    .. among.Select(r => new AlternativeRoom(
                        r.Id,
                        r.NameZh,
                        r.NameEn,
                        r.OrganisationId,
                        organisations.GetValueOrDefault(r.OrganisationId)?.Zh ?? "",
                        organisations.GetValueOrDefault(r.OrganisationId)?.En ?? ""
                    )),
                ],
                why
            );
    }

    /// <summary>The day itself and the working days behind it.</summary>
    private static List<DateOnly> Days(DateOnly first)
    {
        var days = new List<DateOnly> { first };
        for (var day = first.AddDays(1); days.Count <= DaysAhead; day = day.AddDays(1))
        {
            if (WeeklyHours.IsWorkingDay(day))
            {
                days.Add(day);
            }
        }
        return days;
    }

    private async Task<Found> Load(Claim claim, List<DateOnly> days, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await db.Source.OpenConnectionAsync(ct);
        await using var answers = await connection.QueryMultipleAsync(
            new CommandDefinition(
                $"""
                select r.id, busy.busy_from, busy.busy_to from unnest(@Ids) as r (id) {BusyRow.Sql};
                {TermsInWindow.Sql};
                select id as instead_of, id, name_zh, name_en, organisation_id, true as same_centre from room where id = any(@Ids)
                order by place_code, organisation_id, name_zh;
                select id, days, unit, basis_zh, basis_en, is_law from notice_rule
                where hearing_class = @HearingClass and major = @Major and valid @> @FirstDay
                """,
                new
                {
                    Ids = claim.ResourceIds,
                    Window = new Slot(
                        BusinessTime.At(days[0], TimeOnly.MinValue),
                        BusinessTime.At(days[^1].AddDays(1), TimeOnly.MinValue)
                    ),
                    Now = now,
                    Own = claim.SessionId,
                    claim.Replaces,
                    FirstDay = days[0],
                    LastDay = days[^1],
                    claim.HearingClass,
                    claim.Major,
                },
                cancellationToken: ct
            )
        );
        var busy = (await answers.ReadAsync<BusyRow>()).AsList();
        var terms = (await answers.ReadAsync<TermsInWindow>()).ToLookup(t => t.RoomId);
        var rooms = (await answers.ReadAsync<OtherRoom>()).AsList();
        return new Found(
            busy.ConvertAll(b => new RoomTimes(b, terms[b.Id])),
            rooms,
            await answers.ReadSingleOrDefaultAsync<NoticeRuleRow>()
        );
    }

    /// <summary>The same day by nearness, then the same hour of the next working days.</summary>
    private static IEnumerable<Slot> Times(Claim claim, List<DateOnly> days, Found found, DateTimeOffset now)
    {
        var wanted = claim.During;
        foreach (var day in days)
        {
            var at = wanted.From.AddDays(day.DayNumber - days[0].DayNumber);
            var nearest = Enumerable
                .Range(-24, 49)
                .Select(n => at + (n * Step))
                .Where(from =>
                    BusinessTime.At(day, Earliest) <= from && from + wanted.Length <= BusinessTime.At(day, Latest)
                )
                .OrderBy(from => (from - at).Duration())
                .Select(from => new Slot(from, from + wanted.Length))
                .Where(slot =>
                    BookingRules.RefuseTime(slot, now) is null
                    && NoticeRules.Refuse(claim with { During = slot }, found.NoticeRule, now) is null
                    && found.Times.TrueForAll(t => t.IsFree(slot) && t.IsOpen(slot))
                );
            foreach (var slot in nearest.Take(day == days[0] ? OfEachKind : 1))
            {
                yield return slot;
            }
        }
    }

    private async Task<IReadOnlyList<OtherRoom>> Others(
        Claim claim,
        Guid[] taken,
        string[] around,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var zone = new HashSet<Guid>();
        foreach (var code in around)
        {
            zone.UnionWith(await zones.OrganisationsIn(code, clock.Today(), ct));
        }
        var needs = claim.Needs;
        var parameters = new DynamicParameters(
            new
            {
                Taken = taken,
                Wanted = claim.ResourceIds,
                Zone = zone.ToArray(),
                needs.Capacity,
                needs.Accessible,
                Devices = (needs.Devices ?? []).Concat(needs.Recording ? ["recording"] : []).ToArray(),
                Most,
            }
        );
        new WantedSlot(claim.During, now).AddTo(parameters);
        return await db.Query<OtherRoom>(OtherRooms, parameters, ct);
    }

    /// <summary>Every taken room replaced: the n-th time by the n-th room that could stand in for it.</summary>
    private static IEnumerable<IReadOnlyDictionary<Guid, OtherRoom>> Combined(
        Guid[] taken,
        IReadOnlyList<OtherRoom> others,
        bool sameCentre
    )
    {
        for (var n = 0; n < Most && taken.Length > 0; n++)
        {
            var used = new HashSet<Guid>();
            var replaced = new Dictionary<Guid, OtherRoom>();
            foreach (var room in taken)
            {
                var stand = others.Where(o => o.InsteadOf == room && o.SameCentre == sameCentre).Skip(n);
                if (stand.FirstOrDefault(o => !used.Contains(o.Id)) is { } other)
                {
                    used.Add(other.Id);
                    replaced[room] = other;
                }
            }
            if (replaced.Count == taken.Length)
            {
                yield return replaced;
            }
        }
    }

    private sealed record OtherRoom(
        Guid InsteadOf,
        Guid Id,
        string NameZh,
        string NameEn,
        Guid OrganisationId,
        bool SameCentre
    );

    private sealed record Found(List<RoomTimes> Times, IReadOnlyList<OtherRoom> Rooms, NoticeRuleRow? NoticeRule);
}
