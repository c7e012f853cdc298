using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RegionNet.Kernel;

namespace RegionNet.Testing;

/// <summary>
/// The modules under test behind a real Kestrel on a free loopback port, composed as the App composes them, with the
/// persons of the test (<see cref="TestPeople"/>) in the place of Access.
/// </summary>
public sealed class ModuleHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ModuleHost(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.Single());
    }

    public Uri Address { get; }

    public IServiceProvider Services => _app.Services;

    public TestPeople People => _app.Services.GetRequiredService<TestPeople>();

    /// <param name="database">Its administrator's connection becomes <c>ConnectionStrings:regionnet</c>.</param>
    /// <param name="add">The modules' registrations, for example <c>b => b.AddHearings()</c>.</param>
    /// <param name="map">The modules' endpoints, for example <c>a => a.MapHearings()</c>.</param>
    /// <param name="clock">In the place of the system's clock; see <see cref="TestClock"/>.</param>
    /// <param name="settings">Further configuration, for example <c>("Modules:Serve", "hearings")</c>.</param>
    public static async Task<ModuleHost> Start(
        TestDatabase database,
        Action<WebApplicationBuilder> add,
        Action<WebApplication> map,
        TimeProvider? clock = null,
        params IEnumerable<(string Key, string Value)> settings
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { EnvironmentName = "Testing", ApplicationName = "RegionNet.Testing" }
        );
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([
            new("ConnectionStrings:regionnet", database.AdministratorConnectionString),
            .. settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value)),
        ]);
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Error);
        builder.Services.AddRoutingCore();
        builder.AddServiceDefaults();
        builder.Services.AddKernelWeb();
        builder
            .Services.AddAuthentication(TestAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, TestAuthentication>(TestAuthentication.SchemeName, null);
        add(builder);
        builder.Services.AddSingleton<TestPeople>();
        builder.Services.Replace(
            ServiceDescriptor.Singleton<ICurrentUserSource>(services => services.GetRequiredService<TestPeople>())
        );
        builder.Services.Replace(ServiceDescriptor.Singleton(clock ?? TimeProvider.System));

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        app.UseAuthentication();
        app.UseCurrentUser();
        app.UseAuthorization();
        map(app);
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
        return new ModuleHost(app);
    }

    /// <summary>A client that acts as this person, who becomes known (again) as given here.</summary>
    public HttpClient As(CurrentUser person)
    {
        People.Register(person);
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token(person));
        return client;
    }

    /// <summary>A client without a token.</summary>
    public HttpClient Anonymous() => new() { BaseAddress = Address };

    /// <summary>The person's access token, for what is not an <see cref="HttpClient"/>, such as a hub connection.</summary>
    public string Token(CurrentUser person)
    {
        People.Register(person);
        return Uri.EscapeDataString(person.Subject);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
