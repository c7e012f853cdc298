using System.Globalization;
using RegionNet.Hearings.Contracts;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <summary>
/// Makes alerts of one kind of event about sessions. The text names rooms and times, which the board shows to all, and neither
/// case nor party.
/// </summary>
internal abstract class SessionAlerts<TEvent>(AlertStreams streams, IZoneDirectory zones) : IEventBatchHandler<TEvent>
    where TEvent : class, ISessionEvent
{
    public async Task Handle(IReadOnlyList<Delivery<TEvent>> deliveries, CancellationToken ct)
    {
        var alerts = new List<AlertDraft>(deliveries.Count);
        foreach (var (context, fact) in deliveries)
        {
            var told = await SessionInZones.Of(zones, fact, context.OccurredAt, ct);
            if (Tell(fact, told) is { } text)
            {
                alerts.Add(
                    new AlertDraft(
                        context,
                        text.Zones,
                        text.Kind,
                        text.Level,
                        $"{text.Zh} {fact.Number}",
                        $"{text.En}: {fact.Number}",
                        text.BodyZh,
                        text.BodyEn
                    )
                    {
                        Organisations = told.Organisations,
                    }
                );
            }
        }
        if (alerts.Count > 0)
        {
            await streams.Raise(alerts, ct);
        }
    }

    /// <returns>Null when nobody has to be told.</returns>
    protected abstract SessionText? Tell(TEvent fact, SessionInZones told);

    protected sealed record SessionText(
        IReadOnlyList<string> Zones,
        string Kind,
        string Level,
        string Zh,
        string En,
        string BodyZh,
        string BodyEn
    );
}

/// <summary>
/// A booking concerns the hosts that are not its booker. What an organisation books of its own rooms concerns nobody else.
/// </summary>
internal sealed class OnSessionBooked(AlertStreams streams, IZoneDirectory zones)
    : SessionAlerts<SessionBooked>(streams, zones)
{
    protected override SessionText Tell(SessionBooked fact, SessionInZones told) =>
        fact.Status == "submitted"
            ? new(
                told.OfHosts,
                "hearings.session-booked",
                "minor",
                $"{told.HearingZh}申请",
                $"{told.HearingEn} submitted",
                $"{told.BookedByZh}申请{Times.Zh(fact.From, fact.To)}的庭审，待主办单位批准：{told.RoomsZh}",
                $"{told.BookedByEn} asks the host to approve a hearing for {Times.En(fact.From, fact.To)}: {told.RoomsEn}"
            )
            : new(
                told.OfHosts,
                "hearings.session-booked",
                "minor",
                $"{told.HearingZh}预约",
                $"{told.HearingEn} booked",
                $"{told.BookedByZh}预约了{Times.Zh(fact.From, fact.To)}的庭审：{told.RoomsZh}",
                $"{told.BookedByEn} booked a hearing for {Times.En(fact.From, fact.To)}: {told.RoomsEn}"
            );
}

internal sealed class OnSessionPromoted(AlertStreams streams, IZoneDirectory zones)
    : SessionAlerts<SessionPromoted>(streams, zones)
{
    protected override SessionText Tell(SessionPromoted fact, SessionInZones told) =>
        new(
            told.All,
            "hearings.session-promoted",
            "minor",
            "候补庭审已排定",
            "Waiting hearing got its slot",
            $"{told.BookedByZh}候补的{Times.Zh(fact.From, fact.To)}庭审已排定：{told.RoomsZh}",
            $"The hearing of {told.BookedByEn} on {Times.En(fact.From, fact.To)} left the waiting list: {told.RoomsEn}"
        );
}

internal sealed class OnSessionMoved(AlertStreams streams, IZoneDirectory zones)
    : SessionAlerts<SessionMoved>(streams, zones)
{
    protected override SessionText Tell(SessionMoved fact, SessionInZones told)
    {
        var (oldZh, oldEn) = (Times.Zh(fact.OldFrom, fact.OldTo), Times.En(fact.OldFrom, fact.OldTo));
        var (newZh, newEn) = (Times.Zh(fact.From, fact.To), Times.En(fact.From, fact.To));
        var (moreZh, moreEn) = fact.Status == "submitted" ? ("；待主办单位批准", "; the host is to approve") : ("", "");
        if (fact.LeftRooms.Count > 0)
        {
            moreZh = $"；已腾出：{told.Zh(fact.LeftRooms)}{moreZh}";
            moreEn = $"; free again: {told.En(fact.LeftRooms)}{moreEn}";
        }
        // A host moved it, so that the booker has to be told as well.
        if (fact.DisplacedBy is { } host)
        {
            return new(
                told.OfBoth,
                "hearings.session-displaced",
                "moderate",
                $"{told.HearingZh}让位改期",
                $"{told.HearingEn} displaced",
                $"{told.NameZh(host)}因有优先级更高的庭审，将{told.BookedByZh}{oldZh}的庭审改为{newZh}：{told.RoomsZh}{moreZh}",
                $"{told.NameEn(host)} moved the hearing of {told.BookedByEn} from {oldEn} to {newEn} for one of higher priority: {told.RoomsEn}{moreEn}"
            );
        }
        // A move after the notice went out is to be handled, not merely known.
        return new(
            told.OfHosts,
            "hearings.session-moved",
            fact.WasPublished ? "severe" : "moderate",
            fact.WasPublished ? "已公告庭审改期" : $"{told.HearingZh}改期",
            fact.WasPublished ? "Published hearing moved" : $"{told.HearingEn} moved",
            $"{told.BookedByZh}将{oldZh}的庭审改为{newZh}：{told.RoomsZh}{moreZh}",
            $"{told.BookedByEn} moved the hearing of {oldEn} to {newEn}: {told.RoomsEn}{moreEn}"
        );
    }
}

