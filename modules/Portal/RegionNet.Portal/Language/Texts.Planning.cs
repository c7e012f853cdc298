namespace RegionNet.Portal.Language;

public static partial class Texts
{
    public static class Search
    {
        public static readonly Text Title = new("全网查找审理庭", "Find rooms");
        public static readonly Text Lead = new(
            "查找一个或多个审理庭同时空闲的时段，可跨中心、跨合作区域。每个半天给出最早的时段。",
            "Finds times at which one or several rooms are free together, at any centres: the earliest of each half-day."
        );
        public static readonly Text Wanted = new("审理庭 {0}", "Room {0}");
        public static readonly Text Add = new("再加一个审理庭", "Another room");
        public static readonly Text Remove = new("移除审理庭 {0}", "Remove room {0}");
        public static readonly Text Part = new("时段", "Part of the day");
        public static readonly Text Length = new("时长", "Length");
        public static readonly Text HoursOf = new("{0} 小时", "{0} hours");
        public static readonly Text AnyMode = new("不限审理方式", "Any mode");
        public static readonly Text Submit = new("查找", "Search");
        public static readonly Text Searching = new("正在查找…", "Searching…");
        public static readonly Text BadWindow = new(
            "截止日期须在起始日期之后 {0} 天以内",
            "The last day must lie within {0} days of the first"
        );
        public static readonly Text Found = new("找到 {0} 个时段", "Times found: {0}");
        public static readonly Text FoundMore = new("最早的 {0} 个时段", "The first {0} times");
        public static readonly Text Empty = new("没有找到共同空闲的时段", "No common time was found");
        public static readonly Text EmptyDetail = new(
            "延长查找日期、缩短时长，或放宽对审理庭的要求。",
            "Look at more days, ask for less time, or ask less of the rooms."
        );
        public static readonly Text OneOf = new("{0} 个可选", "one of {0}");
        public static readonly Text Book = new("预约此时段", "Book this");
    }

    public static class Series
    {
        public static readonly Text Title = new("系列庭审", "Series");
        public static readonly Text See = new("查看整个系列", "See the series");
        public static readonly Text Repeat = new("重复", "Repeat");
        public static readonly Text Once = new("不重复", "Does not repeat");
        public static readonly Text Interval = new(
            "间隔（每几天、几周或几月）",
            "Every how many days, weeks or months"
        );
        public static readonly Text Ends = new("结束方式", "Ends");
        public static readonly Text AfterCount = new("按次数", "After a number of times");
        public static readonly Text OnDay = new("按日期", "On a day");
        public static readonly Text LastDay = new("截止日期", "Last day");
        public static readonly Text Count = new("次数", "Times");
        public static readonly Text OnDays = new("每周的哪几天", "On which weekdays");
        public static readonly Text Days = new("庭审日期", "Days");
        public static readonly Text DaysHint = new(
            "共 {0} 次。点击日期可去掉或恢复。",
            "Sessions: {0}. Click a day to leave it out or take it back."
        );
        public static readonly Text Skips = new(
            "有冲突的日期跳过，预约其余日期（不勾选则有一次冲突就全部不预约）",
            "Leave out days that can't be had and book the rest (otherwise all or none)"
        );
        public static readonly Text BadInterval = new(
            "间隔须在 1 到 {0} 之间",
            "The interval must lie between 1 and {0}"
        );
        public static readonly Text BadUntil = new(
            "请选择不早于首次庭审的截止日期",
            "Choose a last day that is not before the first session"
        );
        public static readonly Text TooMany = new("一个系列为 1 到 {0} 次", "A series has 1 to {0} sessions");
        public static readonly Text NothingLeft = new("请至少保留一个日期", "Keep at least one day");
        public static readonly Text Conflicts = new("无法预约的日期", "Days that can't be had");
        public static readonly Text SkipThese = new("跳过这些日期，预约其余", "Leave these out and book the rest");
        public static readonly Text Done = new("已预约 {0} 次庭审", "Sessions booked: {0}");
        public static readonly Text SkippedHeading = new("未预约的日期（{0}）", "Days not booked ({0})");
        public static readonly Text LeftOut = new("不安排的日期", "Days left out");
        public static readonly Text Booked = new("庭审次数", "Sessions");
        public static readonly Text BookedOf = new("共 {0} 次，待举行 {1} 次", "{0} in all, {1} of them ahead");
        public static readonly Text MovedFrom = new("原定 {0}", "by the rule {0}");
        public static readonly Text Cancel = new("取消整个系列", "Cancel the series");
        public static readonly Text CancelTitle = new("取消整个系列？", "Cancel the whole series?");
        public static readonly Text CancelLead = new(
            "尚未开始的 {0} 次庭审全部取消，审理庭释放；已开始和已结束的不变。不能恢复。",
            "What has not begun ({0}) is cancelled and its rooms released; the rest stays. This can't be undone."
        );
        public static readonly Text Keep = new("保留系列", "Keep it");
        public static readonly Text Cancelled = new("系列已取消", "The series was cancelled");
        public static readonly Text Times = new("共 {0} 次", "{0} times");
        public static readonly Text UntilDay = new("至 {0}", "until {0}");
        public static readonly Text EveryDays = new("每 {0} 天", "Every {0} days");
        public static readonly Text EveryWeeks = new("每 {0} 周", "Every {0} weeks");
        public static readonly Text EveryMonths = new("每 {0} 个月同一日", "Every {0} months on the same day");
    }

