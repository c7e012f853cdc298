using System.Globalization;
using System.Text.Json.Serialization;
using RegionNet.Portal.Language;

namespace RegionNet.Portal.Api;

/// <summary>A demonstration zone; days are yyyy-MM-dd, the last one included.</summary>
public sealed class DemonstrationZone
{
    public string Id { get; set; } = "";
    public string PlaceCode { get; set; } = "";
    public string? Zh { get; set; }
    public string? En { get; set; }
    public int Batch { get; set; }
    public string State { get; set; } = "";
    public string? OrganisationId { get; set; }
    public string? OrganisationZh { get; set; }
    public string? OrganisationEn { get; set; }
    public List<string> CooperationZones { get; set; } = [];
    public string? ConstructionFrom { get; set; }
    public string? ConstructionUntil { get; set; }
    public string? ValidityFrom { get; set; }
    public string? ValidityUntil { get; set; }
    public int Version { get; set; }
    public string? EffectiveOn { get; set; }
    public string? DocumentNumber { get; set; }
    public string? Reason { get; set; }
    public string? RoundId { get; set; }
    public List<string> Moves { get; set; } = [];
    public string Name => Languages.Pick(Zh, En);
    public string Organisation => Languages.Pick(OrganisationZh, OrganisationEn);
}

public sealed class ZoneStep
{
    public int Version { get; set; }
    public string FromState { get; set; } = "";
    public string ToState { get; set; } = "";
    public DateTimeOffset At { get; set; }
    public string ByName { get; set; } = "";
    public string? EffectiveOn { get; set; }
    public string? DocumentNumber { get; set; }
    public string? Reason { get; set; }
    public string? RoundId { get; set; }
    public string? RoundCode { get; set; }
    public string? OrganisationZh { get; set; }
    public string? OrganisationEn { get; set; }
    public string Organisation => Languages.Pick(OrganisationZh, OrganisationEn);
}

public sealed class ZoneApplication
{
    public string PlaceCode { get; set; } = "";
    public string Zh { get; set; } = "";
    public string En { get; set; } = "";
    public int Batch { get; set; }
    public string? DocumentNumber { get; set; }
}

/// <summary>A call for applications.</summary>
public sealed class ZoneBatch
{
    public int Number { get; set; }
    public string? CallDocument { get; set; }
    public string? NoticeFrom { get; set; }
    public string? NoticeUntil { get; set; }
    public string? ConfirmedOn { get; set; }
    public int Version { get; set; }
    public int Zones { get; set; }

    [JsonIgnore]
    public string Key => Number.ToString(CultureInfo.InvariantCulture);
}

public sealed class BatchChange
{
    public int Version { get; set; }
    public string? CallDocument { get; set; }
    public string? NoticeFrom { get; set; }
    public string? NoticeUntil { get; set; }
    public string? ConfirmedOn { get; set; }
}

public sealed class ZoneMove
{
    public int Version { get; set; }
    public string To { get; set; } = "";
    public string? DocumentNumber { get; set; }
    public string? Reason { get; set; }
    public string? EffectiveOn { get; set; }
    public string? PeriodFrom { get; set; }
    public string? PeriodUntil { get; set; }
}

public sealed class FilerName
{
    public int Version { get; set; }
    public string? OrganisationId { get; set; }
}

public sealed class FilerNamed
{
    public DemonstrationZone Zone { get; set; } = new();
    public List<VoidedAssignment> Voided { get; set; } = [];
}

public sealed class AssessmentRound
{
    public string Id { get; set; } = "";
    public string Code { get; set; } = "";
    public string? NameZh { get; set; }
    public string? NameEn { get; set; }
    public string Purpose { get; set; } = "";
    public string FrameworkId { get; set; } = "";
    public string? FrameworkZh { get; set; }
    public string? FrameworkEn { get; set; }
    public int FrameworkVersion { get; set; }
    public bool FrameworkOfficial { get; set; }
    public string? FrameworkHash { get; set; }
    public string Stage { get; set; } = "";
    public string? StageUntil { get; set; }
    public string Rule { get; set; } = "";
    public decimal SpreadLimit { get; set; }
    public int EvaluatorsPerZone { get; set; }
    public string SelfAssessmentUntil { get; set; } = "";
    public string EvidenceCheckUntil { get; set; } = "";
    public string ScoringUntil { get; set; } = "";
    public string ReconciliationUntil { get; set; } = "";
    public string? NoticeFrom { get; set; }
    public string? NoticeUntil { get; set; }
    public string? NoticePlace { get; set; }
    public string? AppealsUntil { get; set; }
    public int Zones { get; set; }
    public int Version { get; set; }
    public bool IsSample { get; set; }
    public string Name => Languages.Pick(NameZh, NameEn);
    public string Framework => Languages.Pick(FrameworkZh, FrameworkEn);

