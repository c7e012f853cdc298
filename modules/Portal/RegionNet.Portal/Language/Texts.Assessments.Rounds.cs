namespace RegionNet.Portal.Language;

public static partial class Texts
{
    public static class Rounds
    {
        public static readonly Text Section = new("示范区评估", "Assessments");
        public static readonly Text Title = new("评估轮次", "Rounds of assessment");
        public static readonly Text Lead = new(
            "国家知识产权保护示范区的验收与复核：自评、材料核查、专家评分、公示与申诉。各阶段期限为系统建议，可逐轮设定。",
            "Acceptance and re-review of demonstration zones: self-assessment, evidence, scoring, notice and appeals. The lengths of the stages are a proposal and are set for each round."
        );
        public static readonly Text TabRounds = new("轮次", "Rounds");
        public static readonly Text TabZones = new("示范区", "Zones");
        public static readonly Text TabBatches = new("批次", "Batches");
        public static readonly Text TabFrameworks = new("指标体系", "Frameworks");
        public static readonly Text New = new("准备新轮次", "Prepare a round");
        public static readonly Text Edit = new("修改", "Change");
        public static readonly Text Empty = new("没有评估轮次", "No rounds");
        public static readonly Text EmptyDetail = new(
            "您参与的评估轮次显示在这里。",
            "Rounds that you have a part in appear here."
        );
        public static readonly Text Round = new("轮次", "Round");
        public static readonly Text Stage = new("阶段", "Stage");
        public static readonly Text AllStages = new("全部阶段", "All stages");
        public static readonly Text Until = new("截止 {0}", "until {0}");
        public static readonly Text Zones = new("示范区", "Zones");
        public static readonly Text ZoneCount = new("{0} 个示范区", "Zones: {0}");
        public static readonly Text Framework = new("指标体系", "Framework");
        public static readonly Text Proposal = new("权重为系统建议，非官方", "Weights are a proposal, not official");
        public static readonly Text Hash = new("指标体系指纹", "Hash of the framework");
        public static readonly Text Purpose = new("目的", "Purpose");
        public static readonly Text Rule = new("计分规则", "Which ranking counts");
        public static readonly Text Spread = new("分歧上限（百分制）", "Limit of the spread (of 100)");
        public static readonly Text PerZone = new("每区专家数", "Evaluators for each zone");
        public static readonly Text Calendar = new("日程", "Calendar");
        public static readonly Text Notice = new("公示", "Notice");
        public static readonly Text AppealsUntil = new("申诉截止", "Appeals until");
        public static readonly Text Progress = new("进度", "Progress");
        public static readonly Text ProgressLead = new("每 5 秒更新", "Updated every 5 seconds");
        public static readonly Text Filed = new("填报", "Filed");
        public static readonly Text Checked = new("核查", "Checked");
        public static readonly Text Sheets = new("评分表", "Sheets");
        public static readonly Text HandedIn = new("已提交", "Handed in");
        public static readonly Text NotHandedIn = new("未提交", "Not handed in");
        public static readonly Text ReturnedCount = new("退回 {0}", "{0} returned");
        public static readonly Text Filing = new("自评材料", "Filing");
        public static readonly Text Results = new("结果", "Results");
        public static readonly Text Assignments = new("专家分配", "Assignments");
        public static readonly Text Moderation = new("分歧复核", "Moderation");
        public static readonly Text Outcome = new("结论", "Outcome");
        public static readonly Text History = new("经过", "History");
        public static readonly Text Changed = new("修改准备内容", "Changed while prepared");
        public static readonly Text MoveTo = new("转入“{0}”", "Go to: {0}");
        public static readonly Text MoveLead = new(
            "轮次及其示范区一并转入下一阶段，不能撤回。",
            "The round and its zones go on together. This can't be taken back."
        );
        public static readonly Text BeginLead = new(
            "轮次开始后，指标体系、计分规则、日程与示范区即固定。",
            "When the round begins its framework, rule, calendar and zones are fixed."
        );
        public static readonly Text Moved = new("已转入“{0}”", "Now: {0}");
        public static readonly Text Document = new("文件编号", "Number of the document");
        public static readonly Text NoticeFrom = new("公示首日", "First day of the notice");
        public static readonly Text NoticeUntil = new("公示末日", "Last day of the notice");
        public static readonly Text NoticePlace = new("公示地点", "Where it is shown");
        public static readonly Text NoticeGround = new("与规定期限不同的理由", "Why it ends otherwise than by rule");
        public static readonly Text NoticeHint = new("不填则为5个工作日", "5 working days if left out");
        public static readonly Text OutcomeLead = new(
            "未列出的合格示范区即通过；不合格的须填写结论与理由。",
            "Zones that did not fail are recognised by default; those that failed need an outcome and a reason."
        );
        public static readonly Text ByGrade = new("按等级", "By grade");
        public static readonly Text ExtendedUntil = new("延期至", "Extended until");
        public static readonly Text PlanTitle = new("准备评估轮次", "Prepare a round");
        public static readonly Text PlanLead = new(
            "开始前可以修改；开始时指标体系按指纹固定，其后不再改变。",
            "It can be changed until it begins; then the framework is frozen by its hash."
        );
        public static readonly Text Code = new("编号", "Code");
        public static readonly Text CodeHint = new(
            "年份加短名，如 2026-acceptance",
            "Year and a word, as 2026-acceptance"
        );
        public static readonly Text NameZh = new("名称（中文）", "Name in Chinese");
        public static readonly Text NameEn = new("名称（英文）", "Name in English");
        public static readonly Text FirstDay = new("首日", "First day");
        public static readonly Text Propose = new("按工作日推算", "Propose by working days");
        public static readonly Text ProposeHint = new(
            "20、10、15、5个工作日（系统建议，可改）",
            "20, 10, 15 and 5 working days: a proposal, to be changed as you like"
        );
        public static readonly Text ChooseZones = new("参加的示范区", "Zones that take part");
        public static readonly Text NoReadyZones = new("没有可以参加的示范区", "No zone is ready for this");
        public static readonly Text SaveRound = new("保存", "Save");
        public static readonly Text Saved = new("轮次已保存", "The round is saved");
        public static readonly Text Reminder = new(
            "{0}：{1}于 {2} 截止，尚有 {3} 项未完成",
            "{0}: {1} ends on {2}; {3} still open"
        );
        public static readonly Text PutAway = new("知道了", "Got it");
        public static readonly Text PutOff = new("延后截止日", "Put off deadlines");
        public static readonly Text PutOffLead = new(
            "尚未结束的阶段可以延后，须为工作日并说明理由；评分表、分歧复核与提醒随之顺延。",
            "Stages that are not over may end later, on a working day and with a reason. Sheets, moderation and reminders follow."
        );
        public static readonly Text NotBefore = new("不得早于 {0}", "Not before {0}");
        public static readonly Text NothingPutOff = new("请至少延后一个截止日", "Put off at least one day");
        public static readonly Text WasPutOff = new("截止日已延后", "Deadlines put off");
        public static readonly Text Begun = new("建立", "Made");
    }

