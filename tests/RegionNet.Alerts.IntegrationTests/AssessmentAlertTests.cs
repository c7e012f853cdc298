using Microsoft.Extensions.DependencyInjection;
using RegionNet.Assessments.Contracts;
using RegionNet.Hearings;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>Results and deadlines of demonstration zones are told in the cooperation zones that cover them, and in no other.</summary>
public sealed class AssessmentAlertTests(DutyRoom room) : IClassFixture<DutyRoom>
{
    [Fact]
    public async Task A_result_ends_the_alert_of_its_deadline()
    {
        var zone = Guid.NewGuid();
        await Publish(
            DeadlineNear.Kind,
            zone,
            new DeadlineNear(
                Guid.NewGuid(),
                "2026年验收",
                "Acceptance 2026",
                "self-assessment",
                new DateOnly(2099, 6, 15),
                3,
                zone,
                "320500",
                "江苏省苏州市",
                "Suzhou",
                DutyRoom.Suzhou
            )
        );
        var near = await room.Arrives(room.YrdCoordinator, "YRD", zone.ToString());
        Assert.Equal("assessments.deadline-near", near.GetProperty("kind").GetString());
        Assert.Equal("minor", near.GetProperty("level").GetString());
        await Publish(
            ResultPublished.Kind,
            zone,
            new ResultPublished(
                Guid.NewGuid(),
                "2026年验收",
                "Acceptance 2026",
                zone,
                "320500",
                "江苏省苏州市",
                "Suzhou",
                "良好",
                "Good",
                "recognised"
            )
        );
        var told = await RegionNet.Testing.Eventually.Becomes(
            async () =>
                (await room.Stream(room.YrdCoordinator, "YRD"))
                    .GetProperty("items")
                    .EnumerateArray()
                    .Where(a => a.GetProperty("subject").GetString() == zone.ToString())
                    .Select(a => $"{a.GetProperty("kind").GetString()} {a.GetProperty("change").GetString()}")
                    .ToList(),
            messages => messages.Count >= 3
        );
        Assert.Contains("assessments.result-published raised", told);
        Assert.Contains("assessments.deadline-near inhibited", told);
        Assert.DoesNotContain(
            (await room.Stream(room.GbaCoordinator, "GBA")).GetProperty("items").EnumerateArray(),
            a => a.GetProperty("subject").GetString() == zone.ToString()
        );
    }

    /// <summary>Any module's outbox carries it: what is judged is the reaction.</summary>
    private Task Publish(string kind, Guid zone, object fact) =>
        room
            .Host.Services.GetRequiredKeyedService<Db>(HearingsModule.Name)
            .InTransaction<bool>(
                Actor.System("test"),
                tx =>
                {
                    tx.Publish(kind, zone.ToString(), fact);
                    return Task.FromResult<Outcome<bool>>(true);
                }
            );
}
