using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace RegionNet.Gateway.Session;

internal enum RefreshOutcome
{
    Refreshed,

    /// <summary>The issuer says no: the session is over.</summary>
    Refused,

    /// <summary>The issuer gave no answer: nothing is known, and the session goes on.</summary>
    Unavailable,
}

/// <param name="Tokens">Set if and only if <paramref name="Outcome"/> is <see cref="RefreshOutcome.Refreshed"/>.</param>
internal sealed record RefreshResult(RefreshOutcome Outcome, SessionTokens? Tokens = null);

/// <summary>
/// Redeems each refresh token once, however many requests of its session arrive together: a browser opens six connections, and a
/// one-time token redeemed twice would look stolen to the issuer and end the session. The answer stays known for a while, for
/// requests that were sent with the old cookie, and for a slow answer that sets the old cookie once more.
/// </summary>
internal sealed class TokenRefresh(Func<string, Task<RefreshResult>> redeem, TimeProvider time)
{
    private static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<string, Lazy<Task<RefreshResult>>> flights = new(StringComparer.Ordinal);

    public Task<RefreshResult> RefreshAsync(string refreshToken)
    {
        var key = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(refreshToken)));
        return flights.GetOrAdd(key, _ => new Lazy<Task<RefreshResult>>(() => RedeemAsync(key, refreshToken))).Value;
    }

    private async Task<RefreshResult> RedeemAsync(string key, string refreshToken)
    {
        // The caller may leave while others wait for this answer: nothing here is cancelled with a request.
        var keep = TimeSpan.FromSeconds(1);
        try
        {
            var result = await redeem(refreshToken);
            keep = result.Outcome == RefreshOutcome.Unavailable ? keep : KnownFor;
            return result;
        }
        finally
        {
            _ = ForgetAsync(key, keep);
        }
    }

    private async Task ForgetAsync(string key, TimeSpan after)
    {
        await Task.Delay(after, time);
        flights.TryRemove(key, out _);
    }
}
