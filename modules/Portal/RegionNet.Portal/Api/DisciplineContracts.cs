using RegionNet.Portal.Language;

namespace RegionNet.Portal.Api;

/// <summary>Whom a case is about. Of a natural person only what is masked, until it is revealed for a purpose.</summary>
public sealed class DisciplineParty
{
    public string Id { get; set; } = "";
    public string Kind { get; set; } = "";
    public string Name { get; set; } = "";
    public string? Code { get; set; }

    /// <summary>Why a code was taken whose check digit fails.</summary>
    public string? CodeOverridden { get; set; }
    public string? MaskedId { get; set; }
    public string? PlaceCode { get; set; }
    public int Version { get; set; }
    public bool IsPerson => Kind == "person";
    public string? Identifier => IsPerson ? MaskedId : Code;
}

public sealed class DisciplineCase
{
    public string Id { get; set; } = "";
    public string Number { get; set; } = "";
    public string State { get; set; } = "";

    /// <summary>Its time is over; computed when it was asked for.</summary>
    public bool Expired { get; set; }
    public string ListCode { get; set; } = "";
    public string? ListZh { get; set; }
    public string? ListEn { get; set; }
    public string GroundCode { get; set; } = "";
    public string? GroundZh { get; set; }
    public string? GroundEn { get; set; }
    public DisciplineParty Party { get; set; } = new();
    public bool ReviewPending { get; set; }
    public bool SuitPending { get; set; }
    public bool Stayed { get; set; }
    public DateOnly? TermFrom { get; set; }

    /// <summary>First day after the period.</summary>
    public DateOnly? TermUntil { get; set; }
    public DateOnly? DueOn { get; set; }

    /// <summary>Negative when it is overdue; null where the holidays are not announced.</summary>
    public int? DueInWorkingDays { get; set; }
    public string? DueRuleId { get; set; }
    public DateTimeOffset OpenedAt { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
    public int Version { get; set; }
    public string List => Languages.Pick(ListZh, ListEn);
    public string Ground => Languages.Pick(GroundZh, GroundEn);
    public string ShownState => Expired ? "expired" : State;
}

public sealed class CaseEvent
{
    public int Version { get; set; }
    public string Action { get; set; } = "";
    public string FromState { get; set; } = "";
    public string ToState { get; set; } = "";
    public DateTimeOffset At { get; set; }
    public string Actor { get; set; } = "";
    public string? DocumentId { get; set; }
    public string? Clause { get; set; }
    public string? Note { get; set; }
    public DateOnly? Deadline { get; set; }
    public string? DeadlineRuleId { get; set; }
}

public sealed class CaseDocument
{
    public string Id { get; set; } = "";
    public string Kind { get; set; } = "";
    public string Number { get; set; } = "";
    public DateOnly IssuedOn { get; set; }
    public string MediaType { get; set; } = "";
    public string Sha256 { get; set; } = "";
    public int Size { get; set; }
    public DateTimeOffset AddedAt { get; set; }
    public string AddedBy { get; set; } = "";
}

public sealed class CaseRepair
{
    public string Id { get; set; } = "";
    public string State { get; set; } = "";
    public DateOnly AppliedOn { get; set; }
    public DateOnly? AcceptDue { get; set; }
    public DateTimeOffset? AcceptedAt { get; set; }
    public DateOnly? DecideDue { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public DateOnly? DisplayStopDue { get; set; }
    public DateTimeOffset? DisplayStoppedAt { get; set; }
}

/// <summary>A proposal to revoke an entry or to reinstate it.</summary>
public sealed class CaseEnding
{
    public string Kind { get; set; } = "";
    public string State { get; set; } = "";
    public string Clause { get; set; } = "";
    public string DocumentId { get; set; } = "";
    public DateTimeOffset ProposedAt { get; set; }
    public string ProposedBy { get; set; } = "";
    public DateTimeOffset? DecidedAt { get; set; }
    public string? DecidedBy { get; set; }
}

/// <summary>A move that the service's table allows from here.</summary>
public sealed class CaseMove
{
    public string To { get; set; } = "";
    public string? Document { get; set; }
    public bool Decides { get; set; }
}

public sealed class DisciplineCaseDetail
{
    public DisciplineCase Case { get; set; } = new();
    public string Facts { get; set; } = "";
    public string? Clause { get; set; }
    public string? GroundBasisZh { get; set; }
    public string? GroundBasisEn { get; set; }
    public string? PeriodRuleId { get; set; }
    public DateOnly? ServedOn { get; set; }

