using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dapper;
using MiniExcelLibs;
using RegionNet.Access.Contracts;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

/// <summary>Rooms from CSV and XLSX.</summary>
public sealed class RoomImportTests(Court court) : IClassFixture<Court>
{
    private const string Imports = "/api/hearings/room-imports";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    // Each test has a centre of its own, for an import looks at all rooms of a centre.
    private const string Nanjing = "中国（南京）知识产权保护中心";
    private const string Hefei = "中国（合肥）知识产权保护中心";
    private const string Chengdu = "中国（成都）知识产权保护中心";
    private const string Zhejiang = "中国（浙江）知识产权保护中心";
    private const string Wuhan = "中国（武汉）知识产权保护中心";
    private const string Beijing = "中国（北京）知识产权保护中心";

    [Fact]
    public async Task A_dry_run_says_what_each_row_would_do_and_does_nothing()
    {
        var manager = Manager(Nanjing);
        await court.Room(Nanjing, "甲庭", 20);
        const string csv = """
            名称,英文名称,座位数,高清摄像机
            甲庭,甲庭,20,
            乙庭,Room B,30,2
            """;

        var dry = await Import(manager, csv, dryRun: true);

        Assert.Equal(("unchanged", "added"), (Row(dry, 0, "action"), Row(dry, 1, "action")));
        Assert.Equal(("2", "3"), (Row(dry, 0, "row"), Row(dry, 1, "row")));
        Assert.Equal((1, 0, 1), Counts(dry));
        Assert.False(dry.GetProperty("applied").GetBoolean());
        Assert.Equal(1, await RoomCount(Nanjing));

        var done = await Import(manager, csv, dryRun: false);

        Assert.Equal((1, 0, 1), Counts(done));
        Assert.True(done.GetProperty("applied").GetBoolean());
        Assert.Equal(2, await RoomCount(Nanjing));

        var again = await Import(manager, csv, dryRun: false);
        Assert.Equal((0, 0, 2), Counts(again));

        var changed = await Import(manager, csv.Replace("30,2", "31,0", StringComparison.Ordinal), dryRun: false);
        Assert.Equal((0, 1, 1), Counts(changed));
        Assert.Equal(
            ["capacity 30 31", "hd-camera 2 0"],
            changed
                .GetProperty("rows")[1]
                .GetProperty("changes")
                .EnumerateArray()
                .Select(c => $"{c.GetProperty("field")} {c.GetProperty("from")} {c.GetProperty("to")}")
        );
        var room = Row(changed, 1, "roomId");
        var audited = await court.Database.Administrator.OpenConnectionAsync();
        await using (audited)
        {
            Assert.Equal(
                ["hearings.room.added", "hearings.room.changed"],
                await audited.QueryAsync<string>(
                    "select action from hearings.audit_entry where subject = @room order by id",
                    new { room }
                )
            );
        }
    }

