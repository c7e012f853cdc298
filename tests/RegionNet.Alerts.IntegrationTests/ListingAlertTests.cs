using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RegionNet.Discipline.Contracts;
using RegionNet.Hearings;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>Who is told that a party was listed, and how much.</summary>
public sealed class ListingAlertTests(DutyRoom room) : IClassFixture<DutyRoom>
{
    [Theory]
    [InlineData("published", "列入名单", "discipline.listed")]
    [InlineData("repaired", "信用修复移出", "discipline.delisted")]
    [InlineData("revoked", "撤销列入", "discipline.delisted")]
    public async Task A_listing_in_Jiangsu_is_told_where_the_party_is_registered(
        string change,
        string title,
        string kind
    )
    {
        var alert = await Told(Listing(change), room.GbaCoordinator, "GBA");
        Assert.Equal(
            (kind, "moderate"),
            (alert.GetProperty("kind").GetString(), alert.GetProperty("level").GetString())
        );
        Assert.StartsWith(title, alert.GetProperty("titleZh").GetString(), StringComparison.Ordinal);
        Assert.Contains(
            "深圳某公司（91440300MA5TEXT119）",
            alert.GetProperty("bodyZh").GetString()!,
            StringComparison.Ordinal
        );
        Assert.Contains("江苏省知识产权局", alert.GetProperty("bodyZh").GetString()!, StringComparison.Ordinal);
        // And the authority's own zone.
        await room.Arrives(room.YrdCoordinator, "YRD", alert.GetProperty("subject").GetString()!);
    }

    [Fact]
    public async Task A_natural_person_is_not_named()
    {
        var alert = await Told(
            Listing("published") with
            {
                PartyCode = null,
                PartyName = null,
                PartyFingerprint = "f00d",
            },
            room.GbaCoordinator,
            "GBA"
        );
        Assert.StartsWith("一名自然人，", alert.GetProperty("bodyZh").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("f00d", alert.GetRawText(), StringComparison.Ordinal);
    }

    private static ListingChanged Listing(string change) =>
        new(
            Guid.NewGuid(),
            change,
            "cnipa-credit",
            "知识产权失信行为名单",
            "Breaches of trust in intellectual property",
            "91440300MA5TEXT119",
            "深圳某公司",
            null,
            "440300",
            OrganisationId.Of("江苏省知识产权局"),
            new DateOnly(2026, 3, 3),
            new DateOnly(2027, 3, 3)
        );

    private async Task<JsonElement> Told(ListingChanged fact, CurrentUser reader, string zone)
    {
        var outbox = room.Host.Services.GetRequiredKeyedService<Db>(HearingsModule.Name);
        await outbox.InTransaction<bool>(
            Actor.System("test"),
            tx =>
            {
                tx.Publish(ListingChanged.Kind, fact.EntryId.ToString(), fact);
                return Task.FromResult<Outcome<bool>>(true);
            }
        );
        return await room.Arrives(reader, zone, fact.EntryId.ToString());
    }
}
