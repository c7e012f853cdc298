namespace RegionNet.Portal.Language;

public static partial class Names
{
    public static readonly IReadOnlyDictionary<string, Text> ZoneStates = new Dictionary<string, Text>
    {
        ["applied"] = new("已申报", "Applied"),
        ["reviewed"] = new("已评审", "Reviewed"),
        ["public-notice"] = new("公示", "Public notice"),
        ["confirmed"] = new("已确认", "Confirmed"),
        ["building"] = new("建设中", "Building"),
        ["mid-term"] = new("中期评估", "Mid-term"),
        ["self-assessment"] = new("自评", "Self-assessment"),
        ["evidence-check"] = new("材料核查", "Evidence check"),
        ["scoring"] = new("专家评分", "Scoring"),
        ["reconciliation"] = new("分歧复核", "Reconciliation"),
        ["panel-opinion"] = new("评审意见", "Panel opinion"),
        ["notice"] = new("结果公示", "Notice of results"),
        ["recognised"] = new("通过验收", "Recognised"),
        ["extended"] = new("延期建设", "Extended"),
        ["not-recognised"] = new("未通过验收", "Not recognised"),
        ["in-force"] = new("有效期内", "In force"),
        ["re-review"] = new("复核", "Re-review"),
        ["renewed"] = new("续期", "Renewed"),
        ["revoked"] = new("撤销", "Revoked"),
    };

    public static readonly IReadOnlyDictionary<string, Text> RoundStages = new Dictionary<string, Text>
    {
        ["preparing"] = new("准备中", "Preparing"),
        ["self-assessment"] = new("自评", "Self-assessment"),
        ["evidence-check"] = new("材料核查", "Evidence check"),
        ["scoring"] = new("专家评分", "Scoring"),
        ["reconciliation"] = new("分歧复核", "Reconciliation"),
        ["panel-opinion"] = new("评审意见", "Panel opinion"),
        ["notice"] = new("结果公示", "Notice of results"),
        ["final"] = new("已结束", "Final"),
    };

    public static readonly IReadOnlyDictionary<string, Text> RoundPurposes = new Dictionary<string, Text>
    {
        ["acceptance"] = new("建设期满验收", "Acceptance after building"),
        ["re-review"] = new("有效期满复核", "Re-review before the title ends"),
    };

    public static readonly IReadOnlyDictionary<string, Text> RankingRules = new Dictionary<string, Text>
    {
        ["trimmed"] = new("去极值平均（正式规则）", "Trimmed mean (the official rule)"),
        ["raw"] = new("简单平均", "Raw mean"),
        ["z-score"] = new("标准分", "Z-score"),
        ["additive"] = new("宽严校正", "Severity correction"),
        ["robust"] = new("稳健宽严校正", "Robust severity correction"),
    };

    public static readonly IReadOnlyDictionary<string, Text> EvidenceStates = new Dictionary<string, Text>
    {
        ["open"] = new("待核查", "To be checked"),
        ["accepted"] = new("已采纳", "Accepted"),
        ["returned"] = new("已退回", "Returned"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ScanStates = new Dictionary<string, Text>
    {
        ["unscanned"] = new("未查毒", "Not scanned"),
        ["clean"] = new("已查毒", "Scanned"),
        ["infected"] = new("已隔离", "Kept apart"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ProposalStates = new Dictionary<string, Text>
    {
        ["proposed"] = new("待决定", "To be decided"),
        ["in-force"] = new("已生效", "In force"),
        ["approved"] = new("已同意", "Approved"),
        ["rejected"] = new("未同意", "Rejected"),
        ["upheld"] = new("成立", "Upheld"),
    };

    public static readonly IReadOnlyDictionary<string, Text> AdjustmentKinds = new Dictionary<string, Text>
    {
        ["bonus"] = new("加分", "Bonus"),
        ["deduction"] = new("扣分", "Deduction"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ZoneOutcomes = new Dictionary<string, Text>
    {
        ["recognised"] = new("通过验收", "Recognised"),
        ["extended"] = new("延期建设", "Extended"),
        ["not-recognised"] = new("未通过验收", "Not recognised"),
        ["renewed"] = new("续期", "Renewed"),
        ["revoked"] = new("撤销", "Revoked"),
    };
}
