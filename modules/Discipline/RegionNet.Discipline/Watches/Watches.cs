using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>Parties that an organisation wants to be told of: its own applicants.</summary>
public sealed record AddWatchesRequest(
    [property: Required, MinLength(1), MaxLength(200)] IReadOnlyList<WatchedParty> Parties
);

/// <param name="Label">How the organisation knows the party; no natural person's name.</param>
/// <param name="ResidentId">Used for its keyed hash and kept nowhere; without name and code.</param>
public sealed record WatchedParty(
    [property: Required, StringLength(200, MinimumLength = 1)] string Label,
    [property: StringLength(200, MinimumLength = 1)] string? Name,
    [property: StringLength(18, MinimumLength = 18)] string? Code,
    [property: StringLength(18, MinimumLength = 18)] string? ResidentId
);

/// <param name="IsPerson">Watched by the keyed hash of an ID.</param>
internal sealed record WatchView(
    Guid Id,
    string Label,
    string? Name,
    string? Code,
    bool IsPerson,
    DateTimeOffset CreatedAt,
    string CreatedByName,
    DateTimeOffset? EndedAt
)
{
    internal const string Columns = """
        w.id, w.label, w.name, w.code, w.id_fingerprint is not null as is_person, w.created_at, w.created_by_name, w.ended_at
        """;
}

/// <param name="Change">What happened to the entry; present if it was there when the watch began.</param>
internal sealed record WatchHitView(
    Guid WatchId,
    string Label,
    Guid EntryId,
    int Version,
    string Change,
    string Class,
    int Score,
    string PartyName,
    string? PartyCode,
    string ListZh,
    string ListEn,
    string DocumentNumber,
    DateTimeOffset FoundAt
);

