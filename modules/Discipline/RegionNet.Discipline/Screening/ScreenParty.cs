using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>Screening of a natural person. The ID is used for its keyed hash and kept nowhere.</summary>
/// <param name="Purpose">Why; it stands in the audit.</param>
public sealed record ScreenPersonRequest(
    [property: Required, StringLength(18, MinimumLength = 18)] string ResidentId,
    [property: Required, StringLength(200, MinimumLength = 2)] string Purpose
);

/// <summary>One party at a time, also while it is typed. Nothing is written; what was seen has a version, by which it can be seen again.</summary>
internal static class ScreenParty
{
    private const int MostTyped = 200;

    /// <param name="name">As it is written anywhere: traditional, with or without region and legal form, or its pinyin.</param>
    /// <param name="version">Of an earlier answer: look at what it looked at.</param>
    public static async Task<Results<Ok<ScreeningView>, RefusalResult>> ByName(
        HttpContext http,
        DisciplineDb db,
        TimeProvider clock,
        CancellationToken ct,
        string? name = null,
        string? code = null,
        string? version = null,
        [Range(1, 50)] int limit = 10
    )
    {
        if (
            ResidentId.StandsIn(name)
            || (ResidentId.StandsIn(code) && CreditCode.Check(CreditCode.Normalise(code!)) != IdentifierFault.None)
        )
        {
            return ScreeningErrors.IdentifierInUrl.ToResult();
        }
        if (name?.Length > MostTyped || name?.Contains('\0', StringComparison.Ordinal) == true)
        {
            return KernelErrors.InvalidRequest.ToResult();
        }
        var asked = new Asked(name, string.IsNullOrWhiteSpace(code) ? null : CreditCode.Normalise(code));
        if (asked.Code is { } typed && CreditCode.Check(typed) == IdentifierFault.Format)
        {
            return DisciplineErrors.CreditCodeInvalid.ToResult();
        }
        if (asked.Code is null && asked.Query?.Name.Core is null or "")
        {
            return ScreeningErrors.NothingAsked.ToResult();
        }
        ListVersion? asOf = null;
        if (version is not null)
        {
            asOf = ListVersion.Read(version);
            if (asOf is null)
            {
                return ScreeningErrors.UnknownListVersion.ToResult();
            }
            if (asOf.Matcher != NameKeys.Version)
            {
                return ScreeningErrors.OtherMatcher.ToResult();
            }
        }
        var day = asOf?.Day ?? clock.Today();
        await using var connection = await db.Source.OpenConnectionAsync(ct);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { Screener.Command(asked, http.CurrentUser().OrganisationId, day, asOf) },
        };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var (seen, hits) = await Screener.Read(reader, asked, day, all: true, ct);
        if (asOf is not null && !seen.Heads.SequenceEqual(asOf.Heads.Where(h => h.Head > 0)))
        {
            return ScreeningErrors.UnknownListVersion.ToResult();
        }
        IReadOnlyList<ScreeningHit> shown = [.. hits.Take(limit)];
        return TypedResults.Ok(
            new ScreeningView(
                asked.Query is { } query
                    ? new(
                        query.Name.Core,
                        query.Name.Region,
                        query.Name.Suffix,
                        query.Pinyin ?? HanText.Pinyin(query.Name.Core)
                    )
                    : null,
                shown,
                (asOf ?? seen).Write(),
                Convert.ToHexStringLower(Screener.Hash($"{NameKeys.Version}|{asked.Norm}|{asked.Code}|{limit}", shown))
            )
        );
    }

    public static async Task<Results<Ok<ScreeningView>, RefusalResult>> ById(
        ScreenPersonRequest request,
        HttpContext http,
        DisciplineDb db,
        DisciplineSealing sealing,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var id = ResidentId.Normalise(request.ResidentId);
        var day = clock.Today();
        if (ResidentId.Check(id, day) != IdentifierFault.None)
        {
            return DisciplineErrors.ResidentIdInvalid.ToResult();
        }
        if (ResidentId.StandsIn(request.Purpose))
        {
            return DisciplineErrors.IdentifierInText.ToResult();
        }
        var fingerprint = sealing.Fingerprint(id);
        var outcome = await db.InTransaction<ScreeningView>(
            http.CurrentUser().Actor,
            async tx =>
            {
                var version = await ListVersion.Now(tx.Connection, day, ct);
                var hits = (await Identified.Find(tx.Connection, [fingerprint], [], version, ct)).Values.ToList();
                tx.Audit(
                    "discipline.person.screened",
                    fingerprint,
                    new { request.Purpose, Found = hits.Select(h => h.PartyId) }
                );
                return new ScreeningView(
                    null,
                    hits,
                    version.Write(),
                    Convert.ToHexStringLower(Screener.Hash($"{NameKeys.Version}|{fingerprint}", hits))
                );
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }
}
