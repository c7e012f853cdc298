using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <param name="Mark">The first one to keep it, another to change it; 0 to 100, at most two decimals.</param>
public sealed record ModerationAnswerRequest(
    [property: Required, Range(typeof(decimal), "0", "100", ParseLimitsInInvariantCulture = true)] decimal? Mark,
    [property: Required, StringLength(1000, MinimumLength = 2)] string Reason
);

/// <param name="Kind">spread or appeal.</param>
/// <param name="Lowest">Of the marks when the task was opened.</param>
/// <param name="DueOn">Last day of answers.</param>
/// <param name="Asked">Evaluators of the zone.</param>
/// <param name="MayAnswer">The caller is one of them, has not answered, and there is time.</param>
internal sealed record ModerationTaskView(
    Guid Id,
    Guid ZoneId,
    string ZoneZh,
    string ZoneEn,
    string Indicator,
    string Zh,
    string En,
    string Kind,
    decimal Lowest,
    decimal Highest,
    DateOnly DueOn,
    int Asked,
    int Answered,
    bool MayAnswer,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    string? ClosingReason
);

/// <param name="Answer">Null while it has not been given, and for other evaluators while the task is open.</param>
internal sealed record ModeratedMark(
    string Pseudonym,
    bool Mine,
    decimal Original,
    string? Comment,
    decimal? Answer,
    string? Reason,
    DateTimeOffset? AnsweredAt
);

internal sealed record ModerationDetail(ModerationTaskView Task, IReadOnlyList<ModeratedMark> Marks);

/// <summary>
/// The second round (/api/assessments/moderation): those who marked a cell see each other's first marks, by pseudonym, and keep or change
/// their own with a reason. A new mark counts from the closing on; the first ones stay. Each answers without knowing the others' answers.
/// </summary>
internal static class ModerationTasks
{
    private const string Select = """
        select t.id, t.zone_id, z.zh as zone_zh, z.en as zone_en, t.indicator, c.zh, c.en, t.kind, t.lowest, t.highest, t.due_on,
            (select count(*)::int from assignment a where a.round_id = t.round_id and a.zone_id = t.zone_id and a.state = 'locked') as asked,
            (select count(*)::int from moderation_answer m join assignment a on a.id = m.assignment_id and a.state = 'locked'
                where m.task_id = t.id) as answered,
            t.closed_at is null and @today <= t.due_on and own.id is not null
                and not exists (select from moderation_answer m where m.task_id = t.id and m.assignment_id = own.id) as may_answer,
            t.opened_at, t.closed_at, t.closing_reason
        from moderation_task t join demonstration_zone z on z.id = t.zone_id
            join round_cell c on c.round_id = t.round_id and c.indicator = t.indicator
            left join (
                select a.id, a.round_id, a.zone_id from assignment a join evaluator e on e.id = a.evaluator_id
                where e.subject = @Subject and a.state = 'locked' and conflict_of(e.id, a.zone_id, @now) is null
            ) own on own.round_id = t.round_id and own.zone_id = t.zone_id
        where (@organiser or own.id is not null and not exists (
            select from assignment o where o.round_id = t.round_id and o.state = 'open'))
        """;

    /// <summary>GET /api/assessments/rounds/{round}/moderation: the organiser all, an evaluator those of the own zones.</summary>
    public static async Task<Results<Ok<IReadOnlyList<ModerationTaskView>>, RefusalResult>> List(
        Guid round,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct,
        bool? open
    ) =>
        TypedResults.Ok(
            await db.Query<ModerationTaskView>(
                $"""
                {Select} and t.round_id = @round and (@open::boolean is null or (t.closed_at is null) = @open)
                order by t.closed_at is not null, z.place_code, c.position, t.opened_at limit 4000
                """,
                Parameters(http, clock, round, open),
                ct
            )
        );

