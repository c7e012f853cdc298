namespace RegionNet.Portal.Language;

public static partial class Texts
{
    public static class Discipline
    {
        public static readonly Text CasesLead = new(
            "本单位办理的失信惩戒案件。每一环节的期限、文书和依据由系统核对，缺一不得公示。",
            "Your authority's cases. Deadline, document and clause of each step are checked; without them nothing is published."
        );
        public static readonly Text QueueLead = new(
            "按期限先后排列的待办事项。",
            "What is to be done, the nearest deadline first."
        );
        public static readonly Text DecisionsLead = new(
            "等待审核人办理的案件。提出建议的人不得自行决定。",
            "Cases that wait for a reviewer. Who proposed does not decide."
        );
        public static readonly Text Views = new("案件视图", "Views of the cases");
        public static readonly Text ViewQueue = new("待办", "To do");
        public static readonly Text ViewDecisions = new("待审核", "To decide");
        public static readonly Text ViewAll = new("全部案件", "All cases");
        public static readonly Text NewCase = new("登记线索", "Record a lead");
        public static readonly Text Search = new(
            "案号、代码、名称，或完整公民身份号码",
            "Number, code, name, or a whole resident ID"
        );
        public static readonly Text AnyState = new("全部状态", "Any state");
        public static readonly Text AnyList = new("全部名单", "Any list");
        public static readonly Text AnyGround = new("全部情形", "Any ground");
        public static readonly Text Overdue = new("仅看逾期", "Overdue only");
        public static readonly Text DueBy = new("期限至", "Due by");
        public static readonly Text Sort = new("排序", "Order");
        public static readonly Text Newest = new("最新登记在前", "Newest first");
        public static readonly Text Oldest = new("最早登记在前", "Oldest first");
        public static readonly Text DueFirst = new("期限最近在前", "Nearest deadline first");
        public static readonly Text Number = new("案号", "Number");
        public static readonly Text Party = new("当事人", "Party");
        public static readonly Text Ground = new("列入情形", "Ground");
        public static readonly Text List = new("名单", "List");
        public static readonly Text State = new("状态", "State");
        public static readonly Text Next = new("下一步", "Next");
        public static readonly Text Due = new("期限", "Due");
        public static readonly Text Opened = new("登记时间", "Recorded");
        public static readonly Text Case = new("案件", "Case");
        public static readonly Text Empty = new("还没有案件", "No cases yet");
        public static readonly Text EmptyDetail = new("从登记一条线索开始。", "Begin by recording a lead.");
        public static readonly Text QueueEmpty = new("没有待办事项", "Nothing is due");
        public static readonly Text QueueEmptyDetail = new(
            "有期限的案件会按先后出现在这里。",
            "Cases with a deadline appear here in order."
        );
        public static readonly Text DecisionsEmpty = new("没有等待审核的案件", "Nothing waits for a decision");
        public static readonly Text NoMatch = new("没有符合条件的案件", "No case matches");
        public static readonly Text NoMatchDetail = new(
            "换一个检索词，或放宽筛选条件。",
            "Try another search, or loosen the filters."
        );
        public static readonly Text ExportCut = new(
            "符合条件的案件过多，文件只含前 {0} 件。请缩小筛选范围。",
            "Too many cases match: the file holds the first {0}. Narrow the filters."
        );
        public static readonly Text Csv = new("惩戒案件", "discipline-cases");

        public static readonly Text DueElapsed = new("已届满，可作出决定", "Over: it can be decided");
        public static readonly Text DueToday = new("今天到期", "Due today");
        public static readonly Text DueIn = new("还有 {0} 天", "Days left: {0}");
        public static readonly Text DueInWorking = new("还有 {0} 个工作日", "Working days left: {0}");
        public static readonly Text LateBy = new("已逾期 {0} 天", "Days overdue: {0}");
        public static readonly Text LateByWorking = new("已逾期 {0} 个工作日", "Working days overdue: {0}");
        public static readonly Text WorkingDays = new("{0} 个工作日", "{0} working days");
        public static readonly Text CalendarDays = new("{0} 日", "{0} days");
        public static readonly Text NotOfficial = new("本系统建议", "Our proposal");
        public static readonly Text NotOfficialHint = new(
            "没有找到法定期限，此为本系统的建议值",
            "No legal rule was found; this is the product's own proposal"
        );
        public static readonly Text IsOfficial = new("有明文依据", "Has a legal basis");

