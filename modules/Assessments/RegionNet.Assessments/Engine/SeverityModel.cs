namespace RegionNet.Assessments;

/// <summary>
/// y(zone, evaluator) = worth(zone) + severity(evaluator) + rest, fitted by least squares over all pairs that were scored. Severities
/// are such that their sum over all pairs is 0: the mean of all marks stays. The robust form (Huber 1964) repeats the fit with weights
/// min(1, 1.345 × scale / |rest|), scale = 1.4826 × the median of |rest|, until nothing moves or 50 times.
/// </summary>
/// <param name="Severity">Of each evaluator, of 100; below 0 is strict.</param>
/// <param name="Weight">Of each observation.</param>
/// <param name="Residual">Of each observation.</param>
/// <param name="ResidualSd">Null without degrees of freedom.</param>
internal sealed record SeverityModel(double[] Severity, double[] Weight, double[] Residual, double? ResidualSd)
{
    private const double Huber = 1.345;
    private const double ToNormal = 1.4826;
    private const int MostRepeats = 50;

    /// <param name="observations">Of a connected graph: otherwise severities of its parts can't be compared, nor the system be solved.</param>
    public static SeverityModel Fit(IReadOnlyList<Observation> observations, int evaluators, int zones, bool robust)
    {
        var weights = new double[observations.Count];
        Array.Fill(weights, 1);
        var severity = Solve(observations, weights, evaluators, zones);
        var residual = Residuals(observations, weights, severity, zones);
        for (var repeat = 0; robust && repeat < MostRepeats; repeat++)
        {
            var scale = ToNormal * Median([.. residual.Select(Math.Abs)]);
            if (scale < 1e-9)
            {
                break;
            }
            for (var o = 0; o < weights.Length; o++)
            {
                weights[o] = Math.Min(1, Huber * scale / Math.Max(Math.Abs(residual[o]), 1e-12));
            }
            var next = Solve(observations, weights, evaluators, zones);
            var moved = next.Zip(severity, (a, b) => Math.Abs(a - b)).Max();
            severity = next;
            residual = Residuals(observations, weights, severity, zones);
            if (moved < 1e-9)
            {
                break;
            }
        }
        // A zone of which nothing was observed has no worth that is fitted.
        var fitted = observations.Select(o => o.Zone).Distinct().Count();
        var freedom = observations.Count - fitted - evaluators + 1;
        return new(severity, weights, residual, freedom > 0 ? Math.Sqrt(residual.Sum(r => r * r) / freedom) : null);
    }

    /// <summary>Whether zones and evaluators hang together.</summary>
    public static bool IsConnected(IReadOnlyList<Observation> observations, int evaluators, int zones)
    {
        var parent = Enumerable.Range(0, evaluators + zones).ToArray();
        foreach (var o in observations)
        {
            parent[Root(o.Evaluator)] = Root(evaluators + o.Zone);
        }
        return observations.Select(o => Root(o.Evaluator)).Distinct().Count() <= 1;

        int Root(int i)
        {
            while (parent[i] != i)
            {
                i = parent[i] = parent[parent[i]];
            }
            return i;
        }
    }

    public static double Median(double[] values)
    {
        Array.Sort(values);
        var half = values.Length / 2;
        return values.Length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    /// <summary>The normal equations with the zones taken out: as many unknowns as evaluators.</summary>
    private static double[] Solve(IReadOnlyList<Observation> observations, double[] weights, int evaluators, int zones)
    {
        var ofZone = new double[zones];
        var sumOfZone = new double[zones];
        var ofEvaluator = new double[evaluators];
        for (var o = 0; o < weights.Length; o++)
        {
            var (zone, _, evaluator, y) = observations[o];
            ofZone[zone] += weights[o];
            sumOfZone[zone] += weights[o] * y;
            ofEvaluator[evaluator] += 1;
        }
        var matrix = new double[evaluators, evaluators + 1];
        foreach (var (zone, pairs) in observations.Index().GroupBy(o => o.Item.Zone).Select(g => (g.Key, g.ToArray())))
        {
            foreach (var (o, one) in pairs)
            {
                matrix[one.Evaluator, one.Evaluator] += weights[o];
                matrix[one.Evaluator, evaluators] += weights[o] * (one.Y - sumOfZone[zone] / ofZone[zone]);
                foreach (var (p, other) in pairs)
                {
                    matrix[one.Evaluator, other.Evaluator] -= weights[o] * weights[p] / ofZone[zone];
                }
            }
        }
        // Fixes the level, which the equations leave open: the severities of all pairs add up to 0.
        for (var a = 0; a < evaluators; a++)
        {
            for (var b = 0; b < evaluators; b++)
            {
                matrix[a, b] += ofEvaluator[a] * ofEvaluator[b] / observations.Count;
            }
        }
        return Eliminate(matrix, evaluators);
    }

    private static double[] Residuals(
        IReadOnlyList<Observation> observations,
        double[] weights,
        double[] severity,
        int zones
    )
    {
        var (sum, weight) = (new double[zones], new double[zones]);
        for (var o = 0; o < weights.Length; o++)
        {
            var (zone, _, evaluator, y) = observations[o];
            sum[zone] += weights[o] * (y - severity[evaluator]);
            weight[zone] += weights[o];
        }
        return [.. observations.Select(o => o.Y - severity[o.Evaluator] - sum[o.Zone] / weight[o.Zone])];
    }

    private static double[] Eliminate(double[,] m, int n)
    {
        for (var column = 0; column < n; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < n; row++)
            {
                pivot = Math.Abs(m[row, column]) > Math.Abs(m[pivot, column]) ? row : pivot;
            }
            if (pivot != column)
            {
                for (var i = 0; i <= n; i++)
                {
                    (m[column, i], m[pivot, i]) = (m[pivot, i], m[column, i]);
                }
            }
            for (var row = column + 1; row < n; row++)
            {
                var factor = m[row, column] / m[column, column];
                for (var i = column; i <= n; i++)
                {
                    m[row, i] -= factor * m[column, i];
                }
            }
        }
        var x = new double[n];
        for (var row = n - 1; row >= 0; row--)
        {
            var sum = m[row, n];
            for (var i = row + 1; i < n; i++)
            {
                sum -= m[row, i] * x[i];
            }
            x[row] = sum / m[row, row];
        }
        return x;
    }
}
