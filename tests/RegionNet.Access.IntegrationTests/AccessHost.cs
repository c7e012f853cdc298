using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RegionNet.Access.Seed;
using RegionNet.Access.Tokens;
using RegionNet.Kernel;
using RegionNet.Testing;
using RegionNet.Zones.Contracts;

namespace RegionNet.Access.IntegrationTests;

/// <summary>One process that serves Access, as the App composes it, behind the public address <see cref="Issuer"/>.</summary>
internal sealed class AccessHost : IAsyncDisposable
{
    public const string Issuer = "http://regionnet.test:8080/";

    private readonly WebApplication _app;
    private readonly TestDatabase? _owned;

    private AccessHost(WebApplication app, TestDatabase database, TestDatabase? owned)
    {
        _app = app;
        Database = database;
        _owned = owned;
        Address = new Uri(app.Urls.Single());
    }

    public TestDatabase Database { get; }
    public Uri Address { get; }
    public IServiceProvider Services => _app.Services;

    /// <summary>On a database of its own with the demo accounts, unless one is given.</summary>
    public static async Task<AccessHost> Start(
        TestDatabase? database = null,
        TimeProvider? clock = null,
        params (string Key, string Value)[] settings
    )
    {
        var owned = database is null ? await NewDatabase() : null;
        database ??= owned!;
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                EnvironmentName = "Development",
                ApplicationName = "RegionNet.Access.IntegrationTests",
            }
        );
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["ConnectionStrings:regionnet"] = database.AdministratorConnectionString;
        builder.Configuration["Access:Issuer"] = Issuer;
        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }
        builder.Logging.ClearProviders().AddSimpleConsole().SetMinimumLevel(LogLevel.Error);
        builder.AddServiceDefaults();
        builder.Services.AddKernelWeb();
        builder.Services.AddSingleton<IZoneDirectory, FewZones>();
        builder.AddAccess();
        builder.Services.Replace(ServiceDescriptor.Singleton(clock ?? TimeProvider.System));

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseAuthentication();
        app.UseCurrentUser();
        app.UseAuthorization();
        if (builder.Configuration.Serves(AccessModule.Name))
        {
            app.MapAccess();
        }
        app.MapGet("/zones-of-caller", (HttpContext http) => http.CurrentUser().Zones).RequireAuthorization();
        await app.StartAsync();
        return new AccessHost(app, database, owned);
    }

    public static Task<TestDatabase> NewDatabase() => TestDatabase.Create(AccessModule.Migration, development: true);

    public Browser Browser() => new(Address);

    /// <summary>A client with the access token of a demo account.</summary>
    public async Task<HttpClient> As(string userName)
    {
        using var browser = Browser();
        return WithToken((await browser.SignInFor(this, userName)).AccessToken);
    }

    public HttpClient WithToken(string accessToken)
    {
        var client = new HttpClient { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        return client;
    }

    /// <summary>The gateway's secret, as it derives it.</summary>
    public string GatewaySecret => GatewayClient.Secret(_app.Configuration);

    public static Guid IdOf(string userName) => SeededAccount.IdOf(userName);

    public async Task<HttpResponseMessage> Token(params (string Name, string Value)[] form)
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await client.PostAsync("/connect/token", content);
    }

    public Task<HttpResponseMessage> Refresh(string refreshToken) =>
        Token(
            ("grant_type", "refresh_token"),
            ("refresh_token", refreshToken),
            ("client_id", GatewayClient.ClientId),
            ("client_secret", GatewaySecret)
        );

    public Task<HttpResponseMessage> MachineToken(string clientId, string secret) =>
        Token(("grant_type", "client_credentials"), ("client_id", clientId), ("client_secret", secret));

    /// <summary>Asks the database as its owner.</summary>
    public async Task<T> Scalar<T>(string sql, object? parameters = null)
    {
        await using var connection = await Database.Administrator.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        if (_owned is not null)
        {
            await _owned.DisposeAsync();
        }
    }
}

internal static class Answers
{
    public static async Task<JsonNode> Json(this HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync()) ?? throw new JsonException("The answer is empty.");

    public static async Task<string?> Code(this HttpResponseMessage answer) => (string?)(await answer.Json())["code"];
}

/// <summary>Two zones and the demo organisations, in the place of the module Zones.</summary>
internal sealed class FewZones : IZoneDirectory
{
    public static readonly Guid Suzhou = OrganisationId.Of("中国（苏州）知识产权保护中心");
    public static readonly Guid Cnipa = OrganisationId.Of("国家知识产权局");

    private static readonly OrganisationSummary[] Known =
    [
        new(
            Suzhou,
            "protection-centre",
            "中国（苏州）知识产权保护中心",
            "China (Suzhou) IP Protection Center",
            "320500",
            ["YRD"]
        ),
        new(Cnipa, "ip-office", "国家知识产权局", "CNIPA", null, []),
    ];

    public Task<OrganisationSummary?> Organisation(Guid id, CancellationToken ct) =>
        Task.FromResult(Known.FirstOrDefault(o => o.Id == id));

    public Task<IReadOnlyDictionary<Guid, OrganisationSummary>> Organisations(
        IReadOnlyCollection<Guid> ids,
        DateOnly on,
        CancellationToken ct
    ) =>
        Task.FromResult<IReadOnlyDictionary<Guid, OrganisationSummary>>(
            Known.Where(o => ids.Contains(o.Id)).ToDictionary(o => o.Id)
        );

    public Task<IReadOnlyList<string>> ZonesOf(Guid organisationId, DateOnly on, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<string>>(Known.FirstOrDefault(o => o.Id == organisationId)?.Zones ?? []);

    public Task<IReadOnlyList<string>> ZonesCovering(string placeCode, DateOnly on, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    public Task<IReadOnlyList<ZoneName>> Zones(CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<ZoneName>>([
            new("YRD", "长三角", "Yangtze River Delta"),
            new("GBA", "粤港澳大湾区", "Greater Bay Area"),
        ]);

    public Task<IReadOnlyList<Guid>> OrganisationsIn(string zoneCode, DateOnly on, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Guid>>([.. Known.Where(o => o.Zones.Contains(zoneCode)).Select(o => o.Id)]);

    public Task<IReadOnlyList<OrganisationSummary>> IpOfficesOf(string placeCode, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<OrganisationSummary>>([.. Known.Where(o => o.PlaceCode == placeCode)]);
}
