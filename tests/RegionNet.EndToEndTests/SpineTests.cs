using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RegionNet.Testing;
using RegionNet.Testing.Driver;
using Xunit;

namespace RegionNet.EndToEndTests;

/// <summary>The vertical line: a clerk books across two centres, and the other zone's coordinator is told live.</summary>
public sealed class SpineTests(Network network)
{
    [Fact]
    public async Task A_clerk_books_rooms_in_two_centres_and_the_other_zone_is_told_live()
    {
        using var clerk = await network.SignIn("suzhou.clerk");
        using var coordinator = await network.SignIn("gba.coordinator");
        using var neighbour = await network.SignIn("yrd.coordinator");
        await using var told = await AlertFeed.Open(coordinator, "GBA");
        await using var notTold = await AlertFeed.Open(neighbour, "YRD");
        var rooms = new[]
        {
            (await clerk.Api.RoomsOf(HearingsApi.Suzhou))[0],
            (await clerk.Api.RoomsOf(HearingsApi.Guangzhou))[0],
        };

        var answer = await clerk.Api.Book(HearingsApi.MorningIn(20), TimeSpan.FromHours(2), rooms);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var session = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var id = session.GetProperty("id").GetString();
        await Eventually.Becomes(() => Task.FromResult(told.Subjects.ToList()), s => s.Contains(id));
        Assert.DoesNotContain(id, notTold.Subjects);

        var cancelled = await clerk.Api.Cancel(Guid.Parse(id!), "双方和解");
        Assert.Equal(HttpStatusCode.OK, cancelled.StatusCode);
        var kinds = await Eventually.Becomes(
            () =>
                Task.FromResult(
                    told.Applied.Where(a => a.GetProperty("subject").GetString() == id)
                        .Select(a => a.GetProperty("kind").GetString())
                        .ToList()
                ),
            k => k.Count == 2
        );
        Assert.Equal(["hearings.session-booked", "hearings.session-cancelled"], kinds);
    }

    [Fact]
    public async Task A_session_ends_when_the_person_signs_out()
    {
        using var clerk = await network.SignIn("guangzhou.clerk");
        Assert.Equal(HttpStatusCode.OK, (await clerk.Api.GetAsync("/api/access/me")).StatusCode);

        var answer = await clerk.Api.PostAsync("/bff/sign-out", content: null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(await clerk.IsSignedIn());
        Assert.Equal(HttpStatusCode.Unauthorized, (await clerk.Api.GetAsync("/api/access/me")).StatusCode);
    }

    [Fact]
    public async Task A_write_without_the_antiforgery_token_is_refused()
    {
        using var clerk = await network.SignIn("suzhou.clerk");
        clerk.Api.DefaultRequestHeaders.Remove("X-RegionNet-Antiforgery");

        var answer = await clerk.Api.Book(HearingsApi.MorningIn(21), TimeSpan.FromHours(1), [Guid.NewGuid()]);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("gateway.antiforgery", problem.GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_audit_of_every_module_verifies()
    {
        using var auditor = await network.SignIn("audit.admin");
        foreach (var module in (string[])["access", "zones", "hearings", "alerts", "discipline", "commendations"])
        {
            var verification = await Eventually.Becomes(
                () => auditor.Api.GetFromJsonAsync<JsonElement>($"/api/audit/{module}/verification"),
                v => v.GetProperty("pending").GetInt64() == 0
            );
            Assert.Equal(JsonValueKind.Null, verification.GetProperty("brokenAt").ValueKind);
        }
        using var clerk = await network.SignIn("suzhou.clerk");
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Api.GetAsync("/api/audit/hearings")).StatusCode);
    }
}
