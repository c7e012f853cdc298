using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="Issuer">By what name the other system signs.</param>
/// <param name="PublicKey">Ed25519, base64url: the <c>x</c> of its JWK, compared over another road before it is entered.</param>
/// <param name="PlaceCode">GB/T 2260 of where the issuer is; null for a national one.</param>
public sealed record AddSignerRequest(
    [property: Required, RegularExpression("[a-z0-9][a-z0-9.-]{1,99}")] string Issuer,
    [property: Required, StringLength(64, MinimumLength = 40)] string PublicKey,
    [property: RegularExpression("[1-9][0-9]{5}")] string? PlaceCode
);

/// <param name="KeyId">RFC 7638 thumbprint; files name it.</param>
internal sealed record SignerView(
    string KeyId,
    string Issuer,
    string? PlaceCode,
    string AddedBy,
    DateTimeOffset AddedAt,
    DateTimeOffset? EndedAt
);

/// <summary>/api/discipline/exchange-signers: whose files are believed.</summary>
internal static class ExchangeSigners
{
    private const string Columns = "key_id, issuer, place_code, added_by_name as added_by, added_at, ended_at";

    public static async Task<Ok<IReadOnlyList<SignerView>>> List(DisciplineDb db, CancellationToken ct) =>
        TypedResults.Ok(
            await db.Query<SignerView>(
                $"select {Columns} from exchange_signer order by issuer, added_at desc limit 500",
                ct: ct
            )
        );

    public static async Task<Results<Created<SignerView>, RefusalResult>> Add(
        AddSignerRequest request,
        HttpContext http,
        DisciplineDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (!Base64Url.IsValid(request.PublicKey, out var length) || length != 32)
        {
            return ExchangeErrors.KeyInvalid.ToResult();
        }
        var user = http.CurrentUser();
        var key = Base64Url.DecodeFromChars(request.PublicKey);
        var keyId = ListSigning.KeyIdOf(key);
        var outcome = await db.InTransaction<SignerView>(
            user.Actor,
            async tx =>
            {
                var added = await tx.QueryOne<SignerView>(
                    $"""
                    insert into exchange_signer (key_id, issuer, public_key, place_code, added_by, added_by_name, added_at)
                    values (@keyId, @Issuer, @key, @PlaceCode, @Subject, @DisplayName, @now)
                    on conflict do nothing returning {Columns}
                    """,
                    new
                    {
                        keyId,
                        request.Issuer,
                        key,
                        request.PlaceCode,
                        user.Subject,
                        user.DisplayName,
                        now = clock.GetUtcNow(),
                    }
                );
                if (added is null)
                {
                    return ExchangeErrors.SignerExists;
                }
                tx.Audit("discipline.exchange-signer.added", keyId, request);
                return added;
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Created($"/api/discipline/exchange-signers/{keyId}", outcome.Value);
    }

    /// <summary>POST …/{keyId}/end: files that this key signed are refused from now on; what was received stays.</summary>
    public static async Task<Results<Ok<SignerView>, RefusalResult>> End(
        string keyId,
        HttpContext http,
        DisciplineDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<SignerView>(
            user.Actor,
            async tx =>
            {
                var ended = await tx.QueryOne<SignerView>(
                    $"""
                    update exchange_signer set ended_at = @now, ended_by = @Subject where key_id = @keyId and ended_at is null
                    returning {Columns}
                    """,
                    new
                    {
                        keyId,
                        user.Subject,
                        now = clock.GetUtcNow(),
                    }
                );
                if (ended is null)
                {
                    return ExchangeErrors.SignerNotFound;
                }
                tx.Audit("discipline.exchange-signer.ended", keyId, new { ended.Issuer });
                return ended;
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }
}
