using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Microsoft.Net.Http.Headers;
using RegionNet.Access.Store;

namespace RegionNet.Access.Tokens;

/// <summary>
/// Who a bearer token speaks for, in every process whether it serves Access or not: our own tokens by the keys of the table, those of
/// an outside issuer (<c>Access:OutsideIssuer:Authority</c> and <c>:Audience</c>) by its published keys and the linked person.
/// </summary>
internal static class TokenValidation
{
    /// <summary>Chooses between the two schemes below by the token's <c>iss</c>.</summary>
    public const string Scheme = "regionnet-bearer";
    public const string Own = "regionnet-own";
    public const string Outside = "regionnet-outside";

    public static void Add(IHostApplicationBuilder builder)
    {
        var outside = builder.Configuration.GetSection("Access:OutsideIssuer");
        var authority = outside["Authority"]?.TrimEnd('/');
        var authentication = builder
            .Services.AddAuthentication(Scheme)
            .AddPolicyScheme(
                Scheme,
                displayName: null,
                options =>
                    options.ForwardDefaultSelector = http =>
                        authority is not null && Issuer(http.Request.Headers[HeaderNames.Authorization]) == authority
                            ? Outside
                            : Own
            )
            .AddJwtBearer(Own);
        builder.Services.AddSingleton<RecentTokens>();
        builder
            .Services.AddOptions<JwtBearerOptions>(Own)
            .Configure<SigningKeys, RecentTokens, IConfiguration>(
                (options, keys, tokens, configuration) =>
                {
                    options.TokenHandlers.Clear();
                    options.TokenHandlers.Add(tokens);
                    options.TokenValidationParameters = new TokenValidationParameters
                    {
                        ValidIssuer = IssuerAddress.Of(configuration).AbsoluteUri,
                        ValidAudience = IssuerServer.Audience,
                        ValidTypes = ["at+jwt"],
                        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                        IssuerSigningKeys = keys.Signature,
                        NameClaimType = JwtRegisteredClaimNames.Name,
                        ClockSkew = TimeSpan.FromSeconds(30),
                    };
                }
            );
        if (authority is null)
        {
            return;
        }
        authentication.AddJwtBearer(
            Outside,
            options =>
            {
                options.Authority = authority;
                options.Audience = outside["Audience"];
                options.RequireHttpsMetadata = !builder.Environment.IsDevelopment();
                options.MapInboundClaims = false;
                options.Events = new JwtBearerEvents { OnTokenValidated = FindPerson };
            }
        );
    }

    /// <summary>Replaces the outside identity by ours: the person linked to (issuer, subject). None linked, no entry.</summary>
    private static async Task FindPerson(TokenValidatedContext context)
    {
        var issuer = context.SecurityToken.Issuer.TrimEnd('/');
        var subject = context.Principal?.FindFirstValue(JwtRegisteredClaimNames.Sub);
        var person = await context
            .HttpContext.RequestServices.GetRequiredService<AccessDb>()
            .QueryOne<Guid?>(
                "select user_id from person_login where login_provider = @issuer and provider_key = @subject",
                new { issuer, subject },
                context.HttpContext.RequestAborted
            );
        if (person is null)
        {
            context.Fail("No person is linked to this outside identity.");
            return;
        }
        context.Principal = new ClaimsPrincipal(
            new ClaimsIdentity([new Claim(JwtRegisteredClaimNames.Sub, person.Value.ToString())], Outside)
        );
    }

    private static string? Issuer(string? authorization)
    {
        const string bearer = "Bearer ";
        if (authorization?.StartsWith(bearer, StringComparison.OrdinalIgnoreCase) != true)
        {
            return null;
        }
        var tokens = new JsonWebTokenHandler();
        var token = authorization[bearer.Length..].Trim();
        try
        {
            return tokens.CanReadToken(token) ? tokens.ReadJsonWebToken(token).Issuer.TrimEnd('/') : null;
        }
        catch (ArgumentException)
        {
            // Not a JWT after all; the validating scheme says so.
            return null;
        }
    }
}
