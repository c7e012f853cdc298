using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>Local days, both included.</summary>
internal sealed record DayRange(DateOnly From, DateOnly To);

/// <summary>
/// What of a board is no longer as it was, without any content: each client loads what it may see. It covers the numbers above
/// <see cref="After"/> up to <see cref="Sequence"/>: a client whose last number is below <see cref="After"/> has missed something.
/// </summary>
/// <param name="Complete">False: more has changed than is listed, so the board is to be loaded anew.</param>
/// <param name="Days">Null: every day.</param>
internal sealed record BoardDelta(
    long After,
    long Sequence,
    bool Complete,
    IReadOnlyList<Guid> RoomIds,
    IReadOnlyList<DayRange>? Days
)
{
    public static BoardDelta Incomplete(long after, long sequence) => new(after, sequence, false, [], null);

    public static BoardDelta Nothing(long after, long sequence) => new(after, sequence, true, [], []);
}

/// <summary>One change of one room; a change that concerns no room at all still counts.</summary>
internal sealed record BoardChangeRow(
    long Sequence,
    Guid? RoomId,
    Guid? OrganisationId,
    bool EveryDay,
    DateOnly? First,
    DateOnly? Last
);

/// <summary>Reads the numbered changes of the boards (see <c>board_change</c>).</summary>
internal sealed class BoardChanges(HearingsDb db)
{
    /// <summary>A client that is further behind loads its board anew.</summary>
    public const int Most = 500;

    /// <summary>How long changes are kept for clients that come back.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public async Task<long> Head(CancellationToken ct)
    {
        await Number(ct);
        return await db.QueryOne<long>("select sequence from board_head", ct: ct);
    }

    /// <summary>The changes behind a number, in order, at most <see cref="Most"/>.</summary>
    public async Task<IReadOnlyList<BoardChangeRow>> Beyond(long after, CancellationToken ct)
    {
        await Number(ct);
        return await db.Query<BoardChangeRow>(
            $"""
            select c.sequence, r.id as room_id, r.organisation_id, c.days is null as every_day, lower(d.range) as first,
                upper(d.range) - 1 as last
            from (
                select sequence, resource_ids, days from board_change
                where sequence > @after order by sequence limit {Most}
            ) c
            left join room r on r.id = any(c.resource_ids)
            left join lateral unnest(c.days) as d (range) on true
            order by c.sequence
            """,
            new { after },
            ct
        );
    }

    /// <param name="after">The client's last number; null when it has none.</param>
    /// <param name="hosts">The centres on the client's board; null for all.</param>
    public async Task<BoardDelta> Since(long? after, Guid[]? hosts, CancellationToken ct)
    {
        var head = await Head(ct);
        if (after is not { } last || last > head)
        {
            return BoardDelta.Incomplete(head, head);
        }
        var rows = await Beyond(last, ct);
        var to = rows.Count == 0 ? head : rows[^1].Sequence;
        var whole = to >= head && (rows.Count == 0 ? to == last : rows[0].Sequence == last + 1);
        return whole ? Of(last, to, rows, hosts) : BoardDelta.Incomplete(last, Math.Max(head, to));
    }

    public static BoardDelta Of(long after, long to, IEnumerable<BoardChangeRow> rows, Guid[]? hosts)
    {
        var seen = rows.Where(r => r.RoomId is not null && hosts?.Contains(r.OrganisationId!.Value) != false).ToList();
        return new BoardDelta(
            after,
            to,
            true,
            [.. seen.Select(r => r.RoomId!.Value).Distinct()],
            seen.Any(r => r.EveryDay)
                ? null
                :
                [
                    .. seen.Where(r => r.First is not null)
                        .Select(r => new DayRange(r.First!.Value, r.Last!.Value))
                        .Distinct()
                        .OrderBy(d => d.From),
                ]
        );
    }

    /// <summary>Numbers what has been committed so far (see the SQL).</summary>
    private Task Number(CancellationToken ct) => db.Query<int?>("select number_board_changes()", ct: ct);

    public Task Forget(DateTimeOffset now, CancellationToken ct) =>
        db.Query<int>("delete from board_change where at < @before", new { before = now - Kept }, ct);
}

/// <summary>GET /api/hearings/board/changes: what a client with a gap has missed.</summary>
internal static class ListBoardChanges
{
    public static async Task<Ok<BoardDelta>> Handle(
        BoardChanges changes,
        RoomViews rooms,
        CancellationToken ct,
        [Range(0, long.MaxValue)] long after,
        [StringLength(20)] string? zone,
        Guid? organisationId
    ) => TypedResults.Ok(await changes.Since(after, await rooms.Hosts(zone, organisationId, ct), ct));
}