    /// <summary>GET /api/assessments/moderation/{id}.</summary>
    public static async Task<Results<Ok<ModerationDetail>, RefusalResult>> Show(
        Guid id,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        await Detail(id, http, db, clock, ct) is { } detail
            ? TypedResults.Ok(detail)
            : ScoringErrors.TaskNotFound.ToResult();

    /// <summary>POST …/{id}/answer: once.</summary>
    public static async Task<Results<Ok<ModerationDetail>, RefusalResult>> Answer(
        Guid id,
        ModerationAnswerRequest request,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var mark = request.Mark!.Value;
        if (SaveMark.RefuseDecimals(mark) is { } wrong)
        {
            return wrong.ToResult();
        }
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<bool>(
            user.Actor,
            async tx =>
            {
                var now = clock.GetUtcNow();
                var own = await tx.QueryOne<(Guid Assignment, decimal Mark)?>(
                    """
                    select a.id, s.mark from moderation_task t
                        join assignment a on a.round_id = t.round_id and a.zone_id = t.zone_id and a.state = 'locked'
                        join evaluator e on e.id = a.evaluator_id and e.subject = @Subject
                        join score s on s.assignment_id = a.id and s.indicator = t.indicator
                    where t.id = @id and conflict_of(e.id, a.zone_id, @now) is null
                        and not exists (select from assignment o where o.round_id = t.round_id and o.state = 'open')
                    """,
                    new
                    {
                        id,
                        user.Subject,
                        now,
                    }
                );
                if (own is not { } mine)
                {
                    return ScoringErrors.TaskNotFound;
                }
                await tx.Execute(
                    """
                    insert into moderation_answer (task_id, assignment_id, original, mark, reason, answered_at, answered_by, address)
                    values (@id, @Assignment, @Original, @mark, @Reason, @now, @Subject, @Address)
                    """,
                    new
                    {
                        id,
                        mine.Assignment,
                        Original = mine.Mark,
                        mark,
                        request.Reason,
                        now,
                        user.Subject,
                        user.Address,
                    }
                );
                tx.Audit("assessments.moderation.answered", id.ToString(), new { mine.Assignment });
                return true;
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok((await Detail(id, http, db, clock, ct))!);
    }

    /// <summary>POST …/{id}/closing: by the organiser, when all have answered or their time is over.</summary>
    public static async Task<Results<Ok<ModerationDetail>, RefusalResult>> Close(
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
                if (!await tx.QueryOne<bool>("select exists (select from moderation_task where id = @id)", new { id }))
                {
                    return ScoringErrors.TaskNotFound;
                }
                await tx.Execute(
                    "select close_moderation(@id, @Reason, @now, @Subject, @DisplayName)",
                    new
                    {
                        id,
                        request.Reason,
                        now = clock.GetUtcNow(),
                        user.Subject,
                        user.DisplayName,
                    }
                );
                tx.Audit("assessments.moderation.closed", id.ToString(), request);
                return true;
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok((await Detail(id, http, db, clock, ct))!);
    }

    private static async Task<ModerationDetail?> Detail(
        Guid id,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var task = await db.QueryOne<ModerationTaskView>($"{Select} and t.id = @id", Parameters(http, clock, id), ct);
        if (task is null)
        {
            return null;
        }
        var marks = await db.Query<ModeratedMark>(
            """
            select a.pseudonym, e.subject = @Subject as mine, coalesce(m.original, v.mark) as original, v.comment,
                case when s.seen then m.mark end as answer, case when s.seen then m.reason end as reason,
                case when s.seen then m.answered_at end as answered_at
            from moderation_task t
                join assignment a on a.round_id = t.round_id and a.zone_id = t.zone_id and a.state = 'locked'
                join evaluator e on e.id = a.evaluator_id
                join lateral (
                    select mark, comment from score_version v where v.assignment_id = a.id and v.indicator = t.indicator
                        and (v.phase = 'scoring' or v.saved_at <= t.opened_at)
                    order by v.version desc limit 1
                ) v on true
                left join moderation_answer m on m.task_id = t.id and m.assignment_id = a.id
                cross join lateral (select t.closed_at is not null or @organiser or e.subject = @Subject as seen) s
            where t.id = @id order by a.pseudonym
            """,
            Parameters(http, clock, id),
            ct
        );
        return new ModerationDetail(task, marks);
    }

    private static object Parameters(HttpContext http, TimeProvider clock, Guid id, bool? open = null)
    {
        var user = http.CurrentUser();
        return new
        {
            id,
            round = id,
            open,
            user.Subject,
            organiser = user.Has(Access.Contracts.Roles.AssessmentOrganiser),
            now = clock.GetUtcNow(),
            today = clock.Today(),
        };
    }
}
