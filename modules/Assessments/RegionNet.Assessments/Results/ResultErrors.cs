using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>Refusals about results and reports.</summary>
internal static class ResultErrors
{
    public static readonly Dictionary<string, Refusal> Constraints = new(StringComparer.Ordinal);
}
