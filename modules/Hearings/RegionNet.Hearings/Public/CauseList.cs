using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Hearings;

/// <summary>One announced hearing in one room.</summary>
/// <param name="Title">Cause and parties, as the booking organisation announces them.</param>
internal sealed record CauseView(
    string Number,
    string CaseNumber,
    IReadOnlyList<string> MergedCases,
    string Title,
    string HearingClass,
    DateTimeOffset From,
    DateTimeOffset To,
    string RoomZh,
    string RoomEn
);

/// <param name="Version">0 while nothing has ever been announced for the day.</param>
/// <param name="Hash">SHA-256 of the announced list, to compare it with what was seen before.</param>
internal sealed record CauseListView(
    Guid CentreId,
    string CentreZh,
    string CentreEn,
    DateOnly Day,
    int Version,
    string Hash,
    DateTimeOffset? PublishedAt,
    IReadOnlyList<CauseView> Items
);

internal sealed record CauseChangeView(CauseView Before, CauseView After);

/// <summary>What a version announced differently from the one before it.</summary>
internal sealed record CauseListVersionView(
    int Version,
    string Hash,
    DateTimeOffset PublishedAt,
    IReadOnlyList<CauseView> Added,
    IReadOnlyList<CauseView> Removed,
    IReadOnlyList<CauseChangeView> Changed
);

/// <summary>
/// GET /api/hearings/public/causes/{centre}/{day} and …/versions, for everybody. Whatever is shown is kept as a version first, so what
/// the public was told can be proved and compared. Closed hearings are not in it; one that is closed later also leaves the versions.
/// </summary>
internal static class CauseList
{
    private static readonly Actor Publisher = Actor.System("hearings.cause-list");

    public static async Task<Results<Ok<CauseListView>, RefusalResult>> Show(
        Guid centre,
        DateOnly day,
        HearingsDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (await zones.Organisation(centre, ct) is not { } host)
        {
            return HearingsErrors.CentreNotFound.ToResult();
        }
        var (causes, latest) = (await Announced(db, centre, day, ct), await Latest(db, centre, day, ct));
        var hash = Hash(causes);
        if (latest?.Hash != hash && (latest is not null || causes.Count > 0))
        {
            latest = await Keep(db, centre, day, clock, ct);
            causes = latest.Read();
        }
        return TypedResults.Ok(
            new CauseListView(
                centre,
                host.Zh,
                host.En,
                day,
                latest?.Version ?? 0,
                latest?.Hash ?? hash,
                latest?.PublishedAt,
                [.. causes.Select(c => c.View())]
            )
        );
    }

    public static async Task<Results<Ok<Page<CauseListVersionView>>, RefusalResult>> Versions(
        Guid centre,
        DateOnly day,
        HearingsDb db,
        IZoneDirectory zones,
        CancellationToken ct
    )
    {
        if (await zones.Organisation(centre, ct) is null)
        {
            return HearingsErrors.CentreNotFound.ToResult();
        }
        var versions = await db.Query<KeptList>(
            """
            select version, hash, content::text as content, published_at from cause_list
            where organisation_id = @centre and day = @day order by version desc limit 51
            """,
            new { centre, day },
            ct
        );
        var lists = versions.Select(v => v.Read()).ToList();
        var closedSince = (
            await db.Query<Guid>(
                "select id from session where id = any(@ids) and closed_ground is not null",
                new { ids = lists.SelectMany(l => l).Select(c => c.SessionId).Distinct().ToArray() },
                ct
            )
        ).ToHashSet();
        var open = lists.Select(l => l.Where(c => !closedSince.Contains(c.SessionId)).ToList()).ToList();
        return TypedResults.Ok(
            new Page<CauseListVersionView>(
                [.. versions.Take(50).Select((v, n) => Compare(v, open[n], n + 1 < open.Count ? open[n + 1] : []))],
                null
            )
        );
    }