        public static readonly Text LifeLine = new("办理进程", "Course of the case");
        public static readonly Text StageEnd = new("修复、期满或撤销", "Repair, expiry or revocation");
        public static readonly Text StageHeard = new("陈述申辩或听证", "Statement or hearing");
        public static readonly Text StageSkipped = new("未经此环节", "not gone through");
        public static readonly Text StageNow = new("当前环节", "Now");
        public static readonly Text Steps = new("可办理的环节", "What can be done now");
        public static readonly Text StepsHint = new(
            "缺少所列条件时，数据库拒绝该操作，不论由谁提交。",
            "While something listed is missing the database refuses the step, whoever tries."
        );
        public static readonly Text NoSteps = new("本案已办结，没有后续环节。", "The case is closed; nothing follows.");
        public static readonly Text NoStepsExpired = new(
            "期限已届满，名单上不再显示，也不再使用；记录予以保留。",
            "The period is over: the entry is neither shown nor used; the record stays."
        );
        public static readonly Text ByOfficer = new("经办人办理", "by an officer");
        public static readonly Text ByReviewer = new("审核人办理", "by a reviewer");
        public static readonly Text NeedMet = new("已具备", "there");
        public static readonly Text NeedMissing = new("缺少", "missing");
        public static readonly Text NeedByStep = new("办理时提交", "handed in with the step");
        public static readonly Text NeedClause = new("引用的法律条款", "Clause of the law");
        public static readonly Text NeedStatementPeriod = new(
            "陈述申辩期届满或已放弃",
            "Statement period over or waived"
        );
        public static readonly Text NeedNotStayed = new("未停止执行", "Not stayed");
        public static readonly Text NeedTermRuns = new("列入期限未届满", "The period still runs");
        public static readonly Text NeedRepairTime = new(
            "达到可申请修复的最短期限",
            "The shortest time before a repair has passed"
        );
        public static readonly Text NeedFourEyes = new("由提出人以外的人决定", "Decided by another person");
        public static readonly Text ProposedBy = new("提出人：{0}", "proposed by {0}");
        public static readonly Text EndsOn = new("至 {0}", "until {0}");
        public static readonly Text FromDay = new("{0} 起", "from {0}");
        public static readonly Text WaivedOn = new("{0} 放弃", "waived {0}");

