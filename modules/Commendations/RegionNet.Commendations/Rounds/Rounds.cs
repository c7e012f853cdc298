using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <param name="Code">Year, and a number where there are several in it: 2026, 2026-2.</param>
/// <param name="BasisZh">The notice under which the round is held.</param>
/// <param name="From">First day of nominations.</param>
/// <param name="Until">Last day of nominations.</param>
public sealed record OpenRoundRequest(
    [property: Required, RegularExpression("^[0-9]{4}(-[1-9])?$")] string Code,
    [property: Required, StringLength(200, MinimumLength = 1)] string NameZh,
    [property: Required, StringLength(200, MinimumLength = 1)] string NameEn,
    [property: Required, StringLength(500, MinimumLength = 1)] string BasisZh,
    [property: Required, StringLength(500, MinimumLength = 1)] string BasisEn,
    [property: Required] DateOnly? From,
    [property: Required] DateOnly? Until
);

/// <param name="Until">Last day of nominations.</param>
/// <param name="Open">Whether units may nominate today.</param>
internal sealed record RoundView(
    Guid Id,
    string Code,
    string NameZh,
    string NameEn,
    string BasisZh,
    string BasisEn,
    DateOnly From,
    DateOnly Until,
    bool Open,
    bool IsSample
);

/// <summary>/api/commendations/rounds. A new round begins with the quotas that the rules give on its first day.</summary>
internal static class Rounds
{
    private const string Columns = """
        r.id, r.code, r.name_zh, r.name_en, r.basis_zh, r.basis_en, lower(r.nominations) as "from",
        upper(r.nominations) - 1 as until, r.nominations @> @Today as open, r.is_sample
        """;

    /// <summary>GET: the newest code first.</summary>
    public static async Task<Results<Ok<Page<RoundView>>, RefusalResult>> List(
        CommendationsDb db,
        TimeProvider clock,
        CancellationToken ct,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        string[] before = ["~"];
        if (cursor is not null && !Cursor.TryRead(cursor, 1, out before))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var take = limit ?? Cursor.DefaultLimit;
        var rounds = await db.Query<RoundView>(
            $"""
            select {Columns} from commendation_round r where r.code collate "C" < @Before
            order by r.code collate "C" desc limit @take + 1
            """,
            new
            {
                Before = before[0],
                take,
                Today = clock.Today(),
            },
            ct
        );
        return TypedResults.Ok(Page<RoundView>.Of(rounds, take, r => [r.Code]));
    }

    /// <summary>POST.</summary>
    public static async Task<Results<Ok<RoundView>, RefusalResult>> Open(
        OpenRoundRequest request,
        HttpContext http,
        CommendationsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (request.Until < request.From)
        {
            return CommendationsErrors.DaysReversed.ToResult();
        }
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<RoundView>(
            user.Actor,
            async tx =>
            {
                var round = await tx.QueryOne<RoundView>(
                    $"""
                    insert into commendation_round as r
                        (id, code, name_zh, name_en, basis_zh, basis_en, nominations, opened_by, opened_by_name, opened_at)
                    values (@Id, @Code, @NameZh, @NameEn, @BasisZh, @BasisEn, daterange(@From, @Until, '[]'), @Subject, @DisplayName, @Now)
                    returning {Columns}
                    """,
                    new
                    {
                        Id = Guid.CreateVersion7(clock.GetUtcNow()),
                        request.Code,
                        request.NameZh,
                        request.NameEn,
                        request.BasisZh,
                        request.BasisEn,
                        request.From,
                        request.Until,
                        user.Subject,
                        user.DisplayName,
                        Now = clock.GetUtcNow(),
                        Today = clock.Today(),
                    }
                );
                await tx.Execute(
                    QuotasByRule,
                    new
                    {
                        round!.Id,
                        On = round.From,
                        user.Subject,
                        Name = user.DisplayName,
                        Now = clock.GetUtcNow(),
                    }
                );
                tx.Audit("commendations.round.opened", round.Id.ToString(), request);
                return round;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }

    internal const string QuotasByRule = """
        insert into quota (round_id, system, category, province_code, places, basis_zh, basis_en, official,
            changed_by, changed_by_name, changed_at)
        select @Id, r.system, r.category, p.code, r.places, r.basis_zh, r.basis_en, r.official, @Subject, @Name, @Now
        from quota_rule r left join province p on r.scope = 'province'
        where r.valid @> @On
        """;
}
