using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>Every refusal of the hearings module.</summary>
internal static class HearingsErrors
{
    public static readonly Refusal RoomTaken = new(
        "hearings.room-taken",
        409,
        "所选审理庭在该时段已被占用",
        "A room you chose is taken at that time"
    );

    public static readonly Refusal RoomNotFound = new(
        "hearings.room-not-found",
        404,
        "未找到该审理庭",
        "There is no such hearing room"
    );

    public static readonly Refusal RoomNameTaken = new(
        "hearings.room-name-taken",
        409,
        "本单位已有同名审理庭",
        "Your centre has a room of this name already"
    );

    public static readonly Refusal StaleRoom = new(
        "hearings.stale-room",
        412,
        "该审理庭已被他人更改，请刷新后重试",
        "The room has changed since you saw it; load it again"
    );

    public static readonly Refusal NotACentre = new(
        "hearings.not-a-centre",
        409,
        "本单位没有行政区划代码，不能登记审理庭",
        "Your organisation has no administrative division and cannot host rooms"
    );

    public static readonly Refusal SlotNotAfterStart = new(
        "hearings.slot-not-after-start",
        400,
        "结束时间必须晚于开始时间",
        "The end must be after the start"
    );

    public static readonly Refusal SlotTooLong = new(
        "hearings.slot-too-long",
        400,
        "单次庭审不得超过 12 小时",
        "A session lasts at most 12 hours"
    );

    public static readonly Refusal SlotInThePast = new(
        "hearings.slot-in-the-past",
        409,
        "开始时间已过",
        "The start has passed already"
    );

    public static readonly Refusal SlotTooFarAhead = new(
        "hearings.slot-too-far-ahead",
        409,
        "最多可提前一年预约",
        "Rooms are booked at most a year ahead"
    );

    public static readonly Refusal RoomNamedTwice = new(
        "hearings.room-named-twice",
        400,
        "同一审理庭不能重复选择",
        "The same room is named twice"
    );

    public static readonly Refusal UnknownDevice = new(
        "hearings.unknown-device",
        400,
        "未知的设备类型",
        "There is no such kind of device"
    );

    public static readonly Refusal UnknownStatus = new(
        "hearings.unknown-status",
        400,
        "未知的庭审状态",
        "There is no such session status"
    );

    public static readonly Refusal NotYetThen = new(
        "hearings.not-yet-then",
        400,
        "查询时点不能晚于现在",
        "The board can't be shown as of a moment that is still to come"
    );

    // Check-in, the door, reports.
    public static readonly Refusal CannotBegin = new(
        "hearings.cannot-begin",
        409,
        "当前状态下不能签到开庭",
        "A session in this state can't begin"
    );

    public static readonly Refusal NotItsTime = new(
        "hearings.not-its-time",
        409,
        "尚未到签到时间或庭审时间已过",
        "It is too early or too late to check in"
    );

    public static readonly Refusal RecordingDown = new(
        "hearings.recording-down",
        409,
        "该庭审须录制，但审理庭的录制设备不可用",
        "The session must be recorded, and the recording of a room is out of service"
    );

    public static readonly Refusal NotInSession = new(
        "hearings.not-in-session",
        409,
        "该庭审不在进行中",
        "The session is not going on"
    );

    public static readonly Refusal NotEnded = new(
        "hearings.not-ended",
        409,
        "庭审结束后才能归档",
        "A session is archived once it has ended"
    );

    public static readonly Refusal DoorNotFound = new(
        "hearings.door-not-found",
        404,
        "该门牌链接无效或已停用",
        "This door link is not valid, or no longer"
    );

    public static readonly Refusal DoorCodeWrong = new(
        "hearings.door-code-wrong",
        409,
        "签到码不正确",
        "The code is not right"
    );

    public static readonly Refusal DoorLocked = new(
        "hearings.door-locked",
        429,
        "签到码多次输错，请稍后再试或由工作人员签到",
        "Too many wrong codes; try again later or have a clerk check in"
    );

    public static readonly Refusal RangeTooLong = new(
        "hearings.range-too-long",
        400,
        "起止日期有误，最长一年",
        "A report spans at least a day and at most a year"
    );

    public static readonly Refusal CentreNotFound = new(
        "hearings.centre-not-found",
        404,
        "未找到该单位，或该单位没有审理庭",
        "There is no such centre, or it has no hearing rooms"
    );

    public static readonly Refusal SessionNotFound = new(
        "hearings.session-not-found",
        404,
        "未找到该庭审",
        "There is no such session"
    );

