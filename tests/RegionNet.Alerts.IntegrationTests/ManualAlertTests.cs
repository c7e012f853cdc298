using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>Coordinators raise alerts from templates; a red one needs a second person.</summary>
public sealed class ManualAlertTests(DutyRoom room) : IClassFixture<DutyRoom>
{
    private static readonly CurrentUser One = AlertSteps.Coordinator("manual-one", "GBA", "PRD");
    private static readonly CurrentUser Other = AlertSteps.Coordinator("manual-other", "GBA", "PRD");
    private static readonly CurrentUser Half = AlertSteps.Coordinator("manual-half", "GBA");

    [Fact]
    public async Task A_manual_alert_is_raised_at_once_in_each_zone_with_its_author()
    {
        var raised = await Propose(One, "manual.notice", ["PRD", "GBA", "GBA"]);
        Assert.Equal("raised", raised.Text("status"));
        Assert.Equal(2, raised.GetProperty("alertIds").GetArrayLength());
        var alert = Assert.Single(await InStream("GBA", raised));
        Assert.Equal("停电通知", alert.Text("titleZh"));
        Assert.Equal("Power cut", alert.Text("titleEn"));
        Assert.Equal("manual-one", alert.Text("actorName"));
        Assert.Equal("minor", alert.Text("level"));
    }

