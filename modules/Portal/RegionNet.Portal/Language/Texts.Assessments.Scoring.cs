namespace RegionNet.Portal.Language;

public static partial class Texts
{
    public static class Evaluators
    {
        public static readonly Text Title = new("评估专家库", "Evaluators");
        public static readonly Text Lead = new(
            "专家的单位、省份和专业领域，以及应当回避的关系。回避期限为系统建议，可在规则中调整。",
            "Employers, provinces and fields of evaluators, and the relations that keep them from a zone. How long a relation counts is a proposal of this product."
        );
        public static readonly Text Search = new("姓名、单位或专业领域", "Name, employer or field");
        public static readonly Text Add = new("入库", "Add an evaluator");
        public static readonly Text Edit = new("修改", "Change");
        public static readonly Text EditTitle = new("修改：{0}", "Change {0}");
        public static readonly Text Name = new("姓名", "Name");
        public static readonly Text Account = new("账号", "Account");
        public static readonly Text NoAccount = new(
            "没有可入库的账号：须先由安全管理员授予评估专家角色",
            "No account can be added: a security administrator grants the role of evaluator first"
        );
        public static readonly Text Employer = new("所在单位", "Employer");
        public static readonly Text EmployerInNetwork = new("所在的网络成员单位", "Employer within the network");
        public static readonly Text EmployerHint = new(
            "为其申报的示范区，该单位的专家须回避",
            "Who works for the body that files for a zone does not score it"
        );
        public static readonly Text Province = new("省份", "Province");
        public static readonly Text Fields = new("专业领域", "Fields");
        public static readonly Text FieldsHint = new(
            "以逗号分隔；填一级指标代码（如 A、B）时，分配会兼顾各组专家的领域",
            "Separated by commas; codes of level-1 indicators (A, B …) are spread over the panels"
        );
        public static readonly Text Active = new("在用", "Active");
        public static readonly Text Inactive = new("停用", "Inactive");
        public static readonly Text Assignments = new("在评 {0} 个示范区", "Scores {0} zones");
        public static readonly Text RelationCount = new("回避关系 {0} 项", "{0} relations");
        public static readonly Text Relations = new("回避关系", "Relations");
        public static readonly Text RelationsOf = new("回避关系：{0}", "Relations of {0}");
        public static readonly Text MyRelations = new("我的回避关系", "My relations with zones");
        public static readonly Text MyRelationsLead = new(
            "与示范区有利害关系或曾经合作的，请及时申报；已分配的评分将作废并另派专家。",
            "Declare a relation or past cooperation with a zone in time; a sheet of that zone is voided and somebody else scores it."
        );
        public static readonly Text Declare = new("申报", "Declare");
        public static readonly Text Record = new("登记", "Record");
        public static readonly Text Zone = new("示范区", "Zone");
        public static readonly Text Kind = new("情形", "Kind");
        public static readonly Text From = new("开始", "From");
        public static readonly Text Until = new("结束", "Until");
        public static readonly Text UntilHint = new("仍在持续的不填", "Leave it empty while it lasts");
        public static readonly Text Statement = new("说明", "Statement");
        public static readonly Text NoRelations = new("没有回避关系", "No relations");
        public static readonly Text Declared = new("本人申报", "Declared");
        public static readonly Text Recorded = new("组织者登记", "Recorded by the organiser");
        public static readonly Text Withdraw = new("撤回", "Withdraw");
        public static readonly Text WithdrawLead = new(
            "仅用于更正误录；已作废的评分不恢复。",
            "Only to correct an entry made by mistake; what it voided stays voided."
        );
        public static readonly Text Withdrawn = new("已撤回：{0}", "Withdrawn: {0}");
        public static readonly Text Kept = new("已保存", "Saved");
        public static readonly Text VoidedNote = new(
            "{0} 份评分表因回避作废，其中 {1} 份已另派专家",
            "{0} sheets were voided by this conflict; {1} have somebody else already"
        );
        public static readonly Text Versions = new("变更记录", "Record");
        public static readonly Text Empty = new("专家库为空", "The pool is empty");
    }

