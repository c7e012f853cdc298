namespace RegionNet.Portal.Language;

public static partial class Names
{
    public static readonly IReadOnlyDictionary<string, Text> EvaluatorConflicts = new Dictionary<string, Text>
    {
        ["same-province"] = new("同省回避", "same province"),
        ["employer"] = new("所在单位即申报单位", "works for the filing body"),
        ["relation"] = new("利害关系", "relation"),
        ["past-cooperation"] = new("曾经合作", "past cooperation"),
    };

    public static readonly IReadOnlyDictionary<string, Text> EvaluatorRelationKinds = new Dictionary<string, Text>
    {
        ["relation"] = new("利害关系", "Relation"),
        ["past-cooperation"] = new("曾经合作", "Past cooperation"),
    };

    public static readonly IReadOnlyDictionary<string, Text> VoidKinds = new Dictionary<string, Text>
    {
        ["conflict"] = new("回避", "conflict"),
        ["decision"] = new("组织者决定", "organiser's decision"),
        ["not-locked"] = new("逾期未锁定", "not locked in time"),
    };

    public static readonly IReadOnlyDictionary<string, Text> ModerationKinds = new Dictionary<string, Text>
    {
        ["spread"] = new("分歧", "Spread"),
        ["appeal"] = new("申诉", "Appeal"),
    };

    public static readonly IReadOnlyDictionary<string, Text> CellStates = new Dictionary<string, Text>
    {
        ["empty"] = new("未评", "Empty"),
        ["saved"] = new("已保存", "Saved"),
        ["typed"] = new("编辑中", "Typing"),
        ["saving"] = new("正在保存", "Saving"),
        ["wrong"] = new("有误", "Wrong"),
        ["stale"] = new("需比较", "Compare"),
        ["waiting"] = new("等待网络", "No network"),
        ["refused"] = new("未保存", "Not saved"),
    };
}
