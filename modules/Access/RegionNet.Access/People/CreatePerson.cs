using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using RegionNet.Access.Store;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Access.People;

/// <param name="UserName">3 to 64 lower-case letters, digits, dots, underscores or hyphens.</param>
/// <param name="Password">The first password, which its owner changes under <c>/account/password</c>.</param>
public sealed record CreatePersonRequest(
    [property: Required, StringLength(64, MinimumLength = 3)] string UserName,
    [property: Required, StringLength(100, MinimumLength = 1)] string DisplayName,
    [property: Required] Guid? OrganisationId,
    [property: Required, StringLength(200, MinimumLength = 10)] string Password
);

internal static class CreatePerson
{
    private const string Insert = """
        insert into person
            (id, user_name, normalized_user_name, display_name, organisation_id, password_hash, security_stamp, concurrency_stamp,
             lockout_enabled, access_failed_count, created_at)
        values
            (@Id, @UserName, @NormalizedUserName, @DisplayName, @OrganisationId, @PasswordHash, @Stamp, @Stamp, true, 0, @Now)
        """;

    public static async Task<Results<Created<PersonView>, RefusalResult>> Handle(
        CreatePersonRequest request,
        HttpContext http,
        AccessDb db,
        UserManager<Person> people,
        IZoneDirectory zones,
        TimeProvider clock
    )
    {
        var ct = http.RequestAborted;
        var person = new Person { UserName = request.UserName, DisplayName = request.DisplayName.Trim() };
        if (await zones.Organisation(request.OrganisationId!.Value, ct) is null)
        {
            return AccessErrors.OrganisationUnknown.ToResult();
        }
        if (!await Passwords.Suffices(people, person, request.Password))
        {
            return AccessErrors.PasswordWeak.ToResult();
        }
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var created = await db.InTransaction<Guid>(
            http.CurrentUser().Actor,
            async tx =>
            {
                await tx.Execute(
                    Insert,
                    new
                    {
                        Id = id,
                        request.UserName,
                        NormalizedUserName = people.NormalizeName(request.UserName),
                        person.DisplayName,
                        request.OrganisationId,
                        PasswordHash = people.PasswordHasher.HashPassword(person, request.Password),
                        Stamp = Guid.NewGuid().ToString("N"),
                        Now = clock.GetUtcNow(),
                    }
                );
                tx.Audit(
                    "access.person.created",
                    id.ToString(),
                    new
                    {
                        request.UserName,
                        person.DisplayName,
                        request.OrganisationId,
                    }
                );
                return id;
            }
        );
        return created.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Created("/api/access/people", await ListPeople.One(db, id, ct));
    }
}

internal static class Passwords
{
    /// <summary>Whether every registered validator accepts the password.</summary>
    public static async Task<bool> Suffices(UserManager<Person> people, Person person, string password)
    {
        foreach (var validator in people.PasswordValidators)
        {
            if (!(await validator.ValidateAsync(people, person, password)).Succeeded)
            {
                return false;
            }
        }
        return true;
    }
}

/// <summary>A password never contains its owner's user name.</summary>
internal sealed class NotTheUserName : IPasswordValidator<Person>
{
    public Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user, string? password) =>
        Task.FromResult(
            password?.Contains(user.UserName ?? "\0", StringComparison.OrdinalIgnoreCase) == true
                ? IdentityResult.Failed(new IdentityError { Code = "PasswordContainsUserName" })
                : IdentityResult.Success
        );
}
