using System.Net;
using System.Text;
using System.Text.Json;
using RegionNet.Access.Contracts;
using RegionNet.Testing;
using Xunit;
using static RegionNet.Assessments.IntegrationTests.RoundSteps;

namespace RegionNet.Assessments.IntegrationTests;

public sealed class ZoneTests(PanelRoom room) : IClassFixture<PanelRoom>
{
    [Fact]
    public async Task The_zones_of_both_batches_stand_where_the_facts_place_them()
    {
        room.Clock.Set(PanelRoom.Monday);
        var all = (await room.Read(room.Organiser, "zones?limit=200")).Items().ToList();
        var real = all.Where(z => z.GetProperty("batch").GetInt32() <= 2).ToList();
        Assert.Equal(10, real.Count(z => z.GetProperty("batch").GetInt32() == 1));
        Assert.Equal(15, real.Count(z => z.GetProperty("batch").GetInt32() == 2));
        Assert.All(
            real.Where(z => z.GetProperty("batch").GetInt32() == 2),
            z => Assert.Equal(("public-notice", "2024-01-04"), (z.Text("state"), z.Text("effectiveOn")))
        );
        var hefei = await room.Zone("340100");
        Assert.Equal("building", hefei.Text("state"));
        Assert.Equal("2023-04-24", hefei.Text("constructionFrom"));
        Assert.Equal("2025-04-23", hefei.Text("constructionUntil"));
        Assert.Equal(
            ["P12", "YRD"],
            hefei.GetProperty("cooperationZones").EnumerateArray().Select(z => z.GetString()!)
        );
        var steps = (await room.Read(room.Organiser, $"zones/{hefei.Id()}/steps")).Items().ToList();
        Assert.Equal(
            ["applied", "reviewed", "public-notice", "confirmed", "building"],
            steps.Select(s => s.Text("toState"))
        );
        Assert.Equal([null, null, "2023-02-17", "2023-04-24", "2023-04-24"], steps.Select(s => s.Text("effectiveOn")));
        var batches = (await room.Read(room.Organiser, "batches")).Items().ToList();
        Assert.Equal(
            [("2023-02-17", "2023-02-23", "2023-04-24"), ("2024-01-04", "2024-01-10", null)],
            batches.Take(2).Select(b => (b.Text("noticeFrom"), b.Text("noticeUntil"), b.Text("confirmedOn")))
        );
    }

    [Fact]
    public async Task A_zone_goes_from_application_to_a_title_by_stated_days_or_by_rule()
    {
        room.Clock.Set(PanelRoom.Monday);
        await Success(
            await room.Put(
                room.Organiser,
                "batches/31",
                new
                {
                    version = 0,
                    callDocument = "国知发保函字〔2026〕1号",
                    noticeFrom = "2026-05-11",
                    noticeUntil = "2026-05-15",
                }
            )
        );
        var zone = await room.Ok(
            room.Organiser,
            "zones",
            new
            {
                placeCode = "640100",
                zh = "宁夏回族自治区银川市",
                en = "Yinchuan",
                batch = 31,
            }
        );
        Assert.Equal(["reviewed"], zone.GetProperty("moves").EnumerateArray().Select(m => m.GetString()!));
        zone = await Move(zone, "reviewed");
        await Refused(await TryMove(zone, "public-notice"), "document-needed", HttpStatusCode.BadRequest);
        zone = await Move(zone, "public-notice", new { documentNumber = "公示1号", effectiveOn = "2026-05-11" });
        await Refused(
            await TryMove(zone, "confirmed", new { documentNumber = "国知1号", effectiveOn = "2026-05-15" }),
            "zone-notice-runs"
        );
        await Refused(
            await TryMove(zone, "confirmed", new { documentNumber = "国知1号", effectiveOn = "2026-06-02" }),
            "zone-move-in-future",
            HttpStatusCode.BadRequest
        );
        zone = await Move(zone, "confirmed", new { documentNumber = "国知1号", effectiveOn = "2026-05-16" });
        await Refused(await TryMove(zone, "self-assessment"), "zone-move-not-allowed");
        await Refused(
            await TryMove(zone, "building", new { periodUntil = "2026-01-01" }),
            "days-reversed",
            HttpStatusCode.BadRequest
        );
        zone = await Move(zone, "building", new { effectiveOn = "2026-05-20" });
        Assert.Equal(("2026-05-20", "2028-05-19"), (zone.Text("constructionFrom"), zone.Text("constructionUntil")));
        await Refused(await TryMove(zone, "self-assessment"), "zone-move-by-round");
        var steps = await room.Scalar<string>(
            "select string_agg(to_state || ':' || coalesce(document_number, '-'), ' ' order by version) from zone_step where zone_id = @id",
            new { id = zone.Id() }
        );
        Assert.Equal("applied:- reviewed:- public-notice:公示1号 confirmed:国知1号 building:-", steps);
        await Refused(
            await room.Post(
                room.Organiser,
                "zones",
                new
                {
                    placeCode = "640100",
                    zh = "银川市",
                    en = "Yinchuan",
                    batch = 31,
                }
            ),
            "zone-known"
        );
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("2026-04-27", "2026-05-01")]
    public async Task A_batch_is_confirmed_after_its_notice_and_not_without_one(
        string? noticeFrom,
        string? noticeUntil
    ) =>
        await Refused(
            await room.Put(
                room.Organiser,
                "batches/33",
                new
                {
                    version = 0,
                    noticeFrom,
                    noticeUntil,
                    confirmedOn = "2026-05-01",
                }
            ),
            "batch-confirmed-early"
        );

