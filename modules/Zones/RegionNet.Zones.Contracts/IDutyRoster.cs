namespace RegionNet.Zones.Contracts;

/// <summary>A liaison officer who serves: in the own right, or for one who is away.</summary>
/// <param name="OrganisationId">The organisation of the officer's liaison body.</param>
/// <param name="Account">The officer's account (the subject of a person in Access); null when none has been named.</param>
/// <param name="StandsInFor">The officer whose place a deputy takes; null for an officer in the own right.</param>
public sealed record DutyOfficer(Guid OfficerId, Guid OrganisationId, string Title, string? Account, Guid? StandsInFor);

/// <summary>
/// Who serves as liaison of a zone, by terms and absences. Read-only; answers from the database each time; never call it while
/// holding row locks.
/// </summary>
public interface IDutyRoster
{
    /// <summary>
    /// For every officer whose term includes that day: the officer, or, if absent that day or the term has ended early, the first
    /// deputy who is in term and not absent. An officer who is away without such a deputy is left out.
    /// </summary>
    /// <param name="at">Its business day (Asia/Shanghai) counts.</param>
    Task<IReadOnlyList<DutyOfficer>> OnDuty(string zoneCode, DateTimeOffset at, CancellationToken ct);
}
