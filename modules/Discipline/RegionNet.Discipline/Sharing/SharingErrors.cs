using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>Refusals about subscribers, deltas and the tasks of provinces.</summary>
internal static class SharingErrors
{
    public static readonly Refusal SubscriptionNotFound = new(
        "discipline.subscription-not-found",
        404,
        "未找到该共享授权",
        "There is no such subscription"
    );

    public static readonly Refusal SubscriptionExists = new(
        "discipline.subscription-exists",
        409,
        "该接收方对此名单已有有效授权",
        "This subscriber has a subscription of this list already"
    );

    public static readonly Refusal SubscriptionEnded = new(
        "discipline.subscription-ended",
        409,
        "该共享授权已终止或不在有效期内",
        "The subscription has ended or is not in its period"
    );

    public static readonly Refusal ListUnknown = new(
        "discipline.list-unknown",
        404,
        "没有该名单",
        "There is no such list"
    );

    public static readonly Refusal JurisdictionExcluded = new(
        "discipline.jurisdiction-excluded",
        409,
        "香港、澳门为不同法域，默认不发送也不接收失信信息",
        "Hong Kong and Macao are jurisdictions of their own: by default no list is sent to or received from them"
    );

    public static readonly Refusal TermTooLong = new(
        "discipline.subscription-term-too-long",
        400,
        "共享授权须有截止日，且不得超过规定的最长期限",
        "A grant ends, and within the longest period allowed"
    );

    public static readonly Refusal TermInvalid = new(
        "discipline.subscription-term-invalid",
        400,
        "截止日必须晚于起始日且晚于今日",
        "The end must be after the beginning, and after today"
    );

    public static readonly Refusal SubscriberIncomplete = new(
        "discipline.subscriber-incomplete",
        400,
        "请按接收方类型填写协作区、单位或机器客户端；推送方式须填写地址，其他方式不填",
        "Name the zone, organisation or machine client as the kind of subscriber demands, and an address for a push alone"
    );

    public static readonly Refusal SubscriberOutOfScope = new(
        "discipline.subscriber-out-of-scope",
        404,
        "未找到该协作区、单位或机器客户端，或不在您的职权范围内",
        "There is no such zone, organisation or machine client in your scope"
    );

    public static readonly Refusal PushUrlInvalid = new(
        "discipline.push-url-invalid",
        400,
        "推送地址应为完整的 https 地址",
        "The address of a push is a whole https address"
    );

    public static readonly Refusal PushAddressRefused = new(
        "discipline.push-address-refused",
        400,
        "不能推送到内部网络地址，除非由运维人员允许",
        "The address lies inside a network; only the operator can allow it"
    );

    public static readonly Refusal NotGivenYet = new(
        "discipline.delta-not-given-yet",
        409,
        "只能确认已发送给您的变更",
        "Only changes that were given to you can be confirmed"
    );

    public static readonly Refusal ReceiptDiffers = new(
        "discipline.receipt-differs",
        409,
        "校验值与名单在该序号处的链值不符，请从最近一次确认处重新读取",
        "The hash is not the list's at that change; read again from what you last confirmed"
    );

    public static readonly Refusal BeyondHead = new(
        "discipline.cursor-beyond-head",
        409,
        "序号超出名单末尾：您的数据来自另一名单或已还原的数据库，请从头读取",
        "The cursor lies beyond the list's end: your data are another list's, or ours were restored; read from the beginning"
    );

    public static readonly Refusal FileRoadOnly = new(
        "discipline.file-road-only",
        409,
        "该授权不是通过文件交换的",
        "This subscription is not served by files"
    );

    public static readonly Refusal NothingToSend = new(
        "discipline.nothing-to-send",
        409,
        "自上次文件之后没有新的变更",
        "Nothing has changed since the last file"
    );

    public static readonly Refusal TaskNotFound = new(
        "discipline.province-task-not-found",
        404,
        "未找到该推送任务",
        "There is no such task"
    );

    public static readonly Refusal TaskMoveNotAllowed = new(
        "discipline.province-task-move-not-allowed",
        409,
        "任务当前状态不允许此操作",
        "The task's state does not allow this"
    );

    public static readonly Refusal TaskMoveIncomplete = new(
        "discipline.province-task-move-incomplete",
        400,
        "登记公示须填写文号，退回须填写理由",
        "A publication has a document number, a return a reason"
    );

    public static readonly Refusal StaleTask = new(
        "discipline.stale-province-task",
        412,
        "该任务已被更改，请刷新后重试",
        "The task has changed since you saw it; load it again"
    );
}
