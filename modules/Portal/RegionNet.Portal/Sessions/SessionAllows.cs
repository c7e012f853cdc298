using RegionNet.Portal.Api;
using RegionNet.Portal.Session;

namespace RegionNet.Portal.Sessions;

/// <summary>What this person may do with a session now: only that is offered. The service decides again.</summary>
public sealed class SessionAllows(HearingSession session, SessionState person, DateTimeOffset now)
{
    private bool Own => session.Mine && person.Books;
    private bool Ahead => session.From > now;

    public bool Moving => Own && Ahead && Is("submitted", "supplement", "approved", "published");

    public bool Amending => Own && Ahead && Is("draft", "submitted", "supplement", "approved", "published");

    public bool Cancelling => Own && Ahead && Is("approved", "published");

    public bool Withdrawing => Own && Is("held", "draft", "waiting", "submitted", "supplement");

    public bool Publishing => Own && Ahead && Is("approved");

    public bool BookingFromHold => Own && Is("held") && session.HoldUntil > now;

    /// <summary>From an hour before the start: whoever booked, or the host, who is there.</summary>
    public bool CheckingIn =>
        person.Books && Is("approved", "published") && now >= session.From.AddHours(-1) && now < session.To;

    public bool Ending => person.Books && Is("in-session");

    public bool Archiving => Own && Is("ended");

    public bool Deciding => session.AwaitsMyDecision && person.RunsRooms;

    /// <summary>Moving it for one that waits: the director of a centre that hosts it.</summary>
    public bool Displacing =>
        person.Displaces
        && Ahead
        && Is("submitted", "supplement", "approved")
        && session.Rooms.Exists(r => r.OrganisationId == person.Person?.Organisation?.Id);

    private bool Is(params ReadOnlySpan<string> statuses) => statuses.Contains(session.Status);
}
