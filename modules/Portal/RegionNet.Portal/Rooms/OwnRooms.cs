using RegionNet.Portal.Api;
using RegionNet.Portal.Session;

namespace RegionNet.Portal.Rooms;

/// <summary>The rooms of the own centre, page by page as the API gives them.</summary>
public static class OwnRooms
{
    public static Task<Page<Room>> Read(ApiClient api, SessionState session, string? cursor, CancellationToken cancel) =>
        api.Get<Page<Room>>(
            new ApiQuery("/api/hearings/rooms")
                .With("organisationId", session.Person?.Organisation?.Id)
                .With("cursor", cursor),
            cancel
        );

    /// <summary>One of them; a room of another centre is not found.</summary>
    public static async Task<Room> Find(ApiClient api, SessionState session, Guid id, CancellationToken cancel)
    {
        string? cursor = null;
        do
        {
            var page = await Read(api, session, cursor, cancel);
            if (page.Items.Find(r => Guid.TryParse(r.Id, out var room) && room == id) is { } found)
            {
                return found;
            }
            cursor = page.Next;
        } while (cursor is not null);
        throw new ProblemException(new Problem { Title = Language.Texts.RoomsPage.NotYours, Status = 404 });
    }
}
