using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Assessments;

/// <param name="Version">Of the zone as the caller saw it.</param>
/// <param name="EffectiveOn">Since which day the state holds; today if it is left out.</param>
/// <param name="PeriodFrom">First day of building or of the title, for the moves that begin one; the effective day if left out.</param>
/// <param name="PeriodUntil">Its last day; by rule if left out (<c>zone_period_rule</c>). A stated day wins.</param>
public sealed record MoveZoneRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required, StringLength(30, MinimumLength = 1)] string To,
    [property: StringLength(100, MinimumLength = 2)] string? DocumentNumber = null,
    [property: StringLength(1000, MinimumLength = 2)] string? Reason = null,
    DateOnly? EffectiveOn = null,
    DateOnly? PeriodFrom = null,
    DateOnly? PeriodUntil = null
);

/// <summary>POST /api/assessments/zones/{id}/moves: what is not made by a round. Which move there is says the table of moves.</summary>
internal static class MoveZone
{
    public static async Task<Results<Ok<ZoneView>, RefusalResult>> Handle(
        Guid id,
        MoveZoneRequest request,
        HttpContext http,
        AssessmentsDb db,
        ZoneViews views,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<ZoneRow>(
            user.Actor,
            async tx =>
            {
                var zone = await ZoneSteps.Lock(tx, id, request.Version);
                if (zone.Refusal is { } refused)
                {
                    return refused;
                }
                var byRound = await tx.QueryOne<bool?>(
                    "select by_round from zone_move where from_state = @State and to_state = @To",
                    new { zone.Value.State, request.To }
                );
                var on = request.EffectiveOn ?? clock.Today();
                if (ZoneRules.RefuseMove(zone.Value, request, byRound, on, clock.Today()) is { } refusal)
                {
                    return refusal;
                }
                var period = ZoneRules.PeriodBegunBy(request.To) is not { } begun
                    ? null
                    : await tx.QueryOne<Period>(
                        """
                        select lower(p) as "from", upper(p) - 1 as until from (select daterange(@from::date, coalesce(@until::date + 1,
                            (@from::date + make_interval(years => (
                                select r.years from zone_period_rule r where r.period = @begun and r.valid @> @from::date)))::date)) as p) s
                        """,
                        new
                        {
                            begun,
                            from = request.PeriodFrom ?? on,
                            until = request.PeriodUntil,
                        }
                    );
                return await ZoneSteps.To(tx, zone.Value, request.To, on, request, period, clock.GetUtcNow());
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } no
            ? no.ToResult()
            : TypedResults.Ok(await views.Complete(outcome.Value, user, ct));
    }
}

/// <summary>First and last day.</summary>
internal sealed record Period(DateOnly From, DateOnly Until);

internal static class ZoneRules
{
    /// <summary>Which period a state begins, by the name that its rule has.</summary>
    public static string? PeriodBegunBy(string state) =>
        state switch
        {
            ZoneState.Building => "construction",
            ZoneState.InForce => "validity",
            _ => null,
        };

    public static Refusal? RefuseMove(
        ZoneRow zone,
        MoveZoneRequest request,
        bool? byRound,
        DateOnly on,
        DateOnly today
    ) =>
        byRound is null ? RoundErrors.ZoneMoveNotAllowed
        : byRound == true || zone.RoundId is not null ? RoundErrors.ZoneMoveByRound
        : on > today ? RoundErrors.ZoneMoveInFuture
        : request.DocumentNumber is null && NeedsDocument(request.To) ? RoundErrors.DocumentNeeded
        : request.Reason is null && request.To == ZoneState.Revoked ? RoundErrors.ReasonNeeded
        : PeriodBegunBy(request.To) is null && (request.PeriodFrom ?? request.PeriodUntil) is not null
            ? RoundErrors.NoPeriodBegins
        : request.PeriodUntil < (request.PeriodFrom ?? on) ? RoundErrors.DaysReversed
        : null;

    private static bool NeedsDocument(string state) =>
        state is "public-notice" or ZoneState.Confirmed or ZoneState.InForce or ZoneState.Revoked;
}

/// <summary>Steps of a zone: locked, judged, written with version, history and audit.</summary>
internal static class ZoneSteps
{
    public static async Task<Outcome<ZoneRow>> Lock(Tx tx, Guid id, int version)
    {
        var zone = await tx.QueryOne<ZoneRow>(
            $"select {ZoneRow.Columns} from demonstration_zone z where z.id = @id for update of z",
            new { id }
        );
        return zone is null ? RoundErrors.ZoneNotFound
            : zone.Version != version ? RoundErrors.StaleZone.With("current", zone.Version)
            : zone;
    }

    public static async Task<ZoneRow> To(
        Tx tx,
        ZoneRow zone,
        string state,
        DateOnly on,
        MoveZoneRequest papers,
        Period? period,
        DateTimeOffset now
    )
    {
        var moved = await tx.QueryOne<ZoneRow>(
            $"""
            update demonstration_zone z set state = @state, version = z.version + 1, changed_at = @now, changed_by = @Subject,
                changed_by_name = @Name, effective_on = @on, document_number = @DocumentNumber, reason = @Reason,
                construction = case when @state = 'building' then daterange(@From::date, @Until::date, '[]') else z.construction end,
                validity = case when @state = 'in-force' then daterange(@From::date, @Until::date, '[]') else z.validity end
            where z.id = @Id and z.version = @Version
            returning {ZoneRow.Columns}
            """,
            new
            {
                zone.Id,
                zone.Version,
                state,
                on,
                now,
                tx.Actor.Subject,
                tx.Actor.Name,
                papers.DocumentNumber,
                papers.Reason,
                period?.From,
                period?.Until,
            }
        );
        tx.Audit(
            $"assessments.zone.{state}",
            zone.Id.ToString(),
            new
            {
                zone.PlaceCode,
                from = zone.State,
                on,
                papers.DocumentNumber,
                papers.Reason,
                period,
            }
        );
        return moved ?? throw new RestartTransactionException();
    }
}