    public static class DemoZones
    {
        public static readonly Text Title = new("国家知识产权保护示范区", "Demonstration zones");
        public static readonly Text Menu = new("示范区", "Demonstration zones");
        public static readonly Text Lead = new(
            "建设期2年、有效期3年（国知发保字〔2022〕27号），以各区载明的日期为准。状态名称为系统建议。",
            "Building lasts 2 years and the title 3 (CNIPA 国知发保字〔2022〕27号); stated dates win. The names of the states are a proposal."
        );
        public static readonly Text Search = new("名称或行政区划代码", "Name or code of the place");
        public static readonly Text AllStates = new("全部状态", "All states");
        public static readonly Text AllBatches = new("全部批次", "All batches");
        public static readonly Text Batch = new("第 {0} 批", "Batch {0}");
        public static readonly Text Zone = new("示范区", "Zone");
        public static readonly Text State = new("状态", "State");
        public static readonly Text Periods = new("期限", "Periods");
        public static readonly Text Building = new("建设期", "Building");
        public static readonly Text Title3 = new("有效期", "Title");
        public static readonly Text Filer = new("申报机构", "Filed by");
        public static readonly Text NoFiler = new("未指定", "Not named");
        public static readonly Text NameFiler = new("指定申报机构", "Name who files");
        public static readonly Text FilerLead = new(
            "该机构的示范区申报人员即可为示范区填报。",
            "Its demonstration zone officers then file for the zone."
        );
        public static readonly Text FilerNamed = new("申报机构已指定", "Who files is named");
        public static readonly Text SortPlace = new("按地区", "By place");
        public static readonly Text SortState = new("按状态", "By state");
        public static readonly Text SortUntil = new("按到期日", "By the day it ends");
        public static readonly Text Sort = new("排序", "Order");
        public static readonly Text Empty = new("没有示范区", "No zones");
        public static readonly Text EmptyDetail = new(
            "您可见范围内的示范区显示在这里。",
            "Zones within your reach appear here."
        );
        public static readonly Text CooperationZones = new("所在协作区", "Cooperation zones");
        public static readonly Text Since = new("自 {0}", "since {0}");
        public static readonly Text DayUnknown = new("日期未见", "day not known");
        public static readonly Text InRound = new("当前轮次", "Current round");
        public static readonly Text Move = new("变更为“{0}”", "Bring to: {0}");
        public static readonly Text MoveTitle = new("变更状态", "Change the state");
        public static readonly Text EffectiveOn = new("生效日", "Holds since");
        public static readonly Text PeriodFrom = new("期限首日", "First day of the period");
        public static readonly Text PeriodUntil = new("期限末日", "Last day of the period");
        public static readonly Text PeriodHint = new("不填则按规定期限推算", "By rule if left out");
        public static readonly Text Moved = new("状态已变更", "The state has changed");
        public static readonly Text Overdue = new("已超期", "past its end");
        public static readonly Text Apply = new("登记申请", "Enter an application");
        public static readonly Text ApplyLead = new(
            "登记后示范区处于“已申请”状态，并列入所选批次。",
            "The zone then has applied, and belongs to the chosen batch."
        );
        public static readonly Text Applied = new("申请已登记", "The application is entered");
        public static readonly Text PlaceCode = new("行政区划代码", "Code of the place");
        public static readonly Text PlaceHint = new("六位，GB/T 2260", "Six digits, GB/T 2260");
        public static readonly Text BadPlace = new("请填写六位行政区划代码", "Six digits, the first not 0");
        public static readonly Text BatchLabel = new("批次", "Batch");
    }