    /// <summary>The last day for the party's statement.</summary>
    public DateOnly? StatementUntil { get; set; }
    public DateTimeOffset? StatementWaivedAt { get; set; }
    public DateOnly? HearingOn { get; set; }
    public string? DecisionDocumentId { get; set; }
    public string? EntryId { get; set; }
    public List<CaseEvent> Events { get; set; } = [];
    public List<CaseDocument> Documents { get; set; } = [];
    public List<CaseRepair> Repairs { get; set; } = [];
    public List<CaseEnding> Endings { get; set; } = [];
    public List<CaseMove> Moves { get; set; } = [];
    public string GroundBasis => Languages.Pick(GroundBasisZh, GroundBasisEn);
    public CaseEnding? OpenEnding => Endings.Find(e => e.State == "proposed");

    public bool Has(string kind) => Documents.Exists(d => d.Kind == kind);
}

public sealed class NewParty
{
    public string Kind { get; set; } = "organisation";
    public string Name { get; set; } = "";
    public string? Code { get; set; }
    public string? CodeOverridden { get; set; }
    public string? ResidentId { get; set; }
    public string? PlaceCode { get; set; }
}

public sealed class NewDisciplineCase
{
    public NewParty Party { get; set; } = new();
    public string ListCode { get; set; } = "";
    public string GroundCode { get; set; } = "";
    public string Facts { get; set; } = "";
}

public sealed class NewCaseDocument
{
    public int Version { get; set; }
    public string Kind { get; set; } = "";
    public string Number { get; set; } = "";
    public DateOnly IssuedOn { get; set; }
    public string MediaType { get; set; } = "";

    /// <summary>Base64.</summary>
    public string Content { get; set; } = "";
}

/// <summary>What a step says; each step takes the members it knows, the others stay out of the message.</summary>
public sealed class CaseStepRequest
{
    /// <summary>Of the case as it was shown.</summary>
    public int Version { get; set; }
    public string? Reason { get; set; }
    public string? Clause { get; set; }
    public string? Note { get; set; }
    public string? DocumentId { get; set; }
    public string? PriorNoticeId { get; set; }
    public string? ProofOfServiceId { get; set; }
    public DateOnly? ServedOn { get; set; }
    public string? RequestId { get; set; }
    public string? NoticeId { get; set; }
    public DateOnly? HearingOn { get; set; }
    public bool? Listed { get; set; }
    public int? Months { get; set; }
    public string? CorrectionId { get; set; }
    public string? ApplicationId { get; set; }
    public string? CommitmentId { get; set; }
    public bool? Granted { get; set; }
    public string? Kind { get; set; }
    public bool? Approved { get; set; }
    public string? Flag { get; set; }
    public bool? Raised { get; set; }
}

/// <summary>A rule, and where it comes from; one that is not official is this product's proposal.</summary>
public abstract class DisciplineRule
{
    public string? Zh { get; set; }
    public string? En { get; set; }
    public string? BasisZh { get; set; }
    public string? BasisEn { get; set; }
    public bool Official { get; set; }
    public string Name => Languages.Pick(Zh, En);
    public string Basis => Languages.Pick(BasisZh, BasisEn);
}

public sealed class ListRule : DisciplineRule
{
    public string Code { get; set; } = "";
    public bool Publishes { get; set; }
    public string? PersonsBasis { get; set; }
}

public sealed class GroundRule : DisciplineRule
{
    public string Id { get; set; } = "";
    public string Code { get; set; } = "";
    public string ListCode { get; set; } = "";

