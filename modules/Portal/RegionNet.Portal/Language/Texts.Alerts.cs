namespace RegionNet.Portal.Language;

public static partial class Texts
{
    public static class Alerts
    {
        public static readonly Text Lead = new(
            "涉及您所在合作区域的事项，最新的在前。查看即留下记录。",
            "What touches your zones, newest first. Looking at an alert is recorded."
        );
        public static readonly Text TabFeed = new("动态", "Live");
        public static readonly Text TabZones = new("区域态势", "Zones");
        public static readonly Text TabHistory = new("历史", "History");
        public static readonly Text TabManual = new("人工预警", "Manual alerts");
        public static readonly Text TabReport = new("月报", "Monthly report");
        public static readonly Text Wall = new("大屏", "Wall display");
        public static readonly Text Zone = new("合作区域", "Zone");
        public static readonly Text AllZones = new("全部区域", "All zones");
        public static readonly Text Level = new("级别", "Level");
        public static readonly Text AllLevels = new("全部级别", "All levels");
        public static readonly Text State = new("状态", "State");
        public static readonly Text AllStates = new("全部状态", "All states");
        public static readonly Text Kind = new("事项", "Kind");
        public static readonly Text AllKinds = new("全部事项", "All kinds");
        public static readonly Text UnseenOnly = new("只看未查看", "Unseen only");
        public static readonly Text Empty = new("还没有预警", "No alerts yet");
        public static readonly Text EmptyDetail = new(
            "有新的预警时会自动出现在这里，不需要刷新。",
            "New alerts appear here by themselves; no need to reload."
        );
        public static readonly Text NoMatch = new("没有符合条件的预警", "No alert matches");
        public static readonly Text New = new("未查看", "Unseen");
        public static readonly Text WhoSaw = new("查看记录", "Who saw it");
        public static readonly Text NobodySaw = new("还没有人查看", "Nobody has seen it yet");
        public static readonly Text Earlier = new("更早的预警", "Earlier alerts");
        public static readonly Text MoreShown = new("再显示 {0} 条", "Show {0} more");
        public static readonly Text Announce = new("新预警：{0}", "New alert: {0}");
        public static readonly Text NoneUnseen = new("没有未查看的预警", "No unseen alerts");
        public static readonly Text UnseenCount = new("{0} 条未查看", "{0} unseen");
        public static readonly Text Open = new("查看预警", "Open alerts");
        public static readonly Text Feed = new("预警列表", "Alert feed");
        public static readonly Text Sequence = new("{0} 第 {1} 号", "{0} no. {1}");
        public static readonly Text NoStreams = new("您的角色没有可接收的预警", "Your roles receive no alerts");
        public static readonly Text LeftZone = new("不再接收 {0} 的预警", "No more alerts of {0}");
        public static readonly Text LeftZoneDetail = new(
            "您在该区域的权限已被收回。",
            "The zone was taken out of your scope."
        );
        public static readonly Text Count = new("累计 {0} 次", "{0} events");
        public static readonly Text Silenced = new("已静默", "Silenced");
        public static readonly Text Overdue = new("逾期未确认", "Overdue");
        public static readonly Text BySystem = new("系统", "System");
    }

    public static class AlertDeeds
    {
        public static readonly Text Acknowledge = new("确认", "Acknowledge");
        public static readonly Text Handle = new("开始处置", "Take it up");
        public static readonly Text Close = new("办结", "Close");
        public static readonly Text Cancel = new("解除预警", "Cancel the alert");
        public static readonly Text Update = new("更新内容", "Update the text");
        public static readonly Text Acknowledged = new("已确认：{0}", "Acknowledged: {0}");
        public static readonly Text Handled = new("已开始处置：{0}", "Taken up: {0}");
        public static readonly Text Closed = new("已办结：{0}", "Closed: {0}");
        public static readonly Text Cancelled = new("已解除：{0}", "Cancelled: {0}");
        public static readonly Text Updated = new("已更新", "Updated");
        public static readonly Text CloseTitle = new("办结预警", "Close the alert");
        public static readonly Text CloseLead = new(
            "说明会随预警告知本区域所有读者。未经处置即办结的，须说明理由。",
            "Everybody in the zone reads the note. If nothing was done before, it must say why."
        );
        public static readonly Text Note = new("说明", "Note");
        public static readonly Text CancelLead = new(
            "解除后，已收到预警的人会收到解除消息。",
            "Those who got the alert are told that it no longer holds."
        );
        public static readonly Text UpdateLead = new(
            "已收到预警的人会收到更新后的内容。",
            "Those who got the alert get the new text."
        );
        public static readonly Text Waiting = new("正在确认…", "Acknowledging…");
    }

