using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>What the assigner has to know of a round, read under the round's lock, and what it says put into rows.</summary>
internal sealed class PanelFacts
{
    private sealed class Candidate
    {
        public Guid Id { get; init; }
        public bool Active { get; init; }
        public string[] Fields { get; init; } = [];
    }

    private sealed record Known(
        Guid Id,
        Guid ZoneId,
        Guid EvaluatorId,
        string Pseudonym,
        string State,
        bool IsReplaced
    );

    private sealed record Pair(Guid EvaluatorId, Guid ZoneId, string Kind);

    private readonly IReadOnlyList<Known> _known;
    private readonly IReadOnlyList<Candidate> _evaluators;
    private readonly IReadOnlyList<Pair> _conflicts;
    private readonly IReadOnlyList<string> _fields;

    private PanelFacts(
        Guid round,
        int perZone,
        string stage,
        IReadOnlyList<Guid> zones,
        IReadOnlyList<Candidate> evaluators,
        IReadOnlyList<Pair> conflicts,
        IReadOnlyList<Known> known,
        IReadOnlyList<string> fields
    )
    {
        (Round, PerZone, Stage, Zones) = (round, perZone, stage, zones);
        (_evaluators, _conflicts, _known, _fields) = (evaluators, conflicts, known, fields);
    }

    public Guid Round { get; }
    public int PerZone { get; }
    public string Stage { get; }
    public IReadOnlyList<Guid> Zones { get; }

    /// <summary>Until scoring is over all places can be filled; after it only those of voided assignments.</summary>
    public bool OnlyReplacements => Stage == "reconciliation";

    public IReadOnlyDictionary<string, int> ConflictsOf(Guid zone) =>
        _conflicts
            .Where(c => c.ZoneId == zone)
            .GroupBy(c => c.Kind, StringComparer.Ordinal)
            .ToDictionary(c => c.Key, c => c.Count(), StringComparer.Ordinal);

    /// <returns>Null when there is no such round.</returns>
    public static async Task<PanelFacts?> Load(Tx tx, Guid round, DateTimeOffset at, bool forUpdate)
    {
        var row = await tx.QueryOne<(int PerZone, string Stage)?>(
            $"select evaluators_per_zone, stage from assessment_round where id = @round {(forUpdate ? "for no key update" : "")}",
            new { round }
        );
        if (row is not { } found)
        {
            return null;
        }
        var zones = await tx.Query<Guid>(
            "select zone_id from round_zone where round_id = @round order by zone_id",
            new { round }
        );
        var known = await tx.Query<Known>(
            """
            select a.id, a.zone_id, a.evaluator_id, a.pseudonym, a.state,
                exists (select from assignment b where b.replaces = a.id) as is_replaced
            from assignment a where a.round_id = @round order by a.id
            """,
            new { round }
        );
        var evaluators = await tx.Query<Candidate>(
            "select id, active, fields from evaluator where active or id = any(@assigned) order by id",
            new { assigned = known.Select(k => k.EvaluatorId).Distinct().ToArray() }
        );
        var conflicts = await tx.Query<Pair>(
            """
            select e.id as evaluator_id, z.zone_id, c.kind
            from round_zone z, evaluator e, lateral (select conflict_of(e.id, z.zone_id, @at) as kind) c
            where z.round_id = @round and e.id = any(@evaluators) and c.kind is not null
            """,
            new
            {
                round,
                at,
                evaluators = evaluators.Select(e => e.Id).ToArray(),
            }
        );
        // Before the framework is frozen its text is read as it stands now.
        var fields = await tx.Query<string>(
            """
            select node ->> 'code' from assessment_round r join framework f on f.id = r.framework_id,
                jsonb_path_query(f.content::jsonb, 'lax $.nodes[*]') as node
            where r.id = @round
            """,
            new { round }
        );
        return new PanelFacts(round, found.PerZone, found.Stage, zones, evaluators, conflicts, known, fields);
    }

    /// <param name="wanted">How many a zone is to have; null for the round's number.</param>
    public AssignmentPlan Plan(long seed, Func<Guid, int>? wanted = null)
    {
        var kept = _known.Where(k => k.State != "voided").Select(k => (k.EvaluatorId, k.ZoneId)).ToHashSet();
        var places = _known.Where(k => k is { State: "voided", IsReplaced: false }).ToLookup(k => k.ZoneId);
        var inactive = _evaluators.Where(e => !e.Active).SelectMany(e => Zones.Select(z => (e.Id, z)));
        return Assigner.Plan(
            new AssignerFacts(
                [.. Zones.Select(z => new ZoneToAssign(z, wanted?.Invoke(z) ?? Wanted(z)))],
                [.. _evaluators.Select(e => new EvaluatorToAssign(e.Id, e.Fields))],
                _conflicts
                    .Select(c => (c.EvaluatorId, c.ZoneId))
                    .Concat(_known.Where(k => k.State == "voided").Select(k => (k.EvaluatorId, k.ZoneId)))
                    .Concat(inactive)
                    .ToHashSet(),
                kept,
                _fields,
                seed
            )
        );

        int Wanted(Guid zone) => OnlyReplacements ? Math.Min(PerZone, Standing(zone) + places[zone].Count()) : PerZone;
    }

    public int Standing(Guid zone) => _known.Count(k => k.ZoneId == zone && k.State != "voided");

    /// <summary>Writes what a plan adds. An evaluator new to the round gets the next pseudonym, in an order that the seed gives.</summary>
    /// <param name="seed">Also decides the order of pseudonyms, so that they say nothing of the pool's.</param>
    public async Task Insert(
        Tx tx,
        IReadOnlyList<(Guid Zone, Guid Evaluator)> added,
        long seed,
        DateTimeOffset now,
        Actor by
    )
    {
        var pseudonyms = _known.GroupBy(k => k.EvaluatorId).ToDictionary(k => k.Key, k => k.First().Pseudonym);
        var next = pseudonyms.Count;
        foreach (
            var evaluator in added
                .Select(a => a.Evaluator)
                .Distinct()
                .Where(e => !pseudonyms.ContainsKey(e))
                .OrderBy(
                    e => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"pseudonym {seed} {e}"))),
                    StringComparer.Ordinal
                )
                .ToList()
        )
        {
            pseudonyms[evaluator] = string.Create(CultureInfo.InvariantCulture, $"E{++next:00}");
        }
        var places = _known
            .Where(k => k is { State: "voided", IsReplaced: false })
            .GroupBy(k => k.ZoneId)
            .ToDictionary(k => k.Key, k => new Queue<Guid>(k.Select(p => p.Id)));
        await tx.Execute(
            """
            insert into assignment (id, round_id, zone_id, evaluator_id, pseudonym, state, replaces, assigned_at, assigned_by, assigned_by_name)
            select n.id, @Round, n.zone, n.evaluator, n.pseudonym, 'open', n.place, @now, @Subject, @Name
            from unnest(@ids, @zones, @evaluators, @names, @places) as n (id, zone, evaluator, pseudonym, place)
            """,
            new
            {
                Round,
                now,
                by.Subject,
                by.Name,
                ids = added.Select(_ => Guid.CreateVersion7(now)).ToArray(),
                zones = added.Select(a => a.Zone).ToArray(),
                evaluators = added.Select(a => a.Evaluator).ToArray(),
                names = added.Select(a => pseudonyms[a.Evaluator]).ToArray(),
                places = added
                    .Select(a =>
                        places.TryGetValue(a.Zone, out var queue) && queue.TryDequeue(out var place)
                            ? place
                            : (Guid?)null
                    )
                    .ToArray(),
            }
        );
    }
}
