using Microsoft.Extensions.Logging;
using RegionNet.Access.Contracts;
using RegionNet.Assessments.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>
/// Reminds before a stage's last day (<c>reminder_rule</c>: 7, 3 and 1 days), each time once whatever the number of processes, and only
/// whoever has something open: officers of zones with unfiled indicators, evaluators with unlocked sheets, organisers with unchecked
/// filings. After a standstill the nearest day alone is told. Each person's reminders are published to that person beside, for the roads
/// out of the system.
/// </summary>
internal sealed class Reminders(AssessmentsDb db, IPeople people, TimeProvider clock, ILogger<Reminders> logger)
    : DueWork(TimeSpan.FromSeconds(30), clock, logger)
{
    protected override async Task<bool> DoDue(CancellationToken ct)
    {
        var told = false;
        foreach (var due in await Due(ct))
        {
            told |= await Tell(due, ct);
        }
        return told;
    }

    /// <summary>The nearest day that is due and not told, of each round in a stage with a last day.</summary>
    private Task<IReadOnlyList<DueDay>> Due(CancellationToken ct) =>
        db.Query<DueDay>(
            """
            select distinct on (r.id) r.id as round_id, r.stage, d.days_before, s.until
            from assessment_round r cross join lateral (
                select case r.stage when 'self-assessment' then r.self_assessment_until when 'evidence-check' then r.evidence_check_until
                    when 'scoring' then r.scoring_until end as until) s
            join reminder_rule d on d.valid @> @Today and @Today between s.until - d.days_before and s.until
            where r.stage in ('self-assessment', 'evidence-check', 'scoring') and not exists (
                select from reminder_day t
                where t.round_id = r.id and t.stage = r.stage and t.until = s.until and t.days_before <= d.days_before)
            order by r.id, d.days_before
            """,
            new { Today = Clock.Today() },
            ct
        );

    private async Task<bool> Tell(DueDay due, CancellationToken ct)
    {
        // Asked before any lock is held: another module answers.
        var organisations = await db.Query<Guid>(
            """
            select distinct z.organisation_id from round_zone rz join demonstration_zone z on z.id = rz.zone_id
            where rz.round_id = @RoundId and z.organisation_id is not null
            """,
            due,
            ct
        );
        var officers = new List<(Guid Organisation, string Subject)>();
        foreach (var organisation in due.Stage == Stage.Scoring ? [] : organisations)
        {
            officers.AddRange(
                (await people.HoldingIn(Roles.DemonstrationZoneOfficer, [organisation], ct)).Select(s =>
                    (organisation, s)
                )
            );
        }
        var organisers =
            due.Stage == Stage.EvidenceCheck ? await people.Holding(Roles.AssessmentOrganiser, zoneCode: null, ct) : [];
        var outcome = await db.InTransaction<bool>(
            Actor.System("assessments.reminders"),
            tx => Tell(tx, due, officers, organisers),
            ct: ct
        );
        return outcome.Value;
    }

    private async Task<Outcome<bool>> Tell(
        Tx tx,
        DueDay due,
        IReadOnlyList<(Guid Organisation, string Subject)> officers,
        IReadOnlyList<string> organisers
    )
    {
        // Who tells it holds the round, so that it stays in its stage; another process goes on to the next.
        var round = await tx.QueryOne<RoundRow>(
            $"""
            select {RoundRow.Columns} from {RoundRow.Tables} where r.id = @RoundId and r.stage = @Stage
            for no key update of r skip locked
            """,
            due
        );
        var parameters = new
        {
            due.RoundId,
            due.Stage,
            due.DaysBefore,
            due.Until,
            Now = Clock.GetUtcNow(),
            Organisations = officers.Select(o => o.Organisation).ToArray(),
            Officers = officers.Select(o => o.Subject).ToArray(),
            Organisers = organisers.ToArray(),
        };
        if (round is null || await tx.Execute(Claim, parameters) == 0)
        {
            return false;
        }
        await tx.Execute(
            """
            insert into reminder_day (round_id, stage, days_before, until, outcome, at)
            select @RoundId, @Stage, d.days_before, @Until, 'superseded', @Now from reminder_rule d
            where d.valid @> (@Now at time zone 'Asia/Shanghai')::date and d.days_before > @DaysBefore
            on conflict do nothing
            """,
            parameters
        );
        var told = await tx.Query<Told>(
            due.Stage switch
            {
                Stage.SelfAssessment => Insert(OfFilings),
                Stage.EvidenceCheck => Insert($"{OfFilings} union all {OfChecks}"),
                _ => Insert(OfSheets),
            },
            parameters
        );
        Publish(tx, round, due, told);
        if (due.Stage != Stage.Scoring)
        {
            await PublishZones(tx, round, due);
        }
        tx.Audit(
            "assessments.reminders.told",
            due.RoundId.ToString(),
            new
            {
                due.Stage,
                due.DaysBefore,
                told = told.Count,
            }
        );
        return true;
    }

    /// <summary>One event for each person and kind of work: an officer of two zones is told of both at once.</summary>
    private static void Publish(Tx tx, RoundRow round, DueDay due, IReadOnlyList<Told> told)
    {
        foreach (var person in told.GroupBy(t => (t.Subject, t.Kind)))
        {
            var work = person.ToList();
            var page = $"/assessments/rounds/{round.Id}";
            var (role, path) = person.Key.Kind switch
            {
                "filing" when work is [{ ZoneId: { } zone }] => (
                    Roles.DemonstrationZoneOfficer,
                    $"{page}/filing/{zone}"
                ),
                "filing" => (Roles.DemonstrationZoneOfficer, page),
                "sheet" => (Roles.Evaluator, $"{page}/score"),
                _ => (Roles.AssessmentOrganiser, page),
            };
            tx.Publish(
                PersonReminded.Kind,
                person.Key.Subject,
                new PersonReminded(
                    person.Key.Subject,
                    role,
                    round.Id,
                    round.NameZh,
                    round.NameEn,
                    due.Stage,
                    due.Until,
                    due.DaysBefore,
                    person.Key.Kind,
                    work.ConvertAll(w => new OpenWork(w.ZoneZh, w.ZoneEn, w.Open)),
                    path
                )
            );
        }
    }

    /// <summary>One event for each zone that has something open, whether or not its officers have accounts.</summary>
    private static async Task PublishZones(Tx tx, RoundRow round, DueDay due)
    {
        var zones = await tx.Query<OpenZone>(
            $"select z.id, z.place_code, z.zh, z.en, z.organisation_id from {OpenZones} and o.open > 0 order by z.id",
            due
        );
        foreach (var zone in zones)
        {
            tx.Publish(
                DeadlineNear.Kind,
                zone.Id.ToString(),
                new DeadlineNear(
                    round.Id,
                    round.NameZh,
                    round.NameEn,
                    due.Stage,
                    due.Until,
                    due.DaysBefore,
                    zone.Id,
                    zone.PlaceCode,
                    zone.Zh,
                    zone.En,
                    zone.OrganisationId
                )
            );
        }
    }

    private const string Claim = """
        insert into reminder_day (round_id, stage, days_before, until, outcome, at)
        values (@RoundId, @Stage, @DaysBefore, @Until, 'told', @Now) on conflict do nothing
        """;

    /// <returns>The statement that writes the rows of <paramref name="persons"/> and gives them back with their zones' names.</returns>
    private static string Insert(string persons) =>
        $"""
            with told as (
                insert into reminder (id, round_id, stage, days_before, until, subject, kind, zone_id, open, at)
                {persons} returning subject, kind, zone_id, open)
            select t.subject, t.kind, t.zone_id, z.zh as zone_zh, z.en as zone_en, t.open
            from told t left join demonstration_zone z on z.id = t.zone_id order by t.subject, t.kind, z.zh
            """;

    /// <summary>Zones of the round and how many of their indicators are open to them.</summary>
    private const string OpenZones = """
        round_zone rz join demonstration_zone z on z.id = rz.zone_id
        join assessment_round r on r.id = rz.round_id join framework f on f.id = r.framework_id
        cross join lateral (select case @Stage
            when 'self-assessment' then case when rz.filed_at is null then greatest(1, framework_indicators(f.content) - (
                select count(*)::integer from indicator_filing i
                where i.round_id = rz.round_id and i.zone_id = rz.zone_id and i.is_filed)) else 0 end
            else (select count(*)::integer from indicator_filing i
                where i.round_id = rz.round_id and i.zone_id = rz.zone_id and i.evidence_state = 'returned') end as open) o
        where rz.round_id = @RoundId
        """;

    private const string OfFilings = $"""
        select gen_random_uuid(), @RoundId, @Stage, @DaysBefore, @Until, p.subject, 'filing', z.id, o.open, @Now
        from unnest(@Organisations, @Officers) as p (organisation_id, subject), {OpenZones}
            and z.organisation_id = p.organisation_id and o.open > 0
        """;

    private const string OfChecks = """
        select gen_random_uuid(), @RoundId, @Stage, @DaysBefore, @Until, p.subject, 'check', null, c.open, @Now
        from unnest(@Organisers) as p (subject), (
            select count(*)::integer as open from indicator_filing i
            where i.round_id = @RoundId and i.is_filed and i.evidence_state = 'open') c
        where c.open > 0
        """;

    private const string OfSheets = """
        select gen_random_uuid(), @RoundId, @Stage, @DaysBefore, @Until, e.subject, 'sheet', null, count(*)::integer, @Now
        from assignment a join evaluator e on e.id = a.evaluator_id
        where a.round_id = @RoundId and a.state = 'open' group by e.subject
        """;

    private sealed record DueDay(Guid RoundId, string Stage, int DaysBefore, DateOnly Until);

    private sealed record Told(string Subject, string Kind, Guid? ZoneId, string? ZoneZh, string? ZoneEn, int Open);

    private sealed record OpenZone(Guid Id, string PlaceCode, string Zh, string En, Guid? OrganisationId);
}
