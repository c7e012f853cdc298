using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>Every refusal of the alerts module.</summary>
internal static class AlertsErrors
{
    public static readonly Refusal StreamNotFound = new(
        "alerts.stream-not-found",
        404,
        "未找到该合作区域的预警",
        "There is no alert stream of this zone"
    );

    public static readonly Refusal AlertNotFound = new(
        "alerts.alert-not-found",
        404,
        "未找到该预警",
        "There is no such alert"
    );

    public static readonly Refusal TooManyConnections = new(
        "alerts.too-many-connections",
        429,
        "您同时打开的预警连接过多，请关闭一些后重试",
        "You have too many alert connections open; close some and try again"
    );

    public static readonly Refusal TooManyCalls = new(
        "alerts.too-many-calls",
        429,
        "预警订阅请求过于频繁，请稍后重试",
        "You subscribe to alerts too often; try again shortly"
    );

    // The life of an alert.
    public static readonly Refusal AlreadyAcknowledged = new(
        "alerts.already-acknowledged",
        409,
        "该预警已由他人确认",
        "Somebody else has acknowledged this alert"
    );

    public static readonly Refusal AlreadyHandled = new(
        "alerts.already-handled",
        409,
        "该预警已由他人处置",
        "Somebody else is handling this alert"
    );

    public static readonly Refusal AlreadyClosed = new(
        "alerts.already-closed",
        409,
        "该预警已由他人办结",
        "Somebody else has closed this alert"
    );

    public static readonly Refusal AlertEnded = new("alerts.alert-ended", 409, "该预警已终止", "This alert has ended");

    public static readonly Refusal NotAcknowledged = new(
        "alerts.not-acknowledged",
        409,
        "请先确认该预警",
        "Acknowledge the alert first"
    );

    public static readonly Refusal AlertChanged = new(
        "alerts.alert-changed",
        412,
        "该预警已有变化，请查看后再操作",
        "The alert has changed; look at it again first"
    );

    public static readonly Refusal ClosureNeedsNote = new(
        "alerts.closure-needs-note",
        400,
        "未经处置即办结的，须说明理由",
        "Say why, if nothing was done before the closure"
    );

    // Rules, silences, subscriptions.
    public static readonly Refusal ZoneNotFound = new("alerts.zone-not-found", 404, "未找到该合作区域", "No such zone");

    public static readonly Refusal RuleNotFound = new(
        "alerts.rule-not-found",
        404,
        "未找到该预警规则",
        "There is no such alert rule"
    );

    public static readonly Refusal RuleExists = new(
        "alerts.rule-exists",
        409,
        "该事件在此区域和机构范围内已有规则",
        "There is a rule for this kind, zone and organisation already"
    );

    public static readonly Refusal RuleChanged = new(
        "alerts.rule-changed",
        412,
        "该规则已被他人修改，请刷新后再试",
        "Somebody has changed this rule; read it again first"
    );

    public static readonly Refusal RuleGroupIncomplete = new(
        "alerts.rule-group-incomplete",
        400,
        "归并方式和归并时限须同时填写",
        "What to group by and for how long go together"
    );

    public static readonly Refusal RuleInhibitsOnlyEverywhere = new(
        "alerts.rule-inhibits-only-everywhere",
        400,
        "抑制关系只能在适用于全部区域和机构的规则中设置",
        "Only a rule for every zone and organisation may inhibit"
    );

    public static readonly Refusal SilenceNotFound = new(
        "alerts.silence-not-found",
        404,
        "未找到该静默",
        "There is no such silence"
    );

    public static readonly Refusal SilenceOver = new("alerts.silence-over", 409, "该静默已结束", "The silence is over");

    public static readonly Refusal SilenceTerm = new(
        "alerts.silence-term",
        400,
        "静默须在开始之后结束，且不超过 31 天，结束时间不得早于现在",
        "A silence ends after it starts, in the future, and lasts at most 31 days"
    );

    public static readonly Refusal SubscriptionNotFound = new(
        "alerts.subscription-not-found",
        404,
        "未找到该订阅",
        "There is no such subscription"
    );

    public static readonly Refusal SubscriptionExists = new(
        "alerts.subscription-exists",
        409,
        "您已订阅该区域的此类预警",
        "You have subscribed to this kind in this zone already"
    );

