using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <param name="Kind">relation (a personal or economic one) or past-cooperation.</param>
/// <param name="Until">Last day; null while it lasts.</param>
public sealed record RelationRequest(
    [property: Required] Guid? ZoneId,
    [property: Required, RegularExpression("relation|past-cooperation")] string Kind,
    [property: Required] DateOnly? From,
    DateOnly? Until,
    [property: Required, StringLength(1000, MinimumLength = 2)] string Statement
);

public sealed record ReasonRequest([property: Required, StringLength(1000, MinimumLength = 2)] string Reason);

/// <param name="Until">Last day; null while it lasts.</param>
/// <param name="Declared">By the evaluator; else recorded by the organiser.</param>
internal sealed record RelationView(
    Guid Id,
    Guid ZoneId,
    string ZoneZh,
    string ZoneEn,
    string Kind,
    DateOnly From,
    DateOnly? Until,
    string Statement,
    bool Declared,
    DateTimeOffset RecordedAt,
    string RecordedByName,
    DateTimeOffset? WithdrawnAt,
    string? WithdrawnReason
);

/// <param name="Voided">Assignments that it touched; their marks no longer count.</param>
internal sealed record RelationRecorded(Guid Id, IReadOnlyList<VoidedAssignment> Voided);

/// <summary>Relations of an evaluator with zones, which keep them apart (<c>conflict_of</c>).</summary>
internal static class Relations
{
    private const string Select = """
        select x.id, x.zone_id, z.zh as zone_zh, z.en as zone_en, x.kind, lower(x.period) as "from",
            (upper(x.period) - 1) as until, x.statement, x.declared, x.recorded_at, x.recorded_by_name, x.withdrawn_at, x.withdrawn_reason
        from evaluator_relation x join demonstration_zone z on z.id = x.zone_id join evaluator e on e.id = x.evaluator_id
        """;

    /// <summary>GET /api/assessments/evaluators/{id}/relations.</summary>
    public static async Task<Ok<IReadOnlyList<RelationView>>> List(Guid id, AssessmentsDb db, CancellationToken ct) =>
        TypedResults.Ok(
            await db.Query<RelationView>(
                $"{Select} where e.id = @id order by x.recorded_at desc, x.id limit 200",
                new { id },
                ct
            )
        );

    /// <summary>GET /api/assessments/my/relations.</summary>
    public static async Task<Ok<IReadOnlyList<RelationView>>> Mine(
        HttpContext http,
        AssessmentsDb db,
        CancellationToken ct
    ) =>
        TypedResults.Ok(
            await db.Query<RelationView>(
                $"{Select} where e.subject = @Subject order by x.recorded_at desc, x.id limit 200",
                new { http.CurrentUser().Subject },
                ct
            )
        );

    /// <summary>POST /api/assessments/evaluators/{id}/relations: the organiser records one.</summary>
    public static Task<Results<Ok<RelationRecorded>, RefusalResult>> Record(
        Guid id,
        RelationRequest request,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    ) => Write(request, http, db, clock, "select id from evaluator where id = @id", id, declared: false, ct);

    /// <summary>POST /api/assessments/my/relations: the evaluator declares one.</summary>
    public static Task<Results<Ok<RelationRecorded>, RefusalResult>> Declare(
        RelationRequest request,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        Write(
            request,
            http,
            db,
            clock,
            "select id from evaluator where subject = @Subject",
            Guid.Empty,
            declared: true,
            ct
        );

    /// <summary>POST /api/assessments/relations/{id}/withdrawal: what was entered by mistake. What it voided stays voided.</summary>
    public static async Task<Results<Ok, RefusalResult>> Withdraw(
        Guid id,
        ReasonRequest request,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<bool>(
            user.Actor,
            async tx =>
            {
                var withdrawn = await tx.Execute(
                    """
                    update evaluator_relation set withdrawn_at = @now, withdrawn_by = @Subject, withdrawn_by_name = @DisplayName,
                        withdrawn_reason = @Reason
                    where id = @id and withdrawn_at is null
                    """,
                    new
                    {
                        id,
                        now = clock.GetUtcNow(),
                        user.Subject,
                        user.DisplayName,
                        request.Reason,
                    }
                );
                if (withdrawn == 0)
                {
                    return await tx.QueryOne<bool>(
                        "select exists (select from evaluator_relation where id = @id)",
                        new { id }
                    )
                        ? ScoringErrors.RelationWithdrawn
                        : ScoringErrors.RelationNotFound;
                }
                tx.Audit("assessments.relation.withdrawn", id.ToString(), request);
                return true;
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok();
    }

    private static async Task<Results<Ok<RelationRecorded>, RefusalResult>> Write(
        RelationRequest request,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        string whose,
        Guid id,
        bool declared,
        CancellationToken ct
    )
    {
        if (request.Until < request.From)
        {
            return ScoringErrors.PeriodReversed.ToResult();
        }
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<RelationRecorded>(
            user.Actor,
            async tx =>
            {
                if (await tx.QueryOne<Guid?>(whose, new { id, user.Subject }) is not { } evaluator)
                {
                    return ScoringErrors.EvaluatorNotFound;
                }
                if (
                    !await tx.QueryOne<bool>(
                        "select exists (select from demonstration_zone where id = @ZoneId)",
                        request
                    )
                )
                {
                    return RoundErrors.ZoneNotFound;
                }
                var now = clock.GetUtcNow();
                var relation = Guid.CreateVersion7(now);
                await LateConflicts.LockRounds(tx);
                await tx.Execute(
                    """
                    insert into evaluator_relation (id, evaluator_id, zone_id, kind, period, statement, declared, recorded_at, recorded_by,
                        recorded_by_name)
                    values (@relation, @evaluator, @ZoneId, @Kind, daterange(@From, @Until, '[]'), @Statement, @declared, @now, @Subject,
                        @DisplayName)
                    """,
                    new
                    {
                        relation,
                        evaluator,
                        request.ZoneId,
                        request.Kind,
                        request.From,
                        request.Until,
                        request.Statement,
                        declared,
                        now,
                        user.Subject,
                        user.DisplayName,
                    }
                );
                tx.Audit(
                    "assessments.relation.recorded",
                    relation.ToString(),
                    new
                    {
                        evaluator,
                        request.ZoneId,
                        request.Kind,
                        declared,
                    }
                );
                return new RelationRecorded(relation, await LateConflicts.Replace(tx, now, user));
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }
}
