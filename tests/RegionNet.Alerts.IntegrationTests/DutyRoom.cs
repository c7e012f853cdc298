using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RegionNet.Access.Contracts;
using RegionNet.Hearings;
using RegionNet.Hearings.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using RegionNet.Zones;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>
/// The alerts module with real zones and a real outbox to feed it. Redis is away throughout: what is proved here does
/// not depend on it.
/// </summary>
public class DutyRoom : IAsyncLifetime
{
    public static readonly Guid Suzhou = OrganisationId.Of("中国（苏州）知识产权保护中心");
    public static readonly Guid Guangzhou = OrganisationId.Of("中国（广州）知识产权保护中心");

    /// <summary>In the same zones as Guangzhou.</summary>
    public static readonly Guid Shenzhen = OrganisationId.Of("中国（深圳）知识产权保护中心");

    /// <summary>What the product has in production, small enough to be reached in a test.</summary>
    public const int ConnectionsPerPerson = 12;
    public const int CallBurst = 30;

    /// <summary>Whom Access knows.</summary>
    public StaffDirectory People { get; } = new();

    /// <summary>What the service has logged as an error.</summary>
    public CapturedLog Log { get; } = new();

    private ModuleHost? _host;
    private TestDatabase? _database;

    /// <summary>The service's clock: the machine's, until a test moves it.</summary>
    public TestClock Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public ModuleHost Host => _host!;
    public TestDatabase Database => _database!;

    public CurrentUser GbaCoordinator { get; } =
        TestPeople.Person("gba", Guangzhou, [Roles.ZoneCoordinator], ["GBA", "PRD"]);

    public CurrentUser YrdCoordinator { get; } = TestPeople.Person("yrd", Suzhou, [Roles.ZoneCoordinator], ["YRD"]);

    internal AlertStreams Streams => Host.Services.GetRequiredService<AlertStreams>();

    internal AlertsDb Db => Host.Services.GetRequiredService<AlertsDb>();

    /// <summary>Further configuration of the host.</summary>
    protected virtual IEnumerable<(string Key, string Value)> Settings => [];

    public virtual async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.Create([
            ZonesModule.Migration,
            HearingsModule.Migration,
            AlertsModule.Migration,
        ]);
        _host = await ModuleHost.Start(
            _database,
            builder =>
            {
                builder.AddZones();
                builder.AddHearings();
                builder.AddAlerts();
                builder.Services.AddSingleton<IPeople>(People);
                builder.Logging.AddProvider(Log);
            },
            app =>
            {
                app.MapAlerts();
                app.MapHearings();
            },
            Clock,
            settings:
            [
                ("Zones:PersonalDataKey", Convert.ToBase64String(new byte[32])),
                ("ConnectionStrings:redis", "127.0.0.1:1"),
                ("Alerts:Limits:ConnectionsPerPerson", $"{ConnectionsPerPerson}"),
                ("Alerts:Limits:CallBurst", $"{CallBurst}"),
                ("Alerts:Limits:CallsPerSecond", "1"),
                .. Settings,
            ]
        );
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Host.DisposeAsync();
        Log.Dispose();
        await Database.DisposeAsync();
    }

    /// <summary>A booking by Suzhou of a room in Guangzhou, as the hearings module publishes it.</summary>
    public static SessionBooked Booking() =>
        new(
            Guid.NewGuid(),
            "2026-000001",
            Suzhou,
            DateTimeOffset.Parse("2026-04-01T09:00:00+08:00"),
            DateTimeOffset.Parse("2026-04-01T11:00:00+08:00"),
            [
                new(Guid.NewGuid(), "第一审理庭", "Room 1", Suzhou),
                new(Guid.NewGuid(), "第二审理庭", "Room 2", Guangzhou),
            ]
        );

    /// <summary>Commits the event in the outbox of the hearings module and returns the subject of its alerts.</summary>
    public Task<string> Publish(SessionBooked booking) => Publish(SessionBooked.Kind, booking.SessionId, booking);

    public async Task<string> Publish(string kind, Guid session, object fact)
    {
        var hearings = Host.Services.GetRequiredKeyedService<Db>(HearingsModule.Name);
        await hearings.InTransaction<bool>(
            Actor.System("test"),
            tx =>
            {
                tx.Publish(kind, session.ToString(), fact);
                return Task.FromResult<Outcome<bool>>(true);
            }
        );
        return session.ToString();
    }

    public async Task<JsonElement> Stream(CurrentUser person, string zone, string query = "") =>
        await Host.As(person).GetFromJsonAsync<JsonElement>($"/api/alerts/streams/{zone}?limit=500{query}");

    /// <summary>Waits until the relay has turned the event into an alert of the zone.</summary>
    public Task<JsonElement> Arrives(CurrentUser person, string zone, string subject) =>
        Eventually.Becomes(
            async () =>
                (await Stream(person, zone))
                    .GetProperty("items")
                    .EnumerateArray()
                    .FirstOrDefault(a => a.GetProperty("subject").GetString() == subject),
            a => a.ValueKind == JsonValueKind.Object
        );

    /// <summary>Waits until the newest alert of the subject in the zone is of that kind.</summary>
    public Task<JsonElement> Arrives(CurrentUser person, string zone, string subject, string kind) =>
        Eventually.Becomes(
            async () => (await Of(person, zone, subject)).LastOrDefault(),
            a => a.ValueKind == JsonValueKind.Object && a.GetProperty("kind").GetString() == kind
        );

    /// <summary>What the stream says of a subject, in order.</summary>
    public async Task<IReadOnlyList<JsonElement>> Of(CurrentUser person, string zone, string subject) =>
        [
            .. (await Stream(person, zone))
                .GetProperty("items")
                .EnumerateArray()
                .Where(a => a.GetProperty("subject").GetString() == subject),
        ];

    /// <param name="tokenEnds">Null for a token without an end.</param>
    public HubConnection Hub(CurrentUser person, DateTimeOffset? tokenEnds = null) =>
        new HubConnectionBuilder()
            .WithUrl(
                new Uri(Host.Address, "/hubs/alerts"),
                options =>
                {
                    options.SkipNegotiation = true;
                    options.Transports = Microsoft.AspNetCore.Http.Connections.HttpTransportType.WebSockets;
                    options.Headers["Authorization"] =
                        $"Bearer {Host.Token(person)}{(tokenEnds is { } ends ? $"|{ends.ToUnixTimeSeconds()}" : "")}";
                }
            )
            .Build();
}
