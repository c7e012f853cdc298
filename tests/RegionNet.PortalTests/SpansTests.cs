using RegionNet.Portal.Alerts;
using RegionNet.Portal.Api;
using RegionNet.Portal.Language;
using RegionNet.Portal.Time;
using Xunit;

namespace RegionNet.PortalTests;

public sealed class SpansTests
{
    [Theory]
    [InlineData(0, "不到 1 分钟")]
    [InlineData(59, "59 分钟")]
    [InlineData(60, "1 小时")]
    [InlineData(-61, "1 小时 1 分钟")]
    [InlineData(43200, "30 天")]
    [InlineData(1500, "1 天 1 小时")]
    public void A_length_of_time_is_told_without_empty_parts(int minutes, string words)
    {
        Languages.Choose(Languages.Chinese);
        Assert.Equal(words, Spans.Of(TimeSpan.FromMinutes(minutes)));
    }

    [Fact]
    public void An_alert_in_a_spreadsheet_is_no_formula()
    {
        Languages.Choose(Languages.Chinese);
        var text = CasesCsv.Write([
            new AlertCase
            {
                ZoneCode = "GBA",
                TitleZh = "=1+1",
                Acknowledged = new CaseMark
                {
                    Name = "陈志远",
                    At = new DateTimeOffset(2026, 11, 27, 17, 55, 0, TimeSpan.FromHours(8)),
                },
            },
        ]);
        Assert.Contains(",'=1+1,", text, StringComparison.Ordinal);
        Assert.Contains("2026-11-27 17:55:00 陈志远", text, StringComparison.Ordinal);
    }
}
