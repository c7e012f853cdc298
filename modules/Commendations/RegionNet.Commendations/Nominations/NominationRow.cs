using System.Collections.Frozen;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

internal static class NominationState
{
    public const string Draft = "draft";
    public const string Nominated = "nominated";
    public const string UnitNotice = "unit-notice";
    public const string ProvincialReview = "provincial-review";
    public const string EligibilityCheck = "eligibility-check";
    public const string JointReview = "joint-review";
    public const string Selected = "selected";
    public const string PublicNotice = "public-notice";
    public const string Approved = "approved";
    public const string Announced = "announced";
    public const string Withdrawn = "withdrawn";
    public const string Rejected = "rejected";
    public const string Revoked = "revoked";

    public static readonly FrozenSet<string> All =
    [
        Draft,
        Nominated,
        UnitNotice,
        ProvincialReview,
        EligibilityCheck,
        JointReview,
        Selected,
        PublicNotice,
        Approved,
        Announced,
        Withdrawn,
        Rejected,
        Revoked,
    ];
}

/// <summary>A nomination as it is stored. Of a person it has only the sealed data and what a reader sees of the name.</summary>
internal sealed record NominationRow
{
    public const string Columns = """
        n.id, n.number, n.round_id, n.system, n.category, n.province_code, n.province_quota_id, n.system_quota_id, n.unit_id,
        n.own_unit_id, n.zones, n.name_zh, n.name_en, n.code, n.code_ground, n.sealed, n.masked_name, n.id_fingerprint, n.work_unit_zh,
        n.work_unit_en, n.merits, n.state, n.version, n.drafted_at, n.submitted_at, n.announced_at, n.changed_at, n.changed_by_name,
        n.document_number, n.reason
        """;

    public Guid Id { get; init; }
    public required string Number { get; init; }
    public Guid RoundId { get; init; }
    public required string System { get; init; }
    public required string Category { get; init; }
    public required string ProvinceCode { get; init; }
    public Guid ProvinceQuotaId { get; init; }
    public Guid SystemQuotaId { get; init; }
    public Guid UnitId { get; init; }
    public Guid OwnUnitId { get; init; }
    public string[] Zones { get; init; } = [];
    public string? NameZh { get; init; }
    public string? NameEn { get; init; }
    public string? Code { get; init; }
    public string? CodeGround { get; init; }
    public byte[]? Sealed { get; init; }
    public string? MaskedName { get; init; }
    public string? IdFingerprint { get; init; }
    public required string WorkUnitZh { get; init; }
    public required string WorkUnitEn { get; init; }
    public required string Merits { get; init; }
    public required string State { get; init; }
    public int Version { get; init; }
    public DateTimeOffset DraftedAt { get; init; }
    public DateTimeOffset? SubmittedAt { get; init; }
    public DateTimeOffset? AnnouncedAt { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
    public required string ChangedByName { get; init; }
    public string? DocumentNumber { get; init; }
    public string? Reason { get; init; }

    /// <summary>What may stand in lists and refusals: of a person the masked name.</summary>
    public string ShownName => NameZh ?? MaskedName!;

    public bool IsOwnUnitOf(CurrentUser user) => user.OrganisationId == UnitId || user.OrganisationId == OwnUnitId;
}

/// <summary>Which nominations exist for a caller. The conditions go into the SQL where; what is beyond them is not found.</summary>
internal static class Sight
{
    /// <summary>The own unit's, drafts included, and what was nominated in the zones granted to the caller.</summary>
    public const string Readable = $"""
        (n.unit_id = @OrganisationId or n.own_unit_id = @OrganisationId and n.state <> 'draft' or {Reviewable})
        """;

    /// <summary>What units of the granted zones nominated.</summary>
    public const string Reviewable = "n.state <> 'draft' and (@AllZones or n.zones && @GrantedZones)";

    /// <summary>What the own unit nominates.</summary>
    public const string OfUnit = "n.unit_id = @OrganisationId";

    public static object Of(CurrentUser user, Guid id) =>
        new
        {
            id,
            user.OrganisationId,
            user.AllZones,
            GrantedZones = user.GrantedZones.ToArray(),
        };
}
