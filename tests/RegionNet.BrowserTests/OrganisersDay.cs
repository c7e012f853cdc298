using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Playwright;
using Npgsql;
using RegionNet.Assessments;
using RegionNet.Assessments.IntegrationTests;
using RegionNet.Testing.Driver;
using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>The organiser enters an application in a new batch, and brings a round from reconciliation to its notice.</summary>
[Collection(Lanes.Offices)]
public sealed class OrganisersDay(Browser browser)
{
    [Fact]
    public async Task An_application_is_entered_in_a_new_batch_and_brought_to_its_public_notice()
    {
        await using var organiser = await browser.VisitAs("organiser", "/assessments/batches");
        await organiser.Find("add-batch").ClickAsync();
        await organiser.Find("call").FillAsync("国知办函保字〔2026〕测试号");
        await organiser.Find("notice-from").FillAsync("2026-11-02");
        await organiser.Find("confirm").ClickAsync();
        await organiser.Find("batch-dialog").Locator(".field-error:visible").First.WaitForAsync();
        await organiser.Find("notice-until").FillAsync("2026-11-06");
        await organiser.Find("confirm").ClickAsync();
        await Assertions.Expect(organiser.Find("batch-row").Last).ToContainTextAsync("2026-11-02 – 2026-11-06");

        await organiser.Navigate("/assessments/zones");
        await organiser.Find("apply").ClickAsync();
        await organiser.Find("place").FillAsync("97000");
        await organiser.Find("zh").FillAsync("虚构示范区");
        await organiser.Find("en").FillAsync("Fictitious zone");
        await organiser.Find("confirm").ClickAsync();
        await organiser.Find("apply-dialog").Locator(".field-error:visible").First.WaitForAsync();
        await organiser.Find("place").FillAsync("970001");
        await organiser.Find("confirm").ClickAsync();
        await State("applied");
        await organiser.Find("move-reviewed").ClickAsync();
        await organiser.Find("confirm").ClickAsync();
        await State("reviewed");
        await organiser.Find("move-public-notice").ClickAsync();
        await organiser.Find("document").FillAsync("公示〔2026〕1号");
        await organiser.Find("confirm").ClickAsync();
        await State("public-notice");
        await Assertions.Expect(organiser.Find("step")).ToHaveCountAsync(3);
        await Assertions.Expect(organiser.Find("step").First).ToContainTextAsync("公示〔2026〕1号");

        await organiser.Find("name-filer").ClickAsync();
        await organiser.Find("organisation-search").FillAsync("浙江");
        await organiser.Find("organisation-option").First.ClickAsync();
        await organiser.Find("confirm").ClickAsync();
        await Assertions.Expect(organiser.Find("filer-dialog")).ToHaveCountAsync(0);
        await Assertions.Expect(organiser.Find("zone-detail")).ToContainTextAsync("浙江");
        Assert.Empty(organiser.Complaints);

        Task State(string state) =>
            organiser.Page.Locator($"[data-testid=zone-detail][data-state={state}]").WaitForAsync();
    }

    [Fact]
    public async Task An_evaluators_employer_is_chosen_from_the_network_and_kept()
    {
        await using var organiser = await browser.VisitAs("organiser", "/assessments/evaluators");
        // Others become evaluators meanwhile: the last one now need not be the last one later.
        var name = await organiser.Find("evaluator").Last.Locator("strong").InnerTextAsync();
        var edit = organiser
            .Find("evaluator")
            .Filter(new() { Has = organiser.Page.Locator("strong").GetByText(name, new() { Exact = true }) })
            .GetByTestId("edit-evaluator");
        await edit.ClickAsync();
        var dialog = organiser.Find("evaluator-dialog");
        var picked = dialog.Locator(".picked");
        var search = dialog.GetByTestId("organisation-search");
        await picked.Or(search).WaitForAsync();
        if (await picked.CountAsync() > 0)
        {
            await picked.GetByRole(AriaRole.Button).ClickAsync();
        }
        await search.FillAsync("浙江");
        await dialog.GetByTestId("organisation-option").First.ClickAsync();
        var employer = await dialog.GetByTestId("employer").InputValueAsync();
        await Assertions.Expect(picked).ToContainTextAsync(employer);
        const string fields = "A，商标";
        await dialog.GetByTestId("fields").FillAsync(fields);
        await organiser.Find("save").ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);

        await edit.ClickAsync();
        await Assertions.Expect(picked).ToContainTextAsync(employer);
        Assert.Empty(organiser.Complaints);

