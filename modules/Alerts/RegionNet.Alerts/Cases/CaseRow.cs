namespace RegionNet.Alerts;

/// <summary>A case as stored, with the text that holds now. Its properties can be set because Dapper finds no constructor with arrays.</summary>
internal sealed record CaseRow
{
    public const string Columns = """
        c.root_id, c.zone_code, c.kind, c.subject, c.level, c.state, c.count, c.organisation_ids, c.first_at, c.last_at,
        c.delivered_at, c.delivered_by, c.delivered_by_name, c.delivered_organisation_id,
        c.acknowledged_at, c.acknowledged_by, c.acknowledged_by_name, c.acknowledged_organisation_id,
        c.handling_at, c.handling_by, c.handling_by_name, c.handling_organisation_id,
        c.closed_at, c.closed_by, c.closed_by_name, c.closed_organisation_id,
        c.expires_at, c.silence_id, c.version, t.title_zh, t.title_en, t.body_zh, t.body_en,
        (select min(s.due_at) from escalation_step s where s.root_id = c.root_id and s.done_at is null) as due_at, now() as now
        """;

    public const string From = "alert_case c join alert t on t.id = c.text_id";

    public Guid RootId { get; init; }
    public string ZoneCode { get; init; } = "";
    public string Kind { get; init; } = "";
    public string Subject { get; init; } = "";
    public string Level { get; init; } = "";
    public string State { get; init; } = "";
    public int Count { get; init; }
    public Guid[] OrganisationIds { get; init; } = [];
    public DateTimeOffset FirstAt { get; init; }
    public DateTimeOffset LastAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
    public string? DeliveredBy { get; init; }
    public string? DeliveredByName { get; init; }
    public Guid? DeliveredOrganisationId { get; init; }
    public DateTimeOffset? AcknowledgedAt { get; init; }
    public string? AcknowledgedBy { get; init; }
    public string? AcknowledgedByName { get; init; }
    public Guid? AcknowledgedOrganisationId { get; init; }
    public DateTimeOffset? HandlingAt { get; init; }
    public string? HandlingBy { get; init; }
    public string? HandlingByName { get; init; }
    public Guid? HandlingOrganisationId { get; init; }
    public DateTimeOffset? ClosedAt { get; init; }
    public string? ClosedBy { get; init; }
    public string? ClosedByName { get; init; }
    public Guid? ClosedOrganisationId { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public Guid? SilenceId { get; init; }
    public int Version { get; init; }
    public string TitleZh { get; init; } = "";
    public string TitleEn { get; init; } = "";
    public string BodyZh { get; init; } = "";
    public string BodyEn { get; init; } = "";

    /// <summary>When the next step of its clock is due; null when none is.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The database's clock when the row was read.</summary>
    public DateTimeOffset Now { get; init; }

    public bool IsOpen => State is "unread" or "delivered" or "acknowledged" or "handling";

    /// <summary>Whether a clock runs for it.</summary>
    public bool IsUnanswered => State is "unread" or "delivered";

    public CaseMark? Delivered => CaseMark.Of(DeliveredAt, DeliveredBy, DeliveredByName, DeliveredOrganisationId);
    public CaseMark? Acknowledged =>
        CaseMark.Of(AcknowledgedAt, AcknowledgedBy, AcknowledgedByName, AcknowledgedOrganisationId);
    public CaseMark? Handling => CaseMark.Of(HandlingAt, HandlingBy, HandlingByName, HandlingOrganisationId);
    public CaseMark? Closed => CaseMark.Of(ClosedAt, ClosedBy, ClosedByName, ClosedOrganisationId);

    /// <summary>A message that tells of a change of this case and repeats its text.</summary>
    public AlertEntry Tell(string change) =>
        new()
        {
            RootId = RootId,
            ZoneCode = ZoneCode,
            Kind = Kind,
            Level = Level,
            TitleZh = TitleZh,
            TitleEn = TitleEn,
            BodyZh = BodyZh,
            BodyEn = BodyEn,
            Subject = Subject,
            OccurredAt = Now,
            Change = change,
            State = State,
            CaseVersion = Version,
            Count = Count,
            Silenced = SilenceId is not null,
            ExpiresAt = ExpiresAt,
        };

    public CaseView View() =>
        new(
            RootId,
            ZoneCode,
            Kind,
            Subject,
            Level,
            State,
            Count,
            Version,
            TitleZh,
            TitleEn,
            BodyZh,
            BodyEn,
            FirstAt,
            LastAt,
            Delivered?.View,
            Acknowledged?.View,
            Handling?.View,
            Closed?.View,
            DueAt,
            ExpiresAt,
            SilenceId
        );
}

/// <summary>Who did a step, and when.</summary>
internal sealed record CaseMark(DateTimeOffset At, string By, string Name, Guid? OrganisationId)
{
    public static CaseMark? Of(DateTimeOffset? at, string? by, string? name, Guid? organisation) =>
        at is null ? null : new CaseMark(at.Value, by!, name!, organisation);

    public CaseMarkView View => new(At, Name, OrganisationId);
}

/// <param name="OrganisationId">Null for the system.</param>
internal sealed record CaseMarkView(DateTimeOffset At, string Name, Guid? OrganisationId);

/// <summary>An alert as it stands now.</summary>
/// <param name="Version">What an acknowledgement, handling or closure must name.</param>
/// <param name="Closed">Who ended it and when: closed, cancelled or expired.</param>
/// <param name="DueAt">When the next step of its clock falls due.</param>
/// <param name="SilenceId">The silence that it was recorded under and that still holds.</param>
internal sealed record CaseView(
    Guid RootId,
    string ZoneCode,
    string Kind,
    string Subject,
    string Level,
    string State,
    int Count,
    int Version,
    string TitleZh,
    string TitleEn,
    string BodyZh,
    string BodyEn,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt,
    CaseMarkView? Delivered,
    CaseMarkView? Acknowledged,
    CaseMarkView? Handling,
    CaseMarkView? Closed,
    DateTimeOffset? DueAt,
    DateTimeOffset? ExpiresAt,
    Guid? SilenceId
);
