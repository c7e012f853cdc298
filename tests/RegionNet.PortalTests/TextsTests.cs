using System.Reflection;
using System.Text.RegularExpressions;
using RegionNet.Portal.Language;
using Xunit;

namespace RegionNet.PortalTests;

public sealed partial class TextsTests
{
    /// <summary>Words that are the same in both languages on purpose, and texts without a word.</summary>
    private static readonly HashSet<string> Mirrored =
    [
        "OtherLanguage",
        "SwitchLanguage",
        "Percent",
        "Comma",
        "Chance",
        "Icc1",
        "IccK",
        "ScoreOf",
    ];

    public static TheoryData<string, string, string> Everything()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var group in typeof(Texts).GetNestedTypes())
        {
            foreach (var field in group.GetFields(BindingFlags.Public | BindingFlags.Static))
            {
                var text = (Text)field.GetValue(null)!;
                data.Add($"{group.Name}.{field.Name}", text.Zh, text.En);
            }
        }
        foreach (var table in typeof(Names).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            foreach (var (code, text) in (IReadOnlyDictionary<string, Text>)table.GetValue(null)!)
            {
                data.Add($"{table.Name}[{code}]", text.Zh, text.En);
            }
        }
        return data;
    }

    [Fact]
    public void The_catalogue_is_not_empty() => Assert.True(Everything().Count > 300);

    [Theory]
    [MemberData(nameof(Everything))]
    public void Every_text_is_there_in_both_languages(string key, string zh, string en)
    {
        Assert.False(string.IsNullOrWhiteSpace(zh), key);
        Assert.False(string.IsNullOrWhiteSpace(en), key);
        Assert.Equal(Gaps(zh), Gaps(en));
        if (!Mirrored.Contains(key.Split('.')[^1]))
        {
            Assert.Matches(Han(), zh);
            Assert.DoesNotMatch(
                Han(),
                en.Replace("国知发保字", "").Replace("苏", "").Replace("民初", "").Replace("号", "")
            );
        }
    }

    [Fact]
    public void A_missing_form_falls_back_to_the_other_language()
    {
        Languages.Choose(Languages.Chinese);
        Assert.Equal("Suzhou", Languages.Pick(null, "Suzhou"));
        Assert.Equal("苏州", Languages.Pick("苏州", ""));
    }

    private static IEnumerable<string> Gaps(string text) =>
        Gap().Matches(text).Select(m => m.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Gap();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Han();
}
