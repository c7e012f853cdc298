using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dapper;
using Npgsql;
using RegionNet.Assessments;
using RegionNet.Assessments.IntegrationTests;
using RegionNet.Testing.Driver;

namespace RegionNet.BrowserTests;

/// <summary>A round whose results the organiser looks at, and one whose results the zone of Suzhou has been told.</summary>
internal sealed record ResultFurniture(
    string Framework,
    string Round,
    string Zone,
    string OtherZone,
    string Told,
    string ToldZone
)
{
    public static async Task<ResultFurniture> Make(Browser browser)
    {
        await using var database = NpgsqlDataSource.Create(await browser.Database());
        using var organiser = await browser.Api("organiser");
        var told = await ScoredRound.Plant(database, "2100-walk", rule: RankingMethod.Additive, zones: 25);
        var round = await ScoredRound.Plant(database, "2101-walk", rule: RankingMethod.Additive, zones: 25);
        await ScoredRound.Run(
            database,
            """
            insert into assessments.adjustment (id, round_id, zone_id, kind, points, reason, state, proposed_at, proposed_by, proposed_by_name,
                decided_at, decided_by, decided_by_name)
            select gen_random_uuid(), @round, z.id, 'bonus', 1.5, '改革经验在全国推广，有文件为证', 'approved', now(), 'a', 'a', now(), 'b', 'b'
            from assessments.demonstration_zone z where z.place_code = '320500'
            """,
            new { round }
        );
        foreach (var one in (Guid[])[told, round])
        {
            (await organiser.Api.PostAsync($"/api/assessments/rounds/{one}/results", null)).EnsureSuccessStatusCode();
        }
        await ScoredRound.Stage(database, told, "final");
        var results = await organiser.Api.GetFromJsonAsync<JsonElement>($"/api/assessments/rounds/{round}/results");
        var zones = results
            .GetProperty("zones")
            .EnumerateArray()
            .ToDictionary(z => z.GetProperty("placeCode").GetString()!, z => z.GetProperty("zoneId").GetString()!);
        await using var connection = await database.OpenConnectionAsync();
        var framework = await connection.QuerySingleAsync<Guid>(
            "select id from assessments.framework where code = 'demo-zone-2022' and version = 1"
        );
        return new($"{framework}", $"{round}", zones["320500"], zones["440100"], $"{told}", zones["320500"]);
    }
}

/// <summary>Pages of frameworks and results.</summary>
internal static class ResultPages
{
    public static IReadOnlyList<(string UserName, IReadOnlyList<PortalPage> Pages)> Of(ResultFurniture made) =>
        [
            (
                "organiser",
                [
                    new("frameworks", "/assessments/frameworks", Ready: v => v.Find("framework").First.WaitForAsync()),
                    new(
                        "framework",
                        $"/assessments/frameworks/{made.Framework}",
                        Ready: v => v.Find("leaf").First.WaitForAsync()
                    ),
                    new(
                        "framework-import",
                        "/assessments/frameworks/import",
                        Ready: v => v.Find("import").WaitForAsync()
                    ),
                    new("framework-import-wrong", "/assessments/frameworks/import", Wrong),
                    new(
                        "results",
                        $"/assessments/rounds/{made.Round}/results",
                        Ready: v => v.Find("ranked").First.WaitForAsync()
                    ),
                    new(
                        "result-methods",
                        $"/assessments/rounds/{made.Round}/results",
                        v => v.Find("methods").ScrollIntoViewIfNeededAsync()
                    ),
                    new(
                        "result-agreement",
                        $"/assessments/rounds/{made.Round}/results",
                        v => v.Find("agreement").ScrollIntoViewIfNeededAsync()
                    ),
                    new(
                        "result-zone",
                        $"/assessments/rounds/{made.Round}/results/{made.Zone}",
                        Ready: v => v.Find("zone-total").WaitForAsync()
                    ),
                    new("result-indicators", $"/assessments/rounds/{made.Round}/results/{made.Zone}", Opened),
                    new(
                        "result-comparison",
                        $"/assessments/rounds/{made.Round}/results/comparison?zones={made.Zone},{made.OtherZone}",
                        Ready: v => v.Find("comparison").WaitForAsync()
                    ),
                ]
            ),
            (
                "suzhou.zone",
                [
                    new(
                        "result-told",
                        $"/assessments/rounds/{made.Told}/results/{made.ToldZone}",
                        Ready: v => v.Find("zone-total").WaitForAsync()
                    ),
                    new(
                        "results-published",
                        $"/assessments/rounds/{made.Told}/results",
                        Ready: v => v.Find("ranked").First.WaitForAsync()
                    ),
                ]
            ),
        ];

    private static async Task Wrong(Visitor organiser)
    {
        await organiser
            .Find("import-file")
            .SetInputFilesAsync(
                new Microsoft.Playwright.FilePayload
                {
                    Name = "framework.csv",
                    MimeType = "text/csv",
                    Buffer = Encoding.UTF8.GetBytes(
                        "类型,编码,中文名称,英文名称,权重\n指标,A,甲,A,60\n指标,B,乙,B,many\n"
                    ),
                }
            );
        await organiser.Find("import-error").First.WaitForAsync();
    }

    private static async Task Opened(Visitor organiser)
    {
        var indicators = organiser.Find("indicator");
        await indicators.Nth(0).Locator("summary").ClickAsync();
        await indicators.Nth(1).Locator("summary").ClickAsync();
        await indicators.Nth(0).ScrollIntoViewIfNeededAsync();
    }
}
