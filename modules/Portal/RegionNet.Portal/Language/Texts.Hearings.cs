namespace RegionNet.Portal.Language;

public static partial class Texts
{
    public static class Board
    {
        public static readonly Text Lead = new(
            "选择空闲时段，可跨合作区域同时预约多个审理庭。所有时间均为北京时间。",
            "Choose free time, in rooms of several zones at once. All times are Beijing time."
        );
        public static readonly Text Zone = new("合作区域", "Zone");
        public static readonly Text Centre = new("机构", "Organisation");
        public static readonly Text AllCentres = new("全部机构", "All organisations");
        public static readonly Text AllZones = new("全部合作区域", "All zones");
        public static readonly Text Day = new("日期", "Day");
        public static readonly Text Previous = new("前一天", "Previous day");
        public static readonly Text Next = new("后一天", "Next day");
        public static readonly Text Today = new("今天", "Today");
        public static readonly Text Devices = new("设备要求", "Devices");
        public static readonly Text DevicesChosen = new("设备要求（{0}）", "Devices ({0})");
        public static readonly Text UpdatedAt = new("更新于 {0}", "Updated at {0}");
        public static readonly Text Stale = new("未能更新，显示的是 {0} 的情况", "Could not update; this is as of {0}");
        public static readonly Text Refresh = new("刷新", "Refresh");
        public static readonly Text Grid = new("{0} 审理庭占用情况", "Hearing rooms on {0}");
        public static readonly Text Room = new("审理庭", "Hearing room");
        public static readonly Text Seats = new("{0} 座", "{0} seats");
        public static readonly Text Free = new("空闲", "Free");
        public static readonly Text Busy = new("占用", "In use");
        public static readonly Text BusyPrivate = new("已占用", "Room in use");
        public static readonly Text Mine = new("本单位预约", "Booked by us");
        public static readonly Text Turnaround = new("整理时间", "Turnaround");
        public static readonly Text Past = new("已过", "Past");
        public static readonly Text Chosen = new("已选", "Chosen");
        public static readonly Text KeyHint = new(
            "方向键移动，回车选择，Shift+方向键延长。",
            "Arrow keys move, Enter selects, Shift+arrow extends."
        );
        public static readonly Text Empty = new("没有符合条件的审理庭", "No hearing room matches");
        public static readonly Text EmptyDetail = new(
            "换一个合作区域、机构，或减少设备要求。",
            "Choose another zone or organisation, or ask for fewer devices."
        );
        public static readonly Text FreeAllDay = new("全天空闲", "Free all day");
        public static readonly Text FullToday = new("当天已无空闲", "Nothing free on this day");
        public static readonly Text FreeTimes = new("空闲时段", "Free");
        public static readonly Text Basket = new("已选审理庭", "Chosen rooms");
        public static readonly Text BasketCount = new("已选 {0} 个审理庭", "{0} rooms chosen");
        public static readonly Text BasketHint = new(
            "切换合作区域后选择会保留",
            "Your choice is kept when you change the zone"
        );
        public static readonly Text Book = new("预约", "Book");
        public static readonly Text Clear = new("清空", "Clear");
        public static readonly Text Clash = new("此时段已被占用", "Taken at this time");
        public static readonly Text TooMany = new("一次最多预约 10 个审理庭", "At most 10 rooms in one booking");
        public static readonly Text RemoveRoom = new("移除 {0}", "Remove {0}");
    }

