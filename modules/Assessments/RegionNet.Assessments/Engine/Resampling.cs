namespace RegionNet.Assessments;

/// <summary>
/// How firm a ranking is. Each resample draws the weight of every node anew, evenly from (1 − spread) to (1 + spread) of itself and brought
/// back to the sum of its siblings, and as many evaluators as there are, with replacement: one drawn twice counts twice, one not drawn not at
/// all; a zone of whose panel nobody was drawn keeps it whole. Corrections stay those of the full panel. Order of the draws: the nodes
/// from the root down in the tree's order, then the evaluators. Floating point: these are intervals, no official digits.
/// </summary>
internal static class Resampling
{
    private const double Outside = 0.025;
    private const double Told = 0.95;

    public static RoundResult Add(Prepared prepared, RoundResult result)
    {
        var place = result.Zones.Index().ToDictionary(z => z.Item.Zone, z => z.Index, StringComparer.Ordinal);
        var order = prepared.Zones.Select(z => place[z.Zone]).ToArray();
        var totals = Draw(prepared, order);
        var (zones, times) = (order.Length, prepared.Input.Resamples);
        var ranks = new int[zones, zones];
        var above = new int[zones, zones];
        foreach (var one in totals)
        {
            Count(one, ranks, above);
        }
        var intervals = Enumerable.Range(0, zones).Select(z => Interval(z)).ToArray();
        return result with { Zones = [.. result.Zones.Select((zone, z) => zone with { Interval = intervals[z] })] };

        RankInterval Interval(int z)
        {
            var own = totals.Select(t => t[z]).Order().ToArray();
            var grades = prepared.Input.Framework.Grades;
            var chances = new int[grades.Count];
            foreach (var total in own)
            {
                // Half a hundredth: what would be rounded up to the grade's lowest total has the grade.
                chances[
                    grades.Index().First(g => total + 0.005 >= (double)g.Item.Min || g.Index == grades.Count - 1).Index
                ]++;
            }
            var (first, last) = (z, z);
            while (first > 0 && Alike(first - 1, z))
            {
                first--;
            }
            while (last < zones - 1 && Alike(z, last + 1))
            {
                last++;
            }
            return new(
                Rank(z, Outside),
                Rank(z, 1 - Outside),
                Two(own[(int)(Outside * times)]),
                Two(own[(int)Math.Min(times - 1, Math.Ceiling((1 - Outside) * times))]),
                [.. chances.Select(c => Math.Round((decimal)c / times, 3, MidpointRounding.AwayFromZero))],
                result.Zones[first].Rank,
                result.Zones[last].Rank
            );
        }

        bool Alike(int better, int worse) => above[better, worse] < Told * times;

        int Rank(int z, double part)
        {
            var seen = 0;
            for (var rank = 0; rank < zones; rank++)
            {
                seen += ranks[z, rank];
                if (seen > part * times || rank == zones - 1)
                {
                    return rank + 1;
                }
            }
            return zones;
        }
    }

    private static decimal Two(double total) => Math.Round((decimal)total, 2, MidpointRounding.AwayFromZero);

    private static void Count(double[] totals, int[,] ranks, int[,] above)
    {
        var zones = totals.Length;
        Span<int> rank = stackalloc int[zones];
        rank.Clear();
        for (var a = 0; a < zones; a++)
        {
            var own = totals[a];
            for (var b = a + 1; b < zones; b++)
            {
                if (own > totals[b])
                {
                    rank[b]++;
                    above[a, b]++;
                }
                else if (own < totals[b])
                {
                    rank[a]++;
                }
            }
        }
        for (var z = 0; z < zones; z++)
        {
            ranks[z, rank[z]]++;
        }
    }

    /// <returns>Totals of each resample, zones at the places of <paramref name="order"/>.</returns>
    private static double[][] Draw(Prepared prepared, int[] order)
    {
        var draws = new Draws(prepared.Input.Seed);
        var zones = prepared.Zones.Select((_, z) => new ResampledZone(prepared, z)).ToArray();
        var trees = new Dictionary<string, double[]>(StringComparer.Ordinal);
        var keys = prepared
            .NotApplicable.Select(none => string.Join('\n', none.Order(StringComparer.Ordinal)))
            .ToArray();
        var nodes = Nodes(prepared.Input.Framework.Nodes).ToArray();
        var leaves = prepared.Leaves.Index().ToDictionary(l => l.Item.Code, l => l.Index, StringComparer.Ordinal);
        var factors = new Dictionary<string, double>(StringComparer.Ordinal);
        var times = new int[prepared.Panel.Evaluators.Length];
        var spread = (double)prepared.Input.WeightSpread;
        var all = new double[prepared.Input.Resamples][];
        for (var r = 0; r < all.Length; r++)
        {
            foreach (var node in nodes)
            {
                factors[node.Code] = 1 + spread * (2 * draws.Unit() - 1);
            }
            Array.Clear(times);
            for (var e = 0; e < times.Length; e++)
            {
                times[draws.Below(times.Length)]++;
            }
            trees.Clear();
            all[r] = new double[zones.Length];
            for (var z = 0; z < zones.Length; z++)
            {
                if (!trees.TryGetValue(keys[z], out var points))
                {
                    points = trees[keys[z]] = new double[leaves.Count];
                    Share(prepared.Input.Framework.Nodes, 100, prepared.NotApplicable[z], factors, leaves, points);
                }
                all[r][order[z]] = zones[z].Total(points, times);
            }
        }
        return all;
    }

