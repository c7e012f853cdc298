using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using RegionNet.Testing.Driver;
using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>Discipline cases brought forward over the API, as officer and reviewer would.</summary>
internal sealed class ArrangeDiscipline : IDisposable
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static int s_number;

    private readonly PortalSession _officer;
    private readonly PortalSession _reviewer;
    private JsonElement _detail;

    private ArrangeDiscipline(PortalSession officer, PortalSession reviewer)
    {
        _officer = officer;
        _reviewer = reviewer;
    }

    public string Id => Case.GetProperty("id").GetString()!;
    public string Entry => _detail.GetProperty("entryId").GetString()!;
    private JsonElement Case => _detail.GetProperty("case");

    /// <summary>A credit code with a right check digit that no other call gives.</summary>
    public static string FreshCode(string place = "440300")
    {
        var body = $"91{place}MA{Interlocked.Increment(ref s_number):D7}";
        var (sum, weight) = (0, 1);
        foreach (var c in body)
        {
            sum += Alphabet.IndexOf(c, StringComparison.Ordinal) * weight;
            weight = weight * 3 % Alphabet.Length;
        }
        return body + Alphabet[(Alphabet.Length - sum % Alphabet.Length) % Alphabet.Length];
    }

    public static Task<ArrangeDiscipline> Organisation(
        Browser browser,
        string name,
        string ground = "bad-faith-mark",
        string? code = null
    ) =>
        Lead(
            browser,
            new
            {
                kind = "organisation",
                name,
                code = code ?? FreshCode(),
            },
            ground
        );

    public static Task<ArrangeDiscipline> Person(Browser browser, string name, string residentId) =>
        Lead(
            browser,
            new
            {
                kind = "person",
                name,
                residentId,
            },
            "unlawful-agency"
        );

    private static async Task<ArrangeDiscipline> Lead(Browser browser, object party, string ground)
    {
        var made = new ArrangeDiscipline(await browser.Api("officer"), await browser.Api("reviewer"));
        made._detail = await Post(
            made._officer,
            "cases",
            new
            {
                party,
                listCode = "cnipa-credit",
                groundCode = ground,
                facts = "地方知识产权局移送：三个月内以同一代理机构提交商标注册申请 217 件，指定商品与经营范围无关。证据见移送清单。",
            }
        );
        return made;
    }

    public async Task<ArrangeDiscipline> Proposed()
    {
        await Do(_officer, "verification", new { });
        return await Do(
            _officer,
            "proposal",
            new { clause = "《国家知识产权局知识产权信用管理规定》第六条第二项", note = "经核实，移送材料属实。" }
        );
    }

    /// <summary>Served so many days ago.</summary>
    public async Task<ArrangeDiscipline> NoticeServed(int daysAgo = 0)
    {
        await Proposed();
        return await Do(
            _officer,
            "service",
            new
            {
                priorNoticeId = await Add("prior-notice", daysAgo),
                proofOfServiceId = await Add("proof-of-service", daysAgo),
                servedOn = Day(daysAgo),
            }
        );
    }

    public async Task<ArrangeDiscipline> Stated(int daysAgo = 0)
    {
        await NoticeServed(daysAgo);
        return await Do(_officer, "statement", new { documentId = await Add("statement") });
    }

    /// <summary>The party waives, the reviewer decides, the officer publishes.</summary>
    public async Task<ArrangeDiscipline> Published(int decidedDaysAgo = 0)
    {
        await NoticeServed();
        await Do(_officer, "waiver", new { documentId = await Add("waiver") });
        await Do(_reviewer, "decision", new { listed = true, documentId = await Add("decision", decidedDaysAgo) });
        return await Do(_officer, "publication", new { });
    }

    public async Task<ArrangeDiscipline> RepairAccepted()
    {
        await Do(
            _officer,
            "repair",
            new
            {
                applicationId = await Add("repair-application"),
                commitmentId = await Add("commitment"),
                correctionId = await Add("correction"),
            }
        );
        return await Do(_officer, "repair/acceptance", new { });
    }

    public async Task<ArrangeDiscipline> Repaired()
    {
        await RepairAccepted();
        return await Do(
            _reviewer,
            "repair/decision",
            new { granted = true, documentId = await Add("repair-decision") }
        );
    }

    public async Task<ArrangeDiscipline> Reinstated()
    {
        await Repaired();
        await Do(
            _officer,
            "endings",
            new
            {
                kind = "reinstated",
                documentId = await Add("reinstatement-decision"),
                clause = "以虚假材料取得修复",
            }
        );
        return await Do(_reviewer, "endings/decision", new { approved = true });
    }

    private static string Day(int daysAgo) => $"{Days.In(-daysAgo):yyyy-MM-dd}";

    private async Task<Guid> Add(string kind, int daysAgo = 0)
    {
        await Do(
            _officer,
            "documents",
            new
            {
                kind,
                number = $"国知监〔2026〕{Interlocked.Increment(ref s_number)}号",
                issuedOn = Day(daysAgo),
                mediaType = "text/plain",
                content = Convert.ToBase64String(Encoding.UTF8.GetBytes("文书正文")),
            }
        );
        return _detail.GetProperty("documents").EnumerateArray().Last().GetProperty("id").GetGuid();
    }

    private async Task<ArrangeDiscipline> Do(PortalSession person, string step, object content)
    {
        var body = JsonSerializer.SerializeToNode(content)!.AsObject();
        body["version"] = Case.GetProperty("version").GetInt32();
        _detail = await Post(person, $"cases/{Id}/{step}", body);
        return this;
    }

    private static async Task<JsonElement> Post(PortalSession person, string path, object content)
    {
        using var answer = await person.Api.PostAsJsonAsync($"/api/discipline/{path}", content);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public void Dispose()
    {
        _officer.Dispose();
        _reviewer.Dispose();
    }
}