    public static class Booking
    {
        public static readonly Text Title = new("预约庭审", "Book a session");
        public static readonly Text Name = new("庭审名称", "Title");
        public static readonly Text NameHint = new(
            "例如：某某专利侵权纠纷 远程视频审理",
            "For example: remote hearing, patent infringement dispute"
        );
        public static readonly Text CaseNumber = new("案号", "Case number");
        public static readonly Text CaseNumberHint = new(
            "例如：（2026）苏05民初1234号、4W112345",
            "For example: （2026）苏05民初1234号, 4W112345"
        );
        public static readonly Text Mode = new("审理方式", "Mode");
        public static readonly Text Class = new("庭审类别", "Class");
        public static readonly Text Day = new("日期", "Date");
        public static readonly Text From = new("开始", "From");
        public static readonly Text To = new("结束", "To");
        public static readonly Text Rooms = new("审理庭", "Hearing rooms");
        public static readonly Text AddRoom = new("查找并添加空闲审理庭", "Find and add a free room");
        public static readonly Text FindIn = new("在哪个合作区域查找", "Zone to search");
        public static readonly Text Find = new("查找", "Find");
        public static readonly Text NoneFree = new("此时段没有空闲的审理庭", "No room is free at this time");
        public static readonly Text AllOrNothing = new(
            "所列审理庭同时预约：要么全部成功，要么全部不占用。",
            "All rooms are booked together: either all of them or none."
        );
        public static readonly Text Submit = new("提交预约", "Book");
        public static readonly Text NeedRooms = new("请至少选择一个审理庭", "Choose at least one hearing room");
        public static readonly Text BadSpan = new("结束时间须晚于开始时间", "The end must be after the start");
        public static readonly Text BadDay = new("请选择日期", "Choose a date");
        public static readonly Text InPast = new("开始时间已过", "The start lies in the past");
        public static readonly Text TakenTitle = new("有审理庭刚被占用", "A room has just been taken");
        public static readonly Text TakenDetail = new(
            "没有占用任何审理庭。请移除标出的审理庭或更改时间，再次提交。",
            "No room was booked. Remove the marked room or change the time, then submit again."
        );
        public static readonly Text Taken = new("已被占用", "Taken");
        public static readonly Text Unsure = new(
            "没有收到答复，预约可能已经成功。再次提交不会重复预约。",
            "No answer came; the booking may have succeeded. Submitting again will not book twice."
        );
        public static readonly Text Done = new("预约成功", "Booked");
        public static readonly Text DoneDetail = new("{0}，{1} 个审理庭", "{0}, {1} rooms");
        public static readonly Text Open = new("查看庭审", "Open the session");
        public static readonly Text Undo = new("撤销", "Undo");
        public static readonly Text UndoReason = new("预约有误，立即撤销", "Booked by mistake; cancelled at once");
        public static readonly Text Undone = new("已撤销预约", "The booking was cancelled");
        public static readonly Text DoneSubmitted = new("已提交，等待审核", "Submitted for approval");
        public static readonly Text SaveDraft = new("存为草稿", "Save as draft");
        public static readonly Text DraftSaved = new("草稿已保存", "Draft saved");
        public static readonly Text NotFree = new("此时段不空闲", "Not free then");
        public static readonly Text Alternatives = new("可以改为", "What can be had instead");
        public static readonly Text TakeIt = new("采用", "Take it");
        public static readonly Text MoveAllOrNothing = new(
            "新时间占用成功的同时才释放原时间。",
            "The old time is released only when the new one is taken."
        );
        public static readonly Text HoldFor = new("暂留 {0} 分钟", "Hold for {0} minutes");
        public static readonly Text HeldFor = new("已暂留，剩余", "Held, left:");
        public static readonly Text Release = new("释放", "Release");
        public static readonly Text ReleaseReason = new("释放暂留", "Hold released");
        public static readonly Text GroundHint = new(
            "写明未能按期通知而仍需开庭的理由，将随庭审保存。",
            "Say why the hearing goes on although its notice is late; this is kept with the session."
        );
        public static readonly Text BadParties = new(
            "请填写当事人姓名或名称，以及代理人的姓名和执业证号（至少 4 位）",
            "Fill in each party's name, and each agent's name and licence number (at least 4 characters)"
        );
        public static readonly Text PartyRole = new("第 {0} 位当事人的身份", "Role of party {0}");
        public static readonly Text PartyName = new("第 {0} 位当事人的姓名或名称", "Name of party {0}");
        public static readonly Text PartyNameWord = new("姓名或名称", "Name");
        public static readonly Text AddParty = new("添加当事人", "Add a party");
        public static readonly Text RemoveParty = new("移除第 {0} 位当事人", "Remove party {0}");
        public static readonly Text AddAgent = new("添加代理人", "Add an agent");
        public static readonly Text RemoveAgent = new("移除代理人", "Remove the agent");
        public static readonly Text AgentName = new("代理人姓名", "Agent's name");
        public static readonly Text AgentLicence = new("执业证号", "Licence number");
        public static readonly Text OneALine = new("每行一个", "One a line");
        public static readonly Text ClosedGround = new("不公开的理由", "Ground for a closed hearing");
        public static readonly Text ClosedHint = new(
            "不公开审理的名称、案号和当事人不向其他单位显示。",
            "Title, case number and parties of a closed hearing are shown to no other organisation."
        );
        public static readonly Text Seats = new("最少座位数", "Seats needed");
        public static readonly Text Interpreter = new("翻译语种", "Interpreter for");
        public static readonly Text MoreCase = new("合并审理、审限与费用", "Merged cases, deadline and fee");
        public static readonly Text Fee = new("费用（元）", "Fee (CNY)");
        public static readonly Text AssetsHint = new(
            "与审理庭同时占用：要么全部成功，要么全部不占用。",
            "Taken together with the rooms: all or nothing."
        );
        public static readonly Text AssetKind = new("类别", "Kind");
        public static readonly Text AssetSearch = new("名称或编号", "Name or number");
        public static readonly Text NoAssets = new("没有可用的设备或人员", "No device or person to be had");
    }

