using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace RegionNet.Commendations;

/// <summary>What a verification code stands for. The shape is the same whatever was asked.</summary>
/// <param name="Status">valid, superseded (issued anew since), revoked, or unknown; everything else is null for an unknown code.</param>
/// <param name="Name">Of a person surname and last character, to compare with the paper.</param>
/// <param name="Sha256">Of the issued file.</param>
internal sealed record CertificateVerification(
    string Status,
    string? Number,
    string? Category,
    string? Name,
    string? NameEn,
    string? RoundZh,
    string? RoundEn,
    string? DocumentNumber,
    DateTimeOffset? AnnouncedAt,
    string? Language,
    int? Version,
    string? Sha256
);

/// <summary>GET /api/commendations/public/certificates/{code}, for everybody; how often, the gateway limits by address.</summary>
internal static class VerifyCertificate
{
    private static readonly CertificateVerification Unknown = new(
        "unknown",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null
    );

    public static async Task<Ok<CertificateVerification>> Handle(
        [StringLength(60)] string code,
        HttpContext http,
        CommendationsDb db,
        CancellationToken ct
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(
            await db.QueryOne<CertificateVerification>(
                """
                select case
                        when n.state = 'revoked' then 'revoked'
                        when exists (select from certificate later where later.nomination_id = c.nomination_id
                            and later.language = c.language and later.version > c.version) then 'superseded'
                        else 'valid' end as status,
                    n.number, n.category, coalesce(n.name_zh, n.masked_name) as name, n.name_en, r.name_zh as round_zh,
                    r.name_en as round_en, s.document_number, n.announced_at, c.language, c.version, c.sha256
                from certificate c
                join nomination n on n.id = c.nomination_id
                join commendation_round r on r.id = n.round_id
                join step s on s.nomination_id = n.id and s.to_state = 'announced'
                where c.code_hash = @Hash
                """,
                new { Hash = VerificationCode.Hash(code) },
                ct
            ) ?? Unknown
        );
    }
}
