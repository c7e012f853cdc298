using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using RegionNet.Access.Contracts;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using RegionNet.Zones;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Commendations.IntegrationTests;

/// <summary>
/// The commendations module with the real directory of zones, on a Monday in June 2026 until a test moves the clock. Discipline answers
/// at its contract (<see cref="ListedParties"/>).
/// </summary>
public class JuryRoom : IAsyncLifetime
{
    public static readonly Guid Suzhou = OrganisationId.Of("中国（苏州）知识产权保护中心");
    public static readonly Guid Guangzhou = OrganisationId.Of("中国（广州）知识产权保护中心");
    public static readonly Guid JiangsuCourt = OrganisationId.Of("江苏省高级人民法院");
    public static readonly Guid Cnipa = OrganisationId.Of("国家知识产权局");
    public static readonly Guid SupremeCourt = OrganisationId.Of("最高人民法院");

    public const string Code = "1211000040000123XG";
    public static readonly DateTimeOffset Monday = DateTimeOffset.Parse("2026-06-01T09:00:00+08:00", provider: null);

    private static int _names;
    private ModuleHost? _host;
    private TestDatabase? _database;

    public ListedParties Listed { get; } = new();
    public TestClock Clock { get; } = new(Monday);
    public ModuleHost Host => _host!;
    public TestDatabase Database => _database!;

    public CurrentUser Clerk { get; } = TestPeople.Person("clerk", Suzhou, [Roles.CentreClerk], around: ["YRD"]);
    public CurrentUser OtherClerk { get; } = TestPeople.Person("gz", Guangzhou, [Roles.CentreClerk], around: ["GBA"]);
    public CurrentUser CourtClerk { get; } =
        TestPeople.Person("court", JiangsuCourt, [Roles.CourtClerk], around: ["YRD"]);
    public CurrentUser Reviewer { get; } = TestPeople.Person("yrd", JiangsuCourt, [Roles.ZoneCoordinator], ["YRD"]);
    public CurrentUser GbaReviewer { get; } = TestPeople.Person("gba", Guangzhou, [Roles.ZoneCoordinator], ["GBA"]);

    /// <summary>A coordinator who works in the unit that nominates.</summary>
    public CurrentUser OwnReviewer { get; } = TestPeople.Person("own", Suzhou, [Roles.ZoneCoordinator], ["YRD"]);
    public CurrentUser Organiser { get; } =
        TestPeople.Person("cnipa", Cnipa, [Roles.NationalCoordinator], allZones: true);
    public CurrentUser Approver { get; } =
        TestPeople.Person("spc", SupremeCourt, [Roles.NationalCoordinator], allZones: true);

