namespace RegionNet.Assessments;

/// <summary>How far those who scored the same agree. Rows are zones, columns evaluators, none missing.</summary>
internal static class Agreement
{
    /// <summary>
    /// ICC(2,1) and ICC(2,k): two-way random effects, absolute agreement, of one evaluator and of the mean of all k (Shrout and Fleiss 1979).
    /// </summary>
    /// <returns>Nulls where there is no variance to be explained, or fewer than two rows or columns.</returns>
    public static (double? Single, double? Mean) Icc(double[][] rows)
    {
        var (n, k) = (rows.Length, rows.Length == 0 ? 0 : rows[0].Length);
        if (n < 2 || k < 2)
        {
            return (null, null);
        }
        var grand = rows.Sum(r => r.Sum()) / (n * k);
        var (total, between, judges) = (0.0, 0.0, 0.0);
        foreach (var row in rows)
        {
            total += row.Sum(x => (x - grand) * (x - grand));
            var mean = row.Sum() / k;
            between += k * (mean - grand) * (mean - grand);
        }
        for (var c = 0; c < k; c++)
        {
            var mean = rows.Sum(r => r[c]) / n;
            judges += n * (mean - grand) * (mean - grand);
        }
        var msb = between / (n - 1);
        var msj = judges / (k - 1);
        var mse = Math.Max(0, total - between - judges) / ((n - 1) * (k - 1));
        return (Part(msb - mse, msb + (k - 1) * mse + k * (msj - mse) / n), Part(msb - mse, msb + (msj - mse) / n));

        static double? Part(double numerator, double denominator) =>
            denominator > 1e-12 ? numerator / denominator : null;
    }

    /// <summary>
    /// The same two where not everybody scored everything, by variance components (Henderson's third method): of N pairs, Z zones and E
    /// evaluators that are linked, rest² = RSS / (N − Z − E + 1), zone² = (RSS of evaluators alone − RSS − (Z − 1) rest²) / (N − E), evaluator²
    /// likewise with (N − Z). k is the harmonic mean of the panels' sizes. Where everybody scored everything it gives what <see cref="Icc"/> gives.
    /// </summary>
    /// <param name="residualSd">Of the additive model.</param>
    public static (double? Single, double? Mean) IccOfLinked(
        IReadOnlyList<Observation> observations,
        int evaluators,
        int zones,
        double residualSd
    )
    {
        var rest = residualSd * residualSd;
        var rss = rest * (observations.Count - zones - evaluators + 1);
        var zone = (Within(o => o.Evaluator) - rss - (zones - 1) * rest) / (observations.Count - evaluators);
        var evaluator = Math.Max(
            0,
            (Within(o => o.Zone) - rss - (evaluators - 1) * rest) / (observations.Count - zones)
        );
        zone = Math.Max(0, zone);
        var k = zones / observations.GroupBy(o => o.Zone).Sum(panel => 1.0 / panel.Count());
        return zone + evaluator + rest <= 1e-12
            ? (null, null)
            : (zone / (zone + evaluator + rest), zone / (zone + (evaluator + rest) / k));

        double Within(Func<Observation, int> by) =>
            observations
                .GroupBy(by, o => o.Y)
                .Sum(group =>
                {
                    var mean = group.Sum() / group.Count();
                    return group.Sum(y => (y - mean) * (y - mean));
                });
    }

    /// <summary>
    /// Kendall's coefficient of concordance of the columns' rankings, with the correction for ties (Kendall 1948): 12 S / (k² (n³ − n) −
    /// k Σ (t³ − t)).
    /// </summary>
    /// <returns>Null when every column holds one value only.</returns>
    public static double? W(double[][] rows)
    {
        var (n, k) = (rows.Length, rows.Length == 0 ? 0 : rows[0].Length);
        if (n < 2 || k < 2)
        {
            return null;
        }
        var sums = new double[n];
        var ties = 0.0;
        for (var c = 0; c < k; c++)
        {
            var order = Enumerable.Range(0, n).OrderBy(r => rows[r][c]).ToArray();
            for (var from = 0; from < n; )
            {
                var to = from + 1;
                while (to < n && rows[order[to]][c].Equals(rows[order[from]][c]))
                {
                    to++;
                }
                double t = to - from;
                ties += t * t * t - t;
                for (var i = from; i < to; i++)
                {
                    sums[order[i]] += (from + to + 1) / 2.0;
                }
                from = to;
            }
        }
        var mean = k * (n + 1) / 2.0;
        var s = sums.Sum(r => (r - mean) * (r - mean));
        var most = (double)k * k * ((double)n * n * n - n) - k * ties;
        return most > 0 ? 12 * s / most : null;
    }
}
