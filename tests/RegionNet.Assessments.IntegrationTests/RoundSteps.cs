using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.Assessments.IntegrationTests;

/// <summary>What a test does with zones and rounds, by the API.</summary>
internal static class RoundSteps
{
    public const string SuzhouPlace = "320500";
    public const string GuangzhouPlace = "440100";

    private static int _names;

    extension(PanelRoom room)
    {
        public Task<HttpResponseMessage> Post(CurrentUser who, string path, object body) =>
            room.Host.As(who).PostAsJsonAsync($"/api/assessments/{path}", body);

        public Task<HttpResponseMessage> Put(CurrentUser who, string path, object body) =>
            room.Host.As(who).PutAsJsonAsync($"/api/assessments/{path}", body);

        public Task<HttpResponseMessage> Fetch(CurrentUser who, string path) =>
            room.Host.As(who).GetAsync($"/api/assessments/{path}");

        public async Task<JsonElement> Ok(CurrentUser who, string path, object body) =>
            await Success(await room.Post(who, path, body));

        public async Task<JsonElement> Read(CurrentUser who, string path) => await Success(await room.Fetch(who, path));

        public async Task<JsonElement> Zone(string place) =>
            (await room.Read(room.Organiser, $"zones?search={place}")).Items().Single();

        public async Task NameFiler(string place, Guid organisation)
        {
            var zone = await room.Zone(place);
            await Success(
                await room.Put(
                    room.Organiser,
                    $"zones/{zone.Id()}/organisation",
                    new { version = zone.Version(), organisationId = organisation }
                )
            );
        }

        public async Task<T> Scalar<T>(string sql, object? parameters = null)
        {
            await using var connection = await room.Database.Administrator.OpenConnectionAsync();
            return (await connection.ExecuteScalarAsync<T>($"set search_path = assessments; {sql}", parameters))!;
        }

        /// <summary>A small framework of its own: one number, one count, one count of events, one cell for the panel.</summary>
        public Task<Guid> Framework() =>
            room.Scalar<Guid>(
                """
                insert into framework (id, code, version, name_zh, name_en, official, source_zh, source_en, content, content_hash, changed_at,
                    changed_by, changed_by_name)
                values (gen_random_uuid(), @code, 1, '测试指标体系', 'Framework for tests', false, '测试', 'Test', @content,
                    sha256(convert_to(@content, 'UTF8')), now(), 'test', 'Test')
                returning id
                """,
                new { code = $"test-{Interlocked.Increment(ref _names)}", content = Content }
            );

        /// <param name="zones">Suzhou if none is named.</param>
        public async Task<object> Plan(Guid? framework = null, string purpose = "acceptance", params Guid[] zones)
        {
            var today = room.Clock.Today();
            return new
            {
                nameZh = "测试轮次",
                nameEn = "Test round",
                purpose,
                frameworkId = framework ?? await room.Framework(),
                zoneIds = zones.Length > 0 ? zones : [(await room.Zone(SuzhouPlace)).Id()],
                rule = "trimmed",
                spreadLimit = 20,
                evaluatorsPerZone = 3,
                selfAssessmentUntil = WorkingDays.Official.Add(today, 10),
                evidenceCheckUntil = WorkingDays.Official.Add(today, 15),
                scoringUntil = WorkingDays.Official.Add(today, 20),
                reconciliationUntil = WorkingDays.Official.Add(today, 25),
            };
        }

        public async Task<JsonElement> Prepared(Guid? framework = null, params Guid[] zones) =>
            await room.Ok(
                room.Organiser,
                "rounds",
                new { code = NewCode(), plan = await room.Plan(framework, "acceptance", zones) }
            );

        public Task<HttpResponseMessage> TryTo(JsonElement round, string stage, object? more = null) =>
            room.Post(
                room.Organiser,
                $"rounds/{round.Id()}/stage",
                With(more, ("version", round.Version()), ("to", stage))
            );

        public async Task<JsonElement> To(JsonElement round, string stage, object? more = null) =>
            await Success(await room.TryTo(round, stage, more));

        public async Task<JsonElement> Begun(params Guid[] zones) =>
            await room.To(await room.Prepared(null, zones), "self-assessment");
    }

    public static string NewCode() => $"2026-t{Interlocked.Increment(ref _names)}";

    public static Guid Id(this JsonElement element) => element.GetProperty("id").GetGuid();

    public static int Version(this JsonElement element) => element.GetProperty("version").GetInt32();

    public static string? Text(this JsonElement element, string name) => element.GetProperty(name).GetString();

    public static IEnumerable<JsonElement> Items(this JsonElement page) => page.GetProperty("items").EnumerateArray();

    public static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    public static async Task<JsonElement> Success(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
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

    public static Dictionary<string, object?> With(object? more, params (string Name, object? Value)[] members)
    {
        var body = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var property in more?.GetType().GetProperties() ?? [])
        {
            body[property.Name] = property.GetValue(more);
        }
        foreach (var (name, value) in members)
        {
            body.TryAdd(name, value);
        }
        return body;
    }

    private const string Content = """
        {"schema":"regionnet-framework/1","weights":"points","bonusCap":5,"deductionCap":10,"panel":{"dropFrom":5,"fewestMarks":3,"spreadLimit":20,"fewestZones":2},"vetoes":[{"code":"V1","zh":"重大安全事件","en":"Major incident"},{"code":"V2","zh":"弄虚作假","en":"Falsified"}],"grades":[{"code":"excellent","min":90,"zh":"优秀","en":"Excellent"},{"code":"good","min":80,"zh":"良好","en":"Good"},{"code":"qualified","min":60,"zh":"合格","en":"Qualified"},{"code":"unqualified","min":0,"zh":"不合格","en":"Unqualified"}],"nodes":[{"code":"A","zh":"数据","en":"Figures","weight":90,"children":[{"code":"A1","zh":"按期结案率","en":"In time","weight":60,"method":"linear","unit":"%","evidence":"case system","floor":80,"target":100},{"code":"A2","zh":"法规","en":"Regulations","weight":20,"method":"step","unit":"count","evidence":"gazette","steps":[{"from":0,"points":0},{"from":1,"points":20}]},{"code":"A3","zh":"安全事件","en":"Incidents","weight":10,"method":"deduct","unit":"event","evidence":"report","deductPerEvent":2}]},{"code":"B","zh":"评议","en":"Panel","weight":10,"children":[{"code":"B1","zh":"领导机制","en":"Leadership","weight":10,"method":"expert_panel","unit":"score","evidence":"minutes"}]}]}
        """;
}