    public static class Assigning
    {
        public static readonly Text Title = new("专家分配", "Assignments");
        public static readonly Text Lead = new(
            "每个示范区 {0} 名专家；分配避开回避关系，均衡工作量，并使专家与示范区连成一体，以便校正评分宽严。",
            "{0} evaluators for each zone. Conflicts are avoided, loads balanced, and the graph of evaluators and zones kept in one piece, so that severity can be compared."
        );
        public static readonly Text Seed = new("随机种子", "Seed");
        public static readonly Text SeedHint = new(
            "条件与种子相同，方案就相同",
            "The same facts and seed give the same plan"
        );
        public static readonly Text Preview = new("预览方案", "Preview a plan");
        public static readonly Text Apply = new("采用方案", "Apply the plan");
        public static readonly Text Applied = new("方案已采用", "The plan is applied");
        public static readonly Text PlanTitle = new("方案：新增 {0} 项分配", "Plan: {0} new assignments");
        public static readonly Text Whole = new("全部示范区连成一体", "All zones hang together");
        public static readonly Text Apart = new(
            "分成 {0} 部分，各部分之间的评分宽严无法比较",
            "It falls into {0} parts; severity can't be compared between them"
        );
        public static readonly Text ApartProvably = new(
            "现有专家无论如何分配都连不成一体，需要能跨部分评分的专家：",
            "No assignment of these evaluators could connect them; somebody who may score zones of two parts is needed:"
        );
        public static readonly Text Part = new("第 {0} 部分：{1}", "Part {0}: {1}");
        public static readonly Text Short = new(
            "{0}：需要 {1} 名，可评者只有 {2} 名（{3}）",
            "{0}: {1} wanted, only {2} may score it ({3})"
        );
        public static readonly Text NoConflicts = new("专家库人数不足", "the pool is too small");
        public static readonly Text Loads = new(
            "工作量相差 {0} 个示范区，最少可为 {1}",
            "Loads differ by {0} zones; {1} is the least possible"
        );
        public static readonly Text Coverage = new("专业领域覆盖 {0}/{1}", "Fields covered {0} of {1}");
        public static readonly Text ByZone = new("按示范区", "By zone");
        public static readonly Text ByEvaluator = new("工作量", "Loads");
        public static readonly Text Standing = new("专家 {0}/{1}，已锁定 {2}", "{0} of {1} evaluators, {2} locked");
        public static readonly Text Progress = new("{0}/{1} 项", "{0} of {1} cells");
        public static readonly Text Planned = new("拟派", "planned");
        public static readonly Text Locked = new("已锁定", "locked");
        public static readonly Text Open = new("评分中", "open");
        public static readonly Text Voided = new("已作废", "voided");
        public static readonly Text VoidedBecause = new("因{0}作废：{1}（{2}）", "Voided, {0}: {1} ({2})");
        public static readonly Text Void = new("作废", "Void");
        public static readonly Text VoidTitle = new("作废 {0} 对 {1} 的评分", "Void {0}'s sheet of {1}");
        public static readonly Text VoidLead = new(
            "其评分不再计入，记录保留。随后可另派专家。",
            "Its marks no longer count; the record stays. Somebody else can be assigned then."
        );
        public static readonly Text Add = new("指派", "Assign");
        public static readonly Text AddTitle = new("为 {0} 指派专家", "Assign an evaluator to {0}");
        public static readonly Text Zones = new("{0} 个示范区", "{0} zones");
        public static readonly Text None = new("尚未分配", "Nobody is assigned yet");
        public static readonly Text ConflictNow = new("现应回避：{0}", "Conflict now: {0}");
        public static readonly Text VoidedList = new("已作废的分配", "Voided assignments");
    }

