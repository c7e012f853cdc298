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

    public static readonly Refusal SessionNotFound = new(
        "hearings.session-not-found",
        404,
        "未找到该庭审",
        "There is no such session"
    );

    public static readonly Refusal NotYourSession = new(
        "hearings.not-your-session",
        403,
        "只有预约单位可以取消该庭审",
        "Only the organisation that booked a session may cancel it"
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
        "庭审已开始，不能取消",
        "The session has started and can no longer be cancelled"
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
}
