using System.Text.Json;
using RegionNet.Portal.Api;
using RegionNet.Portal.Screening;
using Xunit;

namespace RegionNet.PortalTests;

/// <summary>What is typed into screening, and what may leave the browser of it.</summary>
public sealed class ScreeningTests
{
    [Theory]
    [InlineData("", AskedKind.Nothing)]
    [InlineData("  ", AskedKind.Nothing)]
    [InlineData("苏", AskedKind.TooShort)]
    [InlineData("苏州示例", AskedKind.Name)]
    [InlineData("xinghan", AskedKind.Name)]
    [InlineData("91350100M000100Y43", AskedKind.Code)]
    [InlineData("9135 0100-m000100y43", AskedKind.Code)]
    // An ID whole, in capitals or not, with blanks, or in the middle of a name.
    [InlineData("11010519491231002X", AskedKind.ResidentId)]
    [InlineData("11010519491231002x", AskedKind.ResidentId)]
    [InlineData("110105 19491231 002X", AskedKind.ResidentId)]
    [InlineData("张三11010519491231002X", AskedKind.ResidentId)]
    public void What_is_typed_is_a_name_a_code_or_an_ID_that_is_not_sent(string text, AskedKind kind) =>
        Assert.Equal(kind, AskedText.Kind(text));

    [Fact]
    public void Lines_name_parties_to_watch()
    {
        var parties = WatchLines.Read("苏州示例有限公司，91350100m000100y43\n\n宁波样例有限公司\n91350100M000100Y43\n");

        Assert.Equal(
            [("苏州示例有限公司", "91350100M000100Y43"), ("宁波样例有限公司", null), (null, "91350100M000100Y43")],
            parties.Select(p => (p.Name, p.Code))
        );
        Assert.Equal("91350100M000100Y43", parties[2].Label);
        Assert.Null(WatchLines.Refuse(parties, 200, line: true));
    }

    [Theory]
    [InlineData("宁波样例有限公司,12345")]
    [InlineData("")]
    [InlineData("张三11010519491231002X")]
    [InlineData("a1\nb1\nc1\nd1")]
    public void Lines_that_can_not_be_watched_are_refused_before_they_are_sent(string text) =>
        Assert.NotNull(WatchLines.Refuse(WatchLines.Read(text), 3, line: true));

    [Fact]
    public void A_refusal_tells_fields_or_cells_and_what_else_it_names()
    {
        var cells = Read(
            """{"code":"c","errors":[{"row":3,"column":"code","code":"code-form","zh":"格式有误","en":"ill formed"}],"expected":7}"""
        );
        var fields = Read("""{"errors":{"name":["too long"]}}""");

        Assert.Equal((3, "code"), (cells.Cells[0].Row, cells.Cells[0].Column));
        Assert.Null(cells.Errors);
        Assert.Equal("7", cells.Named("expected"));
        Assert.Null(cells.Named("found"));
        Assert.Equal(["too long"], fields.Errors!["name"]);
        Assert.Empty(fields.Cells);
        Assert.Null(Read("{}").Errors);
    }

    private static Problem Read(string json) => JsonSerializer.Deserialize<Problem>(json, JsonSerializerOptions.Web)!;
}
