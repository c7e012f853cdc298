using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using OpenIddict.Abstractions;
using RegionNet.Access.Store;
using RegionNet.Access.Tokens;
using RegionNet.Access.Users;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace RegionNet.Access.People;

/// <param name="Roles">1 to 8 roles, none of them an administrator's or a zone coordinator's.</param>
public sealed record CreateMachineClientRequest(
    [property: Required, StringLength(63, MinimumLength = 3)] string ClientId,
    [property: Required] Guid? OrganisationId,
    [property: Required, MinLength(1), MaxLength(8)] string[] Roles
);

/// <param name="Id">The subject of the client's tokens.</param>
/// <param name="ClientSecret">Shown here and never again; only its hash is kept.</param>
internal sealed record CreatedMachineClient(Guid Id, string ClientId, string ClientSecret);

/// <summary>Clients that act without a person: OAuth 2.0 client credentials, in the name of one organisation.</summary>
internal static class MachineClients
{
    public static async Task<Results<Created<CreatedMachineClient>, RefusalResult>> Create(
        CreateMachineClientRequest request,
        HttpContext http,
        AccessDb db,
        IOpenIddictApplicationManager clients,
        IZoneDirectory zones,
        TimeProvider clock
    )
    {
        if (await zones.Organisation(request.OrganisationId!.Value, http.RequestAborted) is null)
        {
            return AccessErrors.OrganisationUnknown.ToResult();
        }
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var created = await db.InTransaction<CreatedMachineClient>(
            http.CurrentUser().Actor,
            async tx =>
            {
                await tx.Execute(
                    """
                    insert into machine_client (id, client_id, organisation_id, roles, created_by, created_at)
                    values (@Id, @ClientId, @OrganisationId, @Roles, @By, @Now)
                    """,
                    new
                    {
                        Id = id,
                        request.ClientId,
                        request.OrganisationId,
                        Roles = request.Roles.Distinct().ToArray(),
                        By = tx.Actor.Subject,
                        Now = clock.GetUtcNow(),
                    }
                );
                // OpenIddict writes on its own connection. Should this transaction then fail, what is left is a registration without
                // a machine_client row, which gets no token; the next attempt takes it over.
                await Register(clients, request.ClientId, secret, CancellationToken.None);
                tx.Audit(
                    "access.machine-client.created",
                    id.ToString(),
                    new
                    {
                        request.ClientId,
                        request.OrganisationId,
                        request.Roles,
                    }
                );
                return new CreatedMachineClient(id, request.ClientId, secret);
            }
        );
        return created.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Created("/api/access/machine-clients", created.Value);
    }

    /// <summary>Ends a client for good: no new token, and the tokens it has stop working within five seconds.</summary>
    public static async Task<Results<NoContent, RefusalResult>> End(
        string clientId,
        ReasonRequest request,
        HttpContext http,
        AccessDb db,
        CurrentUserSource users,
        TimeProvider clock
    )
    {
        var ended = await db.InTransaction<Guid>(
            http.CurrentUser().Actor,
            async tx =>
            {
                var id = await tx.QueryOne<Guid?>(
                    """
                    update machine_client set ended_by = @By, ended_at = @Now
                    where client_id = @clientId and ended_at is null
                    returning id
                    """,
                    new
                    {
                        clientId,
                        By = tx.Actor.Subject,
                        Now = clock.GetUtcNow(),
                    }
                );
                if (id is null)
                {
                    return KernelErrors.NotFound;
                }
                tx.Audit("access.machine-client.ended", id.Value.ToString(), request);
                return id.Value;
            }
        );
        if (ended.Refusal is { } refusal)
        {
            return refusal.ToResult();
        }
        users.Forget(ended.Value);
        return TypedResults.NoContent();
    }

    public static async Task Register(
        IOpenIddictApplicationManager clients,
        string clientId,
        string secret,
        CancellationToken ct
    )
    {
        var registration = new OpenIddictApplicationDescriptor
        {
            ClientId = clientId,
            ClientSecret = secret,
            ClientType = ClientTypes.Confidential,
            DisplayName = clientId,
            Permissions =
            {
                Permissions.Endpoints.Token,
                Permissions.Endpoints.Revocation,
                Permissions.GrantTypes.ClientCredentials,
                Permissions.Prefixes.Scope + IssuerServer.Scope,
            },
        };
        if (await clients.FindByClientIdAsync(clientId, ct) is { } left)
        {
            await clients.UpdateAsync(left, registration, ct);
            return;
        }
        await clients.CreateAsync(registration, ct);
    }
}
