using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Hearings;

/// <summary>One of the rooms looked for; every part is optional.</summary>
/// <param name="Zone">Code of the cooperation zone of its centre.</param>
/// <param name="OrganisationId">Its centre.</param>
/// <param name="Devices">Kinds that it must have in service.</param>
public sealed record WantedRoom(
    [property: StringLength(20)] string? Zone = null,
    Guid? OrganisationId = null,
    [property: Range(0, 2000)] int Capacity = 0,
    [property: MaxLength(9)] string[]? Devices = null,
    bool Accessible = false
);

/// <param name="Rooms">1 to 5 rooms, all at the same time.</param>
/// <param name="Minutes">How long the hearing lasts.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day, at most 31 days on.</param>
/// <param name="Part">morning, afternoon or any: half-days by the usual hours, 09:00–12:00 and 14:00–17:30.</param>
/// <param name="Mode">A mode that joins places (point-to-point, internet, hybrid) needs a video link in every room.</param>
public sealed record SearchRoomsRequest(
    [property: Required, MinLength(1), MaxLength(5)] WantedRoom[] Rooms,
    [property: Range(15, 720)] int Minutes,
    [property: Required] DateOnly From,
    [property: Required] DateOnly Until,
    [property: RegularExpression("morning|afternoon|any")] string Part = "any",
    [property: RegularExpression("on-site|circuit|point-to-point|internet|hybrid")] string? Mode = null,
    [property: StringLength(1000)] string? Cursor = null,
    [property: Range(1, 62)] int Limit = 20
);

/// <param name="Wanted">Which of the wanted rooms it answers, from 0.</param>
internal sealed record FoundRoom(
    int Wanted,
    Guid RoomId,
    string NameZh,
    string NameEn,
    Guid OrganisationId,
    string OrganisationZh,
    string OrganisationEn,
    int Capacity
);

/// <param name="Choices">For each wanted room, how many rooms were free.</param>
internal sealed record CombinationView(
    DateTimeOffset From,
    DateTimeOffset To,
    IReadOnlyList<FoundRoom> Rooms,
    IReadOnlyList<int> Choices
);

/// <summary>
/// POST /api/hearings/searches: several rooms at several centres at the same time. Answers the earliest time of each half-day, and for
/// it the rooms that fit most tightly, so that large ones stay free for who needs them.
/// </summary>
internal static class SearchRooms
{
    /// <summary>Rooms looked at for each wanted one, the tightest first; with this many, some half-day is found or the zone is full.</summary>
    private const int MostCandidates = 200;

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(30);
    private static readonly (string Name, TimeOnly From, TimeOnly To)[] HalfDays =
    [
        ("morning", new(9, 0), new(12, 0)),
        ("afternoon", new(14, 0), new(17, 30)),
    ];
    private static readonly TimeSpan LongestHalfDay = TimeSpan.FromHours(3.5);

    /// <summary>The rooms that one wanted room could be, each with its allocations in the window.</summary>
    internal const string Candidates = $"""
        select r.id, r.name_zh, r.name_en, r.organisation_id, r.capacity, busy.busy_from, busy.busy_to
        from (
            select r.id, r.name_zh, r.name_en, r.organisation_id, r.capacity from room r
            where (@Organisations::uuid[] is null or r.organisation_id = any(@Organisations)) and r.capacity >= @Capacity
                and (not @Accessible or r.accessible)
                and not exists (
                    select 1 from unnest(@Devices::text[]) as wanted (kind)
                    where not exists (
                        select 1 from device d
                        where d.room_id = r.id and d.kind = wanted.kind and d.quantity > 0 and d.status = 'in-service'))
            order by r.capacity, r.place_code, r.id limit @MostCandidates
        ) r
        {BusyRow.Sql}
        order by r.capacity, r.id
        """;

    public static async Task<Results<Ok<Page<CombinationView>>, RefusalResult>> Handle(
        SearchRoomsRequest request,
        HearingsDb db,
        RoomViews rooms,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var days = request.Until.DayNumber - request.From.DayNumber;
        if (days is < 0 or > 31)
        {
            return HearingsErrors.SearchWindow.ToResult();
        }
        var after = DateTimeOffset.MinValue;
        if (
            request.Cursor is not null
            && !(
                Cursor.TryRead(request.Cursor, 1, out var at)
                && DateTimeOffset.TryParseExact(
                    at[0],
                    "O",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out after
                )
            )
        )
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        if (request.Rooms.SelectMany(r => r.Devices ?? []).Any(d => !DeviceKinds.All.Contains(d)))
        {
            return HearingsErrors.UnknownDevice.ToResult();
        }
        var now = clock.GetUtcNow();
        var candidates = await Load(request, db, rooms, now, ct);
        var found = Combinations(request, candidates, now)
            .Where(c => c.During.From > after)
            .Take(request.Limit + 1)
            .ToList();
        var organisations = await zones.Organisations(
            found.SelectMany(c => c.Rooms).Select(r => r.OrganisationId).Distinct().ToArray(),
            clock.Today(),
            ct
        );
        var views = found.ConvertAll(c => new CombinationView(
            c.During.From,
            c.During.To,
            [
                .. c.Rooms.Select(
                    (r, n) =>
                        new FoundRoom(
                            n,
                            r.Id,
                            r.NameZh,
                            r.NameEn,
                            r.OrganisationId,
                            organisations.GetValueOrDefault(r.OrganisationId)?.Zh ?? "",
                            organisations.GetValueOrDefault(r.OrganisationId)?.En ?? "",
                            r.Capacity
                        )
                ),
            ],
            c.Choices
        ));
        return TypedResults.Ok(Page<CombinationView>.Of(views, request.Limit, c => [c.From]));
    }

