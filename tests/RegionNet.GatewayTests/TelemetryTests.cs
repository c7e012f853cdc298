using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RegionNet.ServiceDefaults;
using Xunit;

namespace RegionNet.GatewayTests;

/// <summary>What leaves the service as telemetry, byte for byte as a collector gets it.</summary>
public sealed class TelemetryTests
{
    private const string Feed = "AZqTqk8vcW6KTmRj0vPX5y5Z1m8q0mJx3bq4l7d2s9e-T_abcdefghijklmnopq";
    private const string Door =
        "0197e2f4c0de7d1f8a5b3c2d1e0f9a8b00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private const string Session = "0197e2f4-c0de-7d1f-8a5b-3c2d1e0f9a8b";

    [Fact]
    public async Task No_secret_of_an_address_is_exported()
    {
        var received = new ConcurrentQueue<string>();
        await using var collector = await Start(
            [],
            app =>
                app.MapPost(
                    "/v1/{signal}",
                    async (HttpRequest request, string signal) =>
                    {
                        using var body = new MemoryStream();
                        await request.Body.CopyToAsync(body);
                        // Text is plain UTF-8 in it.
                        received.Enqueue($"{signal}: {Encoding.UTF8.GetString(body.ToArray())}");
                    }
                )
        );
        await using (
            var service = await Start(
                [
                    new("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.Single()),
                    new("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
                ],
                app =>
                    app.MapGet(
                        "/{**any}",
                        (HttpContext http, ILogger<TelemetryTests> log) =>
                        {
                            log.LogWarning("asked for something");
                            return http.Request.Path.StartsWithSegments("/onward", StringComparison.Ordinal)
                                ? ""
                                : Session;
                        }
                    )
            )
        )
        {
            using var outside = new HttpClient { BaseAddress = new Uri(service.Urls.Single()) };
            var inside = service.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
            foreach (
                var path in (string[])
                    [
                        $"/api/hearings/feeds/{Feed}.ics?day=secret-of-the-query",
                        $"/api/hearings/doors/{Door}",
                        $"/api/hearings/doors/{Door}/check-in",
                        $"/api/hearings/sessions/{Session}",
                    ]
            )
            {
                await outside.GetStringAsync(path);
                // As the gateway asks the App.
                await inside.GetStringAsync(new Uri(outside.BaseAddress, "/onward" + path));
            }
            await service.StopAsync();
        }

        var all = string.Join('\n', received);
        Assert.Contains("traces:", all, StringComparison.Ordinal);
        Assert.Contains("logs:", all, StringComparison.Ordinal);
        Assert.Contains("asked for something", all, StringComparison.Ordinal);
        Assert.Contains("/api/hearings/feeds/REDACTED.ics", all, StringComparison.Ordinal);
        Assert.Contains("/onward/api/hearings/doors/REDACTED/check-in", all, StringComparison.Ordinal);
        Assert.Contains($"/api/hearings/sessions/{Session}", all, StringComparison.Ordinal);
        foreach (var secret in (string[])[Feed, Door, "secret-of-the-query"])
        {
            Assert.DoesNotContain(secret, all, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData($"/api/hearings/feeds/{Feed}", "/api/hearings/feeds/REDACTED")]
    [InlineData($"http://app:80/d/{Door}?x=1", "http://app:80/d/REDACTED?x=1")]
    [InlineData($"/{Session}/{Door}/{Session}", $"/{Session}/REDACTED/{Session}")]
    // An id is no token, but what only begins like one is.
    [InlineData($"/{Session}0/x", "/REDACTED/x")]
    [InlineData($"/a/{Session}.ics", $"/a/{Session}.ics")]
    [InlineData("/_framework/RegionNet.Portal.a1b2c3d4e5.wasm", "/_framework/RegionNet.Portal.a1b2c3d4e5.wasm")]
    [InlineData("GET /api/hearings/feeds/{token}.ics", "GET /api/hearings/feeds/{token}.ics")]
    public void A_token_is_told_by_its_shape(string address, string exported) =>
        Assert.Equal(exported, UrlSecrets.Redact(address));

    private static async Task<WebApplication> Start(
        IEnumerable<KeyValuePair<string, string?>> settings,
        Action<WebApplication> map
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Telemetry" });
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddRoutingCore();
        builder.AddServiceDefaults();
        var app = builder.Build();
        app.UseRouting();
        map(app);
        await app.StartAsync();
        return app;
    }
}
