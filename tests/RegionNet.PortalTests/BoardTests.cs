using RegionNet.Portal.Api;
using RegionNet.Portal.Board;
using RegionNet.Portal.Time;
using Xunit;

namespace RegionNet.PortalTests;

public sealed class BoardTests
{
    private static readonly DateOnly Day = new(2026, 11, 24);
    private const int Morning = 9 * 60;

    private static BoardBooking Booked(int from, int to) =>
        new()
        {
            From = ChinaTime.At(Day, from),
            To = ChinaTime.At(Day, to),
            BlockedTo = ChinaTime.At(Day, to + 30),
        };

    private static BoardRoom RoomOf(string id, params BoardBooking[] bookings) =>
        new() { Id = id, Bookings = [.. bookings] };

    private static CellState At(int minute, int now = 0) => BoardHours.At([Booked(600, 660)], Day, minute, now);

    [Fact]
    public void A_session_takes_its_time_and_the_turnaround_on_both_sides()
    {
        Assert.Equal(CellState.Free, At(540));
        Assert.Equal(CellState.Turnaround, At(570));
        Assert.Equal(CellState.Busy, At(600));
        Assert.Equal(CellState.Busy, At(630));
        Assert.Equal(CellState.Turnaround, At(660));
        Assert.Equal(CellState.Free, At(690));
    }

    [Fact]
    public void A_booking_off_the_half_hour_takes_both_cells_that_it_touches()
    {
        BoardBooking[] bookings = [Booked(615, 640)];
        Assert.Equal(CellState.Busy, BoardHours.At(bookings, Day, 600, 0));
        Assert.Equal(CellState.Busy, BoardHours.At(bookings, Day, 630, 0));
        Assert.Equal(CellState.Turnaround, BoardHours.At(bookings, Day, 660, 0));
    }

    [Fact]
    public void What_has_passed_can_not_be_chosen_but_a_past_session_still_shows()
    {
        Assert.Equal(CellState.Past, At(480, now: 700));
        Assert.Equal(CellState.Busy, At(600, now: 700));
        Assert.Equal(CellState.Free, At(690, now: 700));
    }

    [Theory]
    [InlineData(540, 570, false)]
    [InlineData(540, 571, true)]
    [InlineData(690, 720, false)]
    [InlineData(689, 720, true)]
    public void Clashes_count_turnaround_exactly_to_the_minute(int from, int to, bool clash) =>
        Assert.Equal(clash, BoardHours.Clashes([Booked(600, 660)], Day, from, to));

    [Fact]
    public void Free_spans_are_whole_runs() =>
        Assert.Equal([(480, 570), (690, 1200)], BoardHours.FreeSpans([Booked(600, 660)], Day, 480, 1200, 0));

    [Fact]
    public void Yesterdays_session_that_runs_past_midnight_does_not_reach_the_morning()
    {
        var night = new BoardBooking
        {
            From = ChinaTime.At(Day, -60),
            To = ChinaTime.At(Day, 60),
            BlockedTo = ChinaTime.At(Day, 90),
        };
        Assert.Equal(CellState.Free, BoardHours.At([night], Day, 480, 0));
    }

    [Fact]
    public void One_time_is_shared_by_every_room()
    {
        var basket = new Basket();
        basket.Span(RoomOf("suzhou"), Day, Morning, Morning + 90);
        basket.Press(RoomOf("guangzhou"), Day, Morning + 30);
        Assert.Equal(["suzhou", "guangzhou"], basket.Rooms.Select(r => r.Room.Id));
        Assert.Equal((Morning, Morning + 120), (basket.From, basket.To));
    }

    [Fact]
    public void A_span_may_be_drawn_backwards()
    {
        var basket = new Basket();
        basket.Span(RoomOf("a"), Day, Morning + 60, Morning);
        Assert.Equal((Morning, Morning + 90), (basket.From, basket.To));
    }

    [Fact]
    public void Pressing_outside_in_a_chosen_room_stretches_and_inside_gives_it_up()
    {
        var basket = new Basket();
        var room = RoomOf("a");
        basket.Press(room, Day, Morning);
        basket.Press(room, Day, Morning + 60);
        Assert.Equal((Morning, Morning + 90), (basket.From, basket.To));
        basket.Press(room, Day, Morning + 30);
        Assert.Empty(basket.Rooms);
    }

    [Fact]
    public void Pressing_another_room_elsewhere_moves_the_time_and_keeps_its_length()
    {
        var basket = new Basket();
        basket.Span(RoomOf("a"), Day, Morning, Morning + 90);
        basket.Press(RoomOf("b"), Day, 840);
        Assert.Equal((840, 960), (basket.From, basket.To));
        Assert.Equal(2, basket.Rooms.Count);
    }

    [Fact]
    public void Another_day_starts_the_time_anew_and_keeps_the_rooms()
    {
        var basket = new Basket();
        basket.Span(RoomOf("a"), Day, Morning, Morning + 90);
        basket.Press(RoomOf("b"), Day.AddDays(1), 600);
        Assert.Equal((Day.AddDays(1), 600, 630), (basket.Day, basket.From, basket.To));
        Assert.Equal(2, basket.Rooms.Count);
    }

    [Fact]
    public void An_eleventh_room_is_refused_and_said_so()
    {
        var basket = new Basket();
        for (var i = 0; i < 11; i++)
        {
            basket.Press(RoomOf($"r{i}"), Day, Morning);
        }
        Assert.Equal(Basket.Limit, basket.Rooms.Count);
        Assert.True(basket.Full);
        basket.Remove("r3");
        Assert.False(basket.Full);
    }

    [Fact]
    public void A_clash_is_claimed_only_for_the_day_that_was_seen()
    {
        var basket = new Basket();
        basket.Press(RoomOf("a", Booked(600, 660)), Day, Morning);
        Assert.False(basket.Clashes(basket.Rooms[0]));
        basket.SetTime(Day, Morning, 630);
        Assert.True(basket.Clashes(basket.Rooms[0]));
        basket.SetTime(Day.AddDays(1), Morning, 630);
        Assert.False(basket.Clashes(basket.Rooms[0]));
    }
}
