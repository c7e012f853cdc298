using System.Globalization;
using System.Net;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace RegionNet.Gateway.Session;

/// <summary>The issuer's token, revocation and end-session endpoints, with the gateway's own client credentials.</summary>
internal sealed partial class Issuer(
    IOptionsMonitor<OpenIdConnectOptions> openId,
    TimeProvider time,
    ILogger<Issuer> logger
)
{
    /// <summary>Redeems a refresh token. Never throws: what keeps the issuer from answering is logged and told as Unavailable.</summary>
    public async Task<RefreshResult> RedeemAsync(string refreshToken)
    {
        try
        {
            var options = openId.Get(SignIn.OpenIdScheme);
            var endpoints = await EndpointsAsync(options, CancellationToken.None);
            using var answer = await PostAsync(
                options,
                endpoints.TokenEndpoint,
                new() { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken }
            );
            if (answer.IsSuccessStatusCode)
            {
                return Read(await answer.Content.ReadFromJsonAsync<TokenAnswer>(), refreshToken);
            }
            var error = await answer.Content.ReadAsStringAsync();
            LogRefused(logger, (int)answer.StatusCode, error.Length > 300 ? error[..300] : error);
            var refused = answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized;
            return new RefreshResult(refused ? RefreshOutcome.Refused : RefreshOutcome.Unavailable);
        }
        catch (Exception exception)
            when (exception
                    is HttpRequestException
                        or OperationCanceledException
                        or InvalidOperationException
                        or System.Text.Json.JsonException
            )
        {
            LogUnavailable(logger, exception);
            return new RefreshResult(RefreshOutcome.Unavailable);
        }
    }

    /// <summary>Takes the refresh token back, so that a copied cookie can't be kept alive. An issuer that is away is only logged.</summary>
    public async Task RevokeAsync(string refreshToken)
    {
        try
        {
            var options = openId.Get(SignIn.OpenIdScheme);
            var endpoints = await EndpointsAsync(options, CancellationToken.None);
            if (endpoints.RevocationEndpoint is not { Length: > 0 } revocation)
            {
                return;
            }
            using var answer = await PostAsync(
                options,
                revocation,
                new() { ["token"] = refreshToken, ["token_type_hint"] = "refresh_token" }
            );
            if (!answer.IsSuccessStatusCode)
            {
                LogRefused(logger, (int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
            }
        }
        catch (Exception exception)
            when (exception is HttpRequestException or OperationCanceledException or InvalidOperationException)
        {
            LogUnavailable(logger, exception);
        }
    }

    /// <summary>Where the browser goes to end the session at the issuer; the portal's start page if the issuer has no such place.</summary>
    public async Task<string> EndSessionUrlAsync(string publicBase)
    {
        try
        {
            var options = openId.Get(SignIn.OpenIdScheme);
            var endpoints = await EndpointsAsync(options, CancellationToken.None);
            if (endpoints.EndSessionEndpoint is not { Length: > 0 } endSession)
            {
                return "/";
            }
            var back = Uri.EscapeDataString($"{publicBase}{options.SignedOutCallbackPath}");
            return $"{endSession}?client_id={Uri.EscapeDataString(options.ClientId ?? "")}&post_logout_redirect_uri={back}";
        }
        catch (InvalidOperationException exception)
        {
            LogUnavailable(logger, exception);
            return "/";
        }
    }

    // Discovery is read once and kept; InvalidOperationException when it has never been reached.
    private static async Task<OpenIdConnectConfiguration> EndpointsAsync(
        OpenIdConnectOptions options,
        CancellationToken cancellationToken
    ) =>
        await (
            options.ConfigurationManager ?? throw new InvalidOperationException("Sign-in is not configured.")
        ).GetConfigurationAsync(cancellationToken);

    private static Task<HttpResponseMessage> PostAsync(
        OpenIdConnectOptions options,
        string endpoint,
        Dictionary<string, string> form
    )
    {
        form["client_id"] = options.ClientId ?? "";
        form["client_secret"] = options.ClientSecret ?? "";
        return options.Backchannel.PostAsync(new Uri(endpoint), new FormUrlEncodedContent(form));
    }

    private RefreshResult Read(TokenAnswer? answer, string oldRefreshToken) =>
        answer is { AccessToken.Length: > 0 }
            ? new RefreshResult(
                RefreshOutcome.Refreshed,
                new SessionTokens(
                    answer.AccessToken,
                    answer.RefreshToken ?? oldRefreshToken,
                    answer.ExpiresIn is { } seconds ? time.GetUtcNow().AddSeconds(seconds) : null
                )
            )
            : new RefreshResult(RefreshOutcome.Unavailable);

    private sealed record TokenAnswer(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("refresh_token")] string? RefreshToken,
        [property: JsonPropertyName("expires_in")] int? ExpiresIn
    );

    [LoggerMessage(1, LogLevel.Warning, "The issuer refused a token of a session with {Status}: {Error}")]
    private static partial void LogRefused(ILogger logger, int status, string error);

    [LoggerMessage(2, LogLevel.Warning, "The issuer could not be reached")]
    private static partial void LogUnavailable(ILogger logger, Exception exception);
}
