namespace RegionNet.Portal.Alerts;

/// <summary>What the connection chip says.</summary>
public enum LineState
{
    /// <summary>For the first time.</summary>
    Connecting,

    /// <summary>The line broke; what is on the screen may be old.</summary>
    Reconnecting,

    /// <summary>The service answers; what was missed is being read.</summary>
    CatchingUp,

    /// <summary>Alerts are pushed.</summary>
    Live,

    /// <summary>No socket can be had; the streams are read over HTTP.</summary>
    Polling,

    /// <summary>Neither the network nor the service can be reached.</summary>
    Offline,
}

public static class LineStates
{
    /// <summary>The word of <c>data-state</c> and of the style.</summary>
    public static string Code(this LineState state) =>
        state == LineState.CatchingUp ? "catching-up" : state.ToString().ToLowerInvariant();
}
