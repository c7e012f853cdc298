using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.UnitTests.Kernel;

public sealed class IdempotencyTests
{
    private static readonly CurrentUser Clerk = new(
        "p-1",
        "Clerk",
        Guid.Empty,
        FrozenSet<string>.Empty,
        FrozenSet<string>.Empty,
        false
    );

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("k", true)]
    public void A_request_without_a_key_is_not_remembered(string? key, bool remembered)
    {
        var http = new DefaultHttpContext();
        http.Request.Headers["Idempotency-Key"] = key;

        Assert.Equal(remembered, Idempotency.Of(http, Clerk, new { A = 1 }) is not null);
    }
}
