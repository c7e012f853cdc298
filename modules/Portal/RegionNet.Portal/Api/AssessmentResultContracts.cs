using RegionNet.Portal.Language;

namespace RegionNet.Portal.Api;

/// <summary>A version of a framework of indicators.</summary>
public sealed class AssessmentFramework
{
    public string Id { get; set; } = "";
    public string Code { get; set; } = "";
    public int Version { get; set; }
    public string? NameZh { get; set; }
    public string? NameEn { get; set; }
    public bool Official { get; set; }
    public string? SourceZh { get; set; }
    public string? SourceEn { get; set; }
    public string Hash { get; set; } = "";
    public DateTimeOffset? FrozenAt { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
    public string? ChangedByName { get; set; }
    public string Name => Languages.Pick(NameZh, NameEn);
    public string Source => Languages.Pick(SourceZh, SourceEn);
}

public sealed class AssessmentFrameworkDetail
{
    public AssessmentFramework Framework { get; set; } = new();
    public FrameworkContent Content { get; set; } = new();
}

public sealed class FrameworkContent
{
    public string Weights { get; set; } = "";
    public decimal BonusCap { get; set; }
    public decimal DeductionCap { get; set; }
    public FrameworkPanel Panel { get; set; } = new();
    public List<NamedCode> Vetoes { get; set; } = [];
    public List<FrameworkGradeLine> Grades { get; set; } = [];
    public List<FrameworkTreeNode> Nodes { get; set; } = [];
}

public sealed class FrameworkPanel
{
    public int DropFrom { get; set; }
    public int FewestMarks { get; set; }
    public decimal SpreadLimit { get; set; }
    public int FewestZones { get; set; }
}

public sealed class NamedCode
{
    public string Code { get; set; } = "";
    public string? Zh { get; set; }
    public string? En { get; set; }
    public string Name => Languages.Pick(Zh, En);
}

public sealed class FrameworkGradeLine
{
    public string Code { get; set; } = "";
    public decimal Min { get; set; }
    public string? Zh { get; set; }
    public string? En { get; set; }
    public string Name => Languages.Pick(Zh, En);
}

public sealed class FrameworkStepLine
{
    public decimal From { get; set; }
    public decimal Points { get; set; }
}

public sealed class FrameworkTreeNode
{
    public string Code { get; set; } = "";
    public string? Zh { get; set; }
    public string? En { get; set; }
    public decimal Weight { get; set; }
    public List<FrameworkTreeNode>? Children { get; set; }
    public string? Method { get; set; }
    public string? Unit { get; set; }
    public string? Evidence { get; set; }
    public decimal? Floor { get; set; }
    public decimal? Target { get; set; }
    public List<FrameworkStepLine>? Steps { get; set; }
    public decimal? DeductPerEvent { get; set; }
    public string Name => Languages.Pick(Zh, En);
}

/// <summary>A text of a framework that has one field for both languages: "件 / count".</summary>
internal static class BothLanguages
{
    public static string Pick(string? text) =>
        text?.Split(" / ") is [var zh, var en] ? Languages.Pick(zh, en) : text ?? "";
}

public sealed class FrameworkPathError
{
    public string Path { get; set; } = "";
    public string? Zh { get; set; }
    public string? En { get; set; }
    public string Message => Languages.Pick(Zh, En);
}

public sealed class FrameworkImport
{
    public bool DryRun { get; set; }
    public string? Code { get; set; }
    public string? NameZh { get; set; }
    public string? NameEn { get; set; }
    public int? Indicators { get; set; }
    public AssessmentFramework? Framework { get; set; }
    public List<CellError> Cells { get; set; } = [];
    public List<FrameworkPathError> Paths { get; set; } = [];
    public string Name => Languages.Pick(NameZh, NameEn);
    public int Errors => Cells.Count + Paths.Count;
}

public sealed class RoundComputation
{
    public int Number { get; set; }
    public string Engine { get; set; } = "";
    public string InputHash { get; set; } = "";
    public string ResultHash { get; set; } = "";
    public DateTimeOffset ComputedAt { get; set; }
    public string? ComputedByName { get; set; }
}

public sealed class WithheldRanking
{
    public string Method { get; set; } = "";
    public string Reason { get; set; } = "";
    public List<string> Evaluators { get; set; } = [];
}

public sealed class RankInterval
{
    public int RankFrom { get; set; }
    public int RankTo { get; set; }
    public decimal TotalFrom { get; set; }
    public decimal TotalTo { get; set; }
    public List<decimal> GradeChances { get; set; } = [];
    public int IndistinctFrom { get; set; }
    public int IndistinctTo { get; set; }
}

public sealed class MethodTotal
{
    public string Method { get; set; } = "";
    public decimal Total { get; set; }
    public int Rank { get; set; }
}

/// <summary>A zone in the ranking that counts; intervals and the other rankings only for the organiser.</summary>
public sealed class ZoneRank
{
    public string ZoneId { get; set; } = "";
    public string PlaceCode { get; set; } = "";
    public string? Zh { get; set; }
    public string? En { get; set; }
    public decimal Total { get; set; }
    public int Rank { get; set; }
    public bool IsTied { get; set; }
    public string Grade { get; set; } = "";
    public bool Valid { get; set; }
    public List<string> Vetoes { get; set; } = [];
    public RankInterval? Interval { get; set; }
    public List<MethodTotal> Methods { get; set; } = [];
    public string Name => Languages.Pick(Zh, En);
}

public sealed class EvaluatorReport
{
    public string Evaluator { get; set; } = "";
    public int Zones { get; set; }
    public decimal Mean { get; set; }
    public decimal? StandardDeviation { get; set; }
    public decimal? Severity { get; set; }
    public decimal? RobustSeverity { get; set; }
    public decimal? Scale { get; set; }
    public string? Flag { get; set; }
}

public sealed class AgreementReport
{
    public string Basis { get; set; } = "";
    public List<string> Evaluators { get; set; } = [];
    public int Zones { get; set; }
    public decimal? IccSingle { get; set; }
    public decimal? IccMean { get; set; }
    public decimal? W { get; set; }
}

public sealed class OutlierReport
{
    public string Evaluator { get; set; } = "";
    public string Zone { get; set; } = "";
    public decimal Residual { get; set; }
}

public sealed class PanelReport
{
    public bool Connected { get; set; }
    public decimal? ResidualSd { get; set; }
    public List<EvaluatorReport> Evaluators { get; set; } = [];
    public List<AgreementReport> Agreement { get; set; } = [];
    public List<OutlierReport> Outliers { get; set; } = [];
}

public sealed class RoundResults
{
    public string RoundId { get; set; } = "";
    public string RoundCode { get; set; } = "";
    public string? RoundZh { get; set; }
    public string? RoundEn { get; set; }
    public string Stage { get; set; } = "";
    public AssessmentFramework Framework { get; set; } = new();
    public RoundComputation Computation { get; set; } = new();
    public string Rule { get; set; } = "";
    public string CountingMethod { get; set; } = "";
    public List<FrameworkGradeLine> Grades { get; set; } = [];
    public List<WithheldRanking> Withheld { get; set; } = [];
    public List<ZoneRank> Zones { get; set; } = [];
    public PanelReport? Panel { get; set; }
    public string RoundName => Languages.Pick(RoundZh, RoundEn);

