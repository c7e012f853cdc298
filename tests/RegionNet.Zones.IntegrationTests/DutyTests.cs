using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Zones.IntegrationTests;

/// <summary>Who serves on a day: by terms, absences and deputies.</summary>
public sealed class DutyTests
{
    [Fact]
    public async Task A_deputy_serves_while_the_officer_is_away_and_no_longer()
    {
        await using var zones = await ZonesHost.Start();
        var body = await zones.Body();
        var officer = await zones.Officer(body);
        var deputy = await zones.Officer(body, "李娜", "13900001111", officer);
        await Account(zones, officer, "account-of-officer", 200);
        await Account(zones, deputy, "account-of-deputy", 200);
        var absence = await ZonesHost.Read(await Away(zones, officer, "2026-11-24", "2026-11-25"), 201);

        Assert.Equal([(officer, "account-of-officer", null)], await OnDuty(zones, 23));
        Assert.Equal([(deputy, "account-of-deputy", officer)], await OnDuty(zones, 24));
        Assert.Equal([(deputy, "account-of-deputy", officer)], await OnDuty(zones, 25));
        Assert.Equal([(officer, "account-of-officer", null)], await OnDuty(zones, 26));
        // Nobody is left when the deputy is away as well.
        await ZonesHost.Read(await Away(zones, deputy, "2026-11-25", "2026-11-30"), 201);
        Assert.Empty(await OnDuty(zones, 25));

        using var coordinator = zones.Coordinator;
        var lifting = $"/api/zones/YRD/liaison-absences/{absence["id"]!.GetValue<Guid>()}/lifting";
        Assert.Equal(204, (int)(await coordinator.PostAsync(lifting, null)).StatusCode);
        await ZonesHost.Refused(await coordinator.PostAsync(lifting, null), 404, "zones.absence-not-found");
        Assert.Equal([(officer, "account-of-officer", null)], await OnDuty(zones, 25));
    }

    [Fact]
    public async Task A_deputy_serves_on_when_the_officers_term_has_ended_and_nobody_before_it_begins()
    {
        await using var zones = await ZonesHost.Start();
        var body = await zones.Body();
        var officer = await zones.Officer(body);
        var deputy = await zones.Officer(body, "李娜", "13900001111", officer);
        using var coordinator = zones.Coordinator;
        await ZonesHost.Read(
            await coordinator.PostAsJsonAsync(
                $"/api/zones/YRD/liaison-officers/{officer}/end",
                new { on = "2026-11-24", reason = "调任" }
            ),
            200
        );
        Assert.Equal([(officer, null, null)], await OnDuty(zones, 24));
        Assert.Equal([(deputy, null, officer)], await OnDuty(zones, 25));
        var roster = zones.Host.Services.GetRequiredService<IDutyRoster>();
        Assert.Empty(await roster.OnDuty("YRD", BusinessTime.At(new DateOnly(2026, 1, 15), default), default));
        Assert.Empty(await roster.OnDuty("GBA", BusinessTime.At(new DateOnly(2026, 11, 24), default), default));
    }

    [Fact]
    public async Task An_absence_lies_inside_the_term_once_at_a_time_and_is_shown_with_the_officer()
    {
        await using var zones = await ZonesHost.Start();
        var officer = await zones.Officer(await zones.Body());
        await ZonesHost.Refused(
            await Away(zones, officer, "2026-01-31", "2026-02-03"),
            409,
            "zones.absence-outside-term"
        );
        await ZonesHost.Refused(await Away(zones, officer, "2026-12-02", "2026-12-01"), 400, "zones.term-reversed");
        await ZonesHost.Refused(
            await Away(zones, Guid.NewGuid(), "2026-12-01", "2026-12-02"),
            404,
            "zones.liaison-officer-not-found"
        );
        var answers = await Task.WhenAll(
            Away(zones, officer, "2026-12-01", "2026-12-10"),
            Away(zones, officer, "2026-12-10", "2026-12-12")
        );
        Assert.Equal([201, 409], answers.Select(a => (int)a.StatusCode).Order());
        await ZonesHost.Refused(answers.Single(a => (int)a.StatusCode == 409), 409, "zones.absence-overlaps");

        using var clerk = zones.Clerk;
        var read = await ZonesHost.Read(await clerk.GetAsync("/api/zones/YRD/liaison"), 200);
        Assert.Single(read["bodies"]![0]!["officers"]![0]!["absences"]!.AsArray());
        await ZonesHost.Refused(
            await clerk.PostAsJsonAsync(
                $"/api/zones/YRD/liaison-officers/{officer}/absences",
                new { from = "2027-01-01", to = "2027-01-02" }
            ),
            403,
            "kernel.forbidden"
        );
        using var stranger = zones.As("stranger", "zone-coordinator", "GBA");
        await ZonesHost.Refused(
            await stranger.PostAsJsonAsync(
                $"/api/zones/YRD/liaison-officers/{officer}/absences",
                new { from = "2027-01-01", to = "2027-01-02" }
            ),
            404,
            "zones.liaison-officer-not-found"
        );
        await Account(zones, Guid.NewGuid(), "x", 404);
    }

    private static async Task<IEnumerable<(Guid, string?, Guid?)>> OnDuty(ZonesHost zones, int day) =>
        (
            await zones
                .Host.Services.GetRequiredService<IDutyRoster>()
                .OnDuty("YRD", BusinessTime.At(new DateOnly(2026, 11, day), new TimeOnly(23, 30)), default)
        ).Select(o => (o.OfficerId, o.Account, o.StandsInFor));

    private static async Task<HttpResponseMessage> Away(ZonesHost zones, Guid officer, string from, string to)
    {
        using var coordinator = zones.Coordinator;
        return await coordinator.PostAsJsonAsync(
            $"/api/zones/YRD/liaison-officers/{officer}/absences",
            new { from, to }
        );
    }

    private static async Task Account(ZonesHost zones, Guid officer, string account, int status)
    {
        using var coordinator = zones.Coordinator;
        await ZonesHost.Read(
            await coordinator.PutAsJsonAsync($"/api/zones/YRD/liaison-officers/{officer}/account", new { account }),
            status
        );
    }
}
