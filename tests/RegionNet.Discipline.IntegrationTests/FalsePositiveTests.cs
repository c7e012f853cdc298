using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using RegionNet.Access.Contracts;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Discipline.IntegrationTests;

public sealed class FalsePositiveTests(Bureau bureau) : IClassFixture<Bureau>
{
    private HttpClient Desk => bureau.Person("desk", Bureau.Guangdong, Roles.ZoneCoordinator);

    private async Task<HttpResponseMessage> Decide(
        HttpClient client,
        string name,
        Guid party,
        string? code = null,
        int days = 90
    ) =>
        await client.PostAsJsonAsync(
            "/api/discipline/false-positives",
            new
            {
                name,
                code,
                partyId = party,
                reason = "注册地与法定代表人均不同",
                evidence = "登记机关查询记录2026-0312",
                expiresOn = bureau.Clock.Today().AddDays(days),
            }
        );

    private async Task<JsonElement> State(string name, string? code = null)
    {
        var view = await ScreeningTests.Screen(Desk, ScreeningTests.Q(name) + (code is null ? "" : $"&code={code}"));
        return Assert.Single(ScreeningTests.Hits(view)).GetProperty("falsePositive");
    }

    private async Task<CaseFile> Listed(string name)
    {
        var file = await CaseFile.Lead(bureau, CaseFile.Organisation(name));
        return await file.Published();
    }

    private static (string?, string?) Of(JsonElement decision) =>
        (decision.GetProperty("state").GetString(), decision.GetProperty("because").GetString());