    [Fact]
    public async Task Red_waits_for_a_second_person_of_whom_one_decides()
    {
        var proposed = await Propose(One, "manual.emergency", ["GBA", "PRD"]);
        Assert.Equal("proposed", proposed.Text("status"));
        Assert.Empty(await InStream("GBA", proposed));

        await (await Decide(One, proposed, "approved")).Refused(409, "alerts.second-person-needed");
        await (await Decide(Half, proposed, "approved")).Refused(404, "alerts.manual-alert-not-found");
        await (await Decide(Other, proposed, "rejected")).Refused(400, "alerts.rejection-needs-reason");
        var answers = await Task.WhenAll(
            Decide(Other, proposed, "approved"),
            Decide(AlertSteps.National(), proposed, "approved")
        );
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], answers.Select(a => a.StatusCode).Order());
        await answers.Single(a => a.StatusCode == HttpStatusCode.Conflict).Refused(409, "alerts.manual-alert-decided");
        Assert.Equal("extreme", Assert.Single(await InStream("GBA", proposed)).Text("level"));
        Assert.Single(await InStream("PRD", proposed));
    }

    [Fact]
    public async Task What_is_rejected_is_never_raised()
    {
        var proposed = await Propose(One, "manual.emergency", ["GBA"]);
        var rejected = await (await Decide(Other, proposed, "rejected", "未经核实")).Read(200);
        Assert.Equal(("rejected", "未经核实"), (rejected.Text("status"), rejected.Text("reason")));
        await (await Decide(AlertSteps.National(), proposed, "approved")).Refused(409, "alerts.manual-alert-decided");
        Assert.Empty(await InStream("GBA", proposed));
        var listed = await (await room.Host.As(Half).GetAsync("/api/alerts/manual-alerts?status=rejected")).Read(200);
        Assert.Contains(listed.GetProperty("items").EnumerateArray(), m => m.Text("id") == proposed.Text("id"));
    }

    [Fact]
    public async Task A_rule_makes_no_manual_alert_red_behind_the_second_persons_back()
    {
        await (
            await room
                .Host.As(AlertSteps.National())
                .PostAsJsonAsync("/api/alerts/rules", new { kind = "manual.notice", level = "extreme" })
        ).Read(201);
        var raised = await Propose(One, "manual.notice", ["GBA"]);
        Assert.Equal("minor", Assert.Single(await InStream("GBA", raised)).Text("level"));
    }

    [Theory]
    [InlineData(
        "status = 'raised', decided_by = proposed_by, decided_by_name = 'x', decided_at = now()",
        "manual_alert_second_person"
    )]
    [InlineData("status = 'raised'", "manual_alert_decided")]
    [InlineData(
        "status = 'rejected', decided_by = 'x', decided_by_name = 'x', decided_at = now()",
        "manual_alert_rejected_with_reason"
    )]
    [InlineData("title_zh = 'another'", "manual_alert_decided_once")]
    public async Task The_database_holds_the_second_person_too(string set, string constraint)
    {
        var proposed = await Propose(One, "manual.emergency", ["GBA"]);
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            room.Db.Query<int>(
                $"update manual_alert set {set} where id = @Id",
                new { Id = proposed.GetProperty("id").GetGuid() }
            )
        );
        Assert.Equal(constraint, refused.ConstraintName);
    }

    [Fact]
    public async Task A_template_is_filled_completely_and_used_where_it_holds()
    {
        var template = await Template("manual.notice");
        await (await Post(One, template, ["GBA"], [])).Refused(400, "alerts.template-values");
        await (await Post(One, template, ["GBA"], [Value("title"), Value("text"), Value("more")])).Refused(
            400,
            "alerts.template-values"
        );
        await (await Post(One, template, ["GBA"], [Value("title"), Value("title")])).Refused(
            400,
            "alerts.template-values"
        );
        await (await Post(One, template, ["YRD"], [Value("title"), Value("text")])).Refused(
            404,
            "alerts.zone-not-found"
        );
        await (await Post(One, Guid.NewGuid(), ["GBA"], [])).Refused(404, "alerts.template-not-found");
        await (await Post(One, template, [], [])).Refused(400, "kernel.invalid-request");
        await (
            await room
                .Host.As(One)
                .PostAsJsonAsync(
                    "/api/alerts/templates",
                    new
                    {
                        zoneCode = "GBA",
                        kind = "hearings.forged",
                        level = "minor",
                        nameZh = "a",
                        nameEn = "a",
                        titleZh = "a",
                        titleEn = "a",
                        bodyZh = "a",
                        bodyEn = "a",
                    }
                )
        ).Refused(400, "kernel.invalid-request");
        var own = await (
            await room
                .Host.As(One)
                .PostAsJsonAsync(
                    "/api/alerts/templates",
                    new
                    {
                        zoneCode = "GBA",
                        kind = "manual.drill",
                        level = "minor",
                        nameZh = "演练",
                        nameEn = "Drill",
                        titleZh = "{place}演练",
                        titleEn = "Drill at {place}",
                        bodyZh = "于{place}",
                        bodyEn = "At {place}",
                    }
                )
        ).Read(201);
        Assert.Equal("place", Assert.Single(own.GetProperty("places").EnumerateArray()).GetString());
        await (
            await Post(
                AlertSteps.Coordinator("yrd-manual", "YRD"),
                own.GetProperty("id").GetGuid(),
                ["YRD"],
                [Value("place")]
            )
        ).Refused(404, "alerts.template-not-found");
        await (
            await room.Host.As(One).PostAsJsonAsync($"/api/alerts/templates/{own.Text("id")}/end", new { version = 1 })
        ).Read(204);
        await (await Post(One, own.GetProperty("id").GetGuid(), ["GBA"], [Value("place")])).Refused(
            404,
            "alerts.template-not-found"
        );
    }

    [Fact]
    public async Task An_update_refers_to_the_first_message_and_red_is_proposed_anew_instead()
    {
        var raised = await Propose(One, "manual.notice", ["GBA"]);
        var root = raised.GetProperty("alertIds")[0].GetGuid();
        var text = new
        {
            version = 1,
            titleZh = "更正",
            titleEn = "Correction",
            bodyZh = "更正内容",
            bodyEn = "Corrected",
        };
        var updated = await (await Update(One, root)).Read(200);
        Assert.Equal("更正", updated.Text("titleZh"));
        var message = (await InStream("GBA", raised))[^1];
        Assert.Equal(("update", root), (message.Text("messageType"), message.GetProperty("rootId").GetGuid()));
        Assert.Equal("更正内容", message.Text("bodyZh"));

        await (await Update(room.YrdCoordinator, root)).Refused(404, "alerts.alert-not-found");
        await (await Update(One, await room.Raise("GBA"))).Refused(409, "alerts.not-manual");
        var red = await Propose(One, "manual.emergency", ["GBA"]);
        var approved = await (await Decide(Other, red, "approved")).Read(200);
        await (await Update(One, approved.GetProperty("alertIds")[0].GetGuid())).Refused(409, "alerts.not-manual");

        Task<HttpResponseMessage> Update(CurrentUser person, Guid alert) =>
            room.Host.As(person).PostAsJsonAsync($"/api/alerts/{alert}/update", text);
    }

    private static object Value(string name) =>
        new
        {
            name,
            zh = name == "title" ? "停电通知" : "今晚停电",
            en = name == "title" ? "Power cut" : "No power tonight",
        };

    private async Task<JsonElement> Propose(CurrentUser person, string kind, string[] zones) =>
        await (await Post(person, await Template(kind), zones, [Value("title"), Value("text")])).Read(201);

    private Task<HttpResponseMessage> Post(CurrentUser person, Guid templateId, string[] zoneCodes, object[] values) =>
        room
            .Host.As(person)
            .PostAsJsonAsync(
                "/api/alerts/manual-alerts",
                new
                {
                    templateId,
                    zoneCodes,
                    values,
                }
            );

    private Task<HttpResponseMessage> Decide(
        CurrentUser person,
        JsonElement proposed,
        string decision,
        string? reason = null
    ) =>
        room
            .Host.As(person)
            .PostAsJsonAsync(
                $"/api/alerts/manual-alerts/{proposed.Text("id")}/decision",
                new
                {
                    version = 1,
                    decision,
                    reason,
                }
            );

    private async Task<Guid> Template(string kind) =>
        (await (await room.Host.As(One).GetAsync("/api/alerts/templates")).Read(200))
            .GetProperty("items")
            .EnumerateArray()
            .Single(t => t.Text("kind") == kind)
            .GetProperty("id")
            .GetGuid();

    private async Task<List<JsonElement>> InStream(string zone, JsonElement manual) =>
        [
            .. (await room.Stream(One, zone))
                .GetProperty("items")
                .EnumerateArray()
                .Where(a => a.Text("subject") == manual.Text("subject")),
        ];
}
