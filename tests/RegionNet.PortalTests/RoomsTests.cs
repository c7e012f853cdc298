using RegionNet.Portal.Api;
using RegionNet.Portal.Board;
using RegionNet.Portal.Booking;
using RegionNet.Portal.Language;
using RegionNet.Portal.Rooms;
using RegionNet.Portal.Sessions;
using RegionNet.Portal.Time;
using Xunit;

namespace RegionNet.PortalTests;

public sealed class RoomsTests
{
    private static readonly DateOnly Day = new(2026, 11, 24);

    private static OpenHours Open(int weekday, string opens, string closes) =>
        new() { Weekday = weekday, Opens = opens, Closes = closes };

    [Fact]
    public void Days_with_the_same_hours_are_told_together()
    {
        Languages.Choose(Languages.Chinese);
        var lines = WeeklyWords.Of([
            Open(1, "13:30:00", "17:30:00"),
            Open(1, "09:00:00", "12:00:00"),
            Open(2, "09:00:00", "12:00:00"),
            Open(2, "13:30:00", "17:30:00"),
            Open(3, "09:00:00", "12:00:00"),
        ]);
        Assert.Equal(
            [("周一至周二", "09:00–12:00、13:30–17:30"), ("周三", "09:00–12:00"), ("周四至周日", "不开放")],
            lines
        );
    }

    [Theory]
    [InlineData(true, "a", "2026-11-24", true)]
    [InlineData(true, "a", "2026-11-25", false)]
    [InlineData(true, "b", "2026-11-24", false)]
    [InlineData(true, "a", null, true)]
    [InlineData(false, "b", "2026-11-25", true)]
    public void A_board_is_read_anew_only_for_what_it_shows(bool complete, string room, string? day, bool touches)
    {
        var delta = new BoardDelta
        {
            Complete = complete,
            RoomIds = [room],
            Days = day is null ? null : [new DayRange { From = day, To = day }],
        };
        Assert.Equal(touches, BoardDeltas.Touches(delta, Day, [new BoardRoom { Id = "a" }]));
    }

    [Fact]
    public void The_smallest_of_the_own_zones_is_shown_first()
    {
        var session = new RegionNet.Portal.Session.SessionState();
        session.Begin(new BffSession(), new Me { Zones = ["P12", "YRD"] });
        Zone[] zones =
        [
            new() { Code = "P12", OrganisationCount = 90 },
            new() { Code = "YRD", OrganisationCount = 40 },
            new() { Code = "GBA", OrganisationCount = 5 },
        ];
        Assert.Equal("YRD", OwnZone.Of(zones, session));
        Assert.Equal("", OwnZone.Of([], session));
    }

    [Fact]
    public void A_move_names_rooms_only_when_they_change_and_its_way_back_names_them_all()
    {
        var session = new HearingSession
        {
            Id = "s",
            From = ChinaTime.At(Day, 540),
            To = ChinaTime.At(Day, 600),
            Version = 3,
            Rooms = [new SessionRoom { RoomId = "a" }, new SessionRoom { RoomId = "b" }],
        };
        var plan = new MovePlan(session) { From = 600, To = 660 };
        Assert.Null(plan.ToRequest().RoomIds);
        Assert.Equal("2026-11-24T10:00:00+08:00", plan.ToRequest().From);
        plan.Rooms.RemoveAt(0);
        Assert.Equal(["b"], plan.ToRequest().RoomIds);
        var back = MovePlan.Back(session, new HearingSession { Id = "s", Version = 4 });
        Assert.Equal(4, back.Version);
        Assert.Equal(["a", "b"], back.RoomIds);
        Assert.Equal("2026-11-24T09:00:00+08:00", back.From);
    }

    [Fact]
    public void Rows_of_parties_left_empty_say_nothing_and_half_filled_ones_are_a_fault()
    {
        var details = new CaseDetails();
        details.Parties.Add(new Party { Role = "plaintiff" });
        var wrong = new Dictionary<string, string>(StringComparer.Ordinal);
        details.Check(wrong);
        Assert.Empty(wrong);
        Assert.Empty(details.ToParties());
        details.Parties[0].Agents = [new Agent { Name = "王律师", Licence = "12" }];
        details.Check(wrong);
        Assert.Equal(["parties"], wrong.Keys);
    }

    [Theory]
    [InlineData("hearings.room-taken", "rooms")]
    [InlineData("hearings.notice-too-late", "notice")]
    [InlineData("hearings.room-too-small", "needs")]
    [InlineData("kernel.something", null)]
    public void A_refusal_is_told_at_its_field(string code, string? field) =>
        Assert.Equal(field, RefusedField.Of(new Problem { Code = code }));

    [Fact]
    public void Only_what_may_be_done_is_offered()
    {
        var clerk = new RegionNet.Portal.Session.SessionState();
        clerk.Begin(new BffSession(), new Me { Roles = [new RoleGrant { Role = "centre-clerk" }] });
        var session = new HearingSession
        {
            Mine = true,
            Status = "approved",
            From = ChinaTime.At(Day, 600),
            To = ChinaTime.At(Day, 660),
            AwaitsMyDecision = true,
        };
        var before = new SessionAllows(session, clerk, ChinaTime.At(Day, 500));
        Assert.True(before is { Moving: true, Cancelling: true, Publishing: true, Withdrawing: false, CheckingIn: false });
        Assert.False(before.Deciding);
        var during = new SessionAllows(session, clerk, ChinaTime.At(Day, 610));
        Assert.True(during is { Moving: false, Cancelling: false, CheckingIn: true });
    }
}
