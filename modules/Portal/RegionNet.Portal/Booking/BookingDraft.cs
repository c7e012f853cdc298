using RegionNet.Portal.Api;
using RegionNet.Portal.Board;
using RegionNet.Portal.Language;
using RegionNet.Portal.Time;

namespace RegionNet.Portal.Booking;

/// <summary>
/// A booking being written. Its <c>Idempotency-Key</c> belongs to one content: it stays the same while no final answer came, so that a
/// second try can't book twice, and is renewed when the content changes or the service has decided.
/// </summary>
public sealed class BookingDraft
{
    private string? _keyFor;
    private string _key = "";

    public string Title { get; set; } = "";
    public string CaseNumber { get; set; } = "";
    public string Mode { get; set; } = "point-to-point";
    public string HearingClass { get; set; } = "oral-hearing";
    public DateOnly? Day { get; set; }

    /// <summary>Minutes after midnight, Beijing time.</summary>
    public int From { get; set; }
    public int To { get; set; }
    public List<Room> Rooms { get; } = [];

    /// <summary>Ids of rooms that the service said are taken at the time last submitted.</summary>
    public HashSet<string> Taken { get; } = new(StringComparer.Ordinal);

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
        return wrong;
    }

    public NewSession ToRequest() =>
        new()
        {
            Title = Title.Trim(),
            CaseNumber = CaseNumber.Trim(),
            Mode = Mode,
            HearingClass = HearingClass,
            From = ChinaTime.Iso(ChinaTime.At(Day!.Value, From)),
            To = ChinaTime.Iso(ChinaTime.At(Day.Value, To)),
            RoomIds = [.. Rooms.Select(r => r.Id)],
        };

    public string KeyFor(NewSession request)
    {
        var content = string.Join(
            '\n',
            [
                request.Title,
                request.CaseNumber,
                request.Mode,
                request.HearingClass,
                request.From,
                request.To,
                .. request.RoomIds,
            ]
        );
        if (_keyFor != content)
        {
            (_keyFor, _key) = (content, Guid.NewGuid().ToString());
        }
        return _key;
    }

    /// <summary>The service has decided: the next submission is a new attempt.</summary>
    public void Decided() => _keyFor = null;
}
