using System.Net.Http.Json;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Zones.IntegrationTests;

/// <summary>Liaison bodies and officers with deputies and dated terms (the Opinions, measure 1).</summary>
public sealed class LiaisonTests
{
    [Fact]
    public async Task A_body_with_an_officer_and_a_deputy_is_read_back_masked()
    {
        await using var zones = await ZonesHost.Start();
        var body = await zones.Body();
        var officer = await zones.Officer(body);
        var deputy = await zones.Officer(body, "欧阳娜娜", "0512-66668888", officer);
        using var clerk = zones.Clerk;

        var read = await ZonesHost.Read(await clerk.GetAsync("/api/zones/YRD/liaison"), 200);

        var only = Assert.Single(read["bodies"]!.AsArray())!;
        Assert.Equal(ZonesHost.Suzhou, only["organisation"]!["zh"]!.GetValue<string>());
        Assert.Equal("2026-01-01", only["validFrom"]!.GetValue<string>());
        Assert.Null(only["validTo"]);
        var officers = only["officers"]!.AsArray();
        Assert.Equal([officer, deputy], officers.Select(o => o!["id"]!.GetValue<Guid>()));
        Assert.Equal(["张＊", "欧阳＊"], officers.Select(o => o!["name"]!.GetValue<string>()));
        Assert.Equal(["138****5678", "051******8888"], officers.Select(o => o!["phone"]!.GetValue<string>()));
        Assert.Equal(officer, officers[1]!["deputyOf"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task Personal_data_are_unreadable_in_the_database_and_absent_from_the_audit()
    {
        await using var zones = await ZonesHost.Start();
        var officer = await zones.Officer(await zones.Body());
        await Reveal(zones, officer, 200);

        var stored = await zones.Rows<string>(
            "select concat(o, encode(o.name, 'escape')) from zones.liaison_officer o"
        );
        var audit = await zones.Rows<string>("select concat(a) from zones.audit_entry a");
        var replay = await zones.Rows<string>("select concat(i) from zones.idempotency i");
        foreach (var row in stored.Concat(audit).Concat(replay))
        {
            Assert.DoesNotContain("伟明", row, StringComparison.Ordinal);
            Assert.DoesNotContain("13812345678", row, StringComparison.Ordinal);
            Assert.DoesNotContain(Convert.ToHexStringLower("13812345678"u8), row, StringComparison.Ordinal);
        }
        Assert.Equal(3, audit.Count);
    }

    [Fact]
    public async Task Revealing_names_its_purpose_in_the_audit_and_is_not_cached()
    {
        await using var zones = await ZonesHost.Start();
        var officer = await zones.Officer(await zones.Body());

        var answer = await Reveal(zones, officer, 200);

        var revealed = await ZonesHost.Read(answer, 200);
        Assert.Equal("张伟明", revealed["name"]!.GetValue<string>());
        Assert.Equal("13812345678", revealed["phone"]!.GetValue<string>());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var entry = Assert.Single(
            await zones.Rows<(string Actor, string Subject, string Details)>(
                "select actor, subject, details from zones.audit_entry where action = 'zones.liaison-officer.revealed'"
            )
        );
        Assert.Equal(("coordinator", officer.ToString()), (entry.Actor, entry.Subject));
        Assert.Contains("商定会商时间", entry.Details, StringComparison.Ordinal);
        await AuditChain.Extend(zones.Database.Module("zones"), default);
        Assert.Null((await AuditChain.Verify(zones.Database.Module("zones"), default)).BrokenAt);
    }

    [Theory]
    [InlineData("2026-06-30", null, 409)]
    [InlineData("2026-07-01", null, 201)]
    [InlineData("2025-01-01", "2025-12-31", 201)]
    [InlineData("2025-01-01", "2026-01-01", 409)]
    [InlineData("2026-03-01", "2026-03-01", 409)]
    public async Task An_organisation_is_liaison_body_of_a_zone_once_at_a_time(string from, string? to, int status)
    {
        await using var zones = await ZonesHost.Start();
        await zones.Body(to: "2026-06-30");

        var answer = await AddBody(zones, ZonesHost.Suzhou, from, to);

        if (status == 409)
        {
            await ZonesHost.Refused(answer, 409, "zones.liaison-body-overlaps");
        }
        await ZonesHost.Read(answer, status);
    }

    [Fact]
    public async Task Of_two_coordinators_who_add_the_same_body_at_once_one_succeeds()
    {
        await using var zones = await ZonesHost.Start();
        using var one = zones.Coordinator;
        using var other = zones.National;
        for (var round = 0; round < 20; round++)
        {
            var year = 2030 + (round * 2);
            var answers = await Task.WhenAll(
                one.PostAsJsonAsync("/api/zones/YRD/liaison-bodies", Request($"{year}-01-01", $"{year}-12-31")),
                other.PostAsJsonAsync("/api/zones/YRD/liaison-bodies", Request($"{year}-06-01", $"{year + 1}-06-30"))
            );
            Assert.Equal([201, 409], answers.Select(a => (int)a.StatusCode).Order());
        }
        Assert.Equal(20, (await zones.Rows<Guid>("select id from zones.liaison_body")).Count);

        static object Request(string from, string to) =>
            new
            {
                organisationId = OrganisationId.Of(ZonesHost.Suzhou),
                validFrom = from,
                validTo = to,
            };
    }

    [Fact]
    public async Task A_body_belongs_to_the_zone_wholly_or_in_part_throughout_its_term()
    {
        await using var zones = await ZonesHost.Start();
        using var national = zones.National;

        await ZonesHost.Read(await Add("GBA", "广东省高级人民法院"), 201);
        await ZonesHost.Refused(await Add("GBA", ZonesHost.Suzhou), 409, "zones.organisation-outside-zone");
        await ZonesHost.Refused(await Add("GBA", "国家知识产权局"), 409, "zones.organisation-outside-zone");
        await ZonesHost.Refused(await Add("GBA", "不存在的机构"), 409, "zones.organisation-unknown");
        await ZonesHost.Refused(await Add("NONE", ZonesHost.Suzhou), 404, "zones.zone-not-found");
        await zones.Rows<int>("update zones.zone_member set validity = '(,2027-01-01)' where zone_code = 'YRD'");
        await ZonesHost.Refused(await Add("YRD", ZonesHost.Suzhou), 409, "zones.organisation-outside-zone");
        await ZonesHost.Read(await Add("YRD", ZonesHost.Suzhou, "2026-12-31"), 201);

        Task<HttpResponseMessage> Add(string zone, string organisation, string? to = null) =>
            national.PostAsJsonAsync(
                $"/api/zones/{zone}/liaison-bodies",
                new
                {
                    organisationId = OrganisationId.Of(organisation),
                    validFrom = "2026-01-01",
                    validTo = to,
                }
            );
    }

    [Theory]
    [InlineData("2026-01-01", "2026-06-30", 201)]
    [InlineData("2025-12-31", "2026-06-30", 409)]
    [InlineData("2026-01-01", "2026-07-01", 409)]
    [InlineData("2026-01-01", null, 409)]
    public async Task An_officers_term_lies_inside_the_bodys(string from, string? to, int status)
    {
        await using var zones = await ZonesHost.Start();
        var body = await zones.Body(to: "2026-06-30");

        var answer = await AddOfficer(zones, body, from, to);

        if (status == 409)
        {
            await ZonesHost.Refused(answer, 409, "zones.officer-outside-body-term");
        }
        await ZonesHost.Read(answer, status);
    }

    [Theory]
    [InlineData("liaison_officer_inside_body", "validity = '[2020-01-01,2020-02-01)'")]
    [InlineData("liaison_officer_body_term", "body_validity = '[2000-01-01,)'")]
    [InlineData("liaison_officer_not_own_deputy", "deputy_of = id")]
    [InlineData("liaison_officer_deputy_same_body", "deputy_of = gen_random_uuid()")]
    public async Task The_database_holds_the_terms_and_deputies_too(string constraint, string change)
    {
        await using var zones = await ZonesHost.Start();
        await zones.Officer(await zones.Body());

        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            zones.Rows<int>($"update zones.liaison_officer set {change}")
        );

        Assert.Equal(constraint, refused.ConstraintName);
    }

    [Fact]
    public async Task A_deputy_deputises_an_officer_of_the_same_body_who_is_none()
    {
        await using var zones = await ZonesHost.Start();
        var body = await zones.Body();
        var other = await zones.Body(ZonesHost.Shanghai);
        var officer = await zones.Officer(body);
        var deputy = await zones.Officer(body, deputyOf: officer);

        await ZonesHost.Refused(await AddOfficer(zones, other, deputyOf: officer), 409, "zones.deputy-of-unknown");
        await ZonesHost.Refused(await AddOfficer(zones, body, deputyOf: deputy), 409, "zones.deputy-of-deputy");
    }

    [Fact]
    public async Task An_ended_officer_is_gone_after_the_last_day_and_can_no_longer_be_revealed()
    {
        await using var zones = await ZonesHost.Start();
        var officer = await zones.Officer(await zones.Body());
        using var coordinator = zones.Coordinator;

        await ZonesHost.Refused(await End("2026-01-31"), 409, "zones.end-outside-term");
        var ended = await ZonesHost.Read(await End("2026-11-24"), 200);
        Assert.Equal("2026-11-24", ended["validTo"]!.GetValue<string>());
        await ZonesHost.Refused(await End("2026-11-25"), 409, "zones.end-outside-term");
        Assert.Equal(1, await Officers());

        zones.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await Officers());
        await Reveal(zones, officer, 404);
        await ZonesHost.Refused(await End("2026-11-24"), 404, "zones.liaison-officer-not-found");
        var entry = Assert.Single(
            await zones.Rows<string>(
                "select details from zones.audit_entry where action = 'zones.liaison-officer.ended'"
            )
        );
        Assert.Contains("岗位调整", entry, StringComparison.Ordinal);

        Task<HttpResponseMessage> End(string on) =>
            coordinator.PostAsJsonAsync(
                $"/api/zones/YRD/liaison-officers/{officer}/end",
                new { on, reason = "岗位调整" }
            );

        async Task<int> Officers() =>
            (await ZonesHost.Read(await coordinator.GetAsync("/api/zones/YRD/liaison"), 200))["bodies"]![0]![
                "officers"
            ]!
                .AsArray()
                .Count;
    }

    [Fact]
    public async Task A_replayed_request_answers_the_first_result_and_writes_once()
    {
        await using var zones = await ZonesHost.Start();
        using var coordinator = zones.Coordinator;
        coordinator.DefaultRequestHeaders.Add("Idempotency-Key", "k-1");

        var first = await ZonesHost.Read(await Post(ZonesHost.Suzhou), 201);
        var again = await ZonesHost.Read(await Post(ZonesHost.Suzhou), 201);

        Assert.Equal(first["id"]!.GetValue<Guid>(), again["id"]!.GetValue<Guid>());
        Assert.Single(await zones.Rows<Guid>("select id from zones.liaison_body"));
        await ZonesHost.Refused(await Post(ZonesHost.Shanghai), 422, "kernel.idempotency-key-reused");

        Task<HttpResponseMessage> Post(string organisation) =>
            coordinator.PostAsJsonAsync(
                "/api/zones/YRD/liaison-bodies",
                new { organisationId = OrganisationId.Of(organisation), validFrom = "2026-01-01" }
            );
    }

    private static async Task<HttpResponseMessage> AddBody(
        ZonesHost zones,
        string organisation,
        string from,
        string? to
    )
    {
        using var coordinator = zones.Coordinator;
        return await coordinator.PostAsJsonAsync(
            "/api/zones/YRD/liaison-bodies",
            new
            {
                organisationId = OrganisationId.Of(organisation),
                validFrom = from,
                validTo = to,
            }
        );
    }

    private static async Task<HttpResponseMessage> AddOfficer(
        ZonesHost zones,
        Guid body,
        string from = "2026-03-01",
        string? to = null,
        Guid? deputyOf = null
    )
    {
        using var coordinator = zones.Coordinator;
        return await coordinator.PostAsJsonAsync(
            $"/api/zones/YRD/liaison-bodies/{body}/officers",
            new
            {
                name = "李四",
                phone = "13912345678",
                title = "副联络员",
                validFrom = from,
                validTo = to,
                deputyOf,
            }
        );
    }

    private static async Task<HttpResponseMessage> Reveal(ZonesHost zones, Guid officer, int status)
    {
        using var coordinator = zones.Coordinator;
        var answer = await coordinator.PostAsJsonAsync(
            $"/api/zones/YRD/liaison-officers/{officer}/reveal",
            new { purpose = "商定会商时间" }
        );
        Assert.Equal(status, (int)answer.StatusCode);
        return answer;
    }
}