    public static class Sessions
    {
        public static readonly Text Lead = new(
            "本单位预约的庭审，最新的在前。",
            "Sessions booked by your organisation, newest first."
        );
        public static readonly Text Search = new("搜索编号、名称或案号", "Search number, title or case number");
        public static readonly Text Status = new("状态", "Status");
        public static readonly Text Export = new("导出 CSV", "Export CSV");
        public static readonly Text Empty = new("还没有庭审", "No sessions yet");
        public static readonly Text EmptyDetail = new(
            "在审理庭看板上选择空闲时段即可预约。",
            "Choose free time on the room board to book one."
        );
        public static readonly Text NoMatch = new("没有符合条件的庭审", "No session matches");
        public static readonly Text Number = new("编号", "Number");
        public static readonly Text When = new("时间", "When");
        public static readonly Text Subject = new("庭审", "Session");
        public static readonly Text Rooms = new("审理庭", "Rooms");
        public static readonly Text BookedBy = new("预约人", "Booked by");
        public static readonly Text BookedAt = new("预约时间", "Booked at");
        public static readonly Text CancelledAt = new("取消时间", "Cancelled at");
        public static readonly Text CancelReason = new("取消理由", "Reason for cancelling");
        public static readonly Text Cancel = new("取消庭审", "Cancel the session");
        public static readonly Text CancelTitle = new("取消这场庭审？", "Cancel this session?");
        public static readonly Text CancelLead = new(
            "{0} 将取消，所占审理庭全部释放，相关合作区域会收到预警。取消后不能恢复。",
            "{0} will be cancelled, all its rooms are released and the zones concerned are alerted. This can't be undone."
        );
        public static readonly Text CancelReasonLabel = new(
            "取消理由（将记入审计日志）",
            "Reason (recorded in the audit log)"
        );
        public static readonly Text Keep = new("保留庭审", "Keep it");
        public static readonly Text Cancelled = new("庭审已取消", "The session was cancelled");
        public static readonly Text Csv = new("庭审", "sessions");
        public static readonly Text SeeOnBoard = new("在看板上查看", "See on the board");
        public static readonly Text NewOne = new("预约庭审", "Book a session");
        public static readonly Text ViewOwn = new("本单位预约", "Booked by us");
        public static readonly Text ViewHosted = new("在本单位举行", "Hosted by us");
        public static readonly Text ViewInbox = new("待我审核", "For my decision");
        public static readonly Text Views = new("查看范围", "Which sessions");
        public static readonly Text LeadHosted = new(
            "其他单位在本中心审理庭举行的庭审。",
            "Sessions of other organisations in your centre's rooms."
        );
        public static readonly Text LeadInbox = new(
            "申请使用本中心审理庭、等待本单位答复的庭审。",
            "Sessions that ask for your centre's rooms and wait for your answer."
        );
        public static readonly Text InboxEmpty = new("没有待审核的申请", "Nothing waits for your decision");
        public static readonly Text InboxEmptyDetail = new(
            "在共享条款中要求审核的审理庭，收到申请后会出现在这里。",
            "Requests for rooms whose terms ask for approval appear here."
        );
        public static readonly Text HostedEmpty = new("没有其他单位的庭审", "No sessions of other organisations");
        public static readonly Text ClosedTag = new("不公开", "Closed");
        public static readonly Text Public = new("公开审理", "Public hearing");
        public static readonly Text Closed = new("不公开审理", "Closed hearing");
        public static readonly Text Openness = new("公开情况", "Public or closed");
        public static readonly Text MajorTag = new("重大案件", "Major case");
        public static readonly Text MergedCases = new("合并审理案件", "Merged cases");
        public static readonly Text Booker = new("预约单位", "Booked for");
        public static readonly Text Deadline = new("法定审限", "Statutory deadline");
        public static readonly Text Fee = new("费用", "Fee");
        public static readonly Text FeeOf = new("{0} 元", "CNY {0}");
        public static readonly Text Resources = new("设备与人员", "Devices and people");
        public static readonly Text NeedsHeading = new("审理需求", "Needs");
        public static readonly Text NeedSeats = new("至少 {0} 座", "At least {0} seats");
        public static readonly Text NeedAccessible = new("无障碍", "Step-free access");
        public static readonly Text NeedRecording = new("全程录音录像", "Recording throughout");
        public static readonly Text NeedInterpreter = new("翻译：{0}", "Interpreter: {0}");
        public static readonly Text PartiesHeading = new("当事人与代理人", "Parties and agents");
        public static readonly Text PartiesSealed = new(
            "加密保存，仅本单位可见。",
            "Encrypted at rest; only your organisation sees them."
        );
        public static readonly Text ObserversHeading = new("旁听人员", "Observers");
        public static readonly Text AgentOf = new("代理人 {0}（执业证号 {1}）", "Agent {0} (licence {1})");
        public static readonly Text HiddenFromHost = new(
            "不公开审理：名称、案号和当事人对审理庭所在单位不显示。",
            "A closed hearing: the hosts see neither title, case number nor parties."
        );
        public static readonly Text HiddenForYou = new(
            "不公开审理，仅显示准备审理庭所需的信息。",
            "A closed hearing: you see what is needed to prepare the room."
        );
        public static readonly Text NoticeHeading = new("通知与公告", "Notice");
        public static readonly Text NoticeRuleCalendar = new("开庭 {0} 日前", "{0} days before");
        public static readonly Text NoticeRuleWorking = new("开庭 {0} 个工作日前", "{0} working days before");
        public static readonly Text NoticeRule = new("期限", "Period");
        public static readonly Text NoticeBasis = new("依据", "Basis");
        public static readonly Text NoticeIsLaw = new("法律规定", "Law");
        public static readonly Text NoticeIsProposal = new("本系统建议，非法律规定", "This system's proposal, not law");
        public static readonly Text NoticeDue = new("最迟通知日", "Last day for the notice");
        public static readonly Text NoticeDueUnknown = new(
            "该年度节假日安排公布后计算",
            "Counted once the holiday calendar is announced"
        );
        public static readonly Text NoticeGround = new("未能按期通知的理由", "Ground for a late notice");
        public static readonly Text NoticePublishedAt = new("公告时间", "Published at");
        public static readonly Text NoticeNone = new(
            "此类庭审没有法定通知期限。",
            "No statutory notice period holds for this class."
        );
        public static readonly Text NotPublishedYet = new("尚未公告；到期将自动发布", "Not yet; published by itself on the last day");
        public static readonly Text History = new("办理记录", "History");
        public static readonly Text HistoryDecisions = new("各审理庭所在单位的意见", "What the hosts said");
        public static readonly Text LastChange = new("最近变更", "Last change");
        public static readonly Text ChangedTo = new("时间 {0}", "now {0}");
        public static readonly Text CheckInCode = new("签到码", "Check-in code");
        public static readonly Text CheckInCodeHint = new("开庭时在审理庭门口使用", "For the door when the hearing begins");
        public static readonly Text CheckedInAt = new("签到时间", "Checked in at");
        public static readonly Text EndedAt = new("闭庭时间", "Ended at");
        public static readonly Text HeldUntil = new("暂留至", "Held until");
        public static readonly Text HoldLapsed = new("暂留已到期，审理庭已释放", "The hold has lapsed; its rooms are free");
        public static readonly Text BookFromHold = new("用暂留预约", "Book from the hold");
        public static readonly Text Move = new("改期", "Move");
        public static readonly Text MoveTitle = new("改期或更换审理庭", "Move to another time or room");
        public static readonly Text MoveNow = new("原定 {0}", "Now {0}");
        public static readonly Text MoveReason = new("改期理由", "Reason for moving");
        public static readonly Text MoveReasonPublished = new(
            "公告已发布，须说明理由；改期后将重新公告。",
            "The notice is published: a reason is needed, and it is published anew."
        );
        public static readonly Text Moved = new("已改期", "Moved");
        public static readonly Text MoveUndo = new("改回原时间", "Move back");
        public static readonly Text MoveUndone = new("已改回原时间", "Moved back");
        public static readonly Text MoveUndoReason = new("误操作，改回原时间", "Moved by mistake; moved back");
        public static readonly Text Amend = new("修改", "Amend");
        public static readonly Text AmendTitle = new("修改庭审信息", "Amend the session");
        public static readonly Text AmendReason = new("修改理由", "Reason for the change");
        public static readonly Text Amended = new("已修改", "Amended");
        public static readonly Text AmendSubmit = new("保存并提交", "Save and submit");
        public static readonly Text Submitted = new("已提交", "Submitted");
        public static readonly Text Withdraw = new("撤回", "Withdraw");
        public static readonly Text WithdrawTitle = new("撤回这场庭审？", "Withdraw this session?");
        public static readonly Text WithdrawLead = new(
            "{0} 将撤回，所占审理庭全部释放。撤回后不能恢复。",
            "{0} will be withdrawn and all its rooms released. This can't be undone."
        );
        public static readonly Text WithdrawReasonLabel = new(
            "撤回理由（将记入审计日志）",
            "Reason (recorded in the audit log)"
        );
        public static readonly Text Withdrawn = new("庭审已撤回", "The session was withdrawn");
        public static readonly Text Publish = new("发布公告", "Publish the notice");
        public static readonly Text Published = new("公告已发布", "The notice was published");
        public static readonly Text Approve = new("批准", "Approve");
        public static readonly Text SendBack = new("退回补正", "Send back");
        public static readonly Text SendBackTitle = new("退回补正", "Send back to be completed");
        public static readonly Text SendBackLead = new(
            "预约单位将看到需要补正的内容，审理庭继续为其保留。",
            "The organisation that booked sees what to complete; the room stays reserved."
        );
        public static readonly Text SendBackLabel = new("需要补正的内容", "What to complete");
        public static readonly Text Reject = new("不予批准", "Reject");
        public static readonly Text RejectTitle = new("不予批准这场庭审？", "Reject this session?");
        public static readonly Text RejectLead = new(
            "审理庭将释放，预约单位会看到理由。不能撤销。",
            "The rooms are released and the organisation that booked sees the reason. This can't be undone."
        );
        public static readonly Text RejectLabel = new("不予批准的理由", "Reason");
        public static readonly Text Decided = new("已答复", "Your answer was recorded");
        public static readonly Text AsksYou = new(
            "预约单位申请使用本中心的审理庭，请答复。",
            "The organisation that booked asks for your centre's room; please answer."
        );
    }

