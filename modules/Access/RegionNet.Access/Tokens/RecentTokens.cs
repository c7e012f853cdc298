using Microsoft.Extensions.Caching.Memory;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace RegionNet.Access.Tokens;

/// <summary>
/// Validates our own tokens, and for a minute knows again what it has found valid: a client sends the same token with each request,
/// and to check its signature costs as much as routing the request. What a person may do is not in the token and is looked up
/// each time.
/// </summary>
internal sealed class RecentTokens(TimeProvider clock) : JsonWebTokenHandler, IDisposable
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _valid = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    public override async Task<TokenValidationResult> ValidateTokenAsync(
        string token,
        TokenValidationParameters validationParameters
    )
    {
        if (_valid.TryGetValue(token, out TokenValidationResult? known))
        {
            return known!;
        }
        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (result is { IsValid: true, SecurityToken: { } read })
        {
            using var entry = _valid.CreateEntry(token);
            entry.Size = 1;
            entry.Value = result;
            var end = new DateTimeOffset(read.ValidTo, TimeSpan.Zero) + validationParameters.ClockSkew;
            var minute = clock.GetUtcNow() + Kept;
            entry.AbsoluteExpiration = end < minute ? end : minute;
        }
        return result;
    }

    public void Dispose() => _valid.Dispose();
}
