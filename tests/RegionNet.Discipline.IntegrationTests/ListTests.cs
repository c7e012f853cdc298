using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;
using RegionNet.Access.Contracts;
using RegionNet.Discipline.Contracts;
using Xunit;

namespace RegionNet.Discipline.IntegrationTests;

/// <summary>Lists as officers, other modules and the public read them: status computed, exports, conditional requests.</summary>
public sealed class ListTests(Bureau bureau) : IClassFixture<Bureau>
{
    private static readonly string[] Formats = ["csv", "json"];

    private IDisciplineRecords Records => RecordsOf(bureau);

    [Fact]
    public async Task An_entry_ends_everywhere_with_its_last_second_and_no_job()
    {
        await using var own = await Bureau.Open();
        var code = CaseFile.FreshCode();
        var file = await (await CaseFile.Lead(own, CaseFile.Organisation("到期即止有限公司", code))).Published();
        own.Clock.Set(new DateTimeOffset(2027, 3, 2, 23, 59, 30, TimeSpan.FromHours(8)));
        Assert.Equal(Everywhere(own).Count, (await Shows(own, file.Entry, code)).Count);
        own.Clock.Set(new DateTimeOffset(2027, 3, 3, 0, 0, 0, TimeSpan.FromHours(8)));
        Assert.Empty(await Shows(own, file.Entry, code));
        // The record keeps it: as of the day before, and for its authority.
        var before = await own.Officer.GetStringAsync(
            "/api/discipline/lists/cnipa-credit/entries?on=2027-03-02&limit=200"
        );
        Assert.Contains(file.Entry.ToString(), before, StringComparison.Ordinal);
        var shown = await own.Officer.GetFromJsonAsync<JsonElement>($"/api/discipline/entries/{file.Entry}");
        Assert.False(shown.GetProperty("inForce").GetBoolean());
        var detail = await own.Officer.GetFromJsonAsync<JsonElement>($"/api/discipline/cases/{file.Id}");
        Assert.True(detail.GetProperty("case").GetProperty("expired").GetBoolean());
    }

    [Theory]
    [InlineData("/api/discipline/lists/cnipa-credit/entries")]
    [InlineData("/api/discipline/public/lists/cnipa-credit/entries")]
    [InlineData("/api/discipline/cases")]
    public async Task Sorted_by_day_a_list_reads_page_by_page_from_either_end(string path)
    {
        await using var own = await Bureau.Open();
        for (var n = 0; n < 5; n++)
        {
            // Two of a day: they are told apart by their ids.
            own.Clock.Advance(TimeSpan.FromDays(n % 2));
            await (await CaseFile.Lead(own, CaseFile.Organisation($"按日排序{n}有限公司"))).Published();
        }

        var newest = await Pages("newest");

        Assert.Equal(5, newest.Count);
        Assert.Equal(newest, await Pages(null));
        Assert.Equal(newest.AsEnumerable().Reverse(), await Pages("oldest"));
        using var wrong = await own.Officer.GetAsync($"{path}?sort=name");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);

