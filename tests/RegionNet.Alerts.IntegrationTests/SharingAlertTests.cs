using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RegionNet.Discipline.Contracts;
using RegionNet.Hearings;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>Clusters of filings and what is late between authorities, as alerts of the zones they concern.</summary>
public sealed class SharingAlertTests(DutyRoom room) : IClassFixture<DutyRoom>
{
    [Theory]
    [InlineData("苏州某某有限公司", true, "已形成线索")]
    [InlineData(null, false, "须人工确认")]
    public async Task A_cluster_is_told_in_each_of_its_zones(string? name, bool lead, string text)
    {
        var id = Guid.NewGuid();
        await Publish(
            FilingClusterFound.Kind,
            id,
            new FilingClusterFound(
                id,
                "applicant",
                name is null ? null : "91320500MA00000016",
                name,
                lead,
                12,
                new DateOnly(2026, 2, 1),
                new DateOnly(2026, 2, 20),
                ["GBA", "YRD"],
                DutyRoom.Suzhou
            )
        );

        foreach (var (person, zone) in new[] { (room.GbaCoordinator, "GBA"), (room.YrdCoordinator, "YRD") })
        {
            var alert = await room.Arrives(person, zone, id.ToString());
            Assert.Equal("discipline.filing-cluster", alert.GetProperty("kind").GetString());
            Assert.Contains(text, alert.GetProperty("bodyZh").GetString()!, StringComparison.Ordinal);
            Assert.Contains("12 abnormal", alert.GetProperty("bodyEn").GetString()!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_late_task_is_told_on_both_sides_and_names_no_party()
    {
        var id = Guid.NewGuid();
        await Publish(
            ProvinceTaskOverdue.Kind,
            id,
            new ProvinceTaskOverdue(
                id,
                Guid.NewGuid(),
                "cnipa-credit",
                "苏知监〔2026〕1号",
                "pushed",
                "440000",
                DutyRoom.Suzhou,
                [DutyRoom.Guangzhou],
                new DateOnly(2026, 3, 17)
            )
        );

        var alert = await room.Arrives(room.GbaCoordinator, "GBA", id.ToString());
        await room.Arrives(room.YrdCoordinator, "YRD", id.ToString());

        Assert.Equal("severe", alert.GetProperty("level").GetString());
        Assert.Contains("未按期公示", alert.GetProperty("bodyZh").GetString()!, StringComparison.Ordinal);
        Assert.DoesNotContain("苏知监", alert.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_withdrawal_that_is_not_confirmed_is_told_to_both_sides()
    {
        var id = Guid.NewGuid();
        await Publish(
            ClearanceOverdue.Kind,
            id,
            new ClearanceOverdue(id, "cnipa-credit", 7, DutyRoom.Guangzhou, DutyRoom.Suzhou, new DateOnly(2026, 3, 6))
        );

        var alert = await room.Arrives(room.GbaCoordinator, "GBA", id.ToString());
        await room.Arrives(room.YrdCoordinator, "YRD", id.ToString());
        Assert.Equal("discipline.clearance-overdue", alert.GetProperty("kind").GetString());
    }

    /// <summary>Commits the event in an outbox; which module's it is makes no difference to who handles it.</summary>
    private async Task Publish(string kind, Guid subject, object fact)
    {
        var hearings = room.Host.Services.GetRequiredKeyedService<Db>(HearingsModule.Name);
        await hearings.InTransaction<bool>(
            Actor.System("test"),
            tx =>
            {
                tx.Publish(kind, subject.ToString(), fact);
                return Task.FromResult<Outcome<bool>>(true);
            }
        );
    }
}
