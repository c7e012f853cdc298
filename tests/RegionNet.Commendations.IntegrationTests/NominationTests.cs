using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace RegionNet.Commendations.IntegrationTests;

/// <summary>The way of a nomination and what is refused on it.</summary>
public sealed class NominationTests(JuryRoom room) : IClassFixture<JuryRoom>
{
    [Fact]
    public async Task From_draft_to_announcement_with_every_step_in_the_record()
    {
        room.Clock.Set(JuryRoom.Monday);
        var round = await room.Round();
        var announced = await room.To("announced", await room.Draft(round));

        Assert.Equal("announced", announced.GetProperty("state").GetString());
        var steps = await room.Get(room.Clerk, $"nominations/{announced.GetProperty("id").GetGuid()}/steps");
        Assert.Equal(
            [
                "draft",
                "nominated",
                "unit-notice",
                "provincial-review",
                "eligibility-check",
                "joint-review",
                "selected",
                "public-notice",
                "approved",
                "announced",
            ],
            steps.GetProperty("items").EnumerateArray().Select(s => s.GetProperty("toState").GetString())
        );
        var approval = steps
            .GetProperty("items")
            .EnumerateArray()
            .Single(s => s.GetProperty("toState").GetString() == "approved");
        Assert.Equal("最高人民法院", approval.GetProperty("organisationZh").GetString());
        Assert.Equal("国知发保字〔2026〕9号", approval.GetProperty("documentNumber").GetString());
        var shown = await room.Get(null, $"public/commendations?round={round.GetProperty("code").GetString()}");
        Assert.Equal(
            announced.GetProperty("number").GetString(),
            Assert.Single(shown.GetProperty("items").EnumerateArray()).GetProperty("number").GetString()
        );
    }

