using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dapper;
using Npgsql;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.Assessments.IntegrationTests;

/// <summary>Versions of frameworks: kept whole, never changed, read back from their own exports.</summary>
public sealed class FrameworkTests(PanelRoom room) : IClassFixture<PanelRoom>
{
    private const string Frameworks = "/api/assessments/frameworks";
    private const string Imports = "/api/assessments/framework-imports";

    [Fact]
    public async Task The_reference_framework_is_there_and_says_that_it_is_a_proposal()
    {
        var seeded = await Seeded();
        Assert.False(seeded.GetProperty("official").GetBoolean());
        Assert.Equal(CanonicalJson.Hex(FrameworkSeed.Reference().Text()), seeded.GetProperty("hash").GetString());
        var shown = await Get(room.SuzhouOfficer, $"{Frameworks}/{seeded.GetProperty("id").GetGuid()}");
        Assert.Equal(7, shown.GetProperty("content").GetProperty("nodes").GetArrayLength());
    }

    [Theory]
    [InlineData("xlsx", "zh-CN")]
    [InlineData("xlsx", "en")]
    [InlineData("csv", "zh-CN")]
    [InlineData("json", "en")]
    public async Task What_is_exported_is_imported_as_the_same(string format, string language)
    {
        var id = (await Seeded()).GetProperty("id").GetGuid();
        using var reader = room.Host.As(room.Organiser);
        reader.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        var file = await reader.GetByteArrayAsync($"{Frameworks}/{id}/export?format={format}");
        var trial = await Ok(await Send($"{Imports}?dryRun=true", file, format));
        Assert.Empty(trial.GetProperty("cells").EnumerateArray());
        Assert.Empty(trial.GetProperty("paths").EnumerateArray());
        Assert.Equal(CanonicalJson.Hex(FrameworkSeed.Reference().Text()), trial.GetProperty("hash").GetString());
        await Refused(
            await Send($"{Imports}?dryRun=false", file, format),
            "framework-unchanged",
            HttpStatusCode.Conflict
        );
    }

