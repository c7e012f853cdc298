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
        public static readonly Text AsOf = new("回看", "Look back");
        public static readonly Text AsOfLead = new(
            "查看看板在过去某一时刻的情况。北京时间。",
            "Shows the board as it stood at an earlier moment. Beijing time."
        );
        public static readonly Text AsOfTime = new("时刻", "Time");
        public static readonly Text AsOfTimeHint = new("24 小时制，例如 14:05", "24 hours, for example 14:05");
        public static readonly Text AsOfShow = new("查看", "Show");
        public static readonly Text AsOfFuture = new("不能晚于现在", "It must not lie ahead");
        public static readonly Text AsOfNote = new(
            "这是看板在 {0} 的情况，只供查看。",
            "The board as it stood on {0}. Read only."
        );
        public static readonly Text AsOfNow = new("回到现在", "Back to now");
        public static readonly Text AsOfKeys = new("方向键移动。", "Arrow keys move.");
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
        public static readonly Text Month = new("月视图", "Month");
        public static readonly Text MonthTitle = new("审理庭月视图", "Rooms by month");
        public static readonly Text MonthLead = new(
            "每日 08:00–20:00 的占用比例（%），含整理时间和停用时段。点击进入当日看板。",
            "Per cent of 08:00–20:00 taken each day, turnaround and times not available included. Click for that day's board."
        );
        public static readonly Text PreviousMonth = new("上一月", "Previous month");
        public static readonly Text NextMonth = new("下一月", "Next month");
        public static readonly Text BusyShare = new("占用 {0}%", "{0}% taken");
        public static readonly Text AlmostFull = new("几乎全满", "Almost full");
        public static readonly Text BlackedOut = new("停用", "Not available");
        public static readonly Text Held = new("暂留", "On hold");
        public static readonly Text HeldUntil = new("至 {0}", "until {0}");
        public static readonly Text Pending = new("待审核", "Under review");
        public static readonly Text Hosted = new("在本中心举行", "Hosted by us");
        public static readonly Text CarryHint = new(
            "本单位预约可拖动或拉伸；键盘按 M 拿起，方向键移动，Shift+方向键延长，回车放下，Esc 取消。",
            "Drag our bookings to move or stretch them; by keyboard M picks up, arrows move, Shift+arrow extends, Enter drops, Esc cancels."
        );
        public static readonly Text PickedUp = new("已拿起 {0}", "Picked up {0}");
        public static readonly Text Dropped = new("已放下，正在改期", "Dropped; moving");
        public static readonly Text LetGo = new("已取消移动", "Not moved");
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
        public static readonly Text DoneWaiting = new("已加入候补，第 {0} 位", "On the waiting list, place {0}");
        public static readonly Text JoinWaiting = new("加入候补", "Join the waiting list");
        public static readonly Text JoinWaitingHint = new(
            "所选审理庭在该时段全部空出时自动转为预约。",
            "Becomes a booking by itself once all chosen rooms are free at that time."
        );
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
        public static readonly Text HeldOn = new("开庭", "Held");
        public static readonly Text From = new("开庭起始日期", "Held from");
        public static readonly Text To = new("开庭截止日期", "Held to");
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
        public static readonly Text ViewQueue = new("候补队列", "Waiting list");
        public static readonly Text LeadQueue = new(
            "本单位候补的庭审，以及其他单位对本中心审理庭的候补，按递补顺序排列。",
            "What your organisation waits for, and what others wait for at your centre, in the order of promotion."
        );
        public static readonly Text QueueEmpty = new("没有候补", "Nobody waits");
        public static readonly Text WaitingRank = new("候补位次", "Place on the waiting list");
        public static readonly Text WaitingRankOf = new("第 {0} 位", "Place {0}");
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
        public static readonly Text NotPublishedYet = new(
            "尚未公告；到期将自动发布",
            "Not yet; published by itself on the last day"
        );
        public static readonly Text History = new("办理记录", "History");
        public static readonly Text CheckInCode = new("签到码", "Check-in code");
        public static readonly Text CheckInCodeHint = new(
            "开庭时在审理庭门口使用",
            "For the door when the hearing begins"
        );
        public static readonly Text CheckedInAt = new("签到时间", "Checked in at");
        public static readonly Text CheckIn = new("签到开庭", "Check in");
        public static readonly Text CheckedIn = new("已签到，庭审开始", "Checked in; the hearing begins");
        public static readonly Text End = new("闭庭", "End the session");
        public static readonly Text Ended = new("已闭庭", "The session has ended");
        public static readonly Text Archive = new("归档", "Archive");
        public static readonly Text Archived = new("已归档", "Archived");
        public static readonly Text EndedAt = new("闭庭时间", "Ended at");
        public static readonly Text HeldUntil = new("暂留至", "Held until");
        public static readonly Text HoldLapsed = new(
            "暂留已到期，审理庭已释放",
            "The hold has lapsed; its rooms are free"
        );
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
        public static readonly Text Edit = new("修改审理庭", "Edit the room");
        public static readonly Text Changed = new("审理庭已修改", "The room was changed");
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
        public static readonly Text TabRooms = new("审理庭", "Rooms");
        public static readonly Text TabQuotas = new("使用配额", "Quotas");
        public static readonly Text TabAssets = new("设备与人员", "Devices and people");
        public static readonly Text TabImport = new("批量导入", "Import");
        public static readonly Text ImportLead = new(
            "从 CSV 或 XLSX 表格导入审理庭；先试算，确认后一次写入，有一处错误则全部不写入。",
            "Import rooms from a CSV or XLSX sheet: a dry run first, then all rows at once or none."
        );
        public static readonly Text Template = new("下载模板", "Template");
        public static readonly Text ImportFile = new("选择表格文件", "Choose a sheet");
        public static readonly Text ImportHint = new(
            "模板中已有本单位现有的审理庭，可直接修改后导入。",
            "The template holds your present rooms: change it and import it again."
        );
        public static readonly Text ImportTooLarge = new("文件过大", "The file is too large");
        public static readonly Text ImportErrors = new(
            "有 {0} 处错误，未写入任何内容",
            "{0} errors; nothing was written"
        );
        public static readonly Text ImportPlan = new(
            "将新增 {0} 个，更新 {1} 个，{2} 个无变化",
            "{0} to add, {1} to change, {2} unchanged"
        );
        public static readonly Text Imported = new(
            "已新增 {0} 个，更新 {1} 个，{2} 个无变化",
            "{0} added, {1} changed, {2} unchanged"
        );
        public static readonly Text ImportCell = new("单元格", "Cell");
        public static readonly Text ImportWrong = new("问题", "What is wrong");
        public static readonly Text ImportApply = new("确认导入", "Import");
        public static readonly Text NotYours = new("本单位没有这个审理庭", "Your centre has no such room");
        public static readonly Text NotAccessible = new("未登记无障碍条件", "No step-free access registered");
        public static readonly Text AccessibleHint = new(
            "无障碍：无台阶可达，有轮椅席位",
            "Step-free access, with a place for a wheelchair"
        );
        public static readonly Text Terms = new("共享条款", "Sharing terms");
        public static readonly Text PublishTerms = new("发布共享条款", "Publish sharing terms");
        public static readonly Text TermsPublished = new("共享条款已发布", "The sharing terms were published");
        public static readonly Text NoTerms = new(
            "还没有发布共享条款：任何时间均可预约，无需审核。",
            "No sharing terms yet: any time may be booked, without approval."
        );
        public static readonly Text TermsFrom = new("生效日期", "In force from");
        public static readonly Text TermsFromHint = new(
            "现行条款到前一日为止。",
            "The present terms end the day before."
        );
        public static readonly Text TermsNote = new(
            "已预约的庭审不受影响。",
            "Sessions booked already are not affected."
        );
        public static readonly Text UntilFurther = new("长期", "until further notice");
        public static readonly Text InForce = new("现行", "In force");
        public static readonly Text Coming = new("待生效", "Coming");
        public static readonly Text Hours = new("每周开放时间", "Weekly hours");
        public static readonly Text Opens = new("开放", "opens");
        public static readonly Text Closes = new("关闭", "closes");
        public static readonly Text NotOpen = new("不开放", "closed");
        public static readonly Text AddSpan = new("{0} 增加开放时段", "Add hours on {0}");
        public static readonly Text CopyMonday = new("周二至周五与周一相同", "Tuesday to Friday like Monday");
        public static readonly Text BadHours = new(
            "至少填写一个开放时段，且结束须晚于开始",
            "Give at least one stretch of hours, each ending after it begins"
        );
        public static readonly Text WorkingDays = new(
            "法定节假日不开放，调休工作日开放",
            "Closed on public holidays, open on make-up working days"
        );
        public static readonly Text AllDays = new("节假日照常开放", "Open on public holidays too");
        public static readonly Text Approval = new("外单位预约", "Bookings of others");
        public static readonly Text ApprovalYes = new("外单位预约须经本单位审核", "Others need our approval");
        public static readonly Text ApprovalNo = new("无需审核", "Without approval");
        public static readonly Text Visibility = new("公开庭审对其他单位的显示", "What others see of public hearings");
        public static readonly Text OwnShare = new("本单位保留时间", "Kept for ourselves");
        public static readonly Text OwnSharePercent = new("本单位保留时间（%）", "Kept for ourselves (%)");
        public static readonly Text Turnaround = new("整理时间", "Turnaround");
        public static readonly Text TurnaroundMinutes = new("整理时间（分钟）", "Turnaround (minutes)");
        public static readonly Text NoShow = new("未到庭释放", "No-show release");
        public static readonly Text NoShowMinutes = new(
            "未签到多久后释放（分钟）",
            "Released without check-in after (minutes)"
        );
        public static readonly Text MinutesOf = new("{0} 分钟", "{0} minutes");
        public static readonly Text PublishedAt = new("发布时间", "Published");
        public static readonly Text Between = new("须在 {0} 到 {1} 之间", "Between {0} and {1}");
        public static readonly Text Blackouts = new("停用时段", "Times not available");
        public static readonly Text AddBlackout = new("添加停用时段", "Add a time");
        public static readonly Text NoBlackouts = new("没有停用时段", "None");
        public static readonly Text BlackoutAdded = new("已停用该时段", "The room is not available then");
        public static readonly Text BlackoutHint = new("仅本单位可见", "Only your centre sees it");
        public static readonly Text BlackoutNote = new(
            "该时段已有庭审时不能停用，须先改期。",
            "Where sessions stand they have to be moved first."
        );
        public static readonly Text FirstDay = new("开始日期", "First day");
        public static readonly Text LastDay = new("结束日期", "Last day");
        public static readonly Text Lift = new("解除停用", "Lift");
        public static readonly Text Lifted = new("已解除停用", "The room is available again");
        public static readonly Text QuotasLead = new(
            "其他单位在一周或一月内可使用本中心审理庭的小时数，不含整理时间。",
            "Hours that others may use your centre's rooms in a week or a month, turnaround not counted."
        );
        public static readonly Text NoQuotas = new("还没有设置配额", "No quotas yet");
        public static readonly Text NoQuotasDetail = new(
            "未设置时，外单位的使用时间只受共享条款限制。",
            "Without one, only the sharing terms limit what others use."
        );
        public static readonly Text SetQuota = new("设置配额", "Set a quota");
        public static readonly Text QuotaSet = new("配额已设置", "The quota was set");
        public static readonly Text QuotaNote = new(
            "自生效日起代替同一单位、同一周期的现行配额。",
            "From that day it takes the place of the same guest's quota for the same period."
        );
        public static readonly Text Guest = new("使用单位", "Guest");
        public static readonly Text EveryGuest = new("未单独设置的每个外单位", "Each guest without a quota of its own");
        public static readonly Text Period = new("周期", "Period");
        public static readonly Text QuotaHours = new("小时数", "Hours");
        public static readonly Text HoursOf = new("{0} 小时", "{0} hours");
        public static readonly Text AssetsLead = new(
            "可与审理庭一同预约的设备、视频会议桥和人员；同一时间只能用于一场庭审。",
            "Devices, video bridges and people that are booked with rooms; each can be in one session at a time."
        );
        public static readonly Text AddAsset = new("登记设备或人员", "Register a device or person");
        public static readonly Text AssetAdded = new("已登记", "Registered");
        public static readonly Text NoAssets = new("还没有登记设备或人员", "No device or person registered yet");
        public static readonly Text NoAssetsDetail = new(
            "登记后即可在预约时一同选择。",
            "Once registered they can be chosen with a booking."
        );
        public static readonly Text Identifier = new("编号", "Number");
        public static readonly Text IdentifierHint = new(
            "资产编号或工号，同类中唯一",
            "Inventory or staff number, unique in its kind"
        );
        public static readonly Text TakeOut = new("停用", "Take out of service");
        public static readonly Text PutBack = new("恢复使用", "Put back in service");
        public static readonly Text BadCapacity = new("座位数须在 1 到 2000 之间", "Seats must lie between 1 and 2000");
    }

    public static class Webhooks
    {
        public static readonly Text Tab = new("事件推送", "Webhooks");
        public static readonly Text Lead = new(
            "本单位预约或承办的庭审发生变化时，推送到本单位的系统。推送内容不含名称、案号和当事人。",
            "Tells your own system when sessions you booked or host change. Nothing sent names a title, case or party."
        );
        public static readonly Text Add = new("添加推送地址", "Add a webhook");
        public static readonly Text Url = new("推送地址", "Address");
        public static readonly Text UrlHint = new("须为 https 地址", "An https address");
        public static readonly Text Events = new("推送的事件", "Events");
        public static readonly Text ChooseEvents = new("请至少选择一种事件", "Choose at least one event");
        public static readonly Text Event = new("事件", "Event");
        public static readonly Text Empty = new("还没有推送地址", "No webhooks yet");
        public static readonly Text EmptyDetail = new(
            "添加后，事件以签名的请求推送，失败会自动重试。",
            "Once added, events are sent in signed requests and retried when they fail."
        );
        public static readonly Text Active = new("推送中", "Active");
        public static readonly Text Paused = new("已暂停", "Paused");
        public static readonly Text Pause = new("暂停", "Pause");
        public static readonly Text Resume = new("恢复", "Resume");
        public static readonly Text Renew = new("更换密钥", "Renew the secret");
        public static readonly Text End = new("删除", "Delete");
        public static readonly Text Secret = new("签名密钥", "Signing secret");
        public static readonly Text SecretOnce = new("仅显示这一次，请妥善保存。", "Shown this once; keep it safe.");
        public static readonly Text Counts = new("待推送 {0}，失败 {1}", "{0} pending, {1} given up");
        public static readonly Text LastDelivered = new("最近送达 {0}", "last delivered {0}");
        public static readonly Text Deliveries = new("推送记录", "Deliveries");
        public static readonly Text DeliveriesOfAll = new(
            "庭审 Webhook 推送记录（各中心）",
            "Webhook deliveries of hearings, all centres"
        );
        public static readonly Text NoDeliveries = new("没有推送记录", "No deliveries");
        public static readonly Text Attempts = new("尝试 {0} 次", "{0} attempts");
        public static readonly Text Replay = new("重新推送", "Send again");
        public static readonly Text Replayed = new("已重新排队", "Queued again");
    }

    public static class Reports
    {
        public static readonly Text Title = new("使用统计", "Utilisation");
        public static readonly Text Lead = new(
            "审理庭的开放、预约和实际使用小时数。中心看本单位，协调员看所负责的合作区域。",
            "Hours open, booked and used. A centre sees its own rooms, a coordinator the zones granted."
        );
        public static readonly Text By = new("统计口径", "Counted by");
        public static readonly Text From = new("起始日期", "From");
        public static readonly Text To = new("截止日期", "To");
        public static readonly Text HoursHeading = new("小时数", "Hours");
        public static readonly Text Chart = new("预约最多的 {0} 项", "The {0} with the most bookings");
        public static readonly Text ChartLabel = new(
            "开放、预约和使用小时数的柱形图，数字见下表",
            "Columns of hours open, booked and used; the table below has the numbers"
        );
        public static readonly Text Open = new("开放", "Open");
        public static readonly Text Booked = new("预约", "Booked");
        public static readonly Text Used = new("使用", "Used");
        public static readonly Text Share = new("预约率", "Booked share");
        public static readonly Text Sessions = new("庭审数", "Sessions");
        public static readonly Text NoShows = new("未到庭", "No-shows");
        public static readonly Text Empty = new("此期间没有数据", "Nothing in this period");
    }

    public static class Causes
    {
        public static readonly Text Title = new("开庭公告", "Cause list");
        public static readonly Text All = new("庭审公告", "Cause lists");
        public static readonly Text AllLead = new(
            "各保护中心、法院和知识产权局当日公告的公开庭审。选择日期和单位查看详情。",
            "The public hearings that centres, courts and IP offices announce. Choose the day and the place."
        );
        public static readonly Text Search = new("查找单位", "Find a centre");
        public static readonly Text Announced = new("公告 {0} 场", "{0} announced");
        public static readonly Text NoneAnnounced = new("当日没有公告", "None announced");
        public static readonly Text NoCentre = new("没有符合条件的单位", "No centre matches");
        public static readonly Text Empty = new(
            "当日没有公告的公开庭审",
            "No public hearing is announced for this day"
        );
        public static readonly Text Versions = new("公告变更记录", "Changes of the list");
        public static readonly Text VersionOf = new("第 {0} 版", "Version {0}");
        public static readonly Text Added = new("新增：{0} {1}", "Added: {0} {1}");
        public static readonly Text Removed = new("撤销：{0} {1}", "Removed: {0} {1}");
        public static readonly Text Changed = new("变更：{0}，{1} → {2}", "Changed: {0}, {1} → {2}");
    }

    public static class Doors
    {
        public static readonly Text Title = new("门口显示屏", "Door displays");
        public static readonly Text Lead = new(
            "在审理庭门口的平板上打开专用链接，显示当日庭审并可用签到码签到。",
            "Open the link on a tablet at the door: it shows the day's sessions and takes the check-in code."
        );
        public static readonly Text Label = new("显示屏名称", "Name of the display");
        public static readonly Text Add = new("生成链接", "Make a link");
        public static readonly Text Once = new(
            "链接仅显示这一次。知道链接的人都能打开，请只在门口的平板上使用。",
            "The link is shown this once. Whoever has it can open it: use it on the tablet at the door only."
        );
        public static readonly Text Revoke = new("停用链接", "Revoke");
    }

    public static class Calendars
    {
        public static readonly Text Title = new("日历订阅", "Calendar feeds");
        public static readonly Text Lead = new(
            "在手机或电脑的日历中订阅专用地址，庭审变更自动更新。知道地址的人即可查看，请勿外传。",
            "Subscribe to the address in your calendar; it follows every change. Whoever has the address can read it, so keep it to yourself."
        );
        public static readonly Text Scope = new("订阅内容", "What to subscribe to");
        public static readonly Text Add = new("生成订阅地址", "Make an address");
        public static readonly Text Empty = new("还没有订阅地址", "No addresses yet");
        public static readonly Text Revoke = new("停用", "Revoke");
    }
}
