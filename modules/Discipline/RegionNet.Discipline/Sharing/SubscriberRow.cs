using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Discipline;

/// <summary>A grant: who gets a list, for what, until when, and how far it has come.</summary>
/// <param name="Kind">zone, organisation or machine-client.</param>
/// <param name="OrganisationId">Who answers for what is received.</param>
/// <param name="Road">pull, push or file.</param>
/// <param name="Target">Where a push goes, without the query.</param>
/// <param name="Until">First day on which it no longer holds.</param>
/// <param name="Status">to-come, active, expired or ended.</param>
/// <param name="Head">The list's last change.</param>
/// <param name="Offered">The last change that was given to the subscriber.</param>
/// <param name="Acknowledged">The last change that the subscriber has confirmed.</param>
/// <param name="LastError">Of a push that failed and is tried again.</param>
internal sealed record SubscriberView(
    Guid Id,
    string Kind,
    string ListCode,
    string Purpose,
    string? ZoneCode,
    Guid OrganisationId,
    string OrganisationZh,
    string OrganisationEn,
    string? ClientSubject,
    string Road,
    string? Target,
    DateOnly From,
    DateOnly Until,
    string Status,
    string GrantedBy,
    Guid GrantingOrganisationId,
    DateTimeOffset GrantedAt,
    DateTimeOffset? EndedAt,
    string? EndedReason,
    long Head,
    long Offered,
    long Acknowledged,
    DateTimeOffset? AcknowledgedAt,
    string? LastError,
    int Version
);

/// <summary>A row of <c>subscriber</c> with the head of its list.</summary>
internal sealed record SubscriberRow
{
    public const string Columns = """
        s.id, s.kind, s.list_code, s.purpose, s.zone_code, s.organisation_id, s.client_subject, s.road, s.url, s.sealed_secret,
        lower(s.valid) as "from", upper(s.valid) as "until", s.granted_by_name, s.granting_organisation_id, s.granted_at, s.ended_at,
        s.ended_reason, s.offered, s.acknowledged, s.acknowledged_at, s.attempts, s.last_error, s.version,
        (select l.head from list_stream l where l.list_code = s.list_code) as head
        """;

    /// <summary>Whose grant it is, whose it is, and for whose zone.</summary>
    public const string Visible = """
        (@AllZones or s.granting_organisation_id = @OrganisationId or s.organisation_id = @OrganisationId or s.client_subject = @Subject
            or s.zone_code = any(@Zones))
        """;

    /// <summary>Who receives: the machine client itself, an officer of the organisation, a coordinator of the zone.</summary>
    public const string Own = """
        (s.client_subject = @Subject or (@Officer and s.kind = 'organisation' and s.organisation_id = @OrganisationId)
            or (@Coordinator and s.kind = 'zone' and s.zone_code = any(@GrantedZones)))
        """;

    public Guid Id { get; init; }
    public required string Kind { get; init; }
    public required string ListCode { get; init; }
    public required string Purpose { get; init; }
    public string? ZoneCode { get; init; }
    public Guid OrganisationId { get; init; }
    public string? ClientSubject { get; init; }
    public required string Road { get; init; }
    public string? Url { get; init; }
    public byte[]? SealedSecret { get; init; }
    public DateOnly From { get; init; }
    public DateOnly Until { get; init; }
    public required string GrantedByName { get; init; }
    public Guid GrantingOrganisationId { get; init; }
    public DateTimeOffset GrantedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? EndedReason { get; init; }
    public long Offered { get; init; }
    public long Acknowledged { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }
    public int Attempts { get; init; }
    public string? LastError { get; init; }
    public int Version { get; init; }
    public long Head { get; init; }

    public bool IsActive(DateOnly today) => EndedAt is null && From <= today && today < Until;

    /// <summary>The parameters of <see cref="Visible"/> and <see cref="Own"/>.</summary>
    public static Dapper.DynamicParameters Scope(CurrentUser user, object further)
    {
        var all = new Dapper.DynamicParameters(further);
        all.AddDynamicParams(
            new
            {
                user.Subject,
                user.OrganisationId,
                user.AllZones,
                Zones = user.Zones.ToArray(),
                GrantedZones = user.GrantedZones.ToArray(),
                Officer = user.Has(Access.Contracts.Roles.DisciplineOfficer),
                Coordinator = user.Has(Access.Contracts.Roles.ZoneCoordinator),
            }
        );
        return all;
    }

    public static async Task<IReadOnlyList<SubscriberView>> Views(
        IReadOnlyList<SubscriberRow> rows,
        IZoneDirectory zones,
        DateOnly today,
        CancellationToken ct
    )
    {
        var organisations = await zones.Organisations(
            rows.Select(r => r.OrganisationId).Distinct().ToArray(),
            today,
            ct
        );
        return [.. rows.Select(r => r.View(organisations.GetValueOrDefault(r.OrganisationId), today))];
    }

    private SubscriberView View(OrganisationSummary? organisation, DateOnly today) =>
        new(
            Id,
            Kind,
            ListCode,
            Purpose,
            ZoneCode,
            OrganisationId,
            organisation?.Zh ?? "",
            organisation?.En ?? "",
            ClientSubject,
            Road,
            Url is null ? null : new Uri(Url).GetLeftPart(UriPartial.Path),
            From,
            Until,
            EndedAt is not null ? "ended"
                : today < From ? "to-come"
                : today < Until ? "active"
                : "expired",
            GrantedByName,
            GrantingOrganisationId,
            GrantedAt,
            EndedAt,
            EndedReason,
            Head,
            Offered,
            Acknowledged,
            AcknowledgedAt,
            LastError,
            Version
        );
}
