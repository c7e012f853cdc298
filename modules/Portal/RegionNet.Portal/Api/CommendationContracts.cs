using RegionNet.Portal.Language;

namespace RegionNet.Portal.Api;

/// <summary>A round of commendation; days are yyyy-MM-dd, the last one included.</summary>
public sealed class CommendationRound
{
    public string Id { get; set; } = "";
    public string Code { get; set; } = "";
    public string? NameZh { get; set; }
    public string? NameEn { get; set; }
    public string? BasisZh { get; set; }
    public string? BasisEn { get; set; }
    public string From { get; set; } = "";
    public string Until { get; set; } = "";
    public bool Open { get; set; }
    public bool IsSample { get; set; }
    public string Name => Languages.Pick(NameZh, NameEn);
    public string Basis => Languages.Pick(BasisZh, BasisEn);
}

public sealed class NewRound
{
    public string Code { get; set; } = "";
    public string NameZh { get; set; } = "";
    public string NameEn { get; set; } = "";
    public string BasisZh { get; set; } = "";
    public string BasisEn { get; set; } = "";
    public string? From { get; set; }
    public string? Until { get; set; }
}

/// <summary>Places of a system (without a province) or of a province in it, and how many of them are taken.</summary>
public sealed class CommendationQuota
{
    public string Id { get; set; } = "";
    public string System { get; set; } = "";
    public string Category { get; set; } = "";
    public string? ProvinceCode { get; set; }
    public string? ProvinceZh { get; set; }
    public string? ProvinceEn { get; set; }
    public int Places { get; set; }
    public int Taken { get; set; }
    public bool Official { get; set; }
    public string? BasisZh { get; set; }
    public string? BasisEn { get; set; }
    public int Version { get; set; }
    public string Province => Languages.Pick(ProvinceZh, ProvinceEn);
    public string Basis => Languages.Pick(BasisZh, BasisEn);
}

public sealed class QuotaSetting
{
    public int Places { get; set; }
    public string BasisZh { get; set; } = "";
    public string BasisEn { get; set; } = "";
    public bool Official { get; set; }
    public int Version { get; set; }
}

public sealed class CommendationNotice
{
    public string Id { get; set; } = "";
    public string Kind { get; set; } = "";
    public string From { get; set; } = "";
    public string Until { get; set; } = "";
    public string? DefaultUntil { get; set; }
    public string? Ground { get; set; }
    public string Place { get; set; } = "";
}

/// <summary>A nomination as its reader may see it; the name of a person is masked.</summary>
public sealed class Nomination
{
    public string Id { get; set; } = "";
    public string Number { get; set; } = "";
    public string RoundId { get; set; } = "";
    public string System { get; set; } = "";
    public string Category { get; set; } = "";
    public string ProvinceCode { get; set; } = "";
    public string UnitId { get; set; } = "";
    public string? UnitZh { get; set; }
    public string? UnitEn { get; set; }
    public string? Name { get; set; }
    public string? NameEn { get; set; }
    public string? Code { get; set; }
    public string? CodeGround { get; set; }
    public string? WorkUnitZh { get; set; }
    public string? WorkUnitEn { get; set; }
    public string Merits { get; set; } = "";
    public string State { get; set; } = "";
    public int Version { get; set; }
    public DateTimeOffset DraftedAt { get; set; }
    public DateTimeOffset? SubmittedAt { get; set; }
    public DateTimeOffset? AnnouncedAt { get; set; }
    public string? DocumentNumber { get; set; }
    public string? Reason { get; set; }
    public CommendationNotice? Notice { get; set; }
    public int OpenObjections { get; set; }
    public bool ReviewOpen { get; set; }

    /// <summary>Steps that this person may take now.</summary>
    public List<string> Allowed { get; set; } = [];
    public string Unit => Languages.Pick(UnitZh, UnitEn);
    public string Nominee => Languages.Pick(Name, NameEn);
    public string WorkUnit => Languages.Pick(WorkUnitZh, WorkUnitEn);
    public bool IsPerson => Category == "individual";
}

