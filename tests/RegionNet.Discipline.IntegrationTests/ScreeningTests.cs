using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Migrator;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Discipline.IntegrationTests;

public sealed class ScreeningTests(Bureau bureau) : IClassFixture<Bureau>
{
    private HttpClient Desk => bureau.Person("desk", Bureau.Guangdong, Roles.ZoneCoordinator);

    internal static async Task<JsonElement> Screen(HttpClient client, string query)
    {
        var answer = await client.GetAsync($"/api/discipline/screening?{query}");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    internal static JsonElement[] Hits(JsonElement view) => [.. view.GetProperty("hits").EnumerateArray()];

    internal static string Q(string name) => $"name={Uri.EscapeDataString(name)}";

    [Fact]
    public async Task The_same_code_is_a_match_and_a_name_alone_is_a_candidate()
    {
        var code = CaseFile.FreshCode();
        var file = await CaseFile.Lead(bureau, CaseFile.Organisation("南通星澜半导体有限公司", code));
        Assert.Empty(Hits(await Screen(Desk, Q("南通星澜半导体有限公司"))));

        await file.Published();

        var byCode = Assert.Single(Hits(await Screen(Desk, $"code={code}")));
        Assert.Equal(("match", 100), (byCode.GetProperty("class").GetString(), byCode.GetProperty("score").GetInt32()));
        Assert.Equal(file.Entry, byCode.GetProperty("entries")[0].GetProperty("id").GetGuid());

        var byName = Assert.Single(Hits(await Screen(Desk, Q("南通星瀾半導體股份有限公司"))));
        Assert.Equal("strong", byName.GetProperty("class").GetString());
        var pieces = byName
            .GetProperty("pieces")
            .EnumerateArray()
            .ToDictionary(p => p.GetProperty("piece").GetString()!);
        Assert.Equal(["core", "form", "pinyin", "region"], pieces.Keys.Order());
        Assert.Equal(
            byName.GetProperty("score").GetInt32(),
            pieces.Values.Sum(p => p.GetProperty("points").GetInt32())
        );
        Assert.Equal("星澜半导体", pieces["core"].GetProperty("asked").GetString());
        Assert.Equal("same-kind", pieces["form"].GetProperty("finding").GetString());

        var byPinyin = Assert.Single(Hits(await Screen(Desk, Q("xing lan ban dao ti"))));
        Assert.Equal("possible", byPinyin.GetProperty("class").GetString());
    }

    [Fact]
    public async Task Another_code_caps_what_the_name_says()
    {
        var file = await CaseFile.Lead(bureau, CaseFile.Organisation("无锡曜石新材料有限公司"));
        await file.Published();

        var hit = Assert.Single(Hits(await Screen(Desk, $"{Q("无锡曜石新材料有限公司")}&code={CaseFile.FreshCode()}")));

        Assert.Equal(("contradicted", 40), (hit.GetProperty("class").GetString(), hit.GetProperty("score").GetInt32()));
        Assert.Equal(
            ("identifier", "contradicts", -60),
            (
                hit.GetProperty("pieces").EnumerateArray().Last().GetProperty("piece").GetString(),
                hit.GetProperty("pieces").EnumerateArray().Last().GetProperty("finding").GetString(),
                hit.GetProperty("pieces").EnumerateArray().Last().GetProperty("points").GetInt32()
            )
        );
    }

    [Fact]
    public async Task Ties_have_one_order_and_a_limit()
    {
        foreach (var place in (string[])["徐州", "扬州", "泰州"])
        {
            await (await CaseFile.Lead(bureau, CaseFile.Organisation($"{place}云岫茶业有限公司"))).Published();
        }

        var first = Hits(await Screen(Desk, Q("云岫茶业有限公司")));
        var again = Hits(await Screen(Desk, Q("云岫茶业有限公司")));
        var names = first.Select(h => h.GetProperty("name").GetString()!).ToList();

        Assert.Equal(3, first.Length);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Equal(first.Select(h => h.GetRawText()), again.Select(h => h.GetRawText()));
        Assert.Single(Hits(await Screen(Desk, $"{Q("云岫茶业有限公司")}&limit=1")));
    }

    [Fact]
    public async Task A_name_is_found_while_it_is_typed()
    {
        const string name = "苏州听雨轩文化传播股份有限公司";
        await (await CaseFile.Lead(bureau, CaseFile.Organisation(name))).Published();
        for (var typed = 4; typed <= name.Length; typed++)
        {
            var hit = Hits(await Screen(Desk, Q(name[..typed]))).FirstOrDefault();
            Assert.True(hit.ValueKind == JsonValueKind.Object, name[..typed]);
            Assert.Equal(name, hit.GetProperty("name").GetString());
            Assert.Equal(typed < 8 ? "begins" : "", typed < 8 ? hit.GetProperty("class").GetString() : "");
        }
        Assert.Empty(Hits(await Screen(Desk, Q("无锡听雨"))));
    }

    [Fact]
    public async Task What_was_seen_can_be_seen_again()
    {
        var file = await CaseFile.Lead(bureau, CaseFile.Organisation("镇江朝汐光电科技有限公司"));
        await file.Published();
        var then = await Screen(Desk, Q("朝汐光电科技"));
        Assert.Single(Hits(then));

        // Another of the same name is listed, the first is stayed.
        await (await CaseFile.Lead(bureau, CaseFile.Organisation("泰州朝汐光电科技有限公司"))).Published();
        await file.Stayed();

        var now = await Screen(Desk, Q("朝汐光电科技"));
        var again = await Screen(Desk, $"{Q("朝汐光电科技")}&version={then.GetProperty("version").GetString()}");
        Assert.Equal("泰州朝汐光电科技有限公司", Assert.Single(Hits(now)).GetProperty("name").GetString());
        Assert.NotEqual(then.GetProperty("hash").GetString(), now.GetProperty("hash").GetString());
        Assert.Equal(then.GetRawText(), again.GetRawText());
    }

    [Fact]
    public async Task A_version_that_never_was_is_refused()
    {
        var invented = new ListVersion(NameKeys.Version, bureau.Clock.Today(), 1, [("cnipa-credit", 999_999)]).Write();
        var earlier = new ListVersion(NameKeys.Version - 1, bureau.Clock.Today(), 1, []).Write();
        await Refused(
            $"{Q("甲乙丙丁")}&version=nonsense",
            HttpStatusCode.BadRequest,
            "discipline.unknown-list-version"
        );
        await Refused(
            $"{Q("甲乙丙丁")}&version={invented}",
            HttpStatusCode.BadRequest,
            "discipline.unknown-list-version"
        );
        await Refused($"{Q("甲乙丙丁")}&version={earlier}", HttpStatusCode.Conflict, "discipline.other-matcher");
    }

    [Fact]
    public async Task Nothing_is_found_from_the_day_its_term_has_passed()
    {
        var file = await CaseFile.Lead(bureau, CaseFile.Organisation("连云港沐川水产养殖有限公司"));
        await file.Published();
        var (set, end) = (bureau.Clock.GetUtcNow(), file.Case.GetProperty("termUntil").GetDateTime());
        try
        {
            bureau.Clock.Set(BusinessTime.At(DateOnly.FromDateTime(end), TimeOnly.MinValue).AddSeconds(-1));
            Assert.Single(Hits(await Screen(Desk, Q("连云港沐川水产养殖有限公司"))));
            bureau.Clock.Set(BusinessTime.At(DateOnly.FromDateTime(end), TimeOnly.MinValue).AddSeconds(1));
            Assert.Empty(Hits(await Screen(Desk, Q("连云港沐川水产养殖有限公司"))));
        }
        finally
        {
            bureau.Clock.Set(set);
        }
    }

    [Fact]
    public async Task A_natural_person_is_found_by_ID_alone_masked_and_audited()
    {
        const string id = "320502199003078895";
        var resident = WithCheckDigit(id);
        await (await CaseFile.Lead(bureau, CaseFile.Person("欧阳慕白", resident))).Published();

        Assert.Empty(Hits(await Screen(Desk, Q("欧阳慕白"))));
        var answer = await Desk.PostAsJsonAsync(
            "/api/discipline/screening",
            new { residentId = resident, purpose = "代理人资格核查" }
        );
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        var hit = Assert.Single(Hits(JsonDocument.Parse(text).RootElement));
        Assert.Equal(("match", "id"), (hit.GetProperty("class").GetString(), hit.GetProperty("by").GetString()));
        Assert.DoesNotContain("慕", text, StringComparison.Ordinal);
        Assert.DoesNotContain(resident, text, StringComparison.Ordinal);

        await Refused(Q(resident), HttpStatusCode.BadRequest, "discipline.identifier-in-url");
        await Refused($"code={resident}", HttpStatusCode.BadRequest, "discipline.identifier-in-url");
        await using var connection = await bureau.Database.Administrator.OpenConnectionAsync();
        Assert.Equal(
            1,
            await connection.ExecuteScalarAsync<int>(
                """
                select count(*)::int from discipline.audit_entry
                where action = 'discipline.person.screened' and details like '%代理人资格核查%'
                """
            )
        );
    }

    [Fact]
    public async Task Needs_a_role_and_a_question()
    {
        var clerk = bureau.Person("clerk", Bureau.Jiangsu, Roles.CourtClerk);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await clerk.GetAsync($"/api/discipline/screening?{Q("某某")}")).StatusCode
        );
        await Refused("", HttpStatusCode.BadRequest, "discipline.nothing-asked");
        await Refused(Q("（）"), HttpStatusCode.BadRequest, "discipline.nothing-asked");
        await Refused("code=123", HttpStatusCode.BadRequest, "discipline.credit-code-invalid");
    }

    [Theory]
    [InlineData("C")]
    [InlineData("C.UTF-8")]
    public async Task The_locale_of_the_database_does_not_matter(string locale)
    {
        var cluster = (await PostgresCluster.Shared).Administrator;
        var name = $"test_{Guid.NewGuid():N}";
        await using var administrator = NpgsqlDataSource.Create(cluster);
        await using var connection = await administrator.OpenConnectionAsync();
        await connection.ExecuteAsync(
            $"create database {name} template template0 encoding 'UTF8' lc_collate '{locale}' lc_ctype '{locale}'"
        );
        var target = new NpgsqlConnectionStringBuilder(cluster) { Database = name, Pooling = false };
        try
        {
            await SchemaMigration.Run(
                target.ConnectionString,
                [DisciplineModule.Migration],
                false,
                NullLogger.Instance,
                CancellationToken.None
            );
            target.SearchPath = "discipline,public";
            await using var source = NpgsqlDataSource.Create(target);
            await using var owner = await source.OpenConnectionAsync();
            await ListedNames.Load(
                owner,
                [.. new CompanyNames(seed: 3).Take(500).Select(n => n.Name), "苏州华兴科技有限公司"]
            );
            foreach (
                var question in (string[])
                    ["蘇州華興科技有限公司", "华兴（苏州）科技有限公司", "苏州华心科技有限公司", "huaxing keji"]
            )
            {
                var asked = new Asked(question, null);
                var day = new DateOnly(2026, 3, 3);
                await using var batch = new NpgsqlBatch(owner)
                {
                    BatchCommands = { Screener.Command(asked, Guid.Empty, day, null) },
                };
                await using var reader = await batch.ExecuteReaderAsync();
                var (_, hits) = await Screener.Read(reader, asked, day, all: false, CancellationToken.None);
                Assert.Equal("苏州华兴科技有限公司", hits[0].Name);
            }
        }
        finally
        {
            await connection.ExecuteAsync($"drop database {name} with (force)");
        }
    }

    private async Task Refused(string query, HttpStatusCode status, string code) =>
        await Bureau.Refused(await Desk.GetAsync($"/api/discipline/screening?{query}"), status, code);

    internal static string WithCheckDigit(string id)
    {
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        return id[..17] + "10X98765432"[weights.Select((w, i) => w * (id[i] - '0')).Sum() % 11];
    }
}
