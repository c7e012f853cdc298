using System.IO.Compression;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MiniExcelLibs;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>Who was told, when, over which road, who saw it, who acknowledged; and a zone's month in figures.</summary>
[Collection<RoadsRoomCollection>]
public sealed class ProofTests(RoadsRoom room)
{
    [Fact]
    public async Task The_proof_of_an_alert_tells_who_was_told_who_saw_and_who_answered()
    {
        var (person, _) = await room.Reachable("proof", "PPRD", language: "en");
        await room.Webhook(person, "/proof", "PPRD");
        var alert = await room.Raise("PPRD", "severe");
        var client = room.Host.As(person);
        await client.PostAsJsonAsync("/api/alerts/seen", new { alertIds = new[] { alert } });
        await (await room.Answer(person, alert, "acknowledgement", 1, "=cmd()")).Read(200);
        await (await room.Answer(person, alert, "handling", 2)).Read(200);
        await room.Carry(alert);

        var proof = await (await client.GetAsync($"/api/alerts/{alert}/proof")).Read(200);

        var entries = proof.GetProperty("entries").EnumerateArray().ToList();
        Assert.True(proof.GetProperty("complete").GetBoolean());
        Assert.Equal(
            ["raised", "delivered", "acknowledged", "handling"],
            entries.Where(e => e.Text("what") == "message").Select(e => e.Text("change"))
        );
        var acknowledged = entries.Single(e =>
            e is var x && x.Text("what") == "message" && x.Text("change") == "acknowledged"
        );
        Assert.Equal(
            ("proof", "中国（广州）知识产权保护中心"),
            (acknowledged.Text("who"), acknowledged.Text("organisationZh"))
        );
        Assert.Contains(
            entries,
            e => e.Text("what") == "addressed" && e.Text("who") == "name of proof" && e.Text("reason") == "subscription"
        );
        Assert.Contains(entries, e => e.Text("what") == "seen" && e.Text("who") == "proof");
        Assert.Contains(
            entries,
            e =>
                e.Text("what") == "sent"
                && e.Text("road") == "email"
                && e.Text("status") == "delivered"
                && e.Text("who") == "name of proof"
        );
        Assert.Equal(
            4,
            entries.Count(e => e.Text("what") == "sent" && e.Text("road") == "webhook" && e.Text("who") == "127.0.0.1")
        );
        var times = entries.ConvertAll(e => e.GetProperty("at").GetDateTimeOffset());
        Assert.Equal(times.Order(), times);
        Assert.DoesNotContain("people.test", proof.ToString(), StringComparison.Ordinal);

        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var csv = await client.GetAsync($"/api/alerts/{alert}/proof?format=csv");
        Assert.Equal("text/csv", csv.Content.Headers.ContentType!.MediaType);
        var lines = Encoding
            .UTF8.GetString(await csv.Content.ReadAsByteArrayAsync())
            .Trim('\uFEFF')
            .TrimEnd()
            .Split("\r\n");
        Assert.StartsWith("Time (UTC+8),What,Message,Change,Who", lines[0], StringComparison.Ordinal);
        Assert.Equal(entries.Count + 1, lines.Length);
        // What a spreadsheet would run is a text.
        Assert.Contains(lines, l => l.EndsWith(",'=cmd()", StringComparison.Ordinal));
        using var workbook = new MemoryStream(await client.GetByteArrayAsync($"/api/alerts/{alert}/proof?format=xlsx"));
        var rows = workbook.Query().Cast<IDictionary<string, object>>().ToList();
        Assert.Equal((entries.Count + 1, "What"), (rows.Count, rows[0]["B"]));
        await using (var archive = new ZipArchive(workbook))
        {
            using var sheet = new StreamReader(await archive.GetEntry("xl/worksheets/sheet1.xml")!.OpenAsync());
            Assert.DoesNotContain("<x:f>", await sheet.ReadToEndAsync(), StringComparison.Ordinal);
        }

        await (await room.Host.As(room.YrdCoordinator).GetAsync($"/api/alerts/{alert}/proof")).Refused(
            404,
            "alerts.alert-not-found"
        );
        await (await client.GetAsync($"/api/alerts/{alert}/proof?format=pdf")).Refused(400, "kernel.invalid-request");
    }

    [Fact]
    public async Task Every_kind_that_comes_with_the_product_has_its_words()
    {
        var kinds = await room.Db.Query<string>("select kind from alert_rule union select kind from alert_template");

        Assert.Contains("hearings.session-moved", kinds);
        Assert.DoesNotContain(
            kinds,
            k => AlertWords.Of(k, english: false) == k || AlertWords.Of(k, english: true) == k
        );
    }

