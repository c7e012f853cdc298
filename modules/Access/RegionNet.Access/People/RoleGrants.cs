using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Access.Contracts;
using RegionNet.Access.Store;
using RegionNet.Access.Users;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Access.People;

/// <param name="Role">One of the role codes.</param>
/// <param name="ZoneCode">For a zone coordinator and for nobody else.</param>
public sealed record RoleRequest(
    [property: Required, StringLength(40)] string Role,
    [property: StringLength(20)] string? ZoneCode
);

/// <summary>Granting and revoking. A grant is a row with a beginning and an end; none is ever deleted.</summary>
internal static class RoleGrants
{
    public static async Task<Results<Ok<PersonView>, RefusalResult>> Grant(
        Guid id,
        RoleRequest request,
        HttpContext http,
        AccessDb db,
        IZoneDirectory zones,
        CurrentUserSource users,
        TimeProvider clock
    )
    {
        var refusal = await Check(request, zones, http.RequestAborted);
        if (refusal is not null)
        {
            return refusal.ToResult();
        }
        return await Write(
            id,
            request,
            "access.role.granted",
            http,
            db,
            users,
            async tx =>
            {
                await tx.Execute(
                    """
                    insert into role_grant (id, person_id, role, zone_code, granted_by, granted_at)
                    values (@GrantId, @Id, @Role, @ZoneCode, @By, @Now)
                    """,
                    new
                    {
                        GrantId = Guid.CreateVersion7(clock.GetUtcNow()),
                        Id = id,
                        request.Role,
                        request.ZoneCode,
                        By = tx.Actor.Subject,
                        Now = clock.GetUtcNow(),
                    }
                );
                return null;
            }
        );
    }

    public static Task<Results<Ok<PersonView>, RefusalResult>> Revoke(
        Guid id,
        RoleRequest request,
        HttpContext http,
        AccessDb db,
        CurrentUserSource users,
        TimeProvider clock
    ) =>
        Write(
            id,
            request,
            "access.role.revoked",
            http,
            db,
            users,
            async tx =>
                await tx.Execute(
                    """
                    update role_grant set revoked_by = @By, revoked_at = @Now
                    where person_id = @Id and role = @Role and zone_code is not distinct from @ZoneCode and revoked_at is null
                    """,
                    new
                    {
                        Id = id,
                        request.Role,
                        request.ZoneCode,
                        By = tx.Actor.Subject,
                        Now = clock.GetUtcNow(),
                    }
                ) == 1
                    ? null
                    : AccessErrors.RoleNotHeld
        );

    private static async Task<Refusal?> Check(RoleRequest request, IZoneDirectory zones, CancellationToken ct)
    {
        if (!Roles.Exists(request.Role))
        {
            return AccessErrors.RoleUnknown;
        }
        if (request.Role == Roles.ZoneCoordinator != request.ZoneCode is not null)
        {
            return AccessErrors.ZoneNeeded;
        }
        return request.ZoneCode is not null && (await zones.Zones(ct)).All(zone => zone.Code != request.ZoneCode)
            ? AccessErrors.ZoneUnknown
            : null;
    }

    private static async Task<Results<Ok<PersonView>, RefusalResult>> Write(
        Guid id,
        RoleRequest request,
        string action,
        HttpContext http,
        AccessDb db,
        CurrentUserSource users,
        Func<Tx, Task<Refusal?>> write
    )
    {
        var caller = http.CurrentUser();
        if (caller.Subject == id.ToString())
        {
            return AccessErrors.NotToOneself.ToResult();
        }
        var done = await db.InTransaction<Guid>(
            caller.Actor,
            async tx =>
            {
                if (await tx.QueryOne<Guid?>("select id from person where id = @id for share", new { id }) is null)
                {
                    return KernelErrors.NotFound;
                }
                if (await write(tx) is { } refusal)
                {
                    return refusal;
                }
                tx.Audit(action, id.ToString(), request);
                return id;
            }
        );
        if (done.Refusal is { } refused)
        {
            return refused.ToResult();
        }
        users.Forget(id);
        return TypedResults.Ok(await ListPeople.One(db, id, http.RequestAborted));
    }
}
