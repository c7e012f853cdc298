using System.Globalization;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>Raises the lead of a cluster: a case of the authority whose import completed it, about the party that the filer is.</summary>
internal sealed class ClusterLeads(
    Parties parties,
    CaseFacts facts,
    CaseSteps steps,
    DisciplineSealing sealing,
    TimeProvider clock
)
{
    /// <returns>
    /// The case; null where no party can be named: a name alone identifies nobody, and a code whose check digit fails or that is known under
    /// another name has to be looked at by a person first. The cluster and its alert stand all the same.
    /// </returns>
    public async Task<Guid?> Raise(Tx tx, ClusterRule rule, FoundCluster found, FilerRow filer, Guid organisation)
    {
        if (!filer.IsIdentified)
        {
            return null;
        }
        var (suspicion, place) = await tx.QueryOne<(string, string)>(
            $"""
            select mode() within group (order by suspicion), mode() within group (order by place_code) from filing
            where {(
                rule.Role == "agent" ? "agent_id" : "applicant_id"
            )} = @FilerId and filed_on >= @From and filed_on < @Until
            """,
            new
            {
                found.FilerId,
                found.From,
                found.Until,
            }
        );
        var party = await parties.Register(
            tx,
            filer.Code is { } code
                ? new NamedParty("organisation", filer.Name!, code, null, null, null)
                : new NamedParty(
                    "person",
                    sealing.Open(filer.Id, Filers.NameField, filer.NameSealed!),
                    null,
                    null,
                    sealing.Open(filer.Id, Filers.IdField, filer.IdSealed!),
                    place
                )
        );
        return party.Refusal is null ? await Raise(tx, rule.Id, found, suspicion, party.Value.Id, organisation) : null;
    }

    /// <summary>The same about a party that a person has named.</summary>
    /// <param name="suspicion">abnormal or bad-faith: which ground it is (<c>suspicion_ground</c>).</param>
    public async Task<Guid?> Raise(
        Tx tx,
        string rule,
        FoundCluster found,
        string suspicion,
        Guid party,
        Guid organisation
    )
    {
        var ground = await tx.QueryOne<(string List, string Ground)>(
            "select list_code, ground_code from suspicion_ground where suspicion = @suspicion",
            new { suspicion }
        );
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"导入的申请数据中发现聚集：{found.From:yyyy年M月d日}至{found.Until.AddDays(-1):yyyy年M月d日}共{found.Filings}件，涉及协作区{string.Join('、', found.Zones)}（聚集规则 {rule}，本系统建议）。"
        );
        var lead = await OpenCase.Lead(
            tx,
            steps,
            facts,
            clock,
            organisation,
            party,
            new OpenCaseRequest(new PartyRequest("organisation", "-"), ground.List, ground.Ground, text)
        );
        return lead?.Id;
    }
}
