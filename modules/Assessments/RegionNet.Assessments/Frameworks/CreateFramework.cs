using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <param name="Code">A known code: its next version; otherwise the first of a new framework.</param>
/// <param name="Official">Whether the source is an official table; a proposal otherwise, and said so wherever it is shown.</param>
/// <param name="Content">The tree: schema, weights, bonusCap, deductionCap, panel, vetoes, grades, nodes.</param>
public sealed record CreateFrameworkRequest(
    [property: Required, RegularExpression("^[a-z0-9][a-z0-9-]{1,40}$")] string Code,
    [property: Required, StringLength(200, MinimumLength = 1)] string NameZh,
    [property: Required, StringLength(200, MinimumLength = 1)] string NameEn,
    [property: Required] bool? Official,
    [property: Required, StringLength(500, MinimumLength = 1)] string SourceZh,
    [property: Required, StringLength(500, MinimumLength = 1)] string SourceEn,
    [property: Required] JsonElement? Content
);

/// <summary>
/// POST /api/assessments/frameworks: a version is never changed; whatever is different is the next one. All that is wrong with the
/// content is answered at once, each error with its path.
/// </summary>
internal static class CreateFramework
{
    public static async Task<Results<Ok<FrameworkView>, RefusalResult>> Handle(
        CreateFrameworkRequest request,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var (content, wrong) = FrameworkReader.Read(request.Content!.Value);
        var (draft, errors) = FrameworkDraft.Of(
            request.Code,
            request.NameZh,
            request.NameEn,
            request.Official!.Value,
            request.SourceZh,
            request.SourceEn,
            content,
            wrong
        );
        if (draft is null)
        {
            return FrameworkErrors.FrameworkInvalid.With("errors", errors).ToResult();
        }
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<FrameworkView>(
            user.Actor,
            tx => Keep(tx, draft, user, clock.GetUtcNow()),
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }

    public static async Task<Outcome<FrameworkView>> Keep(
        Tx tx,
        FrameworkDraft draft,
        CurrentUser user,
        DateTimeOffset now
    )
    {
        // Two that make the next version of one framework at the same time make two.
        await tx.Execute(
            "select pg_advisory_xact_lock(hashtextextended('framework ' || @Code, 0))",
            new { draft.Code }
        );
        var content = draft.Content.Text();
        var hash = CanonicalJson.Hash(content);
        var newest = await tx.QueryOne<FrameworkView>(
            $"select {FrameworkView.Columns} from framework f where f.code = @Code order by f.version desc limit 1",
            new { draft.Code }
        );
        if (newest is not null && IsSame(newest, draft, Convert.ToHexStringLower(hash)))
        {
            return FrameworkErrors.FrameworkUnchanged.With("version", newest.Version);
        }
        var view = await tx.QueryOne<FrameworkView>(
            $"""
            insert into framework as f (id, code, version, name_zh, name_en, official, source_zh, source_en, content, content_hash,
                changed_at, changed_by, changed_by_name)
            values (@Id, @Code, @Version, @NameZh, @NameEn, @Official, @SourceZh, @SourceEn, @content, @hash, @now, @Subject, @DisplayName)
            returning {FrameworkView.Columns}
            """,
            new
            {
                Id = Guid.CreateVersion7(now),
                draft.Code,
                Version = (newest?.Version ?? 0) + 1,
                draft.NameZh,
                draft.NameEn,
                draft.Official,
                draft.SourceZh,
                draft.SourceEn,
                content,
                hash,
                now,
                user.Subject,
                user.DisplayName,
            }
        );
        tx.Audit(
            "assessments.framework.created",
            view!.Id.ToString(),
            new
            {
                view.Code,
                view.Version,
                view.Hash,
            }
        );
        return view;
    }

    private static bool IsSame(FrameworkView newest, FrameworkDraft draft, string hash) =>
        (newest.Hash, newest.NameZh, newest.NameEn, newest.Official, newest.SourceZh, newest.SourceEn)
        == (hash, draft.NameZh, draft.NameEn, draft.Official, draft.SourceZh, draft.SourceEn);
}
