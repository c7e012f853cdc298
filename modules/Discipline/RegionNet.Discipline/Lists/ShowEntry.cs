using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>What the system knew of an entry, and from when to when it knew it.</summary>
/// <param name="KnownUntil">Null: still.</param>
internal sealed record EntryVersionView(
    int Version,
    string State,
    DateOnly From,
    DateOnly Until,
    long Sequence,
    DateTimeOffset KnownAt,
    DateTimeOffset? KnownUntil
);

/// <param name="InForce">At the moment of asking; computed.</param>
/// <param name="Versions">For the authority that decided: the whole record. For others, only what is in force.</param>
internal sealed record EntryDetail(EntryView Entry, bool InForce, IReadOnlyList<EntryVersionView> Versions);

/// <summary>
/// GET /api/discipline/entries/{id}. An entry that is not in force any more is hidden, and kept in the record of its authority. For
/// everybody, what is public and in force: GET /api/discipline/public/entries/{id}.
/// </summary>
internal static class ShowEntry
{
    private const string Latest = $"""
        select {EntryView.Columns}
        from list_entry e join entry_version v on v.entry_id = e.id and v.known_until is null
        join party p on p.id = e.party_id join ground g on g.id = e.ground_id
        where e.id = @id
        """;

    public static async Task<Results<Ok<EntryDetail>, RefusalResult>> Handle(
        Guid id,
        HttpContext http,
        DisciplineDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var entry = await db.QueryOne<EntryView>(Latest, new { id }, ct);
        var inForce = entry is not null && IsInForce(entry, clock);
        if (entry is null || (!inForce && entry.AuthorityId != user.OrganisationId))
        {
            return DisciplineErrors.EntryNotFound.ToResult();
        }
        var versions = await db.Query<EntryVersionView>(
            """
            select version, state, lower(valid) as "from", upper(valid) as "until", list_sequence as sequence, known_at, known_until
            from entry_version where entry_id = @id order by version
            """,
            new { id },
            ct
        );
        return TypedResults.Ok(
            new EntryDetail(
                entry,
                inForce,
                entry.AuthorityId == user.OrganisationId ? versions : [.. versions.Where(v => v.KnownUntil is null)]
            )
        );
    }

    public static async Task<Results<Ok<EntryView>, RefusalResult>> Public(
        Guid id,
        HttpContext http,
        DisciplineDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        http.Response.Headers.CacheControl = "public, no-cache";
        return
            await db.QueryOne<EntryView>($"{Latest} and {EntryView.MayBePublic}", new { id }, ct) is { } entry
            && IsInForce(entry, clock)
            ? TypedResults.Ok(entry)
            : DisciplineErrors.EntryNotFound.ToResult();
    }

    private static bool IsInForce(EntryView entry, TimeProvider clock) =>
        entry.State is "published" or "reinstated" && entry.From <= clock.Today() && clock.Today() < entry.Until;
}
