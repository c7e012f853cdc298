namespace RegionNet.Portal.Language;

public static partial class Names
{
    public static readonly IReadOnlyDictionary<string, Text> DisciplineStates = new Dictionary<string, Text>
    {
        ["lead"] = new("线索", "Lead"),
        ["verifying"] = new("核实中", "Verifying"),
        ["proposed"] = new("拟列入", "Proposed"),
        ["notice-served"] = new("已告知", "Notice served"),
        ["statement"] = new("陈述申辩", "Statement"),
        ["hearing"] = new("听证", "Hearing"),
        ["decided"] = new("已决定", "Decided"),
        ["published"] = new("公示中", "Published"),
        ["repair-applied"] = new("修复审查", "Repair under review"),
        ["repaired"] = new("已修复", "Repaired"),
        ["revoked"] = new("已撤销", "Revoked"),
        ["reinstated"] = new("已恢复列入", "Reinstated"),
        ["expired"] = new("已期满", "Expired"),
        ["not-listed"] = new("决定不列入", "Not listed"),
        ["undetermined"] = new("不予认定", "Left undetermined"),
        ["dropped"] = new("线索不成立", "Dropped"),
    };

    public static readonly IReadOnlyDictionary<string, Text> DisciplineFlags = new Dictionary<string, Text>
    {
        ["review"] = new("行政复议中", "Under administrative review"),
        ["suit"] = new("行政诉讼中", "Suit pending"),
        ["stay"] = new("停止执行", "Stayed"),
    };

    public static readonly IReadOnlyDictionary<string, Text> CaseDocumentKinds = new Dictionary<string, Text>
    {
        ["evidence"] = new("证据材料", "Evidence"),
        ["prior-notice"] = new("事先告知书", "Prior notice"),
        ["proof-of-service"] = new("送达回证", "Proof of service"),
        ["statement"] = new("陈述申辩书", "Statement of the party"),
        ["statement-answer"] = new("陈述申辩复核意见", "Answer to the statement"),
        ["waiver"] = new("放弃陈述申辩声明", "Waiver of the statement"),
        ["hearing-request"] = new("听证申请书", "Request for a hearing"),
        ["hearing-notice"] = new("听证通知书", "Notice of the hearing"),
        ["hearing-record"] = new("听证笔录", "Record of the hearing"),
        ["decision"] = new("决定书", "Decision"),
        ["correction"] = new("整改证明", "Proof of correction"),
        ["repair-application"] = new("信用修复申请书", "Application for repair"),
        ["commitment"] = new("信用承诺书", "Public commitment"),
        ["repair-decision"] = new("信用修复决定书", "Decision on the repair"),
        ["revocation-decision"] = new("撤销决定书", "Decision to revoke"),
        ["reinstatement-decision"] = new("恢复列入决定书", "Decision to reinstate"),
        ["review-notice"] = new("行政复议受理通知书", "Notice of administrative review"),
        ["suit-notice"] = new("行政诉讼应诉通知书", "Notice of the suit"),
        ["stay-order"] = new("停止执行文书", "Order on the stay"),
    };

    /// <summary>What a step is called on its button.</summary>
    public static readonly IReadOnlyDictionary<string, Text> CaseSteps = new Dictionary<string, Text>
    {
        ["verification"] = new("开始核实", "Start verification"),
        ["dropping"] = new("线索不成立", "Drop the lead"),
        ["proposal"] = new("提出列入建议", "Propose listing"),
        ["return"] = new("退回重新核实", "Send back"),
        ["service"] = new("登记送达", "Record the service"),
        ["statement"] = new("登记陈述申辩", "Record a statement"),
        ["waiver"] = new("登记放弃陈述申辩", "Record a waiver"),
        ["hearing"] = new("通知听证", "Call a hearing"),
        ["undetermined"] = new("及时纠正，不予认定", "Leave undetermined"),
        ["decision"] = new("作出决定", "Decide"),
        ["publication"] = new("公示", "Publish"),
        ["repair"] = new("登记修复申请", "Record an application for repair"),
        ["acceptance"] = new("受理修复申请", "Accept the application"),
        ["repair-decision"] = new("作出修复决定", "Decide on the repair"),
        ["revocation"] = new("建议撤销", "Propose to revoke"),
        ["reinstatement"] = new("建议恢复列入", "Propose to reinstate"),
        ["ending-decision"] = new("审核撤销或恢复建议", "Decide on the proposal"),
        ["document"] = new("添加文书", "Add a document"),
        ["flag"] = new("更改标记", "Change a flag"),
    };

