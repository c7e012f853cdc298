namespace RegionNet.Portal.Language;

public static partial class Names
{
    public static readonly IReadOnlyDictionary<string, Text> AlertStates = new Dictionary<string, Text>
    {
        ["unread"] = new("未读", "Unread"),
        ["delivered"] = new("已送达", "Delivered"),
        ["acknowledged"] = new("已确认", "Acknowledged"),
        ["handling"] = new("处置中", "Being handled"),
        ["closed"] = new("已办结", "Closed"),
        ["cancelled"] = new("已解除", "Cancelled"),
        ["expired"] = new("已过期", "Expired"),
    };

    /// <summary>States by what they ask of the reader; the keys are those of <c>AlertFilter.State</c>.</summary>
    public static readonly IReadOnlyDictionary<string, Text> AlertStateGroups = new Dictionary<string, Text>
    {
        ["open"] = new("未办结", "Open"),
        ["unanswered"] = new("待确认", "Not acknowledged"),
        ["acknowledged"] = new("已确认", "Acknowledged"),
        ["handling"] = new("处置中", "Being handled"),
        ["over"] = new("已结束", "Over"),
    };

    /// <summary>States that the history can be asked for.</summary>
    public static readonly IReadOnlyDictionary<string, Text> AlertHistoryStates = new Dictionary<string, Text>
    {
        ["open"] = new("未办结", "Open"),
        ["unread"] = new("未读", "Unread"),
        ["delivered"] = new("已送达", "Delivered"),
        ["acknowledged"] = new("已确认", "Acknowledged"),
        ["handling"] = new("处置中", "Being handled"),
        ["closed"] = new("已办结", "Closed"),
        ["cancelled"] = new("已解除", "Cancelled"),
        ["expired"] = new("已过期", "Expired"),
    };

