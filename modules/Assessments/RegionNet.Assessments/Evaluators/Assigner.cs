using System.Security.Cryptography;

namespace RegionNet.Assessments;

/// <param name="Wanted">How many evaluators the zone is to have, those it keeps included.</param>
internal sealed record ZoneToAssign(Guid Id, int Wanted);

/// <param name="Fields">Of these the assigner spreads those that the framework knows over each zone's panel.</param>
internal sealed record EvaluatorToAssign(Guid Id, IReadOnlyCollection<string> Fields);

/// <param name="Barred">Pairs that must not be: a conflict of interest, or voided before.</param>
/// <param name="Kept">Assignments that stand.</param>
/// <param name="Fields">Codes of the framework's level-1 nodes.</param>
/// <param name="Seed">Decides between equals: the same facts and seed give the same plan.</param>
internal sealed record AssignerFacts(
    IReadOnlyList<ZoneToAssign> Zones,
    IReadOnlyList<EvaluatorToAssign> Evaluators,
    IReadOnlySet<(Guid Evaluator, Guid Zone)> Barred,
    IReadOnlySet<(Guid Evaluator, Guid Zone)> Kept,
    IReadOnlyList<string> Fields,
    long Seed
);

/// <param name="Candidates">How many evaluators may score the zone at all.</param>
internal sealed record ZoneShortage(Guid Zone, int Wanted, int Candidates);

/// <param name="Added">In the order of zones and evaluators as drawn by the seed.</param>
/// <param name="Components">The zones of each part of the graph; one part when it is connected.</param>
/// <param name="Provably">When it is not connected: no assignment whatever of these evaluators could connect it.</param>
/// <param name="LoadDifference">Most zones of an evaluator less fewest.</param>
/// <param name="LeastLoadDifference">The same, had the graph not to be connected: no assignment has less.</param>
/// <param name="FieldsCovered">Pairs of a zone and a field of the framework that someone of its panel knows.</param>
internal sealed record AssignmentPlan(
    IReadOnlyList<(Guid Zone, Guid Evaluator)> Added,
    IReadOnlyList<ZoneShortage> Shortages,
    IReadOnlyList<IReadOnlyList<Guid>> Components,
    bool Provably,
    int LoadDifference,
    int LeastLoadDifference,
    int FieldsCovered,
    int FieldsToCover
)
{
    public bool Connected => Components.Count <= 1;
}

/// <summary>
/// Who scores which zone. In this order: nobody where there is a conflict; each zone as many as it wants; the graph of evaluators and
/// zones in one piece, without which severity can't be compared across it; equal loads; and panels that know many fields.
/// </summary>
/// <remarks>
/// Loads: as long as a chain of exchanges leads from an evaluator to one with at least two zones fewer, it is made. The loads that are
/// possible form the base of an integral polymatroid, so where no such chain is left the difference is the least there is.
/// Connection: an exchange of two assignments between two parts of the graph, one of them on a circle, joins them and changes no load;
/// else one assignment is given across; else the plan is grown anew from one zone. What can't be found is said, and whether it is
/// impossible: then even all permitted pairs together fall apart.
/// </remarks>
internal sealed class Assigner
{
    private readonly AssignerFacts _facts;
    private readonly ZoneToAssign[] _zones;
    private readonly EvaluatorToAssign[] _evaluators;
    private readonly bool[,] _may;
    private readonly bool[,] _kept;
    private readonly int[][] _fields;
    private AssignmentGraph _graph;

    private Assigner(AssignerFacts facts)
    {
        _facts = facts;
        _zones = [.. facts.Zones.OrderBy(z => Draw(z.Id), StringComparer.Ordinal)];
        _evaluators = [.. facts.Evaluators.OrderBy(e => Draw(e.Id), StringComparer.Ordinal)];
        _may = new bool[_evaluators.Length, _zones.Length];
        _kept = new bool[_evaluators.Length, _zones.Length];
        _graph = new AssignmentGraph(_evaluators.Length, _zones.Length);
        _fields = [.. _evaluators.Select(e => FieldsOf(e))];
        for (var e = 0; e < _evaluators.Length; e++)
        {
            for (var z = 0; z < _zones.Length; z++)
            {
                var pair = (_evaluators[e].Id, _zones[z].Id);
                _kept[e, z] = facts.Kept.Contains(pair);
                _may[e, z] = _kept[e, z] || !facts.Barred.Contains(pair);
                if (_kept[e, z])
                {
                    _graph.Add(e, z);
                }
            }
        }
    }