    /// <summary>What was done, in the history.</summary>
    public static readonly IReadOnlyDictionary<string, Text> CaseActions = new Dictionary<string, Text>
    {
        ["opened"] = new("登记线索", "Recorded the lead"),
        ["deadline-dated"] = new("节假日安排公布，期限确定", "Holidays announced, deadline dated"),
        ["taken-up"] = new("开始核实", "Started verification"),
        ["dropped"] = new("认定线索不成立", "Dropped the lead"),
        ["proposed"] = new("提出列入建议", "Proposed listing"),
        ["returned"] = new("退回重新核实", "Sent back"),
        ["notice-served"] = new("送达事先告知书", "Served the prior notice"),
        ["stated"] = new("登记陈述申辩", "Recorded the statement"),
        ["statement-waived"] = new("当事人放弃陈述申辩", "The party waived its statement"),
        ["hearing-called"] = new("通知听证", "Called a hearing"),
        ["decided"] = new("决定列入", "Decided to list"),
        ["decided-not-to-list"] = new("决定不列入", "Decided not to list"),
        ["left-undetermined"] = new("及时纠正，不予认定", "Left undetermined"),
        ["published"] = new("公示", "Published"),
        ["document-added"] = new("添加文书", "Added a document"),
        ["review-raised"] = new("标记行政复议", "Review pending"),
        ["review-over"] = new("行政复议终结", "Review over"),
        ["suit-raised"] = new("标记行政诉讼", "Suit pending"),
        ["suit-over"] = new("行政诉讼终结", "Suit over"),
        ["stay-raised"] = new("停止执行", "Stayed"),
        ["stay-over"] = new("恢复执行", "Stay lifted"),
        ["repair-applied"] = new("登记修复申请", "Recorded an application for repair"),
        ["repair-accepted"] = new("受理修复申请", "Accepted the application"),
        ["repair-granted"] = new("准予修复", "Granted the repair"),
        ["repair-refused"] = new("不予修复", "Refused the repair"),
        ["revoked-proposed"] = new("建议撤销", "Proposed to revoke"),
        ["revoked-rejected"] = new("不同意撤销", "Rejected the revocation"),
        ["revoked"] = new("撤销", "Revoked"),
        ["reinstated-proposed"] = new("建议恢复列入", "Proposed to reinstate"),
        ["reinstated-rejected"] = new("不同意恢复列入", "Rejected the reinstatement"),
        ["reinstated"] = new("恢复列入", "Reinstated"),
    };

    public static readonly IReadOnlyDictionary<string, Text> RepairStates = new Dictionary<string, Text>
    {
        ["applied"] = new("待受理", "To be accepted"),
        ["accepted"] = new("审查中", "Under review"),
        ["granted"] = new("准予修复", "Granted"),
        ["refused"] = new("不予修复", "Refused"),
        ["moot"] = new("因撤销终止", "Ended by revocation"),
    };

    public static readonly IReadOnlyDictionary<string, Text> EndingStates = new Dictionary<string, Text>
    {
        ["proposed"] = new("待审核", "To be decided"),
        ["approved"] = new("同意", "Approved"),
        ["rejected"] = new("不同意", "Rejected"),
    };

    public static readonly IReadOnlyDictionary<string, Text> EntryStates = new Dictionary<string, Text>
    {
        ["published"] = new("公示中", "Published"),
        ["stayed"] = new("停止执行", "Stayed"),
        ["repaired"] = new("已修复", "Repaired"),
        ["revoked"] = new("已撤销", "Revoked"),
        ["reinstated"] = new("已恢复列入", "Reinstated"),
    };

    public static readonly IReadOnlyDictionary<string, Text> PartyKinds = new Dictionary<string, Text>
    {
        ["organisation"] = new("单位", "Organisation"),
        ["person"] = new("自然人", "Natural person"),
    };

    /// <summary>What to do about a refusal.</summary>
    public static readonly IReadOnlyDictionary<string, Text> DisciplineAdvice = new Dictionary<string, Text>
    {
        ["discipline.stale-case"] = new(
            "他人刚刚办理过本案。关闭后页面会显示最新情况，请核对后再办。",
            "Somebody has just worked on this case. Close this; the page then shows how it stands. Check, then go on."
        ),
        ["discipline.four-eyes"] = new("请交由另一名审核人办理。", "Hand it to another reviewer."),
        ["discipline.document-missing"] = new(
            "请先在“文书”中添加所缺文书，再办理此环节。",
            "Add the missing document first, then take this step."
        ),
        ["discipline.statement-period-runs"] = new(
            "等期限届满；当事人书面放弃的，先登记放弃声明。",
            "Wait until the period is over, or record the party's written waiver."
        ),
        ["discipline.statement-unanswered"] = new(
            "请添加“陈述申辩复核意见”后再决定。",
            "Add the answer to the statement, then decide."
        ),
        ["discipline.hearing-not-recorded"] = new(
            "请举行听证并添加“听证笔录”后再决定。",
            "Hold the hearing and add its record, then decide."
        ),
        ["discipline.decision-stayed"] = new(
            "停止执行解除后才能公示。",
            "It can be published once the stay is lifted."
        ),
        ["discipline.period-over"] = new("期限已过，无须公示。", "The period has passed; there is nothing to publish."),
        ["discipline.longer-period-needs-reason"] = new(
            "请在“说明”中写明延长期限的理由。",
            "Write the reason for the longer period in the note."
        ),
        ["discipline.identifier-in-text"] = new(
            "请删去文字中的公民身份号码。",
            "Take the resident ID out of the text."
        ),
        ["discipline.calendar-unknown"] = new(
            "国务院公布该年节假日安排后，由系统管理员更新日历。",
            "Once the State Council announces that year's holidays, the administrator updates the calendar."
        ),
        ["discipline.party-known-by-another-name"] = new(
            "请核对名称与代码；确系更名的，先登记更名。",
            "Check name and code; if the party has changed its name, record that first."
        ),
        ["discipline.repair-open"] = new("请先办结已有的修复申请。", "Finish the open application first."),
        ["discipline.ending-open"] = new("请先审核已有的建议。", "Decide on the open proposal first."),
    };

    private const string CaseAudit = "discipline.case.";

    /// <summary>An action of the audit in words; steps of a discipline case are told as its history tells them.</summary>
    public static string AuditAction(string? action) =>
        action is not null && action.StartsWith(CaseAudit, StringComparison.Ordinal)
            ? $"{Modules["discipline"]} · {Of(CaseActions, action[CaseAudit.Length..])}"
            : Of(AuditActions, action);
}