        public static readonly Text Facts = new("案件事实", "Facts");
        public static readonly Text Basis = new("依据", "Basis");
        public static readonly Text Clause = new("引用条款", "Clause cited");
        public static readonly Text Term = new("列入期限", "Period");
        public static readonly Text TermOf = new("{0} 至 {1}", "{0} to {1}");
        public static readonly Text Served = new("送达日期", "Served on");
        public static readonly Text StatementUntil = new("陈述申辩截止", "Statement until");
        public static readonly Text HearingOn = new("听证日期", "Hearing on");
        public static readonly Text Code = new("统一社会信用代码", "Unified social credit code");
        public static readonly Text CodeOverridden = new(
            "校验位不符，采用理由：{0}",
            "Check digit fails; taken because: {0}"
        );
        public static readonly Text ResidentId = new("公民身份号码", "Resident ID");
        public static readonly Text Place = new("登记地区划代码", "Place of registration");
        public static readonly Text Reveal = new("查看完整信息", "Reveal in full");
        public static readonly Text RevealTitle = new("查看完整个人信息", "Reveal personal data");
        public static readonly Text RevealLead = new(
            "姓名和公民身份号码只在本页显示，离开后重新遮盖。谁、何时、为何查看会记入审计日志。",
            "Name and ID are shown on this page only and masked again when you leave. Who looked, when and why is audited."
        );
        public static readonly Text RevealPurpose = new("查看目的", "Purpose");
        public static readonly Text Rename = new("登记更名", "Record a change of name");
        public static readonly Text RenameLead = new(
            "原名称连同使用时间保留，仍可查到。",
            "The former name stays with its dates and is still found."
        );
        public static readonly Text RenameName = new("新名称", "New name");
        public static readonly Text RenameFrom = new("启用日期", "Borne from");
        public static readonly Text Renamed = new("已登记更名", "The change of name was recorded");
        public static readonly Text Reported = new("线索内容", "What was reported");
        public static readonly Text Flags = new("复议、诉讼与停止执行", "Review, suit and stay");
        public static readonly Text FlagsHint = new(
            "复议、诉讼期间不停止执行；停止执行的，名单立即不再显示和使用。",
            "Review and suit do not stop the effect; a stay does at once: the entry is neither shown nor used."
        );
        public static readonly Text FlagSet = new("标记", "Set");
        public static readonly Text FlagLift = new("解除", "Lift");
        public static readonly Text FlagNone = new("否", "No");
        public static readonly Text SeeEntry = new("查看名单条目", "See the entry");

        public static readonly Text Documents = new("文书", "Documents");
        public static readonly Text NoDocuments = new("还没有文书。", "No documents yet.");
        public static readonly Text DocumentKind = new("文书种类", "Kind");
        public static readonly Text DocumentNumber = new("文号", "Document number");
        public static readonly Text DocumentDay = new("文书日期", "Date of the document");
        public static readonly Text DocumentChoose = new("选择文件", "Choose a file");
        public static readonly Text DocumentHint = new(
            "PDF、图片或纯文本，不超过 {0} MB；加密保存",
            "PDF, image or plain text, at most {0} MB; kept encrypted"
        );
        public static readonly Text DocumentTooLarge = new("文件超过 {0} MB", "The file is larger than {0} MB");
        public static readonly Text DocumentType = new(
            "只接受 PDF、PNG、JPEG 和纯文本",
            "Only PDF, PNG, JPEG and plain text are taken"
        );
        public static readonly Text DocumentNew = new("提交新文书", "Hand in a new one");
        public static readonly Text DocumentOpen = new("下载", "Download");
        public static readonly Text DocumentAdded = new("已添加 {0}", "{0} added");
        public static readonly Text DocumentRead = new(
            "文书可能载有个人信息，每次下载都会记入审计日志。",
            "Documents may hold personal data: each download is written to the audit log."
        );

        public static readonly Text Repairs = new("信用修复", "Repairs");
        public static readonly Text RepairApplied = new("申请日期", "Applied on");
        public static readonly Text RepairAccept = new("受理", "Accepted");
        public static readonly Text RepairDecide = new("决定", "Decided");
        public static readonly Text RepairStop = new("停止公示", "Display stopped");
        public static readonly Text RepairBy = new("期限 {0}", "due {0}");
        public static readonly Text Endings = new("撤销与恢复列入", "Revocation and reinstatement");
        public static readonly Text EndingRevoked = new("建议撤销", "Proposal to revoke");
        public static readonly Text EndingReinstated = new("建议恢复列入", "Proposal to reinstate");
        public static readonly Text DecidedBy = new("审核人：{0}", "decided by {0}");

        public static readonly Text History = new("办理记录", "History");
        public static readonly Text HistoryDue = new("下一期限 {0}（{1}）", "next due {0} ({1})");

