using System.ComponentModel.DataAnnotations;
using RegionNet.Hearings.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>A session as the database keeps it. <see cref="Version"/> rises by one with every change.</summary>
internal sealed record SessionRow
{
    public const string Columns = """
        s.id, s.number, s.title, s.case_number, s.merged_cases, s.mode, s.hearing_class, s.major, s.closed_ground, s.during,
        s.status, s.resource_ids, s.organisation_id, s.booked_by, s.booked_by_name, s.booked_at, s.submitted_at,
        s.statutory_deadline, s.needs::text as needs, s.sealed, s.fee, s.notice_rule, s.notice_due, s.notice_ground,
        s.notice_published_at, s.hold_until, s.check_in_code, s.checked_in_at, s.ended_at, s.series_id, s.recurrence_id,
        s.cancelled_at, s.cancel_reason, s.changed_at, s.changed_by_name, s.change, s.change_reason, s.version
        """;

    /// <summary>The scope: what the caller's organisation booked or hosts. A foreign session reads as absent.</summary>
    public const string Visible = """
        (s.organisation_id = @OrganisationId or exists (
            select 1 from resource v where v.id = any(s.resource_ids) and v.organisation_id = @OrganisationId))
        """;

    /// <summary>The caller's centre is asked for its word on this version and has not given it.</summary>
    public const string AwaitsDecision = """
        s.status = 'submitted' and s.organisation_id <> @OrganisationId
            and exists (
                select 1 from resource h join sharing_terms t on t.room_id = h.id
                    and t.valid @> (lower(s.during) at time zone 'Asia/Shanghai')::date and t.needs_approval
                where h.id = any(s.resource_ids) and h.organisation_id = @OrganisationId)
            and not exists (
                select 1 from session_approval a
                where a.session_id = s.id and a.organisation_id = @OrganisationId and a.session_version = s.version)
        """;

    public Guid Id { get; init; }
    public required string Number { get; init; }
    public required string Title { get; init; }
    public required string CaseNumber { get; init; }
    public string[] MergedCases { get; init; } = [];
    public required string Mode { get; init; }
    public required string HearingClass { get; init; }
    public bool Major { get; init; }
    public string? ClosedGround { get; init; }
    public Slot During { get; init; }
    public required string Status { get; init; }
    public Guid[] ResourceIds { get; init; } = [];
    public Guid OrganisationId { get; init; }
    public required string BookedBy { get; init; }
    public required string BookedByName { get; init; }
    public DateTimeOffset BookedAt { get; init; }
    public DateTimeOffset? SubmittedAt { get; init; }
    public DateOnly? StatutoryDeadline { get; init; }
    public required string Needs { get; init; }
    public byte[]? Sealed { get; init; }
    public decimal Fee { get; init; }
    public string? NoticeRule { get; init; }
    public DateOnly? NoticeDue { get; init; }
    public string? NoticeGround { get; init; }
    public DateTimeOffset? NoticePublishedAt { get; init; }
    public DateTimeOffset? HoldUntil { get; init; }
    public required string CheckInCode { get; init; }
    public DateTimeOffset? CheckedInAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public Guid? SeriesId { get; init; }
    public DateTimeOffset? RecurrenceId { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }
    public string? CancelReason { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
    public required string ChangedByName { get; init; }
    public required string Change { get; init; }
    public string? ChangeReason { get; init; }
    public int Version { get; init; }

    public Claim Claim =>
        new(Id, OrganisationId, HearingClass, Major, NoticeGround, During, ResourceIds) { Needs = ReadNeeds() };

    public SessionNeeds ReadNeeds() => Json.Read<SessionNeeds>(Needs);

    public SessionRoom[] RoomsOf(IEnumerable<ResourceFacts> resources) =>
        [
            .. resources
                .Where(r => r.Kind == "room" && ResourceIds.Contains(r.Id))
                .Select(r => new SessionRoom(r.Id, r.NameZh, r.NameEn, r.OrganisationId!.Value)),
        ];
}

/// <summary>What a hearing needs of its rooms; checked against each room's capacity and working devices.</summary>
/// <param name="Capacity">Seats in the largest of the rooms.</param>
/// <param name="Devices">Kinds that every room must have in service.</param>
/// <param name="Accessible">Every room must be reached without steps.</param>
/// <param name="Interpreter">Language that an interpreter is needed for.</param>
/// <param name="Recording">The session can't start while the recording of one of its rooms is out of service.</param>
public sealed record SessionNeeds(
    [property: Range(0, 2000)] int Capacity = 0,
    [property: MaxLength(9)] string[]? Devices = null,
    bool Accessible = false,
    [property: StringLength(50)] string? Interpreter = null,
    bool Recording = false
);

internal static class SessionStatus
{
    public static readonly IReadOnlySet<string> All = new HashSet<string>(StringComparer.Ordinal)
    {
        "held",
        "draft",
        "waiting",
        "submitted",
        "supplement",
        "approved",
        "published",
        "in-session",
        "ended",
        "archived",
        "rejected",
        "withdrawn",
        "cancelled",
        "no-show",
    };
}
