using System.Text.Json.Serialization;

namespace RegionNet.Alerts;

/// <summary>A message of a zone's stream. It never changes; the alert's newest message has its newest state.</summary>
/// <param name="Sequence">Place in the zone's stream, from 1, without gaps.</param>
/// <param name="Level">minor 蓝, moderate 黄, severe 橙, extreme 红.</param>
/// <param name="Subject">What it is about, for example a session's id.</param>
/// <param name="OccurredAt">When the fact was committed.</param>
/// <param name="RecordedAt">When the message was.</param>
/// <param name="RootId">The first message of the alert in this zone; its own id for the first.</param>
/// <param name="MessageType">alert, update, cancel, or progress: a change of state, of which the text repeats the alert's.</param>
/// <param name="Change">
/// raised; updated, counted, unsilenced; cancelled, inhibited; delivered, acknowledged, handling, closed, overdue, escalated, expired.
/// </param>
/// <param name="State">unread, delivered, acknowledged, handling, closed, cancelled or expired, after this message.</param>
/// <param name="CaseVersion">What a decision on the alert must name.</param>
/// <param name="Count">How many events the alert stands for.</param>
/// <param name="Silenced">Recorded, but nobody is told.</param>
/// <param name="Rings">Whether a duty room may ring for it: outside working hours only for red.</param>
/// <param name="ActorName">Who made the change; null for the system.</param>
/// <param name="Note">What that person said about it; of an escalation, whom it went to.</param>
/// <param name="SeenAt">When the caller saw it; absent in pushes, which are the same for everybody.</param>
internal sealed record AlertView(
    Guid Id,
    string ZoneCode,
    long Sequence,
    string Kind,
    string Level,
    string TitleZh,
    string TitleEn,
    string BodyZh,
    string BodyEn,
    string Subject,
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt,
    Guid RootId,
    string MessageType,
    string Change,
    string State,
    int CaseVersion,
    int Count,
    bool Silenced,
    bool Rings,
    DateTimeOffset? ExpiresAt,
    string? ActorName,
    Guid? ActorOrganisationId,
    string? Note,
    DateTimeOffset? SeenAt
)
{
    /// <summary>All but <see cref="SeenAt"/>, of a row <c>a</c>.</summary>
    public const string Columns = """
        a.id, a.zone_code, a.sequence, a.kind, a.level, a.title_zh, a.title_en, a.body_zh, a.body_en, a.subject,
        a.occurred_at, a.recorded_at, a.root_id, a.message_type, a.change, a.state, a.case_version, a.count, a.silenced, a.rings,
        a.expires_at, a.actor_name, a.actor_organisation_id, a.note
        """;
}

/// <param name="Epoch">
/// Which history the sequence numbers belong to. It changes when the database is restored: a client that holds another
/// epoch, or a cursor beyond the head, drops what it has and starts anew.
/// </param>
internal sealed record StreamPage(string Epoch, long Head, IReadOnlyList<AlertView> Items)
{
    /// <summary>The database was not asked.</summary>
    [JsonIgnore]
    public bool FromMemory { get; init; }
}

/// <summary>What <c>Subscribe</c> answers: a page, and how to come back.</summary>
/// <param name="ReconnectSeconds">
/// After a break the client waits a random part of this before its first attempt, so that thousands do not come back at once.
/// </param>
internal sealed record Subscription(string Epoch, long Head, IReadOnlyList<AlertView> Items, int ReconnectSeconds);

/// <summary>The beacon by which a client notices that the last push was lost.</summary>
internal sealed record StreamHead(string ZoneCode, string Epoch, long Head, int ReconnectSeconds);
