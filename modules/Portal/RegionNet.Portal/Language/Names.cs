namespace RegionNet.Portal.Language;

/// <summary>The words for the codes of the API. A code that is not known is shown as it is.</summary>
public static partial class Names
{
    public static readonly IReadOnlyDictionary<string, Text> Modes = new Dictionary<string, Text>
    {
        ["point-to-point"] = new("点对点远程", "Point-to-point"),
        ["on-site"] = new("现场审理", "On site"),
        ["circuit"] = new("巡回审理", "Circuit"),
        ["internet"] = new("互联网审理", "Internet"),
        ["hybrid"] = new("线上线下结合", "Hybrid"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Classes = new Dictionary<string, Text>
    {
        ["oral-hearing"] = new("口头审理", "Oral hearing"),
        ["court"] = new("法院开庭", "Court hearing"),
        ["adjudication"] = new("行政裁决", "Administrative adjudication"),
        ["mediation"] = new("调解", "Mediation"),
        ["training"] = new("培训交流", "Training"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Devices = new Dictionary<string, Text>
    {
        ["hd-camera"] = new("高清摄像机", "HD camera"),
        ["microphone"] = new("麦克风", "Microphone"),
        ["object-camera"] = new("实物展台", "Object camera"),
        ["clerk-pc"] = new("书记员电脑", "Clerk's PC"),
        ["printer"] = new("打印机", "Printer"),
        ["evidence-display"] = new("证据展示屏", "Evidence display"),
        ["central-control"] = new("中控系统", "Central control"),
        ["recording"] = new("录音录像", "Recording"),
        ["video-link"] = new("视频连线", "Video link"),
    };

    public static readonly IReadOnlyDictionary<string, Text> DeviceStates = new Dictionary<string, Text>
    {
        ["in-service"] = new("可用", "In service"),
        ["out-of-service"] = new("停用", "Out of service"),
    };

    public static readonly IReadOnlyDictionary<string, Text> SessionStates = new Dictionary<string, Text>
    {
        ["held"] = new("暂留", "Held"),
        ["draft"] = new("草稿", "Draft"),
        ["waiting"] = new("候补", "Waiting"),
        ["submitted"] = new("待审核", "Submitted"),
        ["supplement"] = new("待补正", "To be supplemented"),
        ["approved"] = new("已批准", "Approved"),
        ["published"] = new("已公告", "Notice published"),
        ["in-session"] = new("开庭中", "In session"),
        ["ended"] = new("已闭庭", "Ended"),
        ["archived"] = new("已归档", "Archived"),
        ["rejected"] = new("未批准", "Rejected"),
        ["withdrawn"] = new("已撤回", "Withdrawn"),
        ["cancelled"] = new("已取消", "Cancelled"),
        ["no-show"] = new("未到庭", "No-show"),
    };

    /// <summary>Statuses by what they mean for the day's work; the keys of the inner lists are those of <see cref="SessionStates"/>.</summary>
    public static readonly IReadOnlyDictionary<string, Text> StatusGroups = new Dictionary<string, Text>
    {
        ["held,draft"] = new("准备中", "In preparation"),
        ["submitted,supplement"] = new("待审核", "Under review"),
        ["waiting"] = new("候补", "Waiting list"),
        ["approved,published,in-session"] = new("进行中", "Under way"),
        ["ended,archived,rejected,withdrawn,cancelled,no-show"] = new("已结束", "Over"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ClosedGrounds = new Dictionary<string, Text>
    {
        ["state-secrets"] = new("涉及国家秘密", "State secrets"),
        ["privacy"] = new("涉及个人隐私", "Privacy"),
        ["trade-secrets"] = new("涉及商业秘密（依申请）", "Trade secrets (on application)"),
        ["divorce"] = new("离婚案件（依申请）", "Divorce (on application)"),
    };

    public static readonly IReadOnlyDictionary<string, Text> PartyRoles = new Dictionary<string, Text>
    {
        ["plaintiff"] = new("原告", "Plaintiff"),
        ["defendant"] = new("被告", "Defendant"),
        ["applicant"] = new("申请人", "Applicant"),
        ["respondent"] = new("被申请人", "Respondent"),
        ["petitioner"] = new("请求人", "Petitioner"),
        ["patentee"] = new("专利权人", "Patentee"),
        ["third-party"] = new("第三人", "Third party"),
    };

    public static readonly IReadOnlyDictionary<string, Text> AssetKinds = new Dictionary<string, Text>
    {
        ["device"] = new("可移动设备", "Movable device"),
        ["video-bridge"] = new("视频会议桥", "Video bridge"),
        ["panel-member"] = new("合议庭成员", "Panel member"),
        ["assistant"] = new("助理", "Assistant"),
        ["interpreter"] = new("翻译", "Interpreter"),
        ["agent"] = new("代理人", "Agent"),
    };

    /// <summary>What was done to a session, for its history. A status stands for the step that led to it.</summary>
    public static readonly IReadOnlyDictionary<string, Text> Changes = new Dictionary<string, Text>
    {
        ["booked"] = new("预约", "Booked"),
        ["held"] = new("暂留", "Held"),
        ["hold-used"] = new("暂留转为预约", "Hold became a booking"),
        ["moved"] = new("改期", "Moved"),
        ["amended"] = new("修改", "Amended"),
        ["submitted"] = new("提交", "Submitted"),
        ["supplement"] = new("退回补正", "Sent back"),
        ["approved"] = new("批准", "Approved"),
        ["rejected"] = new("不予批准", "Rejected"),
        ["published"] = new("发布公告", "Notice published"),
        ["notice-at-risk"] = new("公告期限预警", "Notice at risk"),
        ["in-session"] = new("签到开庭", "Checked in"),
        ["ended"] = new("闭庭", "Ended"),
        ["archived"] = new("归档", "Archived"),
        ["withdrawn"] = new("撤回", "Withdrawn"),
        ["cancelled"] = new("取消", "Cancelled"),
        ["no-show"] = new("未到庭释放", "Released as no-show"),
        ["waiting"] = new("加入候补", "Joined the waiting list"),
        ["promoted"] = new("候补转正", "Promoted from the waiting list"),
        ["relocated"] = new("更换审理庭", "Relocated"),
        ["displaced"] = new("让位改期", "Moved for another session"),
    };

    /// <summary>What changes sessions when nobody does.</summary>
    public static readonly IReadOnlyDictionary<string, Text> Workers = new Dictionary<string, Text>
    {
        ["hearings.waiting-list"] = new("系统（候补）", "System (waiting list)"),
        ["hearings.no-shows"] = new("系统（签到）", "System (check-in)"),
        ["hearings.notice-publisher"] = new("系统（公告）", "System (notices)"),
        ["hearings.expired-holds"] = new("系统（暂留）", "System (holds)"),
    };

    /// <summary>Why they do: the service keeps it in one language.</summary>
    public static readonly IReadOnlyDictionary<string, Text> WorkerReasons = new Dictionary<string, Text>
    {
        ["hearings.waiting-list"] = new("候补期间未能腾出时段", "No slot came free while it waited"),
        ["hearings.no-shows"] = new("开庭后未按时签到", "Nobody checked in in time"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ImportActions = new Dictionary<string, Text>
    {
        ["added"] = new("新增", "Added"),
        ["changed"] = new("更新", "Changed"),
        ["unchanged"] = new("无变化", "Unchanged"),
    };

    public static readonly IReadOnlyDictionary<string, Text> EventKinds = new Dictionary<string, Text>
    {
        ["hearings.session-booked.v1"] = new("庭审预约", "Session booked"),
        ["hearings.session-cancelled.v1"] = new("庭审取消或撤回", "Session cancelled or withdrawn"),
        ["hearings.session-moved.v1"] = new("庭审改期", "Session moved"),
        ["hearings.session-progressed.v1"] = new("庭审状态变更", "Session progressed"),
        ["hearings.session-promoted.v1"] = new("候补转正", "Promoted from the waiting list"),
        ["hearings.notice-at-risk.v1"] = new("公告期限预警", "Notice at risk"),
    };

    public static readonly IReadOnlyDictionary<string, Text> FeedScopes = new Dictionary<string, Text>
    {
        ["mine"] = new("本单位预约的庭审", "Sessions we booked"),
        ["centre"] = new("本中心审理庭的庭审", "Sessions in our rooms"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ReportKinds = new Dictionary<string, Text>
    {
        ["centre"] = new("中心", "Centre"),
        ["zone"] = new("合作区域", "Zone"),
        ["guest"] = new("使用单位", "Guest"),
        ["device"] = new("设备", "Device"),
    };

    public static readonly IReadOnlyDictionary<string, Text> DeliveryStates = new Dictionary<string, Text>
    {
        ["pending"] = new("待推送", "Pending"),
        ["delivered"] = new("已送达", "Delivered"),
        ["dead"] = new("推送失败", "Given up"),
    };

    /// <summary>Fields of a session, for its history; one that is not here is not told.</summary>
    public static readonly IReadOnlyDictionary<string, Text> Fields = new Dictionary<string, Text>
    {
        ["title"] = new("名称", "Title"),
        ["caseNumber"] = new("案号", "Case number"),
        ["mergedCases"] = new("合并审理案件", "Merged cases"),
        ["closed"] = new("公开情况", "Public or closed"),
        ["from"] = new("开始", "From"),
        ["to"] = new("结束", "To"),
        ["rooms"] = new("审理庭", "Rooms"),
        ["resources"] = new("设备与人员", "Devices and people"),
        ["statutoryDeadline"] = new("法定审限", "Statutory deadline"),
        ["needs"] = new("审理需求", "Needs"),
        ["parties"] = new("当事人", "Parties"),
        ["observers"] = new("旁听人员", "Observers"),
    };

    public static readonly IReadOnlyDictionary<string, Text> AlternativeKinds = new Dictionary<string, Text>
    {
        ["other-time"] = new("相同审理庭，其他时间", "Same rooms, another time"),
        ["other-room"] = new("同一中心的其他审理庭", "Another room of the same centre"),
        ["other-centre"] = new("同一合作区域的其他中心", "Another centre of the zone"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Decisions = new Dictionary<string, Text>
    {
        ["approved"] = new("批准", "Approved"),
        ["supplement"] = new("退回补正", "Sent back"),
        ["rejected"] = new("不予批准", "Rejected"),
    };

    public static readonly IReadOnlyDictionary<string, Text> DisplacementStates = new Dictionary<string, Text>
    {
        ["proposed"] = new("待批准", "To be decided"),
        ["approved"] = new("已批准", "Approved"),
        ["rejected"] = new("已否决", "Rejected"),
        ["lapsed"] = new("已失效", "Lapsed"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Visibilities = new Dictionary<string, Text>
    {
        ["busy"] = new("只显示占用", "Only that it is in use"),
        ["case-number"] = new("显示案号", "The case number"),
        ["full"] = new("显示名称和案号", "Title and case number"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Periods = new Dictionary<string, Text>
    {
        ["week"] = new("每周", "A week"),
        ["month"] = new("每月", "A month"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Frequencies = new Dictionary<string, Text>
    {
        ["daily"] = new("每天", "Daily"),
        ["weekly"] = new("每周", "Weekly"),
        ["monthly"] = new("每月同一日", "Monthly on the same day"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ConflictRules = new Dictionary<string, Text>
    {
        ["all-or-nothing"] = new("全部预约，有一场冲突则都不预约", "All or nothing"),
        ["skip"] = new("跳过冲突的，预约其余", "Leave out what can't be had"),
    };

    /// <summary>Parts of a day that a search looks at.</summary>
    public static readonly IReadOnlyDictionary<string, Text> DayParts = new Dictionary<string, Text>
    {
        ["any"] = new("上午或下午", "Morning or afternoon"),
        ["morning"] = new("上午", "Morning"),
        ["afternoon"] = new("下午", "Afternoon"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Weekdays = new Dictionary<string, Text>
    {
        ["1"] = new("周一", "Monday"),
        ["2"] = new("周二", "Tuesday"),
        ["3"] = new("周三", "Wednesday"),
        ["4"] = new("周四", "Thursday"),
        ["5"] = new("周五", "Friday"),
        ["6"] = new("周六", "Saturday"),
        ["7"] = new("周日", "Sunday"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Levels = new Dictionary<string, Text>
    {
        ["extreme"] = new("红色", "Red"),
        ["severe"] = new("橙色", "Orange"),
        ["moderate"] = new("黄色", "Yellow"),
        ["minor"] = new("蓝色", "Blue"),
    };

    public static readonly IReadOnlyDictionary<string, Text> OrganisationKinds = new Dictionary<string, Text>
    {
        ["court"] = new("法院", "Court"),
        ["ip-office"] = new("知识产权局", "IP office"),
        ["protection-centre"] = new("知识产权保护中心", "IP protection centre"),
        ["rapid-centre"] = new("快速维权中心", "Rapid rights-protection centre"),
    };

    public static readonly IReadOnlyDictionary<string, Text> PlaceLevels = new Dictionary<string, Text>
    {
        ["province"] = new("省级", "Province"),
        ["city"] = new("地级", "City"),
        ["prefecture"] = new("地级", "Prefecture"),
        ["county"] = new("县级", "County"),
        ["district"] = new("区县", "District"),
        ["sar"] = new("特别行政区", "Special administrative region"),
    };

    public static readonly IReadOnlyDictionary<string, Text> MemberRoles = new Dictionary<string, Text>
    {
        ["full"] = new("正式成员", "Full member"),
        ["extended"] = new("扩展成员", "Extended member"),
        ["partial"] = new("部分纳入", "Partly included"),
        ["signatory"] = new("签署方", "Signatory"),
        ["extent"] = new("规划范围", "Planning area"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Confidence = new Dictionary<string, Text>
    {
        ["high"] = new("高", "High"),
        ["high (exclusions medium)"] = new("高（除外范围：中）", "High (exclusions: medium)"),
        ["medium-high"] = new("较高", "Fairly high"),
        ["medium"] = new("中", "Medium"),
        ["low"] = new("低", "Low"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Roles = new Dictionary<string, Text>
    {
        ["centre-clerk"] = new("中心经办人", "Centre clerk"),
        ["room-manager"] = new("审理庭管理员", "Room manager"),
        ["centre-director"] = new("保护中心负责人", "Centre director"),
        ["court-clerk"] = new("书记员", "Court clerk"),
        ["zone-coordinator"] = new("区域协调员", "Zone coordinator"),
        ["national-coordinator"] = new("全国协调员", "National coordinator"),
        ["evaluator"] = new("评估专家", "Evaluator"),
        ["assessment-organiser"] = new("评估组织者", "Assessment organiser"),
        ["demonstration-zone-officer"] = new("示范区申报人员", "Demonstration zone officer"),
        ["discipline-officer"] = new("联合惩戒经办人", "Discipline officer"),
        ["discipline-reviewer"] = new("联合惩戒审核人", "Discipline reviewer"),
        ["system-administrator"] = new("系统管理员", "System administrator"),
        ["security-administrator"] = new("安全管理员", "Security administrator"),
        ["audit-administrator"] = new("审计管理员", "Audit administrator"),
    };

    public static readonly IReadOnlyDictionary<string, Text> Modules = new Dictionary<string, Text>
    {
        ["access"] = new("账户与权限", "Access"),
        ["zones"] = new("合作区域", "Zones"),
        ["hearings"] = new("庭审", "Hearings"),
        ["alerts"] = new("预警", "Alerts"),
        ["discipline"] = new("联合惩戒", "Discipline"),
        ["commendations"] = new("通报表扬", "Commendations"),
    };

    /// <summary>Short names of the zones of the reference data, for labels where the full one has no room.</summary>
    public static readonly IReadOnlyDictionary<string, Text> ZoneCodes = new Dictionary<string, Text>
    {
        ["BHR"] = new("环渤海", "Bohai Rim"),
        ["YRD"] = new("长三角", "Yangtze River Delta"),
        ["PRD"] = new("珠三角", "Pearl River Delta"),
        ["PPRD"] = new("泛珠三角", "Pan-PRD"),
        ["CYDC"] = new("成渝", "Chengdu-Chongqing"),
        ["HX"] = new("海西", "Haixi"),
        ["GBA"] = new("粤港澳大湾区", "Greater Bay Area"),
        ["JJJ"] = new("京津冀", "Beijing-Tianjin-Hebei"),
        ["P12"] = new("十二省市", "Twelve provinces"),
    };

    public static string Of(IReadOnlyDictionary<string, Text> names, string? code) =>
        code is not null && names.TryGetValue(code, out var name) ? name : code ?? "";
}
