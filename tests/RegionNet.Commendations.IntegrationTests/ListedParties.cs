using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using RegionNet.Discipline.Contracts;

namespace RegionNet.Commendations.IntegrationTests;

/// <summary>Discipline at its contract: who is listed says the test, and how often it was asked can be read.</summary>
public sealed class ListedParties : IDisciplineRecords
{
    private readonly ConcurrentDictionary<PartyKey, ListedFinding> _listed = new();
    private int _questions;

    public int Questions => _questions;

    public ListedFinding List(PartyKey party)
    {
        var finding = new ListedFinding(
            Guid.NewGuid(),
            "cnipa-dishonest",
            "知识产权失信名单",
            "List of dishonest IP acts",
            "国知信〔2026〕7号",
            "国家知识产权局",
            new DateOnly(2026, 1, 5),
            new DateOnly(2027, 1, 5)
        );
        _listed[party] = finding;
        return finding;
    }

    public void Clear(PartyKey party) => _listed.TryRemove(party, out _);

    public Task<IReadOnlyDictionary<PartyKey, IReadOnlyList<ListedFinding>>> InForce(
        IReadOnlyCollection<PartyKey> parties,
        DateTimeOffset at,
        CancellationToken ct
    )
    {
        Interlocked.Increment(ref _questions);
        return Task.FromResult<IReadOnlyDictionary<PartyKey, IReadOnlyList<ListedFinding>>>(
            parties.Where(_listed.ContainsKey).ToDictionary(p => p, p => (IReadOnlyList<ListedFinding>)[_listed[p]])
        );
    }

    public string FingerprintOf(string residentId) =>
        Convert.ToHexStringLower(HMACSHA256.HashData("test"u8, Encoding.UTF8.GetBytes(residentId)));
}
