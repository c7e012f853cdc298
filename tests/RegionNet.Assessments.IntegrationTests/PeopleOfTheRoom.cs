using RegionNet.Access.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Assessments.IntegrationTests;

/// <summary>The room's people, in the place of Access.</summary>
internal sealed class PeopleOfTheRoom(IEnumerable<CurrentUser> people) : IPeople
{
    private readonly List<CurrentUser> _people = [.. people];

    public Task<IReadOnlyDictionary<string, string>> DisplayNames(
        IReadOnlyCollection<string> subjects,
        CancellationToken ct
    ) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(
            _people
                .Where(p => subjects.Contains(p.Subject))
                .ToDictionary(p => p.Subject, p => p.DisplayName, StringComparer.Ordinal)
        );

    public Task<IReadOnlyList<string>> Holding(string role, string? zoneCode, CancellationToken ct) =>
        Subjects(p => p.Has(role) && (zoneCode is null || p.GrantedZones.Contains(zoneCode)));

    public Task<IReadOnlyList<string>> HoldingIn(
        string role,
        IReadOnlyCollection<Guid> organisationIds,
        CancellationToken ct
    ) => Subjects(p => p.Has(role) && organisationIds.Contains(p.OrganisationId));

    private Task<IReadOnlyList<string>> Subjects(Func<CurrentUser, bool> holds) =>
        Task.FromResult<IReadOnlyList<string>>([
            .. _people.Where(holds).Select(p => p.Subject).Order(StringComparer.Ordinal),
        ]);
}