    [Fact]
    public async Task A_stated_period_wins_over_the_rule()
    {
        room.Clock.Set(PanelRoom.Monday);
        var zone = await At("650100", "recognised");
        var stated = await Move(
            zone,
            "in-force",
            new
            {
                documentNumber = "国知2号",
                periodFrom = "2026-01-01",
                periodUntil = "2028-06-30",
            }
        );
        Assert.Equal(("2026-01-01", "2028-06-30"), (stated.Text("validityFrom"), stated.Text("validityUntil")));
        var ruled = await Move(
            await At("650200", "recognised"),
            "in-force",
            new { documentNumber = "国知2号", effectiveOn = "2026-05-29" }
        );
        Assert.Equal(("2026-05-29", "2029-05-28"), (ruled.Text("validityFrom"), ruled.Text("validityUntil")));
        await Refused(
            await TryMove(ruled, "revoked", new { documentNumber = "国知3号" }),
            "reason-needed",
            HttpStatusCode.BadRequest
        );
        var revoked = await Move(ruled, "revoked", new { documentNumber = "国知3号", reason = "弄虚作假" });
        Assert.Empty(revoked.GetProperty("moves").EnumerateArray());
    }

    [Fact]
    public async Task Of_two_who_move_a_zone_at_once_one_is_told_that_it_has_moved_on()
    {
        room.Clock.Set(PanelRoom.Monday);
        var zone = await At("650300", "applied");
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => TryMove(zone, "reviewed", new { reason = "评审通过" }))
        );
        Assert.Equal(1, answers.Count(a => a.IsSuccessStatusCode));
        foreach (var refused in answers.Where(a => !a.IsSuccessStatusCode))
        {
            await Refused(refused, "stale-zone", HttpStatusCode.PreconditionFailed);
        }
        Assert.Equal(
            1,
            await room.Scalar<int>(
                "select count(*)::int from zone_step where zone_id = @id and to_state = 'reviewed'",
                new { id = zone.Id() }
            )
        );
    }

    [Fact]
    public async Task Who_files_is_named_by_the_organiser_and_sees_the_own_zone_alone()
    {
        room.Clock.Set(PanelRoom.Monday);
        var officer = TestPeople.Person("hz", Guid.NewGuid(), [Roles.DemonstrationZoneOfficer]);
        Assert.Empty((await room.Read(officer, "zones")).Items());
        var hangzhou = await room.Zone("330100");
        await Refused(
            await room.Put(
                room.Organiser,
                $"zones/{hangzhou.Id()}/organisation",
                new { version = hangzhou.Version(), organisationId = officer.OrganisationId }
            ),
            "organisation-unknown"
        );
        var named = (
            await Success(
                await room.Put(
                    room.Organiser,
                    $"zones/{hangzhou.Id()}/organisation",
                    new { version = hangzhou.Version(), organisationId = PanelRoom.Cnipa }
                )
            )
        ).GetProperty("zone");
        Assert.Equal("国家知识产权局", named.Text("organisationZh"));
        var atCnipa = TestPeople.Person("cnipa-zone", PanelRoom.Cnipa, [Roles.DemonstrationZoneOfficer]);
        Assert.Equal("330100", (await room.Read(atCnipa, "zones")).Items().Single().Text("placeCode"));
        Assert.Empty((await room.Read(atCnipa, "zones")).Items().Single().GetProperty("moves").EnumerateArray());
        var hefei = await room.Zone("340100");
        await Refused(await room.Fetch(atCnipa, $"zones/{hefei.Id()}"), "zone-not-found", HttpStatusCode.NotFound);
        await Refused(
            await room.Fetch(atCnipa, $"zones/{hefei.Id()}/steps"),
            "zone-not-found",
            HttpStatusCode.NotFound
        );
        await Success(
            await room.Put(
                room.Organiser,
                $"zones/{hangzhou.Id()}/organisation",
                new { version = named.Version(), organisationId = (Guid?)null }
            )
        );
    }

    [Fact]
    public async Task A_coordinator_sees_the_zones_within_the_own_cooperation_zone()
    {
        room.Clock.Set(PanelRoom.Monday);
        var seen = (await room.Read(room.Coordinator, "zones?limit=200")).Items().ToList();
        Assert.All(
            seen,
            z => Assert.Contains("YRD", z.GetProperty("cooperationZones").EnumerateArray().Select(c => c.GetString()))
        );
        Assert.Contains(seen, z => z.Text("placeCode") == SuzhouPlace);
        Assert.DoesNotContain(seen, z => z.Text("placeCode") == GuangzhouPlace);
        var guangzhou = await room.Zone(GuangzhouPlace);
        await Refused(
            await room.Fetch(room.Coordinator, $"zones/{guangzhou.Id()}"),
            "zone-not-found",
            HttpStatusCode.NotFound
        );
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (
                await room.Post(room.Coordinator, $"zones/{guangzhou.Id()}/moves", new { version = 1, to = "mid-term" })
            ).StatusCode
        );
        Assert.Empty((await room.Read(room.Evaluators[0], "zones")).Items());
    }

    [Theory]
    [InlineData("")]
    [InlineData("&sort=state")]
    [InlineData("&sort=until&descending=true")]
    public async Task The_list_pages_in_any_order_without_losing_a_zone(string order)
    {
        room.Clock.Set(PanelRoom.Monday);
        var whole = (await room.Read(room.Organiser, $"zones?batch=1&limit=200{order}"))
            .Items()
            .Select(z => z.Id())
            .ToList();
        var paged = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await room.Read(
                room.Organiser,
                $"zones?batch=1&limit=3{order}{(cursor is null ? "" : $"&cursor={cursor}")}"
            );
            paged.AddRange(page.Items().Select(z => z.Id()));
            cursor = page.Text("next");
        } while (cursor is not null);
        Assert.Equal(10, whole.Count);
        Assert.Equal(whole, paged);
    }

    [Fact]
    public async Task The_list_filters_and_exports()
    {
        room.Clock.Set(PanelRoom.Monday);
        Assert.Equal(
            "320600",
            (await room.Read(room.Organiser, "zones?search=nantong&batch=2&state=public-notice"))
                .Items()
                .Single()
                .Text("placeCode")
        );
        await Refused(await room.Fetch(room.Organiser, "zones?state=lost"), "unknown-state", HttpStatusCode.BadRequest);
        Assert.Equal(HttpStatusCode.BadRequest, (await room.Fetch(room.Organiser, "zones?sort=name")).StatusCode);
        var csv = Encoding.UTF8.GetString(
            await (await room.Fetch(room.Organiser, "zones/export?format=csv&batch=1")).Content.ReadAsByteArrayAsync()
        );
        Assert.Equal(11, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("320500,江苏省苏州市,1,", csv, StringComparison.Ordinal);
    }

    private async Task<JsonElement> Move(JsonElement zone, string to, object? more = null) =>
        await Success(await TryMove(zone, to, more));

    private Task<HttpResponseMessage> TryMove(JsonElement zone, string to, object? more = null) =>
        room.Post(room.Organiser, $"zones/{zone.Id()}/moves", With(more, ("version", zone.Version()), ("to", to)));

    /// <summary>A zone planted in that state.</summary>
    private async Task<JsonElement> At(string place, string state)
    {
        await room.Scalar<int>(
            """
            insert into batch (number, changed_at, changed_by, changed_by_name) values (32, now(), 'test', 'Test') on conflict do nothing;
            set session_replication_role = replica;
            insert into demonstration_zone (id, place_code, province_code, zh, en, batch_number, state, construction, changed_at, changed_by,
                changed_by_name)
            values (gen_random_uuid(), @place, left(@place, 2) || '0000', @place, @place, 32, @state, daterange('2024-01-01', '2026-01-01'),
                now(), 'test', 'Test');
            set session_replication_role = origin;
            """,
            new { place, state }
        );
        return await room.Zone(place);
    }
}