    public static readonly Refusal SubscriptionTooMany = new(
        "alerts.subscription-too-many",
        409,
        "每人最多 50 项订阅",
        "A person has at most 50 subscriptions"
    );

    public static readonly Refusal QuietHoursIncomplete = new(
        "alerts.quiet-hours-incomplete",
        400,
        "免打扰时段须同时填写不同的开始和结束时间",
        "Quiet hours need a beginning and another time as their end"
    );

    // Manual alerts and templates.
    public static readonly Refusal TemplateNotFound = new(
        "alerts.template-not-found",
        404,
        "未找到该预警模板",
        "There is no such template"
    );

    public static readonly Refusal TemplateValues = new(
        "alerts.template-values",
        400,
        "模板中的空白须逐一填写，且不得多填",
        "Every place of the template is to be filled, and nothing else"
    );

    public static readonly Refusal TemplateChanged = new(
        "alerts.template-changed",
        412,
        "该模板已被他人修改，请刷新后再试",
        "Somebody has changed this template; read it again first"
    );

    public static readonly Refusal ManualAlertNotFound = new(
        "alerts.manual-alert-not-found",
        404,
        "未找到该人工预警",
        "There is no such manual alert"
    );

    public static readonly Refusal ManualAlertDecided = new(
        "alerts.manual-alert-decided",
        409,
        "该人工预警已有结论",
        "This manual alert has been decided on"
    );

    public static readonly Refusal SecondPersonNeeded = new(
        "alerts.second-person-needed",
        409,
        "红色预警须由提出人以外的人批准",
        "A red alert is approved by somebody other than who proposed it"
    );

    public static readonly Refusal RejectionNeedsReason = new(
        "alerts.rejection-needs-reason",
        400,
        "请说明不批准的理由",
        "Say why it is rejected"
    );

    public static readonly Refusal ExpiryPassed = new(
        "alerts.expiry-passed",
        400,
        "失效时间须晚于现在",
        "The expiry must lie in the future"
    );

    public static readonly Refusal NotManual = new(
        "alerts.not-manual",
        409,
        "只有人工预警可以更新内容，红色预警须重新提出",
        "Only a manual alert below red can be given another text; propose a red one anew"
    );

    // Outside sources.
    public static readonly Refusal SourceNotFound = new(
        "alerts.source-not-found",
        404,
        "未找到该外部来源",
        "There is no such source"
    );

    public static readonly Refusal SourceExists = new(
        "alerts.source-exists",
        409,
        "已有同一代码的外部来源",
        "There is a source of this code already"
    );

    public static readonly Refusal SourceOrganisationUnknown = new(
        "alerts.source-organisation-unknown",
        409,
        "该机构不存在",
        "There is no such organisation"
    );

    public static readonly Refusal SourceUnsigned = new(
        "alerts.source-unsigned",
        400,
        "缺少时间戳或签名，或格式有误",
        "The timestamp or the signature is missing or malformed"
    );

    public static readonly Refusal SourceSignature = new(
        "alerts.source-signature",
        401,
        "签名无效",
        "The signature is not valid"
    );

    public static readonly Refusal SourceStale = new(
        "alerts.source-stale",
        401,
        "时间戳与服务器时间相差超过 5 分钟",
        "The timestamp is more than 5 minutes away from the server's clock"
    );

    public static readonly Refusal SourceTooLarge = new(
        "alerts.source-too-large",
        413,
        "消息不得超过 32 KiB",
        "A message has at most 32 KiB"
    );

    public static readonly Refusal SourceMalformed = new(
        "alerts.source-malformed",
        400,
        "消息内容有误",
        "The message is not valid"
    );

    public static readonly Refusal SourceNotAllowed = new(
        "alerts.source-not-allowed",
        400,
        "该来源无权在此区域或以此级别发布预警",
        "The source may not alert this zone, or not at this level"
    );

    public static readonly Refusal SourceReplayed = new(
        "alerts.source-replayed",
        409,
        "该消息此前已收到",
        "A message of this id was received before"
    );

    public static readonly Refusal SourceReferenceUnknown = new(
        "alerts.source-reference-unknown",
        409,
        "所引用的消息不存在",
        "The message that it refers to is not known"
    );

    // CAP.
    public static readonly Refusal CapRefused = new(
        "alerts.cap-refused",
        400,
        "该 CAP 消息不能接收，原因见各元素",
        "The CAP message can't be taken; see what is wrong with which element"
    );

