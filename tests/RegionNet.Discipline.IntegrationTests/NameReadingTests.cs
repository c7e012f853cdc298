using Xunit;

namespace RegionNet.Discipline.IntegrationTests;

/// <summary>How a name is taken apart, and what a slip costs. No database.</summary>
public sealed class NameReadingTests
{
    [Theory]
    [InlineData("苏州华兴科技有限公司", "苏州", "320500", "华兴科技", "有限公司")]
    [InlineData("江苏省苏州市昆山市华兴科技有限责任公司", "江苏省苏州市昆山市", "320583", "华兴科技", "有限责任公司")]
    [InlineData("華興（蘇州）科技股份有限公司", "苏州", "320500", "华兴科技", "股份有限公司")]
    [InlineData("华兴科技【江苏苏州】集团有限公司", "江苏苏州", "320500", "华兴科技", "集团有限公司")]
    [InlineData("苏州工业园区华兴科技有限公司", "苏州工业园区", "320576", "华兴科技", "有限公司")]
    [InlineData("天津经济技术开发区华兴科技有限公司", "天津经济技术开发区", "120000", "华兴科技", "有限公司")]
    [InlineData("重庆两江新区华兴科技有限公司", "重庆两江新区", "500000", "华兴科技", "有限公司")]
    [InlineData("ＴＣＬ科技集团股份有限公司", "", null, "tcl科技", "集团股份有限公司")]
    [InlineData("苏州华兴科技有限公司南京分公司", "苏州", "320500", "华兴科技", "公司南京分公司")]
    [InlineData("杭州华兴投资合伙企业（有限合伙）", "杭州", "330100", "华兴投资", "合伙企业有限合伙")]
    // A county-level city of Hainan, but a brand before a short trade.
    [InlineData("东方科技有限公司", "", null, "东方科技", "有限公司")]
    // Chaoyang is a district of Beijing here, and no city of Liaoning.
    [InlineData("北京朝阳华兴科技有限公司", "北京朝阳", "110105", "华兴科技", "有限公司")]
    [InlineData("海南华兴科技有限公司", "海南", "460000", "华兴科技", "有限公司")]
    [InlineData("苏州市", "", null, "苏州市", "")]
    [InlineData("", "", null, "", "")]
    public void A_name_is_read_in_parts(string name, string region, string? code, string core, string form)
    {
        var read = CompanyName.Read(name);
        Assert.Equal((region, code, core, form), (read.Region, read.RegionCode, read.Core, read.Suffix));
    }

    [Theory]
    [InlineData("厦门", "xiamen")]
    [InlineData("重庆", "chongqing")]
    [InlineData("长兴", "changxing")]
    [InlineData("银行", "yinhang")]
    [InlineData("女儿绿", "nuerlu")]
    public void Characters_with_several_readings_are_found_by_each(string text, string pinyin) =>
        Assert.Contains(pinyin, HanText.Pinyins(text, 4));

    [Theory]
    [InlineData("华兴科技", "华兴科技", 0)]
    [InlineData("华星科技", "华兴科技", 1)] // sounds alike
    [InlineData("华光科技", "华兴科技", 2)]
    [InlineData("兴华科技", "华兴科技", 1)] // swapped
    [InlineData("华科技", "华兴科技", 2)]
    [InlineData("华大兴科技", "华兴科技", 2)]
    [InlineData("", "华兴", 4)]
    public void Slips_are_counted_in_halves(string asked, string listed, int halves)
    {
        Assert.Equal(halves, Slips.Halves(asked, listed));
        Assert.Equal(halves, Slips.Halves(listed, asked));
    }

    [Theory]
    [InlineData("苏州华兴科技有限公司", 100)]
    [InlineData("华兴科技有限公司", 93)]
    [InlineData("苏州市华兴科技股份有限公司", 99)]
    [InlineData("南京华兴科技有限公司", 85)]
    [InlineData("苏川华兴科技有限公司", 95)]
    [InlineData("苏州华兴科技有跟公司", 100)]
    public void Each_piece_has_its_weight(string asked, int points)
    {
        var score = NameScore.Of(new NameQuery(asked), CompanyName.Read("苏州华兴科技有限公司"));
        Assert.Equal(points, score.Points);
        Assert.Equal(points, score.Pieces.Sum(p => p.Points));
    }

    [Fact]
    public void Keys_stay_what_they_are()
    {
        // They stand in databases: another value here needs another NameKeys.Version.
        var keys = NameKeys.OfListed(CompanyName.Read("苏州华兴科技有限公司"));
        Assert.Equal(1, NameKeys.Version);
        Assert.Equal([-1999335306, -1546500369, -793014462, -574207589, -336667902], keys.Order().Take(5));
    }
}
