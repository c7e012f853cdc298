namespace RegionNet.Testing.Faults;

/// <summary>A client of some stream, as the fault harness sees it.</summary>
public interface IFollower : IAsyncDisposable
{
    /// <summary>The ids of what it has received and kept, in that order.</summary>
    IReadOnlyList<string> Received { get; }
}
