using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using RegionNet.Zones;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

/// <summary>The hearings module with real zones and organisations, and the persons who use it.</summary>
public sealed class Court : IAsyncLifetime
{
    public const string Suzhou = "中国（苏州）知识产权保护中心";
    public const string Guangzhou = "中国（广州）知识产权保护中心";
    public const string Shenzhen = "中国（深圳）知识产权保护中心";

    /// <summary>A Tuesday in 2026, well before every session that the tests book.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 3, 8, 0, 0, TimeSpan.FromHours(8));

    private ModuleHost? _host;
    private TestDatabase? _database;
    private int _day;

    public TestClock Clock { get; } = new(Now);
    public ModuleHost Host => _host!;
    public TestDatabase Database => _database!;

    public HttpClient SuzhouClerk => Clerk("suzhou", Suzhou);
    public HttpClient GuangzhouClerk => Clerk("guangzhou", Guangzhou);
    public HttpClient ShenzhenClerk => Clerk("shenzhen", Shenzhen);

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.Create([ZonesModule.Migration, HearingsModule.Migration]);
        _host = await ModuleHost.Start(
            _database,
            builder =>
            {
                builder.AddZones();
                builder.AddHearings();
            },
            app => app.MapHearings(),
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

    /// <summary>A day that no other test of this class books: 09:00 local time.</summary>
    public DateTimeOffset FreshDay() =>
        new DateTimeOffset(2026, 4, 1, 9, 0, 0, TimeSpan.FromHours(8)).AddDays(Interlocked.Increment(ref _day));

    public async Task<Guid> Room(string centre, string? name = null, int capacity = 20)
    {
        var manager = Person($"manager of {centre}", centre, Roles.RoomManager);
        name ??= $"审理庭 {Guid.NewGuid():N}";
        var response = await manager.PostAsJsonAsync(
            "/api/hearings/rooms",
            new
            {
                nameZh = name,
                nameEn = name,
                capacity,
            }
        );
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    public static object Booking(DateTimeOffset from, double hours, params Guid[] rooms) =>
        new
        {
            title = "张某诉李某侵害发明专利权纠纷",
            caseNumber = "(2026)苏05民初12号",
            mode = "point-to-point",
            hearingClass = "court",
            from,
            to = from.AddHours(hours),
            roomIds = rooms,
        };

    public static async Task<JsonElement> Booked(
        HttpClient clerk,
        DateTimeOffset from,
        double hours,
        params Guid[] rooms
    )
    {
        var response = await clerk.PostAsJsonAsync("/api/hearings/sessions", Booking(from, hours, rooms));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static async Task Refused(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((status, code), (response.StatusCode, problem.GetProperty("code").GetString()));
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
    }

    private HttpClient Clerk(string name, string organisation) => Person(name, organisation, Roles.CentreClerk);
}
