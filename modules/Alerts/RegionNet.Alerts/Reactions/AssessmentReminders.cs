using RegionNet.Assessments.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>
/// Whoever has something open in an assessment is reminded by mail too, also without a stream of alerts: evaluators, officers of
/// demonstration zones and organisers. What is said is what the event says.
/// </summary>
internal sealed class OnPersonReminded(AlertsDb db) : IEventHandler<PersonReminded>
{
    public Task Handle(EventContext context, PersonReminded fact, CancellationToken ct) =>
        db.Consume(context, tx => PersonalNotices.Write(tx, Notice(context, fact)), ct);

    private static PersonalNotice Notice(EventContext context, PersonReminded fact)
    {
        var (stageZh, stageEn) = fact.Stage switch
        {
            "self-assessment" => ("自评", "self-assessment"),
            "evidence-check" => ("材料核查", "evidence check"),
            _ => ("专家评分", "scoring"),
        };
        var endZh = $"{fact.RoundZh}：{stageZh}于{fact.Until:yyyy年M月d日}截止";
        var endEn = $"{fact.RoundEn}: {stageEn} ends on {Times.En(fact.Until)}";
        return new PersonalNotice(
            context.EventId,
            fact.Subject,
            fact.Role,
            "assessments.person-reminded",
            endZh,
            endEn,
            string.Join('\n', [$"{endZh}。", .. fact.Open.Select(o => Open(fact, o).Zh)]),
            string.Join('\n', [$"{endEn}.", .. fact.Open.Select(o => Open(fact, o).En)]),
            fact.Path,
            context.OccurredAt
        );
    }

    private static (string Zh, string En) Open(PersonReminded fact, OpenWork open) =>
        (fact.Work, fact.Stage) switch
        {
            ("filing", "self-assessment") => (
                $"{open.ZoneZh}：自评材料尚未提交，还有 {open.Count} 项未完成",
                $"{open.ZoneEn}: the self-assessment is not handed in; still open: {open.Count}"
            ),
            ("filing", _) => (
                $"{open.ZoneZh}：退回的指标还有 {open.Count} 项待补正",
                $"{open.ZoneEn}: indicators returned and not mended: {open.Count}"
            ),
            ("check", _) => ($"还有 {open.Count} 项指标材料待核查", $"Filings that wait to be checked: {open.Count}"),
            _ => ($"还有 {open.Count} 份评分表未提交", $"Score sheets not handed in: {open.Count}"),
        };
}
