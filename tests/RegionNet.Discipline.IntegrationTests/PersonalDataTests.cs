using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Discipline.IntegrationTests;

/// <summary>
/// A person's name and resident ID are planted in a case that goes all the way. Then everybody, of every role and authority, asks every
/// GET endpoint that there is: the ID is nowhere, nor in the database, an event, the audit or a log; revealed it is for a purpose only.
/// </summary>
public sealed class PersonalDataTests : IAsyncLifetime
{
    private const string Name = "欧阳密封者";
    private const string Id = "990101199912311234";
    private const string DocumentEndpoint = "/documents/{documentId:guid}";

    private readonly CapturedLog _log = new();
    private readonly List<string> _shared = [];
    private readonly Bureau _bureau;

    /// <summary>Of an organisation, so that what is public has something to show.</summary>
    private Guid _publicEntry;

    /// <summary>A batch that asked for the ID, and a watch of it.</summary>
    private Guid[] _screened = [];

    public PersonalDataTests() => _bureau = new Bureau { Log = _log };

    public ValueTask InitializeAsync() => _bureau.InitializeAsync();

    public ValueTask DisposeAsync() => _bureau.DisposeAsync();

    [Fact]
    public async Task A_planted_id_is_found_nowhere_by_anybody()
    {
        var file = await Plant();
        _shared.AddRange([await Share(), await ImportFilings()]);
        var found = new ConcurrentBag<string>();
        var answered = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var (who, client) in Everybody())
        {
            await Crawl(client, file, (endpoint, status, text) => Read(who, endpoint, status, text));
        }
        // What the crawl would find if it were shown: the document that names the person, and that to the own authority alone.
        Assert.NotEmpty(found);
        Assert.All(
            found,
            f =>
                Assert.True(
                    f.Contains(Bureau.Jiangsu, StringComparison.Ordinal)
                        && f.EndsWith(DocumentEndpoint, StringComparison.Ordinal),
                    f
                )
        );
        Assert.Empty(answered.Where(a => !a.Value).Select(a => a.Key));
        Assert.Empty(await TablesWith(Id));
        Assert.Empty(await TablesWith(Name));
        Assert.NotEmpty(_log.Lines);
        Assert.DoesNotContain(
            _log.Lines,
            l => l.Contains(Id, StringComparison.Ordinal) || l.Contains(Name, StringComparison.Ordinal)
        );

