using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using RegionNet.Zones;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

/// <summary>
/// A name is planted in closed sessions wherever a name can stand. Then everybody but the organisation that booked asks every GET
/// endpoint that there is for everything that there is: the name is nowhere, nor in a push, an event, the audit or a log.
/// </summary>
public sealed class SealedPartyTests : IAsyncLifetime
{
    private const string Name = "欧阳密封者";
    private const string AuditPolicy = "test.read-audit";

    private static readonly DateTimeOffset Day = new(2026, 4, 7, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly CapturedLog _log = new();
    private readonly TestClock _clock = new(Court.Now);
    private ModuleHost? _host;
    private TestDatabase? _database;

    private ModuleHost Host => _host!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.Create([ZonesModule.Migration, HearingsModule.Migration]);
        _host = await ModuleHost.Start(
            _database,
            builder =>
            {
                builder.AddZones();
                builder.AddHearings();
                builder
                    .Services.AddAuthorizationBuilder()
                    .AddPolicy(AuditPolicy, policy => policy.RequireRole(Roles.AuditAdministrator));
                // Whatever anything would ever log, at its most talkative.
                builder.Logging.AddProvider(_log);
                builder.Logging.AddFilter<CapturedLog>(null, LogLevel.Trace);
                builder.Logging.AddFilter<ConsoleLoggerProvider>(null, LogLevel.Error);
            },
            app =>
            {
                app.MapHearings();
                app.MapAudit(HearingsModule.Name, AuditPolicy);
            },
            _clock,
            ("Zones:PersonalDataKey", Convert.ToBase64String(new byte[32])),
            ("ConnectionStrings:redis", "127.0.0.1:1")
        );
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _database!.DisposeAsync();
    }

    [Fact]
    public async Task A_sealed_name_is_found_nowhere_by_anybody_who_may_not_see_it()
    {
        var pushes = new ConcurrentQueue<string>();
        await using var hub = await OpenBoard(pushes);
        var planted = await Plant();
        await Eventually.Becomes(() => Task.FromResult(pushes.Count), count => count > 0);

        var found = new ConcurrentBag<string>();
        var answered = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        await Crawl(Host.As(Booker), planted, (endpoint, status, text) => Read(endpoint, status, "booker", text));
        // The crawl finds what there is to find: the organisation that booked sees its own.
        Assert.NotEmpty(found);
        found.Clear();

        var guests = new List<(string Who, HttpClient Client)> { ("nobody", Host.Anonymous()) };
        guests.AddRange(
            Roles.All.SelectMany(
                role => (string[])[Court.Guangzhou, Court.Shenzhen],
                (role, organisation) =>
                {
                    var who = $"{role.Code} of {organisation}";
                    return (
                        who,
                        Host.As(
                            TestPeople.Person(
                                who,
                                OrganisationId.Of(organisation),
                                [role.Code],
                                role.Code == Roles.ZoneCoordinator ? ["GBA"] : [],
                                allZones: role.Code == Roles.NationalCoordinator
                            )
                        )
                    );
                }
            )
        );
        foreach (var (who, client) in guests)
        {
            await Crawl(client, planted, (endpoint, status, text) => Read(endpoint, status, who, text));
        }

        // To search for it is to be told nothing either.
        var host = Host.As(
            TestPeople.Person("searcher", OrganisationId.Of(Court.Guangzhou), [Roles.CentreClerk, Roles.RoomManager])
        );
        var matches = await host.GetFromJsonAsync<JsonElement>(
            $"/api/hearings/sessions?role=host&search={Uri.EscapeDataString(Name)}"
        );
        Assert.Empty(matches.GetProperty("items").EnumerateArray());
        Assert.Empty(found.Distinct().Order(StringComparer.Ordinal));
        // An endpoint that answered nobody was not searched: give the crawl what it asks for.
        Assert.Empty(answered.Where(a => !a.Value).Select(a => a.Key));
        Assert.DoesNotContain(pushes, p => p.Contains(Name, StringComparison.Ordinal));
        Assert.Empty(await TablesWithTheName());
        Assert.NotEmpty(_log.Lines);
        Assert.Empty(_log.Lines.Where(line => line.Contains(Name, StringComparison.Ordinal)).Take(3));

        void Read(string endpoint, HttpStatusCode status, string who, string text)
        {
            answered.AddOrUpdate(endpoint, status == HttpStatusCode.OK, (_, was) => was || status == HttpStatusCode.OK);
            if (
                text.Contains(Name, StringComparison.Ordinal)
                || text.Contains(Uri.EscapeDataString(Name), StringComparison.OrdinalIgnoreCase)
            )
            {
                found.Add($"{who}: {endpoint}");
            }
        }
    }

