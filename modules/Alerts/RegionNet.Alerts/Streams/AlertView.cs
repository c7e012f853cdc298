using System.Text.Json.Serialization;

namespace RegionNet.Alerts;

/// <param name="Sequence">Place in the zone's stream, from 1, without gaps.</param>
/// <param name="Level">minor 蓝, moderate 黄, severe 橙, extreme 红.</param>
/// <param name="Subject">What it is about, for example a session's id.</param>
/// <param name="OccurredAt">When the fact was committed.</param>
/// <param name="RecordedAt">When the alert was.</param>
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
    DateTimeOffset? SeenAt
);

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
