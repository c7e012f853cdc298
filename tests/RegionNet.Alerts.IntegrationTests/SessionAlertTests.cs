using System.Text.Json;
using RegionNet.Hearings.Contracts;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>Which step of a session's life is told to whom, and how loudly.</summary>
public sealed class SessionAlertTests(DutyRoom room) : IClassFixture<DutyRoom>
{
    private static readonly DateTimeOffset From = DateTimeOffset.Parse("2026-04-08T09:00:00+08:00", provider: null);

    [Theory]
    [InlineData(false, "moderate", "跨区域庭审改期")]
    [InlineData(true, "severe", "已公告庭审改期")]
    public async Task A_move_is_louder_once_the_notice_is_out(bool published, string level, string title)
    {
        var booked = DutyRoom.Booking();
        var alert = await Told(
            SessionMoved.Kind,
            booked,
            new SessionMoved(
                booked.SessionId,
                booked.Number,
                booked.OrganisationId,
                booked.From,
                booked.To,
                From,
                From.AddHours(2),
                booked.Rooms,
                [],
                published
            ),
            "GBA"
        );

        Assert.Equal(level, alert.GetProperty("level").GetString());
        Assert.StartsWith(title, alert.GetProperty("titleZh").GetString(), StringComparison.Ordinal);
        Assert.Contains("2026年4月1日 09:00–11:00", alert.GetProperty("bodyZh").GetString()!, StringComparison.Ordinal);
        Assert.Contains("2026年4月8日 09:00–11:00", alert.GetProperty("bodyZh").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_host_decides_is_told_to_the_booker()
    {
        var booked = DutyRoom.Booking() with { Rooms = [DutyRoom.Booking().Rooms[1]] };
        var alert = await Told(
            SessionProgressed.Kind,
            booked,
            new SessionProgressed(
                booked.SessionId,
                booked.Number,
                booked.OrganisationId,
                booked.From,
                booked.To,
                "supplement",
                booked.Rooms
            ),
            "YRD"
        );

        Assert.Equal("hearings.session-sent-back", alert.GetProperty("kind").GetString());
        Assert.DoesNotContain(
            (await room.Stream(room.GbaCoordinator, "GBA")).GetProperty("items").EnumerateArray(),
            a => a.GetProperty("subject").GetString() == booked.SessionId.ToString()
        );
    }

    [Fact]
    public async Task A_notice_at_risk_is_told_to_both_sides()
    {
        var booked = DutyRoom.Booking();
        var risk = new NoticeAtRisk(
            booked.SessionId,
            booked.Number,
            booked.OrganisationId,
            booked.From,
            new DateOnly(2026, 3, 29),
            booked.Rooms
        );
        await Told(NoticeAtRisk.Kind, booked, risk, "YRD");
        var alert = await room.Arrives(room.GbaCoordinator, "GBA", booked.SessionId.ToString());

        Assert.Equal("severe", alert.GetProperty("level").GetString());
        Assert.Contains("2026年3月29日", alert.GetProperty("bodyZh").GetString()!, StringComparison.Ordinal);
    }

    private async Task<JsonElement> Told(string kind, SessionBooked booked, ISessionEvent fact, string zone) =>
        await room.Arrives(
            zone == "YRD" ? room.YrdCoordinator : room.GbaCoordinator,
            zone,
            await room.Publish(kind, booked.SessionId, fact)
        );
}
