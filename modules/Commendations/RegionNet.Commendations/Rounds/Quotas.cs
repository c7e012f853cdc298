using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <param name="Official">Whether the basis is an official rule; a proposal of this product or of the organiser otherwise.</param>
/// <param name="Version">Of the quota as the organiser saw it.</param>
public sealed record SetQuotaRequest(
    [property: Range(0, 10_000)] int Places,
    [property: Required, StringLength(500, MinimumLength = 2)] string BasisZh,
    [property: Required, StringLength(500, MinimumLength = 2)] string BasisEn,
    [property: Required] bool? Official,
    [property: Range(1, int.MaxValue)] int Version
);

/// <param name="ProvinceCode">GB/T 2260; 000000 for central organs; null: the whole system.</param>
/// <param name="Taken">Of a province: nominations that are on their way or through. Of a system: those the joint review selected.</param>
internal sealed record QuotaView(
    Guid Id,
    string System,
    string Category,
    string? ProvinceCode,
    string? ProvinceZh,
    string? ProvinceEn,
    int Places,
    int Taken,
    bool Official,
    string BasisZh,
    string BasisEn,
    int Version
);

/// <summary>The quotas of a round and how much of them is taken.</summary>
internal static class Quotas
{
    private const string Columns = """
        q.id, q.system, q.category, q.province_code, p.zh as province_zh, p.en as province_en, q.places, q.taken, q.official,
        q.basis_zh, q.basis_en, q.version
        """;

    /// <summary>GET /api/commendations/rounds/{id}/quotas: systems first, then provinces by code; at most 264.</summary>
    public static async Task<Results<Ok<Page<QuotaView>>, RefusalResult>> List(
        Guid id,
        CommendationsDb db,
        CancellationToken ct
    )
    {
        var quotas = await db.Query<QuotaView>(
            $"""
            select {Columns} from quota q left join province p on p.code = q.province_code
            where q.round_id = @id
            order by q.province_code nulls first, array_position(array['ip-office', 'court', 'procuratorate', 'police'], q.system),
                q.category
            """,
            new { id },
            ct
        );
        return quotas.Count == 0
            ? CommendationsErrors.RoundNotFound.ToResult()
            : TypedResults.Ok(new Page<QuotaView>(quotas, null));
    }

    /// <summary>PUT /api/commendations/quotas/{id}: a new version of it; earlier ones are kept.</summary>
    public static async Task<Results<Ok<QuotaView>, RefusalResult>> Set(
        Guid id,
        SetQuotaRequest request,
        HttpContext http,
        CommendationsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<QuotaView>(
            user.Actor,
            async tx =>
            {
                var quota = await tx.QueryOne<QuotaFacts>($"{QuotaFacts.Sql} where id = @id for update", new { id });
                if (quota is null)
                {
                    return CommendationsErrors.QuotaNotFound;
                }
                if (quota.Version != request.Version)
                {
                    return CommendationsErrors.StaleQuota.With("version", quota.Version);
                }
                if (request.Places < quota.Taken)
                {
                    return CommendationsErrors.QuotaBelowTaken.With("taken", quota.Taken);
                }
                await tx.Execute(
                    """
                    update quota set places = @Places, basis_zh = @BasisZh, basis_en = @BasisEn, official = @Official,
                        version = version + 1, changed_by = @Subject, changed_by_name = @DisplayName, changed_at = @Now
                    where id = @id and version = @Version
                    """,
                    new
                    {
                        id,
                        request.Places,
                        request.BasisZh,
                        request.BasisEn,
                        request.Official,
                        request.Version,
                        user.Subject,
                        user.DisplayName,
                        Now = clock.GetUtcNow(),
                    }
                );
                tx.Audit("commendations.quota.set", id.ToString(), request);
                return (
                    await tx.QueryOne<QuotaView>(
                        $"select {Columns} from quota q left join province p on p.code = q.province_code where q.id = @id",
                        new { id }
                    )
                )!;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }
}

/// <summary>A quota as a rule needs it.</summary>
internal sealed record QuotaFacts(Guid Id, int Places, int Taken, int Version)
{
    public const string Sql = "select id, places, taken, version from quota";

    public bool HasPlace => Taken < Places;

    /// <summary>Locks quotas after the nominations, in the order of their ids.</summary>
    public static Task<IReadOnlyList<QuotaFacts>> Lock(Tx tx, IEnumerable<Guid> ids) =>
        tx.Query<QuotaFacts>(
            $"{Sql} where id = any(@Ids) order by id for update",
            new { Ids = ids.Distinct().ToArray() }
        );
}
