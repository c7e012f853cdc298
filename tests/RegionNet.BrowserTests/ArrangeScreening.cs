using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using RegionNet.Testing;
using RegionNet.Testing.Driver;
using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>What the pages of screening, watches and sharing have to show, made over the API.</summary>
internal static class ArrangeScreening
{
    public const string Listed = "南京沐川知识产权代理有限公司";

    /// <returns>A finished batch with a match and a candidate.</returns>
    public static async Task<string> Furniture(Browser browser)
    {
        var code = ArrangeDiscipline.FreshCode("320100");
        await Published(browser, Listed, code);
        using var officer = await browser.Api("officer");
        await Post(
            officer,
            "watches",
            new { parties = new[] { new { label = "本中心合作单位：沐川", name = Listed } } }
        );
        var today = Days.In(0);
        var organisations = await officer.Api.GetFromJsonAsync<JsonElement>("/api/organisations?search=苏州&limit=1");
        // The officer's own organisation is a national one and lies in no zone.
        using var coordinator = await browser.Api("national.coordinator");
        await Post(
            coordinator,
            "subscriptions",
            new
            {
                kind = "organisation",
                listCode = "cnipa-credit",
                purpose = "快速审查前的主体核验",
                organisationId = organisations.GetProperty("items")[0].GetProperty("id").GetGuid(),
                road = "file",
                from = $"{today:yyyy-MM-dd}",
                until = $"{today.AddDays(180):yyyy-MM-dd}",
            }
        );
        var batch = await Batch(
            officer,
            $"江苏沐川知识产权代理公司,\n写法不同的名称,{code}\n北京毫不相干贸易有限公司,"
        );
        var hits = await officer.Api.GetFromJsonAsync<JsonElement>(
            $"/api/discipline/screening?name={Uri.EscapeDataString("江苏沐川知识产权代理有限公司")}"
        );
        await Post(
            officer,
            "false-positives",
            new
            {
                name = "江苏沐川知识产权代理有限公司",
                partyId = hits.GetProperty("hits")[0].GetProperty("partyId").GetGuid(),
                reason = "法定代表人不同，系另一家公司",
                evidence = "公示系统查询记录",
                expiresOn = $"{today.AddDays(90):yyyy-MM-dd}",
            }
        );
        return batch;
    }

    /// <summary>An organisation that is listed from now on.</summary>
    public static async Task Published(Browser browser, string name, string? code = null)
    {
        using var listing = await ArrangeDiscipline.Organisation(browser, name, code: code);
        await listing.Published();
    }

    private static async Task<string> Batch(PortalSession officer, string rows)
    {
        using var sheet = new ByteArrayContent(Encoding.UTF8.GetBytes($"名称,统一社会信用代码\n{rows}\n"));
        sheet.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using var form = new MultipartFormDataContent { { sheet, "file", "partners-2026.csv" } };
        using var answer = await officer.Api.PostAsync("/api/discipline/batches", form);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        await Eventually.Becomes(
            () => officer.Api.GetFromJsonAsync<JsonElement>($"/api/discipline/batches/{id}"),
            b => b.TryGetProperty("finishedAt", out var at) && at.ValueKind == JsonValueKind.String
        );
        return id;
    }

    private static async Task<JsonElement> Post(PortalSession person, string path, object content)
    {
        using var answer = await person.Api.PostAsJsonAsync($"/api/discipline/{path}", content);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
