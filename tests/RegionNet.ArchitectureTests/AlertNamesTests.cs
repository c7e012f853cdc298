using System.Text.RegularExpressions;
using Xunit;

namespace RegionNet.ArchitectureTests;

/// <summary>The portal names every kind of alert that the modules raise; it is a browser program and is read as text.</summary>
public sealed partial class AlertNamesTests
{
    [Fact]
    public void Every_kind_that_is_raised_has_a_name_in_the_portal()
    {
        var reactions = Path.Combine(Repository.Root, "modules", "Alerts", "RegionNet.Alerts", "Reactions");
        var raised = Directory
            .EnumerateFiles(reactions, "*.cs")
            .SelectMany(file => KindPattern().Matches(File.ReadAllText(file)).Select(m => m.Groups["kind"].Value))
            .ToHashSet(StringComparer.Ordinal);
        var names = File.ReadAllText(
            Path.Combine(Repository.Root, "modules", "Portal", "RegionNet.Portal", "Language", "Names.Alerts.cs")
        );

        Assert.True(raised.Count > 10);
        Assert.All(raised, kind => Assert.Contains($"[\"{kind}\"]", names, StringComparison.Ordinal));
    }

    [GeneratedRegex(
        "\"(?<kind>(hearings|discipline|commendations|assessments)\\.[a-z-]+)\"",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex KindPattern();
}
