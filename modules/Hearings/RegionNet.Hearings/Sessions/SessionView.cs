using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Hearings;

/// <summary>A room of a session, with the centre that hosts it.</summary>
internal sealed record SessionRoomView(
    Guid RoomId,
    string NameZh,
    string NameEn,
    Guid OrganisationId,
    string OrganisationZh,
    string OrganisationEn
);

/// <summary>Anything else the session takes: a movable device, a video bridge, a person.</summary>
internal sealed record SessionResourceView(Guid Id, string Kind, string NameZh, string NameEn, Guid? OrganisationId);

/// <param name="Due">The last lawful day; null where no rule holds or the holiday calendar is not announced yet.</param>
/// <param name="Ground">Why the hearing goes on although its notice could not be timely.</param>
internal sealed record NoticeView(
    string RuleId,
    int Days,
    string Unit,
    string BasisZh,
    string BasisEn,
    bool IsLaw,
    DateOnly? Due,
    string? Ground,
    DateTimeOffset? PublishedAt
);

/// <summary>
/// A session as the organisation that booked it and the centres that host it see it. For everybody else it does not
/// exist; on the board they see that the room is in use. Of a closed hearing the hosts see what they need to prepare the room:
/// neither title, case nor parties.
/// </summary>
/// <param name="Status">See <c>session_move</c>.</param>
/// <param name="Mine">Whether the caller's organisation booked it.</param>
/// <param name="CheckInCode">Six digits for the door; only for the organisation that booked.</param>
/// <param name="BookedBy">The name of the person who booked.</param>
internal sealed record SessionView(
    Guid Id,
    string Number,
    string? Title,
    string? CaseNumber,
    IReadOnlyList<string> MergedCases,
    string Mode,
    string HearingClass,
    bool Major,
    bool Closed,
    string? ClosedGround,
    DateTimeOffset From,
    DateTimeOffset To,
    string Status,
    bool Mine,
    IReadOnlyList<SessionRoomView> Rooms,
    IReadOnlyList<SessionResourceView> Resources,
    Guid OrganisationId,
    string OrganisationZh,
    string OrganisationEn,
    string BookedBy,
    DateTimeOffset BookedAt,
    DateOnly? StatutoryDeadline,
    SessionNeeds Needs,
    IReadOnlyList<Party> Parties,
    IReadOnlyList<string> Observers,
    decimal Fee,
    NoticeView? Notice,
    DateTimeOffset? HoldUntil,
    string? CheckInCode,
    DateTimeOffset? CheckedInAt,
    DateTimeOffset? EndedAt,
    Guid? SeriesId,
    DateTimeOffset? RecurrenceId,
    DateTimeOffset? CancelledAt,
    string? CancelReason,
    string Change,
    string? ChangeReason,
    string ChangedBy,
    DateTimeOffset ChangedAt,
    int Version
)
{
    /// <summary>1 = next; only while it waits.</summary>
    public int? WaitingRank { get; init; }

    /// <summary>The caller's centre is asked to approve this version and has not answered.</summary>
    public bool AwaitsMyDecision { get; init; }
}

/// <summary>Completes sessions with what they take, the names of the hosts and the notice rule: one query for a whole page.</summary>
internal sealed class SessionViews(HearingsDb db, IZoneDirectory zones, SealedParties parties, TimeProvider clock)
{
    public async Task<SessionView> Complete(SessionRow session, CurrentUser user, CancellationToken ct) =>
        (await Complete([session], user, ct))[0];

    /// <summary>Of a session of the caller's own organisation that has just taken what it names.</summary>
    public async Task<SessionView> Complete(
        SessionRow session,
        TakingFacts facts,
        CurrentUser user,
        CancellationToken ct
    )
    {
        var resources = facts
            .Resources.Select(r => new ResourceRow(r.Id, r.Kind, r.NameZh, r.NameEn, r.OrganisationId))
            .ToList();
        var rules = (facts.NoticeRule is { } rule ? (NoticeRuleRow[])[rule] : []).ToDictionary(
            r => r.Id,
            StringComparer.Ordinal
        );
        return View(session, user, resources, rules, await Organisations([session], resources, ct));
    }

