using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using RegionNet.EndToEndTests;
using RegionNet.Testing;
using RegionNet.Testing.Driver;
using Xunit;

// One system serves all tests, and some of them kill parts of it.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
[assembly: AssemblyFixture(typeof(Network))]

namespace RegionNet.EndToEndTests;

/// <summary>
/// The whole system as <c>./start</c> runs it, once for all tests of this run. <c>REGIONNET_TOPOLOGY</c> chooses monolith
/// (the default) or split; the tests are the same.
/// </summary>
public sealed class Network : IAsyncLifetime
{
    private IDistributedApplicationTestingBuilder? _builder;
    private DistributedApplication? _app;

    public static string Topology => Environment.GetEnvironmentVariable("REGIONNET_TOPOLOGY") ?? "monolith";

    public static bool IsSplit => Topology == "split";

    public DistributedApplication App => _app!;

    public Uri Gateway => App.GetEndpoint("gateway", "http");

    public async ValueTask InitializeAsync()
    {
        LaterYears.AreKnown();
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([$"--topology={Topology}"]);
        _app = await _builder.BuildAsync();
        await _app.StartAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await _app.ResourceNotifications.WaitForResourceHealthyAsync("gateway", patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
        if (_builder is not null)
        {
            await _builder.DisposeAsync();
        }
    }

    public Task<PortalSession> SignIn(string userName) => PortalSession.SignIn(Gateway, userName);

    public Task<HttpClient> Machine() => MachineClient.Connect(Gateway);

    /// <summary>The database as its administrator sees it, to check what the API claims.</summary>
    public async Task<string> Database() =>
        await App.GetConnectionStringAsync("regionnet") ?? throw new InvalidOperationException("No database.");
}
