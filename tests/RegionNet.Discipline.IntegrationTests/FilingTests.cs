using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dapper;
using RegionNet.Access.Contracts;
using RegionNet.Discipline.Contracts;
using RegionNet.Testing;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Discipline.IntegrationTests;

/// <summary>Abnormal and bad-faith filings from sheets, and the clusters among them.</summary>
public sealed class FilingTests(Bureau bureau) : IClassFixture<Bureau>
{
    private const string Imports = "/api/discipline/filing-imports";
    private const string Header =
        "申请号,申请类型,情形,申请日,申请人,申请人统一社会信用代码,申请人居民身份证号,代理机构,代理机构统一社会信用代码,申请人行政区划代码,协作区";

    private static int _number = 100;
    private static int _company;

    [Fact]
    public async Task Every_error_of_a_sheet_is_named_by_its_cell_and_nothing_is_imported()
    {
        var sheet =
            $"{Header}\n"
            + "2026100000001,发明,非正常申请,2026-02-01,甲公司,91350100M000100Y4I,,,,320500,YRD\n"
            + "2026100000001,发明,非正常申请,2027-02-01,,,,,,3205,YRD\n"
            + "2026100000003,发明专利,非正常,2026年2月1日,张三,91350100M000100Y43,11010519491231002X,,,320500,XYZ\n"
            + "2026100000004,商标,恶意申请,2026/2/1,李四11010519491231002X,,110105194912310021,,91350100M000100Y43,440300,GBA";

        var dry = await Import(sheet, dryRun: true);

        Assert.Equal(
            [
                "2 F not-a-credit-code",
                "3 A number-twice",
                "3 D out-of-range",
                "3 E empty",
                "3 J not-a-place",
                "4 B not-one-of",
                "4 C not-one-of",
                "4 G code-and-id",
                "4 K not-one-of",
                "5 E resident-id-in-name",
                "5 G not-a-resident-id",
                "5 H empty",
            ],
            Errors(dry).Order(StringComparer.Ordinal)
        );
        var refused = await Post(sheet, dryRun: false);
        await Bureau.Refused(refused, HttpStatusCode.BadRequest, "discipline.filing-import-has-errors");
        Assert.Equal(0, await Count("filing where application_number like '2026100000%'"));
    }

    [Fact]
    public async Task The_same_sheet_again_changes_nothing_and_another_text_of_a_filing_is_refused()
    {
        var company = Company();
        var sheet = Sheet(company, 3, "YRD", "2026-02-01");

        var first = await Import(sheet);
        var again = await Import(sheet);
        var contradicting = await Post(sheet.Replace("2026-02-01", "2026-02-02", StringComparison.Ordinal), false);

        Assert.Equal((3, 0), Counts(first));
        Assert.Equal((0, 3), Counts(again));
        await Bureau.Refused(contradicting, HttpStatusCode.BadRequest, "discipline.filing-import-has-errors");
        var dry = await Import(sheet.Replace("2026-02-01", "2026-02-02", StringComparison.Ordinal), dryRun: true);
        Assert.Equal(["2  known-otherwise", "3  known-otherwise", "4  known-otherwise"], Errors(dry));
    }

