using System.Net.Http.Json;
using System.Text.Json;
using RegionNet.Testing.Driver;
using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>What the pages of the walk have to show: made once, over the API, as the people who would make it.</summary>
/// <param name="Day">The day of which the board has bookings.</param>
/// <param name="Session">A session of the Suzhou centre with all that one can say.</param>
/// <param name="Submitted">One that waits for the Suzhou centre's approval.</param>
/// <param name="Series">A series of the Suzhou centre of which a day was left out.</param>
/// <param name="Displaceable">A session in a room of Suzhou for whose slot another waits.</param>
/// <param name="Alert">A red alert of the Greater Bay Area that is being handled.</param>
/// <param name="Batch">A screening batch of the officer's with a match and a candidate.</param>
/// <param name="Discipline">Cases of the authority, at each stretch of their life.</param>
/// <param name="Doors">Pages at the doors of Guangzhou: of a room in session, of one whose people are to check in, of a free one.</param>
/// <param name="Scoring">Rounds of assessment, one being scored and one past it.</param>
internal sealed record Furniture(
    DateOnly Day,
    string Session,
    string Submitted,
    string Series,
    string Displaceable,
    string Alert,
    string Batch,
    string[] Doors,
    DisciplineFurniture Discipline,
    RoundFurniture Rounds,
    ScoringFurniture Scoring,
    ResultFurniture Results
)
{
    private const string Suzhou = HearingsApi.Suzhou;

    public static async Task<Furniture> Make(Browser browser, DateOnly day)
    {
        await Arrange.BusyDay(browser, day);
        var (session, submitted) = await Arrange.Variety(browser, day);
        await Arrange.Liaison(browser);
        using var keeper = await browser.Api("suzhou.clerk");
        await Kept(keeper);
        await Announced(keeper, day);
        var displaceable = await Arrange.Contest(browser, day.AddDays(7), 9);
        await Proposed(browser, day.AddDays(14));
        return new Furniture(
            day,
            session,
            submitted,
            await Repeated(keeper, day.AddDays(1)),
            displaceable.GetProperty("id").GetString()!,
            await ArrangeAlerts.Furniture(browser),
            await ArrangeScreening.Furniture(browser),
            await Doored(browser),
            await DisciplineFurniture.Make(browser),
            await RoundFurniture.Make(browser),
            await ScoringFurniture.Make(browser),
            await ResultFurniture.Make(browser)
        );
    }

    /// <summary>A webhook, quotas, a device, an interpreter and a calendar feed.</summary>
    private static async Task Kept(PortalSession keeper)
    {
        await Post(
            keeper,
            "webhooks",
            new
            {
                url = "https://case.example.org/regionnet/events",
                kinds = new[] { "hearings.session-booked.v1", "hearings.session-moved.v1" },
            }
        );
        var guests = await keeper.Api.GetFromJsonAsync<JsonElement>("/api/organisations?search=浙江&limit=5");
        await Post(keeper, "quotas", Quota(guests.GetProperty("items")[0].GetProperty("id").GetGuid(), 40));
        await Post(keeper, "quotas", Quota(null, 2_000));
        await Post(keeper, "assets", Asset("device", "SZ-VC-07", "移动视频终端 7 号", "Mobile video terminal 7"));
        await Post(keeper, "assets", Asset("interpreter", "SZ-I-02", "英语翻译 周敏", "English interpreter Zhou Min"));
        await Post(keeper, "feeds", new { scope = "mine" });

        static object Quota(Guid? guestId, int hours) =>
            new
            {
                guestId,
                period = "month",
                hours,
                from = $"{Days.In(0):yyyy-MM-dd}",
            };

        static object Asset(string kind, string identifier, string nameZh, string nameEn) =>
            new
            {
                kind,
                identifier,
                nameZh,
                nameEn,
            };
    }

    /// <summary>Two hearings on the cause list of the day, one of which is called off again.</summary>
    private static async Task Announced(PortalSession clerk, DateOnly day)
    {
        var stays = await Arrange.Session(clerk, 2, Days.At(day, 19), 1, (Suzhou, 1));
        var goes = await Arrange.Session(clerk, 0, Days.At(day, 19), 1, (Suzhou, 2));
        var list = $"/api/hearings/public/causes/{stays.GetProperty("organisationId").GetGuid()}/{day:yyyy-MM-dd}";
        foreach (var announced in (JsonElement[])[stays, goes])
        {
            await Post(clerk, $"sessions/{announced.GetProperty("id").GetGuid()}/notice", new { });
            await clerk.Api.GetFromJsonAsync<JsonElement>(list);
        }
        await Post(
            clerk,
            $"sessions/{goes.GetProperty("id").GetGuid()}/cancellation",
            new { reason = "当事人撤回请求" }
        );
    }

    private static async Task<string[]> Doored(Browser browser)
    {
        using var keeper = await browser.Api("guangzhou.clerk");
        var rooms = await keeper.Api.RoomsOf(HearingsApi.Guangzhou);
        var begun = await Arrange.AtTheDoor(keeper, rooms[0], TimeSpan.FromMinutes(1));
        await Post(keeper, $"sessions/{begun.GetProperty("id").GetGuid()}/check-in", new { });
        await Arrange.AtTheDoor(keeper, rooms[1], TimeSpan.FromMinutes(1));
        return
        [
            await Arrange.Door(keeper, rooms[0]),
            await Arrange.Door(keeper, rooms[1]),
            await Arrange.Door(keeper, rooms[2]),
        ];
    }

    private static async Task Proposed(Browser browser, DateOnly day)
    {
        var training = await Arrange.Contest(browser, day, 9);
        using var director = await browser.Api("suzhou.director");
        var waiting = await director.Api.GetFromJsonAsync<JsonElement>("/api/hearings/waiting?limit=200");
        var rival = waiting
            .GetProperty("items")
            .EnumerateArray()
            .Single(w => w.GetProperty("from").GetDateTimeOffset() == Days.At(day, 9));
        await Post(
            director,
            $"sessions/{training.GetProperty("id").GetGuid()}/displacement",
            new
            {
                forSessionId = rival.GetProperty("id").GetGuid(),
                version = training.GetProperty("version").GetInt32(),
                reason = "案件法定审限将满，培训可改至下午",
                alternative = new
                {
                    from = Days.At(day, 11, 30),
                    to = Days.At(day, 13),
                    roomIds = training
                        .GetProperty("rooms")
                        .EnumerateArray()
                        .Select(r => r.GetProperty("roomId").GetGuid()),
                },
            }
        );
    }

    private static async Task<string> Repeated(PortalSession clerk, DateOnly day)
    {
        var room = (await clerk.Api.RoomsOf(Suzhou))[2];
        using (var taken = await clerk.Api.Book(Days.At(day.AddDays(14), 10), TimeSpan.FromHours(1), [room]))
        {
            taken.EnsureSuccessStatusCode();
        }
        var series = await Post(
            clerk,
            "series",
            new
            {
                rrule = "FREQ=WEEKLY;COUNT=5",
                exdates = new[] { Days.At(day.AddDays(7), 10) },
                onConflict = "skip",
                booking = new
                {
                    title = "知识产权纠纷 每周联合调解",
                    caseNumber = "苏知调〔2026〕61号",
                    mode = "hybrid",
                    hearingClass = "mediation",
                    from = Days.At(day, 10),
                    to = Days.At(day, 11),
                    roomIds = new[] { room },
                },
            }
        );
        return series.GetProperty("id").GetString()!;
    }

    private static async Task<JsonElement> Post(PortalSession person, string path, object content)
    {
        using var answer = await person.Api.PostAsJsonAsync($"/api/hearings/{path}", content);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }
}