        public static readonly Text StepDone = new("已办理：{0}", "Done: {0}");
        public static readonly Text StepNote = new("说明", "Note");
        public static readonly Text StepReason = new("理由", "Reason");
        public static readonly Text StepNoteHint = new(
            "加密保存。不要写公民身份号码。",
            "Kept encrypted. Write no resident ID."
        );
        public static readonly Text StepClause = new("法律条款", "Clause of the law");
        public static readonly Text StepClauseHint = new(
            "写明法规名称和条、款、项",
            "Name the law and its article, paragraph and item"
        );
        public static readonly Text StepServedOn = new("送达日期", "Day of service");
        public static readonly Text StepServedHint = new(
            "陈述申辩期自次日起算：{0}",
            "The statement period runs from the day after: {0}"
        );
        public static readonly Text StepHearingOn = new("听证日期", "Day of the hearing");
        public static readonly Text StepHearingHint = new("须提前 {0} 通知", "Notice is given {0} before");
        public static readonly Text StepListed = new("决定结果", "Outcome");
        public static readonly Text StepListYes = new("列入名单", "List the party");
        public static readonly Text StepListNo = new("不列入", "Do not list");
        public static readonly Text StepGrantYes = new("准予修复，停止公示和使用", "Grant: display and use stop");
        public static readonly Text StepGrantNo = new("不予修复，继续公示", "Refuse: the entry stays");
        public static readonly Text StepApproveYes = new("同意", "Approve");
        public static readonly Text StepApproveNo = new("不同意", "Reject");
        public static readonly Text StepChoose = new("请选择决定结果", "Choose the outcome");
        public static readonly Text StepMonths = new("列入期限（月）", "Period in months");
        public static readonly Text StepMonthsHint = new(
            "{0} 至 {1} 个月，自决定书日期起算；超过 {0} 个月须写明理由",
            "{0} to {1} months from the decision's date; beyond {0} months give the reason"
        );
        public static readonly Text StepMonthsFixed = new(
            "{0} 个月，自决定书日期起算",
            "{0} months from the decision's date"
        );
        public static readonly Text StepPublish = new("公示？", "Publish?");
        public static readonly Text StepPublishLead = new(
            "公示后，{0} 进入“{1}”，合作区域内的单位即可查询和使用。",
            "{0} then stands on the list “{1}”, and the cooperation zones see and use it."
        );
        public static readonly Text Advice = new("怎么办", "What to do");

        public static readonly Text LeadTitle = new("登记线索", "Record a lead");
        public static readonly Text LeadLead = new(
            "线索只对本单位可见。登记不产生任何不利后果。",
            "A lead is seen by your authority only, and has no consequence for the party."
        );
        public static readonly Text LeadParty = new("当事人", "Party");
        public static readonly Text LeadKind = new("当事人类型", "Kind of party");
        public static readonly Text LeadName = new("名称", "Name");
        public static readonly Text LeadPersonName = new("姓名", "Name");
        public static readonly Text LeadPersonHint = new(
            "姓名和证件号加密保存，查询结果默认遮盖。",
            "Name and ID are kept encrypted and shown masked."
        );
        public static readonly Text LeadCodeHint = new(
            "18 位，按 GB 32100-2015 校验",
            "18 characters, checked by GB 32100-2015"
        );
        public static readonly Text LeadCodeShape = new(
            "须为 18 位数字或大写字母，不含 I、O、S、V、Z",
            "18 digits or capitals, without I, O, S, V and Z"
        );
        public static readonly Text LeadOverride = new("仍采用此代码的理由", "Why the code is taken all the same");
        public static readonly Text LeadOverrideHint = new(
            "校验位不符。请对照营业执照；确为登记机关核发的，写明核对方式。",
            "The check digit fails. Compare the licence; if it was issued so, say how you checked."
        );
        public static readonly Text LeadIdShape = new("须为 18 位公民身份号码", "A resident ID has 18 characters");
        public static readonly Text LeadPlaceHint = new(
            "六位区划代码（GB/T 2260）；不填则取自信用代码",
            "Six digits (GB/T 2260); left empty it is taken from the code"
        );
        public static readonly Text LeadPlaceShape = new("须为六位数字", "Six digits");
        public static readonly Text LeadWhat = new("涉嫌行为", "What is suspected");
        public static readonly Text LeadChooseList = new("请选择名单", "Choose a list");
        public static readonly Text LeadChooseGround = new("请选择列入情形", "Choose a ground");
        public static readonly Text LeadFacts = new("线索内容", "What was reported");
        public static readonly Text LeadFactsHint = new(
            "写明来源、时间、行为和证据所在。加密保存；不要写公民身份号码。",
            "Source, time, act, and where the evidence is. Kept encrypted; write no resident ID."
        );
        public static readonly Text LeadSubmit = new("登记", "Record");
        public static readonly Text LeadDone = new("已登记线索 {0}", "Lead {0} was recorded");

