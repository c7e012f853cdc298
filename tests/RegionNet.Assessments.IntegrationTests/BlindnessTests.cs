using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.Assessments.IntegrationTests;

/// <summary>
/// Every endpoint of the module, asked by every role in two worlds that differ only in the marks that are hidden from the one who asks:
/// the answers are the same to the byte, counts, exports, refusals and ETags included. A new endpoint without a case fails.
/// </summary>
public sealed partial class BlindnessTests : IAsyncLifetime
{
    /// <summary>Bodies that are understood and change nothing here. All other writes are sent an empty object.</summary>
    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["PUT /api/assessments/rounds/{round:guid}/sheet/{zone:guid}/{indicator}"] = """{"mark":1,"version":0}""",
        ["POST /api/assessments/rounds/{round:guid}/assignments/preview"] = """{"seed":1}""",
        ["POST /api/assessments/rounds/{round:guid}/assignments/plan"] =
            $$"""{"seed":1,"plan":"{{new string('0', 64)}}"}""",
    };

    private readonly ScoringRoom _room = new();
    private PlantedRound _round = null!;
    private Guid _task = Guid.NewGuid();

    public async ValueTask InitializeAsync()
    {
        await _room.InitializeAsync();
        _round = await _room.Assigned();
        await Plainly(
            """
            update demonstration_zone set organisation_id = @Suzhou where id = @first;
            update demonstration_zone set organisation_id = @Guangzhou where id = @second
            """,
            new
            {
                PanelRoom.Suzhou,
                PanelRoom.Guangzhou,
                first = _round.Zones[0],
                second = _round.Zones[1],
            }
        );
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task While_one_sheet_is_open_only_who_gave_a_mark_sees_it()
    {
        await Mark(lockAll: false);

        await NobodySees(viewer => $"e.subject <> '{viewer.Subject}'");
        // The comparison would find what it looks for.
        Assert.NotEmpty(await Differences(await OneOfTheFirstZone(), "true"));
    }

    [Fact]
    public async Task When_all_are_locked_the_evaluators_of_a_zone_see_its_marks_and_nobody_else()
    {
        await Mark(lockAll: true);

        await NobodySees(ZonesOfOthers);
        Assert.NotEmpty(await Differences(await OneOfTheFirstZone(), "true"));
    }

    [Theory]
    [InlineData("reconciliation")]
    [InlineData("panel-opinion")]
    [InlineData("notice")]
    public async Task After_scoring_the_organiser_sees_all_and_others_no_more_than_before(string stage)
    {
        await Mark(lockAll: true);
        await _room.ToStage(_round, "reconciliation");
        var tasks = await _room.Get(_room.Organiser, $"rounds/{_round.Id}/moderation");
        _task = tasks[0].GetProperty("id").GetGuid();
        var answering = (await _room.PanelOf(_round, tasks[0].GetProperty("zoneId").GetGuid()))[0];
        await _room.Ok(answering, $"moderation/{_task}/answer", new { mark = 47, reason = "维持" });
        if (stage != "reconciliation")
        {
            await Plainly("update assessment_round set stage = @stage where id = @Id", new { stage, _round.Id });
            await Compute();
        }

        await NobodySees(viewer =>
            viewer.Has(Access.Contracts.Roles.AssessmentOrganiser) ? "false" : ZonesOfOthers(viewer)
        );
        Assert.NotEmpty(await Differences(_room.Organiser, "true"));
        // Answers of the second round are each evaluator's own until the task is closed.
        foreach (
            var viewer in _room.Everybody.Where(v =>
                v != answering && v != _room.Organiser && v != _room.OtherOrganiser
            )
        )
        {
            var before = await Answers(viewer);
            await Plainly("update moderation_answer set mark = 100 - mark, reason = reason || '。'", new { });
            Assert.Equal(before, await Answers(viewer));
        }
        var own = await Answers(answering);
        await Plainly("update moderation_answer set mark = 100 - mark", new { });
        Assert.NotEqual(own, await Answers(answering));
    }

    /// <summary>What leaves the module by itself: the same deeds with other marks give the same events and audit entries.</summary>
    [Fact]
    public async Task Events_and_the_audit_tell_nothing_of_marks()
    {
        var told = new List<string>();
        foreach (var shift in (int[])[0, 7])
        {
            var round = await _room.Assigned(zones: 1);
            await _room.MarkAll(round, round.Zones[0], (n, _) => 40 + shift + (25 * n));
            told.Add(
                await _room.Scalar<string>(
                    """
                    select string_agg(said, e'\n' order by said) from (
                        select action || ' ' || details as said from audit_entry where details like '%' || @round || '%' or subject = @round
                            or subject in (select id::text from assignment where round_id = @round::uuid)
                        union all
                        select kind || ' ' || payload::text from outbox where payload::text like '%' || @round || '%') s
                    """,
                    new { round = round.Id.ToString() }
                )
            );
        }
        Assert.NotEmpty(told[0]);
        Assert.Equal(Ids().Replace(told[0], "-"), Ids().Replace(told[1], "-"));
    }

    private async Task Mark(bool lockAll)
    {
        foreach (var (zone, z) in _round.Zones.Select((zone, z) => (zone, z)))
        {
            foreach (var (who, n) in (await _room.PanelOf(_round, zone)).Select((w, n) => (w, n)))
            {
                var whole = lockAll || (z + n) % 2 == 0;
                foreach (var cell in ScoringRoom.Cells.Take(whole ? 3 : 2))
                {
                    await _room.Save(who, _round, zone, cell, 40 + (15 * n) + z, comment: $"评语{n}");
                }
                if (whole)
                {
                    await ScoringRoom.Success(await _room.TryLock(who, _round, zone));
                }
            }
        }
    }

    private async Task<CurrentUser> OneOfTheFirstZone() => (await _room.PanelOf(_round, _round.Zones[0]))[0];

    private static string ZonesOfOthers(CurrentUser viewer) =>
        $"""
            not exists (select from assignment own join evaluator me on me.id = own.evaluator_id and me.subject = '{viewer.Subject}'
                where own.round_id = a.round_id and own.zone_id = a.zone_id and own.state <> 'voided')
            """;

    /// <param name="hidden">Of assignments <c>a</c> and their evaluators <c>e</c>: those whose marks the viewer must not notice.</param>
    private async Task NobodySees(Func<CurrentUser, string> hidden)
    {
        var noticed = new List<string>();
        foreach (var viewer in _room.Everybody)
        {
            noticed.AddRange((await Differences(viewer, hidden(viewer))).Select(d => $"{viewer.Subject}: {d}"));
        }
        Assert.True(noticed.Count == 0, string.Join("\n\n", noticed.Take(3)));
    }

    /// <summary>What the viewer is answered before and after those marks, their comments, times and versions have become others.</summary>
    private async Task<IReadOnlyList<string>> Differences(CurrentUser viewer, string hidden)
    {
        var before = await Answers(viewer);
        await Plainly(
            $"""
            create temporary table touched on commit drop as select a.id from assignment a join evaluator e on e.id = a.evaluator_id
                where a.round_id = @Id and ({hidden});
            update score set mark = 100 - mark, comment = comment || '。', version = version + 1, saved_at = saved_at + interval '1 minute'
                where assignment_id in (select id from touched);
            update score_version set mark = 100 - mark, comment = comment || '。', version = version + 1,
                saved_at = saved_at + interval '1 minute' where assignment_id in (select id from touched);
            select count(write_locked_sheet(id)) from touched where exists (select from locked_sheet l where l.assignment_id = id)
            """,
            new { _round.Id }
        );
        await Compute();
        var after = await Answers(viewer);
        return [.. before.Keys.Where(k => before[k] != after[k]).Select(k => $"{k}\n{before[k]}\n{after[k]}")];
    }

    /// <summary>The results follow the marks, where it is their time.</summary>
    private async Task Compute()
    {
        using var computed = await _room.TryPost(_room.OtherOrganiser, $"rounds/{_round.Id}/results", new { });
        Assert.True(computed.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict);
    }

    private async Task<SortedDictionary<string, string>> Answers(CurrentUser viewer)
    {
        using var client = _room.Host.As(viewer);
        var answers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (method, pattern) in Endpoints())
        {
            foreach (var path in Paths(pattern))
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                if (method != "GET")
                {
                    request.Content = new StringContent(
                        Bodies.GetValueOrDefault($"{method} {pattern}", "{}"),
                        Encoding.UTF8,
                        "application/json"
                    );
                }
                using var answer = await client.SendAsync(request);
                Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
                var said = Said(await answer.Content.ReadAsByteArrayAsync());
                answers[$"{method} {path}"] = $"{(int)answer.StatusCode} {answer.Headers.ETag} {said}";
            }
        }
        Assert.True(answers.Count > 30, "The endpoints were not found.");
        return answers;
    }

    private IEnumerable<(string Method, string Pattern)> Endpoints() =>
        from endpoint in _room.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let pattern = "/" + endpoint.RoutePattern.RawText!.Trim('/')
        where pattern.StartsWith("/api/assessments", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        select (method, pattern);

    /// <summary>The pattern with each of the round's zones; what stands before a parameter says what it names.</summary>
    private IEnumerable<string> Paths(string pattern)
    {
        foreach (var zone in _round.Zones)
        {
            var parts = pattern.Split('/');
            for (var n = 0; n < parts.Length; n++)
            {
                if (parts[n].StartsWith('{'))
                {
                    parts[n] = Value(parts[n - 1], parts[n].Trim('{', '}').Split(':')[0], zone);
                }
            }
            yield return string.Join('/', parts);
        }

        string Value(string before, string name, Guid zone) =>
            (before, name) switch
            {
                (_, "indicator") => "A1",
                ("rounds", _) => _round.Id.ToString(),
                ("frameworks", _) => _round.Id.ToString(),
                ("zones" or "sheet" or "scores" or "results" or "reports", _) => zone.ToString(),
                ("evaluators", _) => _room.Pool[0].ToString(),
                ("moderation", _) => _task.ToString(),
                ("batches", _) => "1",
                // Of these there is none: the answer is that.
                (
                    "assignments"
                        or "relations"
                        or "evidence"
                        or "appeals"
                        or "adjustments"
                        or "vetoes"
                        or "jobs"
                        or "reminders",
                    _
                ) => Guid.Empty.ToString(),
                _ => throw new InvalidOperationException(
                    $"{pattern}: say what {{{name}}} is, so that the endpoint has its case."
                ),
            };
    }

    /// <summary>The answer as text, without what every answer has anew; a workbook by its parts.</summary>
    private static string Said(byte[] body)
    {
        if (!body.AsSpan().StartsWith("PK"u8))
        {
            return Trace().Replace(Encoding.UTF8.GetString(body), "");
        }
        using var archive = new ZipArchive(new MemoryStream(body, writable: false));
        var parts = new StringBuilder();
        foreach (var entry in archive.Entries.OrderBy(e => e.FullName, StringComparer.Ordinal))
        {
            using var reader = new StreamReader(entry.Open());
            parts.Append(CultureInfo.InvariantCulture, $"{entry.FullName}\n{reader.ReadToEnd()}\n");
        }
        // The library names its parts by chance.
        return Chance().Replace(parts.ToString(), "-");
    }

    /// <summary>As the owner, past triggers: the other world.</summary>
    private async Task Plainly(string sql, object parameters)
    {
        await using var connection = await _room.Database.Administrator.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync(
            "set local search_path = assessments, pg_temp; set local session_replication_role = replica"
        );
        await connection.ExecuteAsync(sql, parameters);
        await transaction.CommitAsync();
    }

    [GeneratedRegex("R[0-9a-f]{32}", RegexOptions.None, 1000)]
    private static partial Regex Chance();

    [GeneratedRegex("\"traceId\":\"[0-9a-f]*\"", RegexOptions.None, 1000)]
    private static partial Regex Trace();

    /// <summary>Of rows, and the mark of a plan, which is one over ids.</summary>
    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}|\"plan\":\"[0-9a-f]{64}\"", RegexOptions.None, 1000)]
    private static partial Regex Ids();
}
