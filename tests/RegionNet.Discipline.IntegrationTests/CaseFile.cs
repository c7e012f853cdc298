using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using RegionNet.Kernel;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Discipline.IntegrationTests;

/// <summary>An authority's officers and the clock they work by.</summary>
internal interface IDesk
{
    HttpClient Officer { get; }
    HttpClient Reviewer { get; }
    TestClock Clock { get; }
    TestDatabase Database { get; }
}

/// <summary>A case as its officers bring it forward over the API; keeps the last answer and so the version.</summary>
internal sealed class CaseFile(IDesk bureau, JsonElement detail)
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static int _number;

    public IDesk Bureau => bureau;
    public JsonElement Detail { get; private set; } = detail;
    public JsonElement Case => Detail.GetProperty("case");
    public Guid Id => Case.GetProperty("id").GetGuid();
    public string State => Case.GetProperty("state").GetString()!;
    public int Version => Case.GetProperty("version").GetInt32();
    public Guid Entry => Detail.GetProperty("entryId").GetGuid();
    public Guid Party => Case.GetProperty("party").GetProperty("id").GetGuid();

    /// <summary>A credit code with a right check digit that no other call gives.</summary>
    public static string FreshCode(string place = "320500")
    {
        var body = $"91{place}MA{Interlocked.Increment(ref _number):D7}";
        var (sum, weight) = (0, 1);
        foreach (var c in body)
        {
            sum += Alphabet.IndexOf(c, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }
        return body + Alphabet[(31 - sum % 31) % 31];
    }

    public static object Organisation(string name, string? code = null) =>
        new
        {
            kind = "organisation",
            name,
            code = code ?? FreshCode(),
        };

    public static object Person(string name, string residentId) =>
        new
        {
            kind = "person",
            name,
            residentId,
            placeCode = "320500",
        };

    public static async Task<CaseFile> Lead(
        IDesk bureau,
        object? party = null,
        string list = "cnipa-credit",
        string ground = "bad-faith-mark",
        HttpClient? officer = null
    )
    {
        var answer = await (officer ?? bureau.Officer).PostAsJsonAsync(
            "/api/discipline/cases",
            new
            {
                party = party ?? Organisation("苏州甲乙知识产权代理有限公司"),
                listCode = list,
                groundCode = ground,
                facts = "群众举报：批量恶意申请商标",
            }
        );
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        return new CaseFile(bureau, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    public Task<HttpResponseMessage> Try(HttpClient client, string step, object? body = null)
    {
        var content = body is null
            ? []
            : JsonSerializer
                .SerializeToElement(body)
                .EnumerateObject()
                .ToDictionary(p => p.Name, p => (object?)p.Value, StringComparer.Ordinal);
        content.TryAdd("version", Version);
        return client.PostAsJsonAsync($"/api/discipline/cases/{Id}/{step}", content);
    }

    public async Task<CaseFile> Do(HttpClient client, string step, object? body = null)
    {
        var answer = await Try(client, step, body);
        Assert.True(
            answer.IsSuccessStatusCode,
            $"{step}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}"
        );
        Detail = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return this;
    }

    /// <summary>Adds a document and gives its id.</summary>
    public async Task<Guid> Add(string kind, DateOnly? issuedOn = null, string text = "文书正文")
    {
        await Do(
            bureau.Officer,
            "documents",
            new
            {
                kind,
                number = $"苏知监〔2026〕{Interlocked.Increment(ref _number)}号",
                issuedOn = issuedOn ?? bureau.Clock.Today(),
                mediaType = "text/plain",
                content = Convert.ToBase64String(Encoding.UTF8.GetBytes(text)),
            }
        );
        return Detail.GetProperty("documents").EnumerateArray().Last().GetProperty("id").GetGuid();
    }

    public async Task<CaseFile> Proposed()
    {
        await Do(bureau.Officer, "verification");
        return await Do(bureau.Officer, "proposal", new { clause = "《信用管理规定》第六条第二项", note = "核实属实" });
    }

    public async Task<CaseFile> NoticeServed(DateOnly? on = null)
    {
        await Proposed();
        var (notice, proof) = (await Add("prior-notice"), await Add("proof-of-service"));
        return await Do(
            bureau.Officer,
            "service",
            new
            {
                priorNoticeId = notice,
                proofOfServiceId = proof,
                servedOn = on ?? bureau.Clock.Today(),
            }
        );
    }

    public async Task<CaseFile> Waived()
    {
        await NoticeServed();
        return await Do(bureau.Officer, "waiver", new { documentId = await Add("waiver") });
    }

    public async Task<CaseFile> Decided(int? months = null)
    {
        await Waived();
        return await Do(
            bureau.Reviewer,
            "decision",
            new
            {
                listed = true,
                documentId = await Add("decision"),
                months,
                note = months is null ? null : "重复失信",
            }
        );
    }

    /// <summary>From the lead to its place on the list, the party waiving its statement.</summary>
    public async Task<CaseFile> Published(int? months = null)
    {
        await Decided(months);
        return await Do(bureau.Officer, "publication");
    }

    public async Task<CaseFile> RepairApplied() =>
        await Do(
            bureau.Officer,
            "repair",
            new
            {
                applicationId = await Add("repair-application"),
                commitmentId = await Add("commitment"),
                correctionId = await Add("correction"),
            }
        );

    /// <summary>The months until a repair may be applied for must have passed.</summary>
    public async Task<CaseFile> Repaired()
    {
        await RepairApplied();
        await Do(bureau.Officer, "repair/acceptance");
        return await Do(
            bureau.Reviewer,
            "repair/decision",
            new { granted = true, documentId = await Add("repair-decision") }
        );
    }

    public async Task<CaseFile> Ended(string kind)
    {
        await Do(
            bureau.Officer,
            "endings",
            new
            {
                kind,
                documentId = await Add(kind == "revoked" ? "revocation-decision" : "reinstatement-decision"),
                clause = "基础决定被撤销",
            }
        );
        return await Do(bureau.Reviewer, "endings/decision", new { approved = true });
    }

    public async Task<CaseFile> Stayed(bool raised = true) =>
        await Do(
            bureau.Officer,
            "flags",
            new
            {
                flag = "stay",
                raised,
                documentId = await Add("stay-order"),
            }
        );

    public DateOnly Day(string name) =>
        DateOnly.ParseExact(
            (Detail.TryGetProperty(name, out var there) ? there : Case.GetProperty(name)).GetString()!,
            "yyyy-MM-dd",
            CultureInfo.InvariantCulture
        );
}
