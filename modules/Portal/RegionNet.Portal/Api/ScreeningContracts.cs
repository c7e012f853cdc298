using RegionNet.Portal.Language;

namespace RegionNet.Portal.Api;

/// <summary>How the service read the name that was asked for.</summary>
public sealed class AskedName
{
    public string Core { get; set; } = "";
    public string Region { get; set; } = "";
    public string Form { get; set; } = "";
    public string Pinyin { get; set; } = "";
}

/// <summary>One piece of a score: what was compared, what was found, and what it gave of at most how many points.</summary>
public sealed class ScorePiece
{
    public string Piece { get; set; } = "";
    public string Finding { get; set; } = "";
    public int Points { get; set; }
    public int Most { get; set; }
    public string Asked { get; set; } = "";
    public string Listed { get; set; } = "";
}

/// <summary>An entry in force; <see cref="Until"/> is the first day after its period.</summary>
public sealed class ScreeningEntry
{
    public string Id { get; set; } = "";
    public string ListCode { get; set; } = "";
    public string? ListZh { get; set; }
    public string? ListEn { get; set; }
    public string DocumentNumber { get; set; } = "";
    public string? AuthorityZh { get; set; }
    public string? AuthorityEn { get; set; }
    public DateOnly From { get; set; }
    public DateOnly Until { get; set; }
    public string List => Languages.Pick(ListZh, ListEn);
    public string Authority => Languages.Pick(AuthorityZh, AuthorityEn);
}

/// <summary>The own organisation's word that a candidate is another party: it stands, has expired, or was opened again by a change.</summary>
public sealed class FalsePositiveMark
{
    public string Id { get; set; } = "";
    public string State { get; set; } = "";
    public string? Because { get; set; }
    public string Reason { get; set; } = "";
    public string Evidence { get; set; } = "";
    public string DecidedByName { get; set; } = "";
    public DateTimeOffset DecidedAt { get; set; }
    public DateOnly ExpiresOn { get; set; }
}

/// <summary>A listed party that is, or may be, who was asked for.</summary>
public sealed class ScreeningHit
{
    public string Class { get; set; } = "";
    public int Score { get; set; }
    public string By { get; set; } = "";
    public string PartyId { get; set; } = "";
    public string Name { get; set; } = "";

    /// <summary>A former name, where that one was found.</summary>
    public string? FoundBy { get; set; }
    public string? Code { get; set; }
    public string? PlaceCode { get; set; }
    public List<ScorePiece> Pieces { get; set; } = [];
    public List<ScreeningEntry> Entries { get; set; } = [];
    public FalsePositiveMark? FalsePositive { get; set; }
    public bool IsAtRest => FalsePositive is { State: "stands" };

    /// <summary>A name that is near: a person says whether it is the same party.</summary>
    public bool IsCandidate => Class is "strong" or "possible";
}

public sealed class ScreeningAnswer
{
    public AskedName? Asked { get; set; }
    public List<ScreeningHit> Hits { get; set; } = [];

    /// <summary>What was looked at; opaque. The same question on the same version has the same hash.</summary>
    public string Version { get; set; } = "";
    public string Hash { get; set; } = "";
}

public sealed class ScreenPerson
{
    public string ResidentId { get; set; } = "";
    public string Purpose { get; set; } = "";
}

public sealed class NewFalsePositive
{
    public string Name { get; set; } = "";
    public string? Code { get; set; }
    public string PartyId { get; set; } = "";
    public string Reason { get; set; } = "";
    public string Evidence { get; set; } = "";
    public DateOnly ExpiresOn { get; set; }
}

public sealed class FalsePositive
{
    public string Id { get; set; } = "";
    public string Name { get; set; } = "";
    public string? Code { get; set; }
    public string PartyId { get; set; } = "";
    public string PartyName { get; set; } = "";
    public string Reason { get; set; } = "";
    public string Evidence { get; set; } = "";
    public DateTimeOffset DecidedAt { get; set; }
    public string DecidedByName { get; set; } = "";
    public DateOnly ExpiresOn { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>Since when the question is open again, and what has changed.</summary>
    public DateTimeOffset? ReopenedAt { get; set; }
    public string? Because { get; set; }
}

public sealed class ScreeningBatch
{
    public string Id { get; set; } = "";
    public string FileName { get; set; } = "";
    public int Rows { get; set; }
    public int Done { get; set; }

    /// <summary>Rows whose best candidate is a match; likewise the next two.</summary>
    public int Matches { get; set; }
    public int Strong { get; set; }
    public int Possible { get; set; }
    public string Version { get; set; } = "";
    public DateTimeOffset CreatedAt { get; set; }
    public string CreatedByName { get; set; } = "";
    public DateTimeOffset? FinishedAt { get; set; }
    public string? ResultHash { get; set; }
    public string? ReplayOf { get; set; }
    public bool? SameAsOriginal { get; set; }
    public bool IsFinished => FinishedAt is not null;
    public int Clear => Math.Max(0, Done - Matches - Strong - Possible);
}

public sealed class ScreenedRow
{
    public int Row { get; set; }
    public string? Name { get; set; }
    public string? Code { get; set; }
    public List<ScreeningHit> Hits { get; set; } = [];
    public ScreeningHit? Best => Hits.Count > 0 ? Hits[0] : null;
}

/// <summary>A party that the own organisation wants to be told of.</summary>
public sealed class Watch
{
    public string Id { get; set; } = "";
    public string Label { get; set; } = "";
    public string? Name { get; set; }
    public string? Code { get; set; }

    /// <summary>Watched by the keyed hash of an ID.</summary>
    public bool IsPerson { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public string CreatedByName { get; set; } = "";
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>What came of a sheet of watches.</summary>
public sealed class WatchImport
{
    public int Rows { get; set; }
    public int Added { get; set; }

    /// <summary>Watched already, or named by an earlier row.</summary>
    public int Known { get; set; }
}

public sealed class WatchHit
{
    public string EntryId { get; set; } = "";
    public int Version { get; set; }
    public string Change { get; set; } = "";
    public string Class { get; set; } = "";
    public int Score { get; set; }
    public string PartyName { get; set; } = "";
    public string? PartyCode { get; set; }
    public string? ListZh { get; set; }
    public string? ListEn { get; set; }
    public string DocumentNumber { get; set; } = "";
    public DateTimeOffset FoundAt { get; set; }
    public string List => Languages.Pick(ListZh, ListEn);
}

public sealed class WatchedParty
{
    public string Label { get; set; } = "";
    public string? Name { get; set; }
    public string? Code { get; set; }
    public string? ResidentId { get; set; }
}

public sealed class NewWatches
{
    public List<WatchedParty> Parties { get; set; } = [];
}
