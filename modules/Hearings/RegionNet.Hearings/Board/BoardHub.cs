using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace RegionNet.Hearings;

/// <summary>What a board shows: the rooms of a zone, of a centre, or of both; all where neither is named.</summary>
internal sealed record BoardScope(string? Zone, Guid? OrganisationId)
{
    public string Group => $"{Zone}/{OrganisationId}";
}

/// <summary>Which boards are open on this replica.</summary>
internal sealed class OpenBoards
{
    private readonly ConcurrentDictionary<string, BoardScope> _scopes = new(StringComparer.Ordinal);

    public IReadOnlyCollection<BoardScope> Scopes => [.. _scopes.Values.Distinct()];

    public void Open(string connection, BoardScope scope) => _scopes[connection] = scope;

    public BoardScope? Close(string connection) => _scopes.TryRemove(connection, out var scope) ? scope : null;
}

/// <summary>
/// /hubs/board. <c>Subscribe</c> joins first and reads what follows the client's number second, so that nothing falls between the
/// two. Clients receive <c>changed</c> (<see cref="BoardDelta"/>): what is no longer as it was, never what it is now.
/// </summary>
internal sealed class BoardHub(BoardChanges changes, RoomViews rooms, OpenBoards boards) : Hub
{
    /// <summary>A connection shows one board; subscribing again changes which.</summary>
    /// <param name="after">The last number the client has applied; null when it has none and loads the board after this.</param>
    public async Task<BoardDelta> Subscribe(string? zone, Guid? organisationId, long? after)
    {
        var ct = Context.ConnectionAborted;
        if (boards.Close(Context.ConnectionId) is { } earlier)
        {
            await Groups.RemoveFromGroupAsync(Context.ConnectionId, earlier.Group, ct);
        }
        var scope = new BoardScope(zone is { Length: > 0 and <= 20 } ? zone : null, organisationId);
        await Groups.AddToGroupAsync(Context.ConnectionId, scope.Group, ct);
        boards.Open(Context.ConnectionId, scope);
        return await changes.Since(after, await rooms.Hosts(scope.Zone, scope.OrganisationId, ct), ct);
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        boards.Close(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }
}