        async Task<List<string>> Pages(string? sort)
        {
            var found = new List<string>();
            string? next = null;
            do
            {
                var page = await own.Officer.GetFromJsonAsync<JsonElement>(
                    $"{path}?limit=2{(sort is null ? "" : $"&sort={sort}")}{(next is null ? "" : $"&cursor={next}")}"
                );
                found.AddRange(
                    page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetString()!)
                );
                next = page.GetProperty("next").GetString();
            } while (next is not null);
            return found;
        }
    }

    [Fact]
    public async Task A_repaired_entry_is_gone_everywhere_at_once()
    {
        await using var own = await Bureau.Open();
        var code = CaseFile.FreshCode();
        var file = await (await CaseFile.Lead(own, CaseFile.Organisation("修复完毕有限公司", code))).Published();
        own.Clock.Set(new DateTimeOffset(2026, 9, 3, 9, 0, 0, TimeSpan.FromHours(8)));
        Assert.Equal(Everywhere(own).Count, (await Shows(own, file.Entry, code)).Count);
        await file.Repaired();
        Assert.Empty(await Shows(own, file.Entry, code));
        await Bureau.Refused(
            await own.ForeignOfficer.GetAsync($"/api/discipline/entries/{file.Entry}"),
            HttpStatusCode.NotFound,
            "discipline.entry-not-found"
        );
    }

    [Fact]
    public async Task The_future_is_not_known()
    {
        await Bureau.Refused(
            await bureau.Officer.GetAsync(
                "/api/discipline/lists/cnipa-credit/entries?known=2026-03-04T00:00:00%2B08:00"
            ),
            HttpStatusCode.BadRequest,
            "discipline.not-known-yet"
        );
        await Bureau.Refused(
            await bureau.Officer.GetAsync("/api/discipline/lists/nothing/entries"),
            HttpStatusCode.NotFound,
            "discipline.list-not-found"
        );
    }

    [Fact]
    public async Task Pages_search_and_ground()
    {
        var codes = Enumerable.Range(0, 5).Select(_ => CaseFile.FreshCode()).ToList();
        foreach (var code in codes)
        {
            await (
                await CaseFile.Lead(
                    bureau,
                    CaseFile.Organisation($"分页{code}公司", code),
                    "samr-serious",
                    "serious-violation"
                )
            ).Published();
        }
        var seen = new List<string>();
        string? next = null;
        do
        {
            var page = await bureau.Officer.GetFromJsonAsync<JsonElement>(
                $"/api/discipline/lists/samr-serious/entries?limit=2{(next is null ? "" : $"&cursor={next}")}"
            );
            seen.AddRange(
                page.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("partyCode").GetString()!)
            );
            next = page.GetProperty("next").GetString();
        } while (next is not null);
        Assert.Equal(codes.Order(), seen.Order());
        var found = await bureau.Officer.GetFromJsonAsync<JsonElement>(
            $"/api/discipline/lists/samr-serious/entries?search={codes[3].ToLowerInvariant()}&ground=serious-violation"
        );
        Assert.Equal(
            codes[3],
            Assert.Single(found.GetProperty("items").EnumerateArray()).GetProperty("partyCode").GetString()
        );
        await Bureau.Refused(
            await bureau.Officer.GetAsync("/api/discipline/lists/samr-serious/entries?cursor=x"),
            HttpStatusCode.BadRequest,
            "kernel.invalid-cursor"
        );
    }

    [Fact]
    public async Task A_reader_who_has_it_already_is_told_so_until_the_list_or_the_day_changes()
    {
        await using var own = await Bureau.Open();
        const string address = "/api/discipline/public/lists/cnipa-credit/entries";
        var client = own.Host.Anonymous();
        await (await CaseFile.Lead(own)).Published();
        var first = await client.GetAsync(address);
        Assert.NotNull(first.Headers.ETag);
        Assert.NotNull(first.Content.Headers.LastModified);
        Assert.Equal(HttpStatusCode.NotModified, await Again());
        var since = new HttpRequestMessage(HttpMethod.Get, address);
        since.Headers.IfModifiedSince = first.Content.Headers.LastModified;
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(since)).StatusCode);
        await (await CaseFile.Lead(own)).Published();
        Assert.Equal(HttpStatusCode.OK, await Again());
        first = await client.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotModified, await Again());
        own.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(HttpStatusCode.OK, await Again());

        async Task<HttpStatusCode> Again()
        {
            var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            return (await client.SendAsync(request)).StatusCode;
        }
    }

    [Fact]
    public async Task Each_format_holds_the_same_rows_of_any_day()
    {
        await using var own = await Bureau.Open();
        await (await CaseFile.Lead(own, CaseFile.Organisation("=CMD(\"导出\"),有限公司"))).Published();
        var asked = $"on={Bureau.Now:yyyy-MM-dd}&known={Uri.EscapeDataString($"{own.Clock.GetUtcNow():O}")}";
        own.Clock.Advance(TimeSpan.FromDays(40));
        await (await CaseFile.Lead(own)).Published();
        var bytes = await own.Officer.GetByteArrayAsync(
            $"/api/discipline/lists/cnipa-credit/export?format=csv&{asked}"
        );
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var csv = Encoding.UTF8.GetString(bytes[3..]);
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("条目编号,主体名称,", csv, StringComparison.Ordinal);
        Assert.Contains("\"'=CMD(\"\"导出\"\"),有限公司\"", csv, StringComparison.Ordinal);
        var json = await own.Officer.GetFromJsonAsync<JsonElement>(
            $"/api/discipline/lists/cnipa-credit/export?format=json&{asked}"
        );
        var ids = json.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("id").GetString()!).ToList();
        Assert.Equal(ids, lines.Skip(1).Select(l => l[..36]));
        using var file = new MemoryStream(
            await own.Officer.GetByteArrayAsync($"/api/discipline/lists/cnipa-credit/export?format=xlsx&{asked}")
        );
        Assert.Equal(
            ids,
            MiniExcel.Query(file, useHeaderRow: true).Select(r => (string)((IDictionary<string, object>)r)["条目编号"])
        );
    }

    [Fact]
    public async Task A_natural_person_is_public_only_on_a_stated_basis_and_masked_even_then()
    {
        const string id = "990101198001010006";
        var file = await (await CaseFile.Lead(bureau, CaseFile.Person("张三丰", id))).Published();
        Assert.Empty(await Public());
        await Bureau.Refused(
            await bureau.Host.Anonymous().GetAsync($"/api/discipline/public/entries/{file.Entry}"),
            HttpStatusCode.NotFound,
            "discipline.entry-not-found"
        );
        await using var connection = await bureau.Database.Administrator.OpenConnectionAsync();
        await connection.ExecuteAsync(
            "update discipline.ground set persons_basis = '某法第一条' where id = 'cnipa-bad-faith-mark-2022'"
        );
        try
        {
            Assert.Contains("张＊丰", await Public());
        }
        finally
        {
            await connection.ExecuteAsync("update discipline.ground set persons_basis = null");
        }

        async Task<List<string>> Public()
        {
            var page = await bureau
                .Host.Anonymous()
                .GetFromJsonAsync<JsonElement>("/api/discipline/public/lists/cnipa-credit/entries?limit=200");
            return
            [
                .. page.GetProperty("items")
                    .EnumerateArray()
                    .Where(e => e.GetProperty("partyKind").GetString() == "person")
                    .Select(e => e.GetProperty("partyName").GetString()!),
            ];
        }
    }

    [Fact]
    public async Task A_list_that_is_not_published_is_public_nowhere()
    {
        await using var own = await Bureau.Open();
        own.Clock.Set(new DateTimeOffset(2026, 4, 7, 9, 0, 0, TimeSpan.FromHours(8)));
        var file = await (await CaseFile.Lead(own, list: "ndrc-minor", ground: "minor")).Published();
        var anonymous = own.Host.Anonymous();
        Assert.DoesNotContain(
            "ndrc-minor",
            await anonymous.GetStringAsync("/api/discipline/public/lists"),
            StringComparison.Ordinal
        );
        var page = await anonymous.GetFromJsonAsync<JsonElement>("/api/discipline/public/lists/ndrc-minor/entries");
        Assert.Empty(page.GetProperty("items").EnumerateArray());
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await anonymous.GetAsync($"/api/discipline/public/entries/{file.Entry}")).StatusCode
        );
    }

    [Fact]
    public async Task Other_modules_ask_for_many_parties_at_once()
    {
        var code = CaseFile.FreshCode();
        await (await CaseFile.Lead(bureau, CaseFile.Organisation("被查询公司", code))).Published();
        var person = "990101200002290011";
        await (await CaseFile.Lead(bureau, CaseFile.Person("王五六", person))).Published();
        var found = await Records.InForce(
            [
                new PartyKey(code, null),
                new PartyKey(CaseFile.FreshCode(), null),
                new PartyKey(null, Records.FingerprintOf(person)),
            ],
            bureau.Clock.GetUtcNow(),
            CancellationToken.None
        );
        Assert.Equal(2, found.Count);
        var finding = Assert.Single(found[new PartyKey(code, null)]);
        Assert.Equal(("cnipa-credit", Bureau.Jiangsu), (finding.ListCode, finding.AuthorityZh));
        Assert.Empty(
            await Records.InForce(
                [new PartyKey(code, null)],
                new DateTimeOffset(2027, 3, 3, 0, 0, 0, TimeSpan.FromHours(8)),
                CancellationToken.None
            )
        );
    }

    [Fact]
    public async Task Writers_to_one_list_leave_no_gap_and_one_order()
    {
        var files = new List<CaseFile>();
        for (var i = 0; i < 6; i++)
        {
            files.Add(await (await CaseFile.Lead(bureau, ground: "false-material")).Decided());
        }
        await Task.WhenAll(files.Select(f => f.Do(bureau.Officer, "publication")));
        await using var connection = await bureau.Database.Administrator.OpenConnectionAsync();
        var order = (
            await connection.QueryAsync<(long Sequence, DateTime KnownAt)>(
                "select sequence, known_at from discipline.list_change where list_code = 'cnipa-credit' order by sequence"
            )
        ).ToList();
        Assert.Equal(Enumerable.Range(1, order.Count).Select(n => (long)n), order.Select(o => o.Sequence));
        Assert.True(order.Zip(order.Skip(1)).All(pair => pair.First.KnownAt < pair.Second.KnownAt));
    }

    private static List<(string Name, Func<Guid, string, Task<bool>> Has)> Everywhere(Bureau bureau) =>
        [
            .. new[]
            {
                "/api/discipline/lists/cnipa-credit/entries?limit=200",
                "/api/discipline/lists/cnipa-credit/snapshot",
                "/api/discipline/public/lists/cnipa-credit/entries?limit=200",
            }
                .Concat(Formats.Select(f => $"/api/discipline/lists/cnipa-credit/export?format={f}"))
                .Concat(Formats.Select(f => $"/api/discipline/public/lists/cnipa-credit/export?format={f}"))
                .Select(address => (address, Contains(bureau, address))),
            ("changes", (entry, _) => Live(bureau, entry)),
            (
                "party",
                async (entry, code) =>
                    (
                        await RecordsOf(bureau)
                            .InForce([new PartyKey(code, null)], bureau.Clock.GetUtcNow(), CancellationToken.None)
                    ).Count > 0
            ),
            (
                "public entry",
                async (entry, _) =>
                    (
                        await bureau.Host.Anonymous().GetAsync($"/api/discipline/public/entries/{entry}")
                    ).IsSuccessStatusCode
            ),
            (
                "entry of another",
                async (entry, _) =>
                    (await bureau.ForeignOfficer.GetAsync($"/api/discipline/entries/{entry}")).IsSuccessStatusCode
            ),
        ];

    private static Func<Guid, string, Task<bool>> Contains(Bureau bureau, string address) =>
        async (entry, _) =>
            (await bureau.Officer.GetStringAsync(address)).Contains(entry.ToString(), StringComparison.Ordinal);

    /// <summary>In the changes as they are told now: the payload that would put the entry on a copy of the list.</summary>
    private static async Task<bool> Live(Bureau bureau, Guid entry)
    {
        var changes = await bureau.Officer.GetFromJsonAsync<JsonElement>(
            "/api/discipline/lists/cnipa-credit/changes?limit=1000"
        );
        return changes
            .GetProperty("changes")
            .EnumerateArray()
            .Any(c =>
                c.GetProperty("payload").GetString() is { } payload
                && payload.Contains(entry.ToString(), StringComparison.Ordinal)
                && payload.Contains("partyName", StringComparison.Ordinal)
            );
    }

    private static async Task<List<string>> Shows(Bureau bureau, Guid entry, string code)
    {
        var found = new List<string>();
        foreach (var (name, has) in Everywhere(bureau))
        {
            if (await has(entry, code))
            {
                found.Add(name);
            }
        }
        return found;
    }

    private static IDisciplineRecords RecordsOf(Bureau bureau) =>
        bureau.Host.Services.GetRequiredService<IDisciplineRecords>();
}
