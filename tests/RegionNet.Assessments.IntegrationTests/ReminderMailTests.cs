using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using RegionNet.Alerts;
using RegionNet.Kernel;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Assessments.IntegrationTests;

/// <summary>From the row of a reminder to the mail in the evaluator's box, over the relay and the roads of Alerts.</summary>
public sealed partial class ReminderMailTests : ScoringRoom
{
    private readonly SmtpSink _mails = new();

    protected override IReadOnlyList<ModuleMigration> Others => [AlertsModule.Migration];

    protected override void AddOthers(WebApplicationBuilder builder)
    {
        foreach (
            var (key, value) in (IEnumerable<(string, string)>)
                [
                    ("ConnectionStrings:redis", "127.0.0.1:1"),
                    ("Zones:PersonalDataKey", Convert.ToBase64String(new byte[32])),
                    ("Alerts:Mail:Host", "127.0.0.1"),
                    ("Alerts:Mail:Port", $"{_mails.Port}"),
                    ("Alerts:Mail:Security", "none"),
                    ("Alerts:Mail:From", "alerts@regionnet.test"),
                ]
        )
        {
            builder.Configuration[key] = value;
        }
        builder.AddAlerts();
    }

    protected override void MapOthers(WebApplication app)
    {
        if (app.Configuration.Serves(AlertsModule.Name))
        {
            app.MapAlerts();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _mails.DisposeAsync();
    }

    /// <summary>Two rounds that differ in the marks alone: what is mailed differs in the ids of the round alone.</summary>
    [Fact]
    public async Task Evaluators_without_a_stream_are_mailed_what_is_open_and_nothing_of_marks()
    {
        foreach (var evaluator in Evaluators)
        {
            await Reach(evaluator);
        }
        // One has handed in; the others have begun.
        foreach (var shift in (int[])[0, 7])
        {
            var round = await Assigned(zones: 1, perZone: Evaluators.Count);
            var zone = round.Zones[0];
            await Mark(Evaluators[0], round, zone, _ => 40 + shift);
            foreach (var (who, n) in Evaluators.Skip(1).Select((who, n) => (who, n)))
            {
                await Save(who, round, zone, Cells[0], 50 + shift + (5 * n), comment: $"评语{shift}");
            }
        }
        var until = await Scalar<DateTime>("select max(scoring_until)::timestamp from assessment_round");
        Clock.Set(BusinessTime.At(DateOnly.FromDateTime(until).AddDays(-1), new TimeOnly(9, 0)));
        // Processes that come up look at once; the mails are sent by the one that knows the people.
        await using var one = await Start(Database, ("Modules:Serve", AssessmentsModule.Name));
        await using var two = await Start(Database, ("Modules:Serve", AssessmentsModule.Name));

        var open = Evaluators.Skip(1).ToList();
        await Eventually.Becomes(
            () => Task.FromResult(open.Sum(e => Reminders(e).Count)),
            mails => mails >= 2 * open.Count,
            TimeSpan.FromSeconds(20)
        );
        Assert.Empty(Reminders(Evaluators[0]));
        Assert.All(
            open,
            e =>
            {
                var told = Reminders(e);
                Assert.Equal(2, told.Count);
                Assert.Contains("还有 1 份评分表未提交", Assert.Single(told.Distinct()), StringComparison.Ordinal);
            }
        );
    }

    /// <summary>Subject and text, without what is the round's own.</summary>
    private List<string> Reminders(CurrentUser person) =>
        [
            .. _mails
                .To(Address(person))
                .Where(m => m.Subject!.Contains("提醒", StringComparison.Ordinal))
                .Select(m => Ids().Replace($"{m.Subject}\n{m.TextBody}", "-")),
        ];

    private async Task Reach(CurrentUser person)
    {
        var client = Host.As(person);
        await Success(
            await client.PutAsJsonAsync(
                "/api/alerts/roads/email",
                new
                {
                    address = Address(person),
                    minimumLevel = "extreme",
                    language = "zh",
                }
            )
        );
        var code = Code().Match(_mails.To(Address(person))[^1].TextBody!).Value;
        await Success(await client.PostAsJsonAsync("/api/alerts/roads/email/verification", new { code }));
    }

    private static string Address(CurrentUser person) => $"{person.Subject}@people.test";

    [GeneratedRegex(@"\b\d{8}\b", RegexOptions.None, 1000)]
    private static partial Regex Code();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}", RegexOptions.None, 1000)]
    private static partial Regex Ids();
}