    private static CurrentUser Booker =>
        TestPeople.Person("booker", OrganisationId.Of(Court.Suzhou), [Roles.CentreClerk, Roles.RoomManager]);

    /// <summary>Closed sessions in every state that a clerk can bring them to, the name in every field that takes one.</summary>
    private async Task<Planted> Plant()
    {
        var manager = Host.As(TestPeople.Person("manager", OrganisationId.Of(Court.Guangzhou), [Roles.RoomManager]));
        var rooms = new List<Guid>();
        for (var n = 0; n < 3; n++)
        {
            rooms.Add(
                Id(
                    await Post(
                        manager,
                        "rooms",
                        new
                        {
                            nameZh = $"审理庭{n}",
                            nameEn = $"Room {n}",
                            capacity = 20,
                        }
                    )
                )
            );
        }
        var door = await Post(manager, $"rooms/{rooms[0]}/doors", new { label = "门口平板" });
        var feed = await Post(manager, "feeds", new { scope = "room", id = rooms[0] });
        var clerk = Host.As(Booker);
        var ids = new List<Guid>();
        string[] grounds = ["state-secrets", "privacy", "divorce", "trade-secrets"];
        for (var n = 0; n < 8; n++)
        {
            ids.Add(Id(await Post(clerk, "sessions", Booking(n, rooms[n % 3], grounds[n % 4]))));
        }
        var series = new { rrule = "FREQ=WEEKLY;COUNT=2", booking = Booking(10, rooms[0], "privacy") };
        ids.Add(Id(await Post(clerk, "series", series)));
        ids.Add(Id(await Post(clerk, "sessions", Booking(6, rooms[0], "privacy", waits: true))));
        await Post(clerk, $"sessions/{ids[0]}/notice", null);
        await Post(clerk, $"sessions/{ids[1]}/cancellation", new { reason = $"{Name}撤诉" });
        await Post(
            clerk,
            $"sessions/{ids[2]}/move",
            new
            {
                from = Day.AddDays(20),
                to = Day.AddDays(20).AddHours(1),
                version = 1,
                reason = $"{Name}请求延期",
                noticeGround = $"{Name}已收到通知",
            }
        );
        await Post(
            clerk,
            $"sessions/{ids[3]}/amendment",
            new
            {
                version = 1,
                title = $"{Name}离婚纠纷",
                caseNumber = $"{Name}号",
                closedGround = "divorce",
                reason = $"{Name}补充材料",
                parties = new[] { new { role = "plaintiff", name = Name } },
                observers = new[] { Name },
            }
        );
        await Post(clerk, $"sessions/{ids[4]}/notice", null);
        _clock.Set(Day.AddDays(4));
        await Post(clerk, $"sessions/{ids[4]}/check-in", null);
        await Post(clerk, $"sessions/{ids[4]}/end", null);
        return new Planted(
            rooms,
            ids,
            [door.GetProperty("token").GetString()!, .. Token(feed)],
            [.. (await Uuids()).Except(rooms).Except(ids)]
        );

        static IEnumerable<string> Token(JsonElement feed) =>
            feed.EnumerateObject()
                .Where(p => p.Value.ValueKind == JsonValueKind.String)
                .Select(p => p.Value.GetString()!)
                .Where(v => v.Contains("/feeds/", StringComparison.Ordinal))
                .Select(v => v.Split("/feeds/")[1].Replace(".ics", "", StringComparison.Ordinal));
    }