    public static class AlertCalls
    {
        public static readonly Text Title = new("提醒方式", "How I am called");
        public static readonly Text Lead = new(
            "只对当前浏览器有效，默认关闭。非工作时间仅红色预警响铃。",
            "For this browser only, off unless you switch it on. Outside working hours only red rings."
        );
        public static readonly Text Sound = new("声音", "Sound");
        public static readonly Text SoundWaits = new(
            "浏览器要求先操作一次页面才能播放声音。",
            "The browser plays no sound until the page has been touched."
        );
        public static readonly Text SoundReady = new("启用并试听", "Switch on and try it");
        public static readonly Text Try = new("试听", "Try it");
        public static readonly Text System = new("系统通知", "System notification");
        public static readonly Text Denied = new(
            "浏览器已禁止本站通知，请在浏览器的网站设置中允许。",
            "The browser forbids this site's notifications; allow them in its site settings."
        );
        public static readonly Text NotSupported = new(
            "此浏览器不支持系统通知。",
            "This browser has no system notifications."
        );
        public static readonly Text Keys = new("单键快捷键", "Single-key shortcuts");
    }

    public static class AlertKeys
    {
        public static readonly Text Title = new("快捷键", "Keyboard shortcuts");
        public static readonly Text Next = new("下一条预警", "Next alert");
        public static readonly Text Previous = new("上一条预警", "Previous alert");
        public static readonly Text Acknowledge = new("确认当前预警", "Acknowledge the alert in focus");
        public static readonly Text Handle = new("开始处置当前预警", "Take up the alert in focus");
        public static readonly Text Open = new("打开当前预警", "Open the alert in focus");
        public static readonly Text Help = new("显示本说明", "Show this help");
    }

    public static class AlertDetail
    {
        public static readonly Text Life = new("办理情况", "How it stands");
        public static readonly Text Messages = new("经过", "What happened");
        public static readonly Text Clock = new("确认时限", "Clock");
        public static readonly Text Due = new("须于 {0} 前确认", "Acknowledge by {0}");
        public static readonly Text DueIn = new("剩余 {0}", "{0} left");
        public static readonly Text DuePassed = new("已超过 {0}", "{0} past due");
        public static readonly Text NoClock = new("没有待执行的时限", "No clock is running");
        public static readonly Text StepDue = new("应于 {0}", "due {0}");
        public static readonly Text StepWaits = new("到时仍未确认则执行", "if nobody has acknowledged by then");
        public static readonly Text Addressees = new("应告知", "Addressed to");
        public static readonly Text NoAddressees = new(
            "没有指定的收件人；本区域读者均可查看。",
            "Nobody by name; all readers of the zone can see it."
        );
        public static readonly Text StandsIn = new("代替缺勤的联络员", "stands in for an officer who is away");
        public static readonly Text Proof = new("告知凭证", "Proof");
        public static readonly Text ProofLead = new(
            "谁在何时经何种方式被告知，谁已查看、确认和处置。",
            "Who was told when and over which road, who saw it, acknowledged it and handled it."
        );
        public static readonly Text NotComplete = new(
            "记录过多，仅显示最早的 {0} 条。",
            "Too many entries; the first {0} are shown."
        );
        public static readonly Text What = new("环节", "What");
        public static readonly Text Who = new("人员或对象", "Who");
        public static readonly Text Detail = new("内容", "Detail");
        public static readonly Text First = new("发生", "Occurred");
        public static readonly Text Delivered = new("首次查看", "First seen");
        public static readonly Text Acknowledged = new("确认", "Acknowledged");
        public static readonly Text Handling = new("处置", "Handled");
        public static readonly Text Ended = new("结束", "Ended");
        public static readonly Text NotYet = new("尚未", "Not yet");
        public static readonly Text Expires = new("失效时间", "Void from");
        public static readonly Text SubjectLink = new("查看相关庭审", "Open the session");
        public static readonly Text Cap = new("CAP 消息", "CAP message");
    }

