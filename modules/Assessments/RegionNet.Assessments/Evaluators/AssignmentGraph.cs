namespace RegionNet.Assessments;

/// <summary>Evaluators on one side, zones on the other, by their indexes; an edge is an assignment.</summary>
internal sealed class AssignmentGraph(int evaluators, int zones)
{
    private readonly SortedSet<int>[] _zonesOf = [.. Enumerable.Range(0, evaluators).Select(_ => new SortedSet<int>())];
    private readonly SortedSet<int>[] _panelOf = [.. Enumerable.Range(0, zones).Select(_ => new SortedSet<int>())];

    public IReadOnlyCollection<int> ZonesOf(int evaluator) => _zonesOf[evaluator];

    public IReadOnlyCollection<int> PanelOf(int zone) => _panelOf[zone];

    public int Load(int evaluator) => _zonesOf[evaluator].Count;

    public int LoadDifference => evaluators == 0 ? 0 : _zonesOf.Max(z => z.Count) - _zonesOf.Min(z => z.Count);

    public bool Has(int evaluator, int zone) => _zonesOf[evaluator].Contains(zone);

    public void Add(int evaluator, int zone)
    {
        _zonesOf[evaluator].Add(zone);
        _panelOf[zone].Add(evaluator);
    }

    public void Remove(int evaluator, int zone)
    {
        _zonesOf[evaluator].Remove(zone);
        _panelOf[zone].Remove(evaluator);
    }

    public AssignmentGraph Copy()
    {
        var copy = new AssignmentGraph(evaluators, zones);
        for (var e = 0; e < evaluators; e++)
        {
            foreach (var z in _zonesOf[e])
            {
                copy.Add(e, z);
            }
        }
        return copy;
    }

    /// <summary>All zones hang together; an evaluator without a zone gives no mark and is no part of it.</summary>
    public bool IsConnected => zones <= 1 || Parts().CountOfZones == 1;

    /// <summary>Without this edge its ends would lie in two parts.</summary>
    public bool IsBridge(int evaluator, int zone)
    {
        Remove(evaluator, zone);
        var parts = Parts();
        Add(evaluator, zone);
        return parts.OfEvaluator(evaluator) != parts.OfZone(zone);
    }

    public GraphParts Parts()
    {
        var parts = new GraphParts(evaluators, zones);
        for (var e = 0; e < evaluators; e++)
        {
            foreach (var z in _zonesOf[e])
            {
                parts.Join(e, z);
            }
        }
        return parts;
    }
}

/// <summary>Union-find over evaluators and, after them, zones.</summary>
internal sealed class GraphParts(int evaluators, int zones)
{
    private readonly int[] _parent = [.. Enumerable.Range(0, evaluators + zones)];

    public int CountOfZones => Enumerable.Range(0, zones).Select(OfZone).Distinct().Count();

    public int OfEvaluator(int evaluator) => Root(evaluator);

    public int OfZone(int zone) => Root(evaluators + zone);

    public void Join(int evaluator, int zone) => _parent[Root(evaluator)] = Root(evaluators + zone);

    private int Root(int node)
    {
        while (_parent[node] != node)
        {
            node = _parent[node] = _parent[_parent[node]];
        }
        return node;
    }
}
