namespace RegionNet.Discipline.Contracts;

/// <summary>A party by what identifies it. A name alone never identifies (domain rule: it is a candidate for a person to confirm).</summary>
/// <param name="Code">Unified social credit code (GB 32100-2015) in capitals; null for a person.</param>
/// <param name="IdFingerprint">Keyed hash of a resident ID as <see cref="IDisciplineRecords.FingerprintOf"/> gives it; null for an organisation.</param>
public sealed record PartyKey(string? Code, string? IdFingerprint);

/// <summary>An entry that is in force for a party at the moment of asking.</summary>
/// <param name="ListCode">Which list it stands on.</param>
/// <param name="DocumentNumber">Of the decision.</param>
/// <param name="From">First day of the period.</param>
/// <param name="Until">First day after the period.</param>
public sealed record ListedFinding(
    Guid EntryId,
    string ListCode,
    string ListZh,
    string ListEn,
    string DocumentNumber,
    string AuthorityZh,
    DateOnly From,
    DateOnly Until
);

/// <summary>
/// Which parties are listed. Read-only; the status is computed at the moment of asking. Never call it while holding row locks.
/// </summary>
public interface IDisciplineRecords
{
    /// <summary>Entries in force, by party; a party without any is absent. One query, however many parties.</summary>
    Task<IReadOnlyDictionary<PartyKey, IReadOnlyList<ListedFinding>>> InForce(
        IReadOnlyCollection<PartyKey> parties,
        DateTimeOffset at,
        CancellationToken ct
    );

    /// <summary>The keyed hash under which a resident ID (GB 11643) is found; the same in every process with the same key.</summary>
    string FingerprintOf(string residentId);
}