    [Fact]
    public async Task It_stands_for_the_own_organisation_with_reason_evidence_author_and_end()
    {
        var file = await Listed("苏州听澜传媒有限公司");
        const string asked = "杭州听澜传媒有限公司";
        Assert.Equal(JsonValueKind.Null, (await State(asked)).ValueKind);

        var answer = await Decide(Desk, asked, file.Party);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var decision = await State(asked);
        Assert.Equal(("stands", null), Of(decision));
        Assert.Equal("注册地与法定代表人均不同", decision.GetProperty("reason").GetString());
        Assert.Equal("登记机关查询记录2026-0312", decision.GetProperty("evidence").GetString());
        Assert.Equal("desk", decision.GetProperty("decidedByName").GetString());
        var foreign = await ScreeningTests.Screen(bureau.Officer, ScreeningTests.Q(asked));
        Assert.Equal(JsonValueKind.Null, ScreeningTests.Hits(foreign)[0].GetProperty("falsePositive").ValueKind);
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        await Bureau.Refused(
            await bureau.Officer.PostAsync($"/api/discipline/false-positives/{id}/withdrawal", null),
            HttpStatusCode.NotFound,
            "discipline.false-positive-not-found"
        );
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await Desk.PostAsync($"/api/discipline/false-positives/{id}/withdrawal", null)).StatusCode
        );
        Assert.Equal(JsonValueKind.Null, (await State(asked)).ValueKind);
        await Bureau.Refused(
            await Desk.PostAsync($"/api/discipline/false-positives/{id}/withdrawal", null),
            HttpStatusCode.Conflict,
            "discipline.false-positive-withdrawn"
        );
    }

    [Fact]
    public async Task It_ends()
    {
        var file = await Listed("苏州枕溪家具有限公司");
        const string asked = "宁波枕溪家具有限公司";
        await Decide(Desk, asked, file.Party, days: 10);
        var set = bureau.Clock.GetUtcNow();
        try
        {
            bureau.Clock.Advance(TimeSpan.FromDays(9));
            Assert.Equal(("stands", null), Of(await State(asked)));
            bureau.Clock.Advance(TimeSpan.FromDays(1));
            Assert.Equal(("expired", null), Of(await State(asked)));
        }
        finally
        {
            bureau.Clock.Set(set);
        }
    }

    [Theory]
    [InlineData("asked-name")]
    [InlineData("asked-code")]
    [InlineData("listed-name")]
    [InlineData("listed-code")]
    [InlineData("listed-entries")]
    public async Task It_opens_again_when_either_side_changes(string because)
    {
        var own = $"听松{"甲乙丙丁戊"[Array.IndexOf(Reasons, because)]}";
        var file = await Listed($"苏州{own}信息咨询有限公司");
        var asked = $"厦门{own}信息咨询有限公司";
        var code = because == "asked-name" ? null : CaseFile.FreshCode("350200");
        // The listed code is unknown here: two codes that differ leave no candidate.
        await Owner($"update discipline.party set code = null where id = '{file.Party}'");
        Assert.Equal(HttpStatusCode.Created, (await Decide(Desk, asked, file.Party, code)).StatusCode);
        Assert.Equal(("stands", null), Of(await State(asked, code)));

        switch (because)
        {
            case "asked-name":
                // The same asked party can only be told by its code.
                var known = CaseFile.FreshCode("350200");
                await Decide(Desk, asked, file.Party, known);
                Assert.Equal(("reopened", because), Of(await State($"福州{own}信息咨询有限公司", known)));
                return;
            case "asked-code":
                Assert.Equal(("reopened", because), Of(await State(asked, CaseFile.FreshCode("350200"))));
                return;
            case "listed-name":
                var renamed = await bureau.Officer.PostAsJsonAsync(
                    $"/api/discipline/parties/{file.Party}/name",
                    new
                    {
                        version = 1,
                        name = $"苏州新{own}信息咨询有限公司",
                        from = bureau.Clock.Today(),
                    }
                );
                Assert.True(renamed.IsSuccessStatusCode, await renamed.Content.ReadAsStringAsync());
                // By the former name it is found all the same.
                var found = await ScreeningTests.Screen(Desk, ScreeningTests.Q($"苏州{own}信息咨询有限公司"));
                Assert.Equal(
                    ($"苏州新{own}信息咨询有限公司", $"苏州{own}信息咨询有限公司"),
                    (
                        ScreeningTests.Hits(found)[0].GetProperty("name").GetString(),
                        ScreeningTests.Hits(found)[0].GetProperty("foundBy").GetString()
                    )
                );
                break;
            case "listed-code":
                await Owner($"update discipline.party set code = '{code}' where id = '{file.Party}'");
                // Now it is a match, which no decision covers.
                Assert.Equal(("reopened", because), Of(await State(asked, code)));
                return;
            default:
                await file.Stayed();
                await file.Stayed(raised: false);
                break;
        }
        Assert.Equal(("reopened", because), Of(await State(asked, code)));
    }

    private static readonly string[] Reasons =
    [
        "asked-name",
        "asked-code",
        "listed-name",
        "listed-code",
        "listed-entries",
    ];

    [Fact]
    public async Task A_match_is_no_false_positive_and_nobody_decides_about_what_is_not_found()
    {
        var code = CaseFile.FreshCode();
        var file = await CaseFile.Lead(bureau, CaseFile.Organisation("苏州渡云软件有限公司", code));
        await file.Published();
        await Bureau.Refused(
            await Decide(Desk, "苏州渡云软件有限公司", file.Party, code),
            HttpStatusCode.Conflict,
            "discipline.match-is-no-candidate"
        );
        await Bureau.Refused(
            await Decide(Desk, "完全不同的名称", file.Party),
            HttpStatusCode.NotFound,
            "discipline.candidate-not-found"
        );
        await Bureau.Refused(
            await Decide(Desk, "苏州渡云软件有限公司", file.Party, days: 400),
            HttpStatusCode.BadRequest,
            "discipline.decision-ends-too-late"
        );
        await using var connection = await bureau.Database.Module("discipline").OpenConnectionAsync();
        await Decide(Desk, "南京渡云软件有限公司", file.Party);
        var e = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            connection.ExecuteAsync("update false_positive set expires_on = expires_on + 300")
        );
        Assert.Equal("false_positive_keeps", e.ConstraintName);
    }

    private async Task Owner(string sql)
    {
        await using var connection = await bureau.Database.Administrator.OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }

    [Fact]
    public async Task A_change_of_the_listing_opens_it_again_by_itself_and_tells_who_decided_once()
    {
        var file = await Listed("苏州停云软件有限公司");
        const string asked = "嘉兴停云软件有限公司";
        var made = await Decide(Desk, asked, file.Party);
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        var untouched = await Decide(Desk, "湖州晴耕软件有限公司", (await Listed("常熟晴耕软件有限公司")).Party);
        var other = (await untouched.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        Assert.Equal(JsonValueKind.Null, (await InList(id)).GetProperty("reopenedAt").ValueKind);

        await file.Stayed();
        await file.Stayed(raised: false);

        var row = await Eventually.Becomes(
            () => InList(id),
            r => r.GetProperty("reopenedAt").ValueKind == JsonValueKind.String
        );
        Assert.Equal("listed-entries", row.GetProperty("because").GetString());
        Assert.Equal(JsonValueKind.Null, (await InList(other)).GetProperty("reopenedAt").ValueKind);
        // A further change opens nothing that is open.
        await file.Stayed();
        await file.Stayed(raised: false);
        await using var connection = await bureau.Database.Administrator.OpenConnectionAsync();
        var told = (
            await connection.QueryAsync<(string Subject, string Payload)>(
                "select subject, payload::text from discipline.outbox where kind = @Kind",
                new { FalsePositiveReopened.Kind }
            )
        ).ToList();
        var (_, payload) = Assert.Single(told, t => t.Subject == id.ToString());
        Assert.DoesNotContain(told, t => t.Subject == other.ToString());
        Assert.Equal(
            "苏州停云软件有限公司",
            JsonSerializer.Deserialize<FalsePositiveReopened>(payload, JsonSerializerOptions.Web)!.PartyName
        );
        // Decided anew about what it is now, it stands again.
        await Decide(Desk, asked, file.Party);
        Assert.Equal(("stands", null), Of(await State(asked)));

        async Task<JsonElement> InList(Guid decision)
        {
            var list = await Desk.GetFromJsonAsync<JsonElement>("/api/discipline/false-positives?limit=200");
            return list.GetProperty("items").EnumerateArray().Single(r => r.GetProperty("id").GetGuid() == decision);
        }
    }
}
