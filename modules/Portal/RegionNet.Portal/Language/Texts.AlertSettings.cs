namespace RegionNet.Portal.Language;

public static partial class Texts
{
    public static class AlertSettings
    {
        public static readonly Text TabSubscriptions = new("我的订阅", "My subscriptions");
        public static readonly Text TabRoads = new("我的邮件", "My e-mail");
        public static readonly Text TabSilences = new("静默", "Silences");
        public static readonly Text TabRules = new("规则", "Rules");
        public static readonly Text TabTemplates = new("模板", "Templates");
        public static readonly Text TabSources = new("外部来源", "Outside sources");
        public static readonly Text TabWebhooks = new("系统推送", "Webhooks");
        public static readonly Text TabDeliveries = new("投递记录", "Deliveries");
        public static readonly Text Everything = new("全部事项", "Everything");
        public static readonly Text EveryOf = new("{0}（全部）", "{0} (all)");
        public static readonly Text MinimumLevel = new("最低级别", "From level");
        public static readonly Text AndAbove = new("{0}及以上", "{0} and above");
        public static readonly Text Zones = new("合作区域", "Zones");
        public static readonly Text ChooseZone = new("请至少选择一个区域", "Choose at least one zone");
        public static readonly Text Edit = new("修改", "Change");
        public static readonly Text End = new("停用", "End");
        public static readonly Text Saved = new("已保存", "Saved");
        public static readonly Text Ended = new("已停用", "Ended");
        public static readonly Text EndRow = new("停用：{0}", "End: {0}");
        public static readonly Text EditRow = new("修改：{0}", "Change: {0}");
    }

    public static class Subscriptions
    {
        public static readonly Text Lead = new(
            "订阅后，符合条件的预警会记名告知您，并按您的邮件设置发送。红色预警不受免打扰时段限制。",
            "What you subscribe to is addressed to you by name, and mailed as you have set. Red ignores your quiet hours."
        );
        public static readonly Text Add = new("添加订阅", "Subscribe");
        public static readonly Text Change = new("修改订阅", "Change the subscription");
        public static readonly Text Empty = new("还没有订阅", "No subscriptions yet");
        public static readonly Text EmptyDetail = new(
            "不订阅也能在动态中看到本区域的全部预警。",
            "Without one you still see every alert of your zones in the feed."
        );
        public static readonly Text Quiet = new("免打扰时段", "Quiet hours");
        public static readonly Text QuietFrom = new("免打扰开始", "Quiet from");
        public static readonly Text QuietTo = new("免打扰结束", "Quiet until");
        public static readonly Text NoQuiet = new("不设", "None");
        public static readonly Text QuietWrong = new("请同时填写开始和结束，且两者不同", "Give both, and not the same");
    }

    public static class Silences
    {
        public static readonly Text Lead = new(
            "静默期间，符合条件的预警照常记录但不提醒任何人；结束时仍未办结的会补发。",
            "While a silence lasts, matching alerts are recorded and nobody is called; what is still open at its end is told then."
        );
        public static readonly Text Add = new("设置静默", "Silence…");
        public static readonly Text AddTitle = new("设置静默", "Silence alerts");
        public static readonly Text Empty = new("没有静默", "No silences");
        public static readonly Text ActiveOnly = new("只看生效中的", "In force only");
        public static readonly Text UpTo = new("最高静默级别", "Up to level");
        public static readonly Text UpToLevel = new("{0}及以下", "{0} and below");
        public static readonly Text EndDay = new("结束日期", "Last day");
        public static readonly Text EndTime = new("结束时刻", "Until");
        public static readonly Text EndWrong = new("须晚于现在，且不超过 31 天", "After now, and within 31 days");
        public static readonly Text Caught = new("压住未办结 {0} 条", "{0} open alerts kept quiet");
        public static readonly Text Lift = new("提前结束", "Lift");
        public static readonly Text LiftRow = new("提前结束：{0}", "Lift: {0}");
        public static readonly Text Lifted = new("已提前结束", "Lifted");
        public static readonly Text LiftedBy = new("{0} 由{1}提前结束", "lifted {0} by {1}");
        public static readonly Text Over = new("已结束", "Over");
        public static readonly Text InForce = new("生效中", "In force");
        public static readonly Text NotYet = new("未开始", "Not yet");
        public static readonly Text By = new("设置人", "Set by");
        public static readonly Text What = new("范围", "What");
    }

