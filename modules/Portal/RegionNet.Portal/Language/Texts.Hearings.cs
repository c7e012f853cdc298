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
