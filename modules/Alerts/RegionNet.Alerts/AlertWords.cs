using System.Collections.Frozen;

namespace RegionNet.Alerts;

/// <summary>What the codes of alerts are called in mails and files; the portal has its own words.</summary>
internal static class AlertWords
{
    private static readonly FrozenDictionary<string, (string Zh, string En)> Words = new Dictionary<
        string,
        (string, string)
    >(StringComparer.Ordinal)
    {
        ["extreme"] = ("红色预警", "RED"),
        ["severe"] = ("橙色预警", "ORANGE"),
        ["moderate"] = ("黄色预警", "YELLOW"),
        ["minor"] = ("蓝色预警", "BLUE"),
        ["raised"] = ("新预警", "new alert"),
        ["updated"] = ("内容更新", "updated"),
        ["counted"] = ("再次发生", "happened again"),
        ["unsilenced"] = ("静默结束", "no longer silenced"),
        ["cancelled"] = ("已取消", "cancelled"),
        ["inhibited"] = ("已无需处理", "no longer needed"),
        ["delivered"] = ("已送达", "delivered"),
        ["acknowledged"] = ("已确认", "acknowledged"),
        ["handling"] = ("处置中", "being handled"),
        ["closed"] = ("已办结", "closed"),
        ["overdue"] = ("确认超时", "acknowledgement overdue"),
        ["escalated"] = ("已上报", "escalated"),
        ["expired"] = ("已失效", "expired"),
        ["message"] = ("发布消息", "message"),
        ["addressed"] = ("指定告知", "addressed"),
        ["sent"] = ("发送", "sent"),
        ["seen"] = ("查看", "seen"),
        ["email"] = ("电子邮件", "e-mail"),
        ["webhook"] = ("系统推送", "webhook"),
        ["pending"] = ("待发送", "pending"),
        ["dead"] = ("发送失败", "given up"),
        ["dropped"] = ("无须发送", "dropped"),
        ["subscription"] = ("订阅", "subscription"),
        ["follow-up"] = ("后续", "follow-up"),
        ["reminder"] = ("超时提醒", "reminder"),
        ["unit-head"] = ("单位负责人", "head of the unit"),
        ["zone-lead"] = ("区域牵头", "zone lead"),
        ["national"] = ("全国协调员", "national coordinator"),
        ["hearings.session-booked"] = ("庭审预约", "hearing booked"),
        ["hearings.session-promoted"] = ("候补庭审排定", "waiting hearing got its slot"),
        ["hearings.session-approved"] = ("庭审批准", "hearing approved"),
        ["hearings.session-moved"] = ("庭审改期", "hearing moved"),
        ["hearings.session-displaced"] = ("庭审让位改期", "hearing displaced"),
        ["hearings.session-sent-back"] = ("庭审退回补正", "hearing sent back"),
        ["hearings.session-resubmitted"] = ("庭审补正后再次提交", "hearing submitted again"),
        ["hearings.session-cancelled"] = ("庭审取消或撤回", "hearing cancelled or withdrawn"),
        ["hearings.notice-at-risk"] = ("公告期限预警", "notice at risk"),
        ["discipline.listed"] = ("列入名单", "listed"),
        ["discipline.delisted"] = ("移出名单", "taken off a list"),
        ["discipline.filing-cluster"] = ("异常申请聚集", "cluster of abnormal filings"),
        ["discipline.province-task-overdue"] = ("跨省推送逾期", "push between provinces overdue"),
        ["discipline.clearance-overdue"] = ("名单接收方未确认停止使用", "withdrawal not confirmed"),
        ["discipline.watch-hit"] = ("关注主体变动", "a watched party"),
        ["discipline.false-positive-reopened"] = ("误报认定须重新核对", "a false positive open again"),
        ["assessments.result-published"] = ("示范区评估结果公布", "result of a demonstration zone"),
        ["assessments.deadline-near"] = ("示范区评估期限临近", "deadline of an assessment"),
        ["commendations.review-opened"] = ("表扬对象被列入名单", "commended party listed"),
        ["manual.notice"] = ("一般通知", "general notice"),
        ["manual.system-outage"] = ("系统停用", "system outage"),
        ["manual.filing-cluster"] = ("异常申请聚集", "cluster of abnormal filings"),
        ["manual.emergency"] = ("紧急预警", "emergency"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <returns>The code itself where it has no name, and nothing for nothing.</returns>
    public static string Of(string? code, bool english) =>
        code is null ? ""
        : Words.TryGetValue(code, out var word) ? (english ? word.En : word.Zh)
        : code;
}
