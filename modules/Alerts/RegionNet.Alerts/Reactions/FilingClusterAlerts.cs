using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

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