internal sealed class OnSessionCancelled(AlertStreams streams, IZoneDirectory zones)
    : SessionAlerts<SessionCancelled>(streams, zones)
{
    /// <summary>A rejection is a host's doing, so that the booker has to be told; nobody's coming is news to all.</summary>
    protected override SessionText Tell(SessionCancelled fact, SessionInZones told)
    {
        var (zh, en) = fact.Status switch
        {
            "rejected" => ("未获批准", " rejected"),
            "withdrawn" => ("撤回", " withdrawn"),
            "no-show" => ("未到庭", ": nobody came"),
            _ => ("取消", " cancelled"),
        };
        return new(
            fact.Status is "rejected" or "no-show" ? told.All : told.OfHosts,
            "hearings.session-cancelled",
            "moderate",
            told.HearingZh + zh,
            told.HearingEn + en,
            $"{told.BookedByZh}{Times.Zh(fact.From, fact.To)}的庭审不再举行，以下审理庭已释放：{told.RoomsZh}",
            $"The hearing of {told.BookedByEn} on {Times.En(fact.From, fact.To)} is off; free again: {told.RoomsEn}"
        );
    }
}

internal sealed class OnSessionProgressed(AlertStreams streams, IZoneDirectory zones)
    : SessionAlerts<SessionProgressed>(streams, zones)
{
    /// <summary>What a host decided concerns the booker, what was submitted again the hosts; the other steps concern nobody else.</summary>
    protected override SessionText? Tell(SessionProgressed fact, SessionInZones told) =>
        fact.Status switch
        {
            "approved" => new(
                told.OfBooker,
                "hearings.session-approved",
                "minor",
                $"{told.HearingZh}已获批准",
                $"{told.HearingEn} approved",
                $"{told.BookedByZh}{Times.Zh(fact.From, fact.To)}的庭审已获批准：{told.RoomsZh}",
                $"The hearing of {told.BookedByEn} on {Times.En(fact.From, fact.To)} is approved: {told.RoomsEn}"
            ),
            "supplement" => new(
                told.OfBooker,
                "hearings.session-sent-back",
                "moderate",
                $"{told.HearingZh}需补正",
                $"{told.HearingEn} sent back",
                $"{told.BookedByZh}{Times.Zh(fact.From, fact.To)}的庭审申请需补正：{told.RoomsZh}",
                $"The submission of {told.BookedByEn} for {Times.En(fact.From, fact.To)} is to be supplemented: {told.RoomsEn}"
            ),
            "submitted" => new(
                told.OfHosts,
                "hearings.session-resubmitted",
                "minor",
                $"{told.HearingZh}补正后再次提交",
                $"{told.HearingEn} submitted again",
                $"{told.BookedByZh}已补正{Times.Zh(fact.From, fact.To)}的庭审申请，待主办单位批准：{told.RoomsZh}",
                $"{told.BookedByEn} supplemented the submission for {Times.En(fact.From, fact.To)}; the host is to approve: {told.RoomsEn}"
            ),
            _ => null,
        };
}

internal sealed class OnNoticeAtRisk(AlertStreams streams, IZoneDirectory zones)
    : SessionAlerts<NoticeAtRisk>(streams, zones)
{
    protected override SessionText Tell(NoticeAtRisk fact, SessionInZones told) =>
        new(
            told.All,
            "hearings.notice-at-risk",
            "severe",
            "庭审公告期限临近",
            "Notice period about to end",
            $"{told.BookedByZh}{Times.Zh(fact.From)}的庭审尚未获批准，最迟应于{fact.NoticeDue:yyyy年M月d日}通知：{told.RoomsZh}",
            $"The hearing of {told.BookedByEn} on {Times.En(fact.From)} isn't approved and must be noticed by {Times.En(fact.NoticeDue)}: {told.RoomsEn}"
        );
}

internal static class Times
{
    public static string Zh(DateTimeOffset from, DateTimeOffset to) => Write("yyyy年M月d日 HH:mm", from, to);

    public static string En(DateTimeOffset from, DateTimeOffset to) => Write("d MMMM yyyy, HH:mm", from, to);

    public static string Zh(DateTimeOffset at) =>
        BusinessTime.Local(at).ToString("yyyy年M月d日 HH:mm", CultureInfo.InvariantCulture);

    public static string En(DateTimeOffset at) =>
        BusinessTime.Local(at).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    public static string En(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private static string Write(string format, DateTimeOffset from, DateTimeOffset to) =>
        BusinessTime.Local(from).ToString(format, CultureInfo.InvariantCulture)
        + BusinessTime.Local(to).ToString("'–'HH:mm", CultureInfo.InvariantCulture);
}
