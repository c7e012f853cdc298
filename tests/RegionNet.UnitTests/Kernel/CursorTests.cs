using System.Globalization;
using CsCheck;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.UnitTests.Kernel;

public sealed class CursorTests
{
    [Fact]
    public void What_was_written_is_read_whatever_the_values_contain() =>
        Gen.OneOf(Gen.String, Gen.Const("苏州\n中心"), Gen.Const(""), Gen.Const("a\tb\"\\"))
            .Where(s => !s.Contains('\0', StringComparison.Ordinal) && s.IsWellFormed())
            .Array[1, 4]
            .Sample(values =>
            {
                Assert.True(Cursor.TryRead(Cursor.Write([.. values]), values.Length, out var read));
                Assert.Equal(values, read);
            });

    [Fact]
    public void An_instant_keeps_its_fraction_so_that_no_row_is_skipped() =>
        Gen.Long[0, TimeSpan.TicksPerDay]
            .Sample(ticks =>
            {
                var instant = new DateTimeOffset(2026, 11, 24, 8, 0, 0, BusinessTime.Offset).AddTicks(ticks);
                Assert.True(Cursor.TryRead(Cursor.Write(instant, 7L), 2, out var read));
                Assert.Equal(instant, DateTimeOffset.Parse(read[0], CultureInfo.InvariantCulture));
                Assert.Equal("7", read[1]);
            });

    [Fact]
    public void A_day_and_an_id_are_read_back()
    {
        var id = Guid.NewGuid();
        Assert.True(Cursor.TryRead(Cursor.Write(new DateOnly(2026, 2, 14), id), 2, out var read));
        Assert.Equal(["2026-02-14", id.ToString()], read);
    }

    [Fact]
    public void Text_that_is_no_cursor_is_refused_and_never_throws() =>
        Gen.String.Sample(text =>
        {
            Cursor.TryRead(text, 1, out var read);
            Assert.NotNull(read);
        });

    [Theory]
    [InlineData("")]
    [InlineData("!")]
    [InlineData("====")]
    [InlineData("a")]
    [InlineData("e30")] // {}
    [InlineData("bnVsbA")] // null
    [InlineData("W251bGxd")] // [null]
    [InlineData("WzFd")] // [1]
    [InlineData("WyJcdTAwMDAiXQ")] // ["\u0000"], which PostgreSQL can't take
    [InlineData("WyJcdWQ4MDAiXQ")] // ["\ud800"], half a character
    [InlineData("W1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tbW1tb")]
    [InlineData("_____w")] // not UTF-8
    public void Hostile_text_is_refused(string text) => Assert.False(Cursor.TryRead(text, 1, out _));

    [Fact]
    public void Too_long_a_text_is_refused_unread() => Assert.False(Cursor.TryRead(new string('A', 2_000), 1, out _));

    [Fact]
    public void A_cursor_of_another_list_is_refused()
    {
        Assert.False(Cursor.TryRead(Cursor.Write("a", "b"), 1, out _));
        Assert.False(Cursor.TryRead(Cursor.Write("a"), 2, out _));
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("7", 7)]
    [InlineData("2147483648", null)]
    [InlineData("-1", null)]
    [InlineData(" 7", null)]
    [InlineData("", null)]
    public void Where_a_list_by_number_goes_on_is_a_number(string? value, int? after)
    {
        Assert.Equal(after is not null, Cursor.TryReadNumber(value is null ? null : Cursor.Write(value), out var read));
        Assert.Equal(after ?? 0, read);
    }

    [Fact]
    public void A_page_says_that_more_follows_only_if_it_does()
    {
        var last = Page<int>.Of([1, 2], 2, n => [n]);
        var first = Page<int>.Of([1, 2, 3], 2, n => [n]);

        Assert.Null(last.Next);
        Assert.Equal([1, 2], first.Items);
        Assert.True(Cursor.TryRead(first.Next!, 1, out var read));
        Assert.Equal(["2"], read);
    }
}

file static class Text
{
    /// <summary>Whether the text is well-formed UTF-16, as any text out of PostgreSQL is.</summary>
    public static bool IsWellFormed(this string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }
        return true;
    }
}
