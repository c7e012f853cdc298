using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Hearings.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <param name="CaseNumber">Of the leading case, as the deciding authority writes it.</param>
/// <param name="Mode">on-site, circuit, point-to-point, internet or hybrid.</param>
/// <param name="HearingClass">court, oral-hearing, adjudication, mediation or training.</param>
/// <param name="From">Start of the hearing itself; the turnaround is added behind its end.</param>
/// <param name="RoomIds">All of them or none: 1 to 10 rooms, at any centres.</param>
/// <param name="ResourceIds">Movable devices, bridges, panel members, assistants, interpreters: all or none with the rooms.</param>
/// <param name="ClosedGround">state-secrets, privacy, divorce or trade-secrets; absent: a public hearing.</param>
/// <param name="NoticeGround">Why the hearing is held although its notice can no longer be timely.</param>
/// <param name="HoldId">A hold of the own organisation that this booking takes the place of.</param>
/// <param name="Draft">Kept without taking anything, to be submitted later.</param>
/// <param name="JoinWaitingList">If something is taken, the session waits for it instead of being refused.</param>
public sealed record BookSessionRequest(
    [property: Required, StringLength(200, MinimumLength = 1)] string Title,
    [property: Required, StringLength(100, MinimumLength = 1)] string CaseNumber,
    [property: Required, RegularExpression("on-site|circuit|point-to-point|internet|hybrid")] string Mode,
    [property: Required, RegularExpression("court|oral-hearing|adjudication|mediation|training")] string HearingClass,
    [property: Required] DateTimeOffset From,
    [property: Required] DateTimeOffset To,
    [property: Required, MinLength(1), MaxLength(10)] Guid[] RoomIds,
    [property: MaxLength(20)] Guid[]? ResourceIds = null,
    [property: MaxLength(20)] string[]? MergedCases = null,
    bool Major = false,
    [property: RegularExpression("state-secrets|privacy|divorce|trade-secrets")] string? ClosedGround = null,
    DateOnly? StatutoryDeadline = null,
    SessionNeeds? Needs = null,
    [property: MaxLength(20)] Party[]? Parties = null,
    [property: MaxLength(50)] string[]? Observers = null,
    [property: Range(0, 1_000_000)] decimal Fee = 0,
    [property: StringLength(500, MinimumLength = 4)] string? NoticeGround = null,
    Guid? HoldId = null,
    bool Draft = false,
    bool JoinWaitingList = false
);