    public static class Rules
    {
        public static readonly Text Lead = new(
            "哪类事件在哪里按什么级别预警、如何合并、多久失效。范围最具体的规则生效。",
            "Which event alerts at which level and where, what is grouped, and when it is void. The most particular rule holds."
        );
        public static readonly Text Add = new("添加规则", "Add a rule");
        public static readonly Text ChangeTitle = new("修改规则", "Change the rule");
        public static readonly Text Empty = new("没有规则", "No rules");
        public static readonly Text Scope = new("范围", "Where");
        public static readonly Text Everywhere = new("全部区域", "Everywhere");
        public static readonly Text AsEvent = new("按事件自身级别", "As the event says");
        public static readonly Text Grouping = new("合并", "Grouping");
        public static readonly Text NoGrouping = new("不合并", "Not grouped");
        public static readonly Text GroupWithin = new("{0}，{1} 分钟内", "{0}, within {1} min");
        public static readonly Text GroupBy = new("合并依据", "Grouped by");
        public static readonly Text GroupMinutes = new("合并间隔（分钟）", "Within minutes");
        public static readonly Text Expiry = new("失效", "Void after");
        public static readonly Text ExpiresHours = new("失效（小时）", "Void after hours");
        public static readonly Text Never = new("不自动失效", "Never by itself");
        public static readonly Text Inhibits = new("使之失效", "Makes void");
        public static readonly Text InhibitsHint = new(
            "同一事项的这些预警随之失效；仅适用于全部区域的规则。",
            "Open alerts of these kinds about the same subject become void; for rules of everywhere only."
        );
        public static readonly Text NumberWrong = new("须为 {0} 至 {1}", "From {0} to {1}");
        public static readonly Text EndLead = new(
            "停用后按更一般的规则处理。",
            "The next more general rule holds from then on."
        );
    }

    public static class Templates
    {
        public static readonly Text Lead = new(
            "人工预警只能按模板发出。花括号中的小写词是发出时填写的空格，例如 {system}。",
            "Manual alerts are made from templates only. Words in braces, such as {system}, are filled in then."
        );
        public static readonly Text Add = new("添加模板", "Add a template");
        public static readonly Text Empty = new("没有模板", "No templates");
        public static readonly Text PlacesHint = new(
            "标题和内容中，花括号里的小写词在发出时填写，例如 {system}",
            "In titles and texts, words in braces such as {system} are filled in when it is raised"
        );
        public static readonly Text NameZh = new("中文名称", "Chinese name");
        public static readonly Text NameEn = new("英文名称", "English name");
        public static readonly Text TitleZh = new("中文标题", "Chinese title");
        public static readonly Text TitleEn = new("英文标题", "English title");
        public static readonly Text BodyZh = new("中文内容", "Chinese text");
        public static readonly Text BodyEn = new("英文内容", "English text");
        public static readonly Text Code = new("代码", "Code");
        public static readonly Text CodeHint = new("小写字母、数字和连字符", "Lower-case letters, digits and hyphens");
        public static readonly Text CodeWrong = new(
            "只能用小写字母、数字和连字符",
            "Lower-case letters, digits and hyphens only"
        );
    }

    public static class Clocks
    {
        public static readonly Text Title = new("无人确认时", "When nobody acknowledges");
        public static readonly Text Lead = new(
            "预警到时仍未确认，依次通知。红色全天计时，其他级别只计工作时间。",
            "Who is told in turn when an alert is not acknowledged in time. Red counts round the clock, the others working time."
        );
        public static readonly Text Hours = new("工作时间：{0}。", "Working time: {0}.");
        public static readonly Text First = new("先", "First");
        public static readonly Text Then = new("再", "Then");
        public static readonly Text After = new("{0} {1}后", "after {0} {1}");
        public static readonly Text Proposal = new(
            "以上时限为本系统的建议值，没有公开的行业标准；由系统管理员按日期配置。",
            "These periods are a proposal of this product, for there is no public standard; they are dated configuration of the operator."
        );
    }

    public static class CapImport
    {
        public static readonly Text Open = new("导入 CAP", "Import CAP");
        public static readonly Text Title = new("导入 CAP 预警", "Import a CAP alert");
        public static readonly Text Lead = new(
            "其他系统发出的通用警报协议（CAP 1.2）报文。先检查，确认后才发布；有错时逐个元素说明，且不保存任何内容。",
            "A message of the Common Alerting Protocol (CAP 1.2) from another system. It is checked first and raised only when you confirm; what is wrong is told element by element, and nothing is kept."
        );
        public static readonly Text File = new("选择文件", "Choose a file");
        public static readonly Text FileHint = new("XML，不超过 64 KB。", "XML, 64 KB at most.");
        public static readonly Text Paste = new("或粘贴报文", "Or paste the message");
        public static readonly Text Nothing = new("请选择文件或粘贴报文", "Choose a file or paste the message");
        public static readonly Text ZonesHint = new(
            "报文自带区域编码时可以不选；选了则以所选为准。",
            "Not needed where the message names its zones; what you choose holds before it."
        );
        public static readonly Text Check = new("检查", "Check");
        public static readonly Text Refused = new(
            "有 {0} 处不能接收，未保存任何内容",
            "{0} things can't be taken; nothing was kept"
        );
        public static readonly Text Element = new("元素", "Element");
        public static readonly Text Why = new("问题", "What is wrong");
        public static readonly Text Would = new("检查通过，类型：{0}", "In order. Type: {0}");
        public static readonly Text NotYet = new("尚未发布", "Not raised yet");
        public static readonly Text From = new("来自", "From");
        public static readonly Text Apply = new("确认导入", "Import");
        public static readonly Text Imported = new("已导入", "Imported");
        public static readonly Text Done = new("已发布到：{0}", "Raised in: {0}");
        public static readonly Text TooLarge = new("文件超过 64 KB", "The file is larger than 64 KB");
    }

