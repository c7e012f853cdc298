using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>Refusals about evaluators, assignments, marks and moderation.</summary>
internal static class ScoringErrors
{
    public static readonly Refusal AlreadyAssigned = new(
        "assessments.already-assigned",
        409,
        "该专家已承担此示范区的评估",
        "This evaluator scores this zone already"
    );

    public static readonly Dictionary<string, Refusal> Constraints = new(StringComparer.Ordinal)
    {
        ["assignment_once"] = AlreadyAssigned,
    };
}
