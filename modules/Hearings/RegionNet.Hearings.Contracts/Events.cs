namespace RegionNet.Hearings.Contracts;

/// <summary>A room of a session, and the centre that hosts it.</summary>
public sealed record SessionRoom(Guid RoomId, string NameZh, string NameEn, Guid OrganisationId);

/// <summary>
/// A session took its rooms. It names neither the case nor the parties: a reader of the event may not be allowed to see them.
/// </summary>
/// <param name="OrganisationId">Who booked.</param>
public sealed record SessionBooked(
    Guid SessionId,
    string Number,
    Guid OrganisationId,
    DateTimeOffset From,
    DateTimeOffset To,
    IReadOnlyList<SessionRoom> Rooms
)
{
    public const string Kind = "hearings.session-booked.v1";
}

/// <summary>A booked session was called off and its rooms are free again. The reason stays with the session.</summary>
public sealed record SessionCancelled(
    Guid SessionId,
    string Number,
    Guid OrganisationId,
    DateTimeOffset From,
    DateTimeOffset To,
    IReadOnlyList<SessionRoom> Rooms
)
{
    public const string Kind = "hearings.session-cancelled.v1";
}