    [Fact]
    public async Task A_version_follows_the_one_before_and_a_stranger_makes_none()
    {
        var first = await Ok(await Create("own-frame", 1m));
        var second = await Ok(await Create("own-frame", 2m));
        Assert.Equal((1, 2), (first.GetProperty("version").GetInt32(), second.GetProperty("version").GetInt32()));
        await Refused(await Create("own-frame", 2m), "framework-unchanged", HttpStatusCode.Conflict);
        using var evaluator = room.Host.As(room.Evaluators[0]);
        var answer = await evaluator.PostAsJsonAsync(Frameworks, Request("own-frame", 3m));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Of_many_at_once_each_becomes_a_version_and_none_is_lost()
    {
        var answers = await Task.WhenAll(Enumerable.Range(1, 12).Select(n => Create("crowded", n)));
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        await using var connection = await room.Database.Administrator.OpenConnectionAsync();
        var versions = await connection.QueryAsync<int>(
            "select version from assessments.framework where code = 'crowded' order by version"
        );
        Assert.Equal(Enumerable.Range(1, 12), versions);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once_with_its_path()
    {
        var content = JsonSerializer.SerializeToNode(
            JsonDocument
                .Parse(
                    FrameworkSeed.Reference().Text().Replace("\"weight\":6", "\"weight\":6.5", StringComparison.Ordinal)
                )
                .RootElement
        )!;
        content["bonusCap"] = "five";
        var answer = await Post(
            new
            {
                code = "wrong",
                nameZh = "错",
                nameEn = "Wrong",
                official = false,
                sourceZh = "无",
                sourceEn = "None",
                content,
            }
        );
        var problem = await Refused(answer, "framework-invalid", HttpStatusCode.BadRequest);
        Assert.Equal("bonusCap", problem.GetProperty("errors")[0].GetProperty("path").GetString());
        content["bonusCap"] = 5;
        answer = await Post(
            new
            {
                code = "wrong",
                nameZh = "错",
                nameEn = "Wrong",
                official = false,
                sourceZh = "无",
                sourceEn = "None",
                content,
            }
        );
        problem = await Refused(answer, "framework-invalid", HttpStatusCode.BadRequest);
        Assert.Equal("nodes[2].children", problem.GetProperty("errors")[0].GetProperty("path").GetString());
    }

    [Fact]
    public async Task Errors_of_a_sheet_name_their_cells()
    {
        var id = (await Seeded()).GetProperty("id").GetGuid();
        using var reader = room.Host.As(room.Organiser);
        var csv = Encoding.UTF8.GetString(await reader.GetByteArrayAsync($"{Frameworks}/{id}/export?format=csv"));
        var lines = csv.Split("\r\n");
        var c2 = Array.FindIndex(lines, l => l.StartsWith("指标,C2,", StringComparison.Ordinal));
        var b1 = Array.FindIndex(lines, l => l.StartsWith("指标,B1,", StringComparison.Ordinal));
        var c = Array.FindIndex(lines, l => l.StartsWith("指标,C,", StringComparison.Ordinal));
        lines[c2] = lines[c2].Replace(",5,", ",5.5,", StringComparison.Ordinal);
        lines[b1] = lines[b1].Replace("2: 3", "1: 3", StringComparison.Ordinal);
        var trial = await Ok(
            await Send($"{Imports}?dryRun=true", Encoding.UTF8.GetBytes(string.Join("\r\n", lines)), "csv")
        );
        var cells = trial
            .GetProperty("cells")
            .EnumerateArray()
            .Select(e =>
                (
                    e.GetProperty("row").GetInt32(),
                    e.GetProperty("column").GetString(),
                    e.GetProperty("code").GetString()
                )
            )
            .ToList();
        Assert.Contains((c + 1, "F", "weights-do-not-add-up"), cells);
        Assert.Contains((b1 + 1, "L", "steps-not-ascending"), cells);
        // A cell that is no number is said before any rule is asked.
        lines[c2] = lines[c2].Replace(",5.5,", ",many,", StringComparison.Ordinal);
        trial = await Ok(
            await Send($"{Imports}?dryRun=true", Encoding.UTF8.GetBytes(string.Join("\r\n", lines)), "csv")
        );
        var only = Assert.Single(trial.GetProperty("cells").EnumerateArray());
        Assert.Equal(
            (c2 + 1, "not-a-number"),
            (only.GetProperty("row").GetInt32(), only.GetProperty("code").GetString())
        );
        var answer = await Send($"{Imports}?dryRun=false", Encoding.UTF8.GetBytes(string.Join("\r\n", lines)), "csv");
        await Refused(answer, "framework-invalid", HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("指标,A,B", "parents-in-a-circle")]
    [InlineData("指标,A,Z", "no-such-parent")]
    public async Task A_tree_that_is_none_is_an_error(string row, string code)
    {
        var sheet = $"类型,编码,上级编码,中文名称,英文名称,权重\n{row},甲,A,50\n指标,B,A,乙,B,50\n";
        var trial = await Ok(await Send($"{Imports}?dryRun=true", Encoding.UTF8.GetBytes(sheet), "csv"));
        Assert.Contains(trial.GetProperty("cells").EnumerateArray(), e => e.GetProperty("code").GetString() == code);
    }

    [Fact]
    public async Task No_role_changes_a_version_and_what_is_frozen_stays_so()
    {
        var id = (await Ok(await Create("frozen", 1m))).GetProperty("id").GetGuid();
        var own = room.Database.Module(AssessmentsModule.Name);
        Assert.Equal(
            "42501",
            (await Fails(own, "update assessments.framework set name_en = 'x' where id = @id")).SqlState
        );
        Assert.Equal("42501", (await Fails(own, "delete from assessments.framework where id = @id")).SqlState);
        await Run(own, "update assessments.framework set frozen_at = now() where id = @id");
        Assert.Equal(
            "framework_is_frozen",
            (await Fails(own, "update assessments.framework set frozen_at = now() where id = @id")).ConstraintName
        );
        // Not even the owner gives one version another content.
        Assert.Equal(
            "framework_is_frozen",
            (
                await Fails(
                    room.Database.Administrator,
                    "update assessments.framework set content = '{}' where id = @id"
                )
            ).ConstraintName
        );

        async Task<PostgresException> Fails(NpgsqlDataSource source, string sql) =>
            await Assert.ThrowsAsync<PostgresException>(() => Run(source, sql));

        async Task Run(NpgsqlDataSource source, string sql)
        {
            await using var connection = await source.OpenConnectionAsync();
            await connection.ExecuteAsync(sql, new { id });
        }
    }

    private async Task<JsonElement> Seeded() =>
        (await Get(room.Coordinator, $"{Frameworks}?code={FrameworkSeed.Code}"))
            .GetProperty("items")
            .EnumerateArray()
            .Last();

    private static object Request(string code, decimal bonusCap) =>
        new
        {
            code,
            nameZh = "自拟指标体系",
            nameEn = "Own framework",
            official = false,
            sourceZh = "测试",
            sourceEn = "Test",
            content = JsonDocument.Parse((FrameworkSeed.Reference() with { BonusCap = bonusCap }).Text()).RootElement,
        };

    private Task<HttpResponseMessage> Create(string code, decimal bonusCap) => Post(Request(code, bonusCap));

    private async Task<HttpResponseMessage> Post(object request)
    {
        using var client = room.Host.As(room.Organiser);
        return await client.PostAsJsonAsync(Frameworks, request);
    }

    private async Task<HttpResponseMessage> Send(string path, byte[] file, string format)
    {
        using var client = room.Host.As(room.Organiser);
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue(
            format switch
            {
                "json" => "application/json",
                "csv" => "text/csv",
                _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            }
        );
        return await client.PostAsync(path, content);
    }

    private async Task<JsonElement> Get(CurrentUser who, string path)
    {
        using var client = room.Host.As(who);
        return await client.GetFromJsonAsync<JsonElement>(path);
    }

    private static async Task<JsonElement> Ok(HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement;
    }

    private static async Task<JsonElement> Refused(HttpResponseMessage answer, string code, HttpStatusCode status)
    {
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((status, $"assessments.{code}"), (answer.StatusCode, problem.GetProperty("code").GetString()));
        return problem;
    }
}
