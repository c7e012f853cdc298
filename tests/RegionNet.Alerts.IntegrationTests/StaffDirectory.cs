using System.Collections.Concurrent;
using RegionNet.Access.Contracts;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>People with roles, in the place of Access.</summary>
public sealed class StaffDirectory : IPeople
{
    private readonly ConcurrentDictionary<string, (string Role, string? Zone, Guid? Organisation)> _staff = new();

    public void Add(string subject, string role = "", string? zone = null, Guid? organisation = null) =>
        _staff[subject] = (role, zone, organisation);

    public Task<IReadOnlyDictionary<string, string>> DisplayNames(
        IReadOnlyCollection<string> subjects,
        CancellationToken ct
    ) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(
            subjects
                .Where(_staff.ContainsKey)
                .Distinct(StringComparer.Ordinal)
                .ToDictionary(s => s, s => $"name of {s}")
        );

    public Task<IReadOnlyList<string>> Holding(string role, string? zoneCode, CancellationToken ct) =>
        Subjects(s => s.Role == role && (zoneCode is null || s.Zone == zoneCode));

    public Task<IReadOnlyList<string>> HoldingIn(
        string role,
        IReadOnlyCollection<Guid> organisationIds,
        CancellationToken ct
    ) => Subjects(s => s.Role == role && s.Organisation is { } o && organisationIds.Contains(o));

    private Task<IReadOnlyList<string>> Subjects(Func<(string Role, string? Zone, Guid? Organisation), bool> holds) =>
        Task.FromResult<IReadOnlyList<string>>([
            .. _staff.Where(s => holds(s.Value)).Select(s => s.Key).Order(StringComparer.Ordinal),
        ]);
}
