using Microsoft.Extensions.DependencyInjection;
using RegionNet.Commendations.Contracts;
using RegionNet.Hearings;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>A party that was commended and is listed since: the zones of its unit are told, and a person is not named.</summary>
public sealed class CommendationAlertTests(DutyRoom room) : IClassFixture<DutyRoom>
{
    [Theory]
    [InlineData("某知识产权保护科", "某知识产权保护科")]
    [InlineData(null, "推荐的个人")]
    public async Task A_review_is_told_to_the_zones_of_the_unit(string? nominee, string named)
    {
        var fact = new CommendationReviewOpened(
            Guid.NewGuid(),
            "2026-00012",
            DutyRoom.Suzhou,
            nominee,
            "知识产权失信名单",
            "List of dishonest IP acts"
        );
        // Any module's outbox carries it: what is judged is the reaction.
        await room
            .Host.Services.GetRequiredKeyedService<Db>(HearingsModule.Name)
            .InTransaction<bool>(
                Actor.System("test"),
                tx =>
                {
                    tx.Publish(CommendationReviewOpened.Kind, fact.NominationId.ToString(), fact);
                    return Task.FromResult<Outcome<bool>>(true);
                }
            );
        var alert = await room.Arrives(room.YrdCoordinator, "YRD", fact.NominationId.ToString());

        Assert.Equal("commendations.review-opened", alert.GetProperty("kind").GetString());
        Assert.Equal("severe", alert.GetProperty("level").GetString());
        Assert.Contains(named, alert.GetProperty("bodyZh").GetString()!, StringComparison.Ordinal);
        Assert.Contains("知识产权失信名单", alert.GetProperty("bodyZh").GetString()!, StringComparison.Ordinal);
        Assert.DoesNotContain(
            (await room.Stream(room.GbaCoordinator, "GBA")).GetProperty("items").EnumerateArray(),
            a => a.GetProperty("subject").GetString() == fact.NominationId.ToString()
        );
    }
}
