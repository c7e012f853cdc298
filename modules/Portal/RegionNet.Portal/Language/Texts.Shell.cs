namespace RegionNet.Portal.Language;

/// <summary>
/// Every sentence of the portal, Chinese and English side by side. Terms follow the official documents (联络机构, 联络员, 口头审理,
/// 审理庭, 预警); a unit test reads all of it.
/// </summary>
public static partial class Texts
{
    public static class Shell
    {
        public static readonly Text Product = new("区域知识产权保护协作网", "Regional IP Protection Network");
        public static readonly Text Skip = new("跳到正文", "Skip to content");
        public static readonly Text Navigation = new("主导航", "Main navigation");
        public static readonly Text Menu = new("菜单", "Menu");
        public static readonly Text SignIn = new("登录", "Sign in");
        public static readonly Text SignOut = new("退出登录", "Sign out");
        public static readonly Text Account = new("账户与安全", "Account and security");
        public static readonly Text OtherLanguage = new("English", "中文");
        public static readonly Text SwitchTitle = new("切换语言", "Change the language");
        public static readonly Text SwitchLead = new(
            "切换语言会重新打开本页，已填写而尚未提交的内容将丢失。",
            "The page is opened anew in the other language: what you have filled in and not sent is lost."
        );
        public static readonly Text SwitchAnyway = new("仍要切换", "Change anyway");
        public static readonly Text SwitchLanguage = new("Switch to English", "切换到中文");
        public static readonly Text Starting = new("正在打开…", "Opening…");
        public static readonly Text SectionWork = new("业务", "Work");
        public static readonly Text SectionDiscipline = new("联合惩戒", "Discipline");
        public static readonly Text SectionDirectory = new("名录", "Directory");
        public static readonly Text SectionAdministration = new("管理", "Administration");
        public static readonly Text NotFound = new("没有这个页面", "There is no such page");
        public static readonly Text NotFoundDetail = new(
            "地址可能有误，或者页面已经移走。",
            "The address may be mistyped, or the page has moved."
        );
        public static readonly Text Home = new("返回首页", "Go to the start page");
        public static readonly Text NotAllowed = new("您的角色不能打开此页面", "Your roles do not open this page");
        public static readonly Text NotAllowedDetail = new(
            "如需使用，请联系本单位的安全管理员授予相应角色。",
            "If you need it, ask your security administrator for the role."
        );
        public static readonly Text HolidaysEnd = new(
            "节假日安排只录到 {0}，超出该日的期限无法计算，相关操作会被拒绝。请把国务院办公厅关于 {1} 年节假日安排的通知写入 WorkingDays__File 所指的文件，并重启各服务（见 docs/operations.md 的 The holiday calendar 一节）。",
            "The holiday calendar ends on {0}; deadlines that run beyond it are refused. Write the State Council's notice on the holidays of {1} into the file that WorkingDays__File names and restart the services (docs/operations.md, The holiday calendar)."
        );
        public static readonly Text Broken = new("页面出现错误", "Something on this page failed");
        public static readonly Text BrokenDetail = new(
            "已提交的内容不受影响。可以重试，或回到其他页面继续工作。",
            "What you have submitted is not affected. Try again, or go on with another page."
        );
        public static readonly Text StartFailed = new("暂时无法打开系统", "The system can't be opened just now");
    }

    public static class Landing
    {
        public static readonly Text Title = new(
            "跨区域协同保护，同一张工作台",
            "One desk for protection across regions"
        );
        public static readonly Text First = new(
            "法院、知识产权局、知识产权保护中心和快速维权中心在这里共用审理庭，一次预约多地、多庭的远程视频审理，不会重复占用。",
            "Courts, IP offices, protection centres and rapid rights-protection centres share their hearing rooms here: one booking takes rooms in several cities at once, and no room is ever taken twice."
        );
        public static readonly Text Second = new(
            "涉及本合作区域的事项即时预警，谁在何时查看均有记录。",
            "Whatever touches your cooperation zone reaches you as a live alert, with a record of who saw it and when."
        );
        public static readonly Text Basis = new(
            "依据：最高人民法院、国家知识产权局《关于强化知识产权协同保护的意见》（国知发保字〔2023〕3号）",
            "Basis: Opinions of the Supreme People's Court and CNIPA on strengthening collaborative IP protection (国知发保字〔2023〕3号)"
        );
        public static readonly Text EndedTitle = new("您已退出", "You are signed out");
        public static readonly Text EndedDetail = new(
            "会话已经结束，可能是长时间没有操作，或在别处退出。重新登录后将回到刚才的页面。",
            "Your session has ended: it was idle for long, or you signed out elsewhere. After signing in you return to this page."
        );
        public static readonly Text Return = new("登录并返回此页", "Sign in and return here");
    }

    public static class Nav
    {
        public static readonly Text Board = new("审理庭看板", "Room board");
        public static readonly Text Sessions = new("我的庭审", "My sessions");
        public static readonly Text Alerts = new("预警", "Alerts");
        public static readonly Text AlertSettings = new("预警设置", "Alert settings");
        public static readonly Text Deliveries = new("投递记录", "Deliveries");
        public static readonly Text DisciplineCases = new("惩戒案件", "Discipline cases");
        public static readonly Text DisciplineLists = new("失信名单", "Lists");
        public static readonly Text DisciplineRules = new("依据与期限", "Rules and periods");
        public static readonly Text Zones = new("合作区域", "Cooperation zones");
        public static readonly Text Organisations = new("机构", "Organisations");
        public static readonly Text Rooms = new("审理庭管理", "Hearing rooms");
        public static readonly Text People = new("人员与权限", "People and roles");
        public static readonly Text Audit = new("审计日志", "Audit log");
    }

