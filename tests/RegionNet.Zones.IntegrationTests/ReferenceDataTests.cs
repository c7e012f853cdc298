using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using RegionNet.Testing;
using RegionNet.Zones.Contracts;
using RegionNet.Zones.Reference;
using Xunit;

namespace RegionNet.Zones.IntegrationTests;

/// <summary>What the files say is what the schema holds, and a later file never deletes.</summary>
public sealed class ReferenceDataTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 0, 0, default);

    [Fact]
    public async Task Every_zone_organisation_and_centre_is_loaded()
    {
        await using var zones = await ZonesHost.Start();

        Assert.Equal(9, (await zones.Rows<string>("select code from zones.zone")).Count);
        var kinds = await zones.Rows<(string, long)>(
            "select kind, count(*) from zones.organisation group by 1 order by 1"
        );
        Assert.Equal([("court", 38), ("ip-office", 33), ("protection-centre", 62), ("rapid-centre", 25)], kinds);
    }

    [Fact]
    public async Task The_zones_derived_for_each_centre_are_those_its_source_names()
    {
        await using var zones = await ZonesHost.Start();
        await using var stream = typeof(ReferenceDataTests).Assembly.GetManifestResourceStream("centre-zones.json")!;
        var expected = (await JsonNode.ParseAsync(stream))!
            .AsArray()
            .ToDictionary(
                c => c!["zh"]!.GetValue<string>(),
                c => $"{Codes(c!["zones"]!)}; in part {Codes(c["partial"]!)}",
                StringComparer.Ordinal
            );
        Assert.Equal(87, expected.Count);

        var derived = await zones.Rows<(string Zh, string Zones)>(
            """
            select o.zh, concat(
                coalesce(string_agg(distinct c.zone_code, ',') filter (where c.wholly), ''), '; in part ',
                coalesce(string_agg(distinct c.zone_code, ',') filter (where not c.wholly), ''))
            from zones.organisation o left join zones.organisation_zone c on c.organisation_id = o.id
            where o.kind like '%-centre' group by o.zh
            """
        );

        Assert.Equal(
            expected.OrderBy(e => e.Key, StringComparer.Ordinal).Select(e => (e.Key, e.Value)),
            derived.OrderBy(d => d.Zh, StringComparer.Ordinal).Select(d => (d.Zh, d.Zones))
        );

        static string Codes(JsonNode codes) =>
            string.Join(',', codes.AsArray().Select(c => c!.GetValue<string>()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_national_organisation_belongs_to_no_zone()
    {
        await using var zones = await ZonesHost.Start();

        foreach (var zh in (string[])["国家知识产权局", "最高人民法院"])
        {
            var organisation = await zones.Directory.Organisation(OrganisationId.Of(zh), default);
            Assert.NotNull(organisation);
            Assert.Null(organisation.PlaceCode);
            Assert.Empty(organisation.Zones);
        }
    }

    [Fact]
    public async Task A_planning_area_gives_no_membership()
    {
        await using var zones = await ZonesHost.Start();
        // Without the two signatories only the planning area of CYDC is left.
        await zones.Rows<int>("delete from zones.zone_member where zone_code = 'CYDC' and role = 'signatory'");

        Assert.Empty(await zones.Directory.OrganisationsIn("CYDC", new DateOnly(2026, 11, 24), default));
    }

    [Fact]
    public async Task Loading_again_changes_nothing()
    {
        await using var zones = await ZonesHost.Start();
        const string everything = """
            select md5(concat(
                (select json_agg(x order by code) from zones.place x), (select json_agg(x order by code) from zones.zone x),
                (select json_agg(x order by id) from zones.zone_member x), (select json_agg(x order by id) from zones.organisation x)))
            """;
        var before = await zones.Rows<string>(everything);

        await Load(zones.Database, ReferenceData.Embedded(), Now);

        Assert.Equal(before, await zones.Rows<string>(everything));
    }

    [Fact]
    public async Task What_a_later_file_lacks_ends_that_day_and_what_returns_begins_anew()
    {
        await using var zones = await ZonesHost.Start();
        var lacking = Files(
            members => members["zone"]!.GetValue<string>() != "HX" || members["place"]!.GetValue<string>() != "440500",
            organisations => organisations["zh"]!.GetValue<string>() != ZonesHost.Suzhou
        );

        await Load(zones.Database, lacking, Now);
        await Load(zones.Database, lacking, Now.AddDays(1));
        Assert.Equal(["(,2026-11-24)"], await Validity("zone_member", "zone_code = 'HX' and place_code = '440500'"));
        Assert.Equal(["(,2026-11-24)"], await Validity("organisation", $"zh = '{ZonesHost.Suzhou}'"));
        var shantou = OrganisationId.Of("中国（汕头）知识产权保护中心");
        var suzhou = OrganisationId.Of(ZonesHost.Suzhou);
        var last = new DateOnly(2026, 11, 23);
        Assert.Contains("HX", await zones.Directory.ZonesOf(shantou, last, default));
        Assert.DoesNotContain("HX", await zones.Directory.ZonesOf(shantou, last.AddDays(1), default));
        Assert.Contains("PPRD", await zones.Directory.ZonesOf(shantou, last.AddDays(1), default));
        Assert.Null(await zones.Directory.Organisation(suzhou, default));
        Assert.Single(await zones.Directory.Organisations([suzhou], last, default));

        await Load(zones.Database, ReferenceData.Embedded(), Now.AddDays(10));
        Assert.Equal(
            ["(,2026-11-24)", "[2026-12-04,)"],
            await Validity("zone_member", "zone_code = 'HX' and place_code = '440500'")
        );
        Assert.Equal(["(,)"], await Validity("organisation", $"zh = '{ZonesHost.Suzhou}'"));

        Task<IReadOnlyList<string>> Validity(string table, string where) =>
            zones.Rows<string>($"select validity::text from zones.{table} where {where} order by validity");
    }

    [Fact]
    public async Task One_place_is_in_a_zone_once_at_a_time()
    {
        await using var zones = await ZonesHost.Start();

        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            zones.Rows<int>(
                "insert into zones.zone_member (zone_code, place_code, role) values ('HX', '440500', 'extended')"
            )
        );

        Assert.Equal("zone_member_once_at_a_time", refused.ConstraintName);
    }

    [Fact]
    public async Task The_service_itself_may_not_change_reference_data_or_a_liaison_record()
    {
        await using var database = await TestDatabase.Create(ZonesModule.Migration);
        foreach (
            var sql in (string[])
                [
                    "insert into zone (code, position, zh, en, basis, source, confidence) values ('NEW', 10, '', '', '', '', '')",
                    "update organisation set en = ''",
                    "update zone_member set role = 'full'",
                    "update place set zh = ''",
                    "update liaison_body set validity = '(,)'",
                    "update liaison_officer set name = ''",
                    "delete from liaison_officer",
                ]
        )
        {
            await using var command = database.Module("zones").CreateCommand(sql);
            var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    private static ReferenceData Files(Func<JsonNode, bool> member, Func<JsonNode, bool> organisation)
    {
        var data = ReferenceData.Embedded();
        return data with
        {
            Members = Keep(data.Members, member),
            Organisations = Keep(data.Organisations, organisation),
        };

        static string Keep(string json, Func<JsonNode, bool> keep) =>
            new JsonArray([
                .. JsonNode.Parse(json)!.AsArray().Where(n => keep(n!)).Select(n => n!.DeepClone()),
            ]).ToJsonString();
    }

    private static async Task Load(TestDatabase database, ReferenceData data, DateTimeOffset now)
    {
        await using var connection = await database.Administrator.OpenConnectionAsync();
        await connection.ExecuteAsync("set search_path = zones, public");
        await new ReferenceDataSeed(new TestClock(now)).Load(connection, data, default);
        await connection.ExecuteAsync("reset search_path");
    }
}
