using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using OpenIddict.Abstractions;
using RegionNet.Access.People;
using RegionNet.Access.SignIn;
using RegionNet.Access.Store;

namespace RegionNet.Access.Pages;

/// <summary>Changing one's own password.</summary>
internal static class PasswordPages
{
    public static async Task<IResult> Get(HttpContext http, string? returnUrl, UserManager<Person> people)
    {
        if (await AccountSession.Current(http) is not { } session)
        {
            return AccountPages.ToSignIn("/account/password");
        }
        var person = await people.FindByIdAsync(session.PersonId.ToString());
        return AccountPages.Show<PasswordPage>(PageModel.Of(http, returnUrl ?? "/account", person!.UserName));
    }

    public static async Task<IResult> Post(
        HttpContext http,
        AccessDb db,
        UserManager<Person> people,
        FailureCount failures,
        IOpenIddictTokenManager tokens
    )
    {
        if (await AccountSession.Current(http) is not { } session)
        {
            return AccountPages.ToSignIn("/account/password");
        }
        var person = (await people.FindByIdAsync(session.PersonId.ToString()))!;
        var form = await AccountPages.ReadForm(http);
        string? returnUrl = form?["returnUrl"];
        string current = form?["password"].ToString() ?? "",
            next = form?["newPassword"].ToString() ?? "";
        if (await Refuse() is { } error)
        {
            return AccountPages.Show<PasswordPage>(PageModel.Of(http, returnUrl, person.UserName, error));
        }
        person.SecurityStamp = Guid.NewGuid().ToString("N");
        _ = await db.InTransaction<bool>(
            PasswordSignIn.Caller(http, person),
            async tx =>
            {
                await tx.Execute(
                    """
                    update person set password_hash = @Hash, security_stamp = @SecurityStamp, concurrency_stamp = @SecurityStamp
                    where id = @Id
                    """,
                    new
                    {
                        person.Id,
                        person.SecurityStamp,
                        Hash = people.PasswordHasher.HashPassword(person, next),
                    }
                );
                tx.Audit("access.password.changed", person.Id.ToString(), new { });
                return true;
            }
        );
        await tokens.RevokeBySubjectAsync(person.Id.ToString(), http.RequestAborted);
        await AccountSession.Begin(http, person, session.SecondFactor);
        return AccountPages.Show<PasswordPage>(
            PageModel.Of(http, returnUrl, person.UserName),
            (nameof(PasswordPage.Done), true)
        );

        async Task<Func<AccountText, string>?> Refuse()
        {
            if (form is null)
            {
                return text => text.FormExpired;
            }
            if (next != form["repeat"])
            {
                return text => text.PasswordsDiffer;
            }
            if (!await IsRight(person, current, failures, people))
            {
                return text => text.CurrentPasswordWrong;
            }
            if (next == current)
            {
                return text => text.PasswordSame;
            }
            return await Passwords.Suffices(people, person, next) ? null : text => text.PasswordWeak;
        }
    }

    /// <summary>Asks for the password again; wrong answers count towards the lock-out as at sign-in.</summary>
    public static async Task<bool> IsRight(
        Person person,
        string password,
        FailureCount failures,
        UserManager<Person> people
    )
    {
        if (
            await failures.Begin(person.Id) is not { PasswordHash: { } hash } attempt
            || people.PasswordHasher.VerifyHashedPassword(person, hash, password) == PasswordVerificationResult.Failed
        )
        {
            return false;
        }
        await failures.GiveBack(attempt);
        return true;
    }
}