    public static class Connection
    {
        public static readonly Text Live = new("实时连接", "Live");
        public static readonly Text Connecting = new("正在连接", "Connecting");
        public static readonly Text ConnectingHint = new("正在建立实时连接。", "The live connection is being made.");
        public static readonly Text Reconnecting = new("正在重新连接", "Reconnecting");
        public static readonly Text CatchingUp = new("正在补齐", "Catching up");
        public static readonly Text Polling = new("定时查询", "Polling");
        public static readonly Text Offline = new("已断开", "Offline");
        public static readonly Text LiveHint = new("预警即时送达。", "Alerts arrive at once.");
        public static readonly Text ReconnectingHint = new(
            "连接中断，正在恢复；不会遗漏预警。",
            "The connection broke and is being restored; no alert is lost."
        );
        public static readonly Text CatchingUpHint = new(
            "正在读取中断期间的预警。",
            "Alerts of the meantime are being read."
        );
        public static readonly Text PollingHint = new(
            "本网络不支持实时连接，改为定时查询，预警可能晚到几秒。",
            "This network lets no live connection through; the service is asked instead, and alerts may come some seconds late."
        );
        public static readonly Text OfflineHint = new(
            "网络或服务不可用，屏幕上的内容可能已经过时。恢复后会补齐期间的预警。",
            "The network or the service is away; what is on the screen may be old. Alerts of the meantime follow when it is back."
        );
        public static readonly Text Since = new("自 {0}", "since {0}");
        public static readonly Text Heard = new("最近确认 {0}", "last confirmed {0}");
        public static readonly Text TryNow = new("立即重试", "Try now");
        public static readonly Text TooMany = new(
            "您打开的窗口过多，本窗口暂不能实时接收。请关闭不用的窗口。",
            "You have too many windows open for this one to receive live. Close those you do not use."
        );
    }

    public static class Problems
    {
        public static readonly Text Unreachable = new("无法连接到服务", "The service can't be reached");
        public static readonly Text UnreachableDetail = new(
            "请检查网络，然后重试。",
            "Check your network, then try again."
        );
        public static readonly Text Unexpected = new("服务返回了意外的结果", "The service gave an unexpected answer");
        public static readonly Text UnexpectedDetail = new(
            "状态码 {0}。请稍后重试。",
            "Status {0}. Please try again later."
        );
        public static readonly Text Retry = new("重试", "Try again");
        public static readonly Text Code = new("错误代码", "Code");
        public static readonly Text Trace = new("追踪编号", "Trace id");
        public static readonly Text Copy = new("复制", "Copy");
        public static readonly Text Copied = new("已复制", "Copied");
        public static readonly Text Title = new("操作未完成", "That did not work");
    }

    public static class Common
    {
        public static readonly Text Close = new("关闭", "Close");
        public static readonly Text Cancel = new("取消", "Cancel");
        public static readonly Text Save = new("保存", "Save");
        public static readonly Text Add = new("添加", "Add");
        public static readonly Text Remove = new("移除", "Remove");
        public static readonly Text Details = new("详情", "Details");
        public static readonly Text Search = new("搜索", "Search");
        public static readonly Text LoadMore = new("加载更多", "Load more");
        public static readonly Text ExportedPart = new(
            "已导出前 {0} 条；请缩小筛选范围后导出其余部分。",
            "The first {0} rows were exported. Narrow the filter to export the rest."
        );
        public static readonly Text SortUp = new("按此列升序排列", "Sort by this column, ascending");
        public static readonly Text SortDown = new("按此列降序排列", "Sort by this column, descending");
        public static readonly Text ShowNewestFirst = new("改为最新在前", "Show the newest first");
        public static readonly Text ShowOldestFirst = new("改为最早在前", "Show the oldest first");
        public static readonly Text Loading = new("正在加载…", "Loading…");
        public static readonly Text Shown = new("已显示 {0} 条", "{0} shown");
        public static readonly Text All = new("全部", "All");
        public static readonly Text Required = new("请填写此项", "Please fill this in");
        public static readonly Text TooShort = new("至少 {0} 个字", "At least {0} characters");
        public static readonly Text Sample = new("样例", "Sample");
        public static readonly Text SampleHint = new(
            "演示用样例，并非真实审理庭",
            "Sample data for demonstration, not a real room"
        );
        public static readonly Text Source = new("来源", "Source");
        public static readonly Text Confidence = new("可信度", "Confidence");
        public static readonly Text None = new("无", "None");
        public static readonly Text From = new("自", "From");
        public static readonly Text To = new("至", "To");
        public static readonly Text OpenEnded = new("至今", "to date");
        public static readonly Text NoDay = new("未选择", "Not set");
        public static readonly Text Reason = new("理由", "Reason");
        public static readonly Text Back = new("返回", "Back");
        public static readonly Text Filters = new("筛选", "Filters");
        public static readonly Text ClearFilters = new("清除筛选", "Clear filters");
        public static readonly Text Optional = new("选填", "optional");
        public static readonly Text Working = new("正在提交…", "Submitting…");
    }
}