    public static class RoomsPage
    {
        public static readonly Text Lead = new(
            "本单位的审理庭及其设备。",
            "Your organisation's hearing rooms and their devices."
        );
        public static readonly Text AddTitle = new("新增审理庭", "Add a hearing room");
        public static readonly Text NameZh = new("中文名称", "Name in Chinese");
        public static readonly Text NameEn = new("英文名称", "Name in English");
        public static readonly Text Capacity = new("座位数", "Seats");
        public static readonly Text Empty = new("还没有登记审理庭", "No hearing room registered yet");
        public static readonly Text EmptyDetail = new(
            "登记后，各合作区域即可看到并预约。",
            "Once registered, every zone can see and book it."
        );
        public static readonly Text Devices = new("设备", "Devices");
        public static readonly Text EditDevices = new("设置设备", "Set devices");
        public static readonly Text Device = new("设备", "Device");
        public static readonly Text Quantity = new("数量", "Quantity");
        public static readonly Text Status = new("状态", "Status");
        public static readonly Text Added = new("审理庭已登记", "The room was registered");
        public static readonly Text Saved = new("设备已保存", "The devices were saved");
        public static readonly Text NoDevices = new("未登记设备", "No devices registered");
        public static readonly Text BadCapacity = new("座位数须在 1 到 2000 之间", "Seats must lie between 1 and 2000");
    }
}
