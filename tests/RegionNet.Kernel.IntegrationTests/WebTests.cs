using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Kernel.IntegrationTests;

/// <summary>The Kernel at the edge: who is let in, and how a refusal reads.</summary>
public sealed class WebTests
{
    private static readonly CurrentUser Auditor = TestPeople.Person("审计员", roles: ["audit-administrator"]);
    private static readonly CurrentUser Clerk = TestPeople.Person("clerk", roles: ["centre-clerk"]);

    [Fact]
    public async Task Without_a_token_401_with_an_unknown_person_401_without_the_role_403()
    {
        await using var probe = await Probe.Create();
        await using var host = await Start(probe);
        var clerk = host.As(Clerk);

        await Refused(await host.Anonymous().GetAsync("/api/audit/probe"), 401, "kernel.not-signed-in");
        await Refused(await clerk.GetAsync("/api/audit/probe"), 403, "kernel.forbidden");
        host.People.Forget("clerk");
        await Refused(await clerk.GetAsync("/api/audit/probe"), 401, "kernel.not-signed-in");
    }

    [Fact]
    public async Task An_endpoint_without_a_policy_is_closed_to_everyone()
    {
        await using var probe = await Probe.Create();
        await using var host = await Start(probe);

        await Refused(await host.As(Auditor).GetAsync("/forgotten"), 403, "kernel.forbidden");
    }

    [Fact]
    public async Task The_audit_is_read_page_by_page_newest_first()
    {
        await using var probe = await Probe.Create();
        for (var i = 0; i < 5; i++)
        {
            await probe.Db.InTransaction<bool>(
                Probe.Clerk,
                tx =>
                {
                    tx.Audit("probe.changed", $"s-{i % 2}", new { i });
                    return Task.FromResult<Outcome<bool>>(true);
                }
            );
        }
        await using var host = await Start(probe);
        var auditor = host.As(Auditor);

        var seen = new List<long>();
        string? cursor = null;
        do
        {
            var page = await auditor.GetFromJsonAsync<Page<AuditEntryView>>(
                $"/api/audit/probe?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}"
            );
            seen.AddRange(page!.Items.Select(e => e.Id));
            cursor = page.Next;
        } while (cursor is not null);

        Assert.Equal([5, 4, 3, 2, 1], seen);
        var ofSubject = await auditor.GetFromJsonAsync<Page<AuditEntryView>>("/api/audit/probe?subject=s-1");
        Assert.Equal([4, 2], ofSubject!.Items.Select(e => e.Id));
        // The host chains what was written, whoever wrote it.
        await Eventually.Becomes(
            () => auditor.GetFromJsonAsync<AuditVerification>("/api/audit/probe/verification"),
            verification => verification == new AuditVerification(5, null, null)
        );
    }

    [Theory]
    [InlineData("?limit=0", "kernel.invalid-request")]
    [InlineData("?limit=201", "kernel.invalid-request")]
    [InlineData("?limit=abc", "kernel.invalid-request")]
    [InlineData("?cursor=abc", "kernel.invalid-cursor")]
    [InlineData("?cursor=WyItMSJd", "kernel.invalid-cursor")]
    [InlineData("?subject=a%00b", "kernel.invalid-request")]
    public async Task A_malformed_query_is_400(string query, string code)
    {
        await using var probe = await Probe.Create();
        await using var host = await Start(probe);

        await Refused(await host.As(Auditor).GetAsync("/api/audit/probe" + query), 400, code);
    }