    [Fact]
    public async Task Ten_filings_in_thirty_days_over_two_zones_are_a_cluster_that_is_raised_once_and_grows()
    {
        var company = Company();
        Assert.Empty(Clusters(await Import(Sheet(company, 6, "YRD", "2026-01-05"))));
        // Nine, then ten, but the tenth more than thirty days after the first.
        Assert.Empty(Clusters(await Import(Sheet(company, 3, "GBA", "2026-01-20"))));
        Assert.Empty(Clusters(await Import(Sheet(company, 1, "GBA", "2026-02-04"))));

        var raised = Assert.Single(Clusters(await Import(Sheet(company, 1, "GBA", "2026-01-21"))));

        // The day after the window, and one inside it: both belong to the cluster that is there.
        Assert.Empty(Clusters(await Import(Sheet(company, 4, "YRD", "2026-02-05"))));
        Assert.Empty(Clusters(await Import(Sheet(company, 1, "YRD", "2026-01-22"))));
        var cluster = await Cluster(raised);
        Assert.Equal("applicant", cluster.GetProperty("role").GetString());
        Assert.Equal(company.Code, cluster.GetProperty("filerCode").GetString());
        Assert.True(cluster.GetProperty("filings").GetInt32() >= 12);
        Assert.Equal(
            ["GBA", "YRD"],
            cluster.GetProperty("zones").EnumerateArray().Select(z => z.GetString()!).Order(StringComparer.Ordinal)
        );
        Assert.Equal(1, await Events(raised));
        var lead = await bureau.Officer.GetFromJsonAsync<JsonElement>(
            $"/api/discipline/cases/{cluster.GetProperty("caseId").GetGuid()}"
        );
        Assert.Equal("lead", Text(lead.GetProperty("case"), "state"));
        Assert.Equal("abnormal-filing", Text(lead.GetProperty("case"), "groundCode"));
        Assert.Equal(company.Code, Text(lead.GetProperty("case").GetProperty("party"), "code"));
        var filings = await bureau.Officer.GetFromJsonAsync<JsonElement>(
            $"/api/discipline/filing-clusters/{raised}/filings?limit=5"
        );
        Assert.Equal(5, filings.GetProperty("items").GetArrayLength());
        Assert.NotNull(filings.GetProperty("next").GetString());
    }

    [Fact]
    public async Task One_zone_is_no_cluster_whatever_the_number()
    {
        var company = Company();
        Assert.Empty(Clusters(await Import(Sheet(company, 40, "YRD", "2026-02-01"))));
    }

    [Fact]
    public async Task Filings_of_many_applicants_through_one_agent_are_a_cluster_of_the_agent()
    {
        var agent = Company();
        var rows = Enumerable.Range(0, 30).Select(i => Row(Company(), i % 2 == 0 ? "YRD" : "GBA", "2026-02-10", agent));

        var raised = Assert.Single(Clusters(await Import($"{Header}\n{string.Join('\n', rows)}")));

        Assert.Equal("agent", (await Cluster(raised)).GetProperty("role").GetString());
    }

    [Fact]
    public async Task Rivals_who_import_overlapping_sheets_make_each_filing_once_and_one_cluster()
    {
        var company = Company();
        var rows = Enumerable
            .Range(0, 24)
            .Select(i => Row(company, i % 2 == 0 ? "YRD" : "GBA", "2026-02-12"))
            .ToArray();
        var sheets = Enumerable
            .Range(0, 12)
            .Select(i => $"{Header}\n{string.Join('\n', rows.Skip(i).Take(12).Reverse())}")
            .ToArray();

        var results = await Task.WhenAll(sheets.Select(sheet => Import(sheet)));

        Assert.Equal(23, results.Sum(r => Counts(r).Added));
        Assert.Single(results.SelectMany(Clusters));
        Assert.Equal(
            1,
            await Count(
                $"filing_cluster c join discipline.filer f on f.id = c.filer_id where f.code = '{company.Code}'"
            )
        );
    }

