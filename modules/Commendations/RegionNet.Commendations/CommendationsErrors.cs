using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <summary>Every refusal of this module.</summary>
internal static class CommendationsErrors
{
    public static readonly Refusal RoundNotFound = new(
        "commendations.round-not-found",
        404,
        "未找到该表扬轮次",
        "No such round of commendation"
    );

    public static readonly Refusal RoundKnown = new(
        "commendations.round-known",
        409,
        "该编号的表扬轮次已存在",
        "A round with this code exists already"
    );

    public static readonly Refusal DaysReversed = new(
        "commendations.days-reversed",
        400,
        "结束日不得早于开始日",
        "The last day can't be before the first"
    );

    public static readonly Refusal NominationsClosed = new(
        "commendations.nominations-closed",
        409,
        "不在本轮推荐期内",
        "This round takes no nominations today"
    );

    public static readonly Refusal QuotaNotFound = new(
        "commendations.quota-not-found",
        404,
        "未找到该名额",
        "No such quota"
    );

    public static readonly Refusal QuotaExhausted = new(
        "commendations.quota-exhausted",
        409,
        "名额已用完",
        "No place of the quota is left"
    );

    public static readonly Refusal QuotaBelowTaken = new(
        "commendations.quota-below-taken",
        409,
        "名额不得少于已占用数",
        "A quota can't be lower than what is taken of it"
    );

    public static readonly Refusal StaleQuota = new(
        "commendations.stale-quota",
        412,
        "名额已被他人修改，请刷新后重试",
        "The quota has been changed since; load it again"
    );

    public static readonly Refusal UnknownState = new(
        "commendations.unknown-state",
        400,
        "没有这种状态",
        "No such state"
    );

    public static readonly Refusal ExportTooLong = new(
        "commendations.export-too-long",
        400,
        "数据过多，请缩小筛选范围",
        "Too many rows: narrow the filter"
    );

    public static readonly Refusal NominationNotFound = new(
        "commendations.nomination-not-found",
        404,
        "未找到该推荐",
        "No such nomination"
    );

    public static readonly Refusal StaleNomination = new(
        "commendations.stale-nomination",
        412,
        "该推荐已有新的进展，请刷新后重试",
        "The nomination has moved on; load it again"
    );

    public static readonly Refusal MoveNotAllowed = new(
        "commendations.move-not-allowed",
        409,
        "该推荐当前状态不允许此操作",
        "The nomination's state does not allow this"
    );

    public static readonly Refusal OnlyDraftsChange = new(
        "commendations.only-drafts-change",
        409,
        "推荐提交后内容不得更改",
        "What has been submitted can't be changed"
    );

    public static readonly Refusal SystemNotOfUnit = new(
        "commendations.system-not-of-unit",
        409,
        "推荐单位不能推荐该系统的对象",
        "The unit can't nominate in this system"
    );

    public static readonly Refusal JurisdictionApart = new(
        "commendations.jurisdiction-apart",
        409,
        "香港、澳门为独立法域，不参加本项表扬",
        "Hong Kong and Macao are separate jurisdictions and take no part"
    );

    public static readonly Refusal CollectiveOrPerson = new(
        "commendations.collective-or-person",
        400,
        "请填写集体或个人其中一项",
        "Give either a collective or a person"
    );

    public static readonly Refusal CodeInvalid = new(
        "commendations.code-invalid",
        400,
        "统一社会信用代码格式有误",
        "That is not a unified social credit code"
    );

    public static readonly Refusal CodeCheckFails = new(
        "commendations.code-check-fails",
        409,
        "统一社会信用代码校验位不符，请核对；确认无误请填写理由",
        "The check digit of the code is another; look again, or give the reason why it is right"
    );

    public static readonly Refusal ResidentIdInvalid = new(
        "commendations.resident-id-invalid",
        400,
        "公民身份号码有误",
        "That is not a resident ID"
    );

    public static readonly Refusal MeritsNamePerson = new(
        "commendations.merits-name-person",
        409,
        "事迹将予公示，不得出现个人姓名或公民身份号码",
        "The merits are shown to the public: they name no person and no resident ID"
    );

    /// <summary>PIPL art. 51: an ID belongs in its own sealed field and nowhere else.</summary>
    public static readonly Refusal ResidentIdInText = new(
        "commendations.resident-id-in-text",
        400,
        "文字中不得出现公民身份号码，请删去后再提交",
        "A text may hold no resident ID; take it out and send it again"
    );

    public static readonly Refusal OrganisationUnknown = new(
        "commendations.organisation-unknown",
        409,
        "该机构不存在",
        "No such organisation"
    );

    public static readonly Refusal AlreadyNominated = new(
        "commendations.already-nominated",
        409,
        "本轮已推荐过该对象",
        "The party has been nominated in this round"
    );

    public static readonly Refusal NomineeListed = new(
        "commendations.nominee-listed",
        409,
        "被推荐对象在失信惩戒名单中，不得继续",
        "The nominee stands on a discipline list and can't go on"
    );

