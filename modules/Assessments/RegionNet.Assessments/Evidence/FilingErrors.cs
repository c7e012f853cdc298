using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>Refusals about filings and their evidence.</summary>
internal static class FilingErrors
{
    public static readonly Refusal FilingNotFound = new(
        "assessments.filing-not-found",
        404,
        "未找到该自评材料",
        "No such filing"
    );

    public static readonly Refusal IndicatorNotFound = new(
        "assessments.indicator-not-found",
        404,
        "该指标体系中没有此指标",
        "The framework has no such indicator"
    );

    public static readonly Refusal StaleFiling = new(
        "assessments.stale-filing",
        412,
        "该指标已被他人修改，请比对后再保存",
        "The indicator has been changed since: compare before you save"
    );

    public static readonly Refusal FilingClosed = new(
        "assessments.filing-closed",
        409,
        "现在不能填报或修改该指标",
        "This can't be filed or changed now"
    );

    public static readonly Refusal FilingIncomplete = new(
        "assessments.filing-incomplete",
        409,
        "尚有指标未填报",
        "An indicator has no answer yet"
    );

    public static readonly Refusal AppliesOrNot = new(
        "assessments.applies-or-not",
        400,
        "申请不适用的指标不填数值",
        "What does not apply has no value"
    );

    public static readonly Refusal PanelHasNoValue = new(
        "assessments.panel-has-no-value",
        400,
        "该指标由专家评议，只填说明",
        "A panel marks this indicator: describe it, without a number"
    );

    public static readonly Refusal ValueTooFine = new(
        "assessments.value-too-fine",
        400,
        "数值最多四位小数",
        "A value has at most four decimals"
    );

    public static readonly Refusal ValueIsCount = new(
        "assessments.value-is-count",
        400,
        "该指标须填非负整数",
        "This indicator is counted: a whole number, not below 0"
    );

    public static readonly Refusal EvidenceWithZone = new(
        "assessments.evidence-with-zone",
        409,
        "该项已退回，待示范区补正",
        "It was returned and lies with the zone"
    );

    public static readonly Refusal EvidenceNotFound = new(
        "assessments.evidence-not-found",
        404,
        "未找到该材料",
        "No such evidence"
    );

    public static readonly Refusal EvidenceMissing = new(
        "assessments.evidence-missing",
        400,
        "请上传一个文件",
        "Send one file"
    );

    public static readonly Refusal EvidenceEmpty = new(
        "assessments.evidence-empty",
        400,
        "文件为空",
        "The file is empty"
    );

    public static readonly Refusal EvidenceTooLarge = new(
        "assessments.evidence-too-large",
        400,
        "文件不得超过 20 MB",
        "A file has at most 20 MB"
    );

    public static readonly Refusal EvidenceKind = new(
        "assessments.evidence-kind",
        400,
        "只接受 PDF、PNG、JPEG、XLSX、DOCX 文件（按内容识别，不含宏）",
        "Only PDF, PNG, JPEG, XLSX and DOCX are taken, by their content and without macros"
    );

    public static readonly Refusal EvidenceKnown = new(
        "assessments.evidence-known",
        409,
        "该指标已有内容相同的材料",
        "The indicator has this very file already"
    );

    public static readonly Refusal EvidenceTooMany = new(
        "assessments.evidence-too-many",
        409,
        "每项指标最多 20 份材料",
        "An indicator has at most 20 files"
    );

    public static readonly Refusal EvidenceReplaced = new(
        "assessments.evidence-replaced",
        409,
        "该材料已被替换或撤回",
        "The file has been replaced or withdrawn"
    );

    public static readonly Refusal EvidenceInfected = new(
        "assessments.evidence-infected",
        409,
        "该文件被查出病毒，已隔离",
        "The scanner found something in this file; it is kept apart"
    );

    public static readonly Refusal EvidenceNotScanned = new(
        "assessments.evidence-not-scanned",
        409,
        "文件正在查毒，请稍后再试",
        "The file is being scanned; try again shortly"
    );

    public static readonly Dictionary<string, Refusal> Constraints = new(StringComparer.Ordinal)
    {
        ["filing_version_follows"] = StaleFiling,
        ["evidence_size"] = EvidenceTooLarge,
        ["evidence_replaced_once"] = EvidenceReplaced,
        ["evidence_replaces_its_own"] = EvidenceReplaced,
        ["evidence_withdrawn_once"] = EvidenceReplaced,
        ["evidence_returned_with_reason"] = RoundErrors.ReasonNeeded,
    };
}
