using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using OpenIddict.Abstractions;
using RegionNet.Access.Store;
using RegionNet.Kernel;
using RegionNet.ServiceDefaults;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace RegionNet.Access.Tokens;

/// <summary>
/// Keeps the gateway's registration as this configuration has it: its secret and the redirect addresses under the public address. Done
/// at each start by whoever comes first; the others find nothing to change.
/// </summary>
internal sealed class GatewayClient(AccessDb db, IServiceScopeFactory scopes, IConfiguration configuration)
    : IHostedService
{
    public const string ClientId = "regionnet-gateway";

    /// <summary>
    /// Lower-case hex of HMAC-SHA256(administrator's database password, "regionnet:client:regionnet-gateway"), unless
    /// <c>Access:GatewaySecret</c> is set (and <c>SignIn:ClientSecret</c> to the same at the gateway).
    /// </summary>
    public static string Secret(IConfiguration configuration)
    {
        if (configuration["Access:GatewaySecret"] is { Length: > 0 } configured)
        {
            return configured;
        }
        var administrator = new NpgsqlConnectionStringBuilder(ModuleConnection.Administrator(configuration));
        return Convert.ToHexStringLower(
            HMACSHA256.HashData(
                Encoding.UTF8.GetBytes(administrator.Password ?? ""),
                Encoding.UTF8.GetBytes($"regionnet:client:{ClientId}")
            )
        );
    }

    public async Task StartAsync(CancellationToken cancellationToken) =>
        _ = await db.InTransaction<bool>(
            Actor.System("gateway-client"),
            async tx =>
            {
                // Held until the commit: one replica registers, the next sees it done.
                await tx.Execute("select pg_advisory_xact_lock(hashtextextended('access.gateway-client', 0))");
                await using var scope = scopes.CreateAsyncScope();
                var clients = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
                var wanted = Registration(IssuerAddress.Of(configuration), Secret(configuration));
                if (await Register(clients, wanted, cancellationToken))
                {
                    tx.Audit("access.client.registered", ClientId, new { wanted.RedirectUris });
                }
                return true;
            },
            ct: cancellationToken
        );

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static OpenIddictApplicationDescriptor Registration(Uri issuer, string secret) =>
        new()
        {
            ClientId = ClientId,
            ClientSecret = secret,
            ClientType = ClientTypes.Confidential,
            ApplicationType = ApplicationTypes.Web,
            ConsentType = ConsentTypes.Implicit,
            DisplayName = "RegionNet",
            RedirectUris = { new Uri(issuer, "signin-oidc") },
            PostLogoutRedirectUris = { issuer, new Uri(issuer, "signout-callback-oidc") },
            Permissions =
            {
                Permissions.Endpoints.Authorization,
                Permissions.Endpoints.Token,
                Permissions.Endpoints.EndSession,
                Permissions.Endpoints.Revocation,
                Permissions.GrantTypes.AuthorizationCode,
                Permissions.GrantTypes.RefreshToken,
                Permissions.ResponseTypes.Code,
                Permissions.Scopes.Profile,
                Permissions.Prefixes.Scope + IssuerServer.Scope,
            },
            Requirements = { Requirements.Features.ProofKeyForCodeExchange },
        };

    /// <returns>Whether anything had to change.</returns>
    private static async Task<bool> Register(
        IOpenIddictApplicationManager clients,
        OpenIddictApplicationDescriptor wanted,
        CancellationToken ct
    )
    {
        if (await clients.FindByClientIdAsync(ClientId, ct) is not { } found)
        {
            await clients.CreateAsync(wanted, ct);
            return true;
        }
        var current = new OpenIddictApplicationDescriptor();
        await clients.PopulateAsync(current, found, ct);
        if (
            current.RedirectUris.SetEquals(wanted.RedirectUris)
            && current.PostLogoutRedirectUris.SetEquals(wanted.PostLogoutRedirectUris)
            && current.Permissions.SetEquals(wanted.Permissions)
            && await clients.ValidateClientSecretAsync(found, wanted.ClientSecret!, ct)
        )
        {
            return false;
        }
        await clients.UpdateAsync(found, wanted, ct);
        return true;
    }
}
