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

public sealed class WatchTests(Bureau bureau) : IClassFixture<Bureau>
{
    private HttpClient Desk => bureau.Person("desk", Bureau.Guangdong, Roles.ZoneCoordinator);

    private async Task<Guid> Watch(object party)
    {
        var answer = await Desk.PostAsJsonAsync("/api/discipline/watches", new { parties = new[] { party } });
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement[0].GetProperty("id").GetGuid();
    }

    private async Task<JsonElement[]> Hits(Guid watch) =>
        [.. (await Desk.GetFromJsonAsync<JsonElement>($"/api/discipline/watches/{watch}/hits")).EnumerateArray()];

    private async Task<IReadOnlyList<WatchHit>> Told(Guid watch)
    {
        await using var connection = await bureau.Database.Administrator.OpenConnectionAsync();
        var payloads = await connection.QueryAsync<string>(
            "select payload::text from discipline.outbox where kind = @Kind and subject = @watch order by id",
            new { WatchHit.Kind, watch = watch.ToString() }
        );
        return [.. payloads.Select(p => JsonSerializer.Deserialize<WatchHit>(p, JsonSerializerOptions.Web)!)];
    }

    [Fact]
    public async Task A_watch_is_told_of_each_change_once()
    {
        var code = CaseFile.FreshCode();
        var byCode = await Watch(new { label = "客户一", code });
        var byName = await Watch(new { label = "客户二", name = "宿迁漱玉日化有限责任公司" });
        var neither = await Watch(
            new
            {
                label = "客户三",
                name = "宿迁别家包装有限公司",
                code = CaseFile.FreshCode(),
            }
        );
        var file = await CaseFile.Lead(bureau, CaseFile.Organisation("宿迁漱玉日化有限公司", code));
        Assert.Empty(await Hits(byCode));

        await file.Published();

        Assert.Equal("match", Assert.Single(await Eventually.Becomes(() => Told(byCode), t => t.Count == 1)).Class);
        var hit = Assert.Single(await Eventually.Becomes(() => Told(byName), t => t.Count == 1));
        Assert.Equal(("strong", "published", "宿迁漱玉日化有限公司"), (hit.Class, hit.Change, hit.PartyName));
        Assert.Empty(await Told(neither));
        Assert.Equal("published", Assert.Single(await Hits(byCode)).GetProperty("change").GetString());

        // The same event comes again, with another inbox entry: another relay, or a database that was set back.
        var handler = bureau.Host.Services.GetRequiredService<OnListingChanged>();
        await using var connection = await bureau.Database.Administrator.OpenConnectionAsync();
        var payload = await connection.ExecuteScalarAsync<string>(
            "select payload::text from discipline.outbox where kind = @Kind and subject = @entry",
            new { ListingChanged.Kind, entry = file.Entry.ToString() }
        );
        var fact = JsonSerializer.Deserialize<ListingChanged>(payload!, JsonSerializerOptions.Web)!;
        await Handle(fact);
        Assert.Single(await Told(byCode));

        Task Handle(ListingChanged change) =>
            handler.Handle(
                new EventContext(
                    Guid.NewGuid(),
                    ListingChanged.Kind,
                    "",
                    bureau.Clock.GetUtcNow(),
                    nameof(OnListingChanged)
                ),
                change,
                CancellationToken.None
            );

        await file.Ended("revoked");
        Assert.Equal(
            ["published", "revoked"],
            (await Eventually.Becomes(() => Told(byCode), t => t.Count == 2)).Select(t => t.Change)
        );

        // Events that are handled late, when the entry has changed again, tell what they tell: none takes another's place.
        var late = await Watch(new { label = "客户四", name = "宿迁漱玉日化股份有限公司" });
        var payloads = await connection.QueryAsync<string>(
            "select payload::text from discipline.outbox where kind = @Kind and subject = @entry order by id",
            new { ListingChanged.Kind, entry = file.Entry.ToString() }
        );
        foreach (var change in payloads)
        {
            await Handle(JsonSerializer.Deserialize<ListingChanged>(change, JsonSerializerOptions.Web)!);
        }
        Assert.Equal(["published", "revoked"], (await Told(late)).Select(t => t.Change));
    }

    [Fact]
    public async Task What_is_there_already_is_shown_with_the_watch_and_alarms_nobody()
    {
        var file = await CaseFile.Lead(bureau, CaseFile.Organisation("扬州枕石印务有限公司"));
        await file.Published();

        var watch = await Watch(new { label = "客户", name = "扬州枕石印务有限公司" });

        Assert.Equal("present", Assert.Single(await Hits(watch)).GetProperty("change").GetString());
        Assert.Empty(await Told(watch));
    }

