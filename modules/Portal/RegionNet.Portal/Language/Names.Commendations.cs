namespace RegionNet.Portal.Language;

public static partial class Names
{
    public static readonly IReadOnlyDictionary<string, Text> CommendationSystems = new Dictionary<string, Text>
    {
        ["ip-office"] = new("知识产权系统", "IP offices"),
        ["court"] = new("法院系统", "Courts"),
        ["procuratorate"] = new("检察系统", "Procuratorates"),
        ["police"] = new("公安系统", "Public security"),
    };

    public static readonly IReadOnlyDictionary<string, Text> NomineeCategories = new Dictionary<string, Text>
    {
        ["collective"] = new("集体", "Collective"),
        ["individual"] = new("个人", "Individual"),
    };

    public static readonly IReadOnlyDictionary<string, Text> NominationStates = new Dictionary<string, Text>
    {
        ["draft"] = new("草稿", "Draft"),
        ["nominated"] = new("已推荐", "Nominated"),
        ["unit-notice"] = new("单位公示", "Notice within the unit"),
        ["provincial-review"] = new("省级审核", "Provincial review"),
        ["eligibility-check"] = new("资格核查", "Eligibility check"),
        ["joint-review"] = new("联合评审", "Joint review"),
        ["selected"] = new("评审通过", "Selected"),
        ["public-notice"] = new("社会公示", "Public notice"),
        ["approved"] = new("已批准", "Approved"),
        ["announced"] = new("已通报", "Announced"),
        ["withdrawn"] = new("已撤回", "Withdrawn"),
        ["rejected"] = new("未通过", "Not approved"),
        ["revoked"] = new("已撤销", "Revoked"),
    };

    public static readonly IReadOnlyDictionary<string, Text> NoticeKinds = new Dictionary<string, Text>
    {
        ["unit"] = new("单位公示", "Notice within the unit"),
        ["public"] = new("社会公示", "Public notice"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ObjectionChannels = new Dictionary<string, Text>
    {
        ["web"] = new("网上", "On this site"),
        ["letter"] = new("来信", "Letter"),
        ["telephone"] = new("电话", "Telephone"),
        ["visit"] = new("来访", "In person"),
    };

    public static readonly IReadOnlyDictionary<string, Text> CertificateStatuses = new Dictionary<string, Text>
    {
        ["valid"] = new("证书有效", "The certificate is valid"),
        ["superseded"] = new(
            "证书已换发，此版本不再有效",
            "The certificate was issued anew; this version is no longer valid"
        ),
        ["revoked"] = new("表扬已撤销，证书无效", "The commendation was revoked; the certificate is void"),
        ["unknown"] = new("没有这个验证码，请核对后重试", "No certificate has this code; check it and try again"),
    };

    public static readonly IReadOnlyDictionary<string, Text> DocumentLanguages = new Dictionary<string, Text>
    {
        ["zh"] = new("中文", "Chinese"),
        ["en"] = new("英文", "English"),
    };
}