/// <summary>POST /api/hearings/sessions: takes everything named for the same time, or nothing.</summary>
internal static class BookSession
{
    public static async Task<Results<Created<SessionView>, RefusalResult>> Handle(
        BookSessionRequest request,
        HttpContext http,
        HearingsDb db,
        SessionViews views,
        Alternatives alternatives,
        SealedParties parties,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (BookingRules.RefuseShape(request.From, request.To) is { } malformed)
        {
            return malformed.ToResult();
        }
        var user = http.CurrentUser();
        var resources = await Resources(db, user, request, ct);
        if (resources.Refusal is { } twice)
        {
            return twice.ToResult();
        }
        var during = new Slot(BusinessTime.Local(request.From), BusinessTime.Local(request.To));
        var id = Guid.CreateVersion7();
        var claim = new Claim(
            id,
            user.OrganisationId,
            request.HearingClass,
            request.Major,
            request.NoticeGround,
            during,
            resources.Value
        )
        {
            Needs = request.Needs ?? new(),
            Replaces = request.HoldId,
        };

        TakingFacts? taken = null;
        var outcome = await db.InTransaction<SessionRow>(
            user.Actor,
            async tx =>
            {
                taken = null;
                var now = clock.GetUtcNow();
                Promotion? queue = null;
                if (request.HoldId is { } hold)
                {
                    if (await HoldRooms.GiveUp(tx, hold, user, now) is not { } held)
                    {
                        return HearingsErrors.HoldNotFound;
                    }
                    queue = await Promotion.Prepare(tx, new Freed(held.ResourceIds, held.During), now, claim);
                }
                var facts = await Taking.LockAndLoad(tx, claim, now);
                var refusal = request.Draft ? null : BookingRules.Refuse(claim, facts, now);
                var waits = refusal is not null && request.JoinWaitingList && facts.Obstacles.Count > 0;
                if (waits)
                {
                    // Only what is taken is waited for: any other rule refuses now as it would then.
                    refusal = BookingRules.Refuse(claim, facts with { Obstacles = [] }, now);
                }
                if (refusal is not null)
                {
                    return refusal;
                }
                if (request.HoldId is { } used)
                {
                    await Taking.Release(tx, used, now);
                }
                var status =
                    request.Draft ? "draft"
                    : waits ? "waiting"
                    : BookingRules.StatusOf(facts);
                var row = await Insert(tx, claim, request, facts, status, parties, user, now);
                if (Takes(status))
                {
                    taken = facts;
                    tx.Publish(SessionBooked.Kind, id.ToString(), SessionFacts.Booked(row, facts));
                }
                tx.Audit("hearings.session.booked", id.ToString(), SessionFacts.Audited(row));
                if (queue is not null)
                {
                    await queue.Run(tx, now);
                }
                return row;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        if (outcome.Refusal is { } refused)
        {
            return (await alternatives.AddTo(refused, claim, ct)).ToResult();
        }
        // What was read in the transaction need not be read again; of a replay nothing was.
        var view = taken is null
            ? await views.Complete(outcome.Value, user, ct)
            : await views.Complete(outcome.Value, taken, user, ct);
        return TypedResults.Created($"/api/hearings/sessions/{view.Id}", view);
    }

    /// <summary>Everything that the session is to take: rooms, devices and people, the parties' agents among them.</summary>
    public static async Task<Outcome<Guid[]>> Resources(
        HearingsDb db,
        CurrentUser user,
        BookSessionRequest request,
        CancellationToken ct
    )
    {
        Guid[] resources =
        [
            .. request.RoomIds,
            .. request.ResourceIds ?? [],
            .. await KnownAgents.Of(db, user, request.Parties, ct),
        ];
        return resources.Distinct().Count() == resources.Length ? resources : HearingsErrors.RoomNamedTwice;
    }

    private static bool Takes(string status) => status is not ("draft" or "waiting");

    /// <summary>Writes the session and, where its status means that it takes them, the allocations of what it names.</summary>
    public static async Task<SessionRow> Insert(
        Tx tx,
        Claim claim,
        BookSessionRequest request,
        TakingFacts facts,
        string status,
        SealedParties parties,
        CurrentUser user,
        DateTimeOffset now,
        SeriesPlace? place = null
    ) =>
        await tx.QueryOne<SessionRow>(
            $"""
            insert into session as s
                (id, number, title, case_number, merged_cases, mode, hearing_class, major, closed_ground, during, status,
                resource_ids, organisation_id, booked_by, booked_by_name, booked_at, submitted_at, statutory_deadline, needs,
                sealed, fee, notice_rule, notice_due, notice_ground, series_id, recurrence_id, changed_at, changed_by,
                changed_by_name, change)
            values (@SessionId,
                to_char(@now at time zone 'Asia/Shanghai', 'YYYY-') || lpad(nextval('session_number')::text, 6, '0'),
                @Title, @CaseNumber, @MergedCases, @Mode, @HearingClass, @Major, @ClosedGround, @During, @status,
                @ResourceIds, @OrganisationId, @Subject, @DisplayName, @now, @submitted, @StatutoryDeadline, @needs::jsonb,
                @sealed, @Fee, @rule, @due, @NoticeGround, @series, @recurrence, @now, @Subject, @DisplayName, 'booked')
            returning {SessionRow.Columns};
            {(Takes(status) ? Taking.First : "")}
            """,
            new
            {
                Ids = facts.Resources.Select(r => r.Id).ToArray(),
                Turnarounds = facts.Resources.Select(r => r.TurnaroundMinutes).ToArray(),
                claim.During.From,
                claim.During.To,
                claim.SessionId,
                request.Title,
                request.CaseNumber,
                MergedCases = request.MergedCases ?? [],
                request.Mode,
                claim.HearingClass,
                claim.Major,
                request.ClosedGround,
                claim.During,
                status,
                claim.ResourceIds,
                user.OrganisationId,
                user.Subject,
                user.DisplayName,
                now,
                submitted = status == "draft" ? (DateTimeOffset?)null : now,
                request.StatutoryDeadline,
                needs = Json.Write(claim.Needs),
                @sealed = parties.Seal(claim.SessionId, request.Parties, request.Observers),
                request.Fee,
                rule = facts.NoticeRule?.Id,
                due = NoticeRules.Due(facts.NoticeRule, claim.During),
                request.NoticeGround,
                series = place?.SeriesId,
                recurrence = place?.RecurrenceId,
            }
        ) ?? throw new InvalidOperationException("The session was not inserted.");
}

/// <summary>Where a session stands in a series.</summary>
internal sealed record SeriesPlace(Guid SeriesId, DateTimeOffset RecurrenceId);

/// <summary>What of a session leaves it: events and audit name neither title, case nor party.</summary>
internal static class SessionFacts
{
    public static SessionBooked Booked(SessionRow s, TakingFacts facts) =>
        new(s.Id, s.Number, s.OrganisationId, s.During.From, s.During.To, s.RoomsOf(facts.Resources))
        {
            Status = s.Status,
        };

    public static SessionProgressed Progressed(SessionRow s, IEnumerable<ResourceFacts> resources) =>
        new(s.Id, s.Number, s.OrganisationId, s.During.From, s.During.To, s.Status, s.RoomsOf(resources));

    public static object Audited(SessionRow s) =>
        new
        {
            s.Number,
            s.Status,
            s.During,
            s.ResourceIds,
            s.Mode,
            s.HearingClass,
            Closed = s.ClosedGround is not null,
            s.NoticeRule,
            s.NoticeDue,
            NoticeGroundRecorded = s.NoticeGround is not null,
            s.Version,
        };
}
