using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Dapper;
using Npgsql;
using RegionNet.LocalHosting;
using RegionNet.Testing.Driver;
using Xunit;

namespace RegionNet.EndToEndTests;

/// <summary>
/// kill -9 in the middle of scoring: four evaluators save cell after cell while the service, the gateway and the database go down one
/// after the other. Every mark that was answered 200 stands, once, as it was sent.
/// </summary>
public sealed class ScoringKillTests(Network network)
{
    private const int Cells = 40;

    /// <summary>Each cell is saved so often: on a fast machine too, enough is left to do when the last victim falls.</summary>
    private const int Turns = 4;

    private static readonly string App = Network.IsSplit ? "assessments" : "app";

    private static readonly string[] People = ["evaluator", "evaluator2", "evaluator3", "evaluator4"];

    [Fact]
    public async Task No_acknowledged_cell_is_lost()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        PanelRound round;
        await using (var source = NpgsqlDataSource.Create(await network.Database()))
        {
            await using var owner = await source.OpenConnectionAsync(deadline.Token);
            round = await PanelRound.Plant(owner, People.Length, Cells, [.. People.Select(PanelRound.Account)]);
        }
        var answered = new ConcurrentBag<(Guid Zone, string Indicator, decimal Mark, int Version)>();
        var saved = 0;

        // All are in before anything goes down.
        var sessions = new List<PortalSession>();
        foreach (var person in People)
        {
            sessions.Add(await network.SignIn(person));
        }

        var scoring = Task.WhenAll(
            sessions.Select(
                async (session, n) =>
                {
                    for (var turn = 0; turn < Turns; turn++)
                    {
                        foreach (var indicator in round.Indicators)
                        {
                            var version = await Save(
                                session.Api,
                                round,
                                round.Zones[n],
                                indicator,
                                Mark(turn, n),
                                turn,
                                deadline.Token
                            );
                            answered.Add((round.Zones[n], indicator, Mark(turn, n), version));
                            Interlocked.Increment(ref saved);
                        }
                    }
                }
            )
        );
        // One process of PostgreSQL killed: it throws all connections off and recovers from its log, as after a crash.
        var checkpointer = await Checkpointer(deadline.Token);
        Func<int>[] victims = [() => Running(App), () => Running("gateway"), () => checkpointer];
        foreach (var (i, victim) in victims.Index())
        {
            while (Volatile.Read(ref saved) < 40 + (70 * i) && !scoring.IsCompleted)
            {
                await Task.Delay(20, deadline.Token);
            }
            AlertFaults.Send("KILL", victim());
            Assert.False(scoring.IsCompleted, "All marks were saved before everything had been killed.");
        }
        await scoring;
        await network.App.ResourceNotifications.WaitForResourceHealthyAsync(App, deadline.Token);

        await using var check = NpgsqlDataSource.Create(await network.Database());
        await using var connection = await check.OpenConnectionAsync(deadline.Token);
        var stored = (
            await connection.QueryAsync<(Guid, string, decimal, int)>(
                """
                select a.zone_id, v.indicator, v.mark, v.version from assessments.score_version v
                    join assessments.assignment a on a.id = v.assignment_id where a.round_id = @Id
                """,
                new { round.Id }
            )
        ).ToList();
        sessions.ForEach(session => session.Dispose());
        Assert.Equal(People.Length * Cells * Turns, answered.Count);
        Assert.Equal(answered.Order(), stored.Order());
        Assert.Equal(
            People.Length * Cells,
            await connection.ExecuteScalarAsync<int>(
                """
                select count(*)::int from assessments.score s join assessments.assignment a on a.id = s.assignment_id
                where a.round_id = @Id and s.version = @Turns and s.mark >= @Least
                """,
                new
                {
                    round.Id,
                    Turns,
                    Least = Mark(Turns - 1, 0),
                }
            )
        );
    }

    /// <summary>Another one each turn.</summary>
    private static decimal Mark(int turn, int person) => (People.Length * turn) + person;

    private int Running(string resource) =>
        network.App.GetProcessId(resource) ?? throw new InvalidOperationException($"{resource} is not running.");

    private async Task<int> Checkpointer(CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(await network.Database());
        await using var connection = await source.OpenConnectionAsync(ct);
        return await connection.ExecuteScalarAsync<int>(
            "select pid from pg_stat_activity where backend_type = 'checkpointer'"
        );
    }

    /// <summary>As the page does it: the same cell again until there is an answer that is one.</summary>
    private static async Task<int> Save(
        HttpClient api,
        PanelRound round,
        Guid zone,
        string indicator,
        decimal mark,
        int version,
        CancellationToken ct
    )
    {
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                using var answer = await api.PutAsJsonAsync(
                    $"/api/assessments/rounds/{round.Id}/sheet/{zone}/{indicator}",
                    new { mark, version },
                    ct
                );
                if (answer.IsSuccessStatusCode)
                {
                    return (await answer.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("version").GetInt32();
                }
                Assert.True(
                    answer.StatusCode >= HttpStatusCode.InternalServerError,
                    $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(ct)}"
                );
            }
            catch (HttpRequestException)
            {
                // The gateway itself is being started again.
            }
            await Task.Delay(100, ct);
        }
    }
}
