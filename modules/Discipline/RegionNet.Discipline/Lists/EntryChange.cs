using System.Text.Json;
using System.Text.Json.Serialization;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>
/// What a list tells its readers of one change. Its text is canonical: members in the order of their names, none that is null, no blanks; the
/// same change is always the same bytes. What stops being shown (repaired, revoked, stayed) names the entry alone: a reader has to forget
/// the rest.
/// </summary>
/// <param name="Change">published, stayed, stay-lifted, repaired, revoked or reinstated.</param>
/// <param name="PartyFingerprint">Keyed hash of a natural person's ID.</param>
/// <param name="PartyName">Of an organisation; of a natural person as it is masked.</param>
/// <param name="State">published, stayed, repaired, revoked or reinstated.</param>
/// <param name="Until">First day after the period.</param>
internal sealed record EntryChange(
    string? AuthorityEn,
    Guid? AuthorityId,
    string? AuthorityZh,
    string Change,
    string? Clause,
    DateOnly? DecidedOn,
    string? DocumentNumber,
    Guid EntryId,
    DateOnly? From,
    string? GroundCode,
    string? GroundEn,
    string? GroundZh,
    DateTimeOffset KnownAt,
    string ListCode,
    string? PartyCode,
    string? PartyFingerprint,
    string? PartyKind,
    string? PartyName,
    string? PlaceCode,
    long Sequence,
    string State,
    DateOnly? Until,
    int Version
)
{
    private static readonly JsonSerializerOptions Canonical = new(Json.Options)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Whether the entry is shown and used, within its period.</summary>
    [JsonIgnore]
    public bool IsLive => State is "published" or "reinstated";

    public string Write() => JsonSerializer.Serialize(this, Canonical);

    public static EntryChange Read(string payload) => Json.Read<EntryChange>(payload);
}