    private static IEnumerable<FrameworkNode> Nodes(IReadOnlyList<FrameworkNode> siblings) =>
        siblings.SelectMany(n => Nodes(n.Children ?? []).Prepend(n));

    private static void Share(
        IReadOnlyList<FrameworkNode> siblings,
        double available,
        HashSet<string> none,
        Dictionary<string, double> factors,
        Dictionary<string, int> leaves,
        double[] points
    )
    {
        var sum = 0.0;
        foreach (var node in siblings)
        {
            sum += Weight(node);
        }
        foreach (var node in siblings)
        {
            if (Weight(node) is > 0 and var weight)
            {
                if (node.IsLeaf)
                {
                    points[leaves[node.Code]] = available * weight / sum;
                }
                else
                {
                    Share(node.Children!, available * weight / sum, none, factors, leaves, points);
                }
            }
        }

        double Weight(FrameworkNode node) =>
            none.Count == 0 || node.Leaves.Any(l => !none.Contains(l.Code))
                ? (double)node.Weight * factors[node.Code]
                : 0;
    }

    /// <summary>What a zone's total is made of, ready for many draws.</summary>
    private sealed class ResampledZone
    {
        private readonly int[] _members;
        private readonly int[] _drawn;
        private readonly double[] _weights;

        /// <summary>Corrected marks of 1, by indicator of the panel and member; NaN where there is none.</summary>
        private readonly double[] _marks;
        private readonly int[] _panelLeaves;
        private readonly double[] _filed;
        private readonly double _adjustment;
        private readonly int _dropFrom;

        public ResampledZone(Prepared prepared, int zone)
        {
            var panel = prepared.Panel.Zones[zone];
            var correction = prepared.Corrections.Of[prepared.CountingMethod];
            var rule = prepared.Input.Framework.Panel;
            _members = panel.Members;
            _drawn = new int[_members.Length];
            _weights = [.. _members.Select((_, m) => (double)(correction.Weight?[zone][m] ?? 1))];
            _adjustment = (double)(prepared.Bonus(zone) - prepared.Deduction(zone));
            _dropFrom = prepared.CountingMethod == RankingMethod.Trimmed ? rule.DropFrom : int.MaxValue;
            _panelLeaves =
            [
                .. prepared.Leaves.Index().Where(l => l.Item.Method == FrameworkNode.ExpertPanel).Select(l => l.Index),
            ];
            _filed =
            [
                .. prepared.Leaves.Select(l => l.Method == FrameworkNode.ExpertPanel ? 0 : prepared.FiledPart(zone, l)),
            ];
            _marks =
            [
                .. panel.Marks.Select(
                    (mark, at) =>
                        mark == PanelMatrix.NoMark
                            ? double.NaN
                            : (
                                correction.Shift[_members[at % _members.Length]]
                                + correction.Scale[_members[at % _members.Length]] * mark
                            ) / (100.0 * Correction.Millionths)
                ),
            ];
            for (var i = 0; i < _panelLeaves.Length; i++)
            {
                var marks = _marks.AsSpan(i * _members.Length, _members.Length);
                if (_members.Length - marks.Count(double.NaN) < rule.FewestMarks)
                {
                    marks.Fill(double.NaN);
                }
            }
        }

        public double Total(double[] points, int[] times)
        {
            var any = 0;
            for (var m = 0; m < _members.Length; m++)
            {
                any += _drawn[m] = times[_members[m]];
            }
            if (any == 0)
            {
                Array.Fill(_drawn, 1);
            }
            var total = _adjustment;
            for (var i = 0; i < _filed.Length; i++)
            {
                total += points[i] * _filed[i];
            }
            for (var i = 0; i < _panelLeaves.Length; i++)
            {
                if (points[_panelLeaves[i]] is > 0 and var weight)
                {
                    total += weight * Mean(_marks.AsSpan(i * _members.Length, _members.Length));
                }
            }
            return Math.Clamp(total, 0, 100);
        }

        private double Mean(ReadOnlySpan<double> marks)
        {
            var (sum, weight, count, highest, lowest) = (0.0, 0.0, 0, double.MinValue, double.MaxValue);
            for (var m = 0; m < marks.Length; m++)
            {
                var (mark, drawn) = (marks[m], _drawn[m]);
                if (drawn > 0 && !double.IsNaN(mark))
                {
                    sum += drawn * _weights[m] * mark;
                    weight += drawn * _weights[m];
                    count += drawn;
                    highest = Math.Max(highest, mark);
                    lowest = Math.Min(lowest, mark);
                }
            }
            return count == 0 ? 0
                : count >= _dropFrom ? Math.Clamp((sum - highest - lowest) / (count - 2), 0, 1)
                : Math.Clamp(sum / weight, 0, 1);
        }
    }
}
