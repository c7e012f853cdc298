using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using RegionNet.Zones;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Discipline.IntegrationTests;

/// <summary>The discipline module with real zones and organisations, and the persons of two authorities.</summary>
public sealed class Bureau : IDesk, IAsyncLifetime
{
    public const string Jiangsu = "江苏省知识产权局";
    public const string Guangdong = "广东省知识产权局";

    /// <summary>A Tuesday in 2026.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 3, 9, 0, 0, TimeSpan.FromHours(8));

    private ModuleHost? _host;
    private TestDatabase? _database;

    /// <summary>What anything would ever log goes there too, at its most talkative.</summary>
    public ILoggerProvider? Log { get; init; }

    public TestClock Clock { get; } = new(Now);
    public ModuleHost Host => _host!;
    public TestDatabase Database => _database!;

    public HttpClient Officer => Person("officer", Jiangsu, Roles.DisciplineOfficer);
    public HttpClient Reviewer => Person("reviewer", Jiangsu, Roles.DisciplineReviewer);
    public HttpClient ForeignOfficer => Person("foreign officer", Guangdong, Roles.DisciplineOfficer);
    public HttpClient ForeignReviewer => Person("foreign reviewer", Guangdong, Roles.DisciplineReviewer);

    /// <summary>One of the test's own, which may move its clock: the knowledge of a list only goes forward.</summary>
    public static async Task<Bureau> Open()
    {
        var bureau = new Bureau();
        await bureau.InitializeAsync();
        return bureau;
    }

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.Create([ZonesModule.Migration, DisciplineModule.Migration]);
        _host = await ModuleHost.Start(
            _database,
            builder =>
            {
                builder.AddZones();
                builder.AddDiscipline();
                if (Log is not null)
                {
                    builder.Logging.AddProvider(Log);
                    builder.Services.Configure<LoggerFilterOptions>(options =>
                        options.Rules.Add(new LoggerFilterRule(Log.GetType().FullName, null, LogLevel.Trace, null))
                    );
                    builder.Logging.AddFilter<ConsoleLoggerProvider>(null, LogLevel.Error);
                }
            },
            app => app.MapDiscipline(),
            Clock,
            ("Zones:PersonalDataKey", Convert.ToBase64String(new byte[32])),
            ("ConnectionStrings:redis", "127.0.0.1:1")
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Database.DisposeAsync();
    }

    public HttpClient Person(string name, string organisation, params string[] roles) =>
        Host.As(TestPeople.Person(name, OrganisationId.Of(organisation), roles));

    public static async Task Refused(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((status, code), (response.StatusCode, problem.GetProperty("code").GetString()));
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
    }
}
