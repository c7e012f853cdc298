using System.Globalization;
using RegionNet.Hearings.Contracts;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <summary>
/// A session concerns every zone that a host centre lies in and the booking organisation does not: those zones could
/// not know of it otherwise. The text names rooms and times, which the board shows to all, and neither case nor party.
/// </summary>
internal sealed class OnSessionBooked(AlertStreams streams, IZoneDirectory zones) : IEventBatchHandler<SessionBooked>
{
    public async Task Handle(IReadOnlyList<Delivery<SessionBooked>> deliveries, CancellationToken ct)
    {
        var alerts = new List<AlertDraft>(deliveries.Count);
        foreach (var (context, fact) in deliveries)
        {
            var told = await SessionInZones.Of(zones, fact.OrganisationId, fact.Rooms, context.OccurredAt, ct);
            alerts.Add(
                new AlertDraft(
                    context,
                    told.Zones,
                    "hearings.session-booked",
                    "minor",
                    $"跨区域庭审预约 {fact.Number}",
                    $"Cross-zone hearing booked: {fact.Number}",
                    $"{told.BookedByZh}预约了{Times.Zh(fact.From, fact.To)}的庭审：{told.RoomsZh}",
                    $"{told.BookedByEn} booked a hearing for {Times.En(fact.From, fact.To)}: {told.RoomsEn}"
                )
            );
        }
        await streams.Raise(alerts, ct);
    }
}

internal sealed class OnSessionCancelled(AlertStreams streams, IZoneDirectory zones)
    : IEventBatchHandler<SessionCancelled>
{
    public async Task Handle(IReadOnlyList<Delivery<SessionCancelled>> deliveries, CancellationToken ct)
    {
        var alerts = new List<AlertDraft>(deliveries.Count);
        foreach (var (context, fact) in deliveries)
        {
            var told = await SessionInZones.Of(zones, fact.OrganisationId, fact.Rooms, context.OccurredAt, ct);
            alerts.Add(
                new AlertDraft(
                    context,
                    told.Zones,
                    "hearings.session-cancelled",
                    "moderate",
                    $"跨区域庭审取消 {fact.Number}",
                    $"Cross-zone hearing cancelled: {fact.Number}",
                    $"{told.BookedByZh}取消了{Times.Zh(fact.From, fact.To)}的庭审，以下审理庭已释放：{told.RoomsZh}",
                    $"{told.BookedByEn} cancelled the hearing of {Times.En(fact.From, fact.To)}; free again: {told.RoomsEn}"
                )
            );
        }
        await streams.Raise(alerts, ct);
    }
}

/// <summary>Which zones a session concerns, and its organisations' names for the text.</summary>
internal sealed record SessionInZones(
    IReadOnlyList<string> Zones,
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
        return new SessionInZones(
            [
                .. rooms
                    .SelectMany(r => organisations.GetValueOrDefault(r.OrganisationId)?.Zones ?? [])
                    .Except(own, StringComparer.Ordinal),
            ],
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

    private static string Write(string format, DateTimeOffset from, DateTimeOffset to) =>
        BusinessTime.Local(from).ToString(format, CultureInfo.InvariantCulture)
        + BusinessTime.Local(to).ToString("'–'HH:mm", CultureInfo.InvariantCulture);
}
