using RegionNet.Portal.Api;

namespace RegionNet.Portal.Discipline;

/// <summary>Whether a form asks for a text.</summary>
public enum Asked
{
    No,
    Optionally,
    Always,
}

/// <summary>What the form of a step asks for.</summary>
/// <param name="Documents">Kinds of documents that are handed in with it.</param>
/// <param name="Day">served or hearing: a day it asks for.</param>
/// <param name="Choice">listed, granted or approved: what is decided.</param>
public sealed record StepForm(
    string Step,
    string Path,
    IReadOnlyList<string> Documents,
    Asked Clause = Asked.No,
    Asked Note = Asked.No,
    string? Day = null,
    string? Choice = null
)
{
    /// <summary>The flag that a step sets or lifts.</summary>
    public string? Flag { get; init; }
    public bool Raised { get; init; }
    public bool Dangerous { get; init; }

    public static StepForm Of(CaseStep step) =>
        step.Name switch
        {
            "dropping" or "return" => New(step, [], note: Asked.Always),
            "proposal" => New(step, [], Asked.Always, Asked.Optionally),
            "service" => New(step, ["prior-notice", "proof-of-service"], day: "served"),
            "statement" => New(step, ["statement"]),
            "waiver" => New(step, ["waiver"]),
            "hearing" => New(step, ["hearing-request", "hearing-notice"], day: "hearing"),
            "undetermined" => New(step, ["correction"], note: Asked.Optionally),
            "decision" => New(step, ["decision"], note: Asked.Optionally, choice: "listed"),
            "repair" => New(step, ["repair-application", "commitment", "correction"]),
            "repair-decision" => New(step, ["repair-decision"], choice: "granted"),
            "revocation" => New(step, ["revocation-decision"], Asked.Always),
            "reinstatement" => New(step, ["reinstatement-decision"], Asked.Always),
            "ending-decision" => New(step, [], choice: "approved"),
            _ => New(step, []),
        };

    public static StepForm OfFlag(string flag, bool raised) =>
        new("flag", "flags", [FlagDocument(flag)]) { Flag = flag, Raised = raised };

    /// <summary>A step that needs nothing said is asked about once and taken.</summary>
    public bool IsBare =>
        Documents.Count == 0 && Clause == Asked.No && Note == Asked.No && Day is null && Choice is null;

    public CaseStepRequest Request(int version, StepDraft draft)
    {
        string? Id(string kind) => draft.Documents.GetValueOrDefault(kind)?.Id;
        var request = new CaseStepRequest { Version = version };
        switch (Step)
        {
            case "dropping" or "return":
                request.Reason = draft.Note;
                break;
            case "proposal":
                (request.Clause, request.Note) = (draft.Clause, draft.Note);
                break;
            case "service":
                (request.PriorNoticeId, request.ProofOfServiceId) = (Id("prior-notice"), Id("proof-of-service"));
                request.ServedOn = draft.Day;
                break;
            case "hearing":
                (request.RequestId, request.NoticeId) = (Id("hearing-request"), Id("hearing-notice"));
                request.HearingOn = draft.Day;
                break;
            case "undetermined":
                (request.CorrectionId, request.Note) = (Id("correction"), draft.Note);
                break;
            case "decision":
                (request.Listed, request.DocumentId, request.Note) = (draft.Yes, Id("decision"), draft.Note);
                request.Months = draft.Yes == true ? draft.Months : null;
                break;
            case "repair":
                (request.ApplicationId, request.CommitmentId) = (Id("repair-application"), Id("commitment"));
                request.CorrectionId = Id("correction");
                break;
            case "repair-decision":
                (request.Granted, request.DocumentId) = (draft.Yes, Id("repair-decision"));
                break;
            case "revocation" or "reinstatement":
                request.Kind = Step == "revocation" ? "revoked" : "reinstated";
                (request.DocumentId, request.Clause) = (Id(Documents[0]), draft.Clause);
                break;
            case "ending-decision":
                request.Approved = draft.Yes;
                break;
            case "flag":
                (request.Flag, request.Raised, request.DocumentId) = (Flag, Raised, Id(Documents[0]));
                break;
            default:
                request.DocumentId = Documents is [var kind] ? Id(kind) : null;
                break;
        }
        return request;
    }

    private static string FlagDocument(string flag) =>
        flag switch
        {
            "review" => "review-notice",
            "suit" => "suit-notice",
            _ => "stay-order",
        };

    private static StepForm New(
        CaseStep step,
        string[] documents,
        Asked clause = Asked.No,
        Asked note = Asked.No,
        string? day = null,
        string? choice = null
    ) => new(step.Name, step.Path, documents, clause, note, day, choice) { Dangerous = step.Dangerous };
}

/// <summary>What a person has filled in of a step's form.</summary>
public sealed class StepDraft
{
    public string? Clause { get; set; }
    public string? Note { get; set; }
    public DateOnly? Day { get; set; }
    public bool? Yes { get; set; }
    public int? Months { get; set; }
    public Dictionary<string, DocumentDraft> Documents { get; } = new(StringComparer.Ordinal);
}

/// <summary>A document that is there already, or one that is handed in now.</summary>
public sealed class DocumentDraft
{
    public string Kind { get; set; } = "";

    /// <summary>Of the document that is there; null for a new one.</summary>
    public string? Id { get; set; }
    public string Number { get; set; } = "";
    public DateOnly? IssuedOn { get; set; }
    public string? FileName { get; set; }
    public string MediaType { get; set; } = "";
    public string? Content { get; set; }

    /// <summary>Which of its fields are missing: number, day, file.</summary>
    public IEnumerable<string> Missing()
    {
        if (Id is not null)
        {
            yield break;
        }
        if (string.IsNullOrWhiteSpace(Number))
        {
            yield return "number";
        }
        if (IssuedOn is null)
        {
            yield return "day";
        }
        if (Content is null)
        {
            yield return "file";
        }
    }

    public NewCaseDocument ToRequest(int version) =>
        new()
        {
            Version = version,
            Kind = Kind,
            Number = Number.Trim(),
            IssuedOn = IssuedOn!.Value,
            MediaType = MediaType,
            Content = Content!,
        };
}
