using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace RegionNet.Commendations.IntegrationTests;

/// <summary>Quotas of systems and provinces, and rivals for the last place.</summary>
public sealed class QuotaTests(JuryRoom room) : IClassFixture<JuryRoom>
{
    [Fact]
    public async Task A_round_begins_with_the_quotas_of_the_2022_notice_and_the_proposed_shares()
    {
        var round = await room.Round();
        var quotas = await Quotas(round);
        var systems = quotas.Where(q => q.GetProperty("provinceCode").ValueKind == JsonValueKind.Null).ToList();
        Assert.Equal(8, systems.Count);
        Assert.All(systems, q => Assert.True(q.GetProperty("official").GetBoolean()));
        Assert.Equal(100, Sum(systems, "collective"));
        Assert.Equal(200, Sum(systems, "individual"));
        var provinces = quotas.Except(systems).ToList();
        Assert.Equal(4 * 2 * 32, provinces.Count);
        Assert.All(provinces, q => Assert.False(q.GetProperty("official").GetBoolean()));
    }

    [Fact]
    public async Task Of_fifty_rivals_for_the_last_place_of_a_province_one_gets_it()
    {
        var round = await room.Round();
        var quota = await Quota(round, "320000");
        await Set(quota, 3);
        await room.Submitted(await room.Draft(round));
        await room.Submitted(await room.Draft(round));
        var drafts = new List<JsonElement>();
        for (var n = 0; n < 50; n++)
        {
            drafts.Add(await room.Draft(round));
        }
        var answers = await Task.WhenAll(drafts.Select(d => room.Try(room.Clerk, d, "submission")));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        foreach (var answer in answers.Where(a => a.StatusCode != HttpStatusCode.OK))
        {
            await JuryRoom.Refused(answer, "quota-exhausted");
        }
        Assert.Equal(3, (await Quota(round, "320000")).GetProperty("taken").GetInt32());
        Assert.Equal(
            3,
            await room.Scalar<int>(
                "select count(*)::int from nomination where round_id = @Id and state = 'nominated'",
                new { Id = round.GetProperty("id").GetGuid() }
            )
        );
    }

    [Fact]
    public async Task Of_rivals_for_the_last_place_of_a_system_one_is_selected()
    {
        room.Clock.Set(JuryRoom.Monday);
        var round = await room.Round();
        await Set(await Quota(round, "320000"), 20);
        await Set(await Quota(round, null), 1);
        var ready = new List<JsonElement>();
        for (var n = 0; n < 8; n++)
        {
            room.Clock.Set(JuryRoom.Monday);
            ready.Add(await room.To("joint-review", await room.Draft(round)));
        }
        var answers = await Task.WhenAll(
            ready.Select(n => room.Try(room.Organiser, n, "joint-review", new { documentNumber = "联评〔2026〕2号" }))
        );
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(1, (await Quota(round, null)).GetProperty("taken").GetInt32());

        var selected = await JuryRoom.Success(answers.Single(a => a.StatusCode == HttpStatusCode.OK));
        await room.Step(room.Organiser, selected, "rejection", new { reason = "材料不实" });
        Assert.Equal(0, (await Quota(round, null)).GetProperty("taken").GetInt32());
        Assert.Equal(7, (await Quota(round, "320000")).GetProperty("taken").GetInt32());
        room.Clock.Set(JuryRoom.Monday);
    }

    [Fact]
    public async Task A_quota_is_set_by_who_has_seen_it_never_below_what_is_taken_and_its_past_is_kept()
    {
        var round = await room.Round();
        await room.Submitted(await room.Draft(round));
        var quota = await Quota(round, "320000");
        await JuryRoom.Refused(await TrySet(quota, 0), "quota-below-taken");
        await Set(quota, 1);
        await JuryRoom.Refused(await TrySet(quota, 5), "stale-quota", HttpStatusCode.PreconditionFailed);
        await JuryRoom.Refused(await room.Try(room.Clerk, await room.Draft(round), "submission"), "quota-exhausted");
        Assert.Equal(
            "2,1",
            await room.Scalar<string>(
                "select string_agg(places::text, ',' order by version) from quota_version where quota_id = @Id",
                new { Id = quota.GetProperty("id").GetGuid() }
            )
        );
    }

    private async Task<IReadOnlyList<JsonElement>> Quotas(JsonElement round) =>
        [
            .. (await room.Get(room.Organiser, $"rounds/{round.GetProperty("id").GetGuid()}/quotas"))
                .GetProperty("items")
                .EnumerateArray(),
        ];

    private async Task<JsonElement> Quota(JsonElement round, string? province) =>
        (await Quotas(round)).Single(q =>
            q.GetProperty("provinceCode").GetString() == province
            && q.GetProperty("system").GetString() == "ip-office"
            && q.GetProperty("category").GetString() == "collective"
        );

    private async Task Set(JsonElement quota, int places) => await JuryRoom.Success(await TrySet(quota, places));

    private async Task<HttpResponseMessage> TrySet(JsonElement quota, int places) =>
        await room
            .Host.As(room.Organiser)
            .PutAsJsonAsync(
                $"/api/commendations/quotas/{quota.GetProperty("id").GetGuid()}",
                new
                {
                    places,
                    basisZh = "会议确定",
                    basisEn = "Set by the conference",
                    official = false,
                    version = quota.GetProperty("version").GetInt32(),
                }
            );

    private static int Sum(IEnumerable<JsonElement> quotas, string category) =>
        quotas
            .Where(q => q.GetProperty("category").GetString() == category)
            .Sum(q => q.GetProperty("places").GetInt32());
}
