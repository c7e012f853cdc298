using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <param name="Language">zh or en.</param>
/// <param name="Reason">Why it is issued anew; not needed the first time. Earlier versions are kept and no longer verify.</param>
public sealed record IssueCertificateRequest(
    [property: Required, RegularExpression("zh|en")] string Language,
    [property: StringLength(500, MinimumLength = 2)] string? Reason = null
);

internal sealed record CertificateView(
    Guid Id,
    string Language,
    int Version,
    string Sha256,
    string? Reason,
    DateTimeOffset IssuedAt,
    string IssuedByName
);

/// <summary>Certificates of an announced commendation: every version is kept as it was issued, sealed, for it may name a person.</summary>
internal static class Certificates
{
    private const string Columns = "c.id, c.language, c.version, c.sha256, c.reason, c.issued_at, c.issued_by_name";
    private const string Content = "certificate";

    /// <summary>GET …/nominations/{id}/certificates: the newest version first.</summary>
    public static async Task<Results<Ok<Page<CertificateView>>, RefusalResult>> List(
        Guid id,
        HttpContext http,
        CommendationsDb db,
        CancellationToken ct,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        if (!Cursor.TryReadNewestFirst(cursor, out var before, out var beforeId))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        if (await Steps.Find(db, Sight.Readable, http.CurrentUser(), id, ct) is null)
        {
            return CommendationsErrors.NominationNotFound.ToResult();
        }
        var take = limit ?? Cursor.DefaultLimit;
        var certificates = await db.Query<CertificateView>(
            $"""
            select {Columns} from certificate c where c.nomination_id = @id and (c.issued_at, c.id) < (@before, @beforeId)
            order by c.issued_at desc, c.id desc limit @take + 1
            """,
            new
            {
                id,
                before,
                beforeId,
                take,
            },
            ct
        );
        return TypedResults.Ok(Page<CertificateView>.Of(certificates, take, c => [c.IssuedAt, c.Id]));
    }

    /// <summary>POST …/nominations/{id}/certificates.</summary>
    public static async Task<Results<Ok<CertificateView>, RefusalResult>> Issue(
        Guid id,
        IssueCertificateRequest request,
        HttpContext http,
        CommendationsDb db,
        Nominees nominees,
        CommendationsSealing sealing,
        CertificateFont font,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (ResidentId.StandsIn(request.Reason))
        {
            return CommendationsErrors.ResidentIdInText.ToResult();
        }
        if (font.Find() is not { } faces)
        {
            return CommendationsErrors.FontMissing.ToResult();
        }
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<CertificateView>(
            user.Actor,
            async tx =>
            {
                var row = await tx.QueryOne<NominationRow>(
                    $"select {NominationRow.Columns} from nomination n where n.id = @id and {Sight.Reviewable} for update of n",
                    Sight.Of(user, id)
                );
                if (row is null)
                {
                    return CommendationsErrors.NominationNotFound;
                }
                if (row.State != NominationState.Announced)
                {
                    return CommendationsErrors.NotAnnounced.With("state", row.State);
                }
                var version = await tx.QueryOne<int>(
                    "select coalesce(max(version), 0) + 1 from certificate where nomination_id = @id and language = @Language",
                    new { id, request.Language }
                );
                if (version > 1 && request.Reason is null)
                {
                    return CommendationsErrors.ReasonNeeded;
                }
                var round = await tx.QueryOne<RoundWords>(
                    "select name_zh, name_en, basis_zh, basis_en, is_sample from commendation_round where id = @RoundId",
                    new { row.RoundId }
                );
                var code = VerificationCode.New();
                var facts = Facts(
                    row,
                    round!,
                    row.Sealed is null ? null : nominees.Open(row),
                    request.Language,
                    version,
                    code
                );
                if (CertificateDrawing.Missing(facts, faces) is { Length: > 0 } missing)
                {
                    return CommendationsErrors.FontLacksCharacter.With("characters", missing);
                }
                var pdf = CertificateDrawing.Pdf(facts, faces);
                var now = clock.GetUtcNow();
                var certificate = Guid.CreateVersion7(now);
                var issued = await tx.QueryOne<CertificateView>(
                    $"""
                    insert into certificate as c (id, nomination_id, language, version, code_hash, content_sealed, sha256, reason,
                        issued_at, issued_by, issued_by_name)
                    values (@certificate, @id, @Language, @version, @CodeHash, @Sealed, @Sha256, @Reason, @now, @Subject, @DisplayName)
                    returning {Columns}
                    """,
                    new
                    {
                        certificate,
                        id,
                        request.Language,
                        version,
                        CodeHash = VerificationCode.Hash(code),
                        Sealed = sealing.Seal(certificate, Content, Convert.ToBase64String(pdf)),
                        Sha256 = Convert.ToHexStringLower(SHA256.HashData(pdf)),
                        request.Reason,
                        now,
                        user.Subject,
                        user.DisplayName,
                    }
                );
                tx.Audit(
                    "commendations.certificate.issued",
                    id.ToString(),
                    new
                    {
                        row.Number,
                        request.Language,
                        version,
                        issued!.Sha256,
                        request.Reason,
                    }
                );
                return issued;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }

    /// <summary>GET /api/commendations/certificates/{id}: the file as it was issued. It names a person, so reading it is in the audit.</summary>
    public static async Task<Results<FileContentHttpResult, RefusalResult>> Download(
        Guid id,
        HttpContext http,
        CommendationsDb db,
        CommendationsSealing sealing,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var found = await db.QueryOne<Stored>(
            $"""
            select n.number, c.language, c.version, c.content_sealed from certificate c join nomination n on n.id = c.nomination_id
            where c.id = @id and {Sight.Readable}
            """,
            Sight.Of(user, id),
            ct
        );
        if (found is null)
        {
            return CommendationsErrors.CertificateNotFound.ToResult();
        }
        await db.InTransaction<bool>(
            user.Actor,
            tx =>
            {
                tx.Audit(
                    "commendations.certificate.read",
                    id.ToString(),
                    new
                    {
                        found.Number,
                        found.Language,
                        found.Version,
                    }
                );
                return Task.FromResult<Outcome<bool>>(true);
            },
            ct: ct
        );
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(
            Convert.FromBase64String(sealing.Open(id, Content, found.ContentSealed)),
            "application/pdf",
            $"{found.Number}-{found.Language}-v{found.Version}.pdf"
        );
    }

    private static CertificateFacts Facts(
        NominationRow row,
        RoundWords round,
        PersonData? person,
        string language,
        int version,
        string code
    )
    {
        var english = language == "en";
        return new CertificateFacts(
            language,
            row.Category,
            english ? person?.NameEn ?? row.NameEn! : person?.NameZh ?? row.NameZh!,
            english ? row.WorkUnitEn : row.WorkUnitZh,
            english ? round.NameEn : round.NameZh,
            english ? round.BasisEn : round.BasisZh,
            row.DocumentNumber!,
            DateOnly.FromDateTime(BusinessTime.Local(row.AnnouncedAt!.Value).DateTime),
            row.Number,
            version,
            code,
            round.IsSample
        );
    }

    private sealed record RoundWords(string NameZh, string NameEn, string BasisZh, string BasisEn, bool IsSample);

    private sealed record Stored(string Number, string Language, int Version, byte[] ContentSealed);
}
