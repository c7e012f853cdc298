using System.Text.Json.Serialization;

namespace RegionNet.Discipline;

/// <summary>An entry in force.</summary>
/// <param name="From">First day of the period.</param>
/// <param name="Until">First day after it.</param>
internal sealed record ScreeningEntry(
    Guid Id,
    int Version,
    string ListCode,
    string ListZh,
    string ListEn,
    string DocumentNumber,
    string AuthorityZh,
    string AuthorityEn,
    DateOnly From,
    DateOnly Until
);

/// <summary>A person's word that a candidate is another party.</summary>
/// <param name="State">stands, expired or reopened.</param>
/// <param name="Because">What opened it again: asked-name, asked-code, listed-name, listed-code, listed-entries; null if nothing did.</param>
internal sealed record FalsePositiveView(
    Guid Id,
    string State,
    string? Because,
    string Reason,
    string Evidence,
    string DecidedByName,
    DateTimeOffset DecidedAt,
    DateOnly ExpiresOn
);

/// <summary>A listed party that is, or may be, who was asked for.</summary>
/// <param name="Class">match (same code or ID), strong or possible (a name: a person confirms), begins (while a name
/// is typed), contradicted (the codes differ).</param>
/// <param name="Score">0 to 100; 100 for a match.</param>
/// <param name="By">code, id or name.</param>
/// <param name="Name">Of an organisation in full, of a natural person masked.</param>
/// <param name="FoundBy">The name that was compared, if it is not the present one.</param>
/// <param name="Pieces">Why the score is what it is; empty for a match by ID.</param>
/// <param name="FalsePositive">The latest decision of the caller's organisation about this pair.</param>
internal sealed record ScreeningHit(
    string Class,
    int Score,
    string By,
    Guid PartyId,
    string Name,
    string? FoundBy,
    string? Code,
    string? PlaceCode,
    IReadOnlyList<ScorePiece> Pieces,
    IReadOnlyList<ScreeningEntry> Entries,
    FalsePositiveView? FalsePositive
)
{
    /// <summary>Whether somebody has to look at it.</summary>
    [JsonIgnore]
    public bool Alerts => IsCandidate && FalsePositive is not { State: "stands" };

    [JsonIgnore]
    public bool IsCandidate => Class is "match" or "strong" or "possible";
}

/// <summary>How the asked name was read.</summary>
internal sealed record AskedName(string Core, string Region, string Form, string Pinyin);

/// <param name="Asked">Null where no name was asked for.</param>
/// <param name="Hits">At most <c>limit</c>, the best first; equal ones by name, then by id.</param>
/// <param name="Version">What was looked at. The same question with this version gives the same hash.</param>
/// <param name="Hash">SHA-256 over question and hits, without decisions of persons.</param>
internal sealed record ScreeningView(AskedName? Asked, IReadOnlyList<ScreeningHit> Hits, string Version, string Hash);
