using System.Collections.Frozen;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Assessments;

/// <summary>The states of a demonstration zone that code names; which follows which says the table <c>zone_move</c>.</summary>
internal static class ZoneState
{
    public const string Confirmed = "confirmed";
    public const string Building = "building";
    public const string MidTerm = "mid-term";
    public const string Recognised = "recognised";
    public const string Extended = "extended";
    public const string NotRecognised = "not-recognised";
    public const string InForce = "in-force";
    public const string ReReview = "re-review";
    public const string Renewed = "renewed";
    public const string Revoked = "revoked";

    public static readonly FrozenSet<string> All =
    [
        "applied",
        "reviewed",
        "public-notice",
        Confirmed,
        Building,
        MidTerm,
        "self-assessment",
        "evidence-check",
        "scoring",
        "reconciliation",
        "panel-opinion",
        "notice",
        Recognised,
        Extended,
        NotRecognised,
        InForce,
        ReReview,
        Renewed,
        Revoked,
    ];
}

/// <summary>A demonstration zone as it is stored. Until: the last day.</summary>
internal sealed record ZoneRow
{
    public const string Columns = """
        z.id, z.place_code, z.province_code, z.zh, z.en, z.batch_number, z.organisation_id, z.state,
        lower(z.construction) as construction_from, upper(z.construction) - 1 as construction_until,
        lower(z.validity) as validity_from, upper(z.validity) - 1 as validity_until, z.version, z.changed_at, z.changed_by_name,
        z.effective_on, z.document_number, z.reason,
        (select rz.round_id from round_zone rz where rz.zone_id = z.id and rz.outcome is null) as round_id
        """;

    public Guid Id { get; init; }
    public required string PlaceCode { get; init; }
    public required string ProvinceCode { get; init; }
    public required string Zh { get; init; }
    public required string En { get; init; }
    public int BatchNumber { get; init; }
    public Guid? OrganisationId { get; init; }
    public required string State { get; init; }
    public DateOnly? ConstructionFrom { get; init; }
    public DateOnly? ConstructionUntil { get; init; }
    public DateOnly? ValidityFrom { get; init; }
    public DateOnly? ValidityUntil { get; init; }
    public int Version { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
    public required string ChangedByName { get; init; }
    public DateOnly? EffectiveOn { get; init; }
    public string? DocumentNumber { get; init; }
    public string? Reason { get; init; }
    public Guid? RoundId { get; init; }
}

/// <summary>Which demonstration zones exist for a caller. The condition goes into the SQL where; what is beyond it is not found.</summary>
/// <param name="All">Organisers and national coordinators.</param>
/// <param name="Places">Of zones that the cooperation zones granted to a coordinator cover today.</param>
/// <param name="Filer">The organisation for which an officer files.</param>
/// <param name="Scorer">The account of an evaluator, who sees the assigned zones.</param>
/// <param name="Organises">Organisers alone see rounds before they end.</param>
/// <param name="Now">At which conflicts of interest are judged.</param>
internal sealed record ZoneSight(
    bool All,
    string[] Places,
    Guid? Filer,
    string? Scorer,
    bool Organises,
    DateTimeOffset Now
)
{
    public const string Sql = """
        (@All or z.place_code = any(@Places) or z.organisation_id = @Filer or exists (
            select from assignment a join evaluator e on e.id = a.evaluator_id
            where a.zone_id = z.id and e.subject = @Scorer and a.state <> 'voided'))
        """;
}

internal sealed class ZoneReach(AssessmentsDb db, IZoneDirectory zones, TimeProvider clock)
{
    public async Task<ZoneSight> Of(CurrentUser user, CancellationToken ct)
    {
        var all = user.Has(Roles.AssessmentOrganiser) || user.Has(Roles.NationalCoordinator);
        return new ZoneSight(
            all,
            !all && user.Has(Roles.ZoneCoordinator) && user.GrantedZones.Count > 0 ? await Places(user, ct) : [],
            user.Has(Roles.DemonstrationZoneOfficer) ? user.OrganisationId : null,
            user.Has(Roles.Evaluator) ? user.Subject : null,
            user.Has(Roles.AssessmentOrganiser),
            clock.GetUtcNow()
        );
    }