    [Fact]
    public async Task A_natural_person_is_sealed_and_a_name_alone_identifies_nobody()
    {
        const string id = "11010519491231002X";
        var named = Enumerable
            .Range(0, 12)
            .Select(i =>
                $"2026{Next()},商标,恶意申请,2026-02-15,独孤求败,,{(i < 0 ? "" : id)},,,320500,{(i % 2 == 0 ? "YRD" : "GBA")}"
            );
        var nameOnly = Enumerable
            .Range(0, 12)
            .Select(i => $"2026{Next()},商标,恶意申请,2026-02-15,慕容 复兴,,,,,320500,{(i % 2 == 0 ? "YRD" : "GBA")}");

        var person = Assert.Single(Clusters(await Import($"{Header}\n{string.Join('\n', named)}")));
        var name = Assert.Single(Clusters(await Import($"{Header}\n{string.Join('\n', nameOnly)}")));

        var (known, unknown) = (await Cluster(person), await Cluster(name));
        Assert.Equal(("独＊败", true), (Text(known, "filerName"), known.GetProperty("isIdentified").GetBoolean()));
        Assert.Equal(("慕＊兴", false), (Text(unknown, "filerName"), unknown.GetProperty("isIdentified").GetBoolean()));
        Assert.Equal(JsonValueKind.Null, unknown.GetProperty("caseId").ValueKind);
        // An officer finds out who it is; of many who say so at once one raises the lead.
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 6)
                .Select(_ =>
                    bureau.Officer.PostAsJsonAsync(
                        $"/api/discipline/filing-clusters/{name}/lead",
                        new
                        {
                            version = 1,
                            party = CaseFile.Organisation("复兴商标代理有限公司"),
                            suspicion = "bad-faith",
                        }
                    )
                )
        );
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(5, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
        Assert.NotEqual(JsonValueKind.Null, (await Cluster(name)).GetProperty("caseId").ValueKind);
        await using var connection = await bureau.Database.Administrator.OpenConnectionAsync();
        var everything = string.Join(
            '\n',
            await connection.QueryAsync<string>(
                """
                select f::text from discipline.filer f union all select o.payload::text from discipline.outbox o
                union all select a.details from discipline.audit_entry a
                """
            )
        );
        Assert.DoesNotContain("独孤求败", everything, StringComparison.Ordinal);
        Assert.DoesNotContain("慕容", everything, StringComparison.Ordinal);
        Assert.DoesNotContain(id, everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_is_seen_in_its_zones_and_by_who_imported_it()
    {
        var company = Company();
        var rows = Enumerable.Range(0, 10).Select(i => Row(company, i % 2 == 0 ? "YRD" : "JJJ", "2026-02-16"));
        var raised = Assert.Single(Clusters(await Import($"{Header}\n{string.Join('\n', rows)}")));

        var elsewhere = bureau.Host.As(
            TestPeople.Person("gba only", OrganisationId.Of(Bureau.Guangdong), [Roles.ZoneCoordinator], ["GBA"])
        );
        var inside = bureau.Host.As(
            TestPeople.Person("yrd", OrganisationId.Of(Bureau.Guangdong), [Roles.ZoneCoordinator], ["YRD"])
        );

        Assert.Equal(
            HttpStatusCode.NotFound,
            (await elsewhere.GetAsync($"/api/discipline/filing-clusters/{raised}/filings")).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.OK,
            (await inside.GetAsync($"/api/discipline/filing-clusters/{raised}/filings")).StatusCode
        );
        Assert.DoesNotContain(
            (await elsewhere.GetFromJsonAsync<JsonElement>("/api/discipline/filing-clusters?limit=200"))
                .GetProperty("items")
                .EnumerateArray(),
            c => c.GetProperty("id").GetGuid() == raised
        );
    }

    [Fact]
    public async Task The_search_for_clusters_probes_the_index_of_the_filer()
    {
        await using var connection = await bureau.Database.Administrator.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            set search_path = discipline;
            insert into filer (id, key, name_sealed, masked_name)
            select gen_random_uuid(), 'name:' || encode(sha256(('many ' || i)::bytea), 'hex'), 'x', '某＊' from generate_series(1, 2000) i;
            insert into filing (id, kind, application_number, suspicion, filed_on, applicant_id, place_code, zone_code, organisation_id, imported_at)
            select gen_random_uuid(), 'design', 'P' || i, 'abnormal', date '2020-01-01' + i % 2000, f.id, '320500',
                (array['YRD', 'GBA'])[1 + i % 2], gen_random_uuid(), now()
            from generate_series(1, 60000) i
            join (select id, row_number() over () - 1 as n from filer where masked_name = '某＊') f on f.n = i % 2000;
            analyze filing
            """
        );
        var touched = (
            await connection.QueryAsync<Guid>("select id from filer where masked_name = '某＊' limit 20")
        ).ToArray();
        var plan = string.Join(
            '\n',
            await connection.QueryAsync<string>(
                "explain " + FilingClusters.Islands("applicant_id"),
                new
                {
                    touched,
                    Filings = 10,
                    Days = 30,
                    Zones = 2,
                    From = new DateOnly(2021, 1, 1),
                    Until = new DateOnly(2021, 3, 1),
                }
            )
        );
        Assert.Contains("filing_of_applicant", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on filing", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rules_say_that_they_are_a_proposal_and_the_module_cannot_change_them()
    {
        var rules = await bureau.Officer.GetFromJsonAsync<JsonElement>("/api/discipline/filing-clusters/rules");
        Assert.All(rules.EnumerateArray(), r => Assert.False(r.GetProperty("official").GetBoolean()));
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(async () =>
        {
            await using var own = await bureau.Database.Module(DisciplineModule.Name).OpenConnectionAsync();
            await own.ExecuteAsync("update cluster_rule set filings = 2");
        });
        Assert.Equal("42501", refused.SqlState);
    }

    private static string Next() =>
        (10_000_000 + Interlocked.Increment(ref _number)).ToString(CultureInfo.InvariantCulture);

    private static (string Name, string Code) Company() =>
        ($"苏州测试{Interlocked.Increment(ref _company)}有限公司", CaseFile.FreshCode());

    private static string Row(
        (string Name, string Code) company,
        string zone,
        string day,
        (string Name, string Code)? agent = null
    ) =>
        $"CN2026{Next()}.X,发明,非正常申请,{day},{company.Name},{company.Code},,{agent?.Name},{agent?.Code},320500,{zone}";

    private static string Sheet((string Name, string Code) company, int rows, string zone, string day) =>
        $"{Header}\n{string.Join('\n', Enumerable.Range(0, rows).Select(_ => Row(company, zone, day)))}";

    private async Task<JsonElement> Import(string csv, bool dryRun = false)
    {
        var answer = await Post(csv, dryRun);
        var content = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, content);
        return JsonSerializer.Deserialize<JsonElement>(content);
    }

    private async Task<HttpResponseMessage> Post(string csv, bool dryRun)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(csv));
        body.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return await bureau.Officer.PostAsync($"{Imports}?dryRun={dryRun}", body);
    }

    private async Task<JsonElement> Cluster(Guid id) =>
        (await bureau.Officer.GetFromJsonAsync<JsonElement>("/api/discipline/filing-clusters?limit=200"))
            .GetProperty("items")
            .EnumerateArray()
            .Single(c => c.GetProperty("id").GetGuid() == id);

    private async Task<int> Events(Guid cluster)
    {
        await using var connection = await bureau.Database.Administrator.OpenConnectionAsync();
        return await connection.QuerySingleAsync<int>(
            "select count(*)::int from discipline.outbox where kind = @Kind and subject = @Subject",
            new { FilingClusterFound.Kind, Subject = cluster.ToString() }
        );
    }

    private async Task<int> Count(string from)
    {
        await using var connection = await bureau.Database.Administrator.OpenConnectionAsync();
        return await connection.QuerySingleAsync<int>($"select count(*)::int from discipline.{from}");
    }

    private static IEnumerable<string> Errors(JsonElement view) =>
        view.GetProperty("errors")
            .EnumerateArray()
            .Select(e => $"{e.GetProperty("row")} {Text(e, "column")} {Text(e, "code")}");

    private static Guid[] Clusters(JsonElement view) =>
        [.. view.GetProperty("clusters").EnumerateArray().Select(c => c.GetGuid())];

    private static (int Added, int Unchanged) Counts(JsonElement view) =>
        (view.GetProperty("added").GetInt32(), view.GetProperty("unchanged").GetInt32());

    private static string? Text(JsonElement element, string property) => element.GetProperty(property).GetString();
}