    public virtual async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.Create([ZonesModule.Migration, CommendationsModule.Migration]);
        _host = await Start(_database);
    }

    public Task<ModuleHost> Start(TestDatabase database, params IEnumerable<(string Key, string Value)> settings) =>
        ModuleHost.Start(
            database,
            builder =>
            {
                builder.AddZones();
                builder.AddCommendations();
                builder.Services.AddSingleton<IDisciplineRecords>(Listed);
            },
            app => app.MapCommendations(),
            Clock,
            settings
        );

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Host.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>A round of its own, open all June and July.</summary>
    public async Task<JsonElement> Round(int year = 0)
    {
        year = year == 0 ? 3000 + Interlocked.Increment(ref _names) : year;
        return await Ok(
            Organiser,
            "rounds",
            new
            {
                code = $"{year}",
                nameZh = $"{year}年度知识产权保护工作通报表扬",
                nameEn = $"Commendation {year}",
                basisZh = "测试通知",
                basisEn = "Test notice",
                from = "2026-06-01",
                until = "2026-07-31",
            }
        );
    }

    /// <param name="name">Of the collective; a new one if none is named.</param>
    public object Collective(JsonElement round, string? name = null, string code = Code, string system = "ip-office") =>
        new
        {
            roundId = round.GetProperty("id").GetGuid(),
            system,
            collective = new
            {
                nameZh = name ?? $"测试科{Interlocked.Increment(ref _names)}",
                nameEn = "Test Section",
                code,
            },
            workUnitZh = "中国（苏州）知识产权保护中心",
            workUnitEn = "Suzhou IP Protection Center",
            merits = "全年办理专利预审案件三百余件，平均周期缩短三分之一。",
        };

    public object Person(JsonElement round, string residentId, string name = "欧阳测试") =>
        new
        {
            roundId = round.GetProperty("id").GetGuid(),
            system = "ip-office",
            person = new
            {
                nameZh = name,
                nameEn = "Ouyang Ceshi",
                residentId,
            },
            workUnitZh = "中国（苏州）知识产权保护中心",
            workUnitEn = "Suzhou IP Protection Center",
            merits = "从事知识产权保护工作二十年，办理疑难案件百余件，无一差错。",
        };

    public Task<JsonElement> Draft(JsonElement round, CurrentUser? clerk = null) =>
        Ok(clerk ?? Clerk, "nominations", Collective(round));

    public Task<JsonElement> Submitted(JsonElement draft, CurrentUser? clerk = null) =>
        Step(clerk ?? Clerk, draft, "submission");

    /// <summary>Takes a draft along the usual way to a state; moves the clock over the notices.</summary>
    public async Task<JsonElement> To(
        string state,
        JsonElement draft,
        CurrentUser? clerk = null,
        CurrentUser? reviewer = null
    )
    {
        var (unit, review) = (clerk ?? Clerk, reviewer ?? Reviewer);
        (string State, Func<JsonElement, Task<JsonElement>> Go)[] way =
        [
            ("nominated", n => Submitted(n, unit)),
            ("unit-notice", n => Step(unit, n, "unit-notice", new { notice = Days() })),
            ("provincial-review", n => After(n, () => Step(unit, n, "recommendation"))),
            ("eligibility-check", n => Step(review, n, "provincial-review", new { decision = "passed" })),
            ("joint-review", n => Step(Organiser, n, "eligibility-check")),
            ("selected", n => Step(Organiser, n, "joint-review", new { documentNumber = "联评〔2026〕1号" })),
            ("public-notice", n => Together(Organiser, "public-notices", [n], new { notice = Days() })),
            ("approved", n => After(n, () => Together(Approver, "approvals", [n]))),
            ("announced", n => Together(Organiser, "announcements", [n])),
        ];
        var nomination = draft;
        foreach (var (reached, go) in way)
        {
            if (nomination.GetProperty("state").GetString() == state)
            {
                break;
            }
            if (
                Array.FindIndex(way, w => w.State == nomination.GetProperty("state").GetString())
                < Array.FindIndex(way, w => w.State == reached)
            )
            {
                nomination = await go(nomination);
            }
        }
        return nomination;
    }

    /// <summary>A notice from today with its days by rule.</summary>
    public object Days(string place = "公告栏") =>
        new { from = Clock.Today().ToString("O", System.Globalization.CultureInfo.InvariantCulture), place };

    /// <summary>The day after the last one of the nomination's notice.</summary>
    public async Task<JsonElement> After(JsonElement nomination, Func<Task<JsonElement>> then)
    {
        SkipNotice(nomination);
        return await then();
    }

    public void SkipNotice(JsonElement nomination)
    {
        var until = DateOnly.Parse(nomination.GetProperty("notice").GetProperty("until").GetString()!, provider: null);
        Clock.Set(BusinessTime.At(until.AddDays(1), new TimeOnly(9, 0)));
    }

    public async Task<JsonElement> Step(CurrentUser who, JsonElement nomination, string step, object? more = null) =>
        await Success(await Try(who, nomination, step, more));

    public Task<HttpResponseMessage> Try(CurrentUser who, JsonElement nomination, string step, object? more = null) =>
        Post(
            who,
            $"nominations/{nomination.GetProperty("id").GetGuid()}/{step}",
            With(more, ("version", nomination.GetProperty("version").GetInt32()))
        );

    /// <returns>The first of them.</returns>
    public async Task<JsonElement> Together(
        CurrentUser who,
        string step,
        JsonElement[] nominations,
        object? more = null
    ) => (await Success(await TryTogether(who, step, nominations, more))).GetProperty("items")[0];

    public Task<HttpResponseMessage> TryTogether(
        CurrentUser who,
        string step,
        JsonElement[] nominations,
        object? more = null
    ) =>
        Post(
            who,
            step,
            With(
                more,
                (
                    "nominations",
                    nominations
                        .Select(n => new
                        {
                            id = n.GetProperty("id").GetGuid(),
                            version = n.GetProperty("version").GetInt32(),
                        })
                        .ToArray()
                ),
                ("documentNumber", "国知发保字〔2026〕9号")
            )
        );

    public Task<HttpResponseMessage> Post(CurrentUser who, string path, object body) =>
        Host.As(who).PostAsJsonAsync($"/api/commendations/{path}", body);

    public async Task<JsonElement> Ok(CurrentUser who, string path, object body) =>
        await Success(await Post(who, path, body));

    public async Task<JsonElement> Get(CurrentUser? who, string path)
    {
        using var client = who is null ? Host.Anonymous() : Host.As(who);
        return await Success(await client.GetAsync($"/api/commendations/{path}"));
    }

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
        Assert.True($"commendations.{code}" == problem.GetProperty("code").GetString(), problem.ToString());
        Assert.Equal(status, answer.StatusCode);
        return problem;
    }

    public async Task<T> Scalar<T>(string sql, object? parameters = null)
    {
        await using var connection = await Database.Administrator.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>($"set search_path = commendations; {sql}", parameters))!;
    }

    private static Dictionary<string, object?> With(object? more, params (string Name, object Value)[] members)
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
}
