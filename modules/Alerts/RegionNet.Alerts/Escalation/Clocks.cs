using RegionNet.Kernel;

namespace RegionNet.Alerts;

internal sealed record EscalationRule(
    string Level,
    short Step,
    string Target,
    int Amount,
    string Unit,
    DateOnly? Since,
    DateOnly? Until
)
{
    public bool HoldsOn(DateOnly day) => (Since is null || Since <= day) && (Until is null || day < Until);
}

/// <summary>The clocks of the levels as configured, read in the transaction that arms them, and the database's time.</summary>
internal sealed class Clocks
{
    private readonly WorkingTime _time;
    private readonly IReadOnlyList<EscalationRule> _rules;

    private Clocks(DateTimeOffset now, WorkingTime time, IReadOnlyList<EscalationRule> rules) =>
        (Now, _time, _rules) = (now, time, rules);

    /// <summary>The database's clock: replicas need not agree on theirs.</summary>
    public DateTimeOffset Now { get; }

    public static async Task<Clocks> Read(Tx tx)
    {
        // One question, because every alert asks it.
        var (now, hours, rules) = await tx.QueryOne<(DateTimeOffset, string, string)>(
            """
            select now(),
                (select coalesce(json_agg(json_build_object('from', lower(minutes), 'to', upper(minutes),
                    'since', lower(valid), 'until', upper(valid))), '[]')::text from business_hours),
                (select coalesce(json_agg(json_build_object('level', level, 'step', step, 'target', target, 'amount', amount,
                    'unit', unit, 'since', lower(valid), 'until', upper(valid))), '[]')::text from escalation_rule)
            """
        );
        return new Clocks(
            now,
            new WorkingTime(Json.Read<List<BusinessHours>>(hours), WorkingDays.Official),
            Json.Read<List<EscalationRule>>(rules)
        );
    }

    /// <summary>The configured business hours, for who only counts.</summary>
    public static Task<IReadOnlyList<BusinessHours>> Hours(AlertsDb db, CancellationToken ct) =>
        db.Query<BusinessHours>(
            """select lower(minutes) as "from", upper(minutes) as "to", lower(valid) as since, upper(valid) as until from business_hours""",
            ct: ct
        );

    /// <summary>Only red rings outside working hours.</summary>
    public bool Rings(string level) => level == Levels.Extreme || _time.IsOpen(Now);

    /// <summary>Writes the steps of cases that were raised, or whose level was, at this moment.</summary>
    public Task Arm(Tx tx, IReadOnlyList<(Guid Root, int Version, string Level)> cases)
    {
        var today = DateOnly.FromDateTime(BusinessTime.Local(Now).DateTime);
        var steps = (
            from c in cases
            from rule in _rules
            where rule.Level == c.Level && rule.HoldsOn(today)
            select (
                c.Root,
                c.Version,
                rule.Step,
                rule.Target,
                DueAt: _time.Add(Now, rule.Amount, rule.Unit).UtcDateTime
            )
        ).ToList();
        return steps.Count == 0
            ? Task.CompletedTask
            : tx.Execute(
                """
                insert into escalation_step (root_id, armed, step, target, due_at)
                select * from unnest(@Roots, @Versions, @Steps, @Targets, @DueAt)
                """,
                new
                {
                    Roots = steps.ConvertAll(s => s.Root).ToArray(),
                    Versions = steps.ConvertAll(s => s.Version).ToArray(),
                    Steps = steps.ConvertAll(s => s.Step).ToArray(),
                    Targets = steps.ConvertAll(s => s.Target).ToArray(),
                    DueAt = steps.ConvertAll(s => s.DueAt).ToArray(),
                }
            );
    }
}
