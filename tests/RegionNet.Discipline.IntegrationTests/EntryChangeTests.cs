using System.Text.Json;
using Xunit;

namespace RegionNet.Discipline.IntegrationTests;

/// <summary>The text of a change is canonical, and of what has ended it tells nothing but that.</summary>
public sealed class EntryChangeTests
{
    private static readonly EntryChange Full = new(
        "Office",
        Guid.Empty,
        "局",
        "published",
        "第六条",
        new DateOnly(2026, 3, 3),
        "〔2026〕1号",
        Guid.Empty,
        new DateOnly(2026, 3, 3),
        "ground",
        "Ground",
        "情形",
        new DateTimeOffset(2026, 3, 3, 9, 0, 0, 1, 500, TimeSpan.FromHours(8)),
        "list",
        "91350100M000100Y43",
        "f00d",
        "organisation",
        "甲公司",
        "350100",
        7,
        "published",
        new DateOnly(2027, 3, 3),
        1
    );

    [Fact]
    public void Members_stand_in_the_order_of_their_names_and_read_back_to_the_same_bytes()
    {
        var text = Full.Write();
        var names = JsonDocument.Parse(text).RootElement.EnumerateObject().Select(p => p.Name).ToList();
        Assert.Equal(23, names.Count);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Equal(text, EntryChange.Read(text).Write());
        Assert.Contains("\"knownAt\":\"2026-03-03T09:00:00.0015+08:00\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_null_is_left_out()
    {
        var ended = Full with { PartyName = null, PartyCode = null, From = null, Until = null };
        Assert.DoesNotContain("null", ended.Write(), StringComparison.Ordinal);
        Assert.DoesNotContain("partyName", ended.Write(), StringComparison.Ordinal);
    }
}
