using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using OpenIddict.Abstractions;
using RegionNet.Access.Store;
using RegionNet.Access.Users;
using RegionNet.Kernel;

namespace RegionNet.Access.People;

/// <param name="Reason">Kept in the audit.</param>
public sealed record ReasonRequest([property: Required, StringLength(500, MinimumLength = 2)] string Reason);

/// <param name="Password">Told to the person, who changes it under <c>/account/password</c>.</param>
/// <param name="Reason">Kept in the audit; the password is not.</param>
public sealed record ResetPasswordRequest(
    [property: Required, StringLength(200, MinimumLength = 10)] string Password,
    [property: Required, StringLength(500, MinimumLength = 2)] string Reason
);

/// <summary>
/// What a security administrator does to an account: lock, unlock, and help when its owner lost the password or the second factor.
/// </summary>
internal static class Locks
{
    /// <summary>Ends running sessions: access within five seconds, refresh tokens and account cookies at once.</summary>
    public static async Task<Results<Ok<PersonView>, RefusalResult>> Lock(
        Guid id,
        ReasonRequest request,
        HttpContext http,
        AccessDb db,
        CurrentUserSource users,
        TimeProvider clock,
        IOpenIddictTokenManager tokens
    )
    {
        var result = await Write(
            id,
            request,
            "access.person.locked",
            "update person set locked_at = @Now where id = @id and locked_at is null",
            AccessErrors.AlreadyLocked,
            http,
            db,
            users,
            clock
        );
        if (result.Result is Ok<PersonView>)
        {
            await tokens.RevokeBySubjectAsync(id.ToString(), http.RequestAborted);
        }
        return result;
    }

    /// <summary>Also ends a lock-out after failed sign-ins.</summary>
    public static Task<Results<Ok<PersonView>, RefusalResult>> Unlock(
        Guid id,
        ReasonRequest request,
        HttpContext http,
        AccessDb db,
        CurrentUserSource users,
        TimeProvider clock
    ) =>
        Write(
            id,
            request,
            "access.person.unlocked",
            """
            update person set locked_at = null, lockout_end = null, access_failed_count = 0
            where id = @id and (locked_at is not null or lockout_end > @Now)
            """,
            AccessErrors.NotLocked,
            http,
            db,
            users,
            clock
        );

    /// <summary>Ends a lock-out and, like a lock, running sessions. A second factor stays: both are never lost by one act.</summary>
    public static async Task<Results<Ok<PersonView>, RefusalResult>> ResetPassword(
        Guid id,
        ResetPasswordRequest request,
        HttpContext http,
        AccessDb db,
        CurrentUserSource users,
        TimeProvider clock,
        UserManager<Person> people,
        IOpenIddictTokenManager tokens
    )
    {
        if (await people.FindByIdAsync(id.ToString()) is not { } person)
        {
            return KernelErrors.NotFound.ToResult();
        }
        if (!await Passwords.Suffices(people, person, request.Password))
        {
            return AccessErrors.PasswordWeak.ToResult();
        }
        var result = await Write(
            id,
            new ReasonRequest(request.Reason),
            "access.password.reset",
            """
            update person
            set password_hash = @Hash, security_stamp = @Stamp, concurrency_stamp = @Stamp, lockout_end = null,
                access_failed_count = 0
            where id = @id
            """,
            KernelErrors.NotFound,
            http,
            db,
            users,
            clock,
            people.PasswordHasher.HashPassword(person, request.Password)
        );
        if (result.Result is Ok<PersonView>)
        {
            await tokens.RevokeBySubjectAsync(id.ToString(), http.RequestAborted);
        }
        return result;
    }

    public static Task<Results<Ok<PersonView>, RefusalResult>> RemoveSecondFactor(
        Guid id,
        ReasonRequest request,
        HttpContext http,
        AccessDb db,
        CurrentUserSource users,
        TimeProvider clock
    ) =>
        Write(
            id,
            request,
            "access.second-factor.removed",
            "update second_factor set removed_at = @Now where person_id = @id and removed_at is null",
            AccessErrors.NoSecondFactor,
            http,
            db,
            users,
            clock
        );

    private static async Task<Results<Ok<PersonView>, RefusalResult>> Write(
        Guid id,
        ReasonRequest request,
        string action,
        string update,
        Refusal nothingToDo,
        HttpContext http,
        AccessDb db,
        CurrentUserSource users,
        TimeProvider clock,
        string? hash = null
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
                if (await tx.QueryOne<Guid?>("select id from person where id = @id for update", new { id }) is null)
                {
                    return KernelErrors.NotFound;
                }
                if (
                    await tx.Execute(
                        update,
                        new
                        {
                            id,
                            Now = clock.GetUtcNow(),
                            Hash = hash,
                            Stamp = Guid.NewGuid().ToString("N"),
                        }
                    ) == 0
                )
                {
                    return nothingToDo;
                }
                tx.Audit(action, id.ToString(), request);
                return id;
            }
        );
        if (done.Refusal is { } refusal)
        {
            return refusal.ToResult();
        }
        users.Forget(id);
        return TypedResults.Ok(await ListPeople.One(db, id, http.RequestAborted));
    }
}