    public static readonly Refusal NotYourSession = new(
        "hearings.not-your-session",
        403,
        "只有预约单位可以更改该庭审",
        "Only the organisation that booked a session may change it"
    );

    public static readonly Refusal AlreadyCancelled = new(
        "hearings.already-cancelled",
        409,
        "该庭审已取消",
        "The session is cancelled already"
    );

    public static readonly Refusal AlreadyStarted = new(
        "hearings.already-started",
        409,
        "庭审已开始，不能更改",
        "The session has started and can no longer be changed"
    );

    public static readonly Refusal StaleSession = new(
        "hearings.stale-session",
        412,
        "该庭审已被他人更改，请刷新后重试",
        "The session has changed since you saw it; load it again"
    );

    public static readonly Refusal CannotBeMoved = new(
        "hearings.cannot-be-moved",
        409,
        "当前状态下不能改期或更换审理庭",
        "A session in this state can't be moved"
    );

    public static readonly Refusal CannotBeAmended = new(
        "hearings.cannot-be-amended",
        409,
        "当前状态下不能修改",
        "A session in this state can't be amended"
    );

    public static readonly Refusal ReasonNeeded = new(
        "hearings.reason-needed",
        400,
        "请说明理由",
        "A reason is needed"
    );

    public static readonly Refusal NotSubmitted = new(
        "hearings.not-submitted",
        409,
        "该庭审不在待审核状态",
        "The session isn't waiting for a decision"
    );

    public static readonly Refusal NotYoursToDecide = new(
        "hearings.not-yours-to-decide",
        403,
        "该庭审不需要本单位审核",
        "Your organisation isn't asked to decide on this session"
    );

    public static readonly Refusal NotApproved = new(
        "hearings.not-approved",
        409,
        "该庭审尚未获批准或公告已发布",
        "The session isn't approved, or its notice is published already"
    );

    public static readonly Refusal NoticeTooLate = new(
        "hearings.notice-too-late",
        409,
        "已无法在法定期限内通知当事人；如有正当理由，请记录后再提交",
        "The parties can no longer be notified in time; record a ground to go on"
    );

    public static readonly Refusal CalendarUnknown = new(
        "hearings.calendar-unknown",
        409,
        "该年度节假日安排尚未公布，无法计算通知期限",
        "The holiday calendar of that year is not announced, so the notice period can't be counted"
    );

    public static readonly Refusal OutsideHours = new(
        "hearings.outside-hours",
        409,
        "不在该审理庭的开放时间内",
        "The room isn't open at that time"
    );

    public static readonly Refusal HostShareReached = new(
        "hearings.host-share-reached",
        409,
        "该审理庭本月可供外单位使用的时间已满",
        "The hours this room lends to guests this month are booked"
    );

    public static readonly Refusal QuotaReached = new(
        "hearings.quota-reached",
        409,
        "本单位在该中心的使用配额已满",
        "Your organisation's quota at this centre is used up"
    );

    public static readonly Refusal OutOfService = new(
        "hearings.out-of-service",
        409,
        "所选资源已停用",
        "Something you chose is out of service"
    );

    public static readonly Refusal RoomTooSmall = new(
        "hearings.room-too-small",
        409,
        "所选审理庭座位数不足",
        "None of the rooms you chose has enough seats"
    );

    public static readonly Refusal RoomLacksNeed = new(
        "hearings.room-lacks-need",
        409,
        "所选审理庭不满足设备或无障碍要求",
        "A room you chose lacks a device or access that the hearing needs"
    );

    public static readonly Refusal HoldNotFound = new(
        "hearings.hold-not-found",
        404,
        "未找到该暂留",
        "There is no such hold"
    );

    public static readonly Refusal TooManyHolds = new(
        "hearings.too-many-holds",
        409,
        "本单位暂留的审理庭过多，请先释放",
        "Your organisation holds too many rooms; release some first"
    );

    public static readonly Refusal TermsInThePast = new(
        "hearings.terms-in-the-past",
        409,
        "生效日期不得早于今日",
        "Terms can't begin before today"
    );

    public static readonly Refusal LaterTermsPublished = new(
        "hearings.later-terms-published",
        409,
        "已有自该日起或更晚生效的共享条款",
        "Terms that begin on that day or later are published already"
    );

    public static readonly Refusal HoursMalformed = new(
        "hearings.hours-malformed",
        400,
        "开放时间的结束必须晚于开始",
        "Open hours must end after they begin"
    );

    public static readonly Refusal SessionsInTheWay = new(
        "hearings.sessions-in-the-way",
        409,
        "该时段已有庭审，请先协商改期",
        "Sessions stand in that time; have them moved first"
    );