public sealed class NominationStep
{
    public int Version { get; set; }
    public string FromState { get; set; } = "";
    public string ToState { get; set; } = "";
    public DateTimeOffset At { get; set; }
    public string? ByName { get; set; }
    public string? OrganisationZh { get; set; }
    public string? OrganisationEn { get; set; }
    public string? DocumentNumber { get; set; }
    public string? Reason { get; set; }
    public string Organisation => Languages.Pick(OrganisationZh, OrganisationEn);
}

public sealed class NewCollective
{
    public string NameZh { get; set; } = "";
    public string NameEn { get; set; } = "";
    public string Code { get; set; } = "";
    public string? CodeGround { get; set; }
}

public sealed class NewNominatedPerson
{
    public string NameZh { get; set; } = "";
    public string NameEn { get; set; } = "";
    public string ResidentId { get; set; } = "";
}

/// <summary>A draft, new or changed (then with its version and without round and system).</summary>
public sealed class NominationDraft
{
    public int? Version { get; set; }
    public string? RoundId { get; set; }
    public string? System { get; set; }
    public string? OrganisationId { get; set; }
    public NewCollective? Collective { get; set; }
    public NewNominatedPerson? Person { get; set; }
    public string WorkUnitZh { get; set; } = "";
    public string WorkUnitEn { get; set; } = "";
    public string Merits { get; set; } = "";
}

public sealed class NoticeDays
{
    public string From { get; set; } = "";
    public string? Until { get; set; }
    public string? Ground { get; set; }
    public string Place { get; set; } = "";
}

/// <summary>A step of one nomination; what a step does not need is left out.</summary>
public sealed class NominationStepRequest
{
    public int Version { get; set; }
    public string? Decision { get; set; }
    public string? Reason { get; set; }
    public string? DocumentNumber { get; set; }
    public NoticeDays? Notice { get; set; }
}

public sealed class SeenNomination
{
    public string Id { get; set; } = "";
    public int Version { get; set; }
}

/// <summary>A step of many nominations at once, all or none.</summary>
public sealed class NominationsTogether
{
    public List<SeenNomination> Nominations { get; set; } = [];
    public string DocumentNumber { get; set; } = "";
    public NoticeDays? Notice { get; set; }
}

/// <summary>Who is listed, and by which decisions: why a nomination can't go on.</summary>
public sealed class BlockedNominee
{
    public string Id { get; set; } = "";
    public string Number { get; set; } = "";
    public string Name { get; set; } = "";
    public List<BlockingListing> Listings { get; set; } = [];
}

public sealed class BlockingListing
{
    public string? ListZh { get; set; }
    public string? ListEn { get; set; }
    public string DocumentNumber { get; set; } = "";
    public string AuthorityZh { get; set; } = "";
    public string From { get; set; } = "";

    /// <summary>The first day after the period.</summary>
    public string Until { get; set; } = "";
    public string List => Languages.Pick(ListZh, ListEn);
}

public sealed class RevealedPerson
{
    public string? NameZh { get; set; }
    public string? NameEn { get; set; }
    public string? ResidentId { get; set; }
}