    public string GradeName(string code) => Grades.Find(g => g.Code == code)?.Name ?? code;
}

public sealed class ExplainedMark
{
    public string Evaluator { get; set; } = "";
    public decimal Mark { get; set; }
    public bool Dropped { get; set; }
}

public sealed class ExplainedIndicator
{
    public string Code { get; set; } = "";
    public string? Zh { get; set; }
    public string? En { get; set; }
    public List<string> Path { get; set; } = [];
    public decimal Weight { get; set; }
    public string Method { get; set; } = "";
    public string Unit { get; set; } = "";
    public decimal? Floor { get; set; }
    public decimal? Target { get; set; }
    public List<FrameworkStepLine>? Steps { get; set; }
    public decimal? DeductPerEvent { get; set; }
    public decimal Points { get; set; }
    public decimal Score { get; set; }
    public decimal? Value { get; set; }
    public decimal? Mark { get; set; }
    public string? Flag { get; set; }
    public List<string> Evidence { get; set; } = [];
    public List<ExplainedMark> Marks { get; set; } = [];
    public string Name => Languages.Pick(Zh, En);
}

public sealed class ExplainedTask
{
    public string Code { get; set; } = "";
    public string? Zh { get; set; }
    public string? En { get; set; }
    public decimal Points { get; set; }
    public decimal Score { get; set; }
    public string Name => Languages.Pick(Zh, En);

    /// <summary>Of 100.</summary>
    public double Part => Points > 0 ? (double)(Score / Points * 100) : 0;
}

public sealed class PanelWeight
{
    public string Evaluator { get; set; } = "";
    public decimal Weight { get; set; }
}

public sealed class ResultAdjustment
{
    public string Kind { get; set; } = "";
    public decimal Points { get; set; }
    public string Reason { get; set; } = "";
}

public sealed class ResultVeto
{
    public string Code { get; set; } = "";
    public string Fact { get; set; } = "";
}

public sealed class TrendPoint
{
    public string RoundCode { get; set; } = "";
    public decimal Total { get; set; }
    public int Rank { get; set; }
    public string Grade { get; set; } = "";
}

/// <summary>A zone's total down to each mark and file.</summary>
public sealed class ZoneExplanation
{
    public string RoundId { get; set; } = "";
    public string RoundCode { get; set; } = "";
    public string? RoundZh { get; set; }
    public string? RoundEn { get; set; }
    public AssessmentFramework Framework { get; set; } = new();
    public RoundComputation Computation { get; set; } = new();
    public string CountingMethod { get; set; } = "";
    public List<FrameworkGradeLine> Grades { get; set; } = [];
    public ZoneRank Zone { get; set; } = new();
    public decimal Bonus { get; set; }
    public decimal Deduction { get; set; }
    public List<ResultAdjustment> Adjustments { get; set; } = [];
    public List<ResultVeto> Vetoes { get; set; } = [];
    public List<ExplainedTask> Tasks { get; set; } = [];
    public List<ExplainedIndicator> Indicators { get; set; } = [];
    public List<EvaluatorReport> Severities { get; set; } = [];
    public List<PanelWeight>? PanelWeights { get; set; }
    public List<string> Strengths { get; set; } = [];
    public List<string> Gaps { get; set; } = [];
    public List<TrendPoint> Trend { get; set; } = [];
    public string RoundName => Languages.Pick(RoundZh, RoundEn);

    public string GradeName(string code) => Grades.Find(g => g.Code == code)?.Name ?? code;
}

public sealed class ReportJob
{
    public string Id { get; set; } = "";
    public string Language { get; set; } = "";
    public string State { get; set; } = "";
    public int Done { get; set; }
    public int Zones { get; set; }
    public bool IsOpen => State is "waiting" or "running";
}

public sealed class NewReports
{
    public string Language { get; set; } = "";
}
