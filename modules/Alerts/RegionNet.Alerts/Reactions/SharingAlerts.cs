using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <summary>A cluster of abnormal or bad-faith filings concerns every zone it lies in. A filer that is no organisation has no name here.</summary>
internal sealed class OnFilingClusterFound(AlertStreams streams) : IEventBatchHandler<FilingClusterFound>
{
    public Task Handle(IReadOnlyList<Delivery<FilingClusterFound>> deliveries, CancellationToken ct) =>
        streams.Raise([.. deliveries.Select(d => Draft(d.Context, d.Fact))], ct);

    private static AlertDraft Draft(EventContext cause, FilingClusterFound fact)
    {
        var (roleZh, roleEn) = fact.Role == "agent" ? ("代理机构", "agent") : ("申请人", "applicant");
        var (filerZh, filerEn) = fact.FilerName is { } name ? ($"“{name}”", $" {name}") : ("", "");
        var (nextZh, nextEn) = fact.HasLead
            ? ("已形成线索，待核实", "a lead was raised and is to be verified")
            : ("主体身份须人工确认", "a person has to say who it is");
        return new AlertDraft(
            cause,
            fact.Zones,
            "discipline.filing-cluster",
            "moderate",
            "跨区域非正常或恶意申请聚集",
            "Cluster of abnormal or bad-faith filings across zones",
            $"同一{roleZh}{filerZh}于{fact.From:yyyy年M月d日}至{fact.Until:yyyy年M月d日}在{fact.Zones.Count}个协作区有{fact.Filings}件非正常或恶意申请，{nextZh}",
            $"{fact.Filings} abnormal or bad-faith filings of one {roleEn}{filerEn} from {Times.En(fact.From)} to {Times.En(fact.Until)} in {fact.Zones.Count} zones; {nextEn}"
        )
        {
            Organisations = [fact.OrganisationId],
        };
    }
}

/// <summary>What is late between two authorities concerns the zones of both. Neither party nor document is named: who may, reads the task.</summary>
internal abstract class LateSharing(AlertStreams streams, IZoneDirectory zones)
{
    protected async Task Raise(
        EventContext cause,
        IReadOnlyList<Guid> organisations,
        string kind,
        (string Zh, string En) title,
        (string Zh, string En) body,
        CancellationToken ct
    )
    {
        var known = await zones.Organisations(
            organisations,
            DateOnly.FromDateTime(BusinessTime.Local(cause.OccurredAt).DateTime),
            ct
        );
        await streams.Raise(
            [
                new AlertDraft(
                    cause,
                    [
                        .. known
                            .Values.SelectMany(o => o.Zones)
                            .Distinct(StringComparer.Ordinal)
                            .Order(StringComparer.Ordinal),
                    ],
                    kind,
                    "severe",
                    title.Zh,
                    title.En,
                    body.Zh,
                    body.En
                )
                {
                    Organisations = organisations,
                },
            ],
            ct
        );
    }
}

internal sealed class OnProvinceTaskOverdue(AlertStreams streams, IZoneDirectory zones)
    : LateSharing(streams, zones),
        IEventHandler<ProvinceTaskOverdue>
{
    public Task Handle(EventContext context, ProvinceTaskOverdue fact, CancellationToken ct)
    {
        var (zh, en) = fact.State switch
        {
            "pushed" => ("登记地省份未按期公示", "the province of registration has not published it"),
            "retracting" => ("登记地省份未按期停止公示", "the province of registration has not taken it down"),
            _ => ("未按期推送登记地省份", "it was not pushed to the province of registration"),
        };
        return Raise(
            context,
            [fact.SenderOrganisationId, .. fact.ReceiverOrganisationIds],
            "discipline.province-task-overdue",
            ("跨省推送逾期", "Push between provinces overdue"),
            (
                $"一项名单条目{zh}，期限为{fact.DueOn:yyyy年M月d日}",
                $"About an entry of a discipline list: {en}; it was due by {Times.En(fact.DueOn)}"
            ),
            ct
        );
    }
}

internal sealed class OnClearanceOverdue(AlertStreams streams, IZoneDirectory zones)
    : LateSharing(streams, zones),
        IEventHandler<ClearanceOverdue>
{
    public Task Handle(EventContext context, ClearanceOverdue fact, CancellationToken ct) =>
        Raise(
            context,
            [.. new[] { fact.OrganisationId, fact.GrantingOrganisationId }.Distinct()],
            "discipline.clearance-overdue",
            ("名单接收方未确认停止使用", "A subscriber has not confirmed a withdrawal"),
            (
                $"名单 {fact.ListCode} 的一项撤出变更（序号 {fact.Sequence}）应于{fact.DueOn:yyyy年M月d日}前确认停止使用，接收方尚未确认",
                $"Change {fact.Sequence} of the list {fact.ListCode} withdraws an entry; its subscriber should have confirmed by {Times.En(fact.DueOn)}"
            ),
            ct
        );
}