/// <summary>Watches of the caller's organisation; foreign watches are 404.</summary>
internal static class Watches
{
    public static async Task<Results<Ok<IReadOnlyList<WatchView>>, RefusalResult>> Add(
        AddWatchesRequest request,
        HttpContext http,
        DisciplineDb db,
        DisciplineSealing sealing,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        if (request.Parties.Select(p => Refuse(p, clock.Today())).FirstOrDefault(r => r is not null) is { } wrong)
        {
            return wrong.ToResult();
        }
        var outcome = await db.InTransaction<IReadOnlyList<WatchView>>(
            user.Actor,
            async tx =>
            {
                var added = new List<WatchView>();
                foreach (var party in request.Parties)
                {
                    var code = party.Code is { } given ? CreditCode.Normalise(given) : null;
                    var fingerprint = party.ResidentId is { } id ? sealing.Fingerprint(ResidentId.Normalise(id)) : null;
                    var watch = await Begin(
                        tx,
                        user,
                        party.Label,
                        new Asked(party.Name, code),
                        party.Name,
                        fingerprint,
                        clock,
                        ct
                    );
                    if (watch is null)
                    {
                        return ScreeningErrors.AlreadyWatched;
                    }
                    added.Add(watch);
                }
                return added;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }

    /// <summary>A watch with what it finds at its beginning.</summary>
    /// <param name="name">As it is kept: as written.</param>
    /// <returns>Null when the organisation watches that party already.</returns>
    public static async Task<WatchView?> Begin(
        Tx tx,
        CurrentUser user,
        string label,
        Asked asked,
        string? name,
        string? fingerprint,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var watch = await tx.QueryOne<WatchView>(
            $"""
            insert into watch as w (id, organisation_id, label, name, code, id_fingerprint, created_at, created_by, created_by_name)
            values (@id, @OrganisationId, @label, @name, @Code, @fingerprint, @now, @Subject, @DisplayName)
            on conflict do nothing
            returning {WatchView.Columns}
            """,
            new
            {
                id = Guid.CreateVersion7(),
                user.OrganisationId,
                label,
                name,
                asked.Code,
                fingerprint,
                now = clock.GetUtcNow(),
                user.Subject,
                user.DisplayName,
            }
        );
        if (watch is null)
        {
            return null;
        }
        await tx.Execute(
            "insert into watch_key (key, watch_id) select unnest(@keys), @Id",
            new { keys = asked.Query?.Keys ?? [], watch.Id }
        );
        await WatchMatching.FindPresent(tx, user.OrganisationId, watch.Id, asked, fingerprint, clock, ct);
        tx.Audit("discipline.watch.added", watch.Id.ToString(), watch);
        return watch;
    }

    public static async Task<Results<NoContent, RefusalResult>> End(
        Guid id,
        HttpContext http,
        DisciplineDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<bool>(
            user.Actor,
            async tx =>
            {
                var ended = await tx.Execute(
                    """
                    update watch set ended_at = @now, ended_by = @Subject
                    where id = @id and organisation_id = @OrganisationId and ended_at is null
                    """,
                    new
                    {
                        id,
                        user.OrganisationId,
                        user.Subject,
                        now = clock.GetUtcNow(),
                    }
                );
                if (ended == 0)
                {
                    return ScreeningErrors.WatchNotFound;
                }
                tx.Audit("discipline.watch.ended", id.ToString(), new { });
                return true;
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.NoContent();
    }

    public static async Task<Results<Ok<Page<WatchView>>, RefusalResult>> List(
        HttpContext http,
        DisciplineDb db,
        CancellationToken ct,
        string? cursor = null,
        [Range(1, Cursor.MaxLimit)] int limit = Cursor.DefaultLimit
    )
    {
        if (!Cursor.TryReadNewestFirst(cursor, out var before, out var beforeId))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var rows = await db.Query<WatchView>(
            $"""
            select {WatchView.Columns} from watch w
            where w.organisation_id = @OrganisationId and (w.created_at, w.id) < (@before, @beforeId)
            order by w.created_at desc, w.id desc limit @most
            """,
            new
            {
                http.CurrentUser().OrganisationId,
                before,
                beforeId,
                most = limit + 1,
            },
            ct
        );
        return TypedResults.Ok(Page<WatchView>.Of(rows, limit, r => [r.CreatedAt, r.Id]));
    }

    /// <summary>What a watch has found, the newest first; at most the last 200.</summary>
    public static async Task<Results<Ok<IReadOnlyList<WatchHitView>>, RefusalResult>> Hits(
        Guid id,
        HttpContext http,
        DisciplineDb db,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        if (
            await db.QueryOne<int?>(
                "select 1 from watch where id = @id and organisation_id = @OrganisationId",
                new { id, user.OrganisationId },
                ct
            )
            is null
        )
        {
            return ScreeningErrors.WatchNotFound.ToResult();
        }
        return TypedResults.Ok(
            await db.Query<WatchHitView>(
                """
                select h.watch_id, w.label, h.entry_id, h.version, h.change, h.class, h.score,
                    coalesce(p.name, p.masked_name) as party_name, p.code as party_code, k.zh as list_zh, k.en as list_en,
                    e.document_number, h.found_at
                from watch_hit h join watch w on w.id = h.watch_id join list_entry e on e.id = h.entry_id
                join party p on p.id = e.party_id join list_kind k on k.code = e.list_code
                where h.watch_id = @id order by h.found_at desc, h.entry_id, h.version desc limit 200
                """,
                new { id },
                ct
            )
        );
    }

    private static Refusal? Refuse(WatchedParty party, DateOnly today) =>
        ResidentId.StandsIn($"{party.Label} {party.Name}") ? DisciplineErrors.IdentifierInText
        : (party.ResidentId is null) == (party.Name is null && party.Code is null) ? ScreeningErrors.WatchNamesNobody
        : party.ResidentId is { } id && ResidentId.Check(ResidentId.Normalise(id), today) != IdentifierFault.None
            ? DisciplineErrors.ResidentIdInvalid
        : party.Code is { } code && CreditCode.Check(CreditCode.Normalise(code)) == IdentifierFault.Format
            ? DisciplineErrors.CreditCodeInvalid
        : null;
}