    public static class AlertProofs
    {
        public static readonly Text SeenMessage = new("查看第 {0} 号消息", "saw message no. {0}");
    }

    public static class AlertHistory
    {
        public static readonly Text Lead = new(
            "本人可读区域的全部预警，可按内容、时间和状态查找。",
            "Every alert of the zones you read; find them by words, time and state."
        );
        public static readonly Text Search = new("搜索标题和内容", "Search titles and texts");
        public static readonly Text From = new("发生起始日期", "Occurred from");
        public static readonly Text To = new("发生截止日期", "Occurred to");
        public static readonly Text When = new("发生时间", "Occurred");
        public static readonly Text Alert = new("预警", "Alert");
        public static readonly Text Sort = new("排序", "Order");
        public static readonly Text Newest = new("最新在前", "Newest first");
        public static readonly Text ByLevel = new("级别最高在前", "Highest level first");
        public static readonly Text Longest = new("确认最慢在前", "Slowest acknowledgement first");
        public static readonly Text SortNote = new("在已加载的 {0} 条中排序", "Among the {0} loaded");
        public static readonly Text Took = new("{0} 后确认", "acknowledged after {0}");
        public static readonly Text Export = new("导出 CSV", "Export CSV");
        public static readonly Text Csv = new("预警", "alerts");
    }

    public static class AlertZones
    {
        public static readonly Text Lead = new(
            "各区域未办结的预警，逾期的在前，实时更新。",
            "Open alerts of each zone, overdue ones first, live."
        );
        public static readonly Text None = new("没有未办结的预警", "Nothing open");
        public static readonly Text OverdueCount = new("{0} 条逾期", "{0} overdue");
        public static readonly Text All = new("查看全部 {0} 条", "See all {0}");
    }

    public static class AlertWall
    {
        public static readonly Text Title = new("预警大屏", "Alert wall");
        public static readonly Text Nothing = new("没有未办结的预警", "Nothing open");
        public static readonly Text OpenOf = new("未办结 {0}", "{0} open");
        public static readonly Text Unanswered = new("待确认 {0}", "{0} not acknowledged");
        public static readonly Text More = new("另有 {0} 条", "and {0} more");
        public static readonly Text Leave = new("退出大屏", "Leave the wall");
        public static readonly Text Old = new("连接中断，以下内容可能已过时", "No connection: what you see may be old");
        public static readonly Text Attended = new(
            "大屏打开期间会话不因闲置而结束，请仅在值班室使用。",
            "The session does not end by idleness while the wall is open: for duty rooms only."
        );
        public static readonly Text Kept = new("屏幕保持常亮。", "The screen is kept on.");
        public static readonly Text NotKept = new(
            "此浏览器不能保持屏幕常亮：请关闭电脑休眠，休眠过久会话即结束。",
            "This browser can't keep the screen on: switch sleep off, for a machine that sleeps long is signed out."
        );
        public static readonly Text EndedTitle = new("大屏已停止更新", "The wall has stopped");
        public static readonly Text EndedSince = new(
            "{0} 之后的预警没有显示（{1}）",
            "No alert since {0} is shown ({1})"
        );
        public static readonly Text EndedWhy = new(
            "会话已经结束，可能是电脑休眠过久，或在别处退出。预警没有丢失，重新登录后全部可见；在此之前请用其他方式值守。",
            "The session has ended: the machine slept for long, or you signed out elsewhere. No alert is lost, and all are here after signing in; until then keep watch by other means."
        );
        public static readonly Text EndedReturn = new("登录并回到大屏", "Sign in and return to the wall");
        public static readonly Text Ago = new("{0}前", "{0} ago");
    }

    public static class Spans
    {
        public static readonly Text Seconds = new("不到 1 分钟", "less than a minute");
        public static readonly Text Minutes = new("{0} 分钟", "{0} min");
        public static readonly Text WholeHours = new("{0} 小时", "{0} h");
        public static readonly Text WholeDays = new("{0} 天", "{0} d");
        public static readonly Text Hours = new("{0} 小时 {1} 分钟", "{0} h {1} min");
        public static readonly Text Days = new("{0} 天 {1} 小时", "{0} d {1} h");
    }
}