    /// <summary>Places of demonstration zones in the zones granted to the caller. The directory answers from memory.</summary>
    private async Task<string[]> Places(CurrentUser user, CancellationToken ct)
    {
        var within = new List<string>();
        foreach (var place in await db.Query<string>("select place_code from demonstration_zone", ct: ct))
        {
            if ((await zones.ZonesCovering(place, clock.Today(), ct)).Any(user.GrantedZones.Contains))
            {
                within.Add(place);
            }
        }
        return [.. within];
    }
}

/// <param name="CooperationZones">Codes of the cooperation zones that cover the place today.</param>
/// <param name="ConstructionUntil">The last day of building.</param>
/// <param name="ValidityUntil">The last day of the title.</param>
/// <param name="EffectiveOn">Since which day the state holds; null where it is not known.</param>
/// <param name="RoundId">The round that the zone is in now.</param>
/// <param name="Moves">States into which the caller may bring it now.</param>
internal sealed record ZoneView(
    Guid Id,
    string PlaceCode,
    string ProvinceCode,
    string Zh,
    string En,
    int Batch,
    string State,
    Guid? OrganisationId,
    string? OrganisationZh,
    string? OrganisationEn,
    IReadOnlyList<string> CooperationZones,
    DateOnly? ConstructionFrom,
    DateOnly? ConstructionUntil,
    DateOnly? ValidityFrom,
    DateOnly? ValidityUntil,
    int Version,
    DateTimeOffset ChangedAt,
    string ChangedByName,
    DateOnly? EffectiveOn,
    string? DocumentNumber,
    string? Reason,
    Guid? RoundId,
    IReadOnlyList<string> Moves
);

internal sealed class ZoneViews(AssessmentsDb db, IZoneDirectory zones, TimeProvider clock)
{
    public async Task<IReadOnlyList<ZoneView>> Complete(
        IReadOnlyList<ZoneRow> rows,
        CurrentUser user,
        CancellationToken ct
    )
    {
        var today = clock.Today();
        var organisations = await zones.Organisations(
            rows.Select(r => r.OrganisationId).OfType<Guid>().Distinct().ToArray(),
            today,
            ct
        );
        var moves = user.Has(Roles.AssessmentOrganiser)
            ? (
                await db.Query<(string From, string To)>(
                    "select from_state, to_state from zone_move where not by_round order by to_state",
                    ct: ct
                )
            ).ToLookup(m => m.From, m => m.To, StringComparer.Ordinal)
            : null;
        var views = new List<ZoneView>(rows.Count);
        foreach (var row in rows)
        {
            var organisation = organisations.GetValueOrDefault(row.OrganisationId ?? Guid.Empty);
            views.Add(
                new ZoneView(
                    row.Id,
                    row.PlaceCode,
                    row.ProvinceCode,
                    row.Zh,
                    row.En,
                    row.BatchNumber,
                    row.State,
                    row.OrganisationId,
                    organisation?.Zh,
                    organisation?.En,
                    await zones.ZonesCovering(row.PlaceCode, today, ct),
                    row.ConstructionFrom,
                    row.ConstructionUntil,
                    row.ValidityFrom,
                    row.ValidityUntil,
                    row.Version,
                    row.ChangedAt,
                    row.ChangedByName,
                    row.EffectiveOn,
                    row.DocumentNumber,
                    row.Reason,
                    row.RoundId,
                    moves is null || row.RoundId is not null ? [] : [.. moves[row.State]]
                )
            );
        }
        return views;
    }

    public async Task<ZoneView> Complete(ZoneRow row, CurrentUser user, CancellationToken ct) =>
        (await Complete([row], user, ct))[0];
}
