using System.Text.Json.Serialization;
using RegionNet.Portal.Language;

namespace RegionNet.Portal.Api;

/// <summary>Somebody of the pool of evaluators.</summary>
public sealed class PoolEvaluator
{
    public string Id { get; set; } = "";
    public string Subject { get; set; } = "";
    public string Name { get; set; } = "";
    public string Employer { get; set; } = "";
    public string? EmployerOrganisationId { get; set; }
    public string ProvinceCode { get; set; } = "";
    public List<string> Fields { get; set; } = [];
    public bool Active { get; set; }
    public int Version { get; set; }
    public int Assignments { get; set; }
    public int Relations { get; set; }
}

public sealed class EvaluatorAccount
{
    public string Subject { get; set; } = "";
    public string Name { get; set; } = "";
}

/// <summary>What is written of an evaluator: with a subject a new one, with a version a changed one.</summary>
public sealed class EvaluatorDraft
{
    public string? Subject { get; set; }
    public int? Version { get; set; }
    public string Employer { get; set; } = "";
    public string? EmployerOrganisationId { get; set; }
    public string ProvinceCode { get; set; } = "";
    public List<string> Fields { get; set; } = [];
    public bool? Active { get; set; }
}

public sealed class VoidedAssignment
{
    public string ZoneId { get; set; } = "";
    public bool Replaced { get; set; }
}

public sealed class EvaluatorChanged
{
    public PoolEvaluator Evaluator { get; set; } = new();
    public List<VoidedAssignment> Voided { get; set; } = [];
}

