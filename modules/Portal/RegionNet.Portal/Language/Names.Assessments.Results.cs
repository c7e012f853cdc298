namespace RegionNet.Portal.Language;

public static partial class Names
{
    public static readonly IReadOnlyDictionary<string, Text> RankingMethods = new Dictionary<string, Text>
    {
        ["trimmed"] = new("去极值均值", "Trimmed mean"),
        ["raw"] = new("原始均值", "Raw mean"),
        ["z-score"] = new("标准分", "z-score"),
        ["additive"] = new("宽严修正", "Severity corrected"),
        ["robust"] = new("稳健修正", "Robust correction"),
    };

    public static readonly IReadOnlyDictionary<string, Text> IndicatorMethods = new Dictionary<string, Text>
    {
        ["linear"] = new("线性", "Linear"),
        ["step"] = new("分档", "Steps"),
        ["deduct"] = new("扣分", "Deduction"),
        ["expert_panel"] = new("专家评分", "Expert panel"),
    };
}
