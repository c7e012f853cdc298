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
            var told = await SessionInZones.Of(zones, fact.OrganisationId, fact.Rooms, context.OccurredAt, ct);
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
                        Organisations = [fact.OrganisationId, .. fact.Rooms.Select(r => r.OrganisationId).Distinct()],
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

/// <summary>A booking concerns every zone that a host lies in and the booking organisation does not: it could not know of it otherwise.</summary>
internal sealed class OnSessionBooked(AlertStreams streams, IZoneDirectory zones)
    : SessionAlerts<SessionBooked>(streams, zones)
{
    protected override SessionText Tell(SessionBooked fact, SessionInZones told) =>
        new(
            told.OfHosts,
            "hearings.session-booked",
            "minor",
            "跨区域庭审预约",
            "Cross-zone hearing booked",
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
    /// <summary>A move after the notice went out is to be handled, not merely known.</summary>
    protected override SessionText Tell(SessionMoved fact, SessionInZones told) =>
        new(
            told.OfHosts,
            "hearings.session-moved",
            fact.WasPublished ? "severe" : "moderate",
            fact.WasPublished ? "已公告庭审改期" : "跨区域庭审改期",
            fact.WasPublished ? "Published hearing moved" : "Cross-zone hearing moved",
            $"{told.BookedByZh}将{Times.Zh(fact.OldFrom, fact.OldTo)}的庭审改为{Times.Zh(fact.From, fact.To)}：{told.RoomsZh}",
            $"{told.BookedByEn} moved the hearing of {Times.En(fact.OldFrom, fact.OldTo)} to {Times.En(fact.From, fact.To)}: {told.RoomsEn}"
        );
}

internal sealed class OnSessionCancelled(AlertStreams streams, IZoneDirectory zones)
    : SessionAlerts<SessionCancelled>(streams, zones)
{
    /// <summary>A rejection is the host's doing, so it is the booker who has to be told.</summary>
    protected override SessionText Tell(SessionCancelled fact, SessionInZones told)
    {
        var (zh, en) = fact.Status switch
        {
            "rejected" => ("跨区域庭审未获批准", "Cross-zone hearing rejected"),
            "withdrawn" => ("跨区域庭审撤回", "Cross-zone hearing withdrawn"),
            "no-show" => ("跨区域庭审未到庭", "Cross-zone hearing: nobody came"),
            _ => ("跨区域庭审取消", "Cross-zone hearing cancelled"),
        };
        return new(
            fact.Status is "rejected" or "no-show" ? told.All : told.OfHosts,
            "hearings.session-cancelled",
            "moderate",
            zh,
            en,
            $"{told.BookedByZh}{Times.Zh(fact.From, fact.To)}的庭审不再举行，以下审理庭已释放：{told.RoomsZh}",
            $"The hearing of {told.BookedByEn} on {Times.En(fact.From, fact.To)} is off; free again: {told.RoomsEn}"
        );
    }
}

internal sealed class OnSessionProgressed(AlertStreams streams, IZoneDirectory zones)
    : SessionAlerts<SessionProgressed>(streams, zones)
{
    /// <summary>What a host decided concerns the booker's zones; the other steps of a session's life concern no other zone.</summary>
    protected override SessionText? Tell(SessionProgressed fact, SessionInZones told) =>
        fact.Status switch
        {
            "approved" => new(
                told.OfBooker,
                "hearings.session-approved",
                "minor",
                "跨区域庭审已获批准",
                "Cross-zone hearing approved",
                $"{told.BookedByZh}{Times.Zh(fact.From, fact.To)}的庭审已获批准：{told.RoomsZh}",
                $"The hearing of {told.BookedByEn} on {Times.En(fact.From, fact.To)} is approved: {told.RoomsEn}"
            ),
            "supplement" => new(
                told.OfBooker,
                "hearings.session-sent-back",
                "moderate",
                "跨区域庭审需补正",
                "Cross-zone hearing sent back",
                $"{told.BookedByZh}{Times.Zh(fact.From, fact.To)}的庭审申请需补正：{told.RoomsZh}",
                $"The submission of {told.BookedByEn} for {Times.En(fact.From, fact.To)} is to be supplemented: {told.RoomsEn}"
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

/// <summary>Which zones a session concerns, and its organisations' names for the text.</summary>
/// <param name="OfHosts">Zones of the hosts that the booking organisation does not lie in.</param>
/// <param name="OfBooker">Zones of the booking organisation that no host lies in.</param>
/// <param name="All">Zones of either.</param>
internal sealed record SessionInZones(
    IReadOnlyList<string> OfHosts,
    IReadOnlyList<string> OfBooker,
    IReadOnlyList<string> All,
    string BookedByZh,
    string BookedByEn,
    string RoomsZh,
    string RoomsEn
)
{
    public static async Task<SessionInZones> Of(
        IZoneDirectory zones,
        Guid bookedBy,
        IReadOnlyList<SessionRoom> rooms,
        DateTimeOffset at,
        CancellationToken ct
    )
    {
        var organisations = await zones.Organisations(
            rooms.Select(r => r.OrganisationId).Append(bookedBy).Distinct().ToArray(),
            DateOnly.FromDateTime(BusinessTime.Local(at).DateTime),
            ct
        );
        var booker = organisations.GetValueOrDefault(bookedBy);
        var own = booker?.Zones ?? [];
        var hosts = rooms
            .SelectMany(r => organisations.GetValueOrDefault(r.OrganisationId)?.Zones ?? [])
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return new SessionInZones(
            [.. hosts.Except(own, StringComparer.Ordinal)],
            [.. own.Except(hosts, StringComparer.Ordinal)],
            [.. hosts.Union(own, StringComparer.Ordinal)],
            booker?.Zh ?? "",
            booker?.En ?? "",
            string.Join('、', rooms.Select(r => $"{organisations.GetValueOrDefault(r.OrganisationId)?.Zh} {r.NameZh}")),
            string.Join("; ", rooms.Select(r => $"{organisations.GetValueOrDefault(r.OrganisationId)?.En}, {r.NameEn}"))
        );
    }
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