    public static readonly IReadOnlyDictionary<string, Text> AlertChanges = new Dictionary<string, Text>
    {
        ["raised"] = new("发出预警", "Raised"),
        ["updated"] = new("更新内容", "Updated"),
        ["counted"] = new("同类事项累计", "Counted up"),
        ["unsilenced"] = new("静默结束", "Silence over"),
        ["cancelled"] = new("解除", "Cancelled"),
        ["inhibited"] = new("因后续事项失效", "Made void by a later event"),
        ["delivered"] = new("首次查看", "First seen"),
        ["acknowledged"] = new("确认", "Acknowledged"),
        ["handling"] = new("开始处置", "Taken up"),
        ["closed"] = new("办结", "Closed"),
        ["overdue"] = new("逾期未确认，已提醒", "Overdue, reminded"),
        ["escalated"] = new("逾期未确认，已上报", "Overdue, escalated"),
        ["expired"] = new("过期失效", "Expired"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ClockUnits = new Dictionary<string, Text>
    {
        ["minutes"] = new("分钟", "min"),
        ["working-hours"] = new("个工作小时", "working hours"),
        ["working-days"] = new("个工作日", "working days"),
    };

    public static readonly IReadOnlyDictionary<string, Text> EscalationTargets = new Dictionary<string, Text>
    {
        ["reminder"] = new("提醒收件人", "Remind the addressees"),
        ["unit-head"] = new("单位负责人", "Head of the unit"),
        ["zone-lead"] = new("区域牵头人", "Zone lead"),
        ["national"] = new("全国协调员", "National coordinator"),
    };

    public static readonly IReadOnlyDictionary<string, Text> StepOutcomes = new Dictionary<string, Text>
    {
        ["told"] = new("已通知", "Told"),
        ["nobody"] = new("没有可通知的人", "Nobody to tell"),
        ["answered"] = new("此前已确认", "Answered before"),
        ["ended"] = new("预警已结束", "The alert had ended"),
        ["superseded"] = new("级别变更，重新计时", "Replaced by a new clock"),
    };

    public static readonly IReadOnlyDictionary<string, Text> AddresseeReasons = new Dictionary<string, Text>
    {
        ["subscription"] = new("订阅", "Subscription"),
        ["follow-up"] = new("后续消息", "Follow-up"),
        ["reminder"] = new("逾期提醒", "Reminder"),
        ["unit-head"] = new("单位负责人", "Head of the unit"),
        ["zone-lead"] = new("区域牵头人", "Zone lead"),
        ["national"] = new("全国协调员", "National coordinator"),
    };

    /// <summary>What is told to one person and stands in no stream.</summary>
    public static readonly IReadOnlyDictionary<string, Text> PersonalNotices = new Dictionary<string, Text>
    {
        ["assessments.person-reminded"] = new("评估事项提醒", "Reminder of an assessment"),
    };

    /// <summary>First words of kinds.</summary>
    public static readonly IReadOnlyDictionary<string, Text> AlertFamilies = new Dictionary<string, Text>
    {
        ["hearings"] = new("庭审", "Hearings"),
        ["discipline"] = new("失信惩戒", "Discipline"),
        ["assessments"] = new("示范区评估", "Assessments"),
        ["commendations"] = new("表扬", "Commendations"),
        ["manual"] = new("人工预警", "Manual alerts"),
        ["source"] = new("外部来源", "Outside sources"),
        ["cap"] = new("CAP 导入", "CAP import"),
    };

    public static readonly IReadOnlyDictionary<string, Text> AlertKinds = new Dictionary<string, Text>
    {
        ["hearings.session-booked"] = new("庭审预约", "Hearing booked"),
        ["discipline.listed"] = new("列入名单", "Listed"),
        ["discipline.delisted"] = new("移出名单", "Taken off a list"),
        ["discipline.filing-cluster"] = new("异常申请聚集", "Cluster of abnormal filings"),
        ["discipline.province-task-overdue"] = new("跨省推送逾期", "Push between provinces overdue"),
        ["discipline.clearance-overdue"] = new("名单接收方未确认停止使用", "Withdrawal not confirmed"),
        ["discipline.watch-hit"] = new("关注主体变动", "A watched party"),
        ["discipline.false-positive-reopened"] = new("误报认定须重新核对", "A false positive open again"),
        ["hearings.session-promoted"] = new("候补庭审排定", "Waiting hearing got its slot"),
        ["hearings.session-approved"] = new("庭审批准", "Hearing approved"),
        ["hearings.session-moved"] = new("庭审改期", "Hearing moved"),
        ["hearings.session-displaced"] = new("庭审让位改期", "Hearing displaced"),
        ["hearings.session-sent-back"] = new("庭审退回补正", "Hearing sent back"),
        ["hearings.session-resubmitted"] = new("庭审补正后再次提交", "Hearing submitted again"),
        ["assessments.result-published"] = new("示范区评估结果公布", "Result of a demonstration zone"),
        ["assessments.deadline-near"] = new("示范区评估期限临近", "Deadline of an assessment"),
        ["commendations.review-opened"] = new("表扬对象被列入名单", "Commended party listed"),
        ["hearings.session-cancelled"] = new("庭审取消或撤回", "Hearing cancelled or withdrawn"),
        ["hearings.notice-at-risk"] = new("公告期限预警", "Notice at risk"),
        ["manual.notice"] = new("一般通知", "General notice"),
        ["manual.system-outage"] = new("系统停用", "System outage"),
        ["manual.filing-cluster"] = new("异常申请聚集", "Cluster of abnormal filings"),
        ["manual.emergency"] = new("紧急预警", "Emergency"),
    };

    public static readonly IReadOnlyDictionary<string, Text> GroupBys = new Dictionary<string, Text>
    {
        ["kind"] = new("同类事件", "Same kind"),
        ["subject"] = new("同一事项", "Same subject"),
        ["organisation"] = new("同一机构", "Same organisation"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ManualStates = new Dictionary<string, Text>
    {
        ["proposed"] = new("待复核", "Waits for a second person"),
        ["raised"] = new("已发出", "Raised"),
        ["rejected"] = new("未通过", "Rejected"),
    };

    /// <summary>What a message of CAP does.</summary>
    public static readonly IReadOnlyDictionary<string, Text> CapTypes = new Dictionary<string, Text>
    {
        ["alert"] = new("新预警", "New alert"),
        ["update"] = new("更新", "Update"),
        ["cancel"] = new("取消", "Cancellation"),
    };

    public static readonly IReadOnlyDictionary<string, Text> AlertRoads = new Dictionary<string, Text>
    {
        ["email"] = new("电子邮件", "E-mail"),
        ["webhook"] = new("系统推送", "Webhook"),
    };

    public static readonly IReadOnlyDictionary<string, Text> AlertDeliveryStates = new Dictionary<string, Text>
    {
        ["pending"] = new("待发送", "Pending"),
        ["delivered"] = new("已送达", "Delivered"),
        ["dead"] = new("发送失败", "Given up"),
        ["dropped"] = new("不再发送", "Dropped"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ProofKinds = new Dictionary<string, Text>
    {
        ["message"] = new("消息", "Message"),
        ["addressed"] = new("应告知", "Addressed"),
        ["sent"] = new("发送", "Sent"),
        ["seen"] = new("查看", "Seen"),
    };

    public static readonly IReadOnlyDictionary<string, Text> MailLanguages = new Dictionary<string, Text>
    {
        ["zh"] = new("中文", "Chinese"),
        ["en"] = new("英文", "English"),
    };

    /// <summary>Places of the templates that come with the product; others are shown as they were named.</summary>
    public static readonly IReadOnlyDictionary<string, Text> Places = new Dictionary<string, Text>
    {
        ["title"] = new("标题", "Title"),
        ["text"] = new("内容", "Text"),
        ["system"] = new("系统名称", "System"),
        ["since"] = new("停用时间", "Down since"),
        ["until"] = new("预计恢复时间", "Expected back"),
        ["who"] = new("申请主体", "Who"),
        ["days"] = new("天数", "Days"),
        ["number"] = new("申请件数", "Number"),
    };

    /// <summary>The word for a kind of alert; what outside systems send is told by where it comes from.</summary>
    public static string OfAlert(string? kind)
    {
        if (string.IsNullOrEmpty(kind) || AlertKinds.ContainsKey(kind) || AlertFamilies.ContainsKey(kind))
        {
            return Of(AlertKinds.ContainsKey(kind ?? "") ? AlertKinds : AlertFamilies, kind);
        }
        var words = kind.Split('.', 2);
        return words.Length == 2 && AlertFamilies.TryGetValue(words[0], out var family)
            ? $"{family} · {words[1]}"
            : kind;
    }
}