    public static readonly Refusal BlackoutNotFound = new(
        "hearings.blackout-not-found",
        404,
        "未找到该停用时段",
        "There is no such blackout"
    );

    public static readonly Refusal GuestNotFound = new(
        "hearings.guest-not-found",
        404,
        "未找到该单位",
        "There is no such guest organisation"
    );

    public static readonly Refusal AssetNotFound = new(
        "hearings.asset-not-found",
        404,
        "未找到该资源",
        "There is no such device or person"
    );

    public static readonly Refusal AssetKnown = new(
        "hearings.asset-known",
        409,
        "本单位已登记同一编号",
        "Your organisation has registered this number already"
    );

    public static readonly Refusal MoveNotAllowed = new(
        "hearings.move-not-allowed",
        409,
        "当前状态下不能执行此操作",
        "The session can't do that in its present state"
    );

    // Search, series, displacement.

    public static readonly Refusal CannotBeDisplaced = new(
        "hearings.cannot-be-displaced",
        409,
        "公告已发布或已结束的庭审不得让位",
        "A published or ended hearing is not displaced"
    );

    public static readonly Refusal NotWaiting = new(
        "hearings.not-waiting",
        409,
        "该庭审不在候补名单中",
        "The session isn't on the waiting list"
    );

    public static readonly Refusal NotOfHigherRank = new(
        "hearings.not-of-higher-rank",
        409,
        "候补庭审的优先级不高于该庭审",
        "The waiting session has no higher priority"
    );

    public static readonly Refusal AlternativeTooShort = new(
        "hearings.alternative-too-short",
        409,
        "替代时段须与原庭审时长相同",
        "The alternative must be as long as the session is"
    );

    public static readonly Refusal DisplacementPointless = new(
        "hearings.displacement-pointless",
        409,
        "让位后候补庭审仍无法安排",
        "Displacing this session would not give the other its slot"
    );

    public static readonly Refusal DisplacementOpen = new(
        "hearings.displacement-open",
        409,
        "该庭审已有待批准的让位提议",
        "A displacement of this session waits for a decision already"
    );

    public static readonly Refusal DisplacementNotFound = new(
        "hearings.displacement-not-found",
        404,
        "未找到该让位提议",
        "There is no such displacement"
    );

    public static readonly Refusal DisplacementOver = new(
        "hearings.displacement-over",
        409,
        "该让位提议已处理或已失效",
        "The displacement is decided or has lapsed"
    );

    public static readonly Refusal FourEyes = new(
        "hearings.four-eyes",
        403,
        "提议人不能批准或否决自己的提议",
        "Whoever proposed it can't decide on it"
    );

    public static readonly Refusal SearchWindow = new(
        "hearings.search-window",
        400,
        "查询时段须为 1 至 32 天",
        "A search looks at 1 to 32 days"
    );

    public static readonly Refusal RuleMalformed = new(
        "hearings.rule-malformed",
        400,
        "重复规则无效：须符合 RFC 5545，按日、周、月或年重复，UNTIL 须为 UTC 时间",
        "The rule is not one of RFC 5545 that repeats by day, week, month or year; UNTIL must be in UTC"
    );

    public static readonly Refusal SeriesTooLong = new(
        "hearings.series-too-long",
        400,
        "一个系列最多 100 次庭审",
        "A series has at most 100 sessions"
    );

    public static readonly Refusal StartNotInRule = new(
        "hearings.start-not-in-rule",
        400,
        "首次开庭时间不符合重复规则",
        "The first session is not one that the rule yields"
    );

    public static readonly Refusal SeriesIsPlain = new(
        "hearings.series-is-plain",
        400,
        "系列预约不支持草稿、暂留或候补",
        "A series is booked as it is: neither draft, nor from a hold, nor waiting"
    );

    public static readonly Refusal SeriesConflict = new(
        "hearings.series-conflict",
        409,
        "系列中的部分庭审无法预约，未作任何预约",
        "Sessions of the series cannot be booked, so none was"
    );

    public static readonly Refusal SeriesNotFound = new(
        "hearings.series-not-found",
        404,
        "未找到该系列",
        "There is no such series"
    );

    public static readonly Refusal SeriesOver = new(
        "hearings.series-over",
        409,
        "该系列已无可取消的庭审",
        "No session of the series is left to cancel"
    );

    public static readonly Refusal CalendarUnreadable = new(
        "hearings.calendar-unreadable",
        400,
        "不是有效的日历文件（RFC 5545）",
        "The file is not a calendar of RFC 5545"
    );

