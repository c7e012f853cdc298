using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <param name="Indicators">Codes of the contested ones; these alone are opened again if the appeal is upheld.</param>
public sealed record FileAppealRequest(
    [property: Required, MinLength(1), MaxLength(40)] string[] Indicators,
    [property: Required, StringLength(4000, MinimumLength = 10)] string Grounds
);

/// <param name="Outcome">upheld or rejected.</param>
public sealed record DecideAppealRequest(
    [property: Required, RegularExpression("upheld|rejected")] string Outcome,
    [property: Required, StringLength(4000, MinimumLength = 10)] string Reason
);

internal sealed record AppealView
{
    public Guid Id { get; init; }
    public Guid RoundId { get; init; }
    public Guid ZoneId { get; init; }
    public required string ZoneZh { get; init; }
    public required string ZoneEn { get; init; }
    public string[] Indicators { get; init; } = [];
    public required string Grounds { get; init; }
    public DateTimeOffset FiledAt { get; init; }
    public required string FiledByName { get; init; }

    /// <summary>upheld or rejected; null while it is open.</summary>
    public string? Outcome { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public string? DecidedByName { get; init; }
}

/// <param name="Vetoes">For those who decide on them; else empty.</param>
/// <param name="MayAppeal">The caller's zones that may appeal today: once against each notice.</param>
internal sealed record VerdictsView(
    IReadOnlyList<VetoView> Vetoes,
    IReadOnlyList<AdjustmentView> Adjustments,
    IReadOnlyList<AppealView> Appeals,
    IReadOnlyList<Guid> MayAppeal
);

/// <summary>
/// POST …/rounds/{id}/zones/{zoneId}/appeals: by the zone's officers while the results are shown; POST …/appeals/{id}/decision. GET
/// …/rounds/{id}/verdicts: vetoes and adjustments for those who decide on them, appeals also for the zone that made them; what is to be
/// decided first.
/// </summary>
internal static class Appeals
{
    private const string Columns = """
        select a.id, a.round_id, a.zone_id, z.zh as zone_zh, z.en as zone_en, a.indicators, a.grounds, a.filed_at, a.filed_by_name,
            a.outcome, a.reason, a.decided_at, a.decided_by_name
        from appeal a join demonstration_zone z on z.id = a.zone_id
        """;

    public static async Task<Results<Ok<VerdictsView>, RefusalResult>> List(
        Guid id,
        HttpContext http,
        AssessmentsDb db,
        ZoneReach reach,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var sight = await reach.Of(user, ct);
        var decides = AssessmentsPolicies.Decides(user);
        var found = decides
            ? await db.QueryOne<bool>("select exists (select from assessment_round where id = @id)", new { id }, ct)
            : await RoundSight.Find(db, sight, id, ct) is not null;
        if (!found)
        {
            return RoundErrors.RoundNotFound.ToResult();
        }
        return TypedResults.Ok(
            new VerdictsView(
                decides ? await Vetoes.Of(db, id, user, ct) : [],
                decides ? await Adjustments.Of(db, id, user, ct) : [],
                await db.Query<AppealView>(
                    $"""
                    {Columns} where a.round_id = @id and (@decides or z.organisation_id = @Filer)
                    order by a.outcome is not null, a.filed_at desc, a.id limit 500
                    """,
                    new
                    {
                        id,
                        decides,
                        sight.Filer,
                    },
                    ct
                ),
                await db.Query<Guid>(
                    """
                    select z.id from assessment_round r join round_zone rz on rz.round_id = r.id join demonstration_zone z on z.id = rz.zone_id
                    where r.id = @id and r.stage = 'notice' and @today <= r.appeals_until and z.organisation_id = @Filer and not exists (
                        select from appeal a where a.round_id = r.id and a.zone_id = z.id and a.notice_version = r.version)
                    order by z.id
                    """,
                    new
                    {
                        id,
                        today = clock.Today(),
                        sight.Filer,
                    },
                    ct
                )
            )
        );
    }

    public static async Task<Results<Ok<AppealView>, RefusalResult>> File(
        Guid id,
        Guid zoneId,
        FileAppealRequest request,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<AppealView>(
            user.Actor,
            async tx =>
            {
                var locked = await FilingPlace.Lock(tx, id, zoneId, user.OrganisationId);
                if (locked.Refusal is { } unknown)
                {
                    return unknown;
                }
                if (request.Indicators.Any(code => locked.Value.Indicator(code) is null))
                {
                    return FilingErrors.IndicatorNotFound;
                }
                var appeal = Guid.CreateVersion7(clock.GetUtcNow());
                // That the results are shown and it is in time, the database judges (0005_appeals.sql).
                await tx.Execute(
                    """
                    insert into appeal (id, round_id, zone_id, notice_version, indicators, grounds, filed_at, filed_by, filed_by_name)
                    values (@appeal, @id, @zoneId, @Version, @Indicators, @Grounds, @now, @Subject, @DisplayName)
                    """,
                    new
                    {
                        appeal,
                        id,
                        zoneId,
                        locked.Value.Round.Version,
                        Indicators = request.Indicators.Distinct(StringComparer.Ordinal).Order().ToArray(),
                        request.Grounds,
                        now = clock.GetUtcNow(),
                        user.Subject,
                        user.DisplayName,
                    }
                );
                tx.Audit(
                    "assessments.appeal.filed",
                    appeal.ToString(),
                    new
                    {
                        id,
                        zoneId,
                        request.Indicators,
                    }
                );
                return (await Read(tx, appeal))!;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }

    public static async Task<Results<Ok<AppealView>, RefusalResult>> Decide(
        Guid id,
        DecideAppealRequest request,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<AppealView>(
            user.Actor,
            async tx =>
            {
                if (await Read(tx, id) is not { } filed)
                {
                    return AppealErrors.AppealNotFound;
                }
                var round = (await RoundSight.Hold(tx, filed.RoundId))!;
                if (round.Stage != Stage.Notice)
                {
                    return RoundErrors.StageClosed.With("stage", round.Stage);
                }
                await tx.Execute(
                    """
                    update appeal set outcome = @Outcome, reason = @Reason, decided_at = @now, decided_by = @Subject,
                        decided_by_name = @DisplayName
                    where id = @id
                    """,
                    new
                    {
                        id,
                        request.Outcome,
                        request.Reason,
                        now = clock.GetUtcNow(),
                        user.Subject,
                        user.DisplayName,
                    }
                );
                if (request.Outcome == "upheld")
                {
                    await tx.Execute(
                        """
                        insert into reopened_cell (round_id, zone_id, indicator, appeal_id, opened_at)
                        select round_id, zone_id, unnest(indicators), id, @now from appeal where id = @id
                        """,
                        new { id, now = clock.GetUtcNow() }
                    );
                }
                tx.Audit($"assessments.appeal.{request.Outcome}", id.ToString(), new { request.Reason });
                return (await Read(tx, id))!;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }

    private static Task<AppealView?> Read(Tx tx, Guid id) =>
        tx.QueryOne<AppealView>($"{Columns} where a.id = @id", new { id });
}