    private static object Booking(int n, Guid room, string ground, bool waits = false) =>
        new
        {
            title = $"{Name}案{n}",
            caseNumber = $"(2026){Name}{n}号",
            mergedCases = new[] { $"{Name}并案{n}" },
            mode = "on-site",
            hearingClass = "court",
            from = Day.AddDays(n),
            to = Day.AddDays(n).AddHours(1),
            roomIds = new[] { room },
            closedGround = ground,
            noticeGround = $"{Name}已另行通知",
            needs = new { interpreter = "苏州方言" },
            parties = new[]
            {
                new
                {
                    role = "plaintiff",
                    name = Name,
                    agents = new[] { new { name = $"{Name}律师", licence = $"132052026{n:00000000}" } },
                },
            },
            observers = new[] { $"{Name}旁听" },
            draft = n == 7,
            joinWaitingList = waits,
        };

    /// <summary>Every GET endpoint of the module, as it is mapped, with every value that its route and query may take.</summary>
    private async Task Crawl(HttpClient client, Planted planted, Action<string, HttpStatusCode, string> read)
    {
        var endpoints = Host
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .ToList();
        Assert.True(endpoints.Count > 15);
        foreach (var endpoint in endpoints)
        {
            var pattern = endpoint.RoutePattern.RawText!;
            foreach (
                var address in Paths(pattern, planted)
                    .SelectMany(_ => Queries(planted), (path, query) => $"{path}?{query}")
            )
            {
                using var answer = await client.GetAsync(address);
                var text = Text(await answer.Content.ReadAsByteArrayAsync()) + answer.Headers + answer.Content.Headers;
                read(pattern, answer.StatusCode, text);
                if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                {
                    break; // The endpoint's policy, which looks at neither path nor query.
                }
            }
        }
    }

    private static IEnumerable<string> Paths(string pattern, Planted planted)
    {
        var open = pattern.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
        {
            return [pattern];
        }
        var close = pattern.IndexOf('}', open);
        var name = pattern[(open + 1)..close].Split(':')[0];
        IEnumerable<string> values = name switch
        {
            "id" => planted.Everything.Select(id => id.ToString()),
            "token" => planted.Tokens,
            "centre" => [OrganisationId.Of(Court.Guangzhou).ToString()],
            "day" => Enumerable.Range(0, 9).Select(n => $"{Day.AddDays(n):yyyy-MM-dd}"),
            "kind" => ["recording"],
            _ => throw new NotSupportedException(
                $"The crawl knows no value for {{{name}}} of {pattern}: add one here."
            ),
        };
        return values.SelectMany(value => Paths(pattern[..open] + value + pattern[(close + 1)..], planted));
    }

    /// <summary>Endpoints take from these what they know; days and instants have the same names, so both are tried.</summary>
    private static IEnumerable<string> Queries(Planted planted)
    {
        var instants = $"from={Uri.EscapeDataString($"{Day:O}")}&to={Uri.EscapeDataString($"{Day.AddHours(2):O}")}";
        var days = $"from={Day:yyyy-MM-dd}&to={Day.AddDays(9):yyyy-MM-dd}";
        const string rest = "limit=200&after=0&month=2026-04";
        yield return $"{instants}&{rest}&day={Day:yyyy-MM-dd}&by=centre&role=host";
        yield return $"{days}&{rest}&day={Day.AddDays(4):yyyy-MM-dd}&by=guest&search={Uri.EscapeDataString("欧阳")}&role=host";
        yield return $"{days}&{rest}&day={Day.AddDays(1):yyyy-MM-dd}&by=device&format=xlsx&roomId={planted.Rooms[0]}"
            + $"&asOf={Uri.EscapeDataString($"{Court.Now.AddMinutes(30):O}")}";
        yield return $"{instants}&{rest}&day={Day:yyyy-MM-dd}&by=zone&role=approver&sessionId={planted.Sessions[0]}";
    }

