using System.ComponentModel.DataAnnotations;

namespace RegionNet.Gateway;

/// <summary>Section <c>Gateway</c>.</summary>
internal sealed class GatewayOptions
{
    public const string Section = "Gateway";

    /// <summary>Minutes without an action of the person after which the session ends (GB/T 22239 asks for an idle time-out).</summary>
    [Range(1, 24 * 60)]
    public int IdleMinutes { get; set; } = 30;

    /// <summary>Seconds within which a service must have answered a request to <c>/api</c>, <c>/connect</c> or <c>/account</c>.</summary>
    [Range(1, 600)]
    public int RequestTimeoutSeconds { get; set; } = 30;

    /// <summary>Largest body of a request to <c>/api</c>, in bytes.</summary>
    [Range(1024, 100_000_000)]
    public long ApiBodyBytes { get; set; } = 3 * 1024 * 1024;

    /// <summary>Largest body of a request that brings evidence, in bytes: a file of 20 MB and the form around it.</summary>
    [Range(1024, 100_000_000)]
    public long EvidenceBodyBytes { get; set; } = 21 * 1024 * 1024;

    /// <summary>Largest body of every other request, in bytes.</summary>
    [Range(1024, 1_000_000)]
    public long OtherBodyBytes { get; set; } = 64 * 1024;

    public RateLimitOptions RateLimits { get; set; } = new();
}

/// <summary>Section <c>Gateway:RateLimits</c>: token buckets, each refilled evenly.</summary>
internal sealed class RateLimitOptions
{
    /// <summary>One session, or one bearer token from one address.</summary>
    public Bucket Person { get; set; } = new() { PerSecond = 50, Burst = 300 };

    /// <summary>Everything from one address that is not a static file; many people may share one.</summary>
    public Bucket Address { get; set; } = new() { PerSecond = 500, Burst = 3000 };

    /// <summary>Sign-in pages and the token endpoint (<c>/account</c>, <c>/connect</c>, <c>/bff/sign-in</c>) from one address.</summary>
    public Bucket SignIn { get; set; } = new() { PerSecond = 3, Burst = 120 };
}

internal sealed class Bucket
{
    /// <summary>Requests allowed in the long run, per second.</summary>
    [Range(1, 1_000_000)]
    public int PerSecond { get; set; }

    /// <summary>Requests allowed at once.</summary>
    [Range(1, 10_000_000)]
    public int Burst { get; set; }
}

/// <summary>Section <c>SignIn</c>.</summary>
internal sealed class SignInOptions
{
    public const string Section = "SignIn";

    /// <summary>The public address of the gateway, as the browser sees it; by default the first of <c>ASPNETCORE_URLS</c>.</summary>
    public string? PublicUrl { get; set; }

    /// <summary>An outside OpenID issuer; empty means that Access signs people in.</summary>
    public string? Authority { get; set; }

    public string ClientId { get; set; } = "regionnet-gateway";

    /// <summary>The client's secret; by default derived from the administrator's database password, as Access does.</summary>
    public string? ClientSecret { get; set; }
}
