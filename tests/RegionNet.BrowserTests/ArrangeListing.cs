using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using RegionNet.Testing.Driver;

namespace RegionNet.BrowserTests;

/// <summary>A party on a discipline list, over the API, as the officer and the reviewer bring a case there.</summary>
internal sealed class ArrangeListing
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static int s_number = 500;

    private readonly PortalSession _officer;
    private readonly PortalSession _reviewer;
    private JsonElement _case;

    private ArrangeListing(PortalSession officer, PortalSession reviewer, JsonElement opened) =>
        (_officer, _reviewer, _case) = (officer, reviewer, opened);

    /// <summary>A credit code with a right check digit that nobody else has.</summary>
    public static string FreshCode()
    {
        var body = $"12320500MC{Interlocked.Increment(ref s_number):D7}";
        var (sum, weight) = (0, 1);
        foreach (var character in body)
        {
            sum += Alphabet.IndexOf(character, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }
        return body + Alphabet[(31 - sum % 31) % 31];
    }

    /// <summary>From the lead to the publication; the party waives its statement.</summary>
    public static async Task<ArrangeListing> Publish(Browser browser, string name, string code)
    {
        var (officer, reviewer) = (await browser.Api("officer"), await browser.Api("reviewer"));
        using var answer = await officer.Api.PostAsJsonAsync(
            "/api/discipline/cases",
            new
            {
                party = new
                {
                    kind = "organisation",
                    name,
                    code,
                },
                listCode = "cnipa-credit",
                groundCode = "bad-faith-mark",
                facts = "群众举报：批量恶意申请商标",
            }
        );
        var listing = new ArrangeListing(officer, reviewer, await Read(answer));
        await listing.Step(officer, "verification");
        await listing.Step(officer, "proposal", new { clause = "《信用管理规定》第六条第二项", note = "核实属实" });
        await listing.Step(
            officer,
            "service",
            new
            {
                priorNoticeId = await listing.Document("prior-notice"),
                proofOfServiceId = await listing.Document("proof-of-service"),
                servedOn = $"{Days.In(0):yyyy-MM-dd}",
            }
        );
        await listing.Step(officer, "waiver", new { documentId = await listing.Document("waiver") });
        await listing.Step(
            reviewer,
            "decision",
            new { listed = true, documentId = await listing.Document("decision") }
        );
        await listing.Step(officer, "publication");
        return listing;
    }

    /// <summary>The decision it rested on is annulled: the entry is revoked.</summary>
    public async Task Revoke()
    {
        await Step(
            _officer,
            "endings",
            new
            {
                kind = "revoked",
                documentId = await Document("revocation-decision"),
                clause = "基础决定被撤销",
            }
        );
        await Step(_reviewer, "endings/decision", new { approved = true });
    }

    private async Task<Guid> Document(string kind)
    {
        await Step(
            _officer,
            "documents",
            new
            {
                kind,
                number = $"国知信〔2026〕{Interlocked.Increment(ref s_number)}号",
                issuedOn = $"{Days.In(0):yyyy-MM-dd}",
                mediaType = "text/plain",
                content = Convert.ToBase64String(Encoding.UTF8.GetBytes("文书正文")),
            }
        );
        return _case.GetProperty("documents").EnumerateArray().Last().GetProperty("id").GetGuid();
    }

    private async Task Step(PortalSession who, string step, object? body = null)
    {
        var content = body is null
            ? []
            : JsonSerializer
                .SerializeToElement(body)
                .EnumerateObject()
                .ToDictionary(p => p.Name, p => (object?)p.Value, StringComparer.Ordinal);
        var known = _case.GetProperty("case");
        content["version"] = known.GetProperty("version").GetInt32();
        using var answer = await who.Api.PostAsJsonAsync(
            $"/api/discipline/cases/{known.GetProperty("id").GetGuid()}/{step}",
            content
        );
        _case = await Read(answer);
    }

    private static async Task<JsonElement> Read(HttpResponseMessage answer) =>
        answer.IsSuccessStatusCode
            ? await answer.Content.ReadFromJsonAsync<JsonElement>()
            : throw new HttpRequestException(
                $"{answer.RequestMessage?.RequestUri}: {await answer.Content.ReadAsStringAsync()}"
            );
}