public sealed class Objection
{
    public string Id { get; set; } = "";
    public string NominationId { get; set; } = "";
    public string Number { get; set; } = "";
    public string Nominee { get; set; } = "";
    public string NoticeKind { get; set; } = "";
    public string Channel { get; set; } = "";
    public string Name { get; set; } = "";
    public string Content { get; set; } = "";
    public DateTimeOffset ReceivedAt { get; set; }
    public string? Answer { get; set; }
    public bool? Upheld { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
    public string? AnsweredByName { get; set; }
    public bool MayAnswer { get; set; }
}

public sealed class NewObjection
{
    public string? Channel { get; set; }
    public string Name { get; set; } = "";
    public string Contact { get; set; } = "";
    public string Content { get; set; } = "";
    public string? ReceivedOn { get; set; }
}

public sealed class ObjectionAnswer
{
    public string Answer { get; set; } = "";
    public bool Upheld { get; set; }
}

public sealed class ObjectionReceipt
{
    public string Reference { get; set; } = "";
    public DateTimeOffset ReceivedAt { get; set; }
}

public sealed class RevealedObjector
{
    public string? Name { get; set; }
    public string? Contact { get; set; }
}

/// <summary>A party that was listed after its nomination.</summary>
public sealed class CommendationReview
{
    public string Id { get; set; } = "";
    public string NominationId { get; set; } = "";
    public string Number { get; set; } = "";
    public string Nominee { get; set; } = "";
    public string State { get; set; } = "";
    public string? ListZh { get; set; }
    public string? ListEn { get; set; }
    public DateTimeOffset OpenedAt { get; set; }
    public DateTimeOffset? ClearedAt { get; set; }
    public string? Outcome { get; set; }
    public string? Reason { get; set; }
    public string? DocumentNumber { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public string? DecidedByName { get; set; }
    public string List => Languages.Pick(ListZh, ListEn);
}

public sealed class ReviewDecision
{
    public string Outcome { get; set; } = "";
    public string Reason { get; set; } = "";
    public string DocumentNumber { get; set; } = "";
}

public sealed class Certificate
{
    public string Id { get; set; } = "";
    public string Language { get; set; } = "";
    public int Version { get; set; }
    public string Sha256 { get; set; } = "";
    public string? Reason { get; set; }
    public DateTimeOffset IssuedAt { get; set; }
    public string? IssuedByName { get; set; }
}

public sealed class NewCertificate
{
    public string Language { get; set; } = "";
    public string? Reason { get; set; }
}

/// <summary>What a verification code stands for; everything but the status is null for an unknown one.</summary>
public sealed class CertificateVerification
{
    public string Status { get; set; } = "";
    public string? Number { get; set; }
    public string? Category { get; set; }
    public string? Name { get; set; }
    public string? NameEn { get; set; }
    public string? RoundZh { get; set; }
    public string? RoundEn { get; set; }
    public string? DocumentNumber { get; set; }
    public DateTimeOffset? AnnouncedAt { get; set; }
    public string? Language { get; set; }
    public int? Version { get; set; }
    public string? Sha256 { get; set; }
    public string Nominee => Languages.Pick(Name, NameEn);
    public string Round => Languages.Pick(RoundZh, RoundEn);
}

public sealed class PublicCommendation
{
    public string Id { get; set; } = "";
    public string Number { get; set; } = "";
    public string? RoundZh { get; set; }
    public string? RoundEn { get; set; }
    public string System { get; set; } = "";
    public string Category { get; set; } = "";
    public string Name { get; set; } = "";
    public string? NameEn { get; set; }
    public string? WorkUnitZh { get; set; }
    public string? WorkUnitEn { get; set; }
    public string DocumentNumber { get; set; } = "";
    public DateTimeOffset AnnouncedAt { get; set; }
    public bool IsSample { get; set; }
    public string Nominee => Languages.Pick(Name, NameEn);
    public string WorkUnit => Languages.Pick(WorkUnitZh, WorkUnitEn);
    public string Round => Languages.Pick(RoundZh, RoundEn);
}

public sealed class PublicNotice
{
    public string Id { get; set; } = "";
    public string Number { get; set; } = "";
    public string System { get; set; } = "";
    public string Category { get; set; } = "";
    public string Name { get; set; } = "";
    public string? NameEn { get; set; }
    public string? WorkUnitZh { get; set; }
    public string? WorkUnitEn { get; set; }
    public string Merits { get; set; } = "";
    public string? DocumentNumber { get; set; }
    public string From { get; set; } = "";
    public string Until { get; set; } = "";
    public string Place { get; set; } = "";
    public string Nominee => Languages.Pick(Name, NameEn);
    public string WorkUnit => Languages.Pick(WorkUnitZh, WorkUnitEn);
}
