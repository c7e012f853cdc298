using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dapper;
using MiniExcelLibs;
using RegionNet.Access.Contracts;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Discipline.IntegrationTests;

public sealed class BatchTests(Bureau bureau) : IClassFixture<Bureau>
{
    private HttpClient Desk => bureau.Person("desk", Bureau.Guangdong, Roles.DisciplineOfficer);

    private static async Task<HttpResponseMessage> Send(
        HttpClient client,
        string csv,
        string type = "text/csv",
        string? purpose = null
    ) => await Send(client, Encoding.UTF8.GetBytes(csv), type, purpose);

    private static async Task<HttpResponseMessage> Send(
        HttpClient client,
        byte[] bytes,
        string type,
        string? purpose = null
    )
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        var query = purpose is null ? "" : $"?purpose={Uri.EscapeDataString(purpose)}";
        return await client.PostAsync($"/api/discipline/batches{query}", content);
    }

    private static async Task<JsonElement> Finished(HttpClient client, HttpResponseMessage started)
    {
        Assert.True(started.StatusCode == HttpStatusCode.Accepted, await started.Content.ReadAsStringAsync());
        var id = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        return await Eventually.Becomes(
            () => client.GetFromJsonAsync<JsonElement>($"/api/discipline/batches/{id}"),
            b => b.GetProperty("finishedAt").ValueKind == JsonValueKind.String,
            TimeSpan.FromSeconds(30)
        );
    }

    [Fact]
    public async Task A_sheet_is_screened_row_by_row_and_comes_back_with_its_results()
    {
        var code = CaseFile.FreshCode();
        await (await CaseFile.Lead(bureau, CaseFile.Organisation("常州予安医疗器械有限公司", code))).Published();
        var resident = ScreeningTests.WithCheckDigit("32040219850615337X");
        await (await CaseFile.Lead(bureau, CaseFile.Person("司徒明远", resident))).Published();
        var rows = new CompanyNames(seed: 11)
            .Take(1_300)
            .Select(n => $"{n.Name},,")
            .Append($",{code},")
            .Append("常州予安医疔器械有限公司,,")
            .Append($"司徒明远,,{resident}");

        var batch = await Finished(
            Desk,
            await Send(
                Desk,
                $"名称,统一社会信用代码,公民身份号码\n{string.Join('\n', rows)}",
                purpose: "代理机构年度核查"
            )
        );

        Assert.Equal(1_303, batch.GetProperty("rows").GetInt32());
        Assert.Equal(1_303, batch.GetProperty("done").GetInt32());
        Assert.Equal(2, batch.GetProperty("matches").GetInt32());
        Assert.Equal(1, batch.GetProperty("possible").GetInt32());
        var id = batch.GetProperty("id").GetGuid();
        var hits = await Desk.GetStringAsync($"/api/discipline/batches/{id}/hits");
        Assert.Equal(3, JsonDocument.Parse(hits).RootElement.GetProperty("items").GetArrayLength());
        Assert.DoesNotContain(resident, hits, StringComparison.Ordinal);
        Assert.DoesNotContain("明", hits, StringComparison.Ordinal);

        using var xlsx = new MemoryStream(await Desk.GetByteArrayAsync($"/api/discipline/batches/{id}/result"));
        var table = (await MiniExcel.QueryAsync(xlsx, useHeaderRow: true))
            .Cast<IDictionary<string, object?>>()
            .ToList();
        Assert.Equal(1_303, table.Count);
        Assert.Equal("命中 match", table[1_300]["结论 Result"]);
        Assert.Equal("可能，待人工确认 possible candidate", table[1_301]["结论 Result"]);
        Assert.Equal("未命中 clear", table[0]["结论 Result"]);
        var csv = await Desk.GetStringAsync($"/api/discipline/batches/{id}/result?format=csv");
        Assert.Equal(1_304, csv.TrimEnd().Split("\r\n").Length);

        var foreign = bureau.Officer;
        foreach (var path in (string[])["", "/hits", "/result"])
        {
            await Bureau.Refused(
                await foreign.GetAsync($"/api/discipline/batches/{id}{path}"),
                HttpStatusCode.NotFound,
                "discipline.batch-not-found"
            );
        }
        var replay = await Finished(Desk, await Desk.PostAsync($"/api/discipline/batches/{id}/replay", null));
        Assert.True(replay.GetProperty("sameAsOriginal").GetBoolean());
    }

    [Fact]
    public async Task IDs_are_screened_for_a_purpose_which_is_audited_and_stays_with_the_replay()
    {
        var resident = ScreeningTests.WithCheckDigit("32040219900307441X");
        var sheet = $"公民身份号码\n{resident}";
        foreach (
            var (purpose, code) in new[]
            {
                (null, "discipline.purpose-missing"),
                (resident, "discipline.identifier-in-text"),
            }
        )
        {
            await Bureau.Refused(await Send(Desk, sheet, purpose: purpose), HttpStatusCode.BadRequest, code);
        }
        Assert.Equal(HttpStatusCode.BadRequest, (await Send(Desk, sheet, purpose: "x")).StatusCode);

        var batch = await Finished(Desk, await Send(Desk, sheet, purpose: "专利代理师执业核查"));
        var id = batch.GetProperty("id").GetGuid();
        var replay = await Finished(Desk, await Desk.PostAsync($"/api/discipline/batches/{id}/replay", null));

        await using var connection = await bureau.Database.Administrator.OpenConnectionAsync();
        foreach (var one in (Guid[])[id, replay.GetProperty("id").GetGuid()])
        {
            var audited = await connection.QuerySingleAsync<string>(
                "select details from discipline.audit_entry where action = 'discipline.batch.started' and subject = @one",
                new { one = one.ToString() }
            );
            Assert.DoesNotContain(resident, audited, StringComparison.Ordinal);
            var details = JsonDocument.Parse(audited).RootElement;
            Assert.Equal("专利代理师执业核查", details.GetProperty("purpose").GetString());
            Assert.Equal(1, details.GetProperty("ids").GetInt32());
        }
    }

    [Fact]
    public async Task A_replay_sees_the_lists_as_they_were()
    {
        var file = await CaseFile.Lead(bureau, CaseFile.Organisation("淮安疏桐环保科技有限公司"));
        await file.Published();
        var first = await Finished(Desk, await Send(Desk, "name\n淮安疏桐环保科技有限公司\n盐城半亩酒店管理有限公司"));
        await file.Stayed();
        await (await CaseFile.Lead(bureau, CaseFile.Organisation("盐城半亩酒店管理有限公司"))).Published();

        var replay = await Finished(
            Desk,
            await Desk.PostAsync($"/api/discipline/batches/{first.GetProperty("id").GetGuid()}/replay", null)
        );
        var anew = await Finished(Desk, await Send(Desk, "name\n淮安疏桐环保科技有限公司\n盐城半亩酒店管理有限公司"));

        Assert.True(replay.GetProperty("sameAsOriginal").GetBoolean());
        Assert.Equal(first.GetProperty("resultHash").GetString(), replay.GetProperty("resultHash").GetString());
        Assert.NotEqual(first.GetProperty("resultHash").GetString(), anew.GetProperty("resultHash").GetString());
        Assert.Equal(JsonValueKind.Null, anew.GetProperty("sameAsOriginal").ValueKind);
    }

    [Fact]
    public async Task A_worker_that_dies_gives_its_rows_back()
    {
        await using var dying = await bureau.Database.Module("discipline").OpenConnectionAsync();
        var rows = new CompanyNames(seed: 12).Take(1_100).Select(n => n.Name);
        await using var transaction = await dying.BeginTransactionAsync();
        // Takes part in the claiming before any other can: the batch's own transaction has committed when it is answered.
        await dying.ExecuteAsync("lock table screening_chunk in share row exclusive mode", transaction: transaction);
        var answer = Send(Desk, $"name\n{string.Join('\n', rows)}");
        await transaction.RollbackAsync();
        var id = (await (await answer).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();

        await using var claim = await dying.BeginTransactionAsync();
        var claimed = await dying.ExecuteScalarAsync<int?>(
            """
            select first_row from screening_chunk where batch_id = @id and done_at is null
            order by first_row desc limit 1 for update skip locked
            """,
            new { id },
            claim
        );
        var view = await Eventually.Becomes(
            () => Desk.GetFromJsonAsync<JsonElement>($"/api/discipline/batches/{id}"),
            b => b.GetProperty("done").GetInt32() >= (claimed is null ? 1_100 : 1_000),
            TimeSpan.FromSeconds(30)
        );
        if (claimed is not null)
        {
            Assert.Equal(1_000, view.GetProperty("done").GetInt32());
            Assert.Equal(JsonValueKind.Null, view.GetProperty("resultHash").ValueKind);
        }
        await claim.RollbackAsync();

        var done = await Eventually.Becomes(
            () => Desk.GetFromJsonAsync<JsonElement>($"/api/discipline/batches/{id}"),
            b => b.GetProperty("finishedAt").ValueKind == JsonValueKind.String,
            TimeSpan.FromSeconds(30)
        );
        Assert.Equal(1_100, done.GetProperty("done").GetInt32());
    }

    [Fact]
    public async Task Every_wrong_cell_is_named_and_nothing_is_kept()
    {
        var before = await Count();
        var refused = await Send(
            Desk,
            "企业名称,信用代码,身份证号\n好的有限公司,,\n坏的有限公司,123,\n,,32050219900307889X\n320502199003078895的公司,,\n"
        );
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("discipline.sheet-has-errors", problem.GetProperty("code").GetString());
        Assert.Equal(
            [(3, "B", "code-form"), (4, "C", "id-invalid")],
            problem
                .GetProperty("errors")
                .EnumerateArray()
                .Take(2)
                .Select(e =>
                    (
                        e.GetProperty("row").GetInt32(),
                        e.GetProperty("column").GetString(),
                        e.GetProperty("code").GetString()
                    )
                )
        );
        await Bureau.Refused(
            await Send(Desk, "foo,bar\n1,2"),
            HttpStatusCode.BadRequest,
            "discipline.sheet-has-errors"
        );
        await Bureau.Refused(
            await Send(Desk, "PK\u0003\u0004nonsense"),
            HttpStatusCode.BadRequest,
            "kernel.sheet-unreadable"
        );
        await Bureau.Refused(
            await Send(Desk, "name\nx", "application/json"),
            HttpStatusCode.BadRequest,
            "kernel.not-a-sheet"
        );
        Assert.Equal(before, await Count());

        async Task<int> Count()
        {
            await using var connection = await bureau.Database.Administrator.OpenConnectionAsync();
            return await connection.ExecuteScalarAsync<int>("select count(*)::int from discipline.screening_batch");
        }
    }

    [Fact]
    public async Task A_workbook_is_read_like_text()
    {
        var file = new MemoryStream();
        await MiniExcel.SaveAsAsync(
            file,
            new[]
            {
                new Dictionary<string, object> { ["名称"] = "某某有限公司", ["备注"] = "随便" },
            }
        );
        var batch = await Finished(
            Desk,
            await Send(Desk, file.ToArray(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        );
        Assert.Equal(1, batch.GetProperty("rows").GetInt32());
    }
}
