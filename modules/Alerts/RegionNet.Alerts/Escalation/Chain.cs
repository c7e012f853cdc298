using RegionNet.Access.Contracts;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <summary>A person whom an escalation goes to.</summary>
/// <param name="StandsInFor">The liaison officer who is away.</param>
internal sealed record ChainMember(string Subject, Guid? StandsInFor);

/// <summary>
/// Who is next in the chain: the zone's liaison officers on duty, by terms, absences and deputies; the heads of the organisations
/// concerned; the national coordinators. Asks other modules, so never while rows are locked.
/// </summary>
internal sealed class Chain(IDutyRoster roster, IPeople people)
{
    /// <returns>Empty when nobody is there to be told.</returns>
    public async Task<IReadOnlyList<ChainMember>> Of(
        string target,
        string zone,
        IReadOnlyCollection<Guid> organisations,
        DateTimeOffset at,
        CancellationToken ct
    ) =>
        target switch
        {
            "zone-lead" => await OnDuty(zone, at, _ => true, ct) is { Count: > 0 } officers
                ? officers
                // A zone that has named no officer yet, or none with an account, is led by its coordinators.
                : Own(await people.Holding(Roles.ZoneCoordinator, zone, ct)),
            "unit-head" => await people.HoldingIn(Roles.CentreDirector, organisations, ct) is { Count: > 0 } heads
                ? Own(heads)
                // A court or an office has no director here: its liaison officer speaks for it.
                : await OnDuty(zone, at, o => organisations.Contains(o.OrganisationId), ct),
            "national" => Own(await people.Holding(Roles.NationalCoordinator, null, ct)),
            _ => [],
        };

    private async Task<IReadOnlyList<ChainMember>> OnDuty(
        string zone,
        DateTimeOffset at,
        Func<DutyOfficer, bool> concerned,
        CancellationToken ct
    )
    {
        var officers = (await roster.OnDuty(zone, at, ct)).Where(o => o.Account is not null && concerned(o)).ToList();
        var known = await people.DisplayNames([.. officers.Select(o => o.Account!)], ct);
        return
        [
            .. officers
                .Where(o => known.ContainsKey(o.Account!))
                .DistinctBy(o => o.Account, StringComparer.Ordinal)
                .Select(o => new ChainMember(o.Account!, o.StandsInFor)),
        ];
    }

    private static IReadOnlyList<ChainMember> Own(IEnumerable<string> subjects) =>
        [.. subjects.Select(s => new ChainMember(s, null))];
}
