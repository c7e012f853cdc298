using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>
/// GET /api/discipline/lists/{code}/entries: who was listed on a day, as known at an instant; the latest first, or with <c>sort=oldest</c>
/// the earliest. search: a credit code, a
/// document number or a whole name. The same without a caller, for what is public and in force now: …/public/lists/{code}/entries.
/// </summary>
internal static class ReadList
{
    public static async Task<Results<Ok<Page<EntryView>>, StatusCodeHttpResult, RefusalResult>> Handle(
        string code,
        HttpContext http,
        DisciplineDb db,
        TimeProvider clock,
        CancellationToken ct,
        DateOnly? on,
        DateTimeOffset? known,
        [StringLength(60)] string? ground,
        [StringLength(200)] string? search,
        [RegularExpression("newest|oldest")] string? sort,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        var asOf = AsOf.Of(clock, on, known);
        return asOf.Refusal is { } refusal
            ? refusal.ToResult()
            : await Read(
                code,
                http,
                db,
                clock,
                asOf.Value,
                known is not null,
                false,
                ground,
                search,
                sort == "oldest",
                cursor,
                limit,
                ct
            );
    }

    public static async Task<Results<Ok<Page<EntryView>>, StatusCodeHttpResult, RefusalResult>> Public(
        string code,
        HttpContext http,
        DisciplineDb db,
        TimeProvider clock,
        CancellationToken ct,
        [StringLength(60)] string? ground,
        [StringLength(200)] string? search,
        [RegularExpression("newest|oldest")] string? sort,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    ) =>
        await Read(
            code,
            http,
            db,
            clock,
            AsOf.Of(clock, null, null).Value,
            false,
            true,
            ground,
            search,
            sort == "oldest",
            cursor,
            limit,
            ct
        );

    private static async Task<Results<Ok<Page<EntryView>>, StatusCodeHttpResult, RefusalResult>> Read(
        string code,
        HttpContext http,
        DisciplineDb db,
        TimeProvider clock,
        AsOf asOf,
        bool explicitKnown,
        bool isPublic,
        string? ground,
        string? search,
        bool oldest,
        string? cursor,
        int? limit,
        CancellationToken ct
    )
    {
        var (from, after) = oldest ? (DateOnly.MinValue, Guid.Empty) : (asOf.Latest, Guid.AllBitsSet);
        if (cursor is not null && !TryRead(cursor, out from, out after))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        if (explicitKnown)
        {
            await asOf.Settle(db, clock, code, ct);
        }
        if (await ListHead.Of(db, code, ct) is not { } head)
        {
            return DisciplineErrors.ListNotFound.ToResult();
        }
        http.Response.Headers.CacheControl = isPublic ? "public, no-cache" : "private, no-cache";
        if (ConditionalGet.IsUnchanged(http, head, asOf, explicitKnown, isPublic ? "public" : "officer"))
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }
        var take = limit ?? Cursor.DefaultLimit;
        var text = search?.Trim();
        var rows = await db.Query<EntryView>(
            $"""
            select {EntryView.Columns} from {EntryView.Source}
                and (lower(v.valid), v.entry_id) {(oldest ? ">" : "<")} (@from, @after)
                {(ground is null ? "" : "and g.code = @ground")}
                {(text is { Length: > 0 } ? "and e.id = any(@found)" : "")}
                {(isPublic ? $"and {EntryView.MayBePublic}" : "")}
            order by {(oldest ? EntryView.OldestFirst : EntryView.Order)} limit @take + 1
            """,
            new
            {
                list = code,
                asOf.On,
                asOf.Known,
                asOf.Latest,
                from,
                after,
                ground,
                take,
                found = text is { Length: > 0 } ? await Find(db, code, text, ct) : null,
            },
            ct
        );
        return TypedResults.Ok(Page<EntryView>.Of(rows, take, e => [e.From, e.Id]));
    }

    /// <summary>Entries of the party or document that is named in full; a part of a name is the matter of screening.</summary>
    private static async Task<Guid[]> Find(DisciplineDb db, string list, string text, CancellationToken ct) =>
        [
            .. await db.Query<Guid>(
                """
                select e.id from list_entry e join party p on p.id = e.party_id
                where (p.code = @code or p.name = @text) and e.list_code = @list
                union
                select e.id from list_entry e where e.document_number = @text and e.list_code = @list
                limit 1000
                """,
                new
                {
                    list,
                    text,
                    code = CreditCode.Normalise(text),
                },
                ct
            ),
        ];

    private static bool TryRead(string cursor, out DateOnly from, out Guid after)
    {
        (from, after) = (default, default);
        return Cursor.TryRead(cursor, 2, out var at)
            && DateOnly.TryParseExact(at[0], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out from)
            && Guid.TryParse(at[1], out after);
    }
}
