using RegionNet.Portal.Api;
using RegionNet.Portal.Board;
using RegionNet.Portal.Time;
using Xunit;

namespace RegionNet.PortalTests;

public sealed class CarriedTests
{
    private static readonly DateOnly Day = new(2026, 11, 24);

    private static Carried Held() => new(Booking(600, 690), "a", (600, 690), 480, 1200);

    private static BoardBooking Booking(int from, int to) =>
        new()
        {
            SessionId = "s",
            From = ChinaTime.At(Day, from),
            To = ChinaTime.At(Day, to),
            BlockedTo = ChinaTime.At(Day, to + 30),
            Mine = true,
            Status = "approved",
            Version = 1,
        };

    [Fact]
    public void It_keeps_its_length_and_where_it_was_grabbed()
    {
        var carried = Held().GrabbedAt(660, Grip.Whole);
        carried.Over("b", 720);
        Assert.Equal(("b", 660, 750), (carried.Room, carried.From, carried.To));
        Assert.True(carried.Changed);
    }

    [Fact]
    public void By_an_end_it_stretches_and_stays_in_its_room()
    {
        var carried = Held().GrabbedAt(660, Grip.End);
        carried.Over("b", 750);
        Assert.Equal(("a", 600, 780), (carried.Room, carried.From, carried.To));
        carried.Over("a", 480);
        Assert.Equal((600, 630), (carried.From, carried.To));
        var other = Held().GrabbedAt(600, Grip.Start);
        other.Over("a", 540);
        Assert.Equal((540, 690), (other.From, other.To));
    }

    [Fact]
    public void It_does_not_leave_the_board()
    {
        var carried = Held();
        carried.Step(-20, stretch: false);
        Assert.Equal((480, 570), (carried.From, carried.To));
        carried.Step(50, stretch: false);
        Assert.Equal((1110, 1200), (carried.From, carried.To));
        carried.Step(5, stretch: true);
        Assert.Equal(1200, carried.To);
    }

    [Fact]
    public void Put_back_where_it_was_it_has_not_changed()
    {
        var carried = Held();
        carried.Step(1, stretch: false);
        carried.Step(-1, stretch: false);
        Assert.False(carried.Changed);
    }

    [Fact]
    public void A_session_over_two_rooms_moves_in_both_and_changes_one()
    {
        BoardRoom[] rooms =
        [
            new() { Id = "a", Bookings = [Booking(600, 690)] },
            new() { Id = "b", Bookings = [Booking(600, 690)] },
            new() { Id = "c" },
        ];
        var move = new BoardMove(rooms[0].Bookings[0], "a", "c", 720, 810);

        var moved = move.Apply(rooms, ChinaTime.At(Day, 720), ChinaTime.At(Day, 810));

        Assert.Empty(moved[0].Bookings);
        Assert.Equal(ChinaTime.At(Day, 720), Assert.Single(moved[1].Bookings).From);
        Assert.Equal(ChinaTime.At(Day, 840), Assert.Single(moved[2].Bookings).BlockedTo);
        Assert.Single(rooms[0].Bookings);
    }

    [Theory]
    [InlineData("approved", true)]
    [InlineData("published", true)]
    [InlineData("held", false)]
    [InlineData("in-session", false)]
    public void Only_what_may_be_moved_can_be_picked_up(string status, bool may)
    {
        var booking = Booking(600, 690);
        booking.Status = status;
        Assert.Equal(may, BookingWords.Movable(booking, ChinaTime.At(Day, 480)));
        Assert.False(BookingWords.Movable(booking, ChinaTime.At(Day, 601)));
    }
}