    private static CauseListVersionView Compare(KeptList version, List<Cause> now, List<Cause> before)
    {
        var (after, earlier) = (now.ToDictionary(c => c.Key), before.ToDictionary(c => c.Key));
        return new CauseListVersionView(
            version.Version,
            version.Hash,
            version.PublishedAt,
            [.. now.Where(c => !earlier.ContainsKey(c.Key)).Select(c => c.View())],
            [.. before.Where(c => !after.ContainsKey(c.Key)).Select(c => c.View())],
            [
                .. now.Where(c => earlier.TryGetValue(c.Key, out var old) && Json.Write(old) != Json.Write(c))
                    .Select(c => new CauseChangeView(earlier[c.Key].View(), c.View())),
            ]
        );
    }

    private static async Task<IReadOnlyList<Cause>> Announced(
        HearingsDb db,
        Guid centre,
        DateOnly day,
        CancellationToken ct
    ) => await db.Query<Cause>(AnnouncedSql, Parameters(centre, day), ct);

    /// <summary>Reads the list again under the lock of its day, so that versions follow each other without a repetition.</summary>
    private static async Task<KeptList> Keep(
        HearingsDb db,
        Guid centre,
        DateOnly day,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var outcome = await db.InTransaction<KeptList>(
            Publisher,
            async tx =>
            {
                await tx.Execute(
                    "select pg_advisory_xact_lock(hashtextextended(@name, 0))",
                    new { name = $"cause list {centre} {day:O}" }
                );
                var causes = await tx.Query<Cause>(AnnouncedSql, Parameters(centre, day));
                var hash = Hash(causes);
                var latest = await tx.QueryOne<KeptList>(LatestSql, new { centre, day });
                if (latest?.Hash == hash)
                {
                    return latest;
                }
                var kept = await tx.QueryOne<KeptList>(
                    """
                    insert into cause_list (organisation_id, day, version, hash, content, published_at)
                    values (@centre, @day, @version, @hash, @content::jsonb, @now)
                    returning version, hash, content::text as content, published_at
                    """,
                    new
                    {
                        centre,
                        day,
                        version = (latest?.Version ?? 0) + 1,
                        hash,
                        content = Json.Write(causes),
                        now = clock.GetUtcNow(),
                    }
                );
                tx.Audit(
                    "hearings.cause-list.published",
                    centre.ToString(),
                    new
                    {
                        day,
                        kept!.Version,
                        hash,
                    }
                );
                return kept;
            },
            ct: ct
        );
        return outcome.Value;
    }

    private static Task<KeptList?> Latest(HearingsDb db, Guid centre, DateOnly day, CancellationToken ct) =>
        db.QueryOne<KeptList>(LatestSql, new { centre, day }, ct);

    private const string LatestSql = """
        select version, hash, content::text as content, published_at from cause_list
        where organisation_id = @centre and day = @day order by version desc limit 1
        """;

    private const string AnnouncedSql = $"""
        select s.id as session_id, r.id as room_id, s.number, s.case_number, s.merged_cases, s.title, s.hearing_class,
            lower(s.during) as "from", upper(s.during) as "to", r.name_zh as room_zh, r.name_en as room_en
        from session s join room r on r.id = any(s.resource_ids) and r.organisation_id = @centre
        where s.during && @Whole and {PublicHearing.Sql}
        order by lower(s.during), r.name_zh, r.id, s.id
        """;

    private static object Parameters(Guid centre, DateOnly day) => new { centre, Whole = BusinessTime.Day(day) };

    private static string Hash(IEnumerable<Cause> causes) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Json.Write(causes.ToList()))));

    private sealed record KeptList(int Version, string Hash, string Content, DateTimeOffset PublishedAt)
    {
        public IReadOnlyList<Cause> Read() => Json.Read<List<Cause>>(Content);
    }

    private sealed record Cause
    {
        public Guid SessionId { get; init; }
        public Guid RoomId { get; init; }
        public required string Number { get; init; }
        public required string CaseNumber { get; init; }
        public string[] MergedCases { get; init; } = [];
        public required string Title { get; init; }
        public required string HearingClass { get; init; }
        public DateTimeOffset From { get; init; }
        public DateTimeOffset To { get; init; }
        public required string RoomZh { get; init; }
        public required string RoomEn { get; init; }

        internal (Guid, Guid) Key => (SessionId, RoomId);

        public CauseView View() => new(Number, CaseNumber, MergedCases, Title, HearingClass, From, To, RoomZh, RoomEn);
    }
}
