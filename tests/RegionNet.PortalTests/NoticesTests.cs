using RegionNet.Portal.Shell;
using Xunit;

namespace RegionNet.PortalTests;

public sealed class NoticesTests
{
    [Fact]
    public void An_offer_to_undo_outlasts_the_alerts_that_come_after_it()
    {
        var notices = new Notices();
        notices.SayUndoable("booked", null);
        foreach (var alert in (string[])["first", "second", "third", "fourth"])
        {
            notices.Say(alert, tone: $"{Notices.AlertTone}moderate");
        }

        Assert.Equal(["booked", "second", "third", "fourth"], notices.Open.Select(n => n.Title));
    }

    [Fact]
    public void Of_the_offers_to_undo_the_oldest_goes_first()
    {
        var notices = new Notices();
        foreach (var number in (string[])["1", "2", "3", "4", "5"])
        {
            notices.SayUndoable(number, null);
        }

        Assert.Equal(["2", "3", "4", "5"], notices.Open.Select(n => n.Title));
    }
}
