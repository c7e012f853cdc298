using RegionNet.Kernel;
using Xunit;

namespace RegionNet.UnitTests.Kernel;

public sealed class OutcomeTests
{
    private static readonly Refusal Taken = new("test.taken", 409, "已占用", "Taken");

    [Fact]
    public void A_value_is_not_refused()
    {
        Outcome<int> outcome = 7;

        Assert.Null(outcome.Refusal);
        Assert.Equal(7, outcome.Value);
    }

    [Fact]
    public void A_refusal_has_no_value()
    {
        Outcome<int> outcome = Taken;

        Assert.Same(Taken, outcome.Refusal);
        var e = Assert.Throws<InvalidOperationException>(() => outcome.Value);
        Assert.Contains("test.taken", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Detail_and_members_are_added_to_a_copy()
    {
        var refusal = Taken.Because("请换一个时段", "Choose another time").With("rooms", "r-1").With("rooms", "r-2");

        Assert.Equal("Choose another time", refusal.DetailEn);
        Assert.Equal("r-2", refusal.Members["rooms"]);
        Assert.Null(Taken.DetailZh);
        Assert.Empty(Taken.Members);
    }
}
