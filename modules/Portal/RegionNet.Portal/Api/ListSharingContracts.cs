using RegionNet.Portal.Language;

namespace RegionNet.Portal.Api;

/// <summary>Who gets a list, for what, until when, and how far it has come.</summary>
public sealed class ListSubscriber
{
    public string Id { get; set; } = "";
    public string Kind { get; set; } = "";
    public string ListCode { get; set; } = "";
    public string Purpose { get; set; } = "";
    public string? ZoneCode { get; set; }
    public string OrganisationId { get; set; } = "";
    public string? OrganisationZh { get; set; }
    public string? OrganisationEn { get; set; }
    public string? ClientSubject { get; set; }
    public string Road { get; set; } = "";
    public string? Target { get; set; }
    public DateOnly From { get; set; }

    /// <summary>First day on which the grant no longer holds.</summary>
    public DateOnly Until { get; set; }
    public string Status { get; set; } = "";
    public string GrantedBy { get; set; } = "";
    public string GrantingOrganisationId { get; set; } = "";
    public DateTimeOffset GrantedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public string? EndedReason { get; set; }

    /// <summary>The list's last change; the last one given to the subscriber; the last one it confirmed.</summary>
    public long Head { get; set; }
    public long Offered { get; set; }
    public long Acknowledged { get; set; }
    public DateTimeOffset? AcknowledgedAt { get; set; }
    public string? LastError { get; set; }
    public string Organisation => Languages.Pick(OrganisationZh, OrganisationEn);
    public bool IsActive => Status == "active";
}

public sealed class NewSubscriber
{
    public string Kind { get; set; } = "organisation";
    public string ListCode { get; set; } = "";
    public string Purpose { get; set; } = "";
    public string? ZoneCode { get; set; }
    public string? OrganisationId { get; set; }
    public string? ClientSubject { get; set; }
    public string Road { get; set; } = "pull";
    public string? Url { get; set; }
    public DateOnly From { get; set; }
    public DateOnly Until { get; set; }
}

/// <summary>The secret is told once, and only to a push.</summary>
public sealed class GrantedSubscriber
{
    public ListSubscriber Subscription { get; set; } = new();
    public string? Secret { get; set; }
}

/// <summary>What an import on a separated network answered: how far it came, and the hash of the list there.</summary>
public sealed class ListReceipt
{
    public long Sequence { get; set; }
    public string Hash { get; set; } = "";
}

public sealed class SubscriberClearance
{
    public string SubscriptionId { get; set; } = "";
    public string Kind { get; set; } = "";
    public string? ZoneCode { get; set; }
    public string? OrganisationZh { get; set; }
    public string? OrganisationEn { get; set; }
    public string Road { get; set; } = "";
    public string Status { get; set; } = "";
    public DateTimeOffset? ClearedAt { get; set; }
    public string Organisation => Languages.Pick(OrganisationZh, OrganisationEn);
}

public sealed class ProvinceClearance
{
    public string TaskId { get; set; } = "";
    public string Province { get; set; } = "";
    public string State { get; set; } = "";
    public DateOnly? DueOn { get; set; }
}

/// <summary>How far an entry's last change has come.</summary>
public sealed class EntryClearance
{
    public string EntryId { get; set; } = "";
    public string ListCode { get; set; } = "";
    public string State { get; set; } = "";
    public long Sequence { get; set; }
    public DateTimeOffset KnownAt { get; set; }
    public int Outstanding { get; set; }
    public List<SubscriberClearance> Subscribers { get; set; } = [];
    public List<ProvinceClearance> Provinces { get; set; } = [];
}

/// <summary>An entry on its way to the province in which its party is registered.</summary>
public sealed class ProvinceTaskStep
{
    public string State { get; set; } = "";
    public DateTimeOffset At { get; set; }
    public string? Note { get; set; }
    public string? DocumentNumber { get; set; }
}

public sealed class ProvinceTask
{
    public string Id { get; set; } = "";
    public string EntryId { get; set; } = "";
    public string ListCode { get; set; } = "";
    public string DocumentNumber { get; set; } = "";
    public string? PartyCode { get; set; }
    public string PartyName { get; set; } = "";
    public string Province { get; set; } = "";
    public string? SenderZh { get; set; }
    public string? SenderEn { get; set; }

    /// <summary>sender, receiver, or null for who only looks on.</summary>
    public string? Side { get; set; }
    public string State { get; set; } = "";
    public DateOnly? DueOn { get; set; }

