using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using RegionNet.Kernel;
using RegionNet.Testing;
using RegionNet.Zones.Contracts;

namespace RegionNet.Zones.IntegrationTests;

/// <summary>The Zones module alone, with its reference data, on a database of the test's own. Today is 2026-11-24.</summary>
internal sealed class ZonesHost : IAsyncDisposable
{
    public const string Suzhou = "中国（苏州）知识产权保护中心";
    public const string Shanghai = "上海市高级人民法院";
    public const string Guangzhou = "中国（广州）知识产权保护中心";

    private ZonesHost(TestDatabase database, ModuleHost host, TestClock clock)
    {
        Database = database;
        Host = host;
        Clock = clock;
    }

    public TestDatabase Database { get; }
    public ModuleHost Host { get; }
    public TestClock Clock { get; }

    public IZoneDirectory Directory => Host.Services.GetRequiredService<IZoneDirectory>();

    public HttpClient Coordinator => As("coordinator", "zone-coordinator", "YRD");
    public HttpClient Clerk => As("clerk", "centre-clerk", "YRD", "P12");
    public HttpClient National =>
        Host.As(TestPeople.Person("national", roles: ["national-coordinator"], allZones: true));

    public static async Task<ZonesHost> Start(params IEnumerable<(string Key, string Value)> settings)
    {
        var database = await TestDatabase.Create(ZonesModule.Migration);
        var clock = new TestClock(BusinessTime.At(new DateOnly(2026, 11, 24), new TimeOnly(10, 0)));
        var host = await ModuleHost.Start(database, b => b.AddZones(), a => a.MapZones(), clock, settings);
        return new ZonesHost(database, host, clock);
    }

    public HttpClient As(string subject, string role, params string[] zones) =>
        Host.As(TestPeople.Person(subject, roles: [role], zones: zones));

    /// <summary>A liaison body of YRD (Suzhou's centre), by default from 2026-01-01 without end.</summary>
    public async Task<Guid> Body(string organisation = Suzhou, string from = "2026-01-01", string? to = null)
    {
        using var coordinator = Coordinator;
        var answer = await coordinator.PostAsJsonAsync(
            "/api/zones/YRD/liaison-bodies",
            new
            {
                organisationId = OrganisationId.Of(organisation),
                validFrom = from,
                validTo = to,
            }
        );
        return (await Read(answer, 201))["id"]!.GetValue<Guid>();
    }

    public async Task<Guid> Officer(
        Guid body,
        string name = "张伟明",
        string phone = "13812345678",
        Guid? deputyOf = null
    )
    {
        using var coordinator = Coordinator;
        var answer = await coordinator.PostAsJsonAsync(
            $"/api/zones/YRD/liaison-bodies/{body}/officers",
            new
            {
                name,
                phone,
                title = "联络员",
                validFrom = "2026-02-01",
                deputyOf,
            }
        );
        return (await Read(answer, 201))["id"]!.GetValue<Guid>();
    }

    /// <summary>The owner's look into the database.</summary>
    public async Task<IReadOnlyList<T>> Rows<T>(string sql)
    {
        await using var connection = await Database.Administrator.OpenConnectionAsync();
        return (await connection.QueryAsync<T>(sql)).AsList();
    }

    public static async Task<JsonNode> Read(HttpResponseMessage answer, int status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Xunit.Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }

    public static async Task Refused(HttpResponseMessage answer, int status, string code)
    {
        var problem = await Read(answer, status);
        Xunit.Assert.Equal(code, problem["code"]!.GetValue<string>());
        Xunit.Assert.NotNull(problem["traceId"]);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Database.DisposeAsync();
    }
}
