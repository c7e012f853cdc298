using RegionNet.Portal.Api;

namespace RegionNet.Portal.Alerts;

/// <summary>
/// One alert of one zone as its messages tell it: the newest message by number says how it stands, the others who did what. Messages
/// may be taken in any order and more than once. Pure: no clock, no network.
/// </summary>
public sealed class FoldedAlert
{
    private readonly SortedSet<long> _numbers = [];
    private readonly SortedSet<long> _notShown = [];

    private FoldedAlert(Alert newest)
    {
        Newest = newest;
        Telling = newest;
        FirstAt = newest.OccurredAt;
    }

    public Alert Newest { get; private set; }

    /// <summary>The newest message that told something of the matter: it decides the place in the feed, and is what one has seen.</summary>
    public Alert Telling { get; private set; }

    public string RootId => Newest.RootId;
    public string ZoneCode => Newest.ZoneCode;

    public DateTimeOffset FirstAt { get; private set; }

    /// <summary>Who acknowledged it, as far as the messages here tell.</summary>
    public Alert? Acknowledged { get; private set; }
    public Alert? Handling { get; private set; }

    /// <summary>A clock ran out over it.</summary>
    public bool WasOverdue { get; private set; }
    public bool IsOverdue => WasOverdue && Newest.IsUnanswered;

    /// <summary>The person has seen it, here or elsewhere, as far as is known.</summary>
    public bool Seen { get; set; }

    /// <summary>Known from the list of open alerts alone; its messages lie before what was read of the stream.</summary>
    public bool FromList => _numbers.Count == 0;

    /// <summary>Numbers of messages that have not been on the screen.</summary>
    public IReadOnlyCollection<long> NotShown => _notShown;

    public static FoldedAlert Of(Alert message)
    {
        var folded = new FoldedAlert(message);
        folded.Take(message);
        return folded;
    }

    /// <summary>An alert that is open though its messages are older than what was read of the stream.</summary>
    public static FoldedAlert Of(AlertCase open) =>
        new(
            new Alert
            {
                Id = open.RootId,
                RootId = open.RootId,
                ZoneCode = open.ZoneCode,
                Kind = open.Kind,
                Subject = open.Subject,
                Level = open.Level,
                State = open.State,
                Count = open.Count,
                CaseVersion = open.Version,
                TitleZh = open.TitleZh,
                TitleEn = open.TitleEn,
                BodyZh = open.BodyZh,
                BodyEn = open.BodyEn,
                OccurredAt = open.FirstAt,
                RecordedAt = open.LastAt,
                ExpiresAt = open.ExpiresAt,
                Silenced = open.SilenceId is not null,
            }
        )
        {
            Acknowledged = MarkOf(open.Acknowledged),
            Handling = MarkOf(open.Handling),
            // Every step of its clock is done, and nobody answered.
            WasOverdue = open is { IsUnanswered: true, DueAt: null, SilenceId: null },
            Seen = true,
        };

    /// <summary>Takes a message of this alert; true when it is the newest.</summary>
    public bool Take(Alert message)
    {
        var first = FromList;
        if (!_numbers.Add(message.Sequence))
        {
            return false;
        }
        _notShown.Add(message.Sequence);
        if (message.Id == message.RootId || message.OccurredAt < FirstAt)
        {
            FirstAt = message.OccurredAt;
        }
        Seen = message.SeenAt is not null || Seen && !(first && message.Tells);
        switch (message.Change)
        {
            case "acknowledged":
                Acknowledged = message;
                break;
            case "handling":
                Handling = message;
                break;
            case "overdue" or "escalated":
                WasOverdue = true;
                break;
        }
        if (message.Tells && (!Telling.Tells || message.Sequence > Telling.Sequence))
        {
            Telling = message;
        }
        if (message.Sequence < Newest.Sequence)
        {
            return false;
        }
        Newest = message;
        return true;
    }

    /// <summary>All of it was on the screen as it stands now.</summary>
    public void Shown() => _notShown.Clear();

    private static Alert? MarkOf(CaseMark? mark) =>
        mark is null ? null : new Alert { ActorName = mark.Name, RecordedAt = mark.At };
}
