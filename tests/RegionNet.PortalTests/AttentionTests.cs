using System.Net;
using System.Text;
using RegionNet.Portal.Api;
using RegionNet.Portal.Session;
using Xunit;

namespace RegionNet.PortalTests;

public sealed class AttentionTests
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task What_a_page_asks_while_nobody_is_there_does_not_keep_the_session_alive(bool attended, bool marked)
    {
        using var wire = new Wire();
        using var http = new HttpClient(wire) { BaseAddress = new Uri("http://localhost") };
        var api = new ApiClient(http, new SessionState { Attended = attended }, TimeProvider.System);

        await api.Get<BffSession>("/bff/session");

        Assert.Equal(marked, wire.Asked!.Headers.Contains("X-RegionNet-Background"));
    }

    private sealed class Wire : HttpMessageHandler
    {
        public HttpRequestMessage? Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Asked = request;
            return Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.OK)
                {
                    Content = new StringContent("{\"signedIn\":false}", Encoding.UTF8, "application/json"),
                }
            );
        }
    }
}