    public static class ManualAlerts
    {
        public static readonly Text Lead = new(
            "按模板向所负责的区域发出预警。红色预警须由另一位协调员复核后才发出。",
            "Alerts your zones from a template. A red one goes out only after another coordinator has approved it."
        );
        public static readonly Text Add = new("发出预警", "Raise an alert");
        public static readonly Text Empty = new("还没有人工预警", "No manual alerts yet");
        public static readonly Text Template = new("模板", "Template");
        public static readonly Text ChooseTemplate = new("请选择模板", "Choose a template");
        public static readonly Text InZh = new("{0}（中文）", "{0} (Chinese)");
        public static readonly Text InEn = new("{0}（英文）", "{0} (English)");
        public static readonly Text Preview = new("预览", "Preview");
        public static readonly Text Raise = new("立即发出", "Raise now");
        public static readonly Text Propose = new("提交复核", "Propose it");
        public static readonly Text RedNote = new(
            "红色预警不会立即发出，需另一位协调员复核。",
            "A red alert does not go out yet: another coordinator must approve it."
        );
        public static readonly Text Raised = new("预警已发出", "The alert is out");
        public static readonly Text Proposed = new("已提交，等待复核", "Proposed; it waits for a second person");
        public static readonly Text Approve = new("复核通过并发出", "Approve and raise");
        public static readonly Text Reject = new("不予通过", "Reject");
        public static readonly Text RejectTitle = new("不予通过", "Reject the alert");
        public static readonly Text RejectLead = new("理由会告知提出人。", "The proposer is told why.");
        public static readonly Text Rejected = new("已退回", "Rejected");
        public static readonly Text YourOwn = new(
            "由您提出，须由另一位协调员复核。",
            "You proposed it; another coordinator must decide."
        );
        public static readonly Text ProposedBy = new("提出人", "Proposed by");
        public static readonly Text DecidedBy = new("复核人", "Decided by");
        public static readonly Text See = new("查看预警", "See the alert");
        public static readonly Text Expires = new("失效日期", "Void after the day");
    }

    public static class Sources
    {
        public static readonly Text Lead = new(
            "可向本网发送预警的外部系统，各用自己的密钥签名。",
            "Outside systems that may send alerts here, each signing with a key of its own."
        );
        public static readonly Text Add = new("添加来源", "Add a source");
        public static readonly Text Empty = new("没有外部来源", "No outside sources");
        public static readonly Text Key = new("签名密钥", "Signing key");
        public static readonly Text KeyOnce = new(
            "仅显示这一次，请妥善保存并交给该系统的管理员。",
            "Shown this once: keep it safe and hand it to that system's administrator."
        );
        public static readonly Text Renew = new("更换密钥", "Renew the key");
        public static readonly Text RenewRow = new("更换密钥：{0}", "Renew the key: {0}");
        public static readonly Text Maximum = new("最高级别", "Highest level");
        public static readonly Text KeySet = new("密钥设置于 {0}", "key set {0}");
        public static readonly Text LastMessage = new("最近来信", "Last message");
        public static readonly Text NoMessage = new("尚无", "None yet");
        public static readonly Text EndLead = new(
            "停用后不再接受其消息，密钥随即作废。",
            "Nothing more is taken from it, and its key is void."
        );
        public static readonly Text Address = new("接收地址", "Its address");
    }

