using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace RegionNet.Alerts;

/// <summary>
/// The hub's connections on this replica. It takes the place of SignalR's groups, whose sends queue without bound for a connection
/// that does not keep up.
/// </summary>
internal sealed class HubLines(OpenLines open, ILogger<DefaultHubLifetimeManager<AlertHub>> logger)
    : DefaultHubLifetimeManager<AlertHub>(logger)
{
    private readonly ConcurrentDictionary<string, HubLine> _lines = new(StringComparer.Ordinal);

    public HubLine? Find(string connectionId) => _lines.GetValueOrDefault(connectionId);

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        var line = new HubLine(connection, open);
        _lines[connection.ConnectionId] = line;
        open.Add(line);
        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (_lines.TryRemove(connection.ConnectionId, out var line))
        {
            line.End();
        }
        return base.OnDisconnectedAsync(connection);
    }
}
