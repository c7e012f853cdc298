using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>Refusals about parties, cases and lists.</summary>
internal static class DisciplineErrors
{
    public static readonly Refusal PartyNotFound = new(
        "discipline.party-not-found",
        404,
        "未找到该主体",
        "There is no such party"
    );

    public static readonly Refusal PartyKnownByAnotherName = new(
        "discipline.party-known-by-another-name",
        409,
        "该标识已登记在另一名称之下，请核对；如系更名，请先登记更名",
        "This identifier is registered under another name; check it, or record the change of name first"
    );

    public static readonly Refusal CreditCodeInvalid = new(
        "discipline.credit-code-invalid",
        400,
        "统一社会信用代码格式有误（GB 32100-2015）",
        "The unified social credit code is not well formed (GB 32100-2015)"
    );

    public static readonly Refusal CreditCodeCheckFails = new(
        "discipline.credit-code-check-fails",
        409,
        "统一社会信用代码校验位不符；核对无误的，请填写采用理由",
        "The check digit of the unified social credit code is wrong; if the code is right all the same, say why it is taken"
    );

    public static readonly Refusal OrganisationNeedsCode = new(
        "discipline.organisation-needs-code",
        400,
        "单位须填写统一社会信用代码",
        "An organisation is named with its unified social credit code"
    );

    public static readonly Refusal OrganisationHasNoResidentId = new(
        "discipline.organisation-has-no-resident-id",
        400,
        "单位没有公民身份号码",
        "An organisation has no resident ID"
    );

    public static readonly Refusal PersonNeedsResidentId = new(
        "discipline.person-needs-resident-id",
        400,
        "自然人须填写公民身份号码，且不填统一社会信用代码",
        "A natural person is named with a resident ID and no credit code"
    );

    public static readonly Refusal ResidentIdInvalid = new(
        "discipline.resident-id-invalid",
        400,
        "公民身份号码有误（GB 11643）",
        "The resident ID is not valid (GB 11643)"
    );

    public static readonly Refusal IdentifierInText = new(
        "discipline.identifier-in-text",
        400,
        "文字中含有公民身份号码，请只在专用栏填写",
        "The text holds a resident ID; write it in its own field only"
    );

    public static readonly Refusal CaseNotFound = new(
        "discipline.case-not-found",
        404,
        "未找到该案件",
        "There is no such case"
    );

    public static readonly Refusal StaleCase = new(
        "discipline.stale-case",
        412,
        "该案件已被他人更改，请刷新后重试",
        "The case has changed since you saw it; load it again"
    );

    public static readonly Refusal GroundUnknown = new(
        "discipline.ground-unknown",
        400,
        "该名单当日没有此列入情形，或者没有期限规定",
        "The list has no such ground on this day, or no period for it"
    );

    public static readonly Refusal MoveNotAllowed = new(
        "discipline.move-not-allowed",
        409,
        "案件当前状态不允许此操作",
        "The case can't make this move from where it is"
    );

    public static readonly Refusal FourEyes = new(
        "discipline.four-eyes",
        409,
        "提出人或者受理人不得自行决定，须由他人审核",
        "Who proposed or accepted does not decide; another person has to"
    );

    public static readonly Refusal DocumentMissing = new(
        "discipline.document-missing",
        409,
        "缺少该环节所需的文书",
        "The document that this step needs is missing"
    );

    public static readonly Refusal DocumentNotFound = new(
        "discipline.document-not-found",
        404,
        "未找到该文书",
        "There is no such document"
    );

    public static readonly Refusal DocumentNotBase64 = new(
        "discipline.document-not-base64",
        400,
        "文书内容不是有效的 Base64",
        "The content of the document is not valid base64"
    );

    public static readonly Refusal DocumentFromTheFuture = new(
        "discipline.document-from-the-future",
        400,
        "文书日期晚于今天",
        "The document is dated after today"
    );

    public static readonly Refusal ServedInTheFuture = new(
        "discipline.served-in-the-future",
        400,
        "送达日期晚于今天",
        "The day of service is after today"
    );

    public static readonly Refusal CalendarUnknown = new(
        "discipline.calendar-unknown",
        409,
        "所涉年度的节假日安排尚未公布，无法计算工作日期限",
        "The holidays of the year are not announced yet, so the working days can't be counted"
    );

    public static readonly Refusal ProposalNeedsClause = new(
        "discipline.proposal-needs-clause",
        409,
        "列入建议须写明法律条款和提出人",
        "A proposal names its clause and who makes it"
    );

    public static readonly Refusal GroundMayNotBeLeft = new(
        "discipline.ground-may-not-be-left",
        409,
        "该情形不适用及时纠正不予认定的规定",
        "This ground may not be left undetermined, however soon it is corrected"
    );

    public static readonly Refusal StatementPeriodRuns = new(
        "discipline.statement-period-runs",
        409,
        "陈述申辩期限未届满，当事人也未放弃",
        "The time for the party's statement has neither elapsed nor been waived"
    );