    public async Task<IReadOnlyList<SessionView>> Complete(
        IReadOnlyList<SessionRow> sessions,
        CurrentUser user,
        CancellationToken ct
    )
    {
        var resources = (
            await db.Query<ResourceRow>(
                """
                select r.id, r.kind, coalesce(m.name_zh, a.name_zh) as name_zh, coalesce(m.name_en, a.name_en) as name_en,
                    r.organisation_id
                from resource r left join room m on m.id = r.id left join asset a on a.id = r.id
                where r.id = any(@Ids)
                order by m.place_code, r.organisation_id, m.name_zh, a.name_zh
                """,
                new { Ids = sessions.SelectMany(s => s.ResourceIds).Distinct().ToArray() },
                ct
            )
        );
        var rules = sessions.Any(s => s.NoticeRule is not null)
            ? (
                await db.Query<NoticeRuleRow>(
                    "select id, days, unit, basis_zh, basis_en, is_law from notice_rule",
                    ct: ct
                )
            ).ToDictionary(r => r.Id, StringComparer.Ordinal)
            : [];
        var organisations = await Organisations(sessions, resources, ct);
        var asked = sessions.Any(s => s.Status == "submitted" && s.OrganisationId != user.OrganisationId)
            ? await db.Query<Guid>(
                $"select s.id from session s where s.id = any(@Ids) and {SessionRow.AwaitsDecision}",
                new { Ids = sessions.Select(s => s.Id).ToArray(), user.OrganisationId },
                ct
            )
            : [];
        var places = sessions.Any(s => s.Status == "waiting")
            ? (
                await db.Query<(Guid Id, int Place)>(
                    $"select s.id, {Priority.Place} from session s where s.id = any(@Ids) and s.status = 'waiting'",
                    new { Ids = sessions.Where(s => s.Status == "waiting").Select(s => s.Id).ToArray() },
                    ct
                )
            ).ToDictionary(p => p.Id, p => p.Place)
            : [];
        return
        [
            .. sessions.Select(s =>
                View(s, user, resources, rules, organisations) with
                {
                    AwaitsMyDecision = asked.Contains(s.Id),
                    WaitingRank = places.TryGetValue(s.Id, out var place) ? place : null,
                }
            ),
        ];
    }

    private Task<IReadOnlyDictionary<Guid, OrganisationSummary>> Organisations(
        IReadOnlyList<SessionRow> sessions,
        IReadOnlyList<ResourceRow> resources,
        CancellationToken ct
    ) =>
        zones.Organisations(
            resources
                .Select(r => r.OrganisationId)
                .OfType<Guid>()
                .Concat(sessions.Select(s => s.OrganisationId))
                .Distinct()
                .ToArray(),
            clock.Today(),
            ct
        );

    private SessionView View(
        SessionRow s,
        CurrentUser user,
        IReadOnlyList<ResourceRow> resources,
        IReadOnlyDictionary<string, NoticeRuleRow> rules,
        IReadOnlyDictionary<Guid, OrganisationSummary> organisations
    )
    {
        var mine = s.OrganisationId == user.OrganisationId;
        var open = mine || s.ClosedGround is null;
        var (people, observers) = mine ? parties.Open(s) : ([], []);
        var taken = resources.Where(r => s.ResourceIds.Contains(r.Id)).ToList();
        var booker = organisations.GetValueOrDefault(s.OrganisationId);
        return new SessionView(
            s.Id,
            s.Number,
            open ? s.Title : null,
            open ? s.CaseNumber : null,
            open ? s.MergedCases : [],
            s.Mode,
            s.HearingClass,
            s.Major,
            s.ClosedGround is not null,
            mine ? s.ClosedGround : null,
            s.During.From,
            s.During.To,
            s.Status,
            mine,
            [
                .. taken
                    .Where(r => r.Kind == "room")
                    .Select(r =>
                    {
                        var host = organisations.GetValueOrDefault(r.OrganisationId!.Value);
                        return new SessionRoomView(
                            r.Id,
                            r.NameZh,
                            r.NameEn,
                            r.OrganisationId.Value,
                            host?.Zh ?? "",
                            host?.En ?? ""
                        );
                    }),
            ],
            // A host sees what it lends; a party's agent only the organisation that booked.
            [
                .. taken
                    .Where(r => r.Kind != "room" && (mine || r.OrganisationId == user.OrganisationId))
                    .Select(r => new SessionResourceView(r.Id, r.Kind, r.NameZh, r.NameEn, r.OrganisationId)),
            ],
            s.OrganisationId,
            booker?.Zh ?? "",
            booker?.En ?? "",
            s.BookedByName,
            s.BookedAt,
            s.StatutoryDeadline,
            s.ReadNeeds(),
            people,
            observers,
            s.Fee,
            s.NoticeRule is not null && rules.TryGetValue(s.NoticeRule, out var rule)
                ? new NoticeView(
                    rule.Id,
                    rule.Days,
                    rule.Unit,
                    rule.BasisZh,
                    rule.BasisEn,
                    rule.IsLaw,
                    s.NoticeDue,
                    mine ? s.NoticeGround : null,
                    s.NoticePublishedAt
                )
                : null,
            s.HoldUntil,
            mine ? s.CheckInCode : null,
            s.CheckedInAt,
            s.EndedAt,
            s.SeriesId,
            s.RecurrenceId,
            s.CancelledAt,
            open ? s.CancelReason : null,
            s.Change,
            open ? s.ChangeReason : null,
            s.ChangedByName,
            s.ChangedAt,
            s.Version
        );
    }

    private sealed record ResourceRow(Guid Id, string Kind, string NameZh, string NameEn, Guid? OrganisationId);
}