public sealed class EvaluatorVersion
{
    public int Version { get; set; }
    public string Employer { get; set; } = "";
    public string ProvinceCode { get; set; } = "";
    public List<string> Fields { get; set; } = [];
    public bool Active { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
    public string? ChangedByName { get; set; }
}

/// <summary>A relation of an evaluator with a zone; days are yyyy-MM-dd, the last one included.</summary>
public sealed class EvaluatorRelation
{
    public string Id { get; set; } = "";
    public string ZoneId { get; set; } = "";
    public string? ZoneZh { get; set; }
    public string? ZoneEn { get; set; }
    public string Kind { get; set; } = "";
    public string From { get; set; } = "";
    public string? Until { get; set; }
    public string Statement { get; set; } = "";
    public bool Declared { get; set; }
    public DateTimeOffset RecordedAt { get; set; }
    public string? RecordedByName { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }
    public string? WithdrawnReason { get; set; }
    public string Zone => Languages.Pick(ZoneZh, ZoneEn);
}

public sealed class RelationDraft
{
    public string ZoneId { get; set; } = "";
    public string Kind { get; set; } = "relation";
    public string? From { get; set; }
    public string? Until { get; set; }
    public string Statement { get; set; } = "";
}

public sealed class RelationRecorded
{
    public string Id { get; set; } = "";
    public List<VoidedAssignment> Voided { get; set; } = [];
}

public sealed class ReasonOnly
{
    public string Reason { get; set; } = "";
}

/// <summary>Who scores whom in a round.</summary>
public sealed class Panel
{
    public int PerZone { get; set; }
    public string Stage { get; set; } = "";
    public string ScoringUntil { get; set; } = "";
    public List<PanelZone> Zones { get; set; } = [];
    public List<PanelEvaluator> Evaluators { get; set; } = [];
    public List<PanelAssignment> Assignments { get; set; } = [];
    public bool Connected { get; set; }
    public List<List<string>> Components { get; set; } = [];
}

public sealed class PanelZone
{
    public string Id { get; set; } = "";
    public string? Zh { get; set; }
    public string? En { get; set; }
    public string ProvinceCode { get; set; } = "";
    public int Standing { get; set; }
    public int Locked { get; set; }
    public string Name => Languages.Pick(Zh, En);
}

public sealed class PanelEvaluator
{
    public string Id { get; set; } = "";
    public string Name { get; set; } = "";
    public string Employer { get; set; } = "";
    public string ProvinceCode { get; set; } = "";
    public List<string> Fields { get; set; } = [];
    public bool Active { get; set; }
    public string? Pseudonym { get; set; }
    public int Load { get; set; }
}

public sealed class PanelAssignment
{
    public string Id { get; set; } = "";
    public string ZoneId { get; set; } = "";
    public string EvaluatorId { get; set; } = "";
    public string Pseudonym { get; set; } = "";
    public string State { get; set; } = "";
    public int Filled { get; set; }
    public int Cells { get; set; }
    public DateTimeOffset? LockedAt { get; set; }
    public DateTimeOffset? VoidedAt { get; set; }
    public string? VoidKind { get; set; }
    public string? VoidReason { get; set; }
    public string? VoidedByName { get; set; }
    public string? Replaces { get; set; }
    public string? Conflict { get; set; }
}

public sealed class PlanRequest
{
    public long Seed { get; set; }
    public string? Plan { get; set; }
}

public sealed class PlannedAssignment
{
    public string ZoneId { get; set; } = "";
    public string EvaluatorId { get; set; } = "";
}

public sealed class ZoneShortage
{
    public string ZoneId { get; set; } = "";
    public int Wanted { get; set; }
    public int Candidates { get; set; }
    public Dictionary<string, int> Conflicts { get; set; } = [];
}

public sealed class PanelPlan
{
    public string Plan { get; set; } = "";
    public List<PlannedAssignment> Added { get; set; } = [];
    public List<ZoneShortage> Shortages { get; set; } = [];
    public bool Connected { get; set; }
    public bool Provably { get; set; }
    public List<List<string>> Components { get; set; } = [];
    public int LoadDifference { get; set; }
    public int LeastLoadDifference { get; set; }
    public int FieldsCovered { get; set; }
    public int FieldsToCover { get; set; }
}

/// <summary>A sheet of the person who reads it.</summary>
public sealed class SheetSummary
{
    public string RoundId { get; set; } = "";
    public string? RoundZh { get; set; }
    public string? RoundEn { get; set; }
    public string Stage { get; set; } = "";
    public string Until { get; set; } = "";
    public string ZoneId { get; set; } = "";
    public string? ZoneZh { get; set; }
    public string? ZoneEn { get; set; }
    public string State { get; set; } = "";
    public int Filled { get; set; }
    public int Cells { get; set; }
    public bool Closed { get; set; }
    public DateTimeOffset? LockedAt { get; set; }
    public string? Conflict { get; set; }
    public string Round => Languages.Pick(RoundZh, RoundEn);
    public string Zone => Languages.Pick(ZoneZh, ZoneEn);
}

public sealed class SheetCellView
{
    public string Indicator { get; set; } = "";
    public string? Zh { get; set; }
    public string? En { get; set; }
    public int Version { get; set; }
    public decimal? Mark { get; set; }
    public string? Comment { get; set; }
    public DateTimeOffset? SavedAt { get; set; }
    public string Name => Languages.Pick(Zh, En);
}

public sealed class ScoreSheet
{
    public SheetSummary Sheet { get; set; } = new();
    public List<SheetCellView> Cells { get; set; } = [];
    public bool OthersVisible { get; set; }
}

public sealed class MarkDraft
{
    public decimal Mark { get; set; }
    public string? Comment { get; set; }
    public int Version { get; set; }
}

public sealed class StoredMark
{
    public int Version { get; set; }
    public decimal Mark { get; set; }
    public string? Comment { get; set; }
    public DateTimeOffset SavedAt { get; set; }
}

public sealed class OtherMark
{
    public string Pseudonym { get; set; } = "";
    public string Indicator { get; set; } = "";
    public decimal Mark { get; set; }
    public string? Comment { get; set; }
}

public sealed class FormReport
{
    public bool DryRun { get; set; }
    public int Saved { get; set; }
    public int Unchanged { get; set; }
    public List<CellError> Errors { get; set; } = [];
}

/// <summary>What a zone states and shows for an indicator, as far as its evaluator needs it.</summary>
public sealed class SheetEvidence
{
    public List<SheetEvidenceItem> Indicators { get; set; } = [];
}

public sealed class SheetEvidenceItem
{
    public string Code { get; set; } = "";
    public string? Evidence { get; set; }
    public SheetStatement Filing { get; set; } = new();
    public List<SheetFile> Files { get; set; } = [];
}

public sealed class SheetStatement
{
    public string? Statement { get; set; }
    public string? NotApplicableReason { get; set; }
}

public sealed class SheetFile
{
    public string Id { get; set; } = "";
    public string Name { get; set; } = "";
    public int Size { get; set; }
    public bool Counts { get; set; }
    public bool Previews { get; set; }
}

public sealed class ModerationTask
{
    public string Id { get; set; } = "";
    public string ZoneId { get; set; } = "";
    public string? ZoneZh { get; set; }
    public string? ZoneEn { get; set; }
    public string Indicator { get; set; } = "";
    public string? Zh { get; set; }
    public string? En { get; set; }
    public string Kind { get; set; } = "";
    public decimal Lowest { get; set; }
    public decimal Highest { get; set; }
    public string DueOn { get; set; } = "";
    public int Asked { get; set; }
    public int Answered { get; set; }
    public bool MayAnswer { get; set; }
    public DateTimeOffset OpenedAt { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }
    public string? ClosingReason { get; set; }
    public string Zone => Languages.Pick(ZoneZh, ZoneEn);
    public string Name => Languages.Pick(Zh, En);
}

public sealed class ModeratedMark
{
    public string Pseudonym { get; set; } = "";
    public bool Mine { get; set; }
    public decimal Original { get; set; }
    public string? Comment { get; set; }
    public decimal? Answer { get; set; }
    public string? Reason { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
}

public sealed class ModerationDetail
{
    public ModerationTask Task { get; set; } = new();
    public List<ModeratedMark> Marks { get; set; } = [];
}

public sealed class ModerationAnswer
{
    public decimal Mark { get; set; }
    public string Reason { get; set; } = "";
}

/// <summary>Every mark of a round; those of a sheet in the order of the indicators.</summary>
public sealed class RoundScores
{
    public string Stage { get; set; } = "";
    public List<ScoredIndicator> Indicators { get; set; } = [];
    public List<ScoredZone> Zones { get; set; } = [];
}

public sealed class ScoredIndicator
{
    public string Code { get; set; } = "";
    public string? Zh { get; set; }
    public string? En { get; set; }
    public string Name => Languages.Pick(Zh, En);
}

public sealed class ScoredZone
{
    public string Id { get; set; } = "";
    public string? Zh { get; set; }
    public string? En { get; set; }
    public List<ScoredSheet> Sheets { get; set; } = [];
    public string Name => Languages.Pick(Zh, En);
}

public sealed class ScoredSheet
{
    public string Evaluator { get; set; } = "";
    public List<decimal?> Marks { get; set; } = [];
}

/// <summary>A zone as a choice.</summary>
public sealed class ZoneChoice
{
    public string Id { get; set; } = "";
    public string? Zh { get; set; }
    public string? En { get; set; }

    [JsonIgnore]
    public string Name => Languages.Pick(Zh, En);
}
