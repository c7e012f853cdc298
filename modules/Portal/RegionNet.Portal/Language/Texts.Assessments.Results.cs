namespace RegionNet.Portal.Language;

public static partial class Texts
{
    public static class Results
    {
        public static readonly Text Title = new("评估结果", "Results");
        public static readonly Text Comma = new("、", ", ");
        public static readonly Text Round = new("评估轮次", "Round");
        public static readonly Text Counting = new("计分规则", "What counts");
        public static readonly Text Instead = new(
            "本轮规则“{0}”无法使用，按官方的去极值均值计。",
            "The round's rule, {0}, can't be used; the official trimmed mean counts."
        );
        public static readonly Text WithheldNote = new("“{0}”不予显示：{1}", "{0} is withheld: {1}");
        public static readonly Text NotConnected = new(
            "专家与示范区未连成一体，无法比较宽严",
            "evaluators fall into groups that share no zone, so their severity can't be compared"
        );
        public static readonly Text TooFewZones = new("{0} 评估的示范区过少", "{0} scored too few zones");
        public static readonly Text NoPanel = new("没有完整的评分", "there are no complete marks");
        public static readonly Text Computed = new("第 {0} 次计算，{1}", "Computation {0}, {1}");
        public static readonly Text ComputeAgain = new("重新计算", "Compute anew");
        public static readonly Text ComputedNow = new("已计算（第 {0} 次）", "Computed (number {0})");
        public static readonly Text Ranking = new("排名", "Ranking");
        public static readonly Text Methods = new("各种计分方法", "Rankings side by side");
        public static readonly Text Agreement = new("一致性", "Agreement");
        public static readonly Text Rank = new("名次", "Rank");
        public static readonly Text Zone = new("示范区", "Demonstration zone");
        public static readonly Text Total = new("总分", "Total");
        public static readonly Text Grade = new("等次", "Grade");
        public static readonly Text Interval = new("名次区间（95%）", "Rank interval (95 %)");
        public static readonly Text Chances = new("等次概率", "Chance of each grade");
        public static readonly Text Chance = new("{0} {1}", "{0} {1}");
        public static readonly Text Tied = new("并列", "Tied");
        public static readonly Text Indistinct = new(
            "与第 {0}–{1} 名无法区分",
            "Not distinguishable from ranks {0}–{1}"
        );
        public static readonly Text Distinct = new("与相邻名次可区分", "Told apart from its neighbours");
        public static readonly Text Vetoed = new("一票否决", "Vetoed");
        public static readonly Text Invalid = new("有效评分不足", "Too few marks");
        public static readonly Text Table = new("下载 XLSX", "Download XLSX");
        public static readonly Text Export = new("下载复算包", "Download for recompute");
        public static readonly Text Reports = new("生成全部报告", "Make all reports");
        public static readonly Text ReportsRunning = new("正在生成报告：{0} / {1}", "Making reports: {0} of {1}");
        public static readonly Text ReportsDone = new("下载全部报告（ZIP）", "Download all reports (ZIP)");
        public static readonly Text ReportsFailed = new(
            "报告生成失败，请重试",
            "The reports could not be made; try again"
        );
        public static readonly Text Compare = new("比较所选", "Compare the chosen");
        public static readonly Text CompareHint = new(
            "选择二至四个示范区进行比较",
            "Choose two to four zones to compare"
        );
        public static readonly Text Choose = new("选择 {0}", "Choose {0}");
        public static readonly Text Comparison = new("示范区比较", "Comparison of zones");
        public static readonly Text Evaluator = new("专家", "Evaluator");
        public static readonly Text Scored = new("评估数", "Zones");
        public static readonly Text Mean = new("均值", "Mean");
        public static readonly Text Sd = new("标准差", "SD");
        public static readonly Text SeverityHead = new("专家宽严", "Severity of the evaluators");
        public static readonly Text Severity = new("宽严（最小二乘）", "Severity (least squares)");
        public static readonly Text Robust = new("宽严（稳健）", "Severity (robust)");
        public static readonly Text Strict = new("偏严", "strict");
        public static readonly Text Lenient = new("偏宽", "lenient");
        public static readonly Text SeverityLead = new(
            "正值偏宽，负值偏严（百分制）；相差显著的予以标出。",
            "Above 0 is lenient, below it strict, of 100; who is far off is pointed out."
        );
        public static readonly Text AgreementBasis = new("范围", "Of whom");
        public static readonly Text WholeRound = new(
            "全部专家（方差分量估计）",
            "All evaluators (by variance components)"
        );
        public static readonly Text Panel = new("评估相同示范区的专家：{0}", "Who scored the same zones: {0}");
        public static readonly Text Icc1 = new("ICC(2,1)", "ICC(2,1)");
        public static readonly Text IccK = new("ICC(2,k)", "ICC(2,k)");
        public static readonly Text W = new("肯德尔 W", "Kendall's W");
        public static readonly Text NoAgreement = new("评分不足以计算一致性", "There are too few marks to tell");
        public static readonly Text Outliers = new("异常评分", "Marks far off");
        public static readonly Text OutlierLine = new("{0} 对 {1}：偏离 {2}", "{0} on {1}: off by {2}");
        public static readonly Text NoOutliers = new("没有异常评分", "None");
        public static readonly Text RankOf = new("第 {0} 名", "rank {0}");
        public static readonly Text Report = new("下载报告（PDF）", "Download the report (PDF)");
        public static readonly Text Radar = new("一级指标得分率", "Part of the points earned, by task");
        public static readonly Text RadarLabel = new(
            "雷达图：各一级指标得分率，数值见下表",
            "Radar of the part earned in each task; the table below has the numbers"
        );
        public static readonly Text Task = new("一级指标", "Task");
        public static readonly Text ScoreOf = new("{0} / {1}", "{0} of {1}");
        public static readonly Text Earned = new("得分", "Earned");
        public static readonly Text Part = new("得分率", "Part");
        public static readonly Text Strengths = new("优势指标", "Strengths");
        public static readonly Text Gaps = new("薄弱指标", "Gaps");
        public static readonly Text None = new("无", "None");
        public static readonly Text Trend = new("历次评估", "Trend");
        public static readonly Text HowTotal = new("总分的由来", "How the total comes about");
        public static readonly Text SumOfScores = new("各指标得分之和", "Sum of the indicators");
        public static readonly Text Bonus = new("加分（封顶后）", "Bonus, as capped");
        public static readonly Text Deduction = new("扣分（封顶后）", "Deduction, as capped");
        public static readonly Text Indicators = new("逐项说明", "Indicator by indicator");
        public static readonly Text Filed = new("申报值 {0} {1}", "Filed: {0} {1}");
        public static readonly Text Marks = new("评分", "Marks");
        public static readonly Text Dropped = new("去除", "dropped");
        public static readonly Text CountsAs = new("取 {0}", "counts as {0}");
        public static readonly Text EvidenceFiles = new("证据文件（SHA-256）", "Files of evidence (SHA-256)");
        public static readonly Text Weight = new("权重 {0}，本次 {1} 分", "weight {0}, here {1} points");
        public static readonly Text Missing = new("未申报，计 0 分", "Not filed: counts 0");
        public static readonly Text NotApplicable = new(
            "不适用，分值由同级指标分担",
            "Not applicable: its points go to its siblings"
        );
        public static readonly Text TooFewMarks = new("有效评分不足，计 0 分", "Too few marks: counts 0");
        public static readonly Text Proof = new(
            "依据校验值 {0}，结果校验值 {1}",
            "Hash of the input {0}, of the result {1}"
        );
        public static readonly Text CorrectionLead = new(
            "取均值之前，对各专家的评分作如下修正：",
            "Before their mean is taken, each evaluator's marks are corrected:"
        );
        public static readonly Text TakesOff = new("减去宽严 {0}", "less the severity {0}");
        public static readonly Text CountsFor = new("权数 {0}", "weight {0}");
        public static readonly Text Stretches = new("与均值 {0} 之差乘以 {1}", "distance from the mean {0} times {1}");
    }
}
