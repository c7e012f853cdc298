using System.ComponentModel.DataAnnotations;

namespace RegionNet.Alerts;

/// <summary>Configuration section <c>Alerts:Mail</c>. Without a host and a sender the road is not offered.</summary>
internal sealed class MailOptions : IValidatableObject
{
    public string? Host { get; set; }

    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>start-tls (the connection fails where the server has none), tls from the first byte, or none.</summary>
    [AllowedValues("start-tls", "tls", "none")]
    public string Security { get; set; } = "start-tls";

    /// <summary>Null: without signing in.</summary>
    public string? UserName { get; set; }

    public string? Password { get; set; }

    /// <summary>The sender's address.</summary>
    public string? From { get; set; }

    /// <summary>The public address of the portal, put before the pages that mails name. Null: they name the page alone.</summary>
    public Uri? PortalUrl { get; set; }

    /// <summary>After so many attempts a delivery is dead. 12 take about a day.</summary>
    [Range(1, 100)]
    public int MaxAttempts { get; set; } = 12;

    /// <summary>Seconds to the second attempt, about; each further one waits twice as long, at most six hours.</summary>
    [Range(0.001, 3600)]
    public double FirstRetrySeconds { get; set; } = 30;

    /// <summary>Of one conversation with the server; shorter than a sender's lease.</summary>
    [Range(1, 40)]
    public int TimeoutSeconds { get; set; } = 20;

    public bool IsOffered => !string.IsNullOrEmpty(Host) && !string.IsNullOrEmpty(From);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(Host) != string.IsNullOrEmpty(From))
        {
            yield return new ValidationResult("Alerts:Mail:Host and Alerts:Mail:From go together.");
        }
        if (!string.IsNullOrEmpty(From) && !MailRoad.IsAddress(From))
        {
            yield return new ValidationResult("Alerts:Mail:From is no mail address.");
        }
        if (PortalUrl is { } portal && !(portal.IsAbsoluteUri && portal.Scheme is "https" or "http"))
        {
            yield return new ValidationResult(
                "Alerts:Mail:PortalUrl is no address such as https://regionnet.example.cn."
            );
        }
        if (UserName is not null && (Password is null || Security == "none"))
        {
            yield return new ValidationResult("Signing in to the mail server needs Alerts:Mail:Password and TLS.");
        }
    }
}