    /// <summary>Corrected in time, it may be left undetermined.</summary>
    public bool MayBeLeft { get; set; }
}

public sealed class PeriodRule : DisciplineRule
{
    public string Id { get; set; } = "";
    public string ListCode { get; set; } = "";
    public string? GroundCode { get; set; }
    public int TermMonths { get; set; }
    public int LongestMonths { get; set; }
    public int? RepairAfterMonths { get; set; }
    public int? RepairBlockMonths { get; set; }
}

public sealed class DeadlineRule : DisciplineRule
{
    public string Id { get; set; } = "";
    public string Code { get; set; } = "";
    public string? ListCode { get; set; }
    public int Days { get; set; }
    public string Unit { get; set; } = "";
}

public sealed class DisciplineRules
{
    public DateOnly On { get; set; }
    public List<ListRule> Lists { get; set; } = [];
    public List<GroundRule> Grounds { get; set; } = [];
    public List<PeriodRule> Periods { get; set; } = [];
    public List<DeadlineRule> Deadlines { get; set; } = [];
}

/// <summary>A natural person's name and ID in full; for a purpose, and kept on the page only.</summary>
public sealed class RevealedParty
{
    public string Name { get; set; } = "";
    public string? ResidentId { get; set; }
}

/// <summary>A resident ID belongs in no address, so it is asked about in a message.</summary>
public sealed class CasesOfPerson
{
    public string ResidentId { get; set; } = "";
}

public sealed class NewPartyName
{
    public int Version { get; set; }
    public string Name { get; set; } = "";
    public DateOnly From { get; set; }
}

/// <summary>An entry as it stood on its list at the time that was asked about.</summary>
public sealed class ListEntry
{
    public string Id { get; set; } = "";
    public string ListCode { get; set; } = "";
    public string PartyKind { get; set; } = "";
    public string PartyName { get; set; } = "";
    public string? PartyCode { get; set; }
    public string? PlaceCode { get; set; }
    public string? GroundZh { get; set; }
    public string? GroundEn { get; set; }
    public string? AuthorityZh { get; set; }
    public string? AuthorityEn { get; set; }
    public string DocumentNumber { get; set; } = "";
    public string Clause { get; set; } = "";
    public DateOnly DecidedOn { get; set; }
    public DateOnly From { get; set; }

    /// <summary>First day after the period.</summary>
    public DateOnly Until { get; set; }
    public string State { get; set; } = "";
    public DateTimeOffset PublishedAt { get; set; }
    public DateTimeOffset KnownAt { get; set; }
    public string Ground => Languages.Pick(GroundZh, GroundEn);
    public string Authority => Languages.Pick(AuthorityZh, AuthorityEn);
}

/// <summary>What the system knew of an entry, and from when to when it knew it.</summary>
public sealed class ListEntryVersion
{
    public int Version { get; set; }
    public string State { get; set; } = "";
    public DateOnly From { get; set; }
    public DateOnly Until { get; set; }
    public long Sequence { get; set; }
    public DateTimeOffset KnownAt { get; set; }
    public DateTimeOffset? KnownUntil { get; set; }
}

public sealed class ListEntryDetail
{
    public ListEntry Entry { get; set; } = new();
    public bool InForce { get; set; }
    public List<ListEntryVersion> Versions { get; set; } = [];
}

/// <summary>A list that everybody may read.</summary>
public sealed class PublicList
{
    public string Code { get; set; } = "";
    public string? Zh { get; set; }
    public string? En { get; set; }
    public string? BasisZh { get; set; }
    public string? BasisEn { get; set; }
    public long InForce { get; set; }
    public DateTimeOffset? ChangedAt { get; set; }
    public string Name => Languages.Pick(Zh, En);
    public string Basis => Languages.Pick(BasisZh, BasisEn);
}
