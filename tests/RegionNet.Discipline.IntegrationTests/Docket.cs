using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using RegionNet.Discipline.Contracts;
using Xunit;

namespace RegionNet.Discipline.IntegrationTests;

/// <param name="Case">The case under the entry.</param>
public sealed record Listed(Guid Case, Guid Entry);

/// <summary>Brings parties onto a list and off it again, as an officer and a reviewer of one authority do.</summary>
public sealed class Docket(HttpClient officer, HttpClient reviewer)
{
    private static int _company = 500_000;
    private static int _document;

    /// <summary>A company of that place whose code's check digit is right.</summary>
    public static object Company(string place = "320500")
    {
        var body = $"91{place}MA{Interlocked.Increment(ref _company):D7}";
        var code = "0123456789ABCDEFGHJKLMNPQRTUWXY"
            .Select(c => body + c)
            .Single(c => CreditCode.Check(c) == IdentifierFault.None);
        return new
        {
            kind = "organisation",
            name = $"测试企业{_company}有限公司",
            code,
            placeCode = place,
        };
    }

    /// <param name="decided">The decision's date, from which the period runs.</param>
    public async Task<Listed> Publish(
        object party,
        string list = "cnipa-credit",
        string ground = "bad-faith-mark",
        string decided = "2026-03-02"
    )
    {
        var opened = await Post(
            officer,
            "/api/discipline/cases",
            new
            {
                party,
                listCode = list,
                groundCode = ground,
                facts = "举报材料",
            }
        );
        var id = opened.GetProperty("case").GetProperty("id").GetGuid();
        await Step(id, officer, "verification", new { });
        await Step(id, officer, "proposal", new { clause = "第六条第二项" });
        var (notice, proof) = (await Document(id, "prior-notice", "2026-02-02"), await Document(id, "proof-of-service", "2026-02-03"));
        await Step(
            id,
            officer,
            "service",
            new
            {
                priorNoticeId = notice,
                proofOfServiceId = proof,
                servedOn = "2026-02-03",
            }
        );
        var decision = await Document(id, "decision", decided);
        await Step(id, reviewer, "decision", new { listed = true, documentId = decision });
        var published = await Step(id, officer, "publication", new { });
        return new Listed(id, published.GetProperty("entryId").GetGuid());
    }

    public async Task Revoke(Listed listed)
    {
        var document = await Document(listed.Case, "revocation-decision", "2026-03-02");
        await Step(
            listed.Case,
            officer,
            "endings",
            new
            {
                kind = "revoked",
                documentId = document,
                clause = "原处罚决定被撤销",
            }
        );
        await Step(listed.Case, reviewer, "endings/decision", new { approved = true });
    }

    /// <summary>Of an entry that is old enough.</summary>
    public async Task Repair(Listed listed)
    {
        await Step(
            listed.Case,
            officer,
            "repair",
            new
            {
                applicationId = await Document(listed.Case, "repair-application", "2026-03-02"),
                commitmentId = await Document(listed.Case, "commitment", "2026-03-02"),
                correctionId = await Document(listed.Case, "correction", "2026-03-02"),
            }
        );
        await Step(listed.Case, officer, "repair/acceptance", new { });
        var decision = await Document(listed.Case, "repair-decision", "2026-03-02");
        await Step(listed.Case, reviewer, "repair/decision", new { granted = true, documentId = decision });
    }

    public async Task<JsonElement> Step(Guid id, HttpClient who, string step, object body)
    {
        var version = (await who.GetFromJsonAsync<JsonElement>($"/api/discipline/cases/{id}"))
            .GetProperty("case")
            .GetProperty("version")
            .GetInt32();
        var request = JsonSerializer.SerializeToNode(body)!.AsObject();
        request["version"] = version;
        return await Post(who, $"/api/discipline/cases/{id}/{step}", request);
    }

    private async Task<Guid> Document(Guid id, string kind, string issuedOn)
    {
        var number = Interlocked.Increment(ref _document).ToString("D6", CultureInfo.InvariantCulture);
        var detail = await Step(
            id,
            officer,
            "documents",
            new
            {
                kind,
                number = $"苏知〔2026〕{number}号",
                issuedOn,
                mediaType = "text/plain",
                content = Convert.ToBase64String(Encoding.UTF8.GetBytes("正文")),
            }
        );
        return detail
            .GetProperty("documents")
            .EnumerateArray()
            .Last(d => d.GetProperty("kind").GetString() == kind)
            .GetProperty("id")
            .GetGuid();
    }

    private static async Task<JsonElement> Post(HttpClient who, string path, object body)
    {
        var answer = await who.PostAsJsonAsync(path, body);
        var content = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {content}");
        return JsonSerializer.Deserialize<JsonElement>(content);
    }
}
