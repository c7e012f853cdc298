using System.Collections.Frozen;

namespace RegionNet.Kernel;

/// <summary>Who acts, for the audit chain: a person, a machine client, or a worker of the system itself.</summary>
/// <param name="Subject">The person's id, the machine's client id, or <c>system:{worker}</c>.</param>
/// <param name="Name">How a reader of the audit knows the actor.</param>
/// <param name="OrganisationId">The organisation for which the actor acts; null for the system.</param>
/// <param name="Address">The network address the request came from; null for the system.</param>
public sealed record Actor(string Subject, string Name, Guid? OrganisationId, string? Address)
{
    public static Actor System(string worker) => new($"system:{worker}", worker, null, null);
}

/// <summary>
/// The caller of a request and the scope that goes into every SQL <c>where</c>. Loaded from Access for each request and at
/// most five seconds old, so that a role or a lock takes effect at once; the token carries neither roles nor organisation.
/// </summary>
public sealed record CurrentUser(
    string Subject,
    string DisplayName,
    Guid OrganisationId,
    FrozenSet<string> Roles,
    FrozenSet<string> Zones,
    bool AllZones
)
{
    /// <summary>
    /// Zones the caller acts for by a grant of its own: a part of <see cref="Zones"/>, which also has those the organisation
    /// merely lies in.
    /// </summary>
    public FrozenSet<string> GrantedZones { get; init; } = [];

    /// <summary>The network address of this request.</summary>
    public string? Address { get; init; }

    public Actor Actor => new(Subject, DisplayName, OrganisationId, Address);

    public bool Has(string role) => Roles.Contains(role);

    /// <summary>Whether what belongs to a zone exists for this caller.</summary>
    public bool Reads(string zone) => AllZones || Zones.Contains(zone);
}

/// <summary>Finds a caller by the subject of a validated token. Implemented by Access.</summary>
public interface ICurrentUserSource
{
    /// <returns>Null when the person or client is unknown, locked or ended.</returns>
    ValueTask<CurrentUser?> Find(string subject, CancellationToken ct);

    /// <summary>
    /// The same for all who stay connected, in one query and never from memory: who is unknown, locked or ended is absent.
    /// </summary>
    Task<IReadOnlyDictionary<string, CurrentUser>> FindAll(IReadOnlyCollection<string> subjects, CancellationToken ct);
}
