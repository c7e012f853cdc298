using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Access.IntegrationTests;

public sealed class PeopleTests
{
    [Fact]
    public async Task Without_a_token_401_without_the_role_403()
    {
        await using var host = await AccessHost.Start();
        using var nobody = new HttpClient { BaseAddress = host.Address };
        using var clerk = await host.As("suzhou.clerk");
        using var system = await host.As("system.admin");
        using var security = await host.As("security.admin");
        using var audit = await host.As("audit.admin");
        var id = AccessHost.IdOf("evaluator");
        (string Path, object? Body, HttpClient[] Refused)[] endpoints =
        [
            ("/api/access/me", null, []),
            ("/api/access/people", null, [clerk, audit]),
            ("/api/access/people", Person("x.y"), [clerk, audit, security]),
            ($"/api/access/people/{id}/roles", new { role = "evaluator" }, [clerk, audit, system]),
            ($"/api/access/people/{id}/roles/revoke", new { role = "evaluator" }, [clerk, audit, system]),
            ($"/api/access/people/{id}/lock", new { reason = "test" }, [clerk, audit, system]),
            ($"/api/access/people/{id}/unlock", new { reason = "test" }, [clerk, audit, system]),
            ($"/api/access/people/{id}/second-factor/removal", new { reason = "test" }, [clerk, audit, system]),
            (
                $"/api/access/people/{id}/password",
                new { password = "Handed-over-2026", reason = "test" },
                [clerk, audit, system]
            ),
            (
                $"/api/access/people/{id}/outside-logins",
                new { issuer = "https://a.test", subject = "1" },
                [clerk, audit, security]
            ),
            (
                "/api/access/machine-clients",
                new
                {
                    clientId = "abc",
                    organisationId = FewZones.Suzhou,
                    roles = new[] { "evaluator" },
                },
                [clerk, audit, security]
            ),
            ("/api/access/machine-clients/demo-machine/end", new { reason = "test" }, [clerk, audit, security]),
        ];
        foreach (var (path, body, refused) in endpoints)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await Send(nobody, path, body)).StatusCode);
            foreach (var client in refused)
            {
                var answer = await Send(client, path, body);
                Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
                Assert.Equal("kernel.forbidden", await answer.Code());
            }
        }
    }

    [Fact]
    public async Task Every_body_is_validated()
    {
        await using var host = await AccessHost.Start();
        using var system = await host.As("system.admin");
        using var security = await host.As("security.admin");
        var id = AccessHost.IdOf("evaluator");
        foreach (
            var (client, path) in new[]
            {
                (system, "/api/access/people"),
                (system, $"/api/access/people/{id}/outside-logins"),
                (system, "/api/access/machine-clients"),
                (system, "/api/access/machine-clients/demo-machine/end"),
                (security, $"/api/access/people/{id}/roles"),
                (security, $"/api/access/people/{id}/roles/revoke"),
                (security, $"/api/access/people/{id}/lock"),
                (security, $"/api/access/people/{id}/unlock"),
                (security, $"/api/access/people/{id}/second-factor/removal"),
                (security, $"/api/access/people/{id}/password"),
            }
        )
        {
            var answer = await client.PostAsJsonAsync(path, new { });
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Equal("kernel.invalid-request", await answer.Code());
            Assert.NotEmpty((await answer.Json())["errors"]!.AsObject());
        }
        Assert.Equal(HttpStatusCode.BadRequest, (await system.GetAsync("/api/access/people?limit=201")).StatusCode);
        Assert.Equal("kernel.invalid-cursor", await (await system.GetAsync("/api/access/people?cursor=*")).Code());
    }

    [Fact]
    public async Task A_created_person_signs_in_and_gets_a_role_from_somebody_else()
    {
        await using var host = await AccessHost.Start();
        using var system = await host.As("system.admin");
        using var security = await host.As("security.admin");

        var created = await system.PostAsJsonAsync("/api/access/people", Person("new.clerk"));

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var id = (string)(await created.Json())["id"]!;
        using var browser = host.Browser();
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignIn("new.clerk", "Newcomer-2026")).StatusCode);
        var granted = await security.PostAsJsonAsync(
            $"/api/access/people/{id}/roles",
            new { role = "zone-coordinator", zoneCode = "GBA" }
        );
        Assert.Equal("GBA", (string)(await granted.Json())["roles"]![0]!["zoneCode"]!);
        Assert.Equal(
            "access.user-name-taken",
            await (await system.PostAsJsonAsync("/api/access/people", Person("new.clerk"))).Code()
        );
        Assert.Equal(
            "access.user-name-shape",
            await (await system.PostAsJsonAsync("/api/access/people", Person("New Clerk"))).Code()
        );
        Assert.Equal(
            "access.password-weak",
            await (await system.PostAsJsonAsync("/api/access/people", Person("other.clerk", "alllowercase"))).Code()
        );
        Assert.Equal(
            "access.password-weak",
            await (await system.PostAsJsonAsync("/api/access/people", Person("other.clerk", "A1-other.clerk"))).Code()
        );
        Assert.Equal(
            "access.organisation-unknown",
            await (
                await system.PostAsJsonAsync("/api/access/people", Person("other.clerk", organisation: Guid.NewGuid()))
            ).Code()
        );
        Assert.Equal(1, await Audited(host, "access.person.created", id));
        Assert.Equal(1, await Audited(host, "access.role.granted", id));
        Assert.Equal(
            0,
            await host.Scalar<int>("select count(*) from access.audit_entry where details like '%Newcomer%'")
        );
    }

    [Fact]
    public async Task Refused_grants_say_why()
    {
        await using var host = await AccessHost.Start();
        using var security = await host.As("security.admin");
        Assert.Equal("access.role-unknown", await Grant("evaluator", "emperor"));
        Assert.Equal("access.zone-needed", await Grant("evaluator", "zone-coordinator"));
        Assert.Equal("access.zone-needed", await Grant("evaluator", "centre-clerk", "GBA"));
        Assert.Equal("access.zone-unknown", await Grant("evaluator", "zone-coordinator", "ATLANTIS"));
        Assert.Equal("access.role-held", await Grant("evaluator", "evaluator"));
        Assert.Equal("access.not-to-oneself", await Grant("security.admin", "evaluator"));
        Assert.Equal("access.administrators-separate", await Grant("system.admin", "audit-administrator"));
        var nobody = await security.PostAsJsonAsync(
            $"/api/access/people/{Guid.NewGuid()}/roles",
            new { role = "evaluator" }
        );
        Assert.Equal(HttpStatusCode.NotFound, nobody.StatusCode);
        var revoke = await security.PostAsJsonAsync(
            $"/api/access/people/{AccessHost.IdOf("evaluator")}/roles/revoke",
            new { role = "court-clerk" }
        );
        Assert.Equal("access.role-not-held", await revoke.Code());

        async Task<string?> Grant(string person, string role, string? zoneCode = null) =>
            await (
                await security.PostAsJsonAsync(
                    $"/api/access/people/{AccessHost.IdOf(person)}/roles",
                    new { role, zoneCode }
                )
            ).Code();
    }

    [Fact]
    public async Task Of_three_administrator_roles_granted_at_once_a_person_gets_one()
    {
        await using var host = await AccessHost.Start();
        using var security = await host.As("security.admin");
        foreach (var person in new[] { "evaluator", "organiser", "officer", "reviewer", "court.clerk" })
        {
            var id = AccessHost.IdOf(person);
            var answers = await Task.WhenAll(
                Roles.Administrators.Select(role =>
                    security.PostAsJsonAsync($"/api/access/people/{id}/roles", new { role })
                )
            );
            Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
            foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.OK))
            {
                Assert.Equal("access.administrators-separate", await refused.Code());
            }
        }
    }

    [Fact]
    public async Task A_revoked_role_ends_within_five_seconds_in_every_process_and_its_grant_stays_on_record()
    {
        await using var first = await AccessHost.Start();
        await using var second = await AccessHost.Start(first.Database);
        using var security = await first.As("security.admin");
        using var here = await first.As("system.admin");
        using var there = second.WithToken(here.DefaultRequestHeaders.Authorization!.Parameter!);
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/api/access/people")).StatusCode);

        var id = AccessHost.IdOf("system.admin");
        await security.PostAsJsonAsync($"/api/access/people/{id}/roles/revoke", new { role = "system-administrator" });

        Assert.Equal(HttpStatusCode.Forbidden, (await here.GetAsync("/api/access/people")).StatusCode);
        await Eventually.Becomes(
            async () => (await there.GetAsync("/api/access/people")).StatusCode,
            status => status == HttpStatusCode.Forbidden,
            TimeSpan.FromSeconds(5)
        );
        Assert.Equal(
            AccessHost.IdOf("security.admin").ToString(),
            await first.Scalar<string>("select revoked_by from access.role_grant where person_id = @id", new { id })
        );
    }

    [Fact]
    public async Task Those_who_stay_connected_are_looked_up_together_and_afresh()
    {
        await using var host = await AccessHost.Start();
        var source = host.Services.GetRequiredService<ICurrentUserSource>();
        var (clerk, leaver) = ($"{AccessHost.IdOf("suzhou.clerk")}", $"{AccessHost.IdOf("guangzhou.clerk")}");
        string[] asked = [clerk, leaver, $"{Guid.NewGuid()}", "no-id"];
        var single = await source.Find(leaver, CancellationToken.None);

        var before = await source.FindAll(asked, CancellationToken.None);
        await using (var connection = await host.Database.Administrator.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(
                "update access.person set locked_at = now() where id = @id",
                new { id = Guid.Parse(leaver) }
            );
        }
        var after = await source.FindAll(asked, CancellationToken.None);

        Assert.Equal(new[] { clerk, leaver }.Order(), before.Keys.Order());
        Assert.Equal(single!.Zones.Order(), before[leaver].Zones.Order());
        Assert.Equal(single.Roles.Order(), before[leaver].Roles.Order());
        Assert.Equal([clerk], after.Keys);
    }

    [Fact]
    public async Task A_lock_ends_sessions_tokens_and_sign_in_until_it_is_lifted()
    {
        await using var host = await AccessHost.Start();
        await using var second = await AccessHost.Start(host.Database);
        using var security = await host.As("security.admin");
        using var browser = host.Browser();
        var tokens = await browser.SignInFor(host, "suzhou.clerk");
        using var there = second.WithToken(tokens.AccessToken);
        Assert.Equal(HttpStatusCode.OK, (await there.GetAsync("/api/access/me")).StatusCode);
        var path = $"/api/access/people/{AccessHost.IdOf("suzhou.clerk")}";

        Assert.True(
            (bool)(await (await security.PostAsJsonAsync($"{path}/lock", new { reason = "离职" })).Json())["locked"]!
        );

        await Eventually.Becomes(
            async () => (await there.GetAsync("/api/access/me")).StatusCode,
            status => status == HttpStatusCode.Unauthorized,
            TimeSpan.FromSeconds(5)
        );
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Refresh(tokens.RefreshToken)).StatusCode);
        Assert.False(await browser.IsSignedIn());
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.SignIn("suzhou.clerk")).StatusCode);
        Assert.Equal(
            "access.already-locked",
            await (await security.PostAsJsonAsync($"{path}/lock", new { reason = "again" })).Code()
        );
        await security.PostAsJsonAsync($"{path}/unlock", new { reason = "返岗" });
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignIn("suzhou.clerk")).StatusCode);
        Assert.Equal(
            "access.not-locked",
            await (await security.PostAsJsonAsync($"{path}/unlock", new { reason = "again" })).Code()
        );
        var own = await security.PostAsJsonAsync(
            $"/api/access/people/{AccessHost.IdOf("security.admin")}/lock",
            new { reason = "own" }
        );
        Assert.Equal("access.not-to-oneself", await own.Code());
    }

    [Fact]
    public async Task A_reset_password_ends_the_lock_out_and_the_sessions_and_is_not_in_the_audit()
    {
        await using var host = await AccessHost.Start();
        using var security = await host.As("security.admin");
        using var browser = host.Browser();
        var tokens = await browser.SignInFor(host, "suzhou.clerk");
        using var other = host.Browser();
        for (var i = 0; i < 5; i++)
        {
            await other.SignIn("suzhou.clerk", "forgotten");
        }
        var id = AccessHost.IdOf("suzhou.clerk");

        Assert.Equal("access.password-weak", await (await Reset(id, "too-simple-2026")).Code());
        Assert.Equal(HttpStatusCode.OK, (await Reset(id, "Handed-over-2026")).StatusCode);

        Assert.False(await browser.IsSignedIn());
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Refresh(tokens.RefreshToken)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await other.SignIn("suzhou.clerk")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await other.SignIn("suzhou.clerk", "Handed-over-2026")).StatusCode);
        Assert.Equal(1, await Audited(host, "access.password.reset", id.ToString()));
        Assert.Equal(
            0,
            await host.Scalar<int>("select count(*) from access.audit_entry where details like '%Handed%'")
        );
        Assert.Equal(
            "access.not-to-oneself",
            await (await Reset(AccessHost.IdOf("security.admin"), "Handed-over-2026")).Code()
        );
        Assert.Equal(HttpStatusCode.NotFound, (await Reset(Guid.NewGuid(), "Handed-over-2026")).StatusCode);

        Task<HttpResponseMessage> Reset(Guid person, string password) =>
            security.PostAsJsonAsync($"/api/access/people/{person}/password", new { password, reason = "忘记密码" });
    }

    [Fact]
    public async Task The_system_administrator_is_told_in_time_that_the_holiday_calendar_ends()
    {
        var clock = new TestClock(TimeProvider.System.GetUtcNow());
        await using var host = await AccessHost.Start(clock: clock);
        using var system = await host.As("system.admin");
        using var clerk = await host.As("suzhou.clerk");
        var end = WorkingDays.Official.KnownUntil(clock.Today());

        clock.Set(BusinessTime.At(end.AddDays(-CalendarEnd.TellFrom), new TimeOnly(12, 0)));
        Assert.Null(await HolidaysEnd(system));
        Assert.Equal(HealthStatus.Healthy, await Health());

        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal($"{end:yyyy-MM-dd}", await HolidaysEnd(system));
        Assert.Null(await HolidaysEnd(clerk));
        Assert.Equal(HealthStatus.Degraded, await Health());

        static async Task<string?> HolidaysEnd(HttpClient client) =>
            (string?)(await ReadOk(await client.GetAsync("/api/access/me")))["holidaysEnd"];

        static async Task<JsonNode> ReadOk(HttpResponseMessage answer)
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return await answer.Json();
        }

        async Task<HealthStatus> Health() =>
            (
                await host
                    .Services.GetRequiredService<HealthCheckService>()
                    .CheckHealthAsync(check => check.Name == "holiday-calendar")
            ).Status;
    }

    [Fact]
    public async Task The_list_pages_and_searches()
    {
        await using var host = await AccessHost.Start();
        using var system = await host.As("system.admin");
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await (await system.GetAsync($"/api/access/people?limit=5&cursor={cursor}")).Json();
            seen.AddRange(page["items"]!.AsArray().Select(i => (string)i!["userName"]!));
            cursor = (string?)page["next"];
        } while (cursor is not null);

        Assert.Equal(22, seen.Count);
        Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
        Assert.Equal(
            ["guangzhou.clerk", "guangzhou.zone", "suzhou.clerk", "suzhou.director", "suzhou.zone"],
            (await Search("zhou")).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ["suzhou.clerk", "suzhou.director", "suzhou.zone"],
            (await Search("苏州")).Order(StringComparer.Ordinal)
        );
        Assert.Empty(await Search("%"));
        Assert.Empty(await Search("_"));

        async Task<List<string>> Search(string text) =>
            [
                .. (await (await system.GetAsync($"/api/access/people?search={Uri.EscapeDataString(text)}")).Json())[
                    "items"
                ]!
                    .AsArray()
                    .Select(i => (string)i!["userName"]!),
            ];
    }

    [Fact]
    public async Task A_machine_client_is_made_shown_its_secret_once_and_ended()
    {
        await using var host = await AccessHost.Start();
        using var system = await host.As("system.admin");
        var request = new
        {
            clientId = "docket-import",
            organisationId = FewZones.Suzhou,
            roles = new[] { "court-clerk" },
        };

        var created = await (await system.PostAsJsonAsync("/api/access/machine-clients", request)).Json();

        var secret = (string)created["clientSecret"]!;
        var token = (string)(await (await host.MachineToken("docket-import", secret)).Json())["access_token"]!;
        using var machine = host.WithToken(token);
        Assert.Equal(
            "court-clerk",
            (string)(await (await machine.GetAsync("/api/access/me")).Json())["roles"]![0]!["role"]!
        );
        Assert.Equal(
            "access.client-id-taken",
            await (await system.PostAsJsonAsync("/api/access/machine-clients", request)).Code()
        );
        Assert.Equal("access.client-roles", await Create("admin-import", "security-administrator"));
        Assert.Equal("access.client-shape", await Create("regionnet-gateway", "court-clerk"));
        Assert.Equal(
            0,
            await host.Scalar<int>($"select count(*) from access.audit_entry where details like '%{secret}%'")
        );

        await system.PostAsJsonAsync(
            "/api/access/machine-clients/docket-import/end",
            new { reason = "no longer used" }
        );
        Assert.Equal(HttpStatusCode.Unauthorized, (await machine.GetAsync("/api/access/me")).StatusCode);
        Assert.False((await host.MachineToken("docket-import", secret)).IsSuccessStatusCode);

        async Task<string?> Create(string clientId, string role) =>
            await (
                await system.PostAsJsonAsync(
                    "/api/access/machine-clients",
                    new
                    {
                        clientId,
                        organisationId = FewZones.Suzhou,
                        roles = new[] { role },
                    }
                )
            ).Code();
    }

    [Fact]
    public async Task Other_modules_get_names_and_holders()
    {
        await using var host = await AccessHost.Start();
        var people = host.Services.GetRequiredService<IPeople>();
        var clerk = AccessHost.IdOf("suzhou.clerk").ToString();
        var machine = AccessHost.IdOf("demo-machine").ToString();
        var names = await people.DisplayNames([clerk, machine, "system:relay", Guid.NewGuid().ToString()], default);
        Assert.Equal(2, names.Count);
        Assert.Equal("苏州工作人员", names[clerk]);
        Assert.Equal("demo-machine", names[machine]);
        Assert.Equal(
            [AccessHost.IdOf("gba.coordinator").ToString()],
            await people.Holding(Roles.ZoneCoordinator, "GBA", default)
        );
        Assert.Equal(2, (await people.Holding(Roles.ZoneCoordinator, null, default)).Count);
        Assert.Empty(await people.Holding(Roles.ZoneCoordinator, "BHR", default));
        Assert.Equal([clerk], await people.HoldingIn(Roles.CentreClerk, [FewZones.Suzhou], default));
        Assert.Empty(await people.HoldingIn(Roles.CentreClerk, [Guid.NewGuid()], default));
    }

    [Theory]
    [InlineData("select * from zones.zone")]
    [InlineData("delete from role_grant")]
    [InlineData("delete from person")]
    [InlineData("delete from second_factor")]
    [InlineData("delete from machine_client")]
    [InlineData("delete from signing_key")]
    public async Task The_modules_role_may_not(string sql)
    {
        await using var database = await AccessHost.NewDatabase();
        await using var setUp = database.Administrator.CreateCommand(
            "create schema if not exists zones; create table if not exists zones.zone (code text)"
        );
        await setUp.ExecuteNonQueryAsync();
        await using var command = database.Module("access").CreateCommand(sql);
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => command.ExecuteNonQueryAsync());
        Assert.Equal("42501", refused.SqlState);
    }

    private static object Person(string userName, string password = "Newcomer-2026", Guid? organisation = null) =>
        new
        {
            userName,
            displayName = "新人",
            organisationId = organisation ?? FewZones.Suzhou,
            password,
        };

    private static Task<HttpResponseMessage> Send(HttpClient client, string path, object? body) =>
        body is null ? client.GetAsync(path) : client.PostAsJsonAsync(path, body);

    private static Task<int> Audited(AccessHost host, string action, string subject) =>
        host.Scalar<int>(
            "select count(*) from access.audit_entry where action = @action and subject = @subject",
            new { action, subject }
        );
}
