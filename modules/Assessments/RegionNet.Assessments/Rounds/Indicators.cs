using System.Text.Json;

namespace RegionNet.Assessments;

/// <summary>An indicator as a zone files it.</summary>
/// <param name="Method">linear, step, deduct or expert_panel.</param>
/// <param name="Evidence">What the zone is asked to show.</param>
internal sealed record Indicator(string Code, string Zh, string En, string Method, string? Unit, string? Evidence)
{
    /// <summary>A panel marks what the zone describes; of all others the zone states a number.</summary>
    public bool IsMarkedByPanel => Method == "expert_panel";

    /// <summary>Events and steps are counted.</summary>
    public bool IsCounted => Method is "step" or "deduct";
}

/// <summary>What filing and adjusting need of a framework's content.</summary>
internal sealed record FrameworkFacts(
    IReadOnlyList<Indicator> Indicators,
    IReadOnlySet<string> Vetoes,
    decimal BonusCap,
    decimal DeductionCap
)
{
    public Indicator? Find(string code) => Indicators.FirstOrDefault(i => i.Code == code);

    public static FrameworkFacts Of(string content)
    {
        using var document = JsonDocument.Parse(content);
        var root = document.RootElement;
        var indicators = new List<Indicator>();
        Collect(root.GetProperty("nodes"));
        return new FrameworkFacts(
            indicators,
            root.GetProperty("vetoes").EnumerateArray().Select(v => v.GetProperty("code").GetString()!).ToHashSet(),
            root.GetProperty("bonusCap").GetDecimal(),
            root.GetProperty("deductionCap").GetDecimal()
        );

        void Collect(JsonElement nodes)
        {
            foreach (var node in nodes.EnumerateArray())
            {
                if (node.TryGetProperty("children", out var children) && children.ValueKind == JsonValueKind.Array)
                {
                    Collect(children);
                }
                else
                {
                    indicators.Add(
                        new Indicator(
                            Text(node, "code")!,
                            Text(node, "zh")!,
                            Text(node, "en")!,
                            Text(node, "method")!,
                            Text(node, "unit"),
                            Text(node, "evidence")
                        )
                    );
                }
            }
        }

        static string? Text(JsonElement node, string name) =>
            node.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