    public static readonly Refusal ListingsNotChecked = new(
        "commendations.listings-not-checked",
        409,
        "此步骤前须核查惩戒名单",
        "The discipline lists have to be checked before this step"
    );

    public static readonly Refusal OwnUnit = new(
        "commendations.own-unit",
        409,
        "不得对本单位的推荐作出决定",
        "Nobody decides on the own unit"
    );

    public static readonly Refusal FourEyes = new(
        "commendations.four-eyes",
        409,
        "评审登记人不得再作批准",
        "Who recorded the joint review can't approve"
    );

    public static readonly Refusal ReasonNeeded = new(
        "commendations.reason-needed",
        400,
        "请说明理由",
        "Give the reason"
    );

    public static readonly Refusal DocumentNeeded = new(
        "commendations.document-needed",
        400,
        "请填写文件编号",
        "Give the number of the document"
    );

    public static readonly Refusal NoticeInPast = new(
        "commendations.notice-in-past",
        409,
        "公示不得早于今日开始",
        "A notice can't begin before today"
    );

    public static readonly Refusal NoticeTooFar = new(
        "commendations.notice-too-far",
        409,
        "公示须在 60 日内开始，且不超过 90 日",
        "A notice begins within 60 days and lasts at most 90"
    );

    public static readonly Refusal NoticeOtherwise = new(
        "commendations.notice-otherwise",
        409,
        "公示结束日与规定期限不同，请说明理由",
        "The notice ends otherwise than by rule: give the reason"
    );

    public static readonly Refusal CalendarUnknown = new(
        "commendations.calendar-unknown",
        409,
        "该年度节假日安排尚未公布，请自行填写公示结束日并说明理由",
        "The holidays of that year are not announced yet: give the last day and the reason for it"
    );

    public static readonly Refusal NoticeMissing = new(
        "commendations.notice-missing",
        409,
        "此步骤须有公示起止日期",
        "This step needs a notice with its days"
    );

    public static readonly Refusal NoticeRuns = new(
        "commendations.notice-runs",
        409,
        "公示期尚未结束",
        "The notice has not ended"
    );

    public static readonly Refusal NoticeNotFound = new(
        "commendations.notice-not-found",
        404,
        "未找到该公示",
        "No such notice"
    );

    public static readonly Refusal NoticeOver = new(
        "commendations.notice-over",
        409,
        "不在公示期内，不能提出异议",
        "Objections are made while the notice runs"
    );

    public static readonly Refusal ObjectionNotFound = new(
        "commendations.objection-not-found",
        404,
        "未找到该异议",
        "No such objection"
    );

    public static readonly Refusal ObjectionKnown = new(
        "commendations.objection-known",
        409,
        "该异议已登记",
        "This objection is recorded already"
    );

    public static readonly Refusal ObjectionAnswered = new(
        "commendations.objection-answered",
        409,
        "该异议已答复",
        "The objection has its answer"
    );

    public static readonly Refusal ObjectionsOpen = new(
        "commendations.objections-open",
        409,
        "尚有异议未答复",
        "An objection has no answer yet"
    );

    public static readonly Refusal ObjectionUpheld = new(
        "commendations.objection-upheld",
        409,
        "异议成立，不得继续",
        "An objection was upheld: the nomination can't go on"
    );

    public static readonly Refusal UnderReview = new(
        "commendations.under-review",
        409,
        "被推荐对象其后被列入名单，复核尚未结束",
        "The party was listed since: the review has to end first"
    );

    public static readonly Refusal ReviewNotFound = new(
        "commendations.review-not-found",
        404,
        "未找到该复核",
        "No such review"
    );

    public static readonly Refusal ReviewDecided = new(
        "commendations.review-decided",
        409,
        "该复核已有结论",
        "The review is decided"
    );

    public static readonly Refusal RevokedByReview = new(
        "commendations.revoked-by-review",
        409,
        "撤销须经复核",
        "Only a review revokes a commendation"
    );

    public static readonly Refusal NotAnnounced = new(
        "commendations.not-announced",
        409,
        "尚未通报，不能制发证书",
        "Only an announced commendation has a certificate"
    );

    public static readonly Refusal CertificateNotFound = new(
        "commendations.certificate-not-found",
        404,
        "未找到该证书",
        "No such certificate"
    );

    public static readonly Refusal FontLacksCharacter = new(
        "commendations.font-lacks-character",
        409,
        "字体缺少证书所需的字，请设置字符更全的字体（Commendations:Font）",
        "The font lacks a character of this certificate; set a fuller one (Commendations:Font)"
    );

    public static readonly Refusal FontMissing = new(
        "commendations.font-missing",
        503,
        "本机没有中文字体，暂不能制发证书，请联系管理员安装 fonts-noto-cjk 或设置 Commendations:Font",
        "No Chinese font on this machine: certificates can't be made until fonts-noto-cjk is installed or Commendations:Font is set"
    );
}
