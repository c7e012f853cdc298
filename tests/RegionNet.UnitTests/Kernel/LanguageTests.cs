using Microsoft.AspNetCore.Http;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.UnitTests.Kernel;

public sealed class LanguageTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", false)]
    [InlineData("en-GB,en;q=0.9,zh;q=0.8", true)]
    [InlineData("EN", true)]
    [InlineData("en;q=0.5,zh;q=0.6", false)]
    [InlineData("fr,en;q=0.1", true)]
    [InlineData("fr", false)]
    [InlineData("*", false)]
    [InlineData("en;q=0", false)]
    [InlineData("en;q=abc,,;=", false)]
    [InlineData("eng", false)]
    public void Chinese_unless_English_is_preferred(string? header, bool english)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers.AcceptLanguage = header;

        Assert.Equal(english, Language.IsEnglish(http));
    }
}
