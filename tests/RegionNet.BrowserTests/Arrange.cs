using System.Net.Http.Json;
using System.Text.Json;
using RegionNet.Testing.Driver;
using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>Bookings made over the API, so that pages have something to show.</summary>
internal static class Arrange
{
    private static readonly (string Title, string CaseNumber, string Mode, string Class)[] Cases =
    [
        ("发明专利权无效宣告 远程口头审理", "4W118023", "point-to-point", "oral-hearing"),
        ("实用新型侵权纠纷 行政裁决", "苏知法裁字〔2026〕31号", "hybrid", "adjudication"),
        ("外观设计专利权权属纠纷 远程开庭", "（2026）苏05民初1207号", "internet", "court"),
        ("商标权纠纷 跨区域联合调解", "粤知调〔2026〕88号", "point-to-point", "mediation"),
        ("植物新品种侵权纠纷 巡回审理", "（2026）最高法知民终516号", "circuit", "court"),
        ("快速维权业务 培训交流", "培训2026-09", "on-site", "training"),
    ];

    /// <summary>Books as this person; the answer is the session's number.</summary>
    /// <exception cref="HttpRequestException">The booking was refused.</exception>
    public static async Task<string> Booking(
        PortalSession person,
        DateTimeOffset from,
        double hours,
        params (string Centre, int Room)[] rooms
    ) => (await Session(person, 0, from, hours, rooms)).GetProperty("number").GetString()!;

