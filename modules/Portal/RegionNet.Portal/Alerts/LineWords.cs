using RegionNet.Portal.Language;

namespace RegionNet.Portal.Alerts;

public static class LineWords
{
    public static string Label(LineState state) =>
        state switch
        {
            LineState.Live => Texts.Connection.Live,
            LineState.CatchingUp => Texts.Connection.CatchingUp,
            LineState.Polling => Texts.Connection.Polling,
            LineState.Offline => Texts.Connection.Offline,
            LineState.Connecting => Texts.Connection.Connecting,
            _ => Texts.Connection.Reconnecting,
        };

    public static string Hint(LineState state) =>
        state switch
        {
            LineState.Live => Texts.Connection.LiveHint,
            LineState.CatchingUp => Texts.Connection.CatchingUpHint,
            LineState.Polling => Texts.Connection.PollingHint,
            LineState.Offline => Texts.Connection.OfflineHint,
            LineState.Connecting => Texts.Connection.ConnectingHint,
            _ => Texts.Connection.ReconnectingHint,
        };
}