    public static class Roads
    {
        public static readonly Text Lead = new(
            "记名告知您的预警，还可以发到您的邮箱。",
            "What is addressed to you by name can also be mailed."
        );
        public static readonly Text LeadReminders = new(
            "评估截止日临近而您还有事项未完成时，除页面提醒外，还可以发到您的邮箱。",
            "When a last day of an assessment is near and you have something open, the reminder can be mailed to you too."
        );
        public static readonly Text Reminders = new(
            "评估截止日前同时用邮件提醒我",
            "Remind me by mail too before a last day of an assessment"
        );
        public static readonly Text AlsoByMail = new("同时用邮件提醒我", "Remind me by mail too");
        public static readonly Text NotOffered = new("本系统未配置邮件", "No mail has been set up here");
        public static readonly Text NotOfferedDetail = new(
            "如需使用，请联系系统管理员。",
            "If you need it, ask the system administrator."
        );
        public static readonly Text Address = new("电子邮箱", "E-mail address");
        public static readonly Text Language = new("邮件语言", "Language");
        public static readonly Text Save = new("保存", "Save");
        public static readonly Text SaveNew = new("保存并发送验证码", "Save and send a code");
        public static readonly Text Pending = new("待验证", "Not verified yet");
        public static readonly Text Verified = new("已验证", "Verified");
        public static readonly Text CodeSent = new(
            "验证码已发到 {0}，{1} 前有效。",
            "A code was sent to {0}; it holds until {1}."
        );
        public static readonly Text Code = new("8 位验证码", "Code of 8 digits");
        public static readonly Text Verify = new("验证", "Verify");
        public static readonly Text SendAgain = new("重新发送验证码", "Send another code");
        public static readonly Text SentAgain = new("已重新发送", "Sent again");
        public static readonly Text AttemptsLeft = new("还可尝试 {0} 次", "{0} tries left");
        public static readonly Text End = new("不再发送邮件", "No more mail");
        public static readonly Text AddressWrong = new("请填写有效的邮箱地址", "Give a valid address");
        public static readonly Text CodeWrong = new("请填写 8 位数字", "Eight digits, please");
    }

    public static class AlertWebhooks
    {
        public static readonly Text Lead = new(
            "把所负责区域的预警推送到本单位系统。推送内容不含操作人姓名和说明。",
            "Sends the alerts of your zones to your own system. Nothing sent has the name or note of a person."
        );
        public static readonly Text Owner = new("负责人 {0}", "{0} answers for it");
    }

    public static class Deliveries
    {
        public static readonly Text Lead = new(
            "邮件和系统推送的发送情况。发送失败的可以重新发送。",
            "How mail and webhooks went. What was given up can be sent again."
        );
        public static readonly Text Empty = new("没有投递记录", "No deliveries");
        public static readonly Text NoneDead = new("没有发送失败的记录", "Nothing was given up");
        public static readonly Text Road = new("方式", "Road");
        public static readonly Text AllRoads = new("全部方式", "All roads");
        public static readonly Text Recipient = new("收件人", "Recipient");
        public static readonly Text Next = new("下次尝试 {0}", "next try {0}");
        public static readonly Text Replay = new("重新发送", "Send again");
        public static readonly Text ReplayRow = new("重新发送给 {0}", "Send again to {0}");
        public static readonly Text Replayed = new("已重新排队", "Queued again");
    }

    public static class AlertReport
    {
        public static readonly Text Lead = new(
            "每个区域每月的预警数量、确认用时和上报情况。",
            "Alerts of a zone in a month: how many, how fast they were acknowledged, what was escalated."
        );
        public static readonly Text Month = new("月份", "Month");
        public static readonly Text Until = new("统计至 {0}", "Until {0}");
        public static readonly Text Empty = new("该月没有预警", "No alerts in this month");
        public static readonly Text Daily = new("每日预警数", "Alerts a day");
        public static readonly Text DailyLabel = new(
            "按级别堆叠的每日预警数柱形图，合计见下表",
            "Columns of alerts a day, stacked by level; the table below has the sums"
        );
        public static readonly Text TimeChart = new("确认用时（分钟）", "Minutes to the acknowledgement");
        public static readonly Text Whole = new("全区域合计", "The whole zone");
        public static readonly Text What = new("级别与事项", "Level and kind");
        public static readonly Text Alerts = new("预警", "Alerts");
        public static readonly Text Events = new("事件", "Events");
        public static readonly Text Acknowledged = new("已确认", "Acknowledged");
        public static readonly Text Open = new("未办结", "Open");
        public static readonly Text Overdue = new("逾期", "Overdue");
        public static readonly Text Escalations = new("上报", "Escalations");
        public static readonly Text Median = new("确认用时中位数", "Median time");
        public static readonly Text P90 = new("90 分位", "90th percentile");
        public static readonly Text TimeNote = new(
            "红色按自然时间计，其余按工作时间计。",
            "Red in plain time, the others in working time."
        );
        public static readonly Text Minutes = new("{0} 分钟", "{0} min");
        public static readonly Text MonthBack = new("上一月", "Month before");
        public static readonly Text MonthOn = new("下一月", "Month after");
        public static readonly Text MonthOf = new("{0} 年 {1} 月", "{0}-{1}");
    }
}
