using System.Text.Json.Nodes;
using Dapper;
using RegionNet.Zones.Contracts;
using RegionNet.Zones.Directory;
using Xunit;

namespace RegionNet.Zones.IntegrationTests;

/// <summary>The directory of zones and organisations over HTTP.</summary>
public sealed class ReadingTests(ReadingTests.Fixture fixture) : IClassFixture<ReadingTests.Fixture>
{
    private readonly ZonesHost zones = fixture.Zones;

    [Fact]
    public async Task Every_zone_is_listed_with_its_source_and_counts()
    {
        using var clerk = zones.Clerk;

        var items = (await Get(clerk, "/api/zones"))["items"]!.AsArray();

        Assert.Equal(9, items.Count);
        var yrd = items.Single(z => z!["code"]!.GetValue<string>() == "YRD")!;
        Assert.Equal("长江三角洲地区", yrd["zh"]!.GetValue<string>());
        Assert.Equal("high", yrd["confidence"]!.GetValue<string>());
        Assert.StartsWith("found:", yrd["source"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(4, yrd["memberCount"]!.GetValue<int>());
        var inside = await zones.Directory.OrganisationsIn("YRD", new DateOnly(2026, 11, 24), default);
        Assert.Equal(inside.Count, yrd["organisationCount"]!.GetValue<int>());
        Assert.True(inside.Count > 20);
        var cydc = items.Single(z => z!["code"]!.GetValue<string>() == "CYDC")!;
        Assert.Equal(2, cydc["memberCount"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_zone_shows_its_members_with_role_and_validity()
    {
        await zones.Rows<int>(
            "update zones.zone_member set validity = '[2011-03-01,2027-01-01)' where zone_code = 'HX' and place_code = '440500'"
        );
        using var clerk = zones.Clerk;

        var members = (await Get(clerk, "/api/zones/HX"))["members"]!.AsArray();

        Assert.Equal(20, members.Count);
        var shantou = members.Single(m => m!["code"]!.GetValue<string>() == "440500")!;
        Assert.Equal("汕头市", shantou["zh"]!.GetValue<string>());
        Assert.Equal("city", shantou["level"]!.GetValue<string>());
        Assert.Equal("full", shantou["role"]!.GetValue<string>());
        Assert.Equal("2011-03-01", shantou["validFrom"]!.GetValue<string>());
        Assert.Equal("2026-12-31", shantou["validTo"]!.GetValue<string>());
        await ZonesHost.Refused(await clerk.GetAsync("/api/zones/NONE"), 404, "zones.zone-not-found");
    }

    [Theory]
    [InlineData("search=苏州", 1)]
    [InlineData("search=SUZHOU", 1)]
    [InlineData("search=%25", 0)]
    [InlineData("search=_", 0)]
    [InlineData("search=%5C", 0)]
    [InlineData("search=%20", 158)]
    [InlineData("search=%27%3B%20drop", 0)]
    [InlineData("kind=court", 38)]
    [InlineData("kind=rapid-centre&zone=JJJ", 2)]
    [InlineData("kind=rapid-centre&zone=NONE", 0)]
    [InlineData("kind=court&search=知识产权法院", 4)]
    public async Task Organisations_are_found_by_name_kind_and_zone(string query, int count)
    {
        using var clerk = zones.Clerk;

        var page = await Get(clerk, $"/api/organisations?limit=200&{query}");

        Assert.Equal(count, page["items"]!.AsArray().Count);
        Assert.Null(page["next"]);
    }

    [Theory]
    [InlineData("kind=park")]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("cursor=abc")]
    [InlineData("cursor=AApi")]
    [InlineData("search=a%00b")]
    [InlineData("zone=%00")]
    [InlineData("order=name")]
    [InlineData("order=zh&cursor=WyIiLCJhIl0")] // ["","a"]: a place in the order of places
    public async Task A_malformed_question_is_400(string query)
    {
        using var clerk = zones.Clerk;

        Assert.Equal(400, (int)(await clerk.GetAsync($"/api/organisations?{query}")).StatusCode);
    }

    [Theory]
    [InlineData("place")]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task The_pages_of_a_list_hold_every_organisation_once_in_either_direction(string order)
    {
        var seen = await All($"order={order}", limit: 7);

        Assert.Equal(158, seen.Count);
        Assert.Equal(158, seen.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(seen.Reverse(), await All($"order={order}-desc", limit: 50));
        if (order == "place")
        {
            Assert.Equal(seen, await All("", limit: 200));
        }
    }

    [Fact]
    public async Task Chinese_names_stand_in_the_order_of_pinyin()
    {
        // By code point Shanghai (U+4E0A) would be first and Beijing (U+5317) after Jiangsu's neighbours.
        string[] pinyin = ["安徽省", "北京市", "广东省", "江苏省", "上海市", "天津市", "浙江省"];

        var courts = (await All("order=zh&kind=court", limit: 20))
            .Where(name => name.EndsWith("高级人民法院", StringComparison.Ordinal))
            .Select(name => name[..3])
            .Where(pinyin.Contains);

        Assert.Equal(pinyin, courts);
    }

    [Fact]
    public async Task A_page_by_name_is_read_along_its_index()
    {
        await using var connection = await zones.Database.Administrator.OpenConnectionAsync();
        await using var undone = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(
            """
            set local search_path to zones;
            insert into organisation (id, kind, zh, en, source, confidence)
            select gen_random_uuid(), 'court', md5(n::text), 'Court ' || n, 'test', 'low' from generate_series(1, 3000) n;
            analyze organisation;
            """
        );
        foreach (
            var (order, index) in ((string, string)[])
                [("zh", "organisation_by_zh"), ("zh-desc", "organisation_by_zh"), ("en", "organisation_by_en")]
        )
        {
            var plan = await connection.QueryAsync<string>(
                "explain (costs off) " + ListOrganisations.Select(OrganisationOrder.Of(order), begins: false),
                new
                {
                    Today = new DateOnly(2026, 11, 24),
                    Pattern = (string?)null,
                    kind = (string?)null,
                    zone = (string?)null,
                    After = ZonesHost.Suzhou,
                    Tie = Guid.NewGuid().ToString(),
                    take = 50,
                }
            );

            var text = string.Join('\n', plan);
            var at = text.IndexOf($"using {index} on organisation", StringComparison.Ordinal);
            Assert.True(at >= 0, text);
            Assert.Contains("Index Cond", text[at..], StringComparison.Ordinal);
            Assert.DoesNotContain("Sort Key: o.", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_organisation_shows_its_place_zones_source_and_industries()
    {
        using var clerk = zones.Clerk;

        var suzhou = await Get(clerk, $"/api/organisations/{OrganisationId.Of(ZonesHost.Suzhou)}");

        Assert.Equal(ZonesHost.Suzhou, suzhou["zh"]!.GetValue<string>());
        Assert.Equal("苏州市", suzhou["placeZh"]!.GetValue<string>());
        Assert.Equal("Suzhou", suzhou["placeEn"]!.GetValue<string>());
        Assert.Equal(["P12", "YRD"], suzhou["zones"]!.AsArray().Select(z => z!.GetValue<string>()));
        Assert.NotEmpty(suzhou["industriesZh"]!.AsArray());
        Assert.NotEmpty(suzhou["source"]!.GetValue<string>());
        await ZonesHost.Refused(
            await clerk.GetAsync($"/api/organisations/{Guid.NewGuid()}"),
            404,
            "zones.organisation-not-found"
        );
    }

    /// <summary>The Chinese names of a whole list, page by page.</summary>
    private async Task<IReadOnlyList<string>> All(string query, int limit)
    {
        using var clerk = zones.Clerk;
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Get(
                clerk,
                $"/api/organisations?{query}&limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}"
            );
            seen.AddRange(page["items"]!.AsArray().Select(o => o!["zh"]!.GetValue<string>()));
            cursor = page["next"]?.GetValue<string>();
        } while (cursor is not null);
        return seen;
    }

    private static async Task<JsonNode> Get(HttpClient client, string path) =>
        await ZonesHost.Read(await client.GetAsync(path), 200);

    /// <summary>One host for all: nothing here changes what another test reads.</summary>
    public sealed class Fixture : IAsyncLifetime
    {
        internal ZonesHost Zones { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Zones = await ZonesHost.Start();

        public ValueTask DisposeAsync() => Zones.DisposeAsync();
    }
}
