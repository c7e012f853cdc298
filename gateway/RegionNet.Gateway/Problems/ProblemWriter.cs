using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RegionNet.Gateway.Problems;

/// <summary>Writes a refusal as RFC 9457 problem details, in Chinese unless the client prefers English.</summary>
internal static class ProblemWriter
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // The media type is not HTML, and Chinese stays readable.
    };

    public static Task RefuseAsync(this HttpContext context, GatewayRefusal refusal, int? retryAfterSeconds = null)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }
        var response = context.Response;
        response.Clear();
        response.StatusCode = refusal.Status;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentLanguage = PrefersEnglish(context.Request) ? "en" : "zh-CN";
        if ((retryAfterSeconds ?? refusal.RetryAfterSeconds) is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
        var body = new ProblemBody(
            $"https://regionnet.cn/errors/{refusal.Code}",
            PrefersEnglish(context.Request) ? refusal.En : refusal.Zh,
            refusal.Status,
            refusal.Code,
            Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier
        );
        response.ContentType = "application/problem+json";
        // Not under RequestAborted, which a request that timed out has already cancelled.
        return response
            .Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body, Json), CancellationToken.None)
            .AsTask();
    }

    private static bool PrefersEnglish(HttpRequest request)
    {
        foreach (var language in request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1))
        {
            if (language.Value.StartsWith("zh", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
            if (language.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    private sealed record ProblemBody(string Type, string Title, int Status, string Code, string TraceId);
}
