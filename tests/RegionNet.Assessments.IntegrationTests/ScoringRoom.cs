using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.Assessments.IntegrationTests;

/// <summary>A planted round: its zones lie in provinces of their own, and nobody is assigned yet.</summary>
public sealed record PlantedRound(Guid Id, IReadOnlyList<Guid> Zones);

/// <summary>The panel's room with the six evaluators in the pool, and rounds planted at whatever stage a test needs.</summary>
public class ScoringRoom : PanelRoom
{
    /// <summary>The cells of a planted round; between them stand indicators that no panel marks.</summary>
    public static readonly string[] Cells = ["A1", "B1", "B2"];

    private static int _rounds;

    public IReadOnlyList<Guid> Pool { get; private set; } = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        string[] provinces = ["140000", "500000", "530000", "360000", "520000", "460000"];
        string[][] fields =
        [
            ["A"],
            ["B"],
            ["A", "B"],
            [],
            ["A"],
            ["商标"],
        ];
        var pool = new List<Guid>();
        foreach (var (evaluator, n) in Evaluators.Select((e, n) => (e, n)))
        {
            var added = await Ok(
                Organiser,
                "evaluators",
                new
                {
                    subject = evaluator.Subject,
                    employer = $"单位{n + 1}",
                    employerOrganisationId = evaluator.OrganisationId,
                    provinceCode = provinces[n],
                    fields = fields[n],
                }
            );
            pool.Add(added.GetProperty("id").GetGuid());
        }
        Pool = pool;
    }

    /// <summary>A round of which only the rows are made: what leads to its stage is the business of other tests.</summary>
    /// <param name="province">Of all zones; one without an evaluator if none is named.</param>
    public async Task<PlantedRound> Plant(
        int zones = 2,
        string stage = "scoring",
        int perZone = 3,
        string? province = null
    )
    {
        var n = Interlocked.Increment(ref _rounds);
        var round = Guid.CreateVersion7();
        await using var connection = await Database.Administrator.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(
            "set local search_path = assessments; set local session_replication_role = replica"
        );
        await connection.ExecuteAsync(
            """
            insert into framework (id, code, version, name_zh, name_en, official, source_zh, source_en, content, content_hash, frozen_at,
                changed_at, changed_by, changed_by_name)
            values (@round, @code, 1, '测试', 'Test', false, '测试', 'Test', @content, sha256(convert_to(@content, 'UTF8')), @now, @now, 'test', 'test')
            """,
            new
            {
                round,
                code = $"planted-{n}",
                content = Content,
                now = Clock.GetUtcNow(),
            }
        );
        var planted = new List<Guid>();
        for (var z = 0; z < zones; z++)
        {
            var zone = Guid.CreateVersion7();
            planted.Add(zone);
            await connection.ExecuteAsync(
                """
                insert into demonstration_zone (id, place_code, province_code, zh, en, batch_number, state, construction, changed_at, changed_by,
                    changed_by_name)
                values (@zone, @place, @province, '示范区' || @place, 'Zone ' || @place, 1, 'scoring', '[2024-01-01,2026-01-01)', @now, 'test', 'test')
                """,
                new
                {
                    zone,
                    place = $"{province?[..2] ?? "99"}{(n * 20) + z:0000}",
                    province = province ?? "990000",
                    now = Clock.GetUtcNow(),
                }
            );
        }
        await connection.ExecuteAsync(
            """
            insert into assessment_round (id, code, name_zh, name_en, purpose, framework_id, framework_hash, zone_ids, stage, rule, spread_limit,
                evaluators_per_zone, self_assessment_until, evidence_check_until, scoring_until, reconciliation_until, resample_seed,
                changed_at, changed_by, changed_by_name)
            values (@round, @code, '测试轮次', 'Test round', 'acceptance', @round, sha256(convert_to(@content, 'UTF8')), @zones, @stage, 'trimmed', 20,
                @perZone, @today - 20, @today - 10, @today + 10, @today + 20, 1, @now, 'test', 'test')
            """,
            new
            {
                round,
                code = $"2026-p{n}",
                content = Content,
                zones = planted.ToArray(),
                stage,
                perZone,
                today = Clock.Today(),
                now = Clock.GetUtcNow(),
            }
        );
        await connection.ExecuteAsync(
            """
            insert into round_zone (round_id, zone_id, filed_at, filed_by, filed_by_name)
            select @round, unnest(@zones), @now, 'test', 'test'; select write_cells(@round)
            """,
            new
            {
                round,
                zones = planted.ToArray(),
                now = Clock.GetUtcNow(),
            }
        );
        await transaction.CommitAsync();
        return new PlantedRound(round, planted);
    }

    /// <summary>Previews and applies a plan.</summary>
    public async Task<PlantedRound> Assigned(int zones = 2, int perZone = 3, string stage = "scoring")
    {
        var round = await Plant(zones, stage, perZone);
        await Apply(round);
        return round;
    }

    public async Task<JsonElement> Apply(PlantedRound round, long seed = 1)
    {
        var preview = await Ok(Organiser, $"rounds/{round.Id}/assignments/preview", new { seed });
        return await Ok(
            Organiser,
            $"rounds/{round.Id}/assignments/plan",
            new { seed, plan = preview.GetProperty("plan").GetString() }
        );
    }

    /// <summary>The people who score a zone, by pseudonym.</summary>
    public async Task<IReadOnlyList<CurrentUser>> PanelOf(PlantedRound round, Guid zone)
    {
        var panel = await Get(Organiser, $"rounds/{round.Id}/assignments");
        return
        [
            .. panel
                .GetProperty("assignments")
                .EnumerateArray()
                .Where(a => a.GetProperty("zoneId").GetGuid() == zone && a.GetProperty("state").GetString() != "voided")
                .Select(a => Evaluators[Pool.ToList().IndexOf(a.GetProperty("evaluatorId").GetGuid())]),
        ];
    }

    public Task<HttpResponseMessage> TrySave(
        CurrentUser who,
        PlantedRound round,
        Guid zone,
        string indicator,
        decimal mark,
        int version = 0,
        string? comment = null
    ) =>
        Host.As(who)
            .PutAsJsonAsync(
                $"/api/assessments/rounds/{round.Id}/sheet/{zone}/{indicator}",
                new
                {
                    mark,
                    comment,
                    version,
                }
            );

    public async Task<JsonElement> Save(
        CurrentUser who,
        PlantedRound round,
        Guid zone,
        string indicator,
        decimal mark,
        int version = 0,
        string? comment = null
    ) => await Success(await TrySave(who, round, zone, indicator, mark, version, comment));

    public Task<HttpResponseMessage> TryLock(CurrentUser who, PlantedRound round, Guid zone) =>
        Host.As(who).PostAsync($"/api/assessments/rounds/{round.Id}/sheet/{zone}/lock", null);

    /// <summary>The evaluator marks every cell and locks.</summary>
    public async Task Mark(CurrentUser who, PlantedRound round, Guid zone, Func<string, decimal> mark)
    {
        foreach (var cell in Cells)
        {
            await Save(who, round, zone, cell, mark(cell));
        }
        await Success(await TryLock(who, round, zone));
    }

    /// <summary>Every evaluator of the zone marks every cell and locks.</summary>
    public async Task MarkAll(PlantedRound round, Guid zone, Func<int, string, decimal> mark)
    {
        foreach (var (who, n) in (await PanelOf(round, zone)).Select((w, n) => (w, n)))
        {
            await Mark(who, round, zone, cell => mark(n, cell));
        }
    }

    /// <summary>Marks and locks the open sheets of a zone, but for one.</summary>
    public async Task MarkAllBut(PlantedRound round, Guid zone, Guid assignment)
    {
        var panel = await Get(Organiser, $"rounds/{round.Id}/assignments");
        foreach (
            var open in panel
                .GetProperty("assignments")
                .EnumerateArray()
                .Where(a =>
                    a.GetProperty("zoneId").GetGuid() == zone
                    && a.GetProperty("state").GetString() == "open"
                    && a.GetProperty("id").GetGuid() != assignment
                )
        )
        {
            var who = Evaluators[Pool.ToList().IndexOf(open.GetProperty("evaluatorId").GetGuid())];
            await Mark(who, round, zone, _ => 80);
        }
    }

    /// <summary>The stage moves as the module's own role moves it, without what else a round asks.</summary>
    public async Task ToStage(PlantedRound round, string stage)
    {
        await using var connection = await Database.Module("assessments").OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            update assessment_round set stage = @stage, version = version + 1, changed_at = @now, changed_by = 'test', changed_by_name = 'Test'
            where id = @Id
            """,
            new
            {
                round.Id,
                stage,
                now = Clock.GetUtcNow(),
            }
        );
    }

    public Task<HttpResponseMessage> TryPost(CurrentUser who, string path, object body) =>
        Host.As(who).PostAsJsonAsync($"/api/assessments/{path}", body);

    public async Task<JsonElement> Ok(CurrentUser who, string path, object body) =>
        await Success(await TryPost(who, path, body));

    public Task<HttpResponseMessage> TryGet(CurrentUser who, string path) =>
        Host.As(who).GetAsync($"/api/assessments/{path}");

    public async Task<JsonElement> Get(CurrentUser who, string path) => await Success(await TryGet(who, path));

    public static async Task<JsonElement> Success(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static async Task<JsonElement> Refused(
        HttpResponseMessage answer,
        string code,
        HttpStatusCode status = HttpStatusCode.Conflict
    )
    {
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True($"assessments.{code}" == problem.GetProperty("code").GetString(), problem.ToString());
        Assert.Equal(status, answer.StatusCode);
        return problem;
    }

    public async Task<T> Scalar<T>(string sql, object? parameters = null)
    {
        await using var connection = await Database.Administrator.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>($"set search_path = assessments; {sql}", parameters))!;
    }

    private const string Content = """
        {"bonusCap":5,"deductionCap":10,"grades":[{"code":"excellent","en":"excellent","min":90,"zh":"优秀"},{"code":"fail","en":"fail","min":0,"zh":"不合格"}],"nodes":[{"children":[{"code":"A1","en":"Plan","evidence":"plan","method":"expert_panel","weight":30,"zh":"部署"},{"code":"A2","en":"Budget","floor":0,"method":"linear","target":10,"weight":10,"zh":"经费"}],"code":"A","en":"Overall","weight":40,"zh":"整体"},{"children":[{"code":"B1","en":"Law","method":"expert_panel","weight":30,"zh":"法治"},{"code":"B2","en":"Rulings","method":"expert_panel","weight":30,"zh":"裁决"}],"code":"B","en":"Rule of law","weight":60,"zh":"法治化"}],"panel":{"dropFrom":5,"fewestMarks":3,"fewestZones":2,"spreadLimit":20},"schema":"regionnet-framework/1","vetoes":[],"weights":"points"}
        """;
}
