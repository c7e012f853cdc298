using System.Text.Json;
using RegionNet.Portal.Api;
using RegionNet.Portal.Board;
using RegionNet.Portal.Language;
using RegionNet.Portal.Series;
using RegionNet.Portal.Time;

namespace RegionNet.Portal.Booking;

/// <summary>
/// A booking being written. Its <c>Idempotency-Key</c> belongs to one content: it stays the same while no final answer came, so that a
/// second try can't book twice, and is renewed when the content changes or the service has decided.
/// </summary>
public sealed class BookingDraft : RoomChoice
{
    private string? _keyFor;
    private string _key = "";

    public string Title { get; set; } = "";
    public string CaseNumber { get; set; } = "";
    public string Mode { get; set; } = "point-to-point";
    public string HearingClass { get; set; } = "oral-hearing";
    public bool Major { get; set; }
    public decimal Fee { get; set; }
    public CaseDetails Details { get; } = new();

    public RepeatRule Repeat { get; } = new();

    /// <summary>Devices and people that it takes besides its rooms.</summary>
    public List<Asset> Assets { get; } = [];

    /// <summary>What is wrong with it, by field; empty when it may be submitted.</summary>
    public IReadOnlyDictionary<string, string> Check(DateTimeOffset now)
    {
        var wrong = new Dictionary<string, string>(StringComparer.Ordinal);
        if (string.IsNullOrWhiteSpace(Title))
        {
            wrong["title"] = Texts.Common.Required;
        }
        if (string.IsNullOrWhiteSpace(CaseNumber))
        {
            wrong["case"] = Texts.Common.Required;
        }
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
        else if (Rooms.Count > Basket.Limit)
        {
            wrong["rooms"] = Texts.Board.TooMany;
        }
        if (Day is { } first && Repeat.Wrong(first) is { } rule)
        {
            wrong["repeat"] = rule;
        }
        Details.Check(wrong);
        return wrong;
    }

    /// <param name="draft">Kept without taking anything.</param>
    public NewSession ToRequest(bool draft = false) =>
        new()
        {
            Title = Title.Trim(),
            CaseNumber = CaseNumber.Trim(),
            Mode = Mode,
            HearingClass = HearingClass,
            From = ChinaTime.Iso(ChinaTime.At(Day!.Value, From)),
            To = ChinaTime.Iso(ChinaTime.At(Day.Value, To)),
            RoomIds = [.. Rooms.Select(r => r.Id)],
            ResourceIds = [.. Assets.Select(a => a.Id)],
            MergedCases = Details.MergedList(),
            Major = Major,
            ClosedGround = Details.Ground,
            StatutoryDeadline = Details.Deadline,
            Needs = Details.ToNeeds(),
            Parties = Details.ToParties(),
            Observers = Details.ObserverList(),
            Fee = Fee,
            NoticeGround = Details.LateGround,
            HoldId = Except,
            Draft = draft,
        };

    /// <summary>The same booking as often as the rule says; a series takes no hold.</summary>
    public NewSeries ToSeries()
    {
        var (first, booking) = (Day!.Value, ToRequest());
        booking.HoldId = null;
        return new NewSeries
        {
            Rrule = Repeat.Write(first),
            Booking = booking,
            Exdates =
            [
                .. Repeat.Days(first).Where(Repeat.Except.Contains).Select(d => ChinaTime.Iso(ChinaTime.At(d, From))),
            ],
            OnConflict = Repeat.Skips ? "skip" : "all-or-nothing",
        };
    }

    /// <summary>The key of this content.</summary>
    public string KeyFor<T>(T request)
    {
        var content = JsonSerializer.Serialize(request, PortalJson.For<T>());
        if (_keyFor != content)
        {
            (_keyFor, _key) = (content, Guid.NewGuid().ToString());
        }
        return _key;
    }

    /// <summary>The service has decided: the next submission is a new attempt.</summary>
    public void Decided() => _keyFor = null;
}