    public static AssignmentPlan Plan(AssignerFacts facts) => new Assigner(facts).Plan();

    private AssignmentPlan Plan()
    {
        foreach (var z in Enumerable.Range(0, _zones.Length).OrderBy(Candidates))
        {
            Fill(z);
        }
        Balance();
        var least = _graph.LoadDifference;
        Connect();
        if (!_graph.IsConnected && Grown() is { } grown)
        {
            _graph = grown;
        }
        if (_graph.LoadDifference > least)
        {
            BalanceConnected();
        }
        SpreadFields();
        var (components, provably) = Components();
        return new AssignmentPlan(
            [
                .. from z in Enumerable.Range(0, _zones.Length)
                from e in _graph.PanelOf(z)
                where !_kept[e, z]
                orderby z, e
                select (_zones[z].Id, _evaluators[e].Id),
            ],
            [
                .. Enumerable
                    .Range(0, _zones.Length)
                    .Where(z => Candidates(z) < _zones[z].Wanted)
                    .Select(z => new ZoneShortage(_zones[z].Id, _zones[z].Wanted, Candidates(z))),
            ],
            components,
            provably,
            _graph.LoadDifference,
            least,
            Enumerable.Range(0, _zones.Length).Sum(z => Covered(z)),
            _zones.Length * _facts.Fields.Count
        );
    }

    /// <summary>Gives the zone the evaluators with the least load who may score it; of equals those who know fields its panel lacks.</summary>
    private void Fill(int z)
    {
        while (_graph.PanelOf(z).Count < _zones[z].Wanted)
        {
            var known = FieldsOfPanel(z);
            var next = Free(z)
                .OrderBy(e => _graph.Load(e))
                .ThenByDescending(e => _fields[e].Count(f => !known[f]))
                .FirstOrDefault(-1);
            if (next < 0)
            {
                return;
            }
            _graph.Add(next, z);
        }
    }

    private void Balance()
    {
        while (
            Enumerable
                .Range(0, _evaluators.Length)
                .OrderByDescending(_graph.Load)
                .Any(e => Relieve(e, mustConnect: false))
        )
        {
            // Each round takes a zone from someone with at least two more than who gets it, so it ends.
        }
    }

    private void BalanceConnected()
    {
        while (
            Enumerable
                .Range(0, _evaluators.Length)
                .OrderByDescending(_graph.Load)
                .Any(e => Relieve(e, mustConnect: true))
        )
        {
            // As above, and only what leaves the graph in one piece.
        }
    }

    /// <summary>Finds the shortest chain of exchanges from an evaluator to one with at least two zones fewer, and makes it.</summary>
    private bool Relieve(int from, bool mustConnect)
    {
        var cameBy = new Dictionary<int, (int Evaluator, int Zone)> { [from] = (-1, -1) };
        var queue = new Queue<int>([from]);
        while (queue.TryDequeue(out var e))
        {
            foreach (var z in _graph.ZonesOf(e).Where(z => !_kept[e, z]).ToList())
            {
                foreach (var next in Free(z).Where(n => !cameBy.ContainsKey(n)).ToList())
                {
                    cameBy[next] = (e, z);
                    if (_graph.Load(next) <= _graph.Load(from) - 2 && Exchange(next, cameBy, mustConnect))
                    {
                        return true;
                    }
                    queue.Enqueue(next);
                }
            }
        }
        return false;
    }

