using System.Text;
using System.Text.Json;
using RegionNet.Assessments;

namespace RegionNet.UnitTests.Assessments;

/// <summary>Frameworks and rounds for tests.</summary>
internal static class Panels
{
    public static Framework Reference { get; } =
        FrameworkReader.Read(Resource(typeof(Framework).Assembly, "demo-zone-2022.json")).Framework!;

    public static string Resource(System.Reflection.Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    public static string Resource(string name) => Resource(typeof(Panels).Assembly, name);

    /// <summary>The input of a paper round, written canonically.</summary>
    public static RoundInput Paper(int number)
    {
        using var document = JsonDocument.Parse(Resource($"round-{number}.json"));
        return RoundInput.Of(CanonicalJson.Write(document.RootElement));
    }

    /// <summary>As many indicators of equal weight as asked for, all marked by the panel.</summary>
    public static Framework AllByPanel(int indicators, int fewestZones = 3)
    {
        var weight = Math.Floor(10_000m / indicators) / 100;
        return Reference with
        {
            Panel = Reference.Panel with { FewestZones = fewestZones },
            Nodes =
            [
                .. Enumerable
                    .Range(1, indicators)
                    .Select(i => new FrameworkNode(
                        $"I{i}",
                        $"指标{i}",
                        $"Indicator {i}",
                        i == indicators ? 100 - weight * (indicators - 1) : weight,
                        Method: FrameworkNode.ExpertPanel,
                        Unit: "score",
                        Evidence: "-"
                    )),
            ],
        };
    }

    public static RoundInput Round(
        Framework framework,
        IEnumerable<ZoneInput> zones,
        string rule = RankingMethod.Trimmed,
        int resamples = 0
    ) =>
        new(
            RoundInput.SchemaName,
            "2026-test",
            framework,
            CanonicalJson.Hex(framework.Text()),
            rule,
            resamples,
            0.2m,
            20260601,
            [.. zones]
        );

    public static ZoneInput Zone(int number, params IEnumerable<(string Evaluator, decimal[] Marks)> panel) =>
        new(
            $"{100000 + number}",
            $"示范区{number}",
            $"Zone {number}",
            [],
            [
                .. panel.Select(p => new PanelInput(
                    p.Evaluator,
                    [.. p.Marks.Select((m, i) => new MarkInput($"I{i + 1}", m))]
                )),
            ],
            [],
            []
        );
}