    /// <summary>The last days of its stages, in their order.</summary>
    [JsonIgnore]
    public (string Stage, string Until)[] Calendar =>
        [
            ("self-assessment", SelfAssessmentUntil),
            ("evidence-check", EvidenceCheckUntil),
            ("scoring", ScoringUntil),
            ("reconciliation", ReconciliationUntil),
        ];
}

public sealed class RoundZone
{
    public string ZoneId { get; set; } = "";
    public string PlaceCode { get; set; } = "";
    public string? Zh { get; set; }
    public string? En { get; set; }
    public string State { get; set; } = "";
    public int Indicators { get; set; }
    public int? Filed { get; set; }
    public int? Accepted { get; set; }
    public int? Returned { get; set; }
    public DateTimeOffset? FiledAt { get; set; }
    public string? FiledByName { get; set; }
    public int? Sheets { get; set; }
    public int? Locked { get; set; }
    public string? Outcome { get; set; }
    public string Name => Languages.Pick(Zh, En);
}

public sealed class RoundPlan
{
    public string NameZh { get; set; } = "";
    public string NameEn { get; set; } = "";
    public string Purpose { get; set; } = "acceptance";
    public string FrameworkId { get; set; } = "";
    public List<string> ZoneIds { get; set; } = [];
    public string Rule { get; set; } = "trimmed";
    public decimal SpreadLimit { get; set; } = 20;
    public int EvaluatorsPerZone { get; set; } = 5;
    public string SelfAssessmentUntil { get; set; } = "";
    public string EvidenceCheckUntil { get; set; } = "";
    public string ScoringUntil { get; set; } = "";
    public string ReconciliationUntil { get; set; } = "";
}

public sealed class NewAssessmentRound
{
    public string Code { get; set; } = "";
    public RoundPlan Plan { get; set; } = new();
}

/// <summary>Days that are not set stay as they are.</summary>
public sealed class StagesPutOff
{
    public int Version { get; set; }
    public string Reason { get; set; } = "";
    public string? SelfAssessmentUntil { get; set; }
    public string? EvidenceCheckUntil { get; set; }
    public string? ScoringUntil { get; set; }
    public string? ReconciliationUntil { get; set; }
}

/// <summary>What was done with a round: from the same stage to the same is a change, or days put off.</summary>
public sealed class RoundStep
{
    public int Version { get; set; }
    public string FromStage { get; set; } = "";
    public string ToStage { get; set; } = "";
    public DateTimeOffset At { get; set; }
    public string ByName { get; set; } = "";
    public string? DocumentNumber { get; set; }
    public string? Reason { get; set; }
    public string? NoticeFrom { get; set; }
    public string? NoticeUntil { get; set; }
}

public sealed class RoundChange
{
    public int Version { get; set; }
    public RoundPlan Plan { get; set; } = new();
}

public sealed class CalendarStage
{
    public string Stage { get; set; } = "";
    public int WorkingDays { get; set; }
    public string Until { get; set; } = "";
    public bool Official { get; set; }
}

public sealed class ResultNotice
{
    public string From { get; set; } = "";
    public string Place { get; set; } = "";
    public string? Until { get; set; }
    public string? AppealsUntil { get; set; }
    public string? Ground { get; set; }
}

public sealed class ZoneOutcome
{
    public string ZoneId { get; set; } = "";
    public string Outcome { get; set; } = "";
    public string? Reason { get; set; }
    public string? Until { get; set; }
}

public sealed class StageMove
{
    public int Version { get; set; }
    public string To { get; set; } = "";
    public string? DocumentNumber { get; set; }
    public string? Reason { get; set; }
    public ResultNotice? Notice { get; set; }
    public List<ZoneOutcome>? Outcomes { get; set; }
}

public sealed class ZoneFiling
{
    public AssessmentRound Round { get; set; } = new();
    public string ZoneId { get; set; } = "";
    public string? ZoneZh { get; set; }
    public string? ZoneEn { get; set; }
    public DateTimeOffset? FiledAt { get; set; }
    public string? FiledByName { get; set; }
    public string? Until { get; set; }
    public bool MayHandIn { get; set; }
    public bool MayCheck { get; set; }
    public bool Scans { get; set; }
    public List<string> OpenIndicators { get; set; } = [];
    public List<FiledIndicator> Indicators { get; set; } = [];
    public string Zone => Languages.Pick(ZoneZh, ZoneEn);
}

