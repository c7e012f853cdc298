using RegionNet.Kernel;

namespace RegionNet.Testing;

/// <summary>
/// What is tested as a whole goes by the machine's clock, and its deadlines run into years whose holidays may not be announced yet. Those
/// count as years without any.
/// </summary>
public static class LaterYears
{
    /// <summary>For this process and those that it starts, before any of them asks for a working day.</summary>
    public static void AreKnown() =>
        Environment.SetEnvironmentVariable(
            WorkingDays.FileVariable,
            Path.Combine(AppContext.BaseDirectory, "later-years.json")
        );
}
