namespace RegionNet.Assessments;

/// <summary>The marks of a round by index: zones and evaluators in the order of their codes, indicators in that of the tree.</summary>
internal sealed class PanelMatrix
{
    public const int NoMark = -1;

    private PanelMatrix(string[] evaluators, PanelOfZone[] zones)
    {
        Evaluators = evaluators;
        Zones = zones;
        Observations =
        [
            .. zones
                .SelectMany((zone, z) => zone.Whole.Select((y, m) => (z, m, y)))
                .Where(o => o.y is not null)
                .Select(o => new Observation(o.z, o.m, zones[o.z].Members[o.m], o.y!.Value)),
        ];
    }

    public string[] Evaluators { get; }

    /// <summary>As the zones that were given.</summary>
    public PanelOfZone[] Zones { get; }

    /// <summary>One for every evaluator and zone with all of its marks.</summary>
    public IReadOnlyList<Observation> Observations { get; }

    /// <param name="points">Of each zone, its indicators' points.</param>
    public static PanelMatrix Of(
        IReadOnlyList<FrameworkNode> leaves,
        IReadOnlyList<ZoneInput> zones,
        IReadOnlyList<Dictionary<string, Ratio>> points
    )
    {
        string[] evaluators =
        [
            .. zones.SelectMany(z => z.Panel).Select(p => p.Evaluator).Distinct().Order(StringComparer.Ordinal),
        ];
        var number = evaluators.Index().ToDictionary(e => e.Item, e => e.Index, StringComparer.Ordinal);
        var column = leaves.Index().ToDictionary(l => l.Item.Code, l => l.Index, StringComparer.Ordinal);
        return new(evaluators, [.. zones.Select((zone, z) => PanelOfZone.Of(zone, leaves, points[z], number, column))]);
    }
}

/// <param name="Zone">Its index.</param>
/// <param name="Member">Place in the zone's panel.</param>
/// <param name="Evaluator">Its index.</param>
/// <param name="Y">Mean of the marks, weighted by the points of the indicators; of 100.</param>
internal readonly record struct Observation(int Zone, int Member, int Evaluator, double Y);

/// <param name="Members">Indices of evaluators, ascending.</param>
/// <param name="Marks">In hundredths, of indicator i by member m at i × members + m; <see cref="PanelMatrix.NoMark"/> where there is none.</param>
/// <param name="Whole">Of each member the weighted mean; null when a mark is missing or nothing is to be marked.</param>
internal sealed record PanelOfZone(int[] Members, int[] Marks, double?[] Whole)
{
    public static PanelOfZone Of(
        ZoneInput zone,
        IReadOnlyList<FrameworkNode> leaves,
        Dictionary<string, Ratio> points,
        Dictionary<string, int> number,
        Dictionary<string, int> column
    )
    {
        var panel = zone.Panel.OrderBy(p => p.Evaluator, StringComparer.Ordinal).ToArray();
        var marks = new int[leaves.Count * panel.Length];
        Array.Fill(marks, PanelMatrix.NoMark);
        foreach (var (m, member) in panel.Index())
        {
            foreach (var mark in member.Marks)
            {
                if (column.TryGetValue(mark.Indicator, out var i))
                {
                    marks[i * panel.Length + m] = (int)(mark.Mark * 100);
                }
            }
        }
        var weights = leaves.Select(l => points.TryGetValue(l.Code, out var p) ? p.ToDouble() : 0).ToArray();
        var whole = new double?[panel.Length];
        for (var m = 0; m < panel.Length; m++)
        {
            var (sum, weight, complete) = (0.0, 0.0, true);
            for (var i = 0; i < leaves.Count; i++)
            {
                if (weights[i] > 0)
                {
                    var mark = marks[i * panel.Length + m];
                    complete &= mark != PanelMatrix.NoMark;
                    sum += weights[i] * mark;
                    weight += weights[i];
                }
            }
            whole[m] = complete && weight > 0 ? sum / weight / 100 : null;
        }
        return new([.. panel.Select(p => number[p.Evaluator])], marks, whole);
    }
}
