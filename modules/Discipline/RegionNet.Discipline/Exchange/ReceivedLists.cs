using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>A list of another system as far as it was received.</summary>
/// <param name="Hash">Of the list at its head: with <paramref name="Head"/> the receipt that the sender wants.</param>
internal sealed record ReceivedListView(
    string Issuer,
    string ListCode,
    long Head,
    string Hash,
    DateTimeOffset ReceivedAt
);

/// <summary>/api/discipline/received-lists: what other systems told in exchange files, and what of it is in force today.</summary>
internal static class ReceivedLists
{
    public static async Task<Ok<IReadOnlyList<ReceivedListView>>> List(DisciplineDb db, CancellationToken ct) =>
        TypedResults.Ok(
            await db.Query<ReceivedListView>(
                """
                select issuer, list_code, head, encode(head_hash, 'hex') as hash, received_at from received_list
                order by issuer, list_code limit 1000
                """,
                ct: ct
            )
        );

    /// <summary>GET …/{issuer}/{listCode}/entries: computed at the moment of asking, by entry.</summary>
    public static async Task<Results<Ok<Page<EntryChange>>, RefusalResult>> Entries(
        string issuer,
        string listCode,
        DisciplineDb db,
        TimeProvider clock,
        CancellationToken ct,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        var after = Guid.Empty;
        if (cursor is not null && !(Cursor.TryRead(cursor, 1, out var at) && Guid.TryParse(at[0], out after)))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var take = limit ?? Cursor.DefaultLimit;
        var rows = await db.Query<string>(
            """
            select c.payload from received_change c
            where c.issuer = @issuer and c.list_code = @listCode and c.entry_id > @after and c.live and c.shown @> @today
                and not exists (
                    select 1 from received_change n
                    where n.issuer = @issuer and n.list_code = @listCode and n.entry_id = c.entry_id and n.sequence > c.sequence)
            order by c.entry_id limit @take + 1
            """,
            new
            {
                issuer,
                listCode,
                after,
                today = clock.Today(),
                take,
            },
            ct
        );
        return TypedResults.Ok(Page<EntryChange>.Of([.. rows.Select(EntryChange.Read)], take, e => [e.EntryId]));
    }
}
