using RegionNet.Assessments.Contracts;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <summary>The result of a demonstration zone is public once it is final: told in the cooperation zones that cover its place.</summary>
internal sealed class OnResultPublished(AlertStreams streams, IZoneDirectory zones)
    : IEventBatchHandler<ResultPublished>
{
    public async Task Handle(IReadOnlyList<Delivery<ResultPublished>> deliveries, CancellationToken ct)
    {
        var alerts = new List<AlertDraft>(deliveries.Count);
        foreach (var (context, fact) in deliveries)
        {
            var (zh, en) = fact.Outcome switch
            {
                "recognised" => ("通过验收", "recognised"),
                "extended" => ("延期建设", "building extended"),
                "not-recognised" => ("未通过验收", "not recognised"),
                "renewed" => ("续期", "renewed"),
                _ => ("撤销", "revoked"),
            };
            alerts.Add(
                new AlertDraft(
                    context,
                    await Places.Covering(zones, fact.PlaceCode, context, ct),
                    "assessments.result-published",
                    "minor",
                    $"示范区评估结果公布：{fact.ZoneZh}",
                    $"Result of a demonstration zone: {fact.ZoneEn}",
                    $"{fact.RoundZh}：{fact.ZoneZh}，{fact.Grade}，{zh}",
                    $"{fact.RoundEn}: {fact.ZoneEn}, {fact.GradeEn}, {en}"
                )
            );
        }
        await streams.Raise(alerts, ct);
    }
}

/// <summary>
/// A demonstration zone has something open and the stage ends soon. How much is open stays with those who have to do it; they have their
/// own reminders in Assessments.
/// </summary>
internal sealed class OnDeadlineNear(AlertStreams streams, IZoneDirectory zones) : IEventBatchHandler<DeadlineNear>
{
    public async Task Handle(IReadOnlyList<Delivery<DeadlineNear>> deliveries, CancellationToken ct)
    {
        var alerts = new List<AlertDraft>(deliveries.Count);
        foreach (var (context, fact) in deliveries)
        {
            var (zh, en) =
                fact.Stage == "self-assessment"
                    ? ("自评", "self-assessment")
                    : ("材料补正", "mending of returned evidence");
            alerts.Add(
                new AlertDraft(
                    context,
                    await Places.Covering(zones, fact.PlaceCode, context, ct),
                    "assessments.deadline-near",
                    "minor",
                    $"示范区评估期限临近：{fact.ZoneZh}",
                    $"Deadline of an assessment: {fact.ZoneEn}",
                    $"{fact.RoundZh}：{fact.ZoneZh}{zh}将于{fact.Until:yyyy年M月d日}截止，尚未完成",
                    $"{fact.RoundEn}: the {en} of {fact.ZoneEn} ends on {Times.En(fact.Until)} and is not complete"
                )
                {
                    Organisations = fact.OrganisationId is { } filer ? [filer] : [],
                    ExpiresAt = BusinessTime.At(fact.Until.AddDays(1), TimeOnly.MinValue),
                }
            );
        }
        await streams.Raise(alerts, ct);
    }
}

internal static class Places
{
    /// <summary>The cooperation zones that cover a place on the day of the event.</summary>
    public static Task<IReadOnlyList<string>> Covering(
        IZoneDirectory zones,
        string placeCode,
        EventContext cause,
        CancellationToken ct
    ) => zones.ZonesCovering(placeCode, DateOnly.FromDateTime(BusinessTime.Local(cause.OccurredAt).DateTime), ct);
}
