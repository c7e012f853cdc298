using RegionNet.Portal.Api;

namespace RegionNet.Portal.Alerts;

/// <summary>One zone: its protocol state, what was shown of it, and the count that the badge adds up.</summary>
internal sealed class ZoneFeed(StreamHead description, ShownCursor shown)
{
    public StreamHead Description { get; set; } = description;
    public AlertStream Stream { get; } = new(description.ZoneCode);
    public ShownCursor Shown { get; } = shown;
    public int Unseen { get; set; } = description.Unseen;

    /// <summary>The service's count of unseen alerts covers everything up to here.</summary>
    public long CountedTo { get; set; } = description.Head;

    /// <summary>What lies before this number has not been read.</summary>
    public long Oldest { get; set; }
    public bool Pulling { get; set; }

    /// <param name="limit">Alerts; at most as many as a page has.</param>
    public ApiQuery Query(long after, int limit) =>
        new ApiQuery($"/api/alerts/streams/{Uri.EscapeDataString(Stream.Zone)}")
            .With("epoch", Stream.Epoch)
            .With("after", $"{after}")
            .With("limit", $"{Math.Clamp(limit, 1, AlertFeed.PageSize)}");
}