        public static readonly Text RulesLead = new(
            "名单、列入情形、列入期限和办理期限，每条注明依据。规则有生效日期；已决定的案件沿用决定时的规则。",
            "Lists, grounds, periods and deadlines, each with its basis. Rules are dated; a decided case keeps those it was decided by."
        );
        public static readonly Text RulesOn = new("施行于", "As in force on");
        public static readonly Text RulesLists = new("名单与列入情形", "Lists and grounds");
        public static readonly Text RulesPeriods = new("列入期限与修复", "Periods and repair");
        public static readonly Text RulesDeadlines = new("办理期限", "Deadlines");
        public static readonly Text RulesPublishes = new("向社会公示", "Shown to the public");
        public static readonly Text RulesNotPublished = new("不向社会公示", "Not shown to the public");
        public static readonly Text RulesPersons = new(
            "自然人不向社会公示",
            "Natural persons are not shown to the public"
        );
        public static readonly Text RulesMayBeLeft = new("及时纠正可不予认定", "May be left undetermined");
        public static readonly Text RulesTerm = new("列入期限", "Period");
        public static readonly Text RulesMonths = new("{0} 个月", "{0} months");
        public static readonly Text RulesMonthsTo = new("{0} 至 {1} 个月", "{0} to {1} months");
        public static readonly Text RulesRepair = new("最早修复", "Earliest repair");
        public static readonly Text RulesRepairAfter = new("满 {0} 个月", "after {0} months");
        public static readonly Text RulesRepairAny = new("随时", "at any time");
        public static readonly Text RulesRepairNone = new("不予修复", "none");
        public static readonly Text RulesRepairBlock = new(
            "上次修复后 {0} 个月内不予修复",
            "none within {0} months of the last"
        );
        public static readonly Text RulesWhat = new("事项", "What");
        public static readonly Text RulesLength = new("期限", "Within");
        public static readonly Text RulesNone = new("这一天没有规则", "No rules on this day");
        public static readonly Text RulesReadOnly = new(
            "规则由系统升级随法规更新，不能在此修改。",
            "Rules follow the law by upgrades of the system and can't be changed here."
        );
    }

