namespace RegionNet.Portal.Board;

/// <summary>What the board shows; empty codes mean all.</summary>
public sealed record BoardFilter
{
    public DateOnly Day { get; init; }
    public string Zone { get; init; } = "";
    public string OrganisationId { get; init; } = "";
    public IReadOnlyList<string> Devices { get; init; } = [];

    /// <summary>An earlier moment, as of which the board is shown; null for the present.</summary>
    public DateTimeOffset? AsOf { get; init; }
}
