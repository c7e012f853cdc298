using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using RegionNet.Zones;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Assessments.IntegrationTests;

/// <summary>The assessments module with the real directory of zones, on a Monday in June 2026 until a test moves the clock.</summary>
public class PanelRoom : IAsyncLifetime
{
    public static readonly Guid Suzhou = OrganisationId.Of("中国（苏州）知识产权保护中心");
    public static readonly Guid Guangzhou = OrganisationId.Of("中国（广州）知识产权保护中心");
    public static readonly Guid Cnipa = OrganisationId.Of("国家知识产权局");
    public static readonly DateTimeOffset Monday = DateTimeOffset.Parse("2026-06-01T09:00:00+08:00", provider: null);

    private ModuleHost? _host;
    private TestDatabase? _database;

    public TestClock Clock { get; } = new(Monday);
    public ModuleHost Host => _host!;
    public TestDatabase Database => _database!;

    public CurrentUser Organiser { get; } =
        TestPeople.Person("organiser", Cnipa, [Roles.AssessmentOrganiser], allZones: true);

    /// <summary>The second pair of eyes.</summary>
    public CurrentUser OtherOrganiser { get; } =
        TestPeople.Person("organiser-2", Cnipa, [Roles.AssessmentOrganiser], allZones: true);
    public CurrentUser SuzhouOfficer { get; } =
        TestPeople.Person("suzhou-zone", Suzhou, [Roles.DemonstrationZoneOfficer], around: ["YRD"]);
    public CurrentUser GuangzhouOfficer { get; } =
        TestPeople.Person("guangzhou-zone", Guangzhou, [Roles.DemonstrationZoneOfficer], around: ["GBA"]);
    public CurrentUser Coordinator { get; } = TestPeople.Person("yrd", Suzhou, [Roles.ZoneCoordinator], ["YRD"]);

    /// <summary>Of provinces without a demonstration zone.</summary>
    public IReadOnlyList<CurrentUser> Evaluators { get; } =
    [
        .. new[]
        {
            "山西省知识产权局",
            "重庆市知识产权局",
            "云南省知识产权局",
            "江西省知识产权局",
            "贵州省知识产权局",
            "海南自由贸易港知识产权法院",
        }.Select(
            (employer, n) => TestPeople.Person($"evaluator-{n + 1}", OrganisationId.Of(employer), [Roles.Evaluator])
        ),
    ];

    public IEnumerable<CurrentUser> Everybody =>
        [Organiser, OtherOrganiser, SuzhouOfficer, GuangzhouOfficer, Coordinator, .. Evaluators];

    /// <summary>Modules beside it that a test needs.</summary>
    protected virtual IReadOnlyList<ModuleMigration> Others => [];

    protected virtual void AddOthers(WebApplicationBuilder builder) { }

    protected virtual void MapOthers(WebApplication app) { }

    public virtual async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.Create([ZonesModule.Migration, AssessmentsModule.Migration, .. Others]);
        _host = await Start(_database);
        await this.NameFiler(RoundSteps.SuzhouPlace, Suzhou);
        await this.NameFiler(RoundSteps.GuangzhouPlace, Guangzhou);
    }

    public Task<ModuleHost> Start(TestDatabase database, params IEnumerable<(string Key, string Value)> settings) =>
        ModuleHost.Start(
            database,
            builder =>
            {
                builder.AddZones();
                builder.AddAssessments();
                builder.Services.AddSingleton<IPeople>(new PeopleOfTheRoom(Everybody));
                AddOthers(builder);
            },
            app =>
            {
                app.MapAssessments();
                MapOthers(app);
            },
            Clock,
            settings
        );

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Host.DisposeAsync();
        await Database.DisposeAsync();
    }
}