    private static async Task<List<Candidate>[]> Load(
        SearchRoomsRequest request,
        HearingsDb db,
        RoomViews rooms,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        string[] joined = request.Mode is "point-to-point" or "internet" or "hybrid" ? ["video-link"] : [];
        var window = new Slot(
            BusinessTime.At(request.From, TimeOnly.MinValue),
            BusinessTime.At(request.Until.AddDays(1), TimeOnly.MinValue)
        );
        var rows = new List<CandidateRow>[request.Rooms.Length];
        for (var n = 0; n < rows.Length; n++)
        {
            var wanted = request.Rooms[n];
            rows[n] =
            [
                .. await db.Query<CandidateRow>(
                    Candidates,
                    new
                    {
                        Organisations = await rooms.Hosts(wanted.Zone, wanted.OrganisationId, ct),
                        wanted.Capacity,
                        wanted.Accessible,
                        Devices = (wanted.Devices ?? []).Union(joined, StringComparer.Ordinal).ToArray(),
                        MostCandidates,
                        Window = window,
                        Now = now,
                        Own = (Guid?)null,
                        Replaces = (Guid?)null,
                    },
                    ct
                ),
            ];
        }
        var terms = (
            await db.Query<TermsInWindow>(
                TermsInWindow.Sql,
                new
                {
                    Ids = rows.SelectMany(r => r).Select(r => r.Id).Distinct().ToArray(),
                    FirstDay = request.From,
                    LastDay = request.Until,
                },
                ct
            )
        ).ToLookup(t => t.RoomId);
        return
        [
            .. rows.Select(list =>
                list.ConvertAll(r => new Candidate(
                    r,
                    new RoomTimes(
                        new BusyRow
                        {
                            Id = r.Id,
                            BusyFrom = r.BusyFrom,
                            BusyTo = r.BusyTo,
                        },
                        terms[r.Id]
                    )
                ))
            ),
        ];
    }

    /// <summary>The earliest start of every half-day at which each wanted room can be a room of its own.</summary>
    private static IEnumerable<Combination> Combinations(
        SearchRoomsRequest request,
        List<Candidate>[] candidates,
        DateTimeOffset now
    )
    {
        var length = TimeSpan.FromMinutes(request.Minutes);
        // What is longer than half a day is looked for over the whole of it.
        var parts =
            length > LongestHalfDay
                ? [("any", HalfDays[0].From, new TimeOnly(20, 0))]
                : HalfDays.Where(h => request.Part == "any" || h.Name == request.Part).ToArray();
        for (var day = request.From; day <= request.Until; day = day.AddDays(1))
        {
            foreach (var (_, opens, closes) in parts)
            {
                var last = BusinessTime.At(day, closes) - length;
                for (var from = BusinessTime.At(day, opens); from <= last; from += Step)
                {
                    var slot = new Slot(from, from + length);
                    if (BookingRules.RefuseTime(slot, now) is null && At(slot, candidates) is { } combination)
                    {
                        yield return combination;
                        break;
                    }
                }
            }
        }
    }

    private static Combination? At(Slot slot, List<Candidate>[] candidates)
    {
        var free = new List<Candidate>[candidates.Length];
        for (var n = 0; n < candidates.Length; n++)
        {
            free[n] = candidates[n].FindAll(c => c.Times.IsOpen(slot) && c.Times.IsFree(slot));
            if (free[n].Count == 0)
            {
                return null;
            }
        }
        var chosen = new Candidate?[candidates.Length];
        // Who has the fewest choices chooses first: then hardly anybody has to choose again.
        int[] order = [.. Enumerable.Range(0, candidates.Length).OrderBy(n => free[n].Count)];
        if (!Choose(order, free, chosen))
        {
            return null;
        }
        return new Combination(slot, [.. chosen.Select(c => c!.Row)], [.. free.Select(f => f.Count)]);
    }

    /// <summary>Gives each wanted room one of its own, in this order, taking a choice back where a later one is left without.</summary>
    private static bool Choose(ReadOnlySpan<int> order, List<Candidate>[] free, Candidate?[] chosen)
    {
        if (order.IsEmpty)
        {
            return true;
        }
        foreach (var candidate in free[order[0]])
        {
            if (Array.Exists(chosen, c => c?.Row.Id == candidate.Row.Id))
            {
                continue;
            }
            chosen[order[0]] = candidate;
            if (Choose(order[1..], free, chosen))
            {
                return true;
            }
            chosen[order[0]] = null;
        }
        return false;
    }

    private sealed record Combination(Slot During, IReadOnlyList<CandidateRow> Rooms, IReadOnlyList<int> Choices);

    private sealed record Candidate(CandidateRow Row, RoomTimes Times);

    internal sealed record CandidateRow
    {
        public Guid Id { get; init; }
        public required string NameZh { get; init; }
        public required string NameEn { get; init; }
        public Guid OrganisationId { get; init; }
        public int Capacity { get; init; }
        public long[]? BusyFrom { get; init; }
        public long[]? BusyTo { get; init; }
    }
}
