using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>
/// What scoring asks of a round before it goes on. The database holds the same (<c>round_keeps_scoring_rules</c>), voids what is open when
/// its time is over, and opens the tasks of moderation; here the refusal says which zones and sheets it is about.
/// </summary>
internal static class ScoringStage
{
    /// <summary>
    /// Under the round's lock, before its stage is written. Once scoring is over, a hash over every version of every mark goes into the
    /// audit's chain; sooner it would tell of marks.
    /// </summary>
    /// <returns>Null when nothing stands in the way.</returns>
    public static async Task<Refusal?> Leave(Tx tx, Guid round, string from, DateOnly today)
    {
        // No mark is written between the hash and the stage.
        await tx.Execute(
            "select from assignment where round_id = @round and state = 'open' order by id for no key update",
            new { round }
        );
        if (await Refuse(tx, round, from, today) is { } refusal)
        {
            return refusal;
        }
        if (from is "scoring" or "reconciliation")
        {
            var marks = await tx.QueryOne<string>(
                """
                select encode(sha256(convert_to(coalesce(string_agg(concat_ws('|', v.assignment_id, v.indicator, v.version, v.mark, v.comment),
                    e'\n' order by v.assignment_id, v.indicator, v.version), ''), 'UTF8')), 'hex')
                from assignment a join score_version v on v.assignment_id = a.id where a.round_id = @round
                """,
                new { round }
            );
            tx.Audit("assessments.round.marks", round.ToString(), new { from, sha256 = marks });
        }
        if (from == "notice")
        {
            await MarkAgain(tx, round, today);
        }
        return null;
    }

    /// <summary>
    /// What an upheld appeal contests and the panel marks is looked at again by those who marked it, in as many working days as
    /// reconciliation has by rule.
    /// </summary>
    private static async Task MarkAgain(Tx tx, Guid round, DateOnly today)
    {
        var days = await tx.QueryOne<int>(
            "select working_days from round_period_rule where period = 'reconciliation' and valid @> @today",
            new { today }
        );
        await tx.Execute(
            """
            insert into moderation_task (id, round_id, zone_id, indicator, kind, lowest, highest, due_on, opened_at, opened_by, opened_by_name)
            select gen_random_uuid(), a.round_id, a.zone_id, s.indicator, 'appeal', min(s.mark), max(s.mark), @due, now(), @Subject, @Name
            from assignment a join score s on s.assignment_id = a.id
            where a.round_id = @round and a.state = 'locked' and exists (
                select from reopened_cell c where c.round_id = a.round_id and c.zone_id = a.zone_id and c.indicator = s.indicator
                    and c.closed_at is null)
            group by a.round_id, a.zone_id, s.indicator
            on conflict do nothing
            """,
            new
            {
                round,
                due = StageRules.DefaultUntil(today.AddDays(1), days) ?? today.AddDays(7),
                tx.Actor.Subject,
                tx.Actor.Name,
            }
        );
    }

    private static async Task<Refusal?> Refuse(Tx tx, Guid round, string from, DateOnly today)
    {
        if (from is "reconciliation" or "panel-opinion" && await TasksOpen(tx, round))
        {
            return ScoringErrors.TasksOpen;
        }
        if (from is not ("scoring" or "reconciliation"))
        {
            return null;
        }
        var open = await tx.Query<Guid>(
            """
            select distinct a.zone_id from assignment a join assessment_round r on r.id = a.round_id
            where r.id = @round and a.state = 'open'
                and not sheet_closed(r.stage, r.scoring_until, r.reconciliation_until, a.replaces is not null, @today)
            """,
            new { round, today }
        );
        if (open.Count > 0)
        {
            return ScoringErrors.SheetsOpen.With("zones", open);
        }
        var few = await tx.Query<Guid>(
            """
            select z.zone_id from round_zone z where z.round_id = @round and (
                select count(*) from assignment a where a.round_id = z.round_id and a.zone_id = z.zone_id and a.state = 'locked') < 3
            """,
            new { round }
        );
        return from == "scoring" && few.Count > 0 ? ScoringErrors.ThreeSheetsNeeded.With("zones", few) : null;
    }

    private static Task<bool> TasksOpen(Tx tx, Guid round) =>
        tx.QueryOne<bool>(
            "select exists (select from moderation_task where round_id = @round and closed_at is null)",
            new { round }
        );
}