    public static class DisciplineLists
    {
        public static readonly Text Lead = new(
            "某日在列、按某时所知：名单在任何日期的样子都可以重现、导出。",
            "Who was listed on a day, as known at a moment: a list can be shown and exported as of any date."
        );
        public static readonly Text List = new("名单", "List");
        public static readonly Text On = new("在列日期", "Listed on");
        public static readonly Text Known = new("按此时所知", "As known at");
        public static readonly Text KnownHint = new("不填即为现在", "Empty: now");
        public static readonly Text Search = new(
            "完整名称、信用代码或决定文号",
            "Whole name, credit code or document number"
        );
        public static readonly Text AsOf = new("{0} 在列，按 {1} 所知", "Listed on {0}, as known at {1}");
        public static readonly Text AsOfNow = new("{0} 在列，按现在所知", "Listed on {0}, as known now");
        public static readonly Text BackToNow = new("回到现在", "Back to now");
        public static readonly Text Future = new(
            "不能早于事实：所知时间不得晚于现在",
            "What is known can't lie after now"
        );
        public static readonly Text Empty = new("这一天名单上没有条目", "Nobody stood on the list on this day");
        public static readonly Text EmptyDetail = new(
            "期满、修复、撤销和停止执行的条目不在列。可以更换日期。",
            "Expired, repaired, revoked and stayed entries are not listed. Try another date."
        );
        public static readonly Text NoMatch = new("没有找到在列的主体", "No listed party was found");
        public static readonly Text NoMatchDetail = new(
            "须输入完整名称、代码或文号；模糊查找请用“主体筛查”。",
            "Give the whole name, code or number; for similar names use screening."
        );
        public static readonly Text Authority = new("决定机关与文号", "Authority and document");
        public static readonly Text Period = new("列入期限", "Period");
        public static readonly Text State = new("状态", "State");
        public static readonly Text Export = new("导出", "Export");
        public static readonly Text Entry = new("名单条目", "Entry");
        public static readonly Text InForce = new("在列", "In force");
        public static readonly Text NotInForce = new("不在列", "Not in force");
        public static readonly Text NotInForceHint = new(
            "条目不再显示，也不再使用；记录仅作出决定的机关可见。",
            "The entry is neither shown nor used; only the authority that decided sees the record."
        );
        public static readonly Text Versions = new("条目的各个版本", "Versions of the entry");
        public static readonly Text VersionsHint = new(
            "每个版本是系统在一段时间内所知的内容。与前一版本不同之处加底色。",
            "Each version is what the system knew for a time. What differs from the one before is marked."
        );
        public static readonly Text VersionOf = new("第 {0} 版", "Version {0}");
        public static readonly Text Sequence = new("名单序号", "Place in the list's order");
        public static readonly Text KnownFrom = new("所知时间起", "Known from");
        public static readonly Text KnownTo = new("所知时间止", "Known until");
        public static readonly Text Still = new("至今", "to date");
        public static readonly Text Published = new("公示时间", "Published");
        public static readonly Text DecidedOn = new("决定日期", "Decided on");
        public static readonly Text Permalink = new("公开链接", "Public link");
        public static readonly Text CopyLink = new("复制链接", "Copy the link");
        public static readonly Text Copied = new("已复制", "Copied");

        public static readonly Text PublicTitle = new("失信名单公示", "Lists of breaches of trust");
        public static readonly Text PublicLead = new(
            "依法公示的失信惩戒名单。按完整名称或统一社会信用代码查询；期满、修复、撤销的不再显示。",
            "Lists that the law publishes. Search by whole name or credit code; what has expired, was repaired or revoked is not shown."
        );
        public static readonly Text PublicSearch = new("完整名称或统一社会信用代码", "Whole name or credit code");
        public static readonly Text PublicInForce = new("在列 {0} 条", "{0} in force");
        public static readonly Text PublicChanged = new("更新于 {0}", "changed {0}");
        public static readonly Text PublicNever = new("尚无变动", "no changes yet");
        public static readonly Text PublicNone = new("没有公示的名单", "No list is published");
        public static readonly Text PublicNobody = new("未在任何公示名单上找到", "On no published list");
        public static readonly Text PublicNobodyDetail = new(
            "请核对名称或代码是否完整。没有找到不代表没有其他记录。",
            "Check that name or code is complete. That nothing is found does not mean that there is no other record."
        );
        public static readonly Text PublicEmpty = new("名单上现在没有条目", "The list has no entries now");
        public static readonly Text PublicFound = new("找到 {0} 条", "Found: {0}");
        public static readonly Text PublicGone = new(
            "没有这一条目，或者已不再公示",
            "No such entry, or it is no longer published"
        );
        public static readonly Text PublicGoneDetail = new(
            "期满、修复或撤销后，条目立即停止公示。",
            "Once expired, repaired or revoked an entry is no longer shown."
        );
        public static readonly Text PublicAll = new("全部名单", "All lists");
        public static readonly Text PublicLink = new("失信名单公示查询", "Look up the published lists");
    }
}
