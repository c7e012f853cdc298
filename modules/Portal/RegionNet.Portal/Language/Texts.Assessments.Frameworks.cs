namespace RegionNet.Portal.Language;

public static partial class Texts
{
    public static class Frameworks
    {
        public static readonly Text Title = new("评估指标体系", "Frameworks of indicators");
        public static readonly Text Lead = new(
            "示范区评估所依据的指标树。任何修改都是新版本；评估启动后该版本即被冻结。",
            "Trees of indicators by which demonstration zones are assessed. Whatever changes is a new version; a version that a round uses is frozen."
        );
        public static readonly Text Proposal = new("建议稿，非官方公布", "A proposal, no official table");
        public static readonly Text Official = new("官方公布", "Official");
        public static readonly Text Frozen = new("已冻结", "Frozen");
        public static readonly Text NotFrozen = new("未使用", "Not used yet");
        public static readonly Text Version = new("第 {0} 版", "Version {0}");
        public static readonly Text Import = new("导入", "Import");
        public static readonly Text Empty = new("没有指标体系", "No frameworks");
        public static readonly Text Name = new("名称", "Name");
        public static readonly Text State = new("状态", "State");
        public static readonly Text Changed = new("建立", "Made");
        public static readonly Text Hash = new("内容校验值（SHA-256）", "Hash of the content (SHA-256)");
        public static readonly Text Source = new("来源", "Source");
        public static readonly Text Download = new("下载 XLSX", "Download XLSX");
        public static readonly Text Json = new("下载 JSON", "Download JSON");
        public static readonly Text Rules = new("计分规则", "Rules");
        public static readonly Text Bonus = new("加分上限", "Bonus at most");
        public static readonly Text Deduction = new("扣分上限", "Deduction at most");
        public static readonly Text DropFrom = new("去掉一个最高分和一个最低分", "Highest and lowest dropped");
        public static readonly Text FromMarks = new("{0} 份评分起", "from {0} marks");
        public static readonly Text FewestMarks = new("有效评分下限", "Marks needed");
        public static readonly Text SpreadLimit = new("单项极差上限", "Range in one cell");
        public static readonly Text Grades = new("等次", "Grades");
        public static readonly Text GradeFrom = new("{0} 分起", "from {0}");
        public static readonly Text Vetoes = new("一票否决", "Vetoes");
        public static readonly Text Tree = new("指标树", "Tree");
        public static readonly Text Indicator = new("指标", "Indicator");
        public static readonly Text Weight = new("权重", "Weight");
        public static readonly Text Points = new("{0} 分", "{0} points");
        public static readonly Text Percent = new("{0}%", "{0} %");
        public static readonly Text Method = new("计分方法", "Method");
        public static readonly Text Evidence = new("证据材料", "Evidence");
        public static readonly Text FloorTarget = new("底线 {0}，目标 {1}", "floor {0}, target {1}");
        public static readonly Text Steps = new("{0} 起得 {1}", "from {0}: {1}");
        public static readonly Text PerEvent = new("每次扣 {0}", "{0} off an event");
        public static readonly Text ImportTitle = new("导入指标体系", "Import a framework");
        public static readonly Text ImportLead = new(
            "先试读，列出全部问题；确认后存为该编号的下一版本。",
            "The file is read first and all that is wrong is named; what you then confirm becomes the next version of its code."
        );
        public static readonly Text File = new("选择文件", "Choose a file");
        public static readonly Text FileHint = new(
            "XLSX、CSV 或 JSON，格式与下载的文件相同，不超过 1 MB。",
            "XLSX, CSV or JSON as it is downloaded here, at most 1 MB."
        );
        public static readonly Text TooLarge = new("文件不得超过 1 MB", "A file has at most 1 MB");
        public static readonly Text HasErrors = new("有 {0} 处错误", "Errors: {0}");
        public static readonly Text Reads = new("{0}：{1} 项指标，没有错误。", "{0}: {1} indicators, no error.");
        public static readonly Text Apply = new("存为新版本", "Keep as a new version");
        public static readonly Text Kept = new("已存为第 {0} 版", "Kept as version {0}");
        public static readonly Text Place = new("位置", "Place");
        public static readonly Text Wrong = new("问题", "What is wrong");
        public static readonly Text Whole = new("整个文件", "The whole file");
    }
}
