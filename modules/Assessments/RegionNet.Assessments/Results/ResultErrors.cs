using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>Refusals about results and reports.</summary>
internal static class ResultErrors
{
    public static readonly Refusal ResultNotFound = new(
        "assessments.result-not-found",
        404,
        "未找到该评估结果",
        "No such result"
    );

    public static readonly Refusal NotComputedNow = new(
        "assessments.not-computed-now",
        409,
        "仅在专家组意见阶段可以重新计算",
        "A round is computed anew only while the panel's opinion is formed"
    );

    public static readonly Refusal OtherFrameworkFrozen = new(
        "assessments.other-framework-frozen",
        409,
        "本轮使用的指标体系与启动时冻结的不一致",
        "The framework is not the one that was frozen when the round began"
    );

    public static readonly Refusal ComputedMeanwhile = new(
        "assessments.computed-meanwhile",
        409,
        "结果刚刚已重新计算，请刷新",
        "The result has just been computed; load it again"
    );

    public static readonly Refusal ReportNotFound = new(
        "assessments.report-not-found",
        404,
        "未找到该报告",
        "No such report"
    );

    public static readonly Refusal ReportNotReady = new(
        "assessments.report-not-ready",
        409,
        "报告尚未生成完毕",
        "The report is not ready yet"
    );

    public static readonly Refusal FontMissing = new(
        "assessments.font-missing",
        503,
        "服务器未安装中文字体，无法生成报告",
        "The server has no Chinese font; reports can't be drawn"
    );

    public static readonly Dictionary<string, Refusal> Constraints = new(StringComparer.Ordinal)
    {
        ["round_computation_once"] = ComputedMeanwhile,
        ["computation_in_time"] = NotComputedNow,
        ["computation_by_frozen_framework"] = OtherFrameworkFrozen,
    };
}