        void Read(string who, string endpoint, HttpStatusCode status, string text)
        {
            answered.AddOrUpdate(endpoint, status == HttpStatusCode.OK, (_, was) => was || status == HttpStatusCode.OK);
            if (text.Contains(Id, StringComparison.Ordinal) || text.Contains(Name, StringComparison.Ordinal))
            {
                found.Add($"{who}: {endpoint}");
            }
        }
    }

    [Fact]
    public async Task It_is_revealed_for_a_purpose_to_whom_it_concerns_and_the_audit_tells()
    {
        var file = await Plant();
        var address = $"/api/discipline/parties/{file.Party}/reveal";
        var answer = await _bureau.Officer.PostAsJsonAsync(address, new { purpose = "核对行政处罚决定书" });
        var revealed = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(
            (Name, Id),
            (revealed.GetProperty("name").GetString(), revealed.GetProperty("residentId").GetString())
        );
        Assert.True(answer.Headers.CacheControl!.NoStore);
        await Bureau.Refused(
            await _bureau.ForeignOfficer.PostAsJsonAsync(address, new { purpose = "核对行政处罚决定书" }),
            HttpStatusCode.NotFound,
            "discipline.party-not-found"
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await _bureau.Officer.PostAsJsonAsync(address, new { purpose = "" })).StatusCode
        );
        await using var connection = await _bureau.Database.Administrator.OpenConnectionAsync();
        var told = Assert.Single(
            await connection.QueryAsync<(string Actor, string Details)>(
                "select actor, details from discipline.audit_entry where action = 'discipline.party.revealed'"
            )
        );
        Assert.Equal(("officer", """{"purpose":"核对行政处罚决定书"}"""), told);
        Assert.Empty(await TablesWith(Id));
    }

    [Fact]
    public async Task An_id_in_a_free_text_is_refused_and_an_officer_sees_it_masked()
    {
        var file = await Plant();
        var party = file.Case.GetProperty("party");
        Assert.Equal(
            ("欧＊者", "990***********1234"),
            (party.GetProperty("name").GetString(), party.GetProperty("maskedId").GetString())
        );
        await Bureau.Refused(
            await _bureau.Officer.PostAsJsonAsync(
                "/api/discipline/cases",
                new
                {
                    party = CaseFile.Organisation("某公司"),
                    listCode = "cnipa-credit",
                    groundCode = "bad-faith-mark",
                    facts = $"法定代表人身份证{Id}",
                }
            ),
            HttpStatusCode.BadRequest,
            "discipline.identifier-in-text"
        );
        var mine = await _bureau.Officer.PostAsJsonAsync("/api/discipline/cases/of-person", new { residentId = Id });
        Assert.Single((await mine.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items").EnumerateArray());
        var theirs = await _bureau.ForeignOfficer.PostAsJsonAsync(
            "/api/discipline/cases/of-person",
            new { residentId = Id }
        );
        Assert.Empty((await theirs.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task One_altered_byte_of_the_audit_is_located()
    {
        await Plant();
        var source = _bureau.Database.Module(DisciplineModule.Name);
        while (await AuditChain.Extend(source, CancellationToken.None) > 0) { }
        Assert.Null((await AuditChain.Verify(source, CancellationToken.None)).BrokenAt);
        await using var connection = await _bureau.Database.Administrator.OpenConnectionAsync();
        await connection.ExecuteAsync(
            """
            alter table discipline.audit_entry disable trigger audit_entry_append_only;
            update discipline.audit_entry set details = overlay(details placing 'X' from 3 for 1) where sequence = 7;
            """
        );
        Assert.Equal(7, (await AuditChain.Verify(source, CancellationToken.None)).BrokenAt);
    }

    private async Task<CaseFile> Plant()
    {
        var file = await CaseFile.Lead(_bureau, CaseFile.Person(Name, Id));
        await file.Add("evidence", text: $"{Name}，公民身份号码{Id}");
        await file.Published();
        await file.Stayed();
        await file.Stayed(false);
        _publicEntry = (await (await CaseFile.Lead(_bureau)).Published()).Entry;
        _screened = [await Batch(), await Watch()];
        return file;
    }

    /// <summary>A subscription of the list on which the person stands.</summary>
    private async Task<string> Share()
    {
        var answer = await _bureau.Officer.PostAsJsonAsync(
            "/api/discipline/subscriptions",
            new
            {
                kind = "organisation",
                listCode = "cnipa-credit",
                purpose = "核对本单位申请人",
                organisationId = OrganisationId.Of(Bureau.Jiangsu),
                road = "pull",
                from = "2026-01-01",
                until = "2026-12-31",
            }
        );
        return (await answer.Content.ReadFromJsonAsync<JsonElement>())
            .GetProperty("subscription")
            .GetProperty("id")
            .GetString()!;
    }

    /// <summary>A cluster of filings of the person.</summary>
    private async Task<string> ImportFilings()
    {
        var rows = Enumerable
            .Range(0, 12)
            .Select(i =>
                $"20261234567{i:D2},商标,恶意申请,2026-02-15,{Name},{Id},320500,{(i % 2 == 0 ? "YRD" : "GBA")}"
            );
        using var sheet = new StringContent(
            $"申请号,申请类型,情形,申请日,申请人,申请人居民身份证号,申请人行政区划代码,协作区\n{string.Join('\n', rows)}",
            Encoding.UTF8,
            "text/csv"
        );
        var answer = await _bureau.Officer.PostAsync("/api/discipline/filing-imports?dryRun=false", sheet);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("clusters")[0].GetString()!;
    }

    private async Task<Guid> Batch()
    {
        using var sheet = new StringContent($"name,resident id\n{Name},{Id}\n", Encoding.UTF8, "text/csv");
        var started = await _bureau.Officer.PostAsync("/api/discipline/batches?purpose=audit", sheet);
        var id = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        await Eventually.Becomes(
            () => _bureau.Officer.GetFromJsonAsync<JsonElement>($"/api/discipline/batches/{id}"),
            batch => batch.GetProperty("matches").GetInt32() == 1
        );
        return id;
    }

    private async Task<Guid> Watch()
    {
        var added = await _bureau.Officer.PostAsJsonAsync(
            "/api/discipline/watches",
            new { parties = new[] { new { label = "代理人", residentId = Id } } }
        );
        return (await added.Content.ReadFromJsonAsync<JsonElement>())[0].GetProperty("id").GetGuid();
    }

    private IEnumerable<(string Who, HttpClient Client)> Everybody()
    {
        yield return ("nobody", _bureau.Host.Anonymous());
        foreach (var organisation in (string[])[Bureau.Jiangsu, Bureau.Guangdong])
        {
            foreach (var role in Roles.All)
            {
                var who = $"{role.Code} of {organisation}";
                yield return (
                    who,
                    _bureau.Host.As(
                        TestPeople.Person(
                            who,
                            OrganisationId.Of(organisation),
                            [role.Code],
                            role.Code == Roles.ZoneCoordinator ? ["GBA", "YRD"] : [],
                            allZones: role.Code == Roles.NationalCoordinator
                        )
                    )
                );
            }
        }
    }

    /// <summary>Every GET endpoint of the module as it is mapped, with every id there is and the usual questions.</summary>
    private async Task Crawl(HttpClient client, CaseFile file, Action<string, HttpStatusCode, string> read)
    {
        var endpoints = _bureau
            .Host.Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true)
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .ToList();
        Assert.True(endpoints.Count > 12);
        foreach (var endpoint in endpoints)
        {
            var pattern = endpoint.RoutePattern.RawText!;
            foreach (var address in Paths(pattern, file).SelectMany(_ => Queries(), (path, query) => $"{path}?{query}"))
            {
                using var answer = await client.GetAsync(address);
                var text = Text(await answer.Content.ReadAsByteArrayAsync()) + answer.Headers + answer.Content.Headers;
                read(
                    pattern.EndsWith(DocumentEndpoint, StringComparison.Ordinal) ? DocumentEndpoint : pattern,
                    answer.StatusCode,
                    text
                );
                if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                {
                    break; // The endpoint's policy, which looks at neither path nor query.
                }
            }
        }
    }

    private IEnumerable<string> Paths(string pattern, CaseFile file)
    {
        var open = pattern.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
        {
            return [pattern];
        }
        var close = pattern.IndexOf('}', open);
        IEnumerable<string> values = pattern[(open + 1)..close].Split(':')[0] switch
        {
            "code" or "list" or "listCode" => ["cnipa-credit"],
            "issuer" => ["regionnet"],
            "documentId" => file
                .Detail.GetProperty("documents")
                .EnumerateArray()
                .Select(d => d.GetProperty("id").GetString()!),
            _ =>
            [
                .. new[] { file.Id, file.Entry, file.Party, _publicEntry }
                    .Concat(_screened)
                    .Select(id => id.ToString()),
                .. _shared,
            ],
        };
        return values.SelectMany(value => Paths(pattern[..open] + value + pattern[(close + 1)..], file));
    }

    private static IEnumerable<string> Queries() =>
        ((string[])["csv", "json", "xlsx"]).Select(f => $"format={f}&limit=50&list=cnipa-credit&name=甲乙知识产权代理");

    private async Task<List<string>> TablesWith(string text)
    {
        await using var connection = await _bureau.Database.Administrator.OpenConnectionAsync();
        var tables = await connection.QueryAsync<string>(
            "select table_name from information_schema.tables where table_schema = 'discipline' and table_type = 'BASE TABLE'"
        );
        var found = new List<string>();
        foreach (var table in tables)
        {
            if (
                await connection.QuerySingleAsync<bool>(
                    $"select exists (select 1 from discipline.{table} t where strpos(t::text, @text) > 0)",
                    new { text }
                )
            )
            {
                found.Add(table);
            }
        }
        return found;
    }

    /// <summary>As the text that it means: a workbook is read as what it packs, an escaped name is a name all the same.</summary>
    private static string Text(byte[] bytes)
    {
        if (!bytes.AsSpan().StartsWith("PK"u8))
        {
            var text = Encoding.UTF8.GetString(bytes);
            return text
                + Regex.Replace(
                    text,
                    @"\\u(?<code>[0-9A-Fa-f]{4})",
                    m => ((char)Convert.ToInt32(m.Groups["code"].Value, 16)).ToString(),
                    RegexOptions.ExplicitCapture,
                    TimeSpan.FromSeconds(10)
                );
        }
        using var zip = new ZipArchive(new MemoryStream(bytes));
        var all = new StringBuilder();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            all.Append(reader.ReadToEnd());
        }
        return all.ToString();
    }
}
