using RegionNet.Benchmarks;

// dotnet run -c Release --project tests/RegionNet.Benchmarks -- NAME
// The last line printed is one JSON object; docs/benchmarks.md says what each name measures.
Dictionary<string, Func<Task<Report>>> benchmarks = new(StringComparer.Ordinal)
{
    ["booking"] = BookingBenchmark.Run,
    ["search"] = SearchBenchmark.Run,
    ["growth"] = GrowthBenchmark.Run,
    ["as-of"] = AsOfBenchmark.Run,
    ["race"] = RaceBenchmark.Run,
    ["board"] = BoardBenchmark.Run,
    ["board-live"] = BoardLiveBenchmark.Run,
    ["fanout"] = AlertFanoutBenchmark.Run,
    ["stall"] = AlertStallBenchmark.Run,
    ["writers"] = AlertWritersBenchmark.Run,
    ["resume"] = AlertResumeBenchmark.Run,
    ["connections"] = AlertConnectionsBenchmark.Run,
    ["faults"] = AlertFaultsBenchmark.Run,
    ["aggregate"] = AggregateBenchmark.Run,
    ["screening"] = ScreeningBenchmark.Run,
    ["scoring"] = ScoringBenchmark.Run,
};
if (args is [AlertClientProcess.Command, var owner, var gateway, var door, var count])
{
    await AlertClientProcess.Follow(int.Parse(owner, provider: null), new(gateway), new(door), int.Parse(count, null));
    return 0;
}
if (args is [BareHubProcess.Command, var parent])
{
    await BareHubProcess.Serve(int.Parse(parent, provider: null));
    return 0;
}
if (args is not [var name] || !benchmarks.TryGetValue(name, out var run))
{
    await Console.Error.WriteLineAsync($"Name one of: {string.Join(", ", benchmarks.Keys)}");
    return 2;
}
Console.WriteLine((await run()).ToJson());
return 0;
