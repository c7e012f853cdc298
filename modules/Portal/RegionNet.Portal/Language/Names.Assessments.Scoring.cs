using RegionNet.Portal.Assessments;

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

    public static readonly IReadOnlyDictionary<CellState, Text> CellStates = new Dictionary<CellState, Text>
    {
        [CellState.Empty] = new("未评", "Empty"),
        [CellState.Saved] = new("已保存", "Saved"),
        [CellState.Typed] = new("编辑中", "Typing"),
        [CellState.Saving] = new("正在保存", "Saving"),
        [CellState.Wrong] = new("有误", "Wrong"),
        [CellState.Stale] = new("需比较", "Compare"),
        [CellState.Waiting] = new("等待网络", "No network"),
        [CellState.Refused] = new("未保存", "Not saved"),
    };
}
