namespace RegionNet.Alerts;

/// <summary>A message of a zone's stream before it has its number. See <see cref="AlertView"/> for what the fields say.</summary>
internal sealed record AlertEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The alert's first message; <see cref="Id"/> for that one itself.</summary>
    public required Guid RootId { get; init; }
    public required string ZoneCode { get; init; }
    public required string Kind { get; init; }
    public required string Level { get; init; }
    public required string TitleZh { get; init; }
    public required string TitleEn { get; init; }
    public required string BodyZh { get; init; }
    public required string BodyEn { get; init; }
    public required string Subject { get; init; }

    /// <summary>The event it tells of, once per zone; null where a person or a clock caused it.</summary>
    public Guid? EventId { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }
    public required string Change { get; init; }
    public required string State { get; init; }
    public int CaseVersion { get; init; } = 1;
    public int Count { get; init; } = 1;
    public bool Silenced { get; init; }
    public bool Rings { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public string? ActorName { get; init; }
    public Guid? ActorOrganisationId { get; init; }
    public string? Note { get; init; }

    public string MessageType =>
        Change switch
        {
            "raised" => "alert",
            "updated" or "counted" or "unsilenced" => "update",
            "cancelled" or "inhibited" => "cancel",
            _ => "progress",
        };
}
