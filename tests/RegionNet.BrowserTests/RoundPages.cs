using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Npgsql;
using RegionNet.Testing.Driver;

namespace RegionNet.BrowserTests;

/// <summary>The sample round in which Suzhou files, and one of its own whose evidence is checked.</summary>
internal sealed record RoundFurniture(string Filing, string Suzhou, string Checking, string Nantong)
{
    public static async Task<RoundFurniture> Make(Browser browser)
    {
        await using var database = NpgsqlDataSource.Create(await browser.Database());
        await using var connection = await database.OpenConnectionAsync();
        var (filing, suzhou, nantong, framework) = await connection.QuerySingleAsync<(Guid, Guid, Guid, Guid)>(
            """
            select (select id from assessments.assessment_round where code like '%-sample-filing'),
                (select id from assessments.demonstration_zone where place_code = '320500'),
                (select id from assessments.demonstration_zone where place_code = '320600'),
                (select id from assessments.framework where code = 'demo-zone-2022' order by version limit 1)
            """
        );
        await Remind(connection, filing, suzhou);
        using var organiser = await browser.Api("organiser");
        // The zones of the first batch are in the sample rounds, all of them.
        var zone = await Answer(await organiser.Api.GetAsync($"/api/assessments/zones/{nantong}"));
        foreach (var state in (string[])["confirmed", "building"])
        {
            zone = await Answer(
                await organiser.Api.PostAsJsonAsync(
                    $"/api/assessments/zones/{nantong}/moves",
                    new
                    {
                        version = zone.GetProperty("version").GetInt32(),
                        to = state,
                        effectiveOn = "2024-04-01",
                        documentNumber = "国知发保函字〔2024〕1号（测试）",
                    }
                )
            );
        }
        var round = await Answer(
            await organiser.Api.PostAsJsonAsync(
                "/api/assessments/rounds",
                new
                {
                    code = "2102-walk",
                    plan = new
                    {
                        nameZh = "材料核查中的轮次",
                        nameEn = "Round with evidence to check",
                        purpose = "acceptance",
                        frameworkId = framework,
                        zoneIds = new[] { nantong },
                        rule = "trimmed",
                        spreadLimit = 20,
                        evaluatorsPerZone = 5,
                        selfAssessmentUntil = Days.WorkdayAfter(10),
                        evidenceCheckUntil = Days.WorkdayAfter(20),
                        scoringUntil = Days.WorkdayAfter(30),
                        reconciliationUntil = Days.WorkdayAfter(40),
                    },
                }
            )
        );
        round = await Move(round, "self-assessment");
        var id = round.GetProperty("id").GetGuid();
        await connection.ExecuteAsync(
            """
            insert into assessments.indicator_filing (round_id, zone_id, indicator, value, statement, not_applicable_reason, is_filed, changed_at,
                changed_by, changed_by_name)
            values (@id, @nantong, 'A1', null, '成立由市长任组长的领导小组，列入年度考核。', null, true, now(), 'walk', '南通申报人员'),
                (@id, @nantong, 'A2', 6.5, null, null, true, now(), 'walk', '南通申报人员'),
                (@id, @nantong, 'B1', null, null, '本年度无立法计划', true, now(), 'walk', '南通申报人员');
            update assessments.round_zone set filed_at = now(), filed_by = 'walk', filed_by_name = '南通申报人员' where round_id = @id
            """,
            new { id, nantong }
        );
        await Move(round, "evidence-check");
        return new($"{filing}", $"{suzhou}", $"{id}", $"{nantong}");

        async Task<JsonElement> Move(JsonElement from, string to) =>
            await Answer(
                await organiser.Api.PostAsJsonAsync(
                    $"/api/assessments/rounds/{from.GetProperty("id").GetGuid()}/stage",
                    new { version = from.GetProperty("version").GetInt32(), to }
                )
            );

        // As the service reminds a week before the last day, which is not so near yet.
        static Task Remind(NpgsqlConnection connection, Guid round, Guid zone) =>
            connection.ExecuteAsync(
                """
                insert into assessments.reminder_day (round_id, stage, days_before, until, outcome, at)
                select id, stage, 7, self_assessment_until, 'told', now() from assessments.assessment_round where id = @round;
                insert into assessments.reminder (id, round_id, stage, days_before, until, subject, kind, zone_id, open, at)
                select gen_random_uuid(), round_id, stage, days_before, until, @Subject, 'filing', @zone, 12, at
                from assessments.reminder_day where round_id = @round
                """,
                new
                {
                    round,
                    zone,
                    Subject = PanelRound.Account("suzhou.zone"),
                }
            );

        static async Task<JsonElement> Answer(HttpResponseMessage answer) =>
            answer.IsSuccessStatusCode
                ? await answer.Content.ReadFromJsonAsync<JsonElement>()
                : throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
    }
}