    public static class Sheets
    {
        public static readonly Text Title = new("我的评分", "My score sheets");
        public static readonly Text Lead = new(
            "独立评分：全部专家锁定之前，任何人看不到他人的分数。",
            "Marks are given independently: until all sheets are locked nobody sees another's."
        );
        public static readonly Text Empty = new("没有分配给您的示范区", "No zone is assigned to you");
        public static readonly Text EmptyDetail = new(
            "组织者分配后，待评的示范区显示在这里。",
            "Zones appear here once the organiser has assigned them."
        );
        public static readonly Text Filled = new("已评 {0}/{1} 项", "{0} of {1} marked");
        public static readonly Text UntilDay = new("评分至 {0}", "Until {0}");
        public static readonly Text Locked = new("已锁定", "Locked");
        public static readonly Text Closed = new("不在评分期", "Not the time of scoring");
        public static readonly Text OpenIt = new("评分", "Score");
        public static readonly Text ReadIt = new("查看", "Read");
        public static readonly Text Conflict = new("应当回避：{0}", "Conflict of interest: {0}");
        public static readonly Text Keys = new(
            "回车或上下方向键换行，Tab 键到评语。停顿即自动保存。",
            "Enter or the arrow keys go from row to row, Tab goes to the comment. A pause saves."
        );
        public static readonly Text Indicator = new("指标", "Indicator");
        public static readonly Text Mark = new("分数", "Mark");
        public static readonly Text MarkOf = new("{0} {1}：分数", "{0} {1}: mark");
        public static readonly Text Comment = new("评语", "Comment");
        public static readonly Text CommentOf = new("{0} {1}：评语", "{0} {1}: comment");
        public static readonly Text Wrong = new("0 至 100，最多两位小数", "0 to 100, at most two decimals");
        public static readonly Text Stale = new(
            "该分数已在别处修改（{0}），请选择保留哪一个。",
            "This mark was changed elsewhere ({0}). Choose which stands."
        );
        public static readonly Text Mine = new("本页", "This page");
        public static readonly Text Stored = new("已保存的", "Stored");
        public static readonly Text KeepMine = new("用本页的", "Keep this page's");
        public static readonly Text TakeStored = new("用已保存的", "Take the stored one");
        public static readonly Text Evidence = new("申报材料", "Evidence");
        public static readonly Text Asked = new("应提供：{0}", "Asked for: {0}");
        public static readonly Text NoStatement = new("未填写说明", "No statement");
        public static readonly Text NoFiles = new("没有佐证文件", "No files");
        public static readonly Text Unread = new("申报材料未能读取", "What the zone filed could not be loaded");
        public static readonly Text ChooseRow = new(
            "选中一项指标后，这里显示其申报材料。",
            "Choose an indicator to see what the zone filed for it."
        );
        public static readonly Text Lock = new("锁定提交", "Lock and hand in");
        public static readonly Text LockTitle = new("锁定 {0} 的评分表", "Lock the sheet of {0}");
        public static readonly Text LockLead = new(
            "锁定后不能再修改，也不能解锁。其他专家仍看不到您的分数，直到全部锁定。",
            "Nothing can be changed after that, and it can't be unlocked. Others see your marks only when all sheets are locked."
        );
        public static readonly Text LockedNow = new("评分表已锁定", "The sheet is locked");
        public static readonly Text LockedAt = new("已于 {0} 锁定", "Locked at {0}");
        public static readonly Text NotYet = new("还有 {0} 项未评", "{0} cells have no mark yet");
        public static readonly Text Unsaved = new("还有未保存的内容", "Something is not saved yet");
        public static readonly Text LeaveTitle = new("离开评分表", "Leave the sheet");
        public static readonly Text LeaveLead = new(
            "有评分未能保存（填写有误、未被接受、与别处的修改冲突或尚未送达），离开后将丢失。",
            "Some of it is not saved: wrong, refused, changed elsewhere, or without an answer. It is lost when you leave."
        );
        public static readonly Text Leave = new("仍要离开", "Leave anyway");
        public static readonly Text Others = new("其他专家的评分", "Marks of the other evaluators");
        public static readonly Text OthersHidden = new("全部评分表锁定后显示。", "Shown once all sheets are locked.");
        public static readonly Text Form = new("离线评分表", "Off-line form");
        public static readonly Text FormLead = new(
            "下载后填写分数和评语，再导入。别处已修改的分数不会被覆盖。",
            "Download it, fill in marks and comments, and import it. A mark that was changed elsewhere is never overwritten."
        );
        public static readonly Text Download = new("下载", "Download");
        public static readonly Text ChooseForm = new("选择文件", "Choose a file");
        public static readonly Text FormPlan = new(
            "可导入：{0} 项有变化，{1} 项不变",
            "{0} cells are new, {1} unchanged"
        );
        public static readonly Text FormDone = new(
            "已导入：{0} 项有变化，{1} 项不变",
            "Imported: {0} cells are new, {1} unchanged"
        );
        public static readonly Text FormWrong = new(
            "表格中有 {0} 处错误，未作任何修改",
            "The form has {0} errors; nothing was changed"
        );
        public static readonly Text FormApply = new("导入", "Import");
        public static readonly Text Cell = new("单元格", "Cell");
        public static readonly Text What = new("问题", "What is wrong");
        public static readonly Text Back = new("我的评分", "My score sheets");
        public static readonly Text Kilobytes = new("约 {0} KB", "{0} KB");
    }