    private bool Exchange(int last, Dictionary<int, (int Evaluator, int Zone)> cameBy, bool mustConnect)
    {
        var before = mustConnect ? _graph.Copy() : _graph;
        for (var (to, by) = (last, cameBy[last]); by.Evaluator >= 0; (to, by) = (by.Evaluator, cameBy[by.Evaluator]))
        {
            _graph.Remove(by.Evaluator, by.Zone);
            _graph.Add(to, by.Zone);
        }
        if (mustConnect && !_graph.IsConnected)
        {
            _graph = before;
            return false;
        }
        return true;
    }

    private void Connect()
    {
        while (!_graph.IsConnected && (SwapAcross() || GiveAcross()))
        {
            // Each joins two parts.
        }
    }

    private bool SwapAcross()
    {
        var parts = _graph.Parts();
        var edges = Movable();
        var onCircle = edges.Select(edge => !_graph.IsBridge(edge.Evaluator, edge.Zone)).ToArray();
        for (var i = 0; i < edges.Count; i++)
        {
            var (u, z) = edges[i];
            for (var j = i + 1; j < edges.Count; j++)
            {
                var (v, w) = edges[j];
                if ((onCircle[i] || onCircle[j]) && parts.OfZone(z) != parts.OfZone(w) && _may[u, w] && _may[v, z])
                {
                    Swap(u, z, v, w);
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>A zone takes someone of another part of the graph, in the place of one it can spare.</summary>
    private bool GiveAcross()
    {
        var parts = _graph.Parts();
        var best = (Cost: int.MaxValue, From: 0, To: 0, Zone: 0);
        foreach (
            var (u, z) in Movable()
                .Where(edge => _graph.Load(edge.Evaluator) == 1 || !_graph.IsBridge(edge.Evaluator, edge.Zone))
        )
        {
            foreach (var v in Free(z).Where(v => _graph.Load(v) > 0 && parts.OfEvaluator(v) != parts.OfZone(z)))
            {
                var cost = _graph.Load(v) - _graph.Load(u);
                best = cost < best.Cost ? (cost, u, v, z) : best;
            }
        }
        if (best.Cost == int.MaxValue)
        {
            return false;
        }
        _graph.Remove(best.From, best.Zone);
        _graph.Add(best.To, best.Zone);
        return true;
    }

    /// <summary>
    /// Begins with one zone and takes in one after the other by an evaluator who is there already; the other places go to those who can
    /// reach most of the zones outside.
    /// </summary>
    private AssignmentGraph? Grown()
    {
        var shown = _graph;
        _graph = new AssignmentGraph(_evaluators.Length, _zones.Length);
        foreach (var (e, z) in Pairs().Where(p => _kept[p.Evaluator, p.Zone]))
        {
            _graph.Add(e, z);
        }
        var outside = Enumerable.Range(0, _zones.Length).OrderBy(Candidates).ToList();
        var inside = new HashSet<int>();
        while (outside.Count > 0)
        {
            var reached = outside.FirstOrDefault(z => inside.Any(e => _may[e, z]), outside[0]);
            outside.Remove(reached);
            var panel = _graph.PanelOf(reached);
            if (inside.Count > 0 && !panel.Any(inside.Contains) && panel.Count < _zones[reached].Wanted)
            {
                if (
                    Free(reached).Where(inside.Contains).OrderBy(_graph.Load).Select(e => (int?)e).FirstOrDefault() is
                    { } link
                )
                {
                    _graph.Add(link, reached);
                }
            }
            while (_graph.PanelOf(reached).Count < _zones[reached].Wanted)
            {
                var next = Free(reached)
                    .OrderByDescending(e => outside.Count(z => _may[e, z] && !inside.Any(i => _may[i, z])))
                    .ThenBy(_graph.Load)
                    .FirstOrDefault(-1);
                if (next < 0)
                {
                    break;
                }
                _graph.Add(next, reached);
                inside.Add(next);
            }
            inside.UnionWith(_graph.PanelOf(reached));
        }
        var grown = _graph;
        _graph = shown;
        return grown.IsConnected ? grown : null;
    }

    /// <summary>Exchanges that change no load and let panels know more fields.</summary>
    private void SpreadFields()
    {
        if (_facts.Fields.Count == 0 || Array.TrueForAll(_fields, f => f.Length == 0))
        {
            return;
        }
        var connected = _graph.IsConnected;
        for (var (pass, improved) = (0, true); improved && pass < 3; pass++)
        {
            improved = false;
            var edges = Movable();
            for (var i = 0; i < edges.Count; i++)
            {
                for (var j = i + 1; j < edges.Count; j++)
                {
                    var ((u, z), (v, w)) = (edges[i], edges[j]);
                    if (z == w || u == v || !_may[u, w] || !_may[v, z] || _graph.Has(u, w) || _graph.Has(v, z))
                    {
                        continue;
                    }
                    var before = Covered(z) + Covered(w);
                    Swap(u, z, v, w);
                    if (Covered(z) + Covered(w) > before && (!connected || _graph.IsConnected))
                    {
                        (edges[i], edges[j]) = ((u, w), (v, z));
                        improved = true;
                    }
                    else
                    {
                        Swap(u, w, v, z);
                    }
                }
            }
        }
    }

    /// <summary>The parts of the plan, or, where that is why it falls apart, of all permitted pairs.</summary>
    private (IReadOnlyList<IReadOnlyList<Guid>> Parts, bool Provably) Components()
    {
        if (_graph.IsConnected)
        {
            return (Ids(_graph), false);
        }
        var permitted = new AssignmentGraph(_evaluators.Length, _zones.Length);
        foreach (var (e, z) in Pairs().Where(p => _may[p.Evaluator, p.Zone]))
        {
            permitted.Add(e, z);
        }
        return permitted.IsConnected ? (Ids(_graph), false) : (Ids(permitted), true);

        IReadOnlyList<IReadOnlyList<Guid>> Ids(AssignmentGraph graph)
        {
            var parts = graph.Parts();
            return
            [
                .. Enumerable
                    .Range(0, _zones.Length)
                    .GroupBy(parts.OfZone)
                    .Select(part => (IReadOnlyList<Guid>)[.. part.Select(z => _zones[z].Id).Order()])
                    .OrderByDescending(part => part.Count)
                    .ThenBy(part => part[0]),
            ];
        }
    }

    private IEnumerable<(int Evaluator, int Zone)> Pairs() =>
        from z in Enumerable.Range(0, _zones.Length)
        from e in Enumerable.Range(0, _evaluators.Length)
        select (e, z);

    private List<(int Evaluator, int Zone)> Movable() =>
        [.. Pairs().Where(p => _graph.Has(p.Evaluator, p.Zone) && !_kept[p.Evaluator, p.Zone])];

    private IEnumerable<int> Free(int zone) =>
        Enumerable.Range(0, _evaluators.Length).Where(e => _may[e, zone] && !_graph.Has(e, zone));

    private int Candidates(int zone) => Enumerable.Range(0, _evaluators.Length).Count(e => _may[e, zone]);

    private void Swap(int u, int z, int v, int w)
    {
        _graph.Remove(u, z);
        _graph.Remove(v, w);
        _graph.Add(u, w);
        _graph.Add(v, z);
    }

    private bool[] FieldsOfPanel(int zone)
    {
        var known = new bool[_facts.Fields.Count];
        foreach (var field in _graph.PanelOf(zone).SelectMany(e => _fields[e]))
        {
            known[field] = true;
        }
        return known;
    }

    private int Covered(int zone) => FieldsOfPanel(zone).Count(known => known);

    private int[] FieldsOf(EvaluatorToAssign evaluator) =>
        [
            .. Enumerable
                .Range(0, _facts.Fields.Count)
                .Where(f => evaluator.Fields.Contains(_facts.Fields[f], StringComparer.Ordinal)),
        ];

    /// <summary>The place that the seed gives: SHA-256 over the seed (8 bytes, big-endian) and the id (16 bytes, big-endian).</summary>
    private string Draw(Guid id)
    {
        Span<byte> bytes = stackalloc byte[24];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, _facts.Seed);
        id.TryWriteBytes(bytes[8..], bigEndian: true, out _);
        return Convert.ToHexString(SHA256.HashData(bytes));
    }
}