/// <summary>Pages of demonstration zones, rounds and filings.</summary>
internal static class RoundPages
{
    private static async Task Batch(Visitor organiser)
    {
        await organiser.Find("edit-batch").First.ClickAsync();
        await organiser.Find("batch-dialog").WaitForAsync();
    }

    public static IReadOnlyList<(string UserName, IReadOnlyList<PortalPage> Pages)> Of(RoundFurniture made) =>
        [
            (
                "organiser",
                [
                    new("assess-rounds", "/assessments", Ready: v => v.Find("round").First.WaitForAsync()),
                    new("assess-zones", "/assessments/zones", Ready: v => v.Find("zone").First.WaitForAsync()),
                    new(
                        "assess-zone",
                        $"/assessments/zones/{made.Suzhou}",
                        Ready: v => v.Find("step").First.WaitForAsync()
                    ),
                    new(
                        "assess-filer",
                        $"/assessments/zones/{made.Suzhou}",
                        PortalPages.Press("name-filer", "filer-dialog")
                    ),
                    new("assess-apply", "/assessments/zones", PortalPages.Press("apply", "apply-dialog")),
                    new("assess-batches", "/assessments/batches", Ready: v => v.Find("batch-row").First.WaitForAsync()),
                    new("assess-batch", "/assessments/batches", Batch),
                    new(
                        "assess-put-off",
                        $"/assessments/rounds/{made.Checking}",
                        PortalPages.Press("put-off", "put-off-dialog")
                    ),
                    new("assess-plan", "/assessments/rounds/new", Ready: v => v.Find("plan-form").WaitForAsync()),
                    new(
                        "assess-round",
                        $"/assessments/rounds/{made.Checking}",
                        Ready: v => v.Find("round-zone").First.WaitForAsync()
                    ),
                    new(
                        "assess-stage",
                        $"/assessments/rounds/{made.Checking}",
                        PortalPages.Press("move-scoring", "stage-dialog")
                    ),
                    new(
                        "assess-proposal",
                        $"/assessments/rounds/{made.Checking}",
                        PortalPages.Press("propose-veto", "proposal-dialog")
                    ),
                    new(
                        "assess-check",
                        $"/assessments/rounds/{made.Checking}/filing/{made.Nantong}",
                        Ready: v => v.Find("accept").First.WaitForAsync()
                    ),
                ]
            ),
            (
                "suzhou.zone",
                [
                    new("assess-reminded", "/assessments", Ready: v => v.Find("reminder").First.WaitForAsync()),
                    new("email-of-zone", "/alert-settings/email", Ready: v => v.Find("email-reminders").WaitForAsync()),
                    new(
                        "assess-own-round",
                        $"/assessments/rounds/{made.Filing}",
                        Ready: v => v.Find("round-zone").First.WaitForAsync()
                    ),
                    new(
                        "assess-filing",
                        $"/assessments/rounds/{made.Filing}/filing/{made.Suzhou}",
                        Ready: v => v.Find("indicator").First.WaitForAsync()
                    ),
                ]
            ),
        ];
}