    /// <summary>As the service counts them; null where the deadline counts calendar days.</summary>
    public int? DueInWorkingDays { get; set; }
    public string? DueZh { get; set; }
    public string? DueEn { get; set; }
    public string? BasisZh { get; set; }
    public string? BasisEn { get; set; }
    public bool IsOverdue { get; set; }

    /// <summary>What the own side may make of it now.</summary>
    public List<string> Moves { get; set; } = [];

    /// <summary>What became of it so far, the oldest first.</summary>
    public List<ProvinceTaskStep> History { get; set; } = [];
    public DateTimeOffset ChangedAt { get; set; }
    public int Version { get; set; }
    public string Sender => Languages.Pick(SenderZh, SenderEn);
    public string Due => Languages.Pick(DueZh, DueEn);
    public string Basis => Languages.Pick(BasisZh, BasisEn);
    public bool IsMine => Moves.Count > 0;
}

public sealed class ProvinceMove
{
    public int Version { get; set; }
    public string? Note { get; set; }
    public string? DocumentNumber { get; set; }
}

/// <summary>What an exchange file brought; sequence and hash are the receipt that the sender wants.</summary>
public sealed class ExchangeImport
{
    public string Issuer { get; set; } = "";
    public string ListCode { get; set; } = "";
    public int Applied { get; set; }
    public int Repeated { get; set; }
    public long Sequence { get; set; }
    public string Hash { get; set; } = "";
}

/// <summary>A list of another system, as far as it was received.</summary>
public sealed class ReceivedList
{
    public string Issuer { get; set; } = "";
    public string ListCode { get; set; } = "";
    public long Head { get; set; }
    public string Hash { get; set; } = "";
    public DateTimeOffset ReceivedAt { get; set; }
}

/// <summary>A key whose files are believed.</summary>
public sealed class ExchangeSigner
{
    public string KeyId { get; set; } = "";
    public string Issuer { get; set; } = "";
    public string? PlaceCode { get; set; }
    public string AddedBy { get; set; } = "";
    public DateTimeOffset AddedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
}

public sealed class NewExchangeSigner
{
    public string Issuer { get; set; } = "";
    public string PublicKey { get; set; } = "";
    public string? PlaceCode { get; set; }
}

public sealed class FilingImport
{
    public bool Applied { get; set; }
    public int Added { get; set; }
    public int Unchanged { get; set; }
    public List<string> Clusters { get; set; } = [];
    public List<CellError> Errors { get; set; } = [];
}

/// <summary>Filings of one applicant or agent that a rule finds too many.</summary>
public sealed class FilingCluster
{
    public string Id { get; set; } = "";
    public string Role { get; set; } = "";
    public string? FilerCode { get; set; }
    public string FilerName { get; set; } = "";

    /// <summary>Told apart by a code or an ID, not by the name alone.</summary>
    public bool IsIdentified { get; set; }
    public DateOnly From { get; set; }
    public DateOnly Until { get; set; }
    public int Filings { get; set; }
    public List<string> Zones { get; set; } = [];
    public string RuleId { get; set; } = "";
    public DateTimeOffset FoundAt { get; set; }
    public string? CaseId { get; set; }
    public int Version { get; set; }
}

/// <summary>Who the filer of a cluster is, found out by an officer, and on what ground a lead is raised.</summary>
public sealed class NewClusterLead
{
    public int Version { get; set; }
    public NewParty Party { get; set; } = new();
    public string Suspicion { get; set; } = "";
}

public sealed class ClusterLead
{
    public string CaseId { get; set; } = "";
}

public sealed class Filing
{
    public string Id { get; set; } = "";
    public string Kind { get; set; } = "";
    public string ApplicationNumber { get; set; } = "";
    public string Suspicion { get; set; } = "";
    public DateOnly FiledOn { get; set; }
    public string ApplicantName { get; set; } = "";
    public string? AgentName { get; set; }
    public string ZoneCode { get; set; } = "";
}

public sealed class ClusterRule
{
    public string Id { get; set; } = "";
    public string Role { get; set; } = "";
    public int Filings { get; set; }
    public int Days { get; set; }
    public int Zones { get; set; }
    public string? BasisZh { get; set; }
    public string? BasisEn { get; set; }
    public bool Official { get; set; }
    public DateOnly From { get; set; }
    public DateOnly? Until { get; set; }
    public string Basis => Languages.Pick(BasisZh, BasisEn);
}
