using System.Text.Json;
using RegionNet.Hearings.Contracts;
using RegionNet.Testing;
using RegionNet.Zones.Contracts;
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
        var alert = await Told(SessionMoved.Kind, booked, Moved(booked) with { WasPublished = published }, "GBA");

        Assert.Equal(level, alert.GetProperty("level").GetString());
        Assert.StartsWith(title, alert.GetProperty("titleZh").GetString(), StringComparison.Ordinal);
        Assert.Contains("2026年4月1日 09:00–11:00", alert.GetProperty("bodyZh").GetString()!, StringComparison.Ordinal);
        Assert.Contains("2026年4月8日 09:00–11:00", alert.GetProperty("bodyZh").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_host_decides_is_told_to_the_booker()
    {
        var booked = DutyRoom.Booking() with { Rooms = [DutyRoom.Booking().Rooms[1]] };
        var alert = await Told(SessionProgressed.Kind, booked, Progressed(booked, "supplement"), "YRD");

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

    [Theory]
    [InlineData("approved", "区域内庭审预约", "In-zone hearing booked")]
    [InlineData("submitted", "区域内庭审申请", "In-zone hearing submitted")]
    public async Task Within_one_zone_another_organisations_booking_is_told(string status, string zh, string en)
    {
        var subject = await room.Publish(Neighbours() with { Status = status });
        var alert = await room.Arrives(room.GbaCoordinator, "GBA", subject);

        Assert.StartsWith(zh, alert.GetProperty("titleZh").GetString(), StringComparison.Ordinal);
        Assert.StartsWith(en, alert.GetProperty("titleEn").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Within_one_zone_what_becomes_of_it_is_told_as_well()
    {
        var booked = Neighbours();
        foreach (var (status, kind) in Decisions)
        {
            var alert = await Told(SessionProgressed.Kind, booked, Progressed(booked, status), "GBA", kind);
            Assert.StartsWith("区域内庭审", alert.GetProperty("titleZh").GetString(), StringComparison.Ordinal);
        }
        await Told(SessionMoved.Kind, booked, Moved(booked), "GBA", "hearings.session-moved");
        var over = new SessionCancelled(
            booked.SessionId,
            booked.Number,
            booked.OrganisationId,
            booked.From,
            booked.To,
            booked.Rooms
        );
        await Told(SessionCancelled.Kind, booked, over, "GBA", "hearings.session-cancelled");
    }

    [Fact]
    public async Task What_an_organisation_does_with_its_own_rooms_is_told_to_nobody()
    {
        var own = Neighbours() with { OrganisationId = DutyRoom.Guangzhou };
        await room.Publish(own);
        await room.Publish(SessionMoved.Kind, own.SessionId, Moved(own));
        await room.Publish(SessionProgressed.Kind, own.SessionId, Progressed(own, "approved"));
        // Events of one subject come in order: what is told of the next one has not been of those before.
        var risk = new NoticeAtRisk(
            own.SessionId,
            own.Number,
            own.OrganisationId,
            own.From,
            new DateOnly(2026, 3, 29),
            own.Rooms
        );
        await Told(NoticeAtRisk.Kind, own, risk, "GBA");

        Assert.Single(await room.Of(room.GbaCoordinator, "GBA", own.SessionId.ToString()));
    }

    [Fact]
    public async Task A_displaced_hearing_is_told_to_its_booker_and_to_the_hosts_with_who_did_it()
    {
        var booked = DutyRoom.Booking() with { Rooms = [DutyRoom.Booking().Rooms[1]] };
        var displaced = Moved(booked) with
        {
            Rooms = [new(Guid.NewGuid(), "第五审理庭", "Room 5", DutyRoom.Shenzhen)],
            LeftRooms = booked.Rooms,
            DisplacedBy = DutyRoom.Guangzhou,
            Status = "submitted",
        };
        var alert = await Told(SessionMoved.Kind, booked, displaced, "YRD");
        await room.Arrives(room.GbaCoordinator, "GBA", booked.SessionId.ToString());

        Assert.Equal("hearings.session-displaced", alert.GetProperty("kind").GetString());
        Assert.StartsWith("跨区域庭审让位改期", alert.GetProperty("titleZh").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            "中国（广州）知识产权保护中心因有优先级更高的庭审，将中国（苏州）知识产权保护中心2026年4月1日 09:00–11:00的庭审改为"
                + "2026年4月8日 09:00–11:00：中国（深圳）知识产权保护中心 第五审理庭；已腾出：中国（广州）知识产权保护中心 第二审理庭；待主办单位批准",
            alert.GetProperty("bodyZh").GetString()
        );
        Assert.Matches(
            "Guangzhou.* moved the hearing of .*Suzhou.* from 1 April 2026, 09:00–11:00 to 8 April 2026, 09:00–11:00 for one of higher priority: "
                + ".*Shenzhen.*, Room 5; free again: .*Guangzhou.*, Room 2; the host is to approve$",
            alert.GetProperty("bodyEn").GetString()
        );
    }

    [Fact]
    public async Task The_host_whose_room_a_move_leaves_is_told()
    {
        var booked = DutyRoom.Booking() with { Rooms = [DutyRoom.Booking().Rooms[1]] };
        var moved = Moved(booked) with { Rooms = [DutyRoom.Booking().Rooms[0]], LeftRooms = booked.Rooms };
        var alert = await Told(SessionMoved.Kind, booked, moved, "GBA");

        Assert.EndsWith(
            "；已腾出：中国（广州）知识产权保护中心 第二审理庭",
            alert.GetProperty("bodyZh").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_move_written_before_it_said_so_much_is_still_read()
    {
        var booked = Neighbours();
        var old = new
        {
            booked.SessionId,
            booked.Number,
            booked.OrganisationId,
            OldFrom = booked.From,
            OldTo = booked.To,
            From,
            To = From.AddHours(2),
            booked.Rooms,
            OldResourceIds = Array.Empty<Guid>(),
            WasPublished = false,
        };
        var subject = await room.Publish(SessionMoved.Kind, booked.SessionId, old);
        var alert = await room.Arrives(room.GbaCoordinator, "GBA", subject);

        Assert.Equal("hearings.session-moved", alert.GetProperty("kind").GetString());
    }

    [Fact]
    public async Task What_is_submitted_again_is_told_to_the_host_and_quiets_that_it_was_sent_back()
    {
        var booked = DutyRoom.Booking() with { Rooms = [DutyRoom.Booking().Rooms[1]] };
        await Told(SessionProgressed.Kind, booked, Progressed(booked, "supplement"), "YRD");
        await Told(
            SessionProgressed.Kind,
            booked,
            Progressed(booked, "submitted"),
            "GBA",
            "hearings.session-resubmitted"
        );
        var quieted = await Eventually.Becomes(
            async () => (await room.Of(room.YrdCoordinator, "YRD", booked.SessionId.ToString()))[^1],
            a => a.GetProperty("change").GetString() == "inhibited"
        );
        Assert.Equal("hearings.session-sent-back", quieted.GetProperty("kind").GetString());

        await room.Publish(SessionProgressed.Kind, booked.SessionId, Progressed(booked, "approved"));
        await Eventually.Becomes(
            async () => (await room.Of(room.GbaCoordinator, "GBA", booked.SessionId.ToString()))[^1],
            a => a.GetProperty("change").GetString() == "inhibited"
        );
    }

    [Fact]
    public async Task A_national_body_is_told_where_its_hearing_is_held()
    {
        var booked = Neighbours() with { OrganisationId = OrganisationId.Of("国家知识产权局") };
        await Told(
            SessionProgressed.Kind,
            booked,
            Progressed(booked, "supplement"),
            "GBA",
            "hearings.session-sent-back"
        );
    }

    private static readonly (string Status, string Kind)[] Decisions =
    [
        ("supplement", "hearings.session-sent-back"),
        ("submitted", "hearings.session-resubmitted"),
        ("approved", "hearings.session-approved"),
    ];

    /// <summary>A booking by Shenzhen of a room in Guangzhou: the same zones.</summary>
    private static SessionBooked Neighbours() =>
        DutyRoom.Booking() with
        {
            OrganisationId = DutyRoom.Shenzhen,
            Rooms = [DutyRoom.Booking().Rooms[1]],
        };

    private static SessionMoved Moved(SessionBooked booked) =>
        new(
            booked.SessionId,
            booked.Number,
            booked.OrganisationId,
            booked.From,
            booked.To,
            From,
            From.AddHours(2),
            booked.Rooms,
            [],
            WasPublished: false
        );

    private static SessionProgressed Progressed(SessionBooked booked, string status) =>
        new(booked.SessionId, booked.Number, booked.OrganisationId, booked.From, booked.To, status, booked.Rooms);

    private async Task<JsonElement> Told(
        string kind,
        SessionBooked booked,
        ISessionEvent fact,
        string zone,
        string told
    ) =>
        await room.Arrives(
            zone == "YRD" ? room.YrdCoordinator : room.GbaCoordinator,
            zone,
            await room.Publish(kind, booked.SessionId, fact),
            told
        );

    private async Task<JsonElement> Told(string kind, SessionBooked booked, ISessionEvent fact, string zone) =>
        await room.Arrives(
            zone == "YRD" ? room.YrdCoordinator : room.GbaCoordinator,
            zone,
            await room.Publish(kind, booked.SessionId, fact)
        );
}