    [Fact]
    public async Task A_refusal_is_a_problem_in_the_callers_language_with_code_and_trace()
    {
        await using var probe = await Probe.Create();
        await using var host = await Start(probe);
        var clerk = host.As(Clerk);

        var zh = await Refused(await clerk.GetAsync("/refuse"), 409, "probe.overdrawn");
        Assert.Equal("余额不足", zh.GetProperty("title").GetString());
        Assert.Equal("请先存入", zh.GetProperty("detail").GetString());
        Assert.Equal(3, zh.GetProperty("missing").GetInt32());

        clerk.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var en = await Refused(await clerk.GetAsync("/refuse"), 409, "probe.overdrawn");
        Assert.Equal("The balance does not suffice", en.GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_failure_inside_is_500_without_its_message()
    {
        await using var probe = await Probe.Create();
        await using var host = await Start(probe);

        var response = await host.As(Clerk).GetAsync("/fail");
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await Refused(response, 500, "kernel.unexpected");
    }

    [Fact]
    public async Task An_unknown_path_is_as_closed_as_one_without_a_policy()
    {
        await using var probe = await Probe.Create();
        await using var host = await Start(probe);

        await Refused(await host.Anonymous().GetAsync("/nothing-here"), 401, "kernel.not-signed-in");
        await Refused(await host.As(Clerk).GetAsync("/nothing-here"), 403, "kernel.forbidden");
    }

    [Fact]
    public async Task Text_that_PostgreSQL_can_not_hold_is_an_invalid_request_when_written_too()
    {
        await using var probe = await Probe.Create();
        await using var host = await Start(probe);

        await Refused(await host.As(Clerk).PostAsync("/publish?title=a%00b", null), 400, "kernel.invalid-request");
    }

    [Fact]
    public async Task The_log_of_errors_has_what_went_wrong_here_and_not_what_the_caller_did_wrong()
    {
        using var log = new CapturedLog();
        await using var probe = await Probe.Create();
        await using var host = await Start(probe, log);
        var clerk = host.As(Clerk);

        await Refused(await clerk.PostAsync("/publish?title=a%00b", null), 400, "kernel.invalid-request");
        Assert.Empty(log.Lines);
        await Refused(await clerk.GetAsync("/fail"), 500, "kernel.unexpected");
        Assert.Contains(log.Lines, line => line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_lost_connection_is_503_with_a_time_to_try_again()
    {
        await using var probe = await Probe.Create();
        await using var host = await Start(probe);

        var response = await host.As(Clerk).PostAsync("/lose", null);

        await Refused(response, 503, "kernel.unavailable");
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task The_caller_is_told_to_the_endpoint_with_the_address_of_the_request()
    {
        await using var probe = await Probe.Create();
        await using var host = await Start(probe);

        Assert.Equal("clerk|127.0.0.1", await host.As(Clerk).GetStringAsync("/who"));
        Assert.Equal("审计员|127.0.0.1", await host.As(Auditor).GetStringAsync("/who"));
    }

    private static Task<ModuleHost> Start(Probe probe, CapturedLog? log = null) =>
        ModuleHost.Start(
            probe.Database,
            builder =>
            {
                if (log is not null)
                {
                    builder.Logging.AddProvider(log);
                }
                builder.AddModule<ProbeDb>("probe", (source, _) => new ProbeDb(source));
                builder
                    .Services.AddAuthorizationBuilder()
                    .AddPolicy("audit", policy => policy.RequireRole("audit-administrator"))
                    .AddPolicy("person", policy => policy.RequireAuthenticatedUser());
            },
            app =>
            {
                app.MapAudit("probe", "audit");
                app.MapGet("/forgotten", () => "open");
                app.MapGet("/who", (HttpContext http) => $"{http.CurrentUser().Subject}|{http.CurrentUser().Address}")
                    .RequireAuthorization("person");
                app.MapGet(
                        "/refuse",
                        () => Probe.Overdrawn.Because("请先存入", "Deposit first").With("missing", 3).ToResult()
                    )
                    .RequireAuthorization("person");
                app.MapPost(
                        "/publish",
                        async (string title, ProbeDb db) =>
                            (
                                await db.InTransaction<bool>(
                                    Probe.Clerk,
                                    tx =>
                                    {
                                        tx.Publish("probe.happened.v1", "s", new { title });
                                        return Task.FromResult<Outcome<bool>>(true);
                                    }
                                )
                            ).Value
                    )
                    .RequireAuthorization("person");
                app.MapPost(
                        "/lose",
                        async (ProbeDb db, CancellationToken ct) =>
                            await db.Query<bool>("select pg_terminate_backend(pg_backend_pid())", ct: ct)
                    )
                    .RequireAuthorization("person");
                app.MapGet("/fail", string () => throw new InvalidOperationException("secret"))
                    .RequireAuthorization("person");
            }
        );

    private static async Task<JsonElement> Refused(HttpResponseMessage response, int status, string code)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{response.StatusCode}: {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("traceId").GetString()));
        return problem;
    }
}
