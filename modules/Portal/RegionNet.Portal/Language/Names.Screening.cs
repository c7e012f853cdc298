namespace RegionNet.Portal.Language;

public static partial class Names
{
    /// <summary>What a screening found, said so that the colour is not needed.</summary>
    public static readonly IReadOnlyDictionary<string, Text> HitClasses = new Dictionary<string, Text>
    {
        ["match"] = new("命中", "Match"),
        ["strong"] = new("高度疑似", "Strong candidate"),
        ["possible"] = new("可能", "Possible candidate"),
        ["begins"] = new("以此开头", "Begins so"),
        ["contradicted"] = new("代码不符", "Code differs"),
        ["clear"] = new("未命中", "Clear"),
        ["at-rest"] = new("已认定误报", "False positive"),
    };

    /// <summary>What each of them means for who screens.</summary>
    public static readonly IReadOnlyDictionary<string, Text> HitMeanings = new Dictionary<string, Text>
    {
        ["match"] = new(
            "代码或证件号码相同，即为同一主体。",
            "The code or the ID is the same: this is the same party."
        ),
        ["strong"] = new(
            "名称高度接近，须由人确认；仅凭名称不能认定。",
            "The name is very near. A person has to confirm it; a name alone decides nothing."
        ),
        ["possible"] = new("名称有相近之处，须由人核对。", "The name is somewhat near. A person has to check it."),
        ["begins"] = new(
            "名称以所输入的文字开头；输入完整名称后再作判断。",
            "The name begins with what was typed; type it in full before judging."
        ),
        ["contradicted"] = new(
            "名称相近，但双方统一社会信用代码不同，按不同主体处理。",
            "The names are near, but the credit codes differ: two parties."
        ),
    };

