using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>Refusals about frameworks.</summary>
internal static class FrameworkErrors
{
    public static readonly Refusal FrameworkNotFound = new(
        "assessments.framework-not-found",
        404,
        "未找到该指标体系",
        "No such framework"
    );

    public static readonly Refusal FrameworkKnown = new(
        "assessments.framework-known",
        409,
        "该版本的指标体系已存在",
        "This version of the framework exists already"
    );

    public static readonly Refusal FrameworkFrozen = new(
        "assessments.framework-frozen",
        409,
        "该版本已用于评估，不能修改；请建立新版本",
        "A round uses this version; make a new one"
    );

    public static readonly Dictionary<string, Refusal> Constraints = new(StringComparer.Ordinal)
    {
        ["framework_version_once"] = FrameworkKnown,
        ["framework_is_frozen"] = FrameworkFrozen,
    };
}
