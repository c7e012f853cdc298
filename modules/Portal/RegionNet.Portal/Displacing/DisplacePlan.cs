using RegionNet.Portal.Api;
using RegionNet.Portal.Booking;
using RegionNet.Portal.Language;
using RegionNet.Portal.Time;

namespace RegionNet.Portal.Displacing;

/// <summary>A session that is to give way, for whom, and where it goes instead: as long as it is now.</summary>
public sealed class DisplacePlan : RoomChoice
{
    public DisplacePlan(HearingSession session)
        : base(session) => Session = session;

    public HearingSession Session { get; }
    public string For { get; set; } = "";
    public string Reason { get; set; } = "";

    private int Length => (int)(Session.To - Session.From).TotalMinutes;

    /// <summary>Another start takes the end along.</summary>
    public void KeepLength() => To = From + Length;

    /// <summary>Those who wait for a room of this centre that the session has, at a time that it has.</summary>
    public IEnumerable<HearingSession> Rivals(IEnumerable<HearingSession> waiting, string? centre) =>
        waiting.Where(w =>
            w.Id != Session.Id
            && w.From < Session.To
            && w.To > Session.From
            && w.Rooms.Exists(r => r.OrganisationId == centre && Session.Rooms.Exists(s => s.RoomId == r.RoomId))
        );

    public IReadOnlyDictionary<string, string> Check(DateTimeOffset now)
    {
        var wrong = new Dictionary<string, string>(StringComparer.Ordinal);
        if (For.Length == 0)
        {
            wrong["for"] = Texts.Displacement.ChooseFor;
        }
        if (Day is not { } day)
        {
            wrong["day"] = Texts.Booking.BadDay;
        }
        else if (ChinaTime.At(day, From) < now)
        {
            wrong["from"] = Texts.Booking.InPast;
        }
        else if (
            ChinaTime.At(day, From) == Session.From
            && Rooms.TrueForAll(r => Session.Rooms.Exists(s => s.RoomId == r.Id))
        )
        {
            wrong["from"] = Texts.Displacement.SameSlot;
        }
        if (Rooms.Count == 0)
        {
            wrong["rooms"] = Texts.Booking.NeedRooms;
        }
        if (Reason.Trim().Length < 2)
        {
            wrong["reason"] = Texts.Common.TooShort.With(2);
        }
        return wrong;
    }

    public NewDisplacement ToRequest() =>
        new()
        {
            ForSessionId = For,
            Version = Session.Version,
            Reason = Reason.Trim(),
            Alternative = new NewAlternative
            {
                From = ChinaTime.Iso(ChinaTime.At(Day!.Value, From)),
                To = ChinaTime.Iso(ChinaTime.At(Day.Value, To)),
                RoomIds = [.. Rooms.Select(r => r.Id)],
            },
        };
}
