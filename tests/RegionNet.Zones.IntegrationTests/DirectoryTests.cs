using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Zones.IntegrationTests;

/// <summary>The questions other modules ask.</summary>
public sealed class DirectoryTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public void An_organisations_id_is_a_version_8_uuid_of_its_name()
    {
        // SHA-256 of "organisation:国家知识产权局" computed outside this code base.
        Assert.Equal(Guid.Parse("05b8d3ef-2011-8918-b35d-d36f03c4d703"), OrganisationId.Of("国家知识产权局"));
        Assert.Equal(8, OrganisationId.Of(ZonesHost.Suzhou).Version);
        Assert.InRange(OrganisationId.Of(ZonesHost.Suzhou).Variant, 8, 11);
    }

    [Fact]
    public async Task Several_organisations_are_answered_at_once_and_unknown_ones_left_out()
    {
        await using var zones = await ZonesHost.Start();
        var suzhou = OrganisationId.Of(ZonesHost.Suzhou);
        var guangzhou = OrganisationId.Of(ZonesHost.Guangzhou);

        var found = await zones.Directory.Organisations([suzhou, guangzhou, Guid.NewGuid(), suzhou], Today, default);

        Assert.Equal(2, found.Count);
        Assert.Equal(["P12", "YRD"], found[suzhou].Zones);
        Assert.Equal(["GBA", "P12", "PPRD", "PRD"], found[guangzhou].Zones);
        Assert.Equal("320500", found[suzhou].PlaceCode);
        Assert.Equal("protection-centre", found[suzhou].Kind);
        Assert.Empty(await zones.Directory.Organisations([], Today, default));
        Assert.Null(await zones.Directory.Organisation(Guid.NewGuid(), default));
        Assert.Empty(await zones.Directory.ZonesOf(Guid.NewGuid(), Today, default));
    }

    [Fact]
    public async Task Zones_come_in_display_order_and_know_their_organisations()
    {
        await using var zones = await ZonesHost.Start();

        var names = await zones.Directory.Zones(default);

        Assert.Equal(["BHR", "YRD", "PRD", "PPRD", "CYDC", "HX", "GBA", "JJJ", "P12"], names.Select(n => n.Code));
        var inside = await zones.Directory.OrganisationsIn("GBA", Today, default);
        Assert.Contains(OrganisationId.Of(ZonesHost.Guangzhou), inside);
        Assert.DoesNotContain(OrganisationId.Of("广东省高级人民法院"), inside);
        Assert.Empty(await zones.Directory.OrganisationsIn("NONE", Today, default));
    }

    [Fact]
    public async Task A_change_is_seen_after_thirty_seconds_and_not_asked_for_before()
    {
        await using var zones = await ZonesHost.Start();
        await zones.Directory.Zones(default);
        await zones.Rows<int>("update zones.zone set en = 'Renamed' where code = 'YRD'");

        Assert.DoesNotContain(await zones.Directory.Zones(default), z => z.En == "Renamed");
        zones.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Contains(await zones.Directory.Zones(default), z => z.En == "Renamed");
    }

    [Fact]
    public async Task Rivals_for_the_first_answer_all_get_it()
    {
        await using var zones = await ZonesHost.Start();
        var suzhou = OrganisationId.Of(ZonesHost.Suzhou);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => zones.Directory.ZonesOf(suzhou, Today, default))
        );

        Assert.All(answers, a => Assert.Equal(["P12", "YRD"], a));
    }

    [Fact]
    public async Task A_process_that_does_not_serve_the_module_answers_them_too()
    {
        await using var zones = await ZonesHost.Start(("Modules:Serve", "hearings"));

        Assert.Equal(9, (await zones.Directory.Zones(default)).Count);
    }
}
