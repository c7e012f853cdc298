using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using RegionNet.Zones;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

/// <summary>Events told to other systems: signed, at least once, never to the inside of a network.</summary>
public sealed class WebhookTests(WebhookTests.Network network) : IClassFixture<WebhookTests.Network>
{
    private const string Hooks = "/api/hearings/webhooks";
    private const string Deliveries = "/api/hearings/webhook-deliveries";
    private const string Booked = "hearings.session-booked.v1";

    [Fact]
    public async Task Booker_and_host_are_told_signed_and_without_title_case_or_party()
    {
        var (booker, bookerSecret) = await network.Subscribe(Court.Suzhou, "/booker", Booked);
        await network.Subscribe(Court.Guangzhou, "/host", Booked);
        await network.Subscribe(Court.Shenzhen, "/stranger", Booked);

        var session = await network.Book(Court.Suzhou, Court.Guangzhou);
        var toBooker = await network.Received("/booker", session);
        await network.Received("/host", session);

        Assert.Equal(
            WebhookClientSignature(bookerSecret, toBooker.Header("X-RegionNet-Timestamp"), toBooker.Body),
            toBooker.Header("X-RegionNet-Signature")
        );
        Assert.InRange(
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(toBooker.Header("X-RegionNet-Timestamp"))),
            Court.Now,
            Court.Now.AddHours(1)
        );
        Assert.Equal(Booked, toBooker.Header("X-RegionNet-Event"));
        var body = JsonDocument.Parse(toBooker.Body).RootElement;
        Assert.Equal(
            ["data", "eventId", "kind", "occurredAt"],
            body.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal)
        );
        foreach (var secret in (string[])["张某", "李某", "民初", "专利权"])
        {
            Assert.DoesNotContain(secret, toBooker.Body, StringComparison.Ordinal);
        }
        var listed = await network.Delivery(Court.Suzhou, booker, session, "delivered");
        Assert.Equal(toBooker.Header("X-RegionNet-Delivery"), listed.GetProperty("id").GetString());
        Assert.DoesNotContain(network.Requests, r => r.Path == "/stranger");
    }

    [Fact]
    public async Task A_centre_that_a_session_moves_away_from_is_told()
    {
        const string moved = "hearings.session-moved.v1";
        await network.Subscribe(Court.Shenzhen, "/former", moved);
        var session = await network.Book(Court.Suzhou, Court.Shenzhen);
        var clerk = network.Person($"clerk of {Court.Suzhou}", Court.Suzhou, Roles.CentreClerk);
        var booked = await clerk.GetFromJsonAsync<JsonElement>($"/api/hearings/sessions/{session}");
        var move = await clerk.PostAsJsonAsync(
            $"/api/hearings/sessions/{session}/move",
            new
            {
                from = booked.GetProperty("from").GetDateTimeOffset(),
                to = booked.GetProperty("to").GetDateTimeOffset(),
                version = 1,
                roomIds = new[] { await network.Room(Court.Guangzhou) },
            }
        );
        Assert.True(move.StatusCode == HttpStatusCode.OK, await move.Content.ReadAsStringAsync());
        Assert.Equal(moved, (await network.Received("/former", session)).Header("X-RegionNet-Event"));
    }

    [Fact]
    public async Task An_error_is_tried_again_and_a_redirect_is_one()
    {
        await network.Subscribe(Court.Suzhou, "/unsteady", Booked);
        var answers = new Queue<int>([500, 302, 204]);
        network.Answer("/unsteady", () => answers.Dequeue());

        var session = await network.Book(Court.Suzhou, Court.Suzhou);
        var tries = await Eventually.Becomes(
            () => Task.FromResult(network.Of("/unsteady", session)),
            r => r.Count == 3
        );

        Assert.Single(tries.Select(t => t.Header("X-RegionNet-Delivery")).Distinct());
        Assert.Single(tries.Select(t => t.Body).Distinct());
        Assert.DoesNotContain(network.Requests, r => r.Path == "/elsewhere");
    }

    [Fact]
    public async Task After_the_last_attempt_it_is_dead_until_somebody_replays_it()
    {
        var (id, _) = await network.Subscribe(Court.Guangzhou, "/broken?key=k", Booked);
        network.Answer("/broken", () => 500);
        var session = await network.Book(Court.Guangzhou, Court.Guangzhou);
        var dead = await network.Delivery(Court.Guangzhou, id, session, "dead");
        var uri = $"{Deliveries}/{dead.GetProperty("id").GetGuid()}/replay";
        var (owner, stranger) = (network.Manager(Court.Guangzhou), network.Manager(Court.Shenzhen));
        var administrator = network.Person("admin", Court.Suzhou, Roles.SystemAdministrator);

        Assert.Equal(
            (3, 500, "HTTP 500"),
            (
                dead.GetProperty("attempts").GetInt32(),
                dead.GetProperty("lastStatus").GetInt32(),
                dead.GetProperty("lastError").GetString()
            )
        );
        Assert.EndsWith("/broken", dead.GetProperty("target").GetString(), StringComparison.Ordinal);
        var ofAll = await administrator.GetFromJsonAsync<JsonElement>($"{Deliveries}?status=dead&limit=200");
        var seen = ofAll
            .GetProperty("items")
            .EnumerateArray()
            .Single(d => d.GetProperty("id").GetGuid() == dead.GetProperty("id").GetGuid());
        Assert.Equal(Court.Guangzhou, seen.GetProperty("organisationZh").GetString());
        Assert.Empty(
            (await administrator.GetFromJsonAsync<JsonElement>($"{Deliveries}?status=delivered"))
                .GetProperty("items")
                .EnumerateArray()
        );
        await Court.Refused(
            await stranger.PostAsync(uri, null),
            HttpStatusCode.NotFound,
            "hearings.webhook-delivery-not-found"
        );

        network.Answer("/broken", () => 200);
        Assert.Equal(HttpStatusCode.OK, (await administrator.PostAsync(uri, null)).StatusCode);
        await network.Delivery(Court.Guangzhou, id, session, "delivered");
        Assert.Equal(4, network.Of("/broken", session).Count);
        Assert.Equal(HttpStatusCode.OK, (await owner.PostAsync(uri, null)).StatusCode);
        await Eventually.Becomes(() => Task.FromResult(network.Of("/broken", session).Count), n => n == 5);
    }

    [Fact]
    public async Task Two_senders_send_each_delivery_once()
    {
        await network.Subscribe(Court.Suzhou, "/counted", Booked);
        await using var second = await network.Replica();

        var sessions = new List<Guid>();
        for (var i = 0; i < 40; i++)
        {
            sessions.Add(await network.Book(Court.Suzhou, Court.Suzhou));
        }
        await Eventually.Becomes(
            () => Task.FromResult(sessions.Count(s => network.Of("/counted", s).Count > 0)),
            n => n == sessions.Count,
            TimeSpan.FromSeconds(20)
        );
        await Task.Delay(1_500);

        Assert.All(sessions, s => Assert.Single(network.Of("/counted", s)));
    }

    [Fact]
    public async Task What_a_killed_sender_had_taken_is_sent_when_its_lease_ends()
    {
        var (id, _) = await network.Subscribe(Court.Suzhou, "/left", Booked);
        var manager = network.Manager(Court.Suzhou);
        await manager.PostAsync($"{Hooks}/{id}/pause", null);
        var first = await network.Book(Court.Suzhou, Court.Suzhou);
        var last = await network.Book(Court.Suzhou, Court.Suzhou);
        await network.Delivery(Court.Suzhou, id, first, "pending");
        await network.Delivery(Court.Suzhou, id, last, "pending");
        Assert.Empty(network.Of("/left", first));
        await network.Sql(
            """
            update hearings.webhook_delivery
            set lease = gen_random_uuid(), next_attempt_at = now() + interval '2 s',
                attempts = case when body like '%' || @last || '%' then 3 else 1 end
            where webhook_id = @id
            """,
            new { id, last = last.ToString() }
        );

        await manager.PostAsync($"{Hooks}/{id}/resume", null);
        await Task.Delay(1_000);
        Assert.Empty(network.Of("/left", first));

        await network.Delivery(Court.Suzhou, id, first, "delivered");
        // The third attempt was the last that is allowed, and nobody knows what became of it.
        await network.Delivery(Court.Suzhou, id, last, "dead");
        Assert.Empty(network.Of("/left", last));
        await Court.Refused(
            await manager.PostAsync($"{Hooks}/{id}/resume", null),
            HttpStatusCode.Conflict,
            "hearings.webhook-not-paused"
        );
    }

    [Fact]
    public async Task A_secret_is_shown_once_and_renewed_and_lies_nowhere_in_the_open()
    {
        var (id, first) = await network.Subscribe(Court.Shenzhen, "/renewed", Booked);
        var manager = network.Manager(Court.Shenzhen);
        var renewed = await (
            await manager.PostAsync($"{Hooks}/{id}/secret", null)
        ).Content.ReadFromJsonAsync<JsonElement>();
        var secret = renewed.GetProperty("secret").GetString()!;
        Assert.NotEqual(first, secret);

        var session = await network.Book(Court.Shenzhen, Court.Shenzhen);
        var received = await network.Received("/renewed", session);
        Assert.Equal(
            WebhookClientSignature(secret, received.Header("X-RegionNet-Timestamp"), received.Body),
            received.Header("X-RegionNet-Signature")
        );
        Assert.DoesNotContain(secret, await manager.GetStringAsync(Hooks), StringComparison.Ordinal);
        Assert.Equal(
            0,
            await network.Sql<int>(
                """
                select (select count(*) from hearings.audit_entry where strpos(details, @secret) > 0)
                    + (select count(*) from hearings.webhook where strpos(encode(sealed_secret, 'escape'), @secret) > 0)
                """,
                new { secret }
            )
        );
        Assert.Equal(HttpStatusCode.OK, (await manager.PostAsync($"{Hooks}/{id}/end", null)).StatusCode);
        await Court.Refused(
            await manager.PostAsync($"{Hooks}/{id}/pause", null),
            HttpStatusCode.NotFound,
            "hearings.webhook-not-found"
        );
        var foreign = network.Manager(Court.Suzhou);
        await Court.Refused(
            await foreign.PostAsync($"{Hooks}/{id}/secret", null),
            HttpStatusCode.NotFound,
            "hearings.webhook-not-found"
        );
    }

    [Theory]
    [InlineData("nonsense", "hearings.webhook-url-invalid")]
    [InlineData("http://example.com/x", "hearings.webhook-url-invalid")]
    [InlineData("ftp://example.com/x", "hearings.webhook-url-invalid")]
    [InlineData("https://user:word@example.com/x", "hearings.webhook-url-invalid")]
    [InlineData("https://127.0.0.1/x", "hearings.webhook-address-refused")]
    [InlineData("https://2130706433/x", "hearings.webhook-address-refused")]
    [InlineData("https://10.1.2.3/x", "hearings.webhook-address-refused")]
    [InlineData("https://169.254.169.254/latest", "hearings.webhook-address-refused")]
    [InlineData("https://[::1]/x", "hearings.webhook-address-refused")]
    [InlineData("https://[::ffff:192.168.0.1]/x", "hearings.webhook-address-refused")]
    [InlineData("https://[64:ff9b::a00:1]/x", "hearings.webhook-address-refused")]
    [InlineData("https://[fd00::1]/x", "hearings.webhook-address-refused")]
    public async Task An_address_inside_a_network_is_refused(string url, string code)
    {
        var answer = await network.Manager(Court.Suzhou).PostAsJsonAsync(Hooks, new { url, kinds = new[] { Booked } });
        await Court.Refused(answer, HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_refused_when_the_connection_is_made()
    {
        // The receiver's own port under a name that the operator has not allowed: it would be reached.
        var url = $"https://localhost:{network.Receiver.Port}/inside";
        var (id, _) = await network.SubscribeTo(Court.Suzhou, url, Booked);
        var session = await network.Book(Court.Suzhou, Court.Suzhou);
        var dead = await network.Delivery(Court.Suzhou, id, session, "dead");
        Assert.Equal("The address is not a public one", dead.GetProperty("lastError").GetString());
    }

    [Fact]
    public async Task Only_a_room_manager_subscribes_and_only_to_what_there_is()
    {
        var body = new { url = "https://example.com/x", kinds = new[] { Booked } };
        var clerk = network.Person("clerk", Court.Suzhou, Roles.CentreClerk);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.PostAsJsonAsync(Hooks, body)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.GetAsync(Deliveries)).StatusCode);
        var manager = network.Manager(Court.Suzhou);
        await Court.Refused(
            await manager.PostAsJsonAsync(Hooks, body with { kinds = ["alerts.anything.v1"] }),
            HttpStatusCode.BadRequest,
            "hearings.webhook-kind-unknown"
        );
        await Court.Refused(
            await manager.PostAsJsonAsync(Hooks, body with { kinds = [] }),
            HttpStatusCode.BadRequest,
            "kernel.invalid-request"
        );
        var list = await manager.GetFromJsonAsync<JsonElement>(Hooks);
        Assert.Contains(list.GetProperty("kinds").EnumerateArray(), k => k.GetString() == Booked);
        Assert.Contains(
            list.GetProperty("kinds").EnumerateArray(),
            k => k.GetString() == "hearings.session-cancelled.v1"
        );
    }

    [Fact]
    public async Task A_delivery_goes_three_years_after_it_ended_and_not_before()
    {
        const string path = "/old";
        var (webhook, _) = await network.Subscribe(Court.Suzhou, path, Booked);
        var (old, young) = (
            await network.Book(Court.Suzhou, Court.Suzhou),
            await network.Book(Court.Suzhou, Court.Suzhou)
        );
        foreach (var (session, days) in (IEnumerable<(Guid, int)>)[(old, 1_200), (young, 1_000)])
        {
            await network.Delivery(Court.Suzhou, webhook, session, "delivered");
            await network.Sql(
                """
                update hearings.webhook_delivery set created_at = now() - make_interval(days => @days),
                    delivered_at = now() - make_interval(days => @days)
                where webhook_id = @webhook and strpos(body, @session) > 0
                """,
                new
                {
                    webhook,
                    days,
                    session = session.ToString(),
                }
            );
        }

        await network.KeepHouse();

        Assert.Equal(
            young.ToString(),
            await network.Sql<string>(
                "select body::json -> 'data' ->> 'sessionId' from hearings.webhook_delivery where webhook_id = @webhook",
                new { webhook }
            )
        );
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            network.Sql("delete from hearings.webhook_delivery where webhook_id = @webhook", new { webhook })
        );
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task Deliveries_are_paged_newest_first()
    {
        var (id, _) = await network.Subscribe(Court.Suzhou, "/paged", Booked);
        var sessions = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            sessions.Add(await network.Book(Court.Suzhou, Court.Suzhou));
            await network.Delivery(Court.Suzhou, id, sessions[i], "delivered");
        }
        var manager = network.Manager(Court.Suzhou);
        var first = await manager.GetFromJsonAsync<JsonElement>($"{Deliveries}?webhookId={id}&limit=2");
        var second = await manager.GetFromJsonAsync<JsonElement>(
            $"{Deliveries}?webhookId={id}&limit=2&cursor={first.GetProperty("next").GetString()}"
        );
        Assert.Equal(2, first.GetProperty("items").GetArrayLength());
        Assert.Equal(1, second.GetProperty("items").GetArrayLength());
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
        var times = first
            .GetProperty("items")
            .EnumerateArray()
            .Concat(second.GetProperty("items").EnumerateArray())
            .Select(d => d.GetProperty("createdAt").GetDateTimeOffset())
            .ToList();
        Assert.Equal(times.OrderDescending(), times);
    }

    /// <summary>Written from the description in the README, not from the code.</summary>
    private static string WebhookClientSignature(string secret, string timestamp, string body)
    {
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(secret));
        return "v1="
            + Convert.ToHexString(hmac.ComputeHash(Encoding.UTF8.GetBytes(timestamp + "." + body))).ToLowerInvariant();
    }

    /// <summary>The module with a short patience, and a system outside that it tells.</summary>
    public sealed class Network : IAsyncLifetime
    {
        private readonly ConcurrentQueue<Request> _requests = new();
        private readonly ConcurrentDictionary<string, Func<int>> _answers = new(StringComparer.Ordinal);
        private readonly TestClock _clock = new(Court.Now);
        private WebApplication? _receiver;
        private TestDatabase? _database;
        private ModuleHost? _host;
        private int _day;

        public Uri Receiver { get; private set; } = new("http://unset");
        public IReadOnlyCollection<Request> Requests => _requests;

        public async ValueTask InitializeAsync()
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
            _receiver = builder.Build();
            _receiver.Run(async http =>
            {
                using var reader = new StreamReader(http.Request.Body);
                _requests.Enqueue(
                    new Request(
                        http.Request.Path,
                        await reader.ReadToEndAsync(),
                        http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.Ordinal)
                    )
                );
                http.Response.StatusCode = _answers.TryGetValue(http.Request.Path!, out var answer) ? answer() : 200;
                if (http.Response.StatusCode == 302)
                {
                    http.Response.Headers.Location = "/elsewhere";
                }
            });
            await _receiver.StartAsync();
            Receiver = new Uri(_receiver.Urls.Single());
            _database = await TestDatabase.Create([ZonesModule.Migration, HearingsModule.Migration]);
            _host = await Replica();
        }

        public Task<ModuleHost> Replica() =>
            ModuleHost.Start(
                _database!,
                builder =>
                {
                    builder.AddZones();
                    builder.AddHearings();
                },
                app => app.MapHearings(),
                _clock,
                // Nobody listens there: webhooks need no Redis.
                ("ConnectionStrings:redis", "127.0.0.1:1"),
                ("Hearings:Webhooks:AllowedOrigins:0", Receiver.GetLeftPart(UriPartial.Authority)),
                ("Hearings:Webhooks:MaxAttempts", "3"),
                ("Hearings:Webhooks:FirstRetrySeconds", "0.05")
            );

        public HttpClient Person(string name, string organisation, params string[] roles) =>
            _host!.As(TestPeople.Person(name, OrganisationId.Of(organisation), roles));

        public HttpClient Manager(string organisation) =>
            Person($"manager of {organisation}", organisation, Roles.RoomManager);

        public void Answer(string path, Func<int> status) => _answers[path] = status;

        public Task<(Guid Id, string Secret)> Subscribe(string organisation, string path, params string[] kinds) =>
            SubscribeTo(organisation, new Uri(Receiver, path).ToString(), kinds);

        public async Task<(Guid Id, string Secret)> SubscribeTo(string organisation, string url, params string[] kinds)
        {
            var answer = await Manager(organisation).PostAsJsonAsync(Hooks, new { url, kinds });
            var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.True(answer.StatusCode == HttpStatusCode.Created, body.ToString());
            return (body.GetProperty("webhook").GetProperty("id").GetGuid(), body.GetProperty("secret").GetString()!);
        }

        /// <summary>A session of the booker in a new room of the host.</summary>
        public async Task<Guid> Book(string booker, string host)
        {
            var room = await Room(host);
            var day = Court.Now.AddDays(30 + Interlocked.Increment(ref _day) % 300).AddHours(2);
            var session = await Court.Booked(Person($"clerk of {booker}", booker, Roles.CentreClerk), day, 2, room);
            return session.GetProperty("id").GetGuid();
        }

        public async Task<Guid> Room(string host)
        {
            var name = $"审理庭 {Guid.NewGuid():N}";
            var room = await Manager(host)
                .PostAsJsonAsync(
                    "/api/hearings/rooms",
                    new
                    {
                        nameZh = name,
                        nameEn = name,
                        capacity = 9,
                    }
                );
            Assert.Equal(HttpStatusCode.Created, room.StatusCode);
            return (await room.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        }

        public IReadOnlyList<Request> Of(string path, Guid session) =>
            [.. _requests.Where(r => r.Path == path && r.Body.Contains(session.ToString(), StringComparison.Ordinal))];

        public async Task<Request> Received(string path, Guid session) =>
            (await Eventually.Becomes(() => Task.FromResult(Of(path, session)), r => r.Count > 0))[0];

        /// <summary>The delivery of a session's event, once it has come to that status.</summary>
        public async Task<JsonElement> Delivery(string organisation, Guid webhook, Guid session, string status)
        {
            var id = await Eventually.Becomes(
                () =>
                    Sql<Guid?>(
                        "select id from hearings.webhook_delivery where webhook_id = @webhook and strpos(body, @session) > 0",
                        new { webhook, session = session.ToString() }
                    ),
                found => found is not null
            );
            return await Eventually.Becomes(
                async () =>
                    (
                        await Manager(organisation)
                            .GetFromJsonAsync<JsonElement>($"{Deliveries}?webhookId={webhook}&limit=200")
                    )
                        .GetProperty("items")
                        .EnumerateArray()
                        .Single(d => d.GetProperty("id").GetGuid() == id),
                d => d.GetProperty("status").GetString() == status
            );
        }

        public Task KeepHouse() =>
            new WebhookHousekeeping(
                _host!.Services.GetRequiredService<HearingsDb>(),
                Options.Create(new HousekeepingOptions()),
                TimeProvider.System,
                NullLogger<WebhookHousekeeping>.Instance
            ).TakeBatch(CancellationToken.None);

        public Task Sql(string sql, object parameters) => Sql<int>(sql, parameters);

        public async Task<T?> Sql<T>(string sql, object parameters)
        {
            await using var connection = await _database!.Administrator.OpenConnectionAsync();
            return await connection.ExecuteScalarAsync<T>(sql, parameters);
        }

        public async ValueTask DisposeAsync()
        {
            await (_host?.DisposeAsync() ?? default);
            await (_receiver?.DisposeAsync() ?? default);
            await (_database?.DisposeAsync() ?? default);
        }
    }

    public sealed record Request(string Path, string Body, IReadOnlyDictionary<string, string> Headers)
    {
        public string Header(string name) => Headers[name];
    }
}
