using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using System.Net.Mime;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="Kind">See the table of moves for which kind a move needs.</param>
/// <param name="Number">Of the document, as it bears it.</param>
/// <param name="Content">Base64, at most 4 MB of it; kept sealed.</param>
public sealed record AddDocumentRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property:
        Required,
        RegularExpression(
            "evidence|prior-notice|proof-of-service|statement-answer|statement|waiver|hearing-request|hearing-notice|hearing-record|"
                + "decision|correction|repair-application|commitment|repair-decision|revocation-decision|reinstatement-decision|"
                + "review-notice|suit-notice|stay-order"
        )
    ]
        string Kind,
    [property: Required, StringLength(100, MinimumLength = 1), RegularExpression(@"\P{Cc}*\S\P{Cc}*")] string Number,
    [property: Required] DateOnly? IssuedOn,
    [property: Required, RegularExpression("application/pdf|image/png|image/jpeg|text/plain")] string MediaType,
    [property: Required, StringLength(4_000_000, MinimumLength = 4)] string Content
);

/// <summary>POST /api/discipline/cases/{id}/documents, and GET …/documents/{documentId} of the own authority's cases.</summary>
internal static class AddDocument
{
    private const string Field = "content";

    public static Task<Results<Ok<CaseDetail>, RefusalResult>> Handle(
        Guid id,
        AddDocumentRequest request,
        HttpContext http,
        CaseDesk desk,
        CaseSteps steps,
        DisciplineSealing sealing,
        TimeProvider clock
    ) =>
        desk.Handle(
            http,
            id,
            request.Version,
            request,
            async (tx, before) =>
            {
                if (PersonalText.Refuse(request.Number) is { } personal)
                {
                    return personal;
                }
                if (!Base64.IsValid(request.Content))
                {
                    return DisciplineErrors.DocumentNotBase64;
                }
                if (request.IssuedOn > clock.Today())
                {
                    return DisciplineErrors.DocumentFromTheFuture;
                }
                var document = Guid.CreateVersion7();
                var content = Convert.FromBase64String(request.Content);
                await tx.Execute(
                    """
                    insert into case_document (id, case_id, kind, number, issued_on, media_type, sha256, size, content_sealed, added_at,
                        added_by, added_by_name)
                    values (@document, @id, @Kind, @Number, @IssuedOn, @MediaType, @hash, @Length, @content, @now, @Subject, @Name)
                    """,
                    new
                    {
                        document,
                        id,
                        request.Kind,
                        request.Number,
                        request.IssuedOn,
                        request.MediaType,
                        hash = SHA256.HashData(content),
                        content.Length,
                        content = sealing.Seal(document, Field, request.Content),
                        now = clock.GetUtcNow(),
                        tx.Actor.Subject,
                        tx.Actor.Name,
                    }
                );
                return await steps.Take(tx, before, before, new CaseStep("document-added", document));
            }
        );

    public static async Task<Results<FileContentHttpResult, RefusalResult>> Read(
        Guid id,
        Guid documentId,
        HttpContext http,
        DisciplineDb db,
        DisciplineSealing sealing
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<StoredDocument>(
            user.Actor,
            async tx =>
            {
                var stored = await tx.QueryOne<StoredDocument>(
                    """
                    select d.media_type, d.content_sealed from case_document d join discipline_case c on c.id = d.case_id
                    where d.id = @documentId and c.id = @id and c.organisation_id = @OrganisationId
                    """,
                    new
                    {
                        id,
                        documentId,
                        user.OrganisationId,
                    }
                );
                if (stored is null)
                {
                    return DisciplineErrors.DocumentNotFound;
                }
                // A document may name people in full: reading it is kept like a reveal.
                tx.Audit("discipline.document.read", documentId.ToString(), new { caseId = id });
                return stored;
            },
            ct: http.RequestAborted
        );
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToResult();
        }
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentDisposition = DispositionTypeNames.Attachment;
        return TypedResults.File(
            Convert.FromBase64String(sealing.Open(documentId, Field, outcome.Value.ContentSealed)),
            outcome.Value.MediaType
        );
    }

    private sealed record StoredDocument(string MediaType, byte[] ContentSealed);
}