    /// <summary>Books the case of this number in the list above; the answer is the session.</summary>
    /// <exception cref="HttpRequestException">The booking was refused.</exception>
    public static async Task<JsonElement> Session(
        PortalSession person,
        int caseIndex,
        DateTimeOffset from,
        double hours,
        params (string Centre, int Room)[] rooms
    )
    {
        var (title, caseNumber, mode, hearingClass) = Cases[caseIndex % Cases.Length];
        var roomIds = new List<Guid>();
        foreach (var (centre, index) in rooms)
        {
            roomIds.Add((await person.Api.RoomsOf(centre))[index]);
        }
        using var answer = await person.Api.PostAsJsonAsync(
            "/api/hearings/sessions",
            new
            {
                title,
                caseNumber,
                mode,
                hearingClass,
                from,
                to = from.AddHours(hours),
                roomIds,
            }
        );
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public static async Task<string> RoomName(PortalSession person, Guid room)
    {
        var page = await person.Api.GetFromJsonAsync<JsonElement>("/api/hearings/rooms?limit=200");
        return page.GetProperty("items")
            .EnumerateArray()
            .Single(r => r.GetProperty("id").GetGuid() == room)
            .GetProperty("nameZh")
            .GetString()!;
    }

    /// <summary>A liaison body of the Greater Bay Area with an officer and a deputy, once.</summary>
    public static async Task Liaison(Browser browser)
    {
        using var coordinator = await browser.Api("gba.coordinator");
        var me = await coordinator.Api.GetFromJsonAsync<JsonElement>("/api/access/me");
        var organisationId = me.GetProperty("organisation").GetProperty("id").GetGuid();
        var body = await Post("liaison-bodies", new { organisationId, validFrom = "2026-01-01" });
        var officers = $"liaison-bodies/{body.GetProperty("id").GetGuid()}/officers";
        var officer = await Post(officers, Officer("陈志远", "020-83110001", "协作科科长", null));
        await Post(officers, Officer("林晓岚", "020-83110002", "协作科主任科员", officer.GetProperty("id").GetGuid()));

        object Officer(string name, string phone, string title, Guid? deputyOf) =>
            new
            {
                name,
                phone,
                title,
                validFrom = "2026-01-01",
                deputyOf,
            };

        async Task<JsonElement> Post(string path, object content)
        {
            using var answer = await coordinator.Api.PostAsJsonAsync($"/api/zones/GBA/{path}", content);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            return await answer.Content.ReadFromJsonAsync<JsonElement>();
        }
    }

    /// <summary>A day as it looks on a busy board: sessions of several centres, some over two and three rooms.</summary>
    public static async Task BusyDay(Browser browser, DateOnly day)
    {
        const string suzhou = HearingsApi.Suzhou;
        const string guangzhou = HearingsApi.Guangzhou;
        const string pudong = "中国（浦东）知识产权保护中心";
        const string nanjing = "中国（南京）知识产权保护中心";
        const string zhejiang = "中国（浙江）知识产权保护中心";
        using var clerk = await browser.Api("suzhou.clerk");
        using var other = await browser.Api("guangzhou.clerk");
        await Session(clerk, 0, Days.At(day, 9), 2, (suzhou, 0), (guangzhou, 0));
        await Session(clerk, 1, Days.At(day, 14), 1.5, (suzhou, 0), (nanjing, 0));
        await Session(clerk, 3, Days.At(day, 10), 1, (suzhou, 1));
        await Session(clerk, 2, Days.At(day, 13, 30), 3, (suzhou, 1), (pudong, 0), (guangzhou, 1));
        await Session(clerk, 5, Days.At(day, 15), 2, (suzhou, 2));
        await Session(other, 4, Days.At(day, 9, 30), 2.5, (pudong, 1), (guangzhou, 2));
        await Session(other, 0, Days.At(day, 14, 30), 2, (zhejiang, 0), (guangzhou, 0));
        await Session(other, 1, Days.At(day, 8, 30), 1.5, (nanjing, 1));
        await Session(other, 3, Days.At(day, 16, 30), 1, (pudong, 2), (zhejiang, 1));
    }

    /// <summary>A room of Suzhou whose terms ask guests to wait for approval; its name comes last in every list.</summary>
    public static async Task<Guid> RoomOnApproval(PortalSession keeper)
    {
        const string name = "远程审理庭";
        var known = await keeper.Api.GetFromJsonAsync<JsonElement>("/api/hearings/rooms?limit=200");
        var room = known
            .GetProperty("items")
            .EnumerateArray()
            .Where(r => r.GetProperty("nameZh").GetString() == name)
            .Select(r => r.GetProperty("id").GetGuid())
            .FirstOrDefault();
        if (room != Guid.Empty)
        {
            return room;
        }
        var added = await Post(
            keeper,
            "rooms",
            new
            {
                nameZh = name,
                nameEn = "Remote Hearing Room",
                capacity = 16,
                accessible = true,
            }
        );
        room = added.GetProperty("id").GetGuid();
        await Post(
            keeper,
            $"rooms/{room}/terms",
            new
            {
                from = $"{Days.In(0):yyyy-MM-dd}",
                hours = Enumerable
                    .Range(1, 6)
                    .Select(weekday => new
                    {
                        weekday,
                        opens = "08:30:00",
                        closes = "18:00:00",
                    }),
                workingDaysOnly = false,
                needsApproval = true,
                visibility = "case-number",
                ownShare = 0.3,
            }
        );
        return room;
    }

    /// <summary>What a day may hold besides plain bookings. Answers the ids of a full session and of one that waits for approval.</summary>
    public static async Task<(string Full, string Submitted)> Variety(Browser browser, DateOnly day)
    {
        using var clerk = await browser.Api("suzhou.clerk");
        using var guest = await browser.Api("guangzhou.clerk");
        var onApproval = await RoomOnApproval(clerk);
        var second = (await clerk.Api.RoomsOf(HearingsApi.Suzhou))[1];
        var submitted = await Post(guest, "sessions", Booking("商标侵权纠纷 联合口头审理", day, 9, 10.5, [onApproval]));
        await Post(
            clerk,
            $"rooms/{onApproval}/blackouts",
            new
            {
                from = Days.At(day, 12),
                to = Days.At(day, 14),
                reason = "设备检修",
            }
        );
        await Post(
            clerk,
            "holds",
            new
            {
                from = Days.At(day, 17),
                to = Days.At(day, 18),
                roomIds = new[] { second },
                minutes = 45,
            }
        );
        await Post(
            guest,
            "sessions",
            Booking("涉商业秘密案", day, 14.5, 15.5, [onApproval], closedGround: "trade-secrets")
        );
        var full = await Post(
            clerk,
            "sessions",
            Booking("侵害发明专利权纠纷 远程开庭", day, 16, 17.5, [onApproval], parties: true)
        );
        var moved = await Post(
            clerk,
            $"sessions/{full.GetProperty("id").GetGuid()}/move",
            new
            {
                from = Days.At(day, 16, 30),
                to = Days.At(day, 18),
                version = full.GetProperty("version").GetInt32(),
                reason = "合议庭成员时间冲突",
            }
        );
        return (moved.GetProperty("id").GetString()!, submitted.GetProperty("id").GetString()!);
    }

    /// <summary>A guest's request for a room of Suzhou that asks for approval; the answer is the session.</summary>
    public static async Task<JsonElement> Submission(Browser browser, DateOnly day, double hour)
    {
        using var keeper = await browser.Api("suzhou.clerk");
        using var guest = await browser.Api("guangzhou.clerk");
        var room = await RoomOnApproval(keeper);
        return await Post(guest, "sessions", Booking("商标侵权纠纷 联合口头审理", day, hour, hour + 1, [room]));
    }

    /// <summary>
    /// A training of Guangzhou in a room of Suzhou, and a court hearing that waits for that slot. The answer is the training, which may
    /// be displaced.
    /// </summary>
    public static async Task<JsonElement> Contest(Browser browser, DateOnly day, double hour)
    {
        using var guest = await browser.Api("guangzhou.clerk");
        using var court = await browser.Api("court.clerk");
        var room = (await guest.Api.RoomsOf(HearingsApi.Suzhou))[2];
        var training = await Post(guest, "sessions", Plain("快速维权业务 培训交流", "培训2026-11", "training", false));
        await Post(court, "sessions", Plain("侵害发明专利权纠纷", "（2026）苏05民初2011号", "court", true));
        return training;

        object Plain(string title, string caseNumber, string hearingClass, bool waits) =>
            new
            {
                title,
                caseNumber,
                mode = "on-site",
                hearingClass,
                from = Days.At(day, 0).AddHours(hour),
                to = Days.At(day, 0).AddHours(hour + 1.5),
                roomIds = new[] { room },
                statutoryDeadline = waits ? $"{day.AddDays(30):yyyy-MM-dd}" : null,
                joinWaitingList = waits,
            };
    }

    /// <summary>A hearing without a notice period that begins within the hour, in a room of Suzhou.</summary>
    public static async Task<JsonElement> Imminent(Browser browser)
    {
        using var clerk = await browser.Api("suzhou.clerk");
        var from = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).AddMinutes(20);
        return await Post(
            clerk,
            "sessions",
            new
            {
                title = "商标权纠纷 现场调解",
                caseNumber = "苏知调〔2026〕9号",
                mode = "on-site",
                hearingClass = "mediation",
                from,
                to = from.AddHours(1),
                roomIds = new[] { (await clerk.Api.RoomsOf(HearingsApi.Suzhou))[0] },
            }
        );
    }

