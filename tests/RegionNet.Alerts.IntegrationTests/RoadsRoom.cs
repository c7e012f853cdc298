using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using RegionNet.Kernel;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>What a webhook received.</summary>
public sealed record Received(string Path, string Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>A duty room with the roads out of it: a mail server, and a system that takes webhooks.</summary>
public sealed partial class RoadsRoom : DutyRoom
{
    private readonly ConcurrentQueue<Received> _received = new();
    private readonly ConcurrentDictionary<string, int> _answers = new(StringComparer.Ordinal);
    private readonly Lazy<Task<DutyRoom>> _elsewhere = new(async () =>
    {
        var room = new DutyRoom();
        await room.InitializeAsync();
        return room;
    });
    private WebApplication? _receiver;

    public SmtpSink Mails { get; } = new();

    /// <summary>Another installation, without a mail server.</summary>
    public Task<DutyRoom> Elsewhere => _elsewhere.Value;

    public string Receiver => _receiver!.Urls.Single();

    internal RoadSender Sender => Host.Services.GetRequiredService<RoadSender>();

    protected override IEnumerable<(string Key, string Value)> Settings =>
        [
            ("Alerts:Cap:Sender", "cap.test"),
            ("Alerts:Mail:Host", "127.0.0.1"),
            ("Alerts:Mail:Port", $"{Mails.Port}"),
            ("Alerts:Mail:Security", "none"),
            ("Alerts:Mail:From", "alerts@regionnet.test"),
            ("Alerts:Mail:PortalUrl", "https://portal.test"),
            ("Alerts:Mail:MaxAttempts", "3"),
            ("Alerts:Mail:FirstRetrySeconds", "0.01"),
            ("Alerts:Webhooks:AllowedOrigins:0", Receiver),
            ("Alerts:Webhooks:MaxAttempts", "3"),
            ("Alerts:Webhooks:FirstRetrySeconds", "0.01"),
        ];

    public override async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _receiver = builder.Build();
        _receiver.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            var path = http.Request.Path.Value!;
            _received.Enqueue(
                new Received(
                    path,
                    await reader.ReadToEndAsync(),
                    http.Request.Headers.ToDictionary(
                        h => h.Key,
                        h => h.Value.ToString(),
                        StringComparer.OrdinalIgnoreCase
                    )
                )
            );
            http.Response.StatusCode = _answers.GetValueOrDefault(path, 204);
        });
        await _receiver.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_elsewhere.IsValueCreated)
        {
            await (await Elsewhere).DisposeAsync();
        }
        await Mails.DisposeAsync();
        await _receiver!.DisposeAsync();
    }

    public void Answer(string path, int status) => _answers[path] = status;

    public IReadOnlyList<Received> At(string path) => [.. _received.Where(r => r.Path == path)];

    /// <summary>Tries what is due, again and again, until nothing of an alert waits any more.</summary>
    public async Task Carry(Guid root)
    {
        for (var n = 0; n < 100; n++)
        {
            await Task.WhenAll(Sender.SendMails(CancellationToken.None), Sender.SendWebhooks(CancellationToken.None));
            var waiting = await Db.QueryOne<int>(
                """
                select count(*)::int from delivery d join alert a on a.id = d.alert_id
                left join alert_webhook w on w.id = d.webhook_id
                where a.root_id = @root and d.status = 'pending' and w.paused_at is null
                """,
                new { root }
            );
            if (waiting == 0)
            {
                return;
            }
            await Task.Delay(20);
        }
        Assert.Fail("Deliveries still wait.");
    }

    /// <summary>The same for a person's notice, and how its deliveries ended.</summary>
    public async Task<IReadOnlyList<(string Status, int Attempts)>> CarryNotice(Guid notice)
    {
        for (var n = 0; n < 100; n++)
        {
            await Sender.SendMails(CancellationToken.None);
            var deliveries = await Db.Query<(string Status, int Attempts)>(
                "select status, attempts from delivery where notice_id = @notice",
                new { notice }
            );
            if (deliveries.All(d => d.Status != "pending"))
            {
                return deliveries;
            }
            await Task.Delay(20);
        }
        throw new TimeoutException("The notice still waits.");
    }

    /// <summary>How the deliveries of an alert ended, in the order of its messages.</summary>
    public Task<IReadOnlyList<(string Road, string Status, int Attempts)>> Ended(Guid root) =>
        Db.Query<(string, string, int)>(
            """
            select d.road, d.status, d.attempts from delivery d join alert a on a.id = d.alert_id
            where a.root_id = @root order by a.sequence, d.road, d.subject
            """,
            new { root }
        );

    /// <summary>A coordinator who subscribes to the zone and has a verified address.</summary>
    public async Task<(CurrentUser Person, string Address)> Reachable(
        string subject,
        string zone,
        string minimumLevel = "minor",
        string language = "zh"
    )
    {
        var person = AlertSteps.Coordinator(subject, zone);
        await Subscribe(person, zone);
        return (person, await Verified(person, minimumLevel, language));
    }

    /// <returns>The person's address, which has been verified.</returns>
    public async Task<string> Verified(CurrentUser person, string minimumLevel = "minor", string language = "zh")
    {
        People.Add(person.Subject);
        var address = $"{person.Subject}@people.test";
        await (
            await Host.As(person)
                .PutAsJsonAsync(
                    "/api/alerts/roads/email",
                    new
                    {
                        address,
                        minimumLevel,
                        language,
                    }
                )
        ).Read(200);
        await (
            await Host.As(person).PostAsJsonAsync("/api/alerts/roads/email/verification", new { code = Code(address) })
        ).Read(200);
        return address;
    }

    public async Task Subscribe(CurrentUser person, string zone) =>
        await (
            await Host.As(person)
                .PostAsJsonAsync("/api/alerts/subscriptions", new { zoneCode = zone, minimumLevel = "minor" })
        ).Read(201);

    /// <summary>The code in the newest mail to the address.</summary>
    public string Code(string address) => EightDigits().Match(Mails.To(address)[^1].TextBody!).Value;

    public async Task<JsonElement> Webhook(
        CurrentUser person,
        string path,
        string zone,
        string level = "minor",
        string? kind = null
    ) =>
        await (
            await Host.As(person)
                .PostAsJsonAsync(
                    "/api/alerts/webhooks",
                    new
                    {
                        url = Receiver + path,
                        zoneCodes = new[] { zone },
                        kind,
                        minimumLevel = level,
                    }
                )
        ).Read(201);

    [GeneratedRegex(@"\b\d{8}\b", RegexOptions.NonBacktracking)]
    private static partial Regex EightDigits();
}

[CollectionDefinition]
public sealed class RoadsRoomCollection : ICollectionFixture<RoadsRoom>;