    /// <summary>Where the name may lie in the database: with the session itself, and in the answer kept for its booker to repeat a request.</summary>
    private async Task<List<string>> TablesWithTheName()
    {
        await using var connection = await _database!.Administrator.OpenConnectionAsync();
        var tables = await connection.QueryAsync<string>(
            "select table_name from information_schema.tables where table_schema = 'hearings' and table_type = 'BASE TABLE'"
        );
        var found = new List<string>();
        foreach (var table in tables.Except(["session", "session_version", "idempotency"]))
        {
            if (
                await connection.QuerySingleAsync<bool>(
                    $"select exists (select 1 from hearings.{table} t where strpos(t::text, @Name) > 0)",
                    new { Name }
                )
            )
            {
                found.Add(table);
            }
        }
        Assert.True(
            await connection.QuerySingleAsync<long>("select count(*) from hearings.outbox") > 5
                && await connection.QuerySingleAsync<long>("select count(*) from hearings.audit_entry") > 10
        );
        return found;
    }

    private async Task<IEnumerable<Guid>> Uuids()
    {
        await using var connection = await _database!.Administrator.OpenConnectionAsync();
        return
        [
            .. await connection.QueryAsync<Guid>("select id from hearings.resource where kind = 'agent' limit 1"),
            OrganisationId.Of(Court.Guangzhou),
        ];
    }

    private async Task<HubConnection> OpenBoard(ConcurrentQueue<string> pushes)
    {
        var watcher = TestPeople.Person("watcher", OrganisationId.Of(Court.Guangzhou), [Roles.CentreClerk]);
        var hub = new HubConnectionBuilder()
            .WithUrl(
                new Uri(Host.Address, "/hubs/board"),
                options =>
                {
                    options.SkipNegotiation = true;
                    options.Transports = HttpTransportType.WebSockets;
                    options.Headers["Authorization"] = $"Bearer {Host.Token(watcher)}";
                }
            )
            .Build();
        hub.On<JsonElement>("changed", message => pushes.Enqueue(message.GetRawText()));
        await hub.StartAsync();
        await hub.InvokeAsync<JsonElement>("Subscribe", null, null, null);
        return hub;
    }

    private static async Task<JsonElement> Post(HttpClient client, string path, object? body)
    {
        var answer = await client.PostAsJsonAsync($"/api/hearings/{path}", body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private static Guid Id(JsonElement made) => made.GetProperty("id").GetGuid();

    /// <summary>A workbook is read as what it packs.</summary>
    private static string Text(byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith("PK"u8))
        {
            // As the text that it means: an escaped name is a name all the same.
            return System.Text.RegularExpressions.Regex.Unescape(
                // A calendar folds its lines.
                Encoding
                    .UTF8.GetString(bytes)
                    .Replace("\r\n ", "", StringComparison.Ordinal)
                    .Replace("\\", "\\\\", StringComparison.Ordinal)
                    .Replace("\\\\u", "\\u", StringComparison.Ordinal)
            );
        }
        using var zip = new ZipArchive(new MemoryStream(bytes));
        var text = new StringBuilder();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            text.Append(reader.ReadToEnd());
        }
        return text.ToString();
    }

    private sealed record Planted(
        IReadOnlyList<Guid> Rooms,
        IReadOnlyList<Guid> Sessions,
        IReadOnlyList<string> Tokens,
        IReadOnlyList<Guid> Others
    )
    {
        public IEnumerable<Guid> Everything => [.. Rooms, .. Sessions, .. Others];
    }
}
