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

    public static readonly Refusal FrameworkInvalid = new(
        "assessments.framework-invalid",
        400,
        "指标体系有误，请按所列位置修改",
        "The framework has errors; correct them where they are named"
    );

    public static readonly Refusal FrameworkUnchanged = new(
        "assessments.framework-unchanged",
        409,
        "与最新版本完全相同，未建立新版本",
        "This is what the newest version says already"
    );

    public static readonly Dictionary<string, Refusal> Constraints = new(StringComparer.Ordinal)
    {
        ["framework_version_once"] = FrameworkKnown,
        ["framework_is_frozen"] = FrameworkFrozen,
    };
}
