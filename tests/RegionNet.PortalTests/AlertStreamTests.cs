using CsCheck;
using RegionNet.Portal.Alerts;
using RegionNet.Portal.Api;
using Xunit;

namespace RegionNet.PortalTests;

public sealed class AlertStreamTests
{
    private static Alert Numbered(long sequence) =>
        new()
        {
            Id = $"a{sequence}",
            ZoneCode = "YRD",
            Sequence = sequence,
        };

    private static StreamPage PageOf(string epoch, long head, params long[] numbers) =>
        new()
        {
            Epoch = epoch,
            Head = head,
            Items = [.. numbers.Select(Numbered)],
        };

    private static AlertStream After(long last)
    {
        var stream = new AlertStream("YRD");
        stream.StartAfter("e1", last, last);
        return stream;
    }

    [Fact]
    public void Applies_the_very_next_number()
    {
        var stream = After(4);
        Assert.Equal(Need.Nothing, stream.Push(Numbered(5), out var applied));
        Assert.True(applied);
        Assert.Equal(5, stream.Last);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(1)]
    public void Drops_what_it_has(long number)
    {
        var stream = After(4);
        Assert.Equal(Need.Nothing, stream.Push(Numbered(number), out var applied));
        Assert.False(applied);
        Assert.Equal(4, stream.Last);
    }

    [Fact]
    public void Pulls_on_a_gap_and_applies_nothing_of_it()
    {
        var stream = After(4);
        Assert.Equal(Need.Pull, stream.Push(Numbered(6), out var applied));
        Assert.False(applied);
        Assert.Equal(4, stream.Last);
        Assert.True(stream.IsBehind);
    }

    [Fact]
    public void A_head_that_it_lacks_shows_a_lost_last_message()
    {
        var stream = After(4);
        Assert.Equal(
            Need.Nothing,
            stream.Beacon(
                new HeadBeacon
                {
                    ZoneCode = "YRD",
                    Epoch = "e1",
                    Head = 4,
                }
            )
        );
        Assert.Equal(
            Need.Pull,
            stream.Beacon(
                new HeadBeacon
                {
                    ZoneCode = "YRD",
                    Epoch = "e1",
                    Head = 5,
                }
            )
        );
    }

    [Fact]
    public void Another_epoch_means_fetch_anew_even_when_its_head_is_lower()
    {
        var stream = After(40);
        Assert.Equal(
            Need.Anew,
            stream.Beacon(
                new HeadBeacon
                {
                    ZoneCode = "YRD",
                    Epoch = "e2",
                    Head = 3,
                }
            )
        );
        var applied = new List<Alert>();
        Assert.Equal(Need.Anew, stream.Take(PageOf("e2", 41, 41), 40, applied));
        Assert.Empty(applied);
        stream.StartAfter("e2", 0, 3);
        Assert.Equal(0, stream.Last);
        Assert.True(stream.IsBehind);
    }

    [Fact]
    public void A_stream_that_ends_before_what_was_asked_for_is_another_history()
    {
        var stream = After(40);
        // It may only be a replica that lags; the page tells.
        Assert.Equal(Need.Pull, stream.Beacon(new HeadBeacon { Epoch = "e1", Head = 39 }));
        Assert.Equal(Need.Nothing, stream.Take(PageOf("e1", 40), 40, []));
        Assert.Equal(Need.Anew, stream.Take(PageOf("e1", 39, 38, 39), 40, []));
        // What was pushed while the page was on its way does not count.
        Assert.Equal(Need.Nothing, stream.Take(PageOf("e1", 39), 38, []));
    }

    [Fact]
    public void A_page_is_applied_in_order_and_asks_for_the_next_until_the_head()
    {
        var stream = After(0);
        var applied = new List<Alert>();
        Assert.Equal(Need.Pull, stream.Take(PageOf("e1", 5, 3, 1, 2), 0, applied));
        Assert.Equal([1L, 2, 3], applied.Select(a => a.Sequence));
        Assert.Equal(Need.Nothing, stream.Take(PageOf("e1", 5, 4, 5), 3, applied));
        Assert.Equal(5, stream.Last);
    }

    [Fact]
    public void A_page_that_brings_nothing_is_not_asked_for_again()
    {
        var stream = After(4);
        Assert.Equal(Need.Nothing, stream.Take(PageOf("e1", 9), 4, []));
        Assert.True(stream.IsBehind);
    }

    [Fact]
    public void Pushes_lost_doubled_and_disordered_still_give_every_alert_once_in_order()
    {
        Gen.Select(Gen.Int[1, 40], Gen.Long[1, 40].List[0, 120])
            .Sample(
                (head, pushes) =>
                {
                    var stream = After(0);
                    var got = new List<Alert>();
                    void Pull()
                    {
                        var missing = Enumerable
                            .Range(1, head)
                            .Select(i => (long)i)
                            .Where(i => i > stream.Last)
                            .Take(7);
                        while (stream.Take(PageOf("e1", head, [.. missing]), stream.Last, got) == Need.Pull) { }
                    }
                    foreach (var number in pushes.Where(n => n <= head))
                    {
                        var need = stream.Push(Numbered(number), out var applied);
                        if (applied)
                        {
                            got.Add(Numbered(number));
                        }
                        if (need == Need.Pull)
                        {
                            Pull();
                        }
                    }
                    if (stream.Beacon(new HeadBeacon { Epoch = "e1", Head = head }) == Need.Pull)
                    {
                        Pull();
                    }
                    Assert.Equal(Enumerable.Range(1, head).Select(i => (long)i), got.Select(a => a.Sequence));
                }
            );
    }

    [Fact]
    public void The_cursor_moves_only_over_an_unbroken_run_of_shown_alerts()
    {
        var cursor = ShownCursor.Read("e1|4", "e1", 9);
        Assert.False(cursor.Shown(7));
        Assert.False(cursor.Shown(6));
        Assert.Equal(4, cursor.Last);
        Assert.True(cursor.Shown(5));
        Assert.Equal("e1|7", cursor.ToString());
        Assert.False(cursor.Shown(5));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("e0|4")]
    [InlineData("e1|x")]
    [InlineData("|")]
    [InlineData("e1|-3")]
    public void A_first_visit_another_epoch_and_nonsense_start_at_the_head(string? saved) =>
        Assert.Equal(9, ShownCursor.Read(saved, "e1", 9).Last);

    [Fact]
    public void A_saved_cursor_beyond_the_head_is_brought_back_to_it() =>
        Assert.Equal(9, ShownCursor.Read("e1|12", "e1", 9).Last);

    [Fact]
    public void The_way_back_is_spread_over_what_the_service_asks_and_doubles_with_each_failure()
    {
        Assert.Equal(TimeSpan.FromSeconds(10), Backoff.After(0, 10, 1));
        Assert.Equal(TimeSpan.FromSeconds(5), Backoff.After(0, 10, 0.5));
        Assert.Equal(TimeSpan.FromSeconds(2), Backoff.After(1, 1, 1));
        Assert.Equal(TimeSpan.FromSeconds(8), Backoff.After(3, 1, 1));
        Assert.Equal(Backoff.Longest, Backoff.After(500, 1, 1));
        Assert.Equal(Backoff.Longest, Backoff.After(1, 60, 1));
        Assert.Equal(TimeSpan.FromSeconds(60), Backoff.After(0, 60, 1));
        Assert.Equal(Backoff.Shortest, Backoff.After(4, 1, 0));
    }
}