    public static class ZoneBatches
    {
        public static readonly Text Title = new("示范区批次", "Batches of zones");
        public static readonly Text Lead = new(
            "每批的征集文件、公示期与确认日期。公示期须逐批载明：两批实际公示期的算法不同。",
            "The call, the days of public notice and the confirmation of each batch. The days are always stated: those of the two real batches were counted differently."
        );
        public static readonly Text Add = new("新建批次", "Add a batch");
        public static readonly Text Empty = new("没有批次", "No batches");
        public static readonly Text Call = new("征集文件", "Call for applications");
        public static readonly Text PublicNotice = new("公示期", "Public notice");
        public static readonly Text NoticeHint = new("含当日", "Included");
        public static readonly Text BothDays = new(
            "请同时填写首日与末日，末日不早于首日",
            "Both days, the last not before the first"
        );
        public static readonly Text ConfirmedOn = new("确认日", "Confirmed on");
        public static readonly Text Kept = new("批次已保存", "The batch is saved");
    }

    public static class ZoneFiling
    {
        public static readonly Text Title = new("自评填报：{0}", "Self-assessment: {0}");
        public static readonly Text CheckTitle = new("材料核查：{0}", "Evidence check: {0}");
        public static readonly Text Until = new("{0} 前可填报", "Open until {0}");
        public static readonly Text ClosedNow = new("现在不能填报", "Nothing can be filed now");
        public static readonly Text Checklist = new("待完成", "Still open");
        public static readonly Text AllFiled = new("全部指标已填报", "Every indicator has its answer");
        public static readonly Text HandIn = new("提交", "Hand in");
        public static readonly Text HandInLead = new(
            "提交后不能再修改，直至核查退回。",
            "Nothing can be changed after this, unless the check returns it."
        );
        public static readonly Text HandedIn = new("自评已提交", "Handed in");
        public static readonly Text HandedInBy = new("{0} 于 {1} 提交", "Handed in by {0}, {1}");
        public static readonly Text Value = new("数值", "Value");
        public static readonly Text Statement = new("说明", "Description");
        public static readonly Text StatementPanel = new("工作说明（供专家评议）", "Description, for the panel");
        public static readonly Text NotApplicable = new("申请不适用", "Does not apply");
        public static readonly Text NotApplicableReason = new("不适用的理由", "Why it does not apply");
        public static readonly Text NotApplicableHint = new(
            "经核查同意后，其权重由同级指标分担",
            "Once agreed, its weight is shared over its siblings"
        );
        public static readonly Text NotApplicableAgreed = new("已同意不适用", "Agreed: does not apply");
        public static readonly Text Asked = new("所需材料：{0}", "Asked for: {0}");
        public static readonly Text Target = new("起评 {0}，目标 {1}", "from {0}, target {1}");
        public static readonly Text Saving = new("正在保存…", "Saving…");
        public static readonly Text Saved = new("已保存 {0}", "Saved {0}");
        public static readonly Text NotSaved = new("未保存", "Not saved");
        public static readonly Text BadNumber = new("请填写数字，最多四位小数", "A number with at most four decimals");
        public static readonly Text Stale = new(
            "{0} 已修改该指标，您的内容尚未保存",
            "{0} has changed this meanwhile; yours is not saved"
        );
        public static readonly Text Theirs = new("现有内容", "What stands there");
        public static readonly Text Mine = new("您的内容", "Yours");
        public static readonly Text KeepMine = new("以我的为准", "Save mine");
        public static readonly Text TakeTheirs = new("采用现有内容", "Take theirs");
        public static readonly Text Files = new("证明材料", "Evidence");
        public static readonly Text Upload = new("上传材料", "Upload");
        public static readonly Text Replace = new("上传新版本", "New version");
        public static readonly Text Withdraw = new("撤回", "Withdraw");
        public static readonly Text Withdrawn = new("已撤回", "Withdrawn");
        public static readonly Text FileHint = new(
            "PDF、PNG、JPEG、XLSX、DOCX，每份不超过 20 MB",
            "PDF, PNG, JPEG, XLSX or DOCX, 20 MB each"
        );
        public static readonly Text Unscanned = new(
            "未配置查毒程序，材料未经查毒。",
            "No virus scanner is set up: files are not scanned."
        );
        public static readonly Text Uploading = new("已上传 {0}%", "{0} % sent");
        public static readonly Text Preview = new("预览", "Preview");
        public static readonly Text Download = new("下载", "Download");
        public static readonly Text OldVersion = new("旧版本", "Old version");
        public static readonly Text Version = new("第 {0} 版", "Version {0}");
        public static readonly Text NoFiles = new("没有材料", "No evidence");
        public static readonly Text Accept = new("采纳", "Accept");
        public static readonly Text Agree = new("同意不适用", "Agree");
        public static readonly Text Return = new("退回", "Return");
        public static readonly Text ReturnLead = new(
            "说明缺什么，示范区可补正。",
            "Say what is missing; the zone can mend it."
        );
        public static readonly Text NotFiled = new("未填报", "Not filed");
    }