    /// <summary>An announced hearing without a notice period in that room, soon.</summary>
    public static async Task<JsonElement> AtTheDoor(PortalSession clerk, Guid room, TimeSpan ahead)
    {
        var from = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8)) + ahead;
        var session = await Post(
            clerk,
            "sessions",
            new
            {
                title = "商标权纠纷 现场调解",
                caseNumber = "粤知调〔2026〕12号",
                mode = "on-site",
                hearingClass = "mediation",
                from,
                to = from.AddHours(1),
                roomIds = new[] { room },
            }
        );
        await Post(clerk, $"sessions/{session.GetProperty("id").GetGuid()}/notice", new { });
        return session;
    }

    /// <returns>The address of a page for the tablet at that room.</returns>
    public static async Task<string> Door(PortalSession keeper, Guid room) =>
        $"/door/{(await Post(keeper, $"rooms/{room}/doors", new { label = "东门" })).GetProperty("token").GetString()}";

    private static object Booking(
        string title,
        DateOnly day,
        double from,
        double to,
        Guid[] rooms,
        string? closedGround = null,
        bool parties = false
    ) =>
        new
        {
            title,
            caseNumber = "（2026）苏05民初1862号",
            mode = "point-to-point",
            hearingClass = "court",
            from = Days.At(day, 0).AddHours(from),
            to = Days.At(day, 0).AddHours(to),
            roomIds = rooms,
            closedGround,
            mergedCases = parties ? new[] { "（2026）苏05民初1863号" } : null,
            needs = parties ? new { capacity = 12, accessible = true } : null,
            parties = parties
                ? new object[]
                {
                    new
                    {
                        role = "plaintiff",
                        name = "苏州某精密制造有限公司",
                        agents = new[] { new { name = "王律师", licence = "13205201010123456" } },
                    },
                    new { role = "defendant", name = "广州某电子科技有限公司" },
                }
                : null,
            observers = parties ? new[] { "江苏省知识产权局 观察员" } : null,
        };

    private static async Task<JsonElement> Post(PortalSession person, string path, object content)
    {
        using var answer = await person.Api.PostAsJsonAsync($"/api/hearings/{path}", content);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
