using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>Refusals about vetoes, adjustments and appeals.</summary>
internal static class AppealErrors
{
    public static readonly Refusal VetoNotFound = new(
        "assessments.veto-not-found",
        404,
        "未找到该否决项",
        "No such veto"
    );

    public static readonly Refusal VetoUnknown = new(
        "assessments.veto-unknown",
        409,
        "指标体系中没有此否决项",
        "The framework has no such veto"
    );

    public static readonly Refusal VetoKnown = new(
        "assessments.veto-known",
        409,
        "该否决项已提出",
        "This veto has been proposed already"
    );

    public static readonly Refusal VetoByProposer = new(
        "assessments.veto-by-proposer",
        409,
        "提出人不得对否决项作出决定",
        "Who proposed a veto does not decide on it"
    );

    public static readonly Refusal VetoApproved = new(
        "assessments.veto-approved",
        409,
        "您已同意该否决项，须由另一人同意",
        "You have approved it; it takes another person"
    );

    public static readonly Refusal VetoDecided = new(
        "assessments.veto-decided",
        409,
        "该否决项已有结论",
        "The veto is decided"
    );

    public static readonly Refusal VetoNeedsTwo = new(
        "assessments.veto-needs-two",
        409,
        "否决须两人同意",
        "A veto needs two who approve it"
    );

    public static readonly Refusal AdjustmentNotFound = new(
        "assessments.adjustment-not-found",
        404,
        "未找到该加减分",
        "No such adjustment"
    );

    public static readonly Refusal AdjustmentOverCap = new(
        "assessments.adjustment-over-cap",
        409,
        "加减分合计超过上限",
        "Together the adjustments are over the cap"
    );

    public static readonly Refusal AdjustmentSameEyes = new(
        "assessments.adjustment-same-eyes",
        409,
        "提出人不得自行决定加减分",
        "Who proposed an adjustment does not decide on it"
    );

    public static readonly Refusal AdjustmentDecided = new(
        "assessments.adjustment-decided",
        409,
        "该加减分已有结论",
        "The adjustment is decided"
    );

    public static readonly Refusal ProposalsOpen = new(
        "assessments.proposals-open",
        409,
        "尚有否决项或加减分未决定",
        "A veto or an adjustment is not decided"
    );

    public static readonly Refusal AppealNotFound = new(
        "assessments.appeal-not-found",
        404,
        "未找到该申诉",
        "No such appeal"
    );

    public static readonly Refusal AppealKnown = new(
        "assessments.appeal-known",
        409,
        "本次公示已提出申诉",
        "An appeal against this notice has been filed"
    );

    public static readonly Refusal AppealLate = new(
        "assessments.appeal-late",
        409,
        "不在申诉期内",
        "Appeals are made while the results are shown, until the last day for them"
    );

    public static readonly Refusal AppealDecided = new(
        "assessments.appeal-decided",
        409,
        "该申诉已有结论",
        "The appeal is decided"
    );

    public static readonly Refusal AppealsOpen = new(
        "assessments.appeals-open",
        409,
        "尚有申诉未决定",
        "An appeal is not decided"
    );

    public static readonly Refusal AppealUpheld = new(
        "assessments.appeal-upheld",
        409,
        "有申诉成立，须回到评审意见阶段",
        "An appeal was upheld: the round goes back to the opinion of the panel"
    );

    public static readonly Refusal NoAppealUpheld = new(
        "assessments.no-appeal-upheld",
        409,
        "没有成立的申诉，不能退回",
        "No appeal was upheld: the round does not go back"
    );

    public static readonly Refusal NoticeRuns = new(
        "assessments.notice-runs",
        409,
        "公示期或申诉期尚未结束",
        "The notice, or the time to appeal, has not ended"
    );

    public static readonly Dictionary<string, Refusal> Constraints = new(StringComparer.Ordinal)
    {
        ["veto_once"] = VetoKnown,
        ["veto_approved_once"] = VetoApproved,
        ["veto_not_by_proposer"] = VetoByProposer,
        ["veto_decided_once"] = VetoDecided,
        ["veto_needs_two"] = VetoNeedsTwo,
        ["adjustment_second_eyes"] = AdjustmentSameEyes,
        ["adjustment_decided_once"] = AdjustmentDecided,
        ["adjustment_rejected_with_reason"] = RoundErrors.ReasonNeeded,
        ["appeal_once"] = AppealKnown,
        ["appeal_in_time"] = AppealLate,
        ["appeal_decided_once"] = AppealDecided,
        ["round_proposals_decided"] = ProposalsOpen,
        ["round_appeals_decided"] = AppealsOpen,
        ["round_notice_has_ended"] = NoticeRuns,
        ["round_has_upheld_appeal"] = NoAppealUpheld,
        ["round_appeal_upheld"] = AppealUpheld,
    };
}