    public static readonly Refusal CapTooLarge = new(
        "alerts.cap-too-large",
        413,
        "CAP 消息不得超过 64 KiB",
        "A CAP message has at most 64 KiB"
    );

    public static readonly Refusal CapKnown = new(
        "alerts.cap-known",
        409,
        "该 CAP 消息此前已收到，或由本系统发出",
        "This CAP message was received before, or is this system's own"
    );

    public static readonly Refusal CapReferenceUnknown = new(
        "alerts.cap-reference-unknown",
        409,
        "所引用的 CAP 消息未由您或您的区域收到过",
        "The CAP message that it refers to was not received here from the same sender"
    );

    // Roads.
    public static readonly Refusal RoadNotOffered = new(
        "alerts.road-not-offered",
        409,
        "系统尚未配置邮件发送",
        "No mail server has been set up"
    );

    public static readonly Refusal RoadNotFound = new(
        "alerts.road-not-found",
        404,
        "您尚未登记邮箱",
        "You have given no mail address"
    );

    public static readonly Refusal AddressInvalid = new(
        "alerts.address-invalid",
        400,
        "邮箱地址有误",
        "This is no mail address"
    );

    public static readonly Refusal CodeTooSoon = new(
        "alerts.code-too-soon",
        429,
        "验证码一分钟只能发送一次，每天最多十次",
        "A code is sent once a minute and ten times a day"
    );

    public static readonly Refusal CodeWrong = new("alerts.code-wrong", 400, "验证码不正确", "The code is not right");

    public static readonly Refusal CodeVoid = new(
        "alerts.code-void",
        409,
        "验证码已失效，请重新获取",
        "The code is void; ask for another"
    );

    public static readonly Refusal MailUnavailable = new(
        "alerts.mail-unavailable",
        503,
        "邮件暂时无法发出，请稍后重新获取验证码",
        "The mail could not be sent; ask for another code in a while"
    );

    public static readonly Refusal WebhookNotFound = new(
        "alerts.webhook-not-found",
        404,
        "未找到该推送地址",
        "There is no such webhook"
    );

    public static readonly Refusal WebhookUrlInvalid = new(
        "alerts.webhook-url-invalid",
        400,
        "推送地址须为完整的 https 地址，不含用户名和片段",
        "A webhook needs a whole https address without user name or fragment"
    );

    public static readonly Refusal WebhookAddressRefused = new(
        "alerts.webhook-address-refused",
        400,
        "推送地址不得指向内部网络",
        "A webhook can't lead to an address inside a network"
    );

    public static readonly Refusal WebhookTooMany = new(
        "alerts.webhook-too-many",
        409,
        "每个机构最多 20 个推送地址",
        "An organisation has at most 20 webhooks"
    );

    public static readonly Refusal WebhookPausedAlready = new(
        "alerts.webhook-paused-already",
        409,
        "该推送已暂停",
        "The webhook is paused already"
    );

    public static readonly Refusal WebhookNotPaused = new(
        "alerts.webhook-not-paused",
        409,
        "该推送未暂停",
        "The webhook is not paused"
    );

    public static readonly Refusal DeliveryNotFound = new(
        "alerts.delivery-not-found",
        404,
        "未找到该发送记录",
        "There is no such delivery"
    );

    public static readonly Refusal DeliveryPending = new(
        "alerts.delivery-pending",
        409,
        "该消息尚在发送",
        "The delivery is still being tried"
    );

    // Proof and reports.
    public static readonly Refusal MonthInvalid = new(
        "alerts.month-invalid",
        400,
        "月份须在 2022 年 1 月至本月之间",
        "The month lies between January 2022 and now"
    );

    /// <summary>Constraints that callers racing each other, or a caller's own repetition, can violate.</summary>
    public static readonly IReadOnlyDictionary<string, Refusal> Constraints = new Dictionary<string, Refusal>(
        StringComparer.Ordinal
    )
    {
        ["alert_rule_once"] = RuleExists,
        ["subscription_once"] = SubscriptionExists,
        ["alert_source_once"] = SourceExists,
        ["source_message_once"] = SourceReplayed,
        ["source_message_refers"] = SourceReferenceUnknown,
        ["manual_alert_second_person"] = SecondPersonNeeded,
        ["cap_document_once"] = CapKnown,
    };
}
