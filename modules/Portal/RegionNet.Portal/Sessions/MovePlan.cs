using RegionNet.Portal.Api;
using RegionNet.Portal.Booking;
using RegionNet.Portal.Language;
using RegionNet.Portal.Time;

namespace RegionNet.Portal.Sessions;

/// <summary>A session and where it is to go.</summary>
public sealed class MovePlan : RoomChoice
{
    public MovePlan(HearingSession session)
        : base(session) => Session = session;

    public HearingSession Session { get; }
    public string Reason { get; set; } = "";
    public string NoticeGround { get; set; } = "";

    /// <summary>A published notice is withdrawn by the move, so the reason is told to everyone.</summary>
    public bool NeedsReason => Session.Status == "published";

    /// <summary>What the service said to the same move before it was asked here.</summary>
    public Problem? Refused { get; init; }

    public IReadOnlyDictionary<string, string> Check(DateTimeOffset now)
    {
        var wrong = new Dictionary<string, string>(StringComparer.Ordinal);
        if (Day is not { } day)
        {
            wrong["day"] = Texts.Booking.BadDay;
        }
        else if (ChinaTime.At(day, From) < now)
        {
            wrong["from"] = Texts.Booking.InPast;
        }
        if (To <= From)
        {
            wrong["to"] = Texts.Booking.BadSpan;
        }
        if (Rooms.Count == 0)
        {
            wrong["rooms"] = Texts.Booking.NeedRooms;
        }
        if (NeedsReason && Reason.Trim().Length < 2)
        {
            wrong["reason"] = Texts.Common.TooShort.With(2);
        }
        return wrong;
    }

    public SessionMove ToRequest() =>
        new()
        {
            From = ChinaTime.Iso(ChinaTime.At(Day!.Value, From)),
            To = ChinaTime.Iso(ChinaTime.At(Day.Value, To)),
            Version = Session.Version,
            RoomIds = SameRooms ? null : [.. Rooms.Select(r => r.Id)],
            Reason = Given(Reason),
            NoticeGround = Given(NoticeGround),
        };

    /// <summary>The way back of a move: where the session was, as it is now.</summary>
    public static SessionMove Back(HearingSession before, HearingSession now) =>
        new()
        {
            From = ChinaTime.Iso(before.From),
            To = ChinaTime.Iso(before.To),
            Version = now.Version,
            RoomIds = [.. before.Rooms.Select(r => r.RoomId)],
            Reason = Texts.Sessions.MoveUndoReason,
            NoticeGround = before.Notice?.Ground,
        };

    private bool SameRooms =>
        Rooms.Select(r => r.Id).ToHashSet(StringComparer.Ordinal).SetEquals(Session.Rooms.Select(r => r.RoomId));

    private static string? Given(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
