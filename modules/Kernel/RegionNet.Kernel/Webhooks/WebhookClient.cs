using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace RegionNet.Kernel;

/// <param name="Status">What the receiver answered; null when it did not.</param>
/// <param name="Error">Null: it took the delivery (2xx).</param>
public sealed record WebhookAnswer(int? Status, string? Error);

/// <summary>One telling of an event to a subscriber.</summary>
/// <param name="Id">The same at each attempt, so that the receiver knows a repetition.</param>
/// <param name="Kind">Goes into the header <c>X-RegionNet-Event</c>.</param>
/// <param name="Body">JSON, signed as it is.</param>
public sealed record WebhookCall(Guid Id, string Url, string Kind, string Body);

/// <summary>
/// Sends a delivery: one POST, 10 seconds, no redirect, no proxy, no cookie. The address is looked at when the connection is
/// made, so that a name which points elsewhere by then gains nothing.
/// </summary>
public sealed class WebhookClient : IDisposable
{
    private static readonly TimeSpan TimeOut = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http;
    private readonly WebhookOptions _options;
    private readonly TimeProvider _clock;

    public WebhookClient(WebhookOptions options, TimeProvider clock)
    {
        _options = options;
        _clock = clock;
        _http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                PooledConnectionLifetime = TimeSpan.FromMinutes(1),
                MaxResponseHeadersLength = 16,
                ConnectCallback = Connect,
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("RegionNet-Webhooks", "1"));
    }

    /// <summary>A new secret of a subscriber: 256 random bits.</summary>
    public static string NewSecret() => $"whsec_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}";

    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled; whether it arrived is unknown.</exception>
    public async Task<WebhookAnswer> Send(WebhookCall delivery, string secret, CancellationToken ct)
    {
        var timestamp = _clock
            .GetUtcNow()
            .ToUnixTimeSeconds()
            .ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, delivery.Url)
        {
            Content = new StringContent(delivery.Body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-RegionNet-Event", delivery.Kind);
        request.Headers.Add("X-RegionNet-Delivery", delivery.Id.ToString());
        request.Headers.Add("X-RegionNet-Timestamp", timestamp);
        request.Headers.Add("X-RegionNet-Signature", Signature(secret, timestamp, delivery.Body));
        using var timeOut = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeOut.CancelAfter(TimeOut);
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, timeOut.Token);
            var status = (int)answer.StatusCode;
            return new WebhookAnswer(
                status,
                answer.IsSuccessStatusCode ? null
                    : status is >= 300 and < 400 ? $"HTTP {status}: redirects are not followed"
                    : $"HTTP {status}"
            );
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new WebhookAnswer(null, $"No answer within {TimeOut.TotalSeconds} s");
        }
        catch (HttpRequestException e)
        {
            // Not the message: it would tell a subscriber about the network that this server stands in.
            return new WebhookAnswer(
                null,
                e.GetBaseException() is AddressNotPublicException ? "The address is not a public one"
                    : e.GetBaseException() is SocketException s ? $"No connection ({s.SocketErrorCode})"
                    : $"No connection ({e.HttpRequestError})"
            );
        }
    }

    /// <summary>HMAC-SHA256 with the secret over the timestamp, a full stop and the body, in lower-case hex.</summary>
    public static string Signature(string secret, string timestamp, string body) =>
        $"v1={Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{timestamp}.{body}")))}";

    public void Dispose() => _http.Dispose();

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct);
        if (!_options.Allows(context.InitialRequestMessage.RequestUri!))
        {
            // One that is not public condemns them all: the resolver's order is not the subscriber's to play with.
            if (!Array.TrueForAll(addresses, PublicAddress.Is))
            {
                throw new AddressNotPublicException();
            }
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class AddressNotPublicException() : IOException("The address is not a public one.");
}

public static class WebhookRegistration
{
    /// <summary>Gives a module its own <see cref="WebhookOptions"/> and <see cref="WebhookClient"/>, both under the module's key.</summary>
    /// <param name="section">For example <c>Hearings:Webhooks</c>.</param>
    public static void AddWebhookClient(this IHostApplicationBuilder builder, string module, string section)
    {
        builder
            .Services.AddOptions<WebhookOptions>(module)
            .BindConfiguration(section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddKeyedSingleton(
            module,
            (services, _) => services.GetRequiredService<IOptionsMonitor<WebhookOptions>>().Get(module)
        );
        builder.Services.AddKeyedSingleton(
            module,
            (services, _) =>
                new WebhookClient(
                    services.GetRequiredKeyedService<WebhookOptions>(module),
                    services.GetRequiredService<TimeProvider>()
                )
        );
    }
}
