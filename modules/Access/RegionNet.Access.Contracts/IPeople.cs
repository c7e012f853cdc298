namespace RegionNet.Access.Contracts;

/// <summary>What other modules may ask about people. Read-only; never call it while holding row locks.</summary>
public interface IPeople
{
    /// <summary>
    /// The names under which people and machine clients are shown, by subject (the <c>sub</c> of their tokens, also what the
    /// audit keeps). Locked ones are included, for what they did stays theirs; unknown subjects are left out.
    /// </summary>
    Task<IReadOnlyDictionary<string, string>> DisplayNames(IReadOnlyCollection<string> subjects, CancellationToken ct);

    /// <summary>The subjects of the people who hold a role now and aren't locked.</summary>
    /// <param name="zoneCode">
    /// With a zone: those to whom <paramref name="role"/> is granted for that zone. Null: those who hold it at all.
    /// </param>
    Task<IReadOnlyList<string>> Holding(string role, string? zoneCode, CancellationToken ct);

    /// <summary>The subjects of the people of these organisations who hold a role now and aren't locked.</summary>
    Task<IReadOnlyList<string>> HoldingIn(string role, IReadOnlyCollection<Guid> organisationIds, CancellationToken ct);
}
