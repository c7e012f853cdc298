using System.Net;
using Xunit;

namespace RegionNet.Assessments.IntegrationTests;

public sealed class ScopeTests(PanelRoom room) : IClassFixture<PanelRoom>
{
    [Fact]
    public async Task An_address_without_a_policy_is_for_nobody()
    {
        using var client = room.Host.As(room.Organiser);

        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/api/assessments/nothing")).StatusCode);
    }
}