    public static class Verdicts
    {
        public static readonly Text Title = new("否决与加减分", "Vetoes and adjustments");
        public static readonly Text Lead = new(
            "否决须两人同意，提出人不得决定；加减分须另一人决定，合计不超过指标体系上限。",
            "A veto takes two who approve it, neither of whom proposed it; an adjustment takes another person, within the framework's caps."
        );
        public static readonly Text Veto = new("提出否决", "Propose a veto");
        public static readonly Text Adjust = new("提出加减分", "Propose an adjustment");
        public static readonly Text Zone = new("示范区", "Zone");
        public static readonly Text Code = new("否决项", "Veto");
        public static readonly Text CodeHint = new("指标体系中的代码，如 V1", "Code of the framework, as V1");
        public static readonly Text Fact = new("事实", "Fact");
        public static readonly Text Kind = new("类别", "Kind");
        public static readonly Text Points = new("分值", "Points");
        public static readonly Text Approve = new("同意", "Approve");
        public static readonly Text Reject = new("不同意", "Reject");
        public static readonly Text ProposedBy = new("{0} 提出", "proposed by {0}");
        public static readonly Text Because = new("理由：{0}", "Reason: {0}");
        public static readonly Text ApprovedBy = new("同意：{0}", "approved by {0}");
        public static readonly Text None = new("没有否决项或加减分", "No vetoes or adjustments");
        public static readonly Text Decided = new("决定已登记", "The decision is recorded");
        public static readonly Text Proposed = new("已提出，待他人决定", "Proposed; another person decides");
        public static readonly Text Appeals = new("申诉", "Appeals");
        public static readonly Text NoAppeals = new("没有申诉", "No appeals");
        public static readonly Text Appeal = new("提出申诉", "Appeal");
        public static readonly Text AppealLead = new(
            "申诉成立的，只重新开放所列指标。",
            "If the appeal is upheld, only the indicators named are opened again."
        );
        public static readonly Text Indicators = new("有异议的指标", "Contested indicators");
        public static readonly Text Grounds = new("理由", "Grounds");
        public static readonly Text Uphold = new("成立", "Uphold");
        public static readonly Text Dismiss = new("不成立", "Reject");
        public static readonly Text DecideLead = new(
            "结论连同理由告知示范区。",
            "The zone is told the outcome with its reason."
        );
        public static readonly Text Appealed = new("申诉已提交", "The appeal is filed");
        public static readonly Text ChooseOne = new("至少选择一项", "Choose at least one");
    }
}
