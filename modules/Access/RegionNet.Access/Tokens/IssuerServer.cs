using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using RegionNet.Access.Store;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace RegionNet.Access.Tokens;

/// <summary>
/// The OpenID Connect issuer. Access tokens are JWTs of ten minutes (RFC 9068) that say who, never what they may do; refresh tokens are
/// references, good for one use each and twelve hours in all.
/// </summary>
internal static class IssuerServer
{
    /// <summary>The audience of every access token.</summary>
    public const string Audience = "regionnet";

    /// <summary>Access to the API, for the client that the person is signed in to.</summary>
    public const string Scope = "regionnet";

    public static void Add(IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<AccessStore>().ReplaceDefaultEntities<Guid>())
            .AddServer(server =>
            {
                server
                    .SetAuthorizationEndpointUris("connect/authorize")
                    .SetTokenEndpointUris("connect/token")
                    .SetRevocationEndpointUris("connect/revocation")
                    .SetEndSessionEndpointUris("connect/end-session");
                server
                    .AllowAuthorizationCodeFlow()
                    .AllowRefreshTokenFlow()
                    .AllowClientCredentialsFlow()
                    .RequireProofKeyForCodeExchange();
                server.RegisterScopes(Scopes.Profile, Scopes.OfflineAccess, Scope);
                server.RegisterClaims(Claims.Subject, Claims.Name);
                server
                    .SetAuthorizationCodeLifetime(TimeSpan.FromMinutes(2))
                    .SetAccessTokenLifetime(TimeSpan.FromMinutes(10))
                    .SetIdentityTokenLifetime(TimeSpan.FromMinutes(10))
                    .SetRefreshTokenLifetime(TimeSpan.FromHours(12))
                    .DisableSlidingRefreshTokenExpiration()
                    .UseReferenceRefreshTokens()
                    .DisableAccessTokenEncryption();
                var web = server
                    .UseAspNetCore()
                    .EnableAuthorizationEndpointPassthrough()
                    .EnableTokenEndpointPassthrough()
                    .EnableEndSessionEndpointPassthrough();
                if (builder.Environment.IsDevelopment())
                {
                    web.DisableTransportSecurityRequirement();
                }
            });
        builder.Services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(services =>
        {
            var keys = services.GetRequiredService<SigningKeys>();
            var configuration = services.GetRequiredService<IConfiguration>();
            return new ConfigureOptions<OpenIddictServerOptions>(options =>
            {
                options.Issuer = IssuerAddress.Of(configuration);
                // A form that submits itself needs an inline script, which the pages' content security policy forbids.
                options.ResponseModes.Remove(ResponseModes.FormPost);
                foreach (var key in keys.Signature)
                {
                    options.SigningCredentials.Add(new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256));
                }
                foreach (var key in keys.Encryption)
                {
                    options.EncryptionCredentials.Add(
                        new EncryptingCredentials(
                            key,
                            SecurityAlgorithms.Aes256KW,
                            SecurityAlgorithms.Aes256CbcHmacSha512
                        )
                    );
                }
            });
        });
        builder.Services.AddHostedService<GatewayClient>();
        builder.Services.AddHostedService<TokenPruning>();
    }
}
