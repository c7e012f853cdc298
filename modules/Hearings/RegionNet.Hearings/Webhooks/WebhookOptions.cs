using System.ComponentModel.DataAnnotations;

namespace RegionNet.Hearings;

/// <summary>Configuration section <c>Hearings:Webhooks</c>.</summary>
internal sealed class WebhookOptions
{
    /// <summary>
    /// Origins such as <c>http://10.1.2.3:8080</c> that may be told although they are not public, and, where they say http, without
    /// TLS. Named by the operator, never by a subscriber.
    /// </summary>
    public string[] AllowedOrigins { get; set; } = [];

    /// <summary>After so many attempts a delivery is dead. 15 take about a day.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 15;

    /// <summary>Seconds to the second attempt, about; each further one waits twice as long, at most six hours.</summary>
    [Range(0.001, 3600)]
    public double FirstRetrySeconds { get; set; } = 10;

    public bool Allows(Uri url) =>
        AllowedOrigins.Any(o => Uri.TryCreate(o, UriKind.Absolute, out var origin) && SameOrigin(origin, url));

    private static bool SameOrigin(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase)
        == 0;
}
