using CsCheck;
using RegionNet.Portal.Alerts;
using RegionNet.Portal.Api;
using Xunit;

namespace RegionNet.PortalTests;

public sealed class FoldedAlertTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 27, 17, 55, 0, TimeSpan.FromHours(8));

    private static Alert Message(long sequence, string change, string state, string type = "progress") =>
        new()
        {
            Id = sequence == 1 ? "root" : $"m{sequence}",
            RootId = "root",
            ZoneCode = "GBA",
            Sequence = sequence,
            Level = "extreme",
            MessageType = type,
            Change = change,
            State = state,
            ActorName = change is "acknowledged" or "handling" ? "陈志远" : null,
            OccurredAt = Start.AddMinutes(sequence),
            RecordedAt = Start.AddMinutes(sequence),
        };

    /// <summary>A whole life, in the stream's order.</summary>
    private static readonly Alert[] Life =
    [
        Message(1, "raised", "unread", "alert"),
        Message(2, "delivered", "delivered"),
        Message(3, "escalated", "delivered"),
        Message(4, "updated", "delivered", "update"),
        Message(5, "acknowledged", "acknowledged"),
        Message(6, "handling", "handling"),
        Message(7, "closed", "closed"),
    ];

    [Fact]
    public void The_newest_message_says_how_it_stands_in_whatever_order_they_come_and_however_often()
    {
        Gen.Shuffle(Life)
            .Select(Gen.Int[0, Life.Length - 1].List[0, 5])
            .Sample(
                (order, again) =>
                {
                    var alert = FoldedAlert.Of(order[0]);
                    foreach (var message in order.Skip(1).Concat(again.Select(i => Life[i])))
                    {
                        alert.Take(message);
                    }
                    Assert.Equal("closed", alert.Newest.State);
                    Assert.Equal(4, alert.Telling.Sequence);
                    Assert.Equal(5, alert.Acknowledged!.Sequence);
                    Assert.Equal(6, alert.Handling!.Sequence);
                    Assert.Equal(Start.AddMinutes(1), alert.FirstAt);
                    Assert.True(alert.WasOverdue);
                    Assert.False(alert.IsOverdue);
                    Assert.Equal([1L, 2, 3, 4, 5, 6, 7], alert.NotShown);
                }
            );
    }

    [Fact]
    public void Work_on_an_alert_does_not_move_it_in_the_feed_and_an_escalation_does()
    {
        var alert = FoldedAlert.Of(Life[0]);
        alert.Take(Life[1]);
        Assert.Equal(1, alert.Telling.Sequence);
        alert.Take(Life[2]);
        Assert.Equal(3, alert.Telling.Sequence);
        Assert.True(alert.IsOverdue);
        alert.Take(Life[4]);
        Assert.Equal(3, alert.Telling.Sequence);
        Assert.False(alert.IsOverdue);
    }

    [Fact]
    public void An_open_alert_from_the_list_gives_way_to_every_message_of_it()
    {
        var alert = FoldedAlert.Of(
            new AlertCase
            {
                RootId = "root",
                ZoneCode = "GBA",
                Level = "severe",
                State = "delivered",
                FirstAt = Start,
                LastAt = Start.AddHours(1),
            }
        );
        Assert.True(alert.FromList);
        Assert.True(alert.IsOverdue);
        Assert.True(alert.Seen);

        alert.Take(Life[4]);

        Assert.False(alert.FromList);
        Assert.Equal("acknowledged", alert.Newest.State);
        Assert.Equal(Start, alert.FirstAt);
    }

    [Fact]
    public void What_was_seen_in_any_message_is_seen()
    {
        var alert = FoldedAlert.Of(Life[0]);
        Assert.False(alert.Seen);
        var seen = Message(2, "counted", "delivered", "update");
        seen.SeenAt = Start;
        alert.Take(seen);
        Assert.True(alert.Seen);
        alert.Take(Life[4]);
        Assert.True(alert.Seen);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("open", true)]
    [InlineData("unanswered", false)]
    [InlineData("handling", false)]
    [InlineData("acknowledged", true)]
    [InlineData("over", false)]
    public void The_filter_knows_groups_of_states(string state, bool lets)
    {
        var alert = FoldedAlert.Of(Life[4]);
        Assert.Equal(lets, new AlertFilter(State: state).Lets(alert));
        Assert.False(new AlertFilter("YRD", State: state).Lets(alert));
        Assert.False(new AlertFilter(Level: "minor", State: state).Lets(alert));
    }
}