        // Where it can't be read, what is saved is no less than before.
        await organiser.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        const string one = "**/api/organisations/*";
        await organiser.Page.RouteAsync(one, route => route.FulfillAsync(new() { Status = 404 }));
        await edit.ClickAsync();
        await dialog.GetByTestId("problem").WaitForAsync();
        await Assertions.Expect(dialog.GetByTestId("fields")).ToHaveValueAsync(fields);
        await organiser.Find("save").ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await organiser.Page.UnrouteAsync(one);
        await edit.ClickAsync();
        await Assertions.Expect(picked).ToContainTextAsync(employer);
        await Assertions.Expect(dialog.GetByTestId("fields")).ToHaveValueAsync(fields);
    }

    [Fact]
    public async Task A_round_is_reconciled_put_off_adjusted_computed_reported_and_shown()
    {
        var round = await Reconciling();
        var path = $"/assessments/rounds/{round.Id}";
        await using var organiser = await browser.VisitAs("organiser", path);

        // A day is put off; an earlier one is refused where it is typed.
        var day = Days.WorkdayAfter(30);
        await organiser.Find("put-off").ClickAsync();
        await organiser.Find("until-reconciliation").FillAsync("2026-01-05");
        await organiser.Find("reason").FillAsync("两名专家出差");
        await organiser.Find("confirm").ClickAsync();
        await organiser.Find("put-off-dialog").Locator(".field-error:visible").First.WaitForAsync();
        await organiser.Find("until-reconciliation").FillAsync(Iso(day));
        await organiser.Find("confirm").ClickAsync();
        await Assertions.Expect(organiser.Find("round-detail")).ToContainTextAsync(Iso(day));
        await Assertions.Expect(organiser.Find("round-step").First).ToContainTextAsync("两名专家出差");

        // The round does not go on before the last task is closed, and that not before all have answered.
        await organiser.Find("move-panel-opinion").ClickAsync();
        await organiser.Find("confirm").ClickAsync();
        await organiser.Find("stage-dialog").GetByTestId("problem").WaitForAsync();
        await organiser.Page.Keyboard.PressAsync("Escape");
        await organiser.Navigate($"{path}/moderation");
        await Answer(round);
        await organiser.Find("show-task").ClickAsync();
        await organiser.Find("closing-reason").FillAsync("专家已充分讨论，维持原分");
        await organiser.Find("close-task").ClickAsync();
        await Assertions.Expect(organiser.Find("moderation-dialog")).ToHaveCountAsync(0);

        // What one proposes another decides.
        await organiser.Navigate(path);
        await organiser.Find("propose-adjustment").ClickAsync();
        await organiser.Find("zone").SelectOptionAsync($"{round.Zones[0]}");
        await organiser.Find("points").FillAsync("1.5");
        await organiser.Find("fact").FillAsync("改革经验在全国推广，有文件为证");
        await organiser.Find("confirm").ClickAsync();
        await organiser.Find("adjustment").WaitForAsync();
        Assert.Equal(0, await organiser.Find("adjustment").GetByTestId("approve").CountAsync());
        await using var second = await browser.VisitAs("national.coordinator", path);
        await second.Find("adjustment").GetByTestId("approve").ClickAsync();
        await second.Page.Locator("[data-testid=adjustment][data-state=approved]").WaitForAsync();

        await organiser.Find("move-panel-opinion").ClickAsync();
        await organiser.Find("confirm").ClickAsync();
        await Stage("panel-opinion");
        await organiser.Find("results").ClickAsync();
        await Assertions.Expect(organiser.Find("ranked")).ToHaveCountAsync(2);
        await organiser.Find("make-reports").ClickAsync();
        var reports = await organiser.Page.RunAndWaitForDownloadAsync(() =>
            organiser.Find("reports-file").ClickAsync()
        );
        Assert.EndsWith(".zip", reports.SuggestedFilename, StringComparison.Ordinal);

        await organiser.Navigate(path);
        await organiser.Find("move-notice").ClickAsync();
        await organiser.Find("document").FillAsync("公示〔2026〕2号");
        await organiser.Find("notice-from").FillAsync(Iso(Days.WorkdayAfter(1)));
        await organiser.Find("notice-place").FillAsync("国家知识产权局官网");
        await organiser.Find("confirm").ClickAsync();
        await Stage("notice");
        await Assertions.Expect(organiser.Find("round-step").First).ToContainTextAsync("公示〔2026〕2号");
        // The move that was refused is what the console tells of.
        Assert.All(organiser.Complaints, c => Assert.Contains("409", c, StringComparison.Ordinal));
        Assert.Empty(second.Complaints);

        Task Stage(string stage) =>
            organiser.Page.Locator($"[data-testid=round-detail][data-stage={stage}]").WaitForAsync();
    }

    [Fact]
    public async Task A_zone_appeals_against_the_results_that_are_shown_and_reads_the_answer()
    {
        var path = $"/assessments/rounds/{await Shown()}";
        await using var zone = await browser.VisitAs("suzhou.zone", path);
        await zone.Find("appeal-now").ClickAsync();
        var dialog = zone.Find("appeal-dialog");
        var contested = dialog.Locator("[data-testid^=contest-]").First;
        await contested.WaitForAsync();
        await zone.Find("confirm").ClickAsync();
        await Assertions.Expect(dialog.Locator(".field-error:visible")).ToHaveCountAsync(2);
        await contested.CheckAsync();
        await zone.Find("grounds").FillAsync("证明材料已按要求提交，扣分缺乏依据");
        await zone.Find("confirm").ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await Assertions.Expect(zone.Find("appeal")).ToContainTextAsync("扣分缺乏依据");
        await Assertions.Expect(zone.Find("appeal-now")).ToHaveCountAsync(0);

        await using var organiser = await browser.VisitAs("organiser", path);
        await organiser.Find("dismiss").ClickAsync();
        await organiser.Find("reason").FillAsync("经复核，评分依据充分，维持原结果");
        await organiser.Find("confirm").ClickAsync();
        await organiser.Page.Locator("[data-testid=appeal][data-outcome=rejected]").WaitForAsync();

        await zone.Navigate("/assessments/rounds");
        await zone.Navigate(path);
        await Assertions.Expect(zone.Find("appeal")).ToContainTextAsync("评分依据充分");
        Assert.Empty(zone.Complaints);
        Assert.Empty(organiser.Complaints);
    }

    /// <summary>A round whose results have been shown since yesterday.</summary>
    private async Task<Guid> Shown()
    {
        await using var database = NpgsqlDataSource.Create(await browser.Database());
        var round = await ScoredRound.Plant(database, "2102-appeal", rule: RankingMethod.Additive, zones: 25);
        using var organiser = await browser.Api("organiser");
        (await organiser.Api.PostAsync($"/api/assessments/rounds/{round}/results", null)).EnsureSuccessStatusCode();
        await ScoredRound.Run(
            database,
            """
            update assessments.assessment_round set stage = 'notice', notice = daterange(t.day - 1, t.day + 6), appeals_until = t.day + 5,
                notice_place = '国家知识产权局官网', notice_ground = '测试'
            from (select (now() at time zone 'Asia/Shanghai')::date as day) t where id = @round
            """,
            new { round }
        );
        return round;
    }

    /// <summary>Those who are asked stand by their marks.</summary>
    private async Task Answer(PanelRound round)
    {
        foreach (var person in ScoringFurniture.People)
        {
            using var evaluator = await browser.Api(person);
            var tasks = await evaluator.Api.GetFromJsonAsync<JsonElement>(
                $"/api/assessments/rounds/{round.Id}/moderation?open=true"
            );
            foreach (var task in tasks.EnumerateArray())
            {
                var address = $"/api/assessments/moderation/{task.GetProperty("id").GetGuid()}";
                var marks = (await evaluator.Api.GetFromJsonAsync<JsonElement>(address)).GetProperty("marks");
                var mark = marks
                    .EnumerateArray()
                    .Single(m => m.GetProperty("mine").GetBoolean())
                    .GetProperty("original");
                using var answer = await evaluator.Api.PostAsJsonAsync(
                    $"{address}/answer",
                    new { mark = mark.GetDecimal(), reason = "维持原分" }
                );
                answer.EnsureSuccessStatusCode();
            }
        }
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Every sheet is locked, and of the tasks of moderation one is open.</summary>
    private async Task<PanelRound> Reconciling()
    {
        await using var source = NpgsqlDataSource.Create(await browser.Database());
        await using var owner = await source.OpenConnectionAsync();
        var round = await PanelRound.Plant(
            owner,
            zones: 2,
            indicators: 4,
            [.. ScoringFurniture.People.Select(PanelRound.Account)]
        );
        await Planted(
            """
            insert into score (assignment_id, indicator, mark, version, saved_at)
            select id, 'A1', case pseudonym when 'E01' then 62 else 95 end, 1, now()
            from assignment where round_id = @Id and zone_id = @zone and pseudonym in ('E01', 'E02')
            """
        );
        await round.Fill(owner);
        await Planted(
            """
            update moderation_task set closed_at = now(), closed_by = '-', closed_by_name = '-', closing_reason = '测试'
            where round_id = @Id and (zone_id, indicator) <> (@zone, 'A1')
            """
        );
        return round;

        async Task Planted(string sql)
        {
            await using var transaction = await owner.BeginTransactionAsync();
            await owner.ExecuteAsync(
                $"set local search_path = assessments; set local session_replication_role = replica; {sql}",
                new { round.Id, zone = round.Zones[0] }
            );
            await transaction.CommitAsync();
        }
    }
}
