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

    [Theory]
    [InlineData("match", "severe", "published", "列入名单", "listed")]
    [InlineData("strong", "moderate", "repaired", "已信用修复", "repaired")]
    public async Task A_watch_is_told_in_the_zones_of_who_watches_and_keeps_how_it_knows_the_party(
        string kind,
        string level,
        string change,
        string zh,
        string en
    )
    {
        var (id, label) = (Guid.NewGuid(), $"客户 {Guid.NewGuid():N}");
        await Publish(
            WatchHit.Kind,
            id,
            new WatchHit(
                id,
                DutyRoom.Suzhou,
                label,
                kind,
                kind == "match" ? 100 : 91,
                Guid.NewGuid(),
                change,
                "苏州某某有限公司",
                "失信名单",
                "The list"
            )
        );

        var alert = await room.Arrives(room.YrdCoordinator, "YRD", id.ToString());

        Assert.Equal("discipline.watch-hit", alert.GetProperty("kind").GetString());
        Assert.Equal(level, alert.GetProperty("level").GetString());
        var (bodyZh, bodyEn) = (alert.GetProperty("bodyZh").GetString()!, alert.GetProperty("bodyEn").GetString()!);
        Assert.Contains($"苏州某某有限公司，失信名单，{zh}", bodyZh, StringComparison.Ordinal);
        Assert.Contains(en, bodyEn, StringComparison.Ordinal);
        // A name alone is a candidate: a person has to say whether it is that party.
        Assert.Equal(kind != "match", bodyZh.Contains("91分，须人工确认", StringComparison.Ordinal));
        Assert.DoesNotContain(label, alert.ToString(), StringComparison.Ordinal);
        var elsewhere = await room.Stream(room.GbaCoordinator, "GBA");
        Assert.DoesNotContain(id.ToString(), elsewhere.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_watched_natural_person_is_told_of_without_a_name()
    {
        var id = Guid.NewGuid();
        await Publish(
            WatchHit.Kind,
            id,
            new WatchHit(
                id,
                DutyRoom.Suzhou,
                "代理人0042",
                "match",
                100,
                Guid.NewGuid(),
                "revoked",
                null,
                "失信名单",
                "The list"
            )
        );

        var alert = await room.Arrives(room.YrdCoordinator, "YRD", id.ToString());

        Assert.Contains("一名自然人", alert.GetProperty("bodyZh").GetString()!, StringComparison.Ordinal);
        Assert.Contains("a natural person", alert.GetProperty("bodyEn").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_false_positive_that_is_open_again_is_told_where_it_was_decided()
    {
        var id = Guid.NewGuid();
        await Publish(
            FalsePositiveReopened.Kind,
            id,
            new FalsePositiveReopened(id, DutyRoom.Suzhou, "嘉兴停云软件", "苏州停云软件有限公司", "listed-name", 88)
        );

        var alert = await room.Arrives(room.YrdCoordinator, "YRD", id.ToString());

        Assert.Equal("discipline.false-positive-reopened", alert.GetProperty("kind").GetString());
        Assert.Contains("其名称已变更", alert.GetProperty("bodyZh").GetString()!, StringComparison.Ordinal);
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
