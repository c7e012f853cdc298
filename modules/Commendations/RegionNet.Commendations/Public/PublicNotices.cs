using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <summary>Who stands in a public notice. Of a person surname and last character.</summary>
/// <param name="Id">Of the notice; objections name it.</param>
/// <param name="Until">The last day.</param>
internal sealed record PublicNoticeView(
    Guid Id,
    string Number,
    string System,
    string Category,
    string Name,
    string? NameEn,
    string WorkUnitZh,
    string WorkUnitEn,
    string Merits,
    string? DocumentNumber,
    DateOnly From,
    DateOnly Until,
    string Place
);

/// <param name="Name">Objections are made under the own name; it is sealed and not shown to the unit concerned.</param>
/// <param name="Contact">Where the answer goes.</param>
public sealed record PublicObjectionRequest(
    [property: Required, StringLength(50, MinimumLength = 2)] string Name,
    [property: Required, StringLength(200, MinimumLength = 5)] string Contact,
    [property: Required, StringLength(2000, MinimumLength = 10)] string Content
);

/// <param name="Reference">By which the objection is known to the organiser.</param>
internal sealed record ObjectionReceipt(Guid Reference, DateTimeOffset ReceivedAt);

/// <summary>/api/commendations/public/notices, for everybody: what is shown today, and objections to it.</summary>
internal static class PublicNotices
{
    private static readonly Actor Public = Actor.System("commendations.public");

    /// <summary>GET: those that end first come first.</summary>
    public static async Task<Results<Ok<Page<PublicNoticeView>>, RefusalResult>> List(
        CommendationsDb db,
        TimeProvider clock,
        CancellationToken ct,
        [RegularExpression("ip-office|court|procuratorate|police")] string? system,
        [RegularExpression("collective|individual")] string? category,
        [StringLength(100)] string? search,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        var after = "";
        if (cursor is not null)
        {
            if (!Cursor.TryRead(cursor, 1, out var at))
            {
                return KernelErrors.InvalidCursor.ToResult();
            }
            after = at[0];
        }
        var take = limit ?? Cursor.DefaultLimit;
        var notices = await db.Query<PublicNoticeView>(
            """
            select s.id, n.number, n.system, n.category, coalesce(n.name_zh, n.masked_name) as name, n.name_en, n.work_unit_zh,
                n.work_unit_en, n.merits, n.document_number, lower(s.days) as "from", upper(s.days) - 1 as until, s.place
            from nomination n
            join lateral (select * from notice s where s.nomination_id = n.id and s.kind = 'public' order by s.version desc limit 1) s
                on s.days @> @Today
            where n.state = 'public-notice' and n.number collate "C" > @after
                and (@system::text is null or n.system = @system) and (@category::text is null or n.category = @category)
                and (@search::text is null or strpos(lower(n.number || ' ' || coalesce(n.name_zh, '') || ' ' || coalesce(n.name_en, '')
                    || ' ' || n.work_unit_zh || ' ' || n.work_unit_en), lower(@search)) > 0)
            order by n.number collate "C" limit @take + 1
            """,
            new
            {
                Today = clock.Today(),
                after,
                system,
                category,
                search,
                take,
            },
            ct
        );
        return TypedResults.Ok(Page<PublicNoticeView>.Of(notices, take, n => [n.Number]));
    }

    /// <summary>POST …/{id}/objections.</summary>
    public static async Task<Results<Ok<ObjectionReceipt>, RefusalResult>> Object(
        Guid id,
        PublicObjectionRequest request,
        HttpContext http,
        CommendationsDb db,
        Objectors objectors,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (ResidentId.StandsIn(request.Content))
        {
            return CommendationsErrors.ResidentIdInText.ToResult();
        }
        var now = clock.GetUtcNow();
        var outcome = await db.InTransaction<Guid>(
            Public with
            {
                Address = http.Connection.RemoteIpAddress?.ToString(),
            },
            async tx =>
            {
                var row = await tx.QueryOne<NominationRow>(
                    $"""
                    select {NominationRow.Columns} from nomination n
                    where n.id = (select nomination_id from notice where id = @id and kind = 'public') for update of n
                    """,
                    new { id }
                );
                return row is null ? CommendationsErrors.NoticeNotFound
                    : row.State != NominationState.PublicNotice ? CommendationsErrors.NoticeOver
                    : await objectors.Write(
                        tx,
                        row,
                        "public",
                        "web",
                        new Objector(request.Name, request.Contact),
                        request.Content,
                        now,
                        recordedBy: null
                    );
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok(new ObjectionReceipt(outcome.Value, BusinessTime.Local(now)));
    }
}
