using RegionNet.Portal.Api;
using RegionNet.Portal.Assessments;
using Xunit;

namespace RegionNet.PortalTests;

/// <summary>What is typed of an indicator, while the filing around it is read anew.</summary>
public sealed class FilingFieldsTests
{
    [Theory]
    [InlineData("", null)]
    [InlineData(" 12.5 ", 12.5)]
    [InlineData("-3", -3d)]
    [InlineData("0.1234", 0.1234)]
    public void A_value_is_a_number_with_four_decimals(string typed, double? value) =>
        Assert.Equal((decimal?)value, Fields(typed).Read()!.Value);

    [Theory]
    [InlineData("十二")]
    [InlineData("1e3")]
    [InlineData("1,000")]
    [InlineData("0.12345")]
    public void Anything_else_is_not_sent(string typed)
    {
        var fields = Fields(typed);
        Assert.Null(fields.Read());
        Assert.True(fields.Differs);
    }

    [Fact]
    public void What_is_typed_as_it_stands_is_no_change()
    {
        var fields = Shown(Filed(3, 12.5m, "说明"));
        (fields.Value, fields.Statement) = ("12.50", " 说明 ");
        Assert.False(fields.Differs);
        Assert.True(fields.IsKnown(fields.Read()!));
    }

    [Fact]
    public void What_does_not_apply_is_saved_by_its_reason_alone()
    {
        var fields = Shown(Filed(3, 12.5m, "说明"));
        (fields.Applies, fields.Reason, fields.Value) = (false, "没有此项业务", "十二");
        var draft = fields.Read()!;
        Assert.Null(draft.Value);
        Assert.Null(draft.Statement);
        Assert.Equal("没有此项业务", draft.NotApplicableReason);
    }

    [Fact]
    public void Not_applicable_without_a_reason_is_not_saved_yet()
    {
        var fields = Shown(Filed(0, null, null));
        Assert.False(fields.Differs);
        fields.Applies = false;
        Assert.True(fields.Differs);
    }

    [Fact]
    public void A_filing_read_anew_is_shown_where_nothing_is_to_stay()
    {
        var fields = Shown(Filed(3, 12m, null));
        var read = Filed(4, 15m, "同事所写");

        Assert.Same(read, fields.Follow(read, stay: fields.Differs));

        Assert.Equal(("15", "同事所写"), (fields.Value, fields.Statement));
        Assert.Equal(4, fields.Read()!.Version);
    }

    [Fact]
    public void What_is_typed_outlasts_a_reading_and_is_saved_over_what_it_was_typed_on()
    {
        var fields = Shown(Filed(3, 12m, null));
        fields.Statement = "尚未保存";
        var read = Filed(4, 15m, null);

        Assert.Same(read, fields.Follow(read, stay: fields.Differs));

        Assert.Equal(("12", "尚未保存"), (fields.Value, fields.Statement));
        // Over the older: the service tells of the other.
        Assert.Equal(3, fields.Read()!.Version);
    }

    [Fact]
    public void A_reading_from_before_the_last_save_is_not_followed()
    {
        var fields = Shown(Filed(3, 12m, null));
        fields.Value = "13";
        var saved = Filed(4, 13m, null);
        fields.Over(saved);
        Assert.False(fields.Differs);

        Assert.Same(saved, fields.Follow(Filed(3, 12m, null), stay: fields.Differs));

        Assert.Equal("13", fields.Value);
        Assert.Equal(4, fields.Read()!.Version);
    }

    [Fact]
    public void What_is_typed_while_a_save_is_under_way_stays()
    {
        var fields = Shown(Filed(3, 12m, null));
        fields.Value = "13";
        fields.Statement = "随后所写";
        fields.Over(Filed(4, 13m, null));

        Assert.True(fields.Differs);
        var draft = fields.Read()!;
        Assert.Equal((4, "随后所写"), (draft.Version, draft.Statement));
        Assert.Equal(13m, draft.Value);
    }

    private static FilingFields Fields(string value) => new() { Value = value };

    private static FilingFields Shown(IndicatorFiling filing)
    {
        var fields = new FilingFields();
        fields.Show(filing);
        return fields;
    }

    private static IndicatorFiling Filed(int version, decimal? value, string? statement) =>
        new()
        {
            Version = version,
            Value = value,
            Statement = statement,
        };
}
