namespace RegionNet.Portal.Language;

/// <summary>The words for the codes of the API. A code that is not known is shown as it is.</summary>
public static class Names
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
