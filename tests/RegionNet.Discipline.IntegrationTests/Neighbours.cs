using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using RegionNet.Zones;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Discipline.IntegrationTests;

/// <summary>An authority with two replicas, a system outside that it calls, and a second installation on a network of its own.</summary>
public sealed class Neighbours : IDesk, IAsyncLifetime
{
    public const string Jiangsu = Bureau.Jiangsu;
    public const string Guangdong = Bureau.Guangdong;
    public const string Suzhou = "中国（苏州）知识产权保护中心";

    private readonly ConcurrentDictionary<string, Func<int>> _answers = new(StringComparer.Ordinal);
    private TestDatabase? _database;
    private TestDatabase? _other;
    private WebApplication? _receiver;

    public TestClock Clock { get; } = new(Bureau.Now);
    public TestDatabase Database => _database!;
    public TestDatabase OtherDatabase => _other!;
    public ModuleHost Here { get; private set; } = null!;

    /// <summary>Another process of the same installation.</summary>
    public ModuleHost Replica { get; private set; } = null!;

    /// <summary>Another installation, with a database, a name and a key of its own.</summary>
    public ModuleHost There { get; private set; } = null!;

    public Uri Receiver { get; private set; } = new("http://unset");
    public ConcurrentQueue<Call> Calls { get; } = new();

    public HttpClient Officer => Person(Here, "officer", Jiangsu, Roles.DisciplineOfficer);
    public HttpClient Reviewer => Person(Here, "reviewer", Jiangsu, Roles.DisciplineReviewer);
    public HttpClient Guangdongs => Person(Here, "officer of Guangdong", Guangdong, Roles.DisciplineOfficer);

    /// <summary>Acts in all zones.</summary>
    public HttpClient National =>
        Here.As(
            TestPeople.Person(
                "national",
                OrganisationId.Of("国家知识产权局"),
                [Roles.NationalCoordinator, Roles.DisciplineOfficer],
                allZones: true
            )
        );

    public HttpClient OfficerThere => Person(There, "officer there", Guangdong, Roles.DisciplineOfficer);
    public HttpClient ReviewerThere => Person(There, "reviewer there", Guangdong, Roles.DisciplineReviewer);

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        _receiver = builder.Build();
        _receiver.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            var body = await reader.ReadToEndAsync();
            var status = _answers.TryGetValue(http.Request.Path!, out var answer) ? answer() : 200;
            Calls.Enqueue(
                new Call(
                    http.Request.Path!,
                    body,
                    status,
                    http.Request.Headers.ToDictionary(
                        h => h.Key,
                        h => h.Value.ToString(),
                        StringComparer.OrdinalIgnoreCase
                    )
                )
            );
            http.Response.StatusCode = status;
        });
        await _receiver.StartAsync();
        Receiver = new Uri(_receiver.Urls.Single());
        ModuleMigration[] modules = [ZonesModule.Migration, DisciplineModule.Migration];
        _database = await TestDatabase.Create(modules);
        _other = await TestDatabase.Create(modules);
        Here = await Start(_database);
        Replica = await Start(_database);
        There = await Start(
            _other,
            ("Discipline:Exchange:Issuer", "court-network"),
            (
                "Discipline:Exchange:SigningKey",
                Convert.ToBase64String([.. Enumerable.Range(1, 32).Select(i => (byte)i)])
            )
        );
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in new[] { Here, Replica, There })
        {
            await host.DisposeAsync();
        }
        await _receiver!.DisposeAsync();
        await Database.DisposeAsync();
        await OtherDatabase.DisposeAsync();
    }

    public HttpClient Person(ModuleHost host, string name, string organisation, params string[] roles) =>
        host.As(TestPeople.Person(name, OrganisationId.Of(organisation), roles, around: ["YRD", "PPRD"]));

    /// <summary>A machine client of the organisation that holds no role at all.</summary>
    public HttpClient Machine(string subject, string organisation, ModuleHost? host = null)
    {
        var client = TestPeople.Person(subject, OrganisationId.Of(organisation), []);
        // Known to whoever looks a client up when it is granted a list.
        Here.People.Register(client);
        return (host ?? Here).As(client);
    }

    public void Answer(string path, Func<int> status) => _answers[path] = status;

    public async Task<(Guid Id, string? Secret)> Grant(object request, HttpClient? by = null)
    {
        var answer = await (by ?? Officer).PostAsJsonAsync("/api/discipline/subscriptions", request);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.IsSuccessStatusCode, body.ToString());
        return (body.GetProperty("subscription").GetProperty("id").GetGuid(), body.GetProperty("secret").GetString());
    }

    public Task<(Guid Id, string? Secret)> GrantMachine(
        string subject,
        string list,
        string road = "pull",
        string? url = null
    ) =>
        Grant(
            new
            {
                kind = "machine-client",
                listCode = list,
                purpose = "核对本单位代理机构",
                clientSubject = subject,
                road,
                url,
                from = "2026-01-01",
                until = "2026-12-31",
            }
        );

    /// <summary>A party on a list, brought there by the officers here.</summary>
    internal async Task<CaseFile> Publish(
        string place = "320500",
        string list = "cnipa-credit",
        string ground = "bad-faith-mark"
    ) =>
        await (
            await CaseFile.Lead(
                this,
                CaseFile.Organisation("苏州甲乙知识产权代理有限公司", CaseFile.FreshCode(place)),
                list,
                ground
            )
        ).Published();

    public async Task<T> Scalar<T>(string sql, object? parameters = null, bool there = false)
    {
        await using var connection = await (there ? OtherDatabase : Database).Administrator.OpenConnectionAsync();
        return (await connection.QuerySingleAsync<T>(sql, parameters))!;
    }

    private Task<ModuleHost> Start(TestDatabase database, params (string, string)[] settings) =>
        ModuleHost.Start(
            database,
            builder =>
            {
                builder.AddZones();
                builder.AddDiscipline();
            },
            app => app.MapDiscipline(),
            Clock,
            [
                ("Zones:PersonalDataKey", Convert.ToBase64String(new byte[32])),
                ("ConnectionStrings:redis", "127.0.0.1:1"),
                ("Discipline:Webhooks:AllowedOrigins:0", Receiver.GetLeftPart(UriPartial.Authority)),
                ("Discipline:Webhooks:FirstRetrySeconds", "0.05"),
                .. settings,
            ]
        );
}

/// <summary>What the system outside was told.</summary>
/// <param name="Status">What it answered.</param>
public sealed record Call(string Path, string Body, int Status, IReadOnlyDictionary<string, string> Headers);
