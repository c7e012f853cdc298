namespace RegionNet.Hearings.Contracts;

/// <summary>A room of a session, and the centre that hosts it.</summary>
public sealed record SessionRoom(Guid RoomId, string NameZh, string NameEn, Guid OrganisationId);

/// <summary>What every event about a session says.</summary>
public interface ISessionEvent
{
    string Number { get; }

    /// <summary>Who booked.</summary>
    Guid OrganisationId { get; }

    IReadOnlyList<SessionRoom> Rooms { get; }
}

/// <summary>
/// A session took its rooms. Like every event of this module it names neither the case nor the parties: a reader of the event
/// may not be allowed to see them.
/// </summary>
/// <param name="OrganisationId">Who booked.</param>
public sealed record SessionBooked(
    Guid SessionId,
    string Number,
    Guid OrganisationId,
    DateTimeOffset From,
    DateTimeOffset To,
    IReadOnlyList<SessionRoom> Rooms
) : ISessionEvent
{
    public const string Kind = "hearings.session-booked.v1";

    /// <summary><c>approved</c>, or <c>submitted</c> where a host wants to be asked.</summary>
    public string Status { get; init; } = "approved";
}

/// <summary>A session was called off and its rooms are free again. The reason stays with the session.</summary>
public sealed record SessionCancelled(
    Guid SessionId,
    string Number,
    Guid OrganisationId,
    DateTimeOffset From,
    DateTimeOffset To,
    IReadOnlyList<SessionRoom> Rooms
) : ISessionEvent
{
    public const string Kind = "hearings.session-cancelled.v1";

    /// <summary><c>cancelled</c>, <c>withdrawn</c>, <c>rejected</c> or <c>no-show</c>.</summary>
    public string Status { get; init; } = "cancelled";
}

/// <summary>A session has another time, other rooms, or both.</summary>
/// <param name="OldFrom">When it would have begun.</param>
/// <param name="Rooms">Where it is held now.</param>
/// <param name="OldResourceIds">What it took before, rooms among them.</param>
/// <param name="WasPublished">Its notice had gone out: it is noticed anew.</param>
public sealed record SessionMoved(
    Guid SessionId,
    string Number,
    Guid OrganisationId,
    DateTimeOffset OldFrom,
    DateTimeOffset OldTo,
    DateTimeOffset From,
    DateTimeOffset To,
    IReadOnlyList<SessionRoom> Rooms,
    IReadOnlyList<Guid> OldResourceIds,
    bool WasPublished
) : ISessionEvent
{
    public const string Kind = "hearings.session-moved.v1";

    /// <summary><c>approved</c>, or <c>submitted</c> where a host of the new place or time wants to be asked.</summary>
    public string Status { get; init; } = "approved";

    /// <summary>The host that moved it for a session of higher rank; null where its booker moved it.</summary>
    public Guid? DisplacedBy { get; init; }

    /// <summary>Rooms that it no longer takes, at whatever time.</summary>
    public IReadOnlyList<SessionRoom> LeftRooms { get; init; } = [];
}

/// <summary>
/// A session went on in its life without touching its rooms: approved, sent back, submitted again, published, in session, ended, and
/// the like.
/// </summary>
/// <param name="Status">Where it stands now.</param>
public sealed record SessionProgressed(
    Guid SessionId,
    string Number,
    Guid OrganisationId,
    DateTimeOffset From,
    DateTimeOffset To,
    string Status,
    IReadOnlyList<SessionRoom> Rooms
) : ISessionEvent
{
    public const string Kind = "hearings.session-progressed.v1";
}

/// <summary>The last lawful day of a hearing's notice is near and the hearing isn't approved yet.</summary>
public sealed record NoticeAtRisk(
    Guid SessionId,
    string Number,
    Guid OrganisationId,
    DateTimeOffset From,
    DateOnly NoticeDue,
    IReadOnlyList<SessionRoom> Rooms
) : ISessionEvent
{
    public const string Kind = "hearings.notice-at-risk.v1";
}

/// <summary>A session that waited has its slot.</summary>
/// <param name="Status"><c>approved</c>, or <c>submitted</c> where a host wants to be asked.</param>
public sealed record SessionPromoted(
    Guid SessionId,
    string Number,
    Guid OrganisationId,
    DateTimeOffset From,
    DateTimeOffset To,
    string Status,
    IReadOnlyList<SessionRoom> Rooms
) : ISessionEvent
{
    public const string Kind = "hearings.session-promoted.v1";
}