    [Fact]
    public async Task A_zones_month_counts_alerts_and_the_time_to_their_acknowledgement()
    {
        var coordinator = AlertSteps.Coordinator("month", "JJJ");
        // Friday to Monday over the closing hour: 30 + 30 minutes of working time. Then 10 on one day. Then one that nobody answered.
        await Case("moderate", "2026-03-06 17:00", "2026-03-09 09:30");
        await Case("moderate", "2026-03-10 10:00", "2026-03-10 10:10");
        var late = await Case("moderate", "2026-03-31 23:59", null);
        // Red runs round the clock: 90 minutes of a night.
        await Case("extreme", "2026-03-06 23:30", "2026-03-07 01:00");
        await Case("moderate", "2026-04-01 00:00", "2026-04-01 10:00");
        await room.Escalate(late);
        await room.Escalate(late);

        var client = room.Host.As(coordinator);
        var report = await (await client.GetAsync("/api/alerts/reports/monthly?zone=JJJ&month=2026-03")).Read(200);

        var rows = report.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(
            ["//4", "extreme//1", "extreme/discipline.watch-hit/1", "moderate//3", "moderate/discipline.watch-hit/3"],
            rows.Select(r =>
                $"{r.GetProperty("level").GetString()}/{r.GetProperty("kind").GetString()}/{r.GetProperty("alerts").GetInt32()}"
            )
        );
        Assert.Equal((90.0, 90.0), Minutes(rows[1]));
        Assert.Equal((35.0, 55.0), Minutes(rows[3]));
        Assert.Equal(JsonValueKind.Null, rows[0].GetProperty("medianMinutes").ValueKind);
        Assert.Equal(
            (2, 1, 1, 1),
            (
                rows[3].GetProperty("acknowledged").GetInt32(),
                rows[3].GetProperty("open").GetInt32() - 2,
                rows[3].GetProperty("overdue").GetInt32(),
                rows[3].GetProperty("escalations").GetInt32()
            )
        );
        Assert.Equal(
            ["2026-03-06 1 1", "2026-03-10 1 0", "2026-03-31 1 0"],
            report
                .GetProperty("days")
                .EnumerateArray()
                .Select(d =>
                    $"{d.Text("day")} {d.GetProperty("moderate").GetInt32()} {d.GetProperty("extreme").GetInt32()}"
                )
        );

        var csv = await client.GetStringAsync("/api/alerts/reports/monthly?zone=JJJ&month=2026-03&format=csv");
        Assert.Contains("黄色预警,关注主体变动,3,3,", csv, StringComparison.Ordinal);
        using var workbook = new MemoryStream(
            await client.GetByteArrayAsync("/api/alerts/reports/monthly?zone=JJJ&month=2026-03&format=xlsx")
        );
        Assert.Equal(6, workbook.Query().Count());
        await (await client.GetAsync("/api/alerts/reports/monthly?zone=GBA&month=2026-03")).Refused(
            404,
            "alerts.stream-not-found"
        );
        foreach (var month in (string[])["2021-12", "2199-01", "2026-13"])
        {
            await (await client.GetAsync($"/api/alerts/reports/monthly?zone=JJJ&month={month}")).Refused(
                400,
                "alerts.month-invalid"
            );
        }
        await (await client.GetAsync("/api/alerts/reports/monthly?zone=JJJ&month=March")).Refused(
            400,
            "kernel.invalid-request"
        );
        await (await client.GetAsync("/api/alerts/reports/monthly?zone=JJJ")).Refused(400, "kernel.invalid-request");

        async Task<Guid> Case(string level, string first, string? acknowledged)
        {
            var root = await room.Raise("JJJ", level, "discipline.watch-hit");
            if (acknowledged is not null)
            {
                await (await room.Answer(coordinator, root, "acknowledgement", 1)).Read(200);
            }
            await room.Db.Query<int>(
                """
                update alert_case set first_at = (@first::timestamp at time zone 'Asia/Shanghai'),
                    acknowledged_at = (@acknowledged::timestamp at time zone 'Asia/Shanghai')
                where root_id = @root
                """,
                new
                {
                    root,
                    first,
                    acknowledged,
                }
            );
            return root;
        }

        static (double, double) Minutes(JsonElement row) =>
            (row.GetProperty("medianMinutes").GetDouble(), row.GetProperty("p90Minutes").GetDouble());
    }
}
