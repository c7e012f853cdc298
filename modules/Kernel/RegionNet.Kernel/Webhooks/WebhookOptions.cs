using System.ComponentModel.DataAnnotations;
using System.Net;

namespace RegionNet.Kernel;

/// <summary>A module's section of the configuration, for example <c>Hearings:Webhooks</c>.</summary>
public sealed class WebhookOptions
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

    /// <summary>Whether a subscriber may name this address. A host name is judged again when the connection is made.</summary>
    /// <param name="plain">Whether http will do, which only Development says.</param>
    public WebhookAddress Judge(string text, bool plain)
    {
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url.Scheme is not ("https" or "http")
            || url.UserInfo.Length > 0
            || url.Fragment.Length > 0
        )
        {
            return WebhookAddress.Invalid;
        }
        return Allows(url) ? WebhookAddress.Usable
            : url.Scheme == "http" && !plain ? WebhookAddress.Invalid
            : IPAddress.TryParse(url.DnsSafeHost, out var address) && !PublicAddress.Is(address)
                ? WebhookAddress.NotPublic
            : WebhookAddress.Usable;
    }

    private static bool SameOrigin(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase)
        == 0;
}

public enum WebhookAddress
{
    Usable,

    /// <summary>Not a whole https address without user name and fragment.</summary>
    Invalid,

    /// <summary>Inside a network.</summary>
    NotPublic,
}