    public static readonly Refusal StatementUnanswered = new(
        "discipline.statement-unanswered",
        409,
        "当事人的陈述申辩尚未复核答复",
        "What the party stated has not been checked and answered"
    );

    public static readonly Refusal HearingNotRecorded = new(
        "discipline.hearing-not-recorded",
        409,
        "听证尚无笔录",
        "The hearing has no record yet"
    );

    public static readonly Refusal HearingAskedTooLate = new(
        "discipline.hearing-asked-too-late",
        409,
        "听证申请已超过期限",
        "The hearing was asked for after the last day"
    );

    public static readonly Refusal HearingTooSoon = new(
        "discipline.hearing-too-soon",
        409,
        "听证通知的提前时间不足",
        "The notice of the hearing would come too late"
    );

    public static readonly Refusal NoDecisionDocument = new(
        "discipline.no-decision-document",
        409,
        "没有决定文书，不得公示",
        "There is no decision document; nothing is published"
    );

    public static readonly Refusal NoClause = new(
        "discipline.no-clause",
        409,
        "决定未引用法律条款，不得公示",
        "The decision cites no clause; nothing is published"
    );

    public static readonly Refusal NoProofOfService = new(
        "discipline.no-proof-of-service",
        409,
        "没有事先告知书的送达回证，不得公示",
        "There is no proof of service of the prior notice; nothing is published"
    );

    public static readonly Refusal NoTerm = new(
        "discipline.no-term",
        409,
        "决定没有期限或者决定人",
        "The decision has no period or nobody who decided"
    );

    public static readonly Refusal DecisionFixed = new(
        "discipline.decision-fixed",
        409,
        "已作出的决定不得更改",
        "What was decided does not change"
    );

    public static readonly Refusal DecisionStayed = new(
        "discipline.decision-stayed",
        409,
        "决定已停止执行，不得公示",
        "The decision is stayed and not published"
    );

    public static readonly Refusal PeriodOver = new(
        "discipline.period-over",
        409,
        "期限已届满，不再公示",
        "The period is over; nothing is published"
    );

    public static readonly Refusal PeriodOutOfRange = new(
        "discipline.period-out-of-range",
        400,
        "期限超出规定范围",
        "The period is outside what the rule allows"
    );

    public static readonly Refusal LongerPeriodNeedsReason = new(
        "discipline.longer-period-needs-reason",
        400,
        "延长期限须写明理由",
        "A longer period needs its reason"
    );

    public static readonly Refusal NotDecidedYet = new(
        "discipline.not-decided-yet",
        409,
        "尚未作出决定，不能标记复议、诉讼或者停止执行",
        "Nothing is decided yet that could be under review, sued over or stayed"
    );

    public static readonly Refusal FlagAlreadySo = new(
        "discipline.flag-already-so",
        409,
        "该标记已是此状态",
        "The flag is so already"
    );

    public static readonly Refusal NoRepair = new(
        "discipline.no-repair",
        409,
        "该名单不予修复",
        "This list knows no repair"
    );

    public static readonly Refusal RepairTooEarly = new(
        "discipline.repair-too-early",
        409,
        "尚未达到可以申请修复的最短期限",
        "It is too early to apply for repair"
    );

    public static readonly Refusal RepairOpen = new(
        "discipline.repair-open",
        409,
        "已有未办结的修复申请",
        "An application for repair is open already"
    );

    public static readonly Refusal EndingOpen = new(
        "discipline.ending-open",
        409,
        "已有待审核的撤销或者恢复建议",
        "A proposal to revoke or reinstate waits for its decision already"
    );

    public static readonly Refusal NothingProposed = new(
        "discipline.nothing-proposed",
        409,
        "没有待审核的撤销或者恢复建议",
        "Nothing is proposed that could be decided"
    );

    public static readonly Refusal ListNotFound = new(
        "discipline.list-not-found",
        404,
        "未找到该名单",
        "There is no such list"
    );

    public static readonly Refusal EntryNotFound = new(
        "discipline.entry-not-found",
        404,
        "未找到该条目",
        "There is no such entry"
    );

    public static readonly Refusal NotKnownYet = new(
        "discipline.not-known-yet",
        400,
        "该时点或者序号尚未到来",
        "That instant or sequence number has not come yet"
    );

    public static readonly Refusal TooLargeForWorkbook = new(
        "discipline.too-large-for-workbook",
        409,
        "条目数超出工作表行数上限，请改用 CSV 或者 JSON",
        "The list has more rows than a worksheet; take CSV or JSON"
    );

    public static readonly Refusal StaleParty = new(
        "discipline.stale-party",
        412,
        "该主体已被他人更改，请刷新后重试",
        "The party has changed since you saw it; load it again"
    );

    public static readonly Refusal RenamedTooEarly = new(
        "discipline.renamed-too-early",
        409,
        "更名日期须晚于上次更名且不晚于今天",
        "A change of name is dated after the last one and not after today"
    );

    public static readonly Refusal PersonKeepsName = new(
        "discipline.person-keeps-name",
        409,
        "自然人不在此更名",
        "A natural person is not renamed here"
    );
}
