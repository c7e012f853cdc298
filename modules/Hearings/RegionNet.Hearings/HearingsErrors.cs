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

    // Import of rooms.
    public static readonly Refusal ImportNotASheet = new(
        "hearings.import-not-a-sheet",
        400,
        "请上传一个 CSV 或 XLSX 文件",
        "Send one CSV or XLSX file"
    );

    public static readonly Refusal ImportUnreadable = new(
        "hearings.import-unreadable",
        400,
        "文件内容无法读取，请另存为 XLSX 或 UTF-8、GB18030 编码的 CSV",
        "The file can't be read; save it as XLSX, or as CSV in UTF-8 or GB18030"
    );

    public static readonly Refusal ImportTooLarge = new(
        "hearings.import-too-large",
        400,
        "文件不得超过 2 MB",
        "A file has at most 2 MB"
    );

    public static readonly Refusal ImportTooLong = new(
        "hearings.import-too-long",
        400,
        "一次最多导入 2000 行",
        "At most 2,000 rows are imported at once"
    );

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

    public static readonly Refusal CentreNotFound = new(
        "hearings.centre-not-found",
        404,
        "该单位没有审理庭",
        "This organisation has no hearing rooms"
    );
}