public sealed class FiledIndicator
{
    public string Code { get; set; } = "";
    public string? Zh { get; set; }
    public string? En { get; set; }
    public string? GroupZh { get; set; }
    public string? GroupEn { get; set; }
    public string Method { get; set; } = "";
    public string? Unit { get; set; }
    public string? Evidence { get; set; }
    public decimal? Floor { get; set; }
    public decimal? Target { get; set; }
    public bool Open { get; set; }
    public IndicatorFiling Filing { get; set; } = new();
    public List<EvidenceFile> Files { get; set; } = [];
    public string Name => Languages.Pick(Zh, En);
    public string Group => Languages.Pick(GroupZh, GroupEn);
}

public sealed class IndicatorFiling
{
    public string Indicator { get; set; } = "";
    public decimal? Value { get; set; }
    public string? Statement { get; set; }
    public string? NotApplicableReason { get; set; }
    public bool NotApplicableApproved { get; set; }
    public bool IsFiled { get; set; }
    public string EvidenceState { get; set; } = "open";
    public string? CheckReason { get; set; }
    public int Version { get; set; }
    public DateTimeOffset? ChangedAt { get; set; }
    public string? ChangedByName { get; set; }
}

public sealed class FilingDraft
{
    public int Version { get; set; }
    public decimal? Value { get; set; }
    public string? Statement { get; set; }
    public string? NotApplicableReason { get; set; }
}

public sealed class EvidenceFile
{
    public string Id { get; set; } = "";
    public string Indicator { get; set; } = "";
    public string Name { get; set; } = "";
    public string MediaType { get; set; } = "";
    public int Size { get; set; }
    public string Sha256 { get; set; } = "";
    public int Version { get; set; }
    public DateTimeOffset UploadedAt { get; set; }
    public string UploadedByName { get; set; } = "";
    public string ScanState { get; set; } = "";
    public bool Counts { get; set; }
    public bool Previews { get; set; }
}

public sealed class EvidenceCheck
{
    public int Version { get; set; }
    public string Outcome { get; set; } = "";
    public string? Reason { get; set; }
}

public sealed class HandedIn
{
    public DateTimeOffset FiledAt { get; set; }
    public string FiledByName { get; set; } = "";
}

public sealed class Verdicts
{
    public List<Veto> Vetoes { get; set; } = [];
    public List<Adjustment> Adjustments { get; set; } = [];
    public List<ResultAppeal> Appeals { get; set; } = [];
    public List<string> MayAppeal { get; set; } = [];
}

public sealed class Veto
{
    public string Id { get; set; } = "";
    public string ZoneId { get; set; } = "";
    public string Code { get; set; } = "";
    public string Fact { get; set; } = "";
    public string State { get; set; } = "";
    public string ProposedByName { get; set; } = "";
    public List<string> Approvals { get; set; } = [];
    public string? RejectionReason { get; set; }
    public bool MayDecide { get; set; }
}

public sealed class Adjustment
{
    public string Id { get; set; } = "";
    public string ZoneId { get; set; } = "";
    public string Kind { get; set; } = "";
    public decimal Points { get; set; }
    public string Reason { get; set; } = "";
    public string State { get; set; } = "";
    public string ProposedByName { get; set; } = "";
    public string? DecidedByName { get; set; }
    public string? DecisionReason { get; set; }
    public bool MayDecide { get; set; }
}

public sealed class ResultAppeal
{
    public string Id { get; set; } = "";
    public string ZoneId { get; set; } = "";
    public string? ZoneZh { get; set; }
    public string? ZoneEn { get; set; }
    public List<string> Indicators { get; set; } = [];
    public string Grounds { get; set; } = "";
    public DateTimeOffset FiledAt { get; set; }
    public string FiledByName { get; set; } = "";
    public string? Outcome { get; set; }
    public string? Reason { get; set; }
    public string Zone => Languages.Pick(ZoneZh, ZoneEn);
}

public sealed class NewVeto
{
    public string Code { get; set; } = "";
    public string Fact { get; set; } = "";
    public string? DocumentNumber { get; set; }
}

public sealed class NewAdjustment
{
    public string Kind { get; set; } = "bonus";
    public decimal Points { get; set; }
    public string Reason { get; set; } = "";
    public string? DocumentNumber { get; set; }
}

public sealed class NewAppeal
{
    public List<string> Indicators { get; set; } = [];
    public string Grounds { get; set; } = "";
}

/// <summary>approved or rejected of a proposal; upheld or rejected of an appeal.</summary>
public sealed class Verdict
{
    public string Outcome { get; set; } = "";
    public string? Reason { get; set; }
}

public sealed class DeadlineReminder
{
    public string Id { get; set; } = "";
    public string RoundId { get; set; } = "";
    public string? RoundZh { get; set; }
    public string? RoundEn { get; set; }
    public string Stage { get; set; } = "";
    public string Until { get; set; } = "";
    public string Kind { get; set; } = "";
    public string? ZoneId { get; set; }
    public int Open { get; set; }
    public string Round => Languages.Pick(RoundZh, RoundEn);
}
