using System.Net.Http.Json;
using System.Text.Json;
using RegionNet.Testing.Driver;
using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>Alerts made and worked on over the API.</summary>
internal static class ArrangeAlerts
{
    /// <summary>An alert of a template with a title and a text; the answer is its id in the first zone, or null while it waits for a second person.</summary>
    public static async Task<string?> Manual(
        PortalSession coordinator,
        string kind,
        string zh,
        string en,
        params string[] zones
    )
    {
        var made = await Propose(coordinator, kind, zh, en, zones);
        return made.GetProperty("alertIds").EnumerateArray().Select(a => a.GetString()).FirstOrDefault();
    }

    public static async Task<JsonElement> Propose(
        PortalSession coordinator,
        string kind,
        string zh,
        string en,
        params string[] zones
    )
    {
        var templates = await coordinator.Api.GetFromJsonAsync<JsonElement>("/api/alerts/templates");
        var template = templates
            .GetProperty("items")
            .EnumerateArray()
            .Single(t => t.GetProperty("kind").GetString() == kind);
        return await Post(
            coordinator,
            "manual-alerts",
            new
            {
                templateId = template.GetProperty("id").GetGuid(),
                zoneCodes = zones,
                values = template
                    .GetProperty("places")
                    .EnumerateArray()
                    .Select(p => new
                    {
                        name = p.GetString(),
                        zh = Words(p.GetString(), zh, "请各单位核查并于今日反馈。"),
                        en = Words(p.GetString(), en, "Please check and report back today."),
                    }),
            }
        );
    }

    /// <summary>A red alert of the Greater Bay Area: one coordinator proposes, another approves.</summary>
    public static async Task<string> Red(Browser browser, string zh, string en)
    {
        using var proposer = await browser.Api("gba.coordinator");
        using var second = await browser.Api("national.coordinator");
        var proposed = await Propose(proposer, "manual.emergency", zh, en, "GBA");
        var raised = await Post(
            second,
            $"manual-alerts/{proposed.GetProperty("id").GetGuid()}/decision",
            new { version = proposed.GetProperty("version").GetInt32(), decision = "approved" }
        );
        return raised.GetProperty("alertIds")[0].GetString()!;
    }

    /// <param name="deed">acknowledgement, handling or closure.</param>
    public static async Task Answer(PortalSession person, string id, string deed, string? note = null)
    {
        var detail = await person.Api.GetFromJsonAsync<JsonElement>($"/api/alerts/{id}/case");
        var version = detail.GetProperty("case").GetProperty("version").GetInt32();
        await Post(person, $"{id}/{deed}", note is null ? new { version } : new { version, note });
    }

    /// <summary>What the pages of the walk have to show.</summary>
    /// <returns>An alert with a life.</returns>
    public static async Task<string> Furniture(Browser browser)
    {
        using var coordinator = await browser.Api("gba.coordinator");
        using var national = await browser.Api("national.coordinator");
        var worked = await Red(browser, "数据中心供电中断", "Power failure in the data centre");
        await Answer(coordinator, worked, "acknowledgement");
        await Answer(national, worked, "handling");
        await Red(browser, "涉外专利案卷疑似泄露", "Suspected leak of patent case files");
        await Manual(coordinator, "manual.filing-cluster", "某科技公司", "A technology company", "GBA");
        await Manual(
            coordinator,
            "manual.notice",
            "季度联席会议材料待报",
            "Papers for the quarterly meeting are due",
            "GBA"
        );
        var closed = await Manual(
            national,
            "manual.system-outage",
            "远程庭审系统",
            "The remote hearing system",
            "GBA",
            "YRD"
        );
        await Answer(coordinator, closed!, "acknowledgement");
        await Answer(coordinator, closed!, "closure", "系统已恢复，远程庭审照常进行");
        await Propose(
            coordinator,
            "manual.emergency",
            "海关查获批量侵权产品",
            "Customs seized infringing goods in bulk",
            "GBA"
        );
        await Post(coordinator, "subscriptions", Subscription("GBA", null, "severe", "20:00:00", "07:30:00"));
        await Post(coordinator, "subscriptions", Subscription("GBA", "hearings", "moderate", null, null));
        await Post(
            coordinator,
            "silences",
            new
            {
                zoneCode = "GBA",
                kind = "hearings.session-promoted",
                upToLevel = "moderate",
                reason = "候补排定集中处理，期间不提醒",
                endsAt = Days.At(Days.In(3), 18),
            }
        );
        await Post(
            coordinator,
            "webhooks",
            new
            {
                url = "https://duty.example.org/regionnet/alerts",
                zoneCodes = new[] { "GBA" },
                minimumLevel = "severe",
            }
        );
        await Post(
            national,
            "sources",
            new
            {
                code = "customs",
                nameZh = "海关知识产权备案系统",
                nameEn = "Customs IP recordal system",
                organisationId = (await national.Api.GetFromJsonAsync<JsonElement>("/api/access/me"))
                    .GetProperty("organisation")
                    .GetProperty("id")
                    .GetGuid(),
                zoneCodes = new[] { "GBA", "YRD" },
                maximumLevel = "severe",
            }
        );
        return worked;

        static object Subscription(
            string zoneCode,
            string? kind,
            string minimumLevel,
            string? quietFrom,
            string? quietTo
        ) =>
            new
            {
                zoneCode,
                kind,
                minimumLevel,
                quietFrom,
                quietTo,
            };
    }

    private static string Words(string? place, string title, string text) =>
        place switch
        {
            "text" => text,
            "days" => "7",
            "number" => "132",
            "since" => "17:55",
            "until" => "19:00",
            _ => title,
        };

    private static async Task<JsonElement> Post(PortalSession person, string path, object content)
    {
        using var answer = await person.Api.PostAsJsonAsync($"/api/alerts/{path}", content);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }
}