    [Fact]
    public async Task The_list_reads_page_by_page_from_either_end()
    {
        room.Clock.Set(JuryRoom.Monday);
        var round = await room.Round();
        for (var n = 0; n < 5; n++)
        {
            await room.Draft(round);
        }

        var newest = await Pages("newest");

        Assert.Equal(5, newest.Count);
        Assert.Equal(newest.AsEnumerable().Reverse(), await Pages("oldest"));

        async Task<List<string>> Pages(string sort)
        {
            var found = new List<string>();
            string? next = null;
            do
            {
                var page = await room.Get(
                    room.Clerk,
                    $"nominations?roundId={round.GetProperty("id").GetGuid()}&limit=2&sort={sort}{(next is null ? "" : $"&cursor={next}")}"
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
    public async Task Only_what_can_be_nominated_is_taken()
    {
        room.Clock.Set(JuryRoom.Monday);
        var round = await room.Round();
        await JuryRoom.Refused(
            await room.Post(room.Clerk, "nominations", room.Collective(round, system: "court")),
            "system-not-of-unit"
        );
        await JuryRoom.Refused(
            await room.Post(room.Clerk, "nominations", room.Collective(round, code: "91350100M000100I43")),
            "code-invalid",
            HttpStatusCode.BadRequest
        );
        await JuryRoom.Refused(
            await room.Post(room.Clerk, "nominations", room.Collective(round, code: "91350100M000100Y42")),
            "code-check-fails"
        );
        await JuryRoom.Refused(
            await room.Post(room.Clerk, "nominations", room.Person(round, "110105194912310021")),
            "resident-id-invalid",
            HttpStatusCode.BadRequest
        );
        await JuryRoom.Refused(
            await room.Post(room.Clerk, "nominations", room.Person(round, "11010519491231002X", "疑难案件")),
            "merits-name-person"
        );
        using var bad = await room.Post(room.Clerk, "nominations", new { });
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
    }

    [Fact]
    public async Task A_draft_changes_and_what_was_submitted_does_not()
    {
        room.Clock.Set(JuryRoom.Monday);
        var draft = await room.Draft(await room.Round());
        var change = new
        {
            version = 1,
            collective = new
            {
                nameZh = "改名科",
                nameEn = "Renamed Section",
                code = "91350100M000100Y42",
                codeGround = "执照原件核对无误",
            },
            workUnitZh = "中国（苏州）知识产权保护中心",
            workUnitEn = "Suzhou IP Protection Center",
            merits = "全年办理专利预审案件四百余件，平均周期缩短一半。",
        };
        using var client = room.Host.As(room.Clerk);
        var path = $"/api/commendations/nominations/{draft.GetProperty("id").GetGuid()}";
        var changed = await JuryRoom.Success(await client.PutAsJsonAsync(path, change));
        Assert.Equal("改名科", changed.GetProperty("name").GetString());
        await JuryRoom.Refused(
            await client.PutAsJsonAsync(path, change),
            "stale-nomination",
            HttpStatusCode.PreconditionFailed
        );

        var submitted = await room.Submitted(changed);
        await JuryRoom.Refused(
            await client.PutAsJsonAsync(path, change with { version = submitted.GetProperty("version").GetInt32() }),
            "move-not-allowed"
        );
    }

    [Fact]
    public async Task A_party_is_nominated_once_in_a_round_until_it_is_withdrawn()
    {
        room.Clock.Set(JuryRoom.Monday);
        var round = await room.Round();
        var first = await room.Submitted(await room.Ok(room.Clerk, "nominations", room.Collective(round, "同一个科")));
        var second = await room.Ok(room.Clerk, "nominations", room.Collective(round, "同一个科"));
        await JuryRoom.Refused(await room.Try(room.Clerk, second, "submission"), "already-nominated");

        await room.Step(room.Clerk, first, "withdrawal", new { reason = "名称有误" });
        await room.Submitted(second);
    }

    [Fact]
    public async Task Nominations_are_taken_in_their_days_only()
    {
        room.Clock.Set(JuryRoom.Monday);
        var draft = await room.Draft(await room.Round());
        room.Clock.Set(DateTimeOffset.Parse("2026-08-01T00:00:01+08:00", provider: null));
        await JuryRoom.Refused(await room.Try(room.Clerk, draft, "submission"), "nominations-closed");
        room.Clock.Set(JuryRoom.Monday);
    }

    [Fact]
    public async Task A_notice_runs_five_working_days_unless_its_end_is_given_with_a_ground()
    {
        // 15 June to 21 June 2026: Friday the 19th is the Dragon Boat holiday.
        room.Clock.Set(DateTimeOffset.Parse("2026-06-15T09:00:00+08:00", provider: null));
        var round = await room.Round();
        var nominated = await room.Submitted(await room.Draft(round));
        await JuryRoom.Refused(
            await room.Try(
                room.Clerk,
                nominated,
                "unit-notice",
                new
                {
                    notice = new
                    {
                        from = "2026-06-15",
                        until = "2026-06-18",
                        place = "公告栏",
                    },
                }
            ),
            "notice-otherwise"
        );
        await JuryRoom.Refused(
            await room.Try(
                room.Clerk,
                nominated,
                "unit-notice",
                new { notice = new { from = "2026-06-12", place = "公告栏" } }
            ),
            "notice-in-past"
        );
        var shown = await room.Step(room.Clerk, nominated, "unit-notice", new { notice = room.Days() });
        Assert.Equal("2026-06-22", shown.GetProperty("notice").GetProperty("until").GetString());

        room.Clock.Set(DateTimeOffset.Parse("2026-06-22T23:59:59+08:00", provider: null));
        await JuryRoom.Refused(await room.Try(room.Clerk, shown, "recommendation"), "notice-runs");
        room.Clock.Set(DateTimeOffset.Parse("2026-06-23T00:00:00+08:00", provider: null));
        await room.Step(room.Clerk, shown, "recommendation");
        room.Clock.Set(JuryRoom.Monday);
    }

    [Fact]
    public async Task Where_the_holidays_are_not_announced_the_last_day_is_given_with_its_ground()
    {
        var days = new NoticeDays(new DateOnly(2026, 12, 29), "公告栏");
        var today = new DateOnly(2026, 12, 28);
        Assert.Equal("commendations.calendar-unknown", NoticeRules.Judge(days, 5, today).Refusal!.Code);
        var given = days with { Until = new DateOnly(2027, 1, 8), Ground = "按工作日估算" };
        Assert.Equal((new DateOnly(2027, 1, 8), null), NoticeRules.Judge(given, 5, today).Value);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task The_province_sends_back_with_a_reason_and_the_place_is_free_meanwhile()
    {
        room.Clock.Set(JuryRoom.Monday);
        var round = await room.Round();
        var inReview = await room.To("provincial-review", await room.Draft(round));
        Assert.Equal(1, await Taken(round, "320000"));
        await JuryRoom.Refused(
            await room.Try(room.Reviewer, inReview, "provincial-review", new { decision = "returned" }),
            "reason-needed",
            HttpStatusCode.BadRequest
        );
        var returned = await room.Step(
            room.Reviewer,
            inReview,
            "provincial-review",
            new { decision = "returned", reason = "事迹不具体" }
        );
        Assert.Equal("draft", returned.GetProperty("state").GetString());
        Assert.Equal("事迹不具体", returned.GetProperty("reason").GetString());
        Assert.Equal(0, await Taken(round, "320000"));
        Assert.Equal("nominated", (await room.Submitted(returned)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Who_recorded_the_joint_review_does_not_approve()
    {
        room.Clock.Set(JuryRoom.Monday);
        var shown = await room.To("public-notice", await room.Draft(await room.Round()));
        room.SkipNotice(shown);
        var refusal = await JuryRoom.Refused(await room.TryTogether(room.Organiser, "approvals", [shown]), "four-eyes");
        Assert.Equal(shown.GetProperty("id").GetGuid(), refusal.GetProperty("nominationId").GetGuid());
        await room.Together(room.Approver, "approvals", [shown]);
        room.Clock.Set(JuryRoom.Monday);
    }

    [Fact]
    public async Task Many_go_together_or_none_does()
    {
        room.Clock.Set(JuryRoom.Monday);
        var round = await room.Round();
        var ready = await room.To("selected", await room.Draft(round));
        room.Clock.Set(JuryRoom.Monday);
        var behind = await room.To("joint-review", await room.Draft(round));
        await JuryRoom.Refused(
            await room.TryTogether(room.Organiser, "public-notices", [ready, behind], new { notice = room.Days() }),
            "move-not-allowed"
        );
        Assert.Equal(
            "selected",
            (await room.Get(room.Organiser, $"nominations/{ready.GetProperty("id").GetGuid()}"))
                .GetProperty("state")
                .GetString()
        );
        room.Clock.Set(JuryRoom.Monday);
    }

    [Fact]
    public async Task A_replayed_submission_answers_the_first_result()
    {
        room.Clock.Set(JuryRoom.Monday);
        var draft = await room.Draft(await room.Round());
        using var client = room.Host.As(room.Clerk);
        client.DefaultRequestHeaders.Add("Idempotency-Key", Guid.NewGuid().ToString());
        var path = $"/api/commendations/nominations/{draft.GetProperty("id").GetGuid()}/submission";
        var first = await JuryRoom.Success(await client.PostAsJsonAsync(path, new { version = 1 }));
        var again = await JuryRoom.Success(await client.PostAsJsonAsync(path, new { version = 1 }));
        Assert.Equal(first.ToString(), again.ToString());
    }

    [Fact]
    public async Task A_list_is_filtered_searched_paged_and_exported()
    {
        room.Clock.Set(JuryRoom.Monday);
        var round = await room.Round();
        for (var n = 0; n < 5; n++)
        {
            await room.Ok(room.Clerk, "nominations", room.Collective(round, $"查询科第{n}"));
        }
        var id = round.GetProperty("id").GetGuid();
        var seen = new List<string>();
        var cursor = "";
        do
        {
            var page = await room.Get(room.Clerk, $"nominations?roundId={id}&limit=2{cursor}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(n => n.GetProperty("name").GetString()!));
            cursor = page.GetProperty("next").GetString() is { } next ? $"&cursor={next}" : "";
        } while (cursor.Length > 0);
        Assert.Equal(["查询科第4", "查询科第3", "查询科第2", "查询科第1", "查询科第0"], seen);

        var found = await room.Get(
            room.Clerk,
            $"nominations?roundId={id}&search=科第3&state=draft&category=collective"
        );
        Assert.Single(found.GetProperty("items").EnumerateArray());
        Assert.Empty(
            (await room.Get(room.Clerk, $"nominations?roundId={id}&state=announced"))
                .GetProperty("items")
                .EnumerateArray()
        );
        using var client = room.Host.As(room.Clerk);
        var csv = await client.GetStringAsync($"/api/commendations/nominations/export?roundId={id}&format=csv");
        Assert.Equal(6, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("查询科第2", csv, StringComparison.Ordinal);
        var book = await client.GetByteArrayAsync($"/api/commendations/nominations/export?roundId={id}&format=xlsx");
        Assert.Equal("PK"u8, book.AsSpan(0, 2));
        await JuryRoom.Refused(
            await client.GetAsync("/api/commendations/nominations?state=lost"),
            "unknown-state",
            HttpStatusCode.BadRequest
        );
    }

    private async Task<int> Taken(JsonElement round, string province) =>
        (await room.Get(room.Clerk, $"rounds/{round.GetProperty("id").GetGuid()}/quotas"))
            .GetProperty("items")
            .EnumerateArray()
            .Single(q =>
                q.GetProperty("provinceCode").GetString() == province
                && q.GetProperty("system").GetString() == "ip-office"
                && q.GetProperty("category").GetString() == "collective"
            )
            .GetProperty("taken")
            .GetInt32();
}
