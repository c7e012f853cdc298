using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <param name="Number">Counted up in a round.</param>
/// <param name="Engine">Version of the engine's rules.</param>
/// <param name="InputHash">SHA-256, in lower hexadecimal.</param>
internal sealed record ComputationView(
    Guid Id,
    int Number,
    string Stage,
    string Engine,
    string InputHash,
    string ResultHash,
    DateTimeOffset ComputedAt,
    string ComputedByName
)
{
    public const string Columns = """
        c.id, c.number, c.stage, c.engine, encode(c.input_hash, 'hex') as input_hash, encode(c.result_hash, 'hex') as result_hash,
        c.computed_at, c.computed_by_name
        """;
}

/// <summary>
/// A round is computed when it enters the panel's opinion and when it becomes final, in the transaction of that step, and anew in between
/// when the organiser asks for it. What changed nothing is not kept twice.
/// </summary>
internal static class ComputeRound
{
    /// <summary>POST /api/assessments/rounds/{id}/results: while the panel's opinion is formed, after an adjustment or a veto.</summary>
    public static async Task<Results<Ok<ComputationView>, RefusalResult>> Handle(
        Guid id,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<ComputationView>(
            user.Actor,
            async tx =>
            {
                var stage = await tx.QueryOne<string>(
                    "select stage from assessment_round where id = @id for update",
                    new { id }
                );
                return stage is null ? RoundErrors.RoundNotFound
                    : stage != "panel-opinion" ? ResultErrors.NotComputedNow.With("stage", stage)
                    : await Now(tx, id, clock.GetUtcNow());
            },
            Idempotency.Of(http, user, new { id }),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }

    /// <summary>Computes the round as it stands, under its lock. The round's stage has been written already.</summary>
    public static async Task<ComputationView> Now(Tx tx, Guid round, DateTimeOffset now)
    {
        var (view, isNew) = await Keep(tx.Connection, round, tx.Actor, now);
        if (isNew)
        {
            tx.Audit(
                "assessments.round.computed",
                round.ToString(),
                new
                {
                    view.Number,
                    view.Engine,
                    view.InputHash,
                    view.ResultHash,
                }
            );
        }
        return view;
    }

    /// <summary>Within whatever transaction the connection has open.</summary>
    public static async Task<(ComputationView View, bool IsNew)> Keep(
        NpgsqlConnection connection,
        Guid round,
        Actor actor,
        DateTimeOffset now
    )
    {
        var (input, zones) = await ReadRound.Input(connection, round);
        var text = input.Text();
        var inputHash = CanonicalJson.Hash(text);
        var newest = await connection.QuerySingleOrDefaultAsync<ComputationView>(
            $"select {ComputationView.Columns} from round_computation c where c.round_id = @round order by c.number desc limit 1",
            new { round }
        );
        if (newest?.InputHash == Convert.ToHexStringLower(inputHash) && newest.Engine == Aggregation.Engine)
        {
            return (newest, false);
        }
        // What is read from the text is what counts, here as in every later recomputation.
        var result = Aggregation.Compute(RoundInput.Of(text), Convert.ToHexStringLower(inputHash));
        var resultText = result.Text();
        var view = await connection.QuerySingleAsync<ComputationView>(
            $"""
            insert into round_computation as c (id, round_id, number, stage, engine, input, input_hash, result, result_hash, summary,
                computed_at, computed_by, computed_by_name)
            select @Id, r.id, @Number, r.stage, @Engine, @text, @inputHash, @resultText, @ResultHash, @Summary, @now, @Subject, @Name
            from assessment_round r where r.id = @round
            returning {ComputationView.Columns}
            """,
            new
            {
                Id = Guid.CreateVersion7(now),
                Number = (newest?.Number ?? 0) + 1,
                result.Engine,
                text,
                inputHash,
                resultText,
                ResultHash = CanonicalJson.Hash(resultText),
                Summary = (result with { Zones = [] }).Text(),
                now,
                actor.Subject,
                actor.Name,
                round,
            }
        );
        var inputs = input.Zones.ToDictionary(z => z.Zone, StringComparer.Ordinal);
        await connection.ExecuteAsync(
            """
            insert into zone_result (computation_id, round_id, zone_id, total, rank, grade, input, result)
            select @Id, @round, z.* from unnest(@Zones, @Totals, @Ranks, @Grades, @Inputs, @Results) as z
            """,
            new
            {
                view.Id,
                round,
                Zones = result.Zones.Select(z => zones[z.Zone]).ToArray(),
                Totals = result.Zones.Select(z => z.Total).ToArray(),
                Ranks = result.Zones.Select(z => z.Rank).ToArray(),
                Grades = result.Zones.Select(z => z.Grade).ToArray(),
                Inputs = result.Zones.Select(z => CanonicalJson.Write(inputs[z.Zone])).ToArray(),
                Results = result.Zones.Select(z => CanonicalJson.Write(z)).ToArray(),
            }
        );
        return (view, true);
    }
}