    public static class Moderating
    {
        public static readonly Text Title = new("分歧复核", "Moderation");
        public static readonly Text Lead = new(
            "同一指标的分数相差超过本轮限度的，由原评分专家再次评定：维持或修改，均须说明理由。原分保留。",
            "Where marks of a cell lie further apart than the round allows, those who gave them look again: they keep or change theirs, with a reason. First marks stay on record."
        );
        public static readonly Text Empty = new("没有分歧复核任务", "No tasks");
        public static readonly Text OnlyOpen = new("未办结", "Open");
        public static readonly Text Done = new("已办结", "Closed");
        public static readonly Text Range = new("{0} 至 {1}，相差 {2}", "{0} to {1}, {2} apart");
        public static readonly Text Due = new("答复至 {0}", "Answers until {0}");
        public static readonly Text Answered = new("已答复 {0}/{1}", "{0} of {1} answered");
        public static readonly Text Show = new("查看", "Show");
        public static readonly Text ToAnswer = new("待您答复", "Your answer is asked for");
        public static readonly Text Original = new("原分", "First mark");
        public static readonly Text NewMark = new("复核分数", "Mark now");
        public static readonly Text KeepHint = new("维持原分的，填原分", "To keep it, enter the first mark");
        public static readonly Text Reason = new("理由", "Reason");
        public static readonly Text Answer = new("提交答复", "Answer");
        public static readonly Text Close = new("办结", "Close the task");
        public static readonly Text CloseLead = new(
            "办结后修改的分数生效，原分保留在记录中。",
            "Changed marks count from then on; the first ones stay on record."
        );
        public static readonly Text Me = new("本人", "you");
        public static readonly Text ClosedWith = new("办结意见：{0}", "Closed: {0}");
        public static readonly Text Evaluator = new("专家", "Evaluator");
        public static readonly Text NoAnswer = new("未答复", "No answer yet");
        public static readonly Text Scores = new("全部分数", "All marks");
        public static readonly Text ScoresLead = new(
            "评分结束后，组织者可查看每位专家（以代号表示）的分数。",
            "Once scoring is over the organiser sees the marks of each evaluator, by pseudonym."
        );
        public static readonly Text Indicator = new("指标", "Indicator");
        public static readonly Text Zone = new("示范区", "Zone");
        public static readonly Text RangeHead = new("极差", "Range");
    }
}