    [Fact]
    public async Task Access_is_taken_from_its_column_and_left_alone_without_one()
    {
        var manager = Manager(Wuhan);
        const string csv = """
            名称,英文名称,座位数,无障碍
            甲庭,Room A,20,是
            乙庭,Room B,20,no
            丙庭,Room C,20,
            """;

        var wrong = await Import(manager, csv.Replace("是", "也许", StringComparison.Ordinal), dryRun: true);
        var error = Assert.Single(wrong.GetProperty("errors").EnumerateArray());
        Assert.Equal(
            ("D", "not-yes-or-no"),
            (error.GetProperty("column").GetString(), error.GetProperty("code").GetString())
        );

        await Import(manager, csv, dryRun: false);
        await Import(manager, "名称,英文名称,座位数\n甲庭,Room A,21\n", dryRun: false);
        var turned = await Import(manager, csv.Replace("no", "yes", StringComparison.Ordinal), dryRun: false);

        Assert.Equal(
            ["capacity", "accessible"],
            turned
                .GetProperty("rows")
                .EnumerateArray()
                .SelectMany(r => r.GetProperty("changes").EnumerateArray())
                .Select(c => c.GetProperty("field").GetString())
        );
        Assert.Equal(
            "甲庭 True,乙庭 True,丙庭 False",
            string.Join(
                ',',
                (
                    await manager.GetFromJsonAsync<JsonElement>(
                        $"/api/hearings/rooms?organisationId={OrganisationId.Of(Wuhan)}"
                    )
                )
                    .GetProperty("items")
                    .EnumerateArray()
                    .Select(r => $"{r.GetProperty("nameZh")} {r.GetProperty("accessible")}")
                    .OrderBy(r => "甲乙丙".IndexOf(r[0], StringComparison.Ordinal))
            )
        );
        Assert.Contains(
            "甲庭,Room A,20,是",
            Encoding.UTF8.GetString(await manager.GetByteArrayAsync($"{Imports}/template?format=csv")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Every_error_is_named_by_its_cell_and_one_is_enough_to_import_nothing()
    {
        var manager = Manager(Hefei);
        const string csv = """
            名称,英文名称,座位数,高清摄像机,价格,麦克风,麦克风
            甲庭,Room A,很多,1,5,1,1

            ,Room B,0,1001,,,
            甲庭,,20,-1,,,
            "行
            内",Room C,5,1.5,,,,多出来的
            好的庭,Good Room,5,,,,
            """;

        var dry = await Import(manager, csv, dryRun: true);

        Assert.Equal(
            [
                "1E unknown-column",
                "1G column-twice",
                "2C not-a-number",
                "4A empty",
                "4C out-of-range",
                "4D out-of-range",
                "5A name-twice",
                "5B empty",
                "5D out-of-range",
                "6A control-character",
                "6D not-a-number",
                "6H no-header",
            ],
            dry.GetProperty("errors")
                .EnumerateArray()
                .Select(e => $"{e.GetProperty("row")}{e.GetProperty("column")} {e.GetProperty("code")}")
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal((1, 0, 0), Counts(dry));
        Assert.All(
            dry.GetProperty("errors").EnumerateArray(),
            e => Assert.True(e.GetProperty("zh").GetString()!.Length > 0 && e.GetProperty("en").GetString()!.Length > 0)
        );

        var refused = await Send(manager, Encoding.UTF8.GetBytes(csv), "text/csv", dryRun: false);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(
            (HttpStatusCode.BadRequest, "hearings.import-has-errors", 12),
            (
                refused.StatusCode,
                problem.GetProperty("code").GetString(),
                problem.GetProperty("errors").GetArrayLength()
            )
        );
        Assert.Equal(0, await RoomCount(Hefei));
    }

    [Fact]
    public async Task A_sheet_comes_back_as_it_was_sent_whatever_it_is_written_in()
    {
        var manager = Manager(Chengdu);
        manager.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        const string csv = "name zh;name en;capacity;recording\r\n=1+1庭;-2 basement;12;1\r\n第一审理庭;Room 1;40;\r\n";
        var gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

        var added = await Body(await Send(manager, gb18030.GetBytes(csv), "text/csv", dryRun: false));
        var withMark = await Body(
            await Send(manager, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv)], "text/csv", dryRun: false)
        );
        var asCsv = await manager.GetByteArrayAsync($"{Imports}/template?format=csv");
        var asXlsx = await manager.GetByteArrayAsync($"{Imports}/template?format=xlsx");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(asXlsx), "file", "rooms.xlsx" } };
        var fromForm = await Body(await manager.PostAsync($"{Imports}?dryRun=false", form));

        Assert.Equal((2, 0, 0), Counts(added));
        Assert.Equal((0, 0, 2), Counts(withMark));
        Assert.Equal((0, 0, 2), Counts(await Body(await Send(manager, asCsv, "text/csv", dryRun: false))));
        Assert.Equal((0, 0, 2), Counts(await Body(await Send(manager, asXlsx, Xlsx, dryRun: false))));
        Assert.Equal((0, 0, 2), Counts(fromForm));
        Assert.Contains("'=1+1庭", Encoding.UTF8.GetString(asCsv), StringComparison.Ordinal);
        Assert.Contains("'-2 basement", Encoding.UTF8.GetString(asCsv), StringComparison.Ordinal);
        using var workbook = new ZipArchive(new MemoryStream(asXlsx));
        using var cells = new StreamReader(await workbook.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync());
        var text = await cells.ReadToEndAsync();
        Assert.Contains("=1+1庭", text, StringComparison.Ordinal);
        Assert.DoesNotContain("f>", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_sheet_or_too_much_of_one_is_refused_by_name()
    {
        var manager = Manager(Zhejiang);
        var long2001 =
            "名称,英文名称,座位数\n" + string.Concat(Enumerable.Range(0, 2001).Select(i => $"庭{i},R{i},5\n"));

        await Refused("{}"u8.ToArray(), "application/json", "kernel.not-a-sheet");
        await Refused([0xD0, 0xCF, 0x11, 0xE0, 0xFF, 0xFF, 0x00], Xlsx, "kernel.sheet-unreadable");
        await Refused([.. "PK"u8, 3, 4, 9, 9, 9], Xlsx, "kernel.sheet-unreadable");
        await Refused("名称,\"英文"u8.ToArray(), "text/csv", "kernel.sheet-unreadable");
        await Refused(new byte[2 * 1024 * 1024 + 1], "text/csv", "kernel.sheet-too-large");
        await Refused(new byte[4 * 1024 * 1024], "text/csv", "kernel.sheet-too-large");
        await Refused(Encoding.UTF8.GetBytes(long2001), "text/csv", "kernel.sheet-too-long");
        await Refused(
            Workbook("<row r=\"1048576\"><c r=\"A1048576\"><v>7</v></c></row>"),
            Xlsx,
            "kernel.sheet-too-long"
        );
        await Refused(
            Workbook($"<row r=\"2\"><c r=\"A2\"><v>{new string('1', 30_000_000)}</v></c></row>"),
            Xlsx,
            "kernel.sheet-too-large"
        );
        await Refused(Workbook("&bomb;", "<!DOCTYPE w [<!ENTITY bomb \"x\">]>"), Xlsx, "kernel.sheet-unreadable");
        using var two = new MultipartFormDataContent
        {
            { new ByteArrayContent([1]), "a", "a.csv" },
            { new ByteArrayContent([1]), "b", "b.csv" },
        };
        await Court.Refused(await manager.PostAsync(Imports, two), HttpStatusCode.BadRequest, "kernel.not-a-sheet");

        async Task Refused(byte[] body, string type, string code) =>
            await Court.Refused(await Send(manager, body, type, dryRun: true), HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task A_formula_counts_as_its_result_and_a_full_sheet_is_imported_at_once()
    {
        var manager = Manager(Beijing);
        var computed = Workbook(
            """
            <row r="2"><c r="A2" t="inlineStr"><is><t>计算庭</t></is></c><c r="B2" t="str"><v>Sum</v></c><c r="C2"><f>10+10</f><v>20</v></c></row>
            """
        );
        var dry = await Body(await Send(manager, computed, Xlsx, dryRun: true));
        Assert.Equal("20", dry.GetProperty("rows")[0].GetProperty("changes")[1].GetProperty("to").ToString());

        using var full = new MemoryStream();
        full.SaveAs(
            Enumerable
                .Range(1, 2000)
                .Select(i => new Dictionary<string, object>
                {
                    ["名称"] = $"庭{i}",
                    ["英文名称"] = $"Room {i}",
                    ["座位数"] = i,
                    ["视频连线"] = 1,
                })
        );
        var done = await Body(await Send(manager, full.ToArray(), Xlsx, dryRun: false));
        Assert.Equal((2000, 0, 0), Counts(done));
        Assert.Equal(2000, await RoomCount(Beijing));
    }

    [Fact]
    public async Task Of_two_imports_at_once_each_room_comes_from_one()
    {
        var manager = Manager(Court.Shenzhen);
        var csv = Encoding.UTF8.GetBytes(
            "名称,英文名称,座位数\n" + string.Concat(Enumerable.Range(0, 200).Select(i => $"并发{i},R{i},5\n"))
        );

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Send(manager, csv, "text/csv", dryRun: false))
        );

        Assert.Contains(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.All(
            answers,
            a => Assert.True(a.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, a.StatusCode.ToString())
        );
        await using var admin = await court.Database.Administrator.OpenConnectionAsync();
        Assert.Equal(
            200,
            await admin.ExecuteScalarAsync<int>("select count(*) from hearings.room where name_zh like '并发%'")
        );
    }

    private HttpClient Manager(string centre) => court.Person($"keeper of {centre}", centre, Roles.RoomManager);

    private static async Task<JsonElement> Import(HttpClient manager, string csv, bool dryRun) =>
        await Body(await Send(manager, Encoding.UTF8.GetBytes(csv), "text/csv", dryRun));

    private static async Task<HttpResponseMessage> Send(HttpClient manager, byte[] body, string type, bool dryRun)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await manager.PostAsync($"{Imports}?dryRun={(dryRun ? "true" : "false")}", content);
    }

    private static async Task<JsonElement> Body(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, body.ToString());
        return body;
    }

    private static (int Added, int Changed, int Unchanged) Counts(JsonElement view) =>
        (
            view.GetProperty("added").GetInt32(),
            view.GetProperty("changed").GetInt32(),
            view.GetProperty("unchanged").GetInt32()
        );

    private static string Row(JsonElement view, int index, string property) =>
        view.GetProperty("rows")[index].GetProperty(property).ToString();

    private async Task<int> RoomCount(string centre)
    {
        await using var admin = await court.Database.Administrator.OpenConnectionAsync();
        return await admin.ExecuteScalarAsync<int>(
            "select count(*) from hearings.room where organisation_id = @centre",
            new { centre = OrganisationId.Of(centre) }
        );
    }

    /// <summary>A workbook with the three columns that a room needs, and these rows as XML.</summary>
    private static byte[] Workbook(string rows, string prologue = "")
    {
        using var like = new MemoryStream();
        like.SaveAs(new[] { new Dictionary<string, object> { ["a"] = 1 } });
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        using (var source = new ZipArchive(like))
        {
            foreach (var entry in source.Entries)
            {
                using var to = new StreamWriter(archive.CreateEntry(entry.FullName).Open());
                using var from = new StreamReader(entry.Open());
                to.Write(
                    entry.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal)
                        ? $"""
                        {prologue}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
                        <row r="1"><c r="A1" t="str"><v>名称</v></c><c r="B1" t="str"><v>英文名称</v></c><c r="C1" t="str"><v>座位数</v></c></row>
                        {rows}</sheetData></worksheet>
                        """
                        : from.ReadToEnd()
                );
            }
        }
        return file.ToArray();
    }
}
