using System.Collections.Frozen;
using Npgsql;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

internal sealed class AssessmentsDb(NpgsqlDataSource source, TimeProvider clock)
    : Db(source, AssessmentsConstraints.All, clock);

/// <summary>What a violated database constraint means to the caller.</summary>
internal static class AssessmentsConstraints
{
    public static readonly FrozenDictionary<string, Refusal> All = new Dictionary<string, Refusal>[]
    {
        FrameworkErrors.Constraints,
        RoundErrors.Constraints,
        FilingErrors.Constraints,
        AppealErrors.Constraints,
        ScoringErrors.Constraints,
        ResultErrors.Constraints,
    }
        .SelectMany(part => part)
        .ToFrozenDictionary(StringComparer.Ordinal);
}