    public static readonly IReadOnlyDictionary<string, Text> ScorePieces = new Dictionary<string, Text>
    {
        ["core"] = new("字号", "Core name"),
        ["region"] = new("地区", "Region"),
        ["form"] = new("组织形式", "Legal form"),
        ["pinyin"] = new("读音", "Sound"),
        ["identifier"] = new("信用代码", "Credit code"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ScoreFindings = new Dictionary<string, Text>
    {
        ["same"] = new("相同", "the same"),
        ["slips"] = new("个别字不同、缺字或换位", "some characters differ, lack or are swapped"),
        ["sounds-alike"] = new("读音相同", "sounds the same"),
        ["within"] = new("一地包含另一地", "one place lies in the other"),
        ["missing"] = new("有一方未写", "not given on one side"),
        ["slip"] = new("地区有一字不同", "the region differs by one character"),
        ["differs"] = new("不同", "differs"),
        ["same-kind"] = new("同类形式", "the same kind"),
        ["contradicts"] = new("不同，得分受限", "differs, which caps the score"),
    };

    public static readonly IReadOnlyDictionary<string, Text> FalsePositiveStates = new Dictionary<string, Text>
    {
        ["stands"] = new("有效", "Stands"),
        ["expired"] = new("已到期", "Expired"),
        ["reopened"] = new("已重新开启", "Opened again"),
        ["withdrawn"] = new("已撤回", "Withdrawn"),
    };

    /// <summary>What opened a decision again.</summary>
    public static readonly IReadOnlyDictionary<string, Text> Reopened = new Dictionary<string, Text>
    {
        ["asked-name"] = new("被查主体的名称已变", "the name asked for is another one now"),
        ["asked-code"] = new("被查主体的代码已变", "the code asked for is another one now"),
        ["listed-name"] = new("列入主体已更名", "the listed party has a new name"),
        ["listed-code"] = new("列入主体的代码已变", "the listed party's code has changed"),
        ["listed-entries"] = new("列入主体的名单条目有变", "the listed party's entries have changed"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ListChanges = new Dictionary<string, Text>
    {
        ["present"] = new("关注时已在名单", "Listed when the watch began"),
        ["published"] = new("列入公示", "Published"),
        ["repaired"] = new("已修复", "Repaired"),
        ["revoked"] = new("已撤销", "Revoked"),
        ["reinstated"] = new("恢复列入", "Reinstated"),
        ["stayed"] = new("停止执行", "Stayed"),
    };

    /// <summary>Columns of a sheet of parties, as its errors name them.</summary>
    public static readonly IReadOnlyDictionary<string, Text> SheetFields = new Dictionary<string, Text>
    {
        ["name"] = new("名称", "Name"),
        ["code"] = new("统一社会信用代码", "Credit code"),
        ["residentId"] = new("公民身份号码", "Resident ID"),
    };

    public static readonly IReadOnlyDictionary<string, Text> SubscriberKinds = new Dictionary<string, Text>
    {
        ["organisation"] = new("单位", "Organisation"),
        ["zone"] = new("合作区域", "Cooperation zone"),
        ["machine-client"] = new("机器客户端", "Machine client"),
    };

    public static readonly IReadOnlyDictionary<string, Text> SharingRoads = new Dictionary<string, Text>
    {
        ["pull"] = new("对方读取", "It asks"),
        ["push"] = new("推送", "Pushed"),
        ["file"] = new("文件交换", "By file"),
    };

    public static readonly IReadOnlyDictionary<string, Text> SubscriptionStates = new Dictionary<string, Text>
    {
        ["active"] = new("有效", "Active"),
        ["to-come"] = new("未开始", "To come"),
        ["expired"] = new("已到期", "Expired"),
        ["ended"] = new("已终止", "Ended"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ClearanceStates = new Dictionary<string, Text>
    {
        ["cleared"] = new("已确认", "Confirmed"),
        ["not-cleared"] = new("尚未确认", "Not confirmed yet"),
        ["grant-ended"] = new("授权终止前未确认", "Its grant ended before it confirmed"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ProvinceTaskStates = new Dictionary<string, Text>
    {
        ["to-push"] = new("待推送", "To be pushed"),
        ["pushed"] = new("已推送，待公示", "Pushed, to be published"),
        ["published"] = new("登记地已公示", "Published there"),
        ["returned"] = new("已退回", "Returned"),
        ["withdrawn"] = new("已撤回", "Withdrawn"),
        ["retracting"] = new("待停止公示", "To be taken down"),
        ["cleared"] = new("已停止公示", "Taken down"),
    };

    /// <summary>What a move is called on its button, by the state it leads to.</summary>
    public static readonly IReadOnlyDictionary<string, Text> ProvinceMoves = new Dictionary<string, Text>
    {
        ["pushed"] = new("推送", "Push"),
        ["published"] = new("登记公示", "Record the publication"),
        ["returned"] = new("退回", "Return"),
        ["cleared"] = new("登记停止公示", "Record the removal"),
    };

    public static readonly IReadOnlyDictionary<string, Text> FilingKinds = new Dictionary<string, Text>
    {
        ["patent-invention"] = new("发明", "Invention"),
        ["utility-model"] = new("实用新型", "Utility model"),
        ["design"] = new("外观设计", "Design"),
        ["trademark"] = new("商标", "Trademark"),
    };

    public static readonly IReadOnlyDictionary<string, Text> FilingSuspicions = new Dictionary<string, Text>
    {
        ["abnormal"] = new("非正常申请", "Abnormal"),
        ["bad-faith"] = new("恶意申请", "Bad faith"),
    };

    public static readonly IReadOnlyDictionary<string, Text> FilerRoles = new Dictionary<string, Text>
    {
        ["applicant"] = new("申请人", "Applicant"),
        ["agent"] = new("代理机构", "Agent"),
    };

    /// <summary>Provinces by GB/T 2260.</summary>
    public static readonly IReadOnlyDictionary<string, Text> Provinces = new Dictionary<string, Text>
    {
        ["110000"] = new("北京市", "Beijing"),
        ["120000"] = new("天津市", "Tianjin"),
        ["130000"] = new("河北省", "Hebei"),
        ["140000"] = new("山西省", "Shanxi"),
        ["150000"] = new("内蒙古自治区", "Inner Mongolia"),
        ["210000"] = new("辽宁省", "Liaoning"),
        ["220000"] = new("吉林省", "Jilin"),
        ["230000"] = new("黑龙江省", "Heilongjiang"),
        ["310000"] = new("上海市", "Shanghai"),
        ["320000"] = new("江苏省", "Jiangsu"),
        ["330000"] = new("浙江省", "Zhejiang"),
        ["340000"] = new("安徽省", "Anhui"),
        ["350000"] = new("福建省", "Fujian"),
        ["360000"] = new("江西省", "Jiangxi"),
        ["370000"] = new("山东省", "Shandong"),
        ["410000"] = new("河南省", "Henan"),
        ["420000"] = new("湖北省", "Hubei"),
        ["430000"] = new("湖南省", "Hunan"),
        ["440000"] = new("广东省", "Guangdong"),
        ["450000"] = new("广西壮族自治区", "Guangxi"),
        ["460000"] = new("海南省", "Hainan"),
        ["500000"] = new("重庆市", "Chongqing"),
        ["510000"] = new("四川省", "Sichuan"),
        ["520000"] = new("贵州省", "Guizhou"),
        ["530000"] = new("云南省", "Yunnan"),
        ["540000"] = new("西藏自治区", "Xizang"),
        ["610000"] = new("陕西省", "Shaanxi"),
        ["620000"] = new("甘肃省", "Gansu"),
        ["630000"] = new("青海省", "Qinghai"),
        ["640000"] = new("宁夏回族自治区", "Ningxia"),
        ["650000"] = new("新疆维吾尔自治区", "Xinjiang"),
        ["710000"] = new("台湾省", "Taiwan"),
        ["810000"] = new("香港特别行政区", "Hong Kong"),
        ["820000"] = new("澳门特别行政区", "Macao"),
    };

    /// <summary>The province that a division lies in, and the division's code.</summary>
    public static string OfPlace(string? code) =>
        code is { Length: 6 }
            ? $"{Of(Provinces, $"{code[..2]}0000")}{(code.EndsWith("0000", StringComparison.Ordinal) ? "" : $" · {code}")}"
            : "";
}
