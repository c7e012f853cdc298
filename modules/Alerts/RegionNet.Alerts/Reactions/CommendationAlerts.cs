using RegionNet.Commendations.Contracts;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <summary>
/// A party that was nominated or commended is listed since: the zones of the unit that nominated are told. A person is not named; who
/// may, finds the nomination by its number.
/// </summary>
internal sealed class OnCommendationReviewOpened(AlertStreams streams, IZoneDirectory zones)
    : IEventBatchHandler<CommendationReviewOpened>
{
    public async Task Handle(IReadOnlyList<Delivery<CommendationReviewOpened>> deliveries, CancellationToken ct)
    {
        var alerts = new List<AlertDraft>(deliveries.Count);
        foreach (var (context, fact) in deliveries)
        {
            var on = DateOnly.FromDateTime(BusinessTime.Local(context.OccurredAt).DateTime);
            var unit = (await zones.Organisations([fact.OrganisationId], on, ct)).GetValueOrDefault(
                fact.OrganisationId
            );
            // A central organ lies in no zone; its reviews stand in the list of those who organise.
            if (unit is not { Zones.Count: > 0 })
            {
                continue;
            }
            alerts.Add(
                new AlertDraft(
                    context,
                    unit.Zones,
                    "commendations.review-opened",
                    "severe",
                    $"通报表扬对象被列入名单 {fact.Number}",
                    $"Commended party listed: {fact.Number}",
                    $"{unit.Zh}推荐的{fact.NomineeName ?? "个人"}其后被列入{fact.ListZh}，须复核后作出决定",
                    $"{fact.NomineeName ?? "A person"} nominated by {unit.En} was listed since ({fact.ListEn}): to be reviewed"
                )
                {
                    Organisations = [fact.OrganisationId],
                }
            );
        }
        if (alerts.Count > 0)
        {
            await streams.Raise(alerts, ct);
        }
    }
}