    [Fact]
    public async Task A_natural_person_is_watched_by_the_hash_of_an_ID()
    {
        var resident = ScreeningTests.WithCheckDigit("32100219790411201X");
        var watch = await Watch(new { label = "代理人0042", residentId = resident });
        await (await CaseFile.Lead(bureau, CaseFile.Person("诸葛清如", resident))).Published();

        var told = Assert.Single(await Eventually.Becomes(() => Told(watch), t => t.Count == 1));

        Assert.Equal(("match", null), (told.Class, told.PartyName));
        Assert.DoesNotContain("清", (await Hits(watch))[0].GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watches_belong_to_an_organisation_and_end()
    {
        var party = new { label = "客户", name = "镇江不系舟物流有限公司" };
        var watch = await Watch(party);
        await Bureau.Refused(
            await Desk.PostAsJsonAsync("/api/discipline/watches", new { parties = new[] { party } }),
            HttpStatusCode.Conflict,
            "discipline.already-watched"
        );
        await Bureau.Refused(
            await bureau.Officer.GetAsync($"/api/discipline/watches/{watch}/hits"),
            HttpStatusCode.NotFound,
            "discipline.watch-not-found"
        );
        await Bureau.Refused(
            await bureau.Officer.PostAsync($"/api/discipline/watches/{watch}/end", null),
            HttpStatusCode.NotFound,
            "discipline.watch-not-found"
        );
        Assert.Equal(
            HttpStatusCode.NoContent,
            (await Desk.PostAsync($"/api/discipline/watches/{watch}/end", null)).StatusCode
        );
        await (await CaseFile.Lead(bureau, CaseFile.Organisation("镇江不系舟物流有限公司"))).Published();
        var other = await Watch(new { label = "后来", name = "镇江不系舟物流有限公司" });
        Assert.Single(await Hits(other));
        Assert.Empty(await Hits(watch));
        await Bureau.Refused(
            await Desk.PostAsJsonAsync("/api/discipline/watches", new { parties = new[] { new { label = "无名" } } }),
            HttpStatusCode.BadRequest,
            "discipline.watch-names-nobody"
        );
    }

    [Fact]
    public async Task A_sheet_of_organisations_is_watched_as_a_whole_or_not_at_all()
    {
        var code = CaseFile.FreshCode();
        await (await CaseFile.Lead(bureau, CaseFile.Organisation("无锡问渠纺织有限公司", code))).Published();
        await Watch(new { label = "客户", name = "泰州拾光文具有限公司" });
        var before = await Count();

        await Bureau.Refused(
            await Import("名称,统一社会信用代码\n无锡问渠纺织有限公司,不是代码"),
            HttpStatusCode.BadRequest,
            "discipline.sheet-has-errors"
        );
        var resident = ScreeningTests.WithCheckDigit("32100219790411203X");
        await Bureau.Refused(
            await Import($"名称,公民身份号码\n无锡问渠纺织有限公司,\n诸葛清如,{resident}"),
            HttpStatusCode.BadRequest,
            "discipline.sheet-has-errors"
        );
        Assert.Equal(before, await Count());

        var done = await Import(
            $"name,code\n无锡问渠纺织有限公司,{code}\n泰州拾光文具有限公司,\n,{CaseFile.FreshCode()}\n无锡问渠纺织有限公司,{code}\n"
        );
        var text = await done.Content.ReadAsStringAsync();
        Assert.True(done.IsSuccessStatusCode, text);

        var came = JsonDocument.Parse(text).RootElement;
        Assert.Equal(
            (4, 2, 2),
            (
                came.GetProperty("rows").GetInt32(),
                came.GetProperty("added").GetInt32(),
                came.GetProperty("known").GetInt32()
            )
        );
        Assert.Equal(before + 2, await Count());
        var list = await Desk.GetFromJsonAsync<JsonElement>("/api/discipline/watches?limit=2");
        var listed = list.GetProperty("items")
            .EnumerateArray()
            .Single(w => w.GetProperty("label").GetString() == "无锡问渠纺织有限公司");
        // What is in force already is found with the watch's beginning.
        var hit = Assert.Single(await Hits(listed.GetProperty("id").GetGuid()));
        Assert.Equal(
            ("present", "match"),
            (hit.GetProperty("change").GetString(), hit.GetProperty("class").GetString())
        );

        Task<HttpResponseMessage> Import(string csv) =>
            Desk.PostAsync(
                "/api/discipline/watches/import",
                new StringContent(csv, System.Text.Encoding.UTF8, "text/csv")
            );

        async Task<int> Count()
        {
            await using var connection = await bureau.Database.Administrator.OpenConnectionAsync();
            return await connection.QuerySingleAsync<int>("select count(*)::int from discipline.watch");
        }
    }
}
