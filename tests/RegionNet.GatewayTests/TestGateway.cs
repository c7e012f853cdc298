using System.Net;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using RegionNet.Gateway;

namespace RegionNet.GatewayTests;

/// <summary>The real gateway on loopback in front of the given replicas; only its key ring and its clock are the test's.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    private readonly WebApplication app;

    private TestGateway(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    public IReadOnlyList<Endpoint> Endpoints => app.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    public static Task<TestGateway> StartAsync(params Replica[] replicas) =>
        StartAsync([.. replicas.Select(r => r.Address)], []);

    public static async Task<TestGateway> StartAsync(
        string[] replicas,
        Dictionary<string, string?> settings,
        TimeProvider? time = null,
        MemoryKeys? keys = null,
        string? portal = null,
        params string[] args
    )
    {
        var configuration = new Dictionary<string, string?>(settings, StringComparer.OrdinalIgnoreCase)
        {
            ["ConnectionStrings:regionnet"] =
                "Host=127.0.0.1;Port=1;Username=nobody;Password=admin-password;Database=none",
            ["SignIn:PublicUrl"] = FakeIssuer.Url,
        };
        for (var i = 0; i < replicas.Length; i++)
        {
            configuration[$"services:app:http:{i}"] = replicas[i];
        }
        var host = GatewayHost.Build(
            ["--urls", "http://127.0.0.1:0", "--environment", "Production", .. args],
            portal ?? "/nonexistent",
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(configuration);
                builder.Logging.ClearProviders();
                builder.Services.PostConfigure<KeyManagementOptions>(o => o.XmlRepository = keys ?? new MemoryKeys());
                if (time is not null)
                {
                    builder.Services.AddSingleton(time);
                }
            }
        );
        await host.StartAsync();
        return new TestGateway(host);
    }

    /// <summary>A browser of its own: cookies are kept, redirects are not followed.</summary>
    public HttpClient Client(CookieContainer? cookies = null) =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                CookieContainer = cookies ?? new CookieContainer(),
                UseCookies = true,
            }
        )
        {
            BaseAddress = Address,
            Timeout = TimeSpan.FromSeconds(20),
        };

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await app.StopAsync(patience.Token);
        await app.DisposeAsync();
    }
}

/// <summary>A key ring in memory, which several gateways can share as they share the table.</summary>
internal sealed class MemoryKeys : IXmlRepository
{
    private readonly List<XElement> keys = [];

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (keys)
        {
            return [.. keys.Select(key => new XElement(key))];
        }
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (keys)
        {
            keys.Add(new XElement(element));
        }
    }
}