    public static class CalendarImport
    {
        public static readonly Text Title = new("导入日历文件", "Import a calendar");
        public static readonly Text Lead = new(
            "将 .ics 日历中的事件预约为庭审。先试算，逐项列出结果，确认后再导入。",
            "Books the events of an .ics calendar as sessions: a dry run first, with each event's outcome, then the import."
        );
        public static readonly Text File = new("选择 .ics 文件", "Choose an .ics file");
        public static readonly Text FileHint = new(
            "最大 1 MB、200 场庭审。支持重复事件（RRULE）和例外日期（EXDATE）。",
            "At most 1 MB and 200 sessions. Repeating events (RRULE) and exceptions (EXDATE) are followed."
        );
        public static readonly Text CaseHint = new(
            "用于没有 X-REGIONNET-CASE-NUMBER 的事件",
            "For events without X-REGIONNET-CASE-NUMBER"
        );
        public static readonly Text OnConflict = new("遇到冲突时", "On a conflict");
        public static readonly Text Check = new("试算", "Dry run");
        public static readonly Text Plan = new(
            "{0} 场可以预约，{1} 场不能预约，{2} 个事件有误。",
            "{0} can be booked, {1} can't, {2} events have errors."
        );
        public static readonly Text BlockedHint = new(
            "按目前的选择不能导入：请更换审理庭、修改文件，或选择跳过冲突。",
            "As chosen nothing can be imported: choose other rooms, correct the file, or leave out conflicts."
        );
        public static readonly Text Done = new("已预约 {0} 场，跳过 {1} 场。", "{0} booked, {1} left out.");
        public static readonly Text Event = new("第 {0} 个事件", "Event {0}");
        public static readonly Text Outcome = new("结果", "Outcome");
        public static readonly Text Can = new("可以预约", "Can be booked");
        public static readonly Text Cannot = new("不能预约", "Can't be booked");
        public static readonly Text Skipped = new("已跳过", "Left out");
        public static readonly Text Apply = new("导入（{0} 场）", "Import ({0})");
    }

    public static class Displacement
    {
        public static readonly Text Tab = new("让位提议", "Displacements");
        public static readonly Text Title = new("提议让位", "Propose a displacement");
        public static readonly Text Lead = new(
            "为优先级更高的候补庭审，将已批准的庭审改到替代时段。提议后须由第二人批准，两场庭审同时变更。",
            "Moves an approved session to another slot for a waiting one of higher rank. A second person decides; both change at once."
        );
        public static readonly Text DialogLead = new(
            "{0} 将改到替代时段，原时段给候补庭审。现在不作任何变更，须由第二人批准。",
            "{0} would move to another slot and leave its own to a waiting session. Nothing changes until a second person approves."
        );
        public static readonly Text For = new("为哪场候补庭审让位", "Which waiting session gets the slot");
        public static readonly Text RankHint = new(
            "仅优先级更高的可以：先比庭审类别，再比法定审限。",
            "Only one of higher rank: by class, then by statutory deadline."
        );
        public static readonly Text NoRivals = new(
            "没有候补庭审需要本中心的这些审理庭和时段。",
            "No waiting session wants these rooms of your centre at this time."
        );
        public static readonly Text ChooseFor = new("请选择候补庭审", "Choose a waiting session");
        public static readonly Text SameSlot = new(
            "替代时段须与原时段不同",
            "The other slot must differ from the present one"
        );
        public static readonly Text Instead = new("替代时段", "The other slot");
        public static readonly Text Reason = new("让位理由", "Reason");
        public static readonly Text ReasonHint = new(
            "预约单位会看到。不要写当事人信息。",
            "The organisation that booked sees it. Name no party."
        );
        public static readonly Text FourEyes = new(
            "提议人不能批准自己的提议，须在两个工作日内由第二人决定。",
            "Whoever proposes can't approve; a second person decides within two working days."
        );
        public static readonly Text Propose = new("提交提议", "Propose");
        public static readonly Text Proposed = new("已提议让位，等待第二人决定", "Proposed; a second person decides");
        public static readonly Text See = new("查看提议", "See the proposals");
        public static readonly Text Empty = new("没有让位提议", "No displacements");
        public static readonly Text EmptyDetail = new(
            "保护中心负责人可在“在本单位举行”的庭审页面提议。",
            "The centre's director proposes them from a session that the centre hosts."
        );
        public static readonly Text GivesWayTo = new("让位给", "gives way to");
        public static readonly Text ProposedBy = new("提议人", "Proposed by");
        public static readonly Text DecideBy = new("决定期限", "To be decided by");
        public static readonly Text DecidedBy = new("决定人", "Decided by");
        public static readonly Text Approve = new("批准让位", "Approve");
        public static readonly Text ApproveHint = new(
            "批准后两场庭审立即变更，并通知预约单位。",
            "Both sessions change at once and who booked them is told."
        );
        public static readonly Text Reject = new("否决", "Reject");
        public static readonly Text RejectTitle = new("否决让位提议？", "Reject the displacement?");
        public static readonly Text RejectLead = new("{0} 保持原时段不变。", "{0} keeps its slot.");
        public static readonly Text Approved = new("{0} 已改期，{1} 已转为预约", "{0} was moved and {1} booked");
        public static readonly Text Rejected = new("已否决", "Rejected");
        public static readonly Text YourOwn = new(
            "由您提议，须由本中心的另一人决定。",
            "You proposed it; another person of your centre decides."
        );
    }
}