    public static readonly Refusal CalendarHasErrors = new(
        "hearings.calendar-has-errors",
        400,
        "日历中有事件无法成为庭审，未作任何预约",
        "Events of the calendar can't be sessions, so nothing was booked"
    );

    public static readonly Refusal CalendarTooLarge = new(
        "hearings.calendar-too-large",
        400,
        "日历文件不得超过 1 MB 或 200 次庭审",
        "A calendar has at most 1 MB and 200 sessions"
    );

    public static readonly Refusal CalendarEventWithoutTime = new(
        "hearings.calendar-event-without-time",
        400,
        "事件缺少开始或结束时刻，或时区未知",
        "The event lacks a start or an end with a time of day, or its zone is unknown"
    );

    public static readonly Refusal CalendarEventUnsupported = new(
        "hearings.calendar-event-unsupported",
        400,
        "不支持 RDATE、EXRULE、多条 RRULE 或 RANGE=THISANDFUTURE",
        "RDATE, EXRULE, several RRULEs and RANGE=THISANDFUTURE are not taken"
    );

    public static readonly Refusal CalendarEventWithoutCase = new(
        "hearings.calendar-event-without-case",
        400,
        "事件缺少标题（SUMMARY）或案号",
        "The event lacks a summary or a case number"
    );

    public static readonly Refusal CalendarEventMisplaced = new(
        "hearings.calendar-event-misplaced",
        400,
        "RECURRENCE-ID 没有对应的事件，或 UID 重复",
        "The RECURRENCE-ID names no occurrence, or the UID is used twice"
    );

    // Import of rooms.
    public static readonly Refusal ImportHasErrors = new(
        "hearings.import-has-errors",
        400,
        "文件有误，未导入任何审理庭",
        "The file has errors; no room was imported"
    );

    public static readonly Refusal ImportFormatUnknown = new(
        "hearings.import-format-unknown",
        400,
        "模板格式只能是 csv 或 xlsx",
        "A template is csv or xlsx"
    );

    // Webhooks.
    public static readonly Refusal WebhookUrlInvalid = new(
        "hearings.webhook-url-invalid",
        400,
        "推送地址应为完整的 https 网址，不含用户名和片段",
        "A webhook needs a whole https address without user name or fragment"
    );

    public static readonly Refusal WebhookAddressRefused = new(
        "hearings.webhook-address-refused",
        400,
        "推送地址不能是内部网络地址",
        "A webhook can't lead to an address inside a network"
    );

    public static readonly Refusal WebhookKindUnknown = new(
        "hearings.webhook-kind-unknown",
        400,
        "未知的事件类型",
        "There is no such kind of event"
    );

    public static readonly Refusal WebhookTooMany = new(
        "hearings.webhook-too-many",
        409,
        "每个单位最多 20 个推送订阅",
        "An organisation has at most 20 webhooks"
    );

    public static readonly Refusal WebhookNotFound = new(
        "hearings.webhook-not-found",
        404,
        "未找到该推送订阅",
        "There is no such webhook"
    );

    public static readonly Refusal WebhookPausedAlready = new(
        "hearings.webhook-paused-already",
        409,
        "该推送订阅已暂停",
        "The webhook is paused already"
    );

    public static readonly Refusal WebhookNotPaused = new(
        "hearings.webhook-not-paused",
        409,
        "该推送订阅未暂停",
        "The webhook is not paused"
    );

    public static readonly Refusal WebhookDeliveryNotFound = new(
        "hearings.webhook-delivery-not-found",
        404,
        "未找到该推送记录",
        "There is no such delivery"
    );

    public static readonly Refusal WebhookDeliveryPending = new(
        "hearings.webhook-delivery-pending",
        409,
        "该推送仍在等待发送，无需重发",
        "The delivery still waits to be sent; there is nothing to replay"
    );

    public static readonly Refusal UnknownDeliveryStatus = new(
        "hearings.unknown-delivery-status",
        400,
        "未知的推送状态",
        "There is no such delivery status"
    );

    // Feeds.
    public static readonly Refusal FeedNotFound = new(
        "hearings.feed-not-found",
        404,
        "该日历订阅不存在或已失效",
        "There is no such calendar feed, or it is no longer valid"
    );

    public static readonly Refusal FeedNeedsTarget = new(
        "hearings.feed-needs-target",
        400,
        "审理庭日历须指定审理庭；本人日历不能指定对象",
        "The feed of a room needs the room; a feed of your own takes no id"
    );

    public static readonly Refusal FeedTooMany = new(
        "hearings.feed-too-many",
        409,
        "每人最多 50 个日历订阅",
        "A person has at most 50 calendar feeds"
    );
}
