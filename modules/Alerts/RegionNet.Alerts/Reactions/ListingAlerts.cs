using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <summary>
/// A listing, its end or its return is told to the zones where the party is registered and to those of the authority. A natural person
/// is not named: an alert carries no more personal data than its reader may query.
/// </summary>
internal sealed class OnListingChanged(AlertStreams streams, IZoneDirectory zones) : IEventBatchHandler<ListingChanged>
{
    public async Task Handle(IReadOnlyList<Delivery<ListingChanged>> deliveries, CancellationToken ct)
    {
        var alerts = new List<AlertDraft>(deliveries.Count);
        foreach (var (context, fact) in deliveries)
        {
            var day = DateOnly.FromDateTime(BusinessTime.Local(context.OccurredAt).DateTime);
            var told = await ZonesOf(fact, day, ct);
            if (told.Count == 0 || Words(fact.Change) is not { } words)
            {
                continue;
            }
            var authority = await zones.Organisation(fact.AuthorityOrganisationId, ct);
            alerts.Add(
                new AlertDraft(
                    context,
                    told,
                    words.Listed ? "discipline.listed" : "discipline.delisted",
                    "moderate",
                    $"{words.Zh}：{fact.ListZh}",
                    $"{words.En}: {fact.ListEn}",
                    $"{fact.PartyName ?? "一名自然人"}{(fact.PartyCode is null ? "" : $"（{fact.PartyCode}）")}，"
                        + $"{authority?.Zh ?? "决定机关"}，期限{fact.From:yyyy年M月d日}至{fact.Until.AddDays(-1):yyyy年M月d日}",
                    $"{fact.PartyName ?? "A natural person"}{(fact.PartyCode is null ? "" : $" ({fact.PartyCode})")}, "
                        + $"{authority?.En ?? "the authority"}, {fact.From:yyyy-MM-dd} to {fact.Until.AddDays(-1):yyyy-MM-dd}"
                )
                {
                    Organisations = [fact.AuthorityOrganisationId],
                }
            );
        }
        if (alerts.Count > 0)
        {
            await streams.Raise(alerts, ct);
        }
    }

    private async Task<IReadOnlyList<string>> ZonesOf(ListingChanged fact, DateOnly day, CancellationToken ct) =>
        [
            .. (fact.PlaceCode is null ? [] : await zones.ZonesCovering(fact.PlaceCode, day, ct))
                .Concat(await zones.ZonesOf(fact.AuthorityOrganisationId, day, ct))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    /// <returns>Null for a change this version does not know.</returns>
    private static (bool Listed, string Zh, string En)? Words(string change) =>
        change switch
        {
            "published" => (true, "列入名单", "Listed"),
            "reinstated" => (true, "恢复列入", "Reinstated"),
            "stay-lifted" => (true, "停止执行解除", "Stay lifted"),
            "stayed" => (false, "停止执行", "Stayed"),
            "repaired" => (false, "信用修复移出", "Removed after repair"),
            "revoked" => (false, "撤销列入", "Listing revoked"),
            _ => null,
        };
}
