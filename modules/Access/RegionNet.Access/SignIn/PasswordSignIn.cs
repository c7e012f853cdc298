using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using RegionNet.Access.Store;
using RegionNet.Kernel;

namespace RegionNet.Access.SignIn;

internal enum SignInStep
{
    /// <summary>Nothing is said about which part was wrong, or whether the account exists or is locked out.</summary>
    Refused,
    SecondFactorNeeded,
    EnrolmentNeeded,
    SignedIn,
}

/// <summary>The first step of signing in. Every outcome is in the audit.</summary>
internal sealed class PasswordSignIn(
    AccessDb db,
    FailureCount failures,
    SecondFactor secondFactor,
    UserManager<Person> people
)
{
    /// <summary>Checked when there is no account to check, so that the time taken says nothing.</summary>
    private static readonly Lazy<string> NobodysHash = new(() =>
        new PasswordHasher<Person>().HashPassword(new Person(), Guid.NewGuid().ToString())
    );

    public async Task<SignInStep> Try(HttpContext http, string userName, string password)
    {
        var attempt = await failures.Begin(people.NormalizeName(userName.Trim()));
        var hash = attempt?.PasswordHash ?? NobodysHash.Value;
        var right = people.PasswordHasher.VerifyHashedPassword(new Person(), hash, password);
        if (attempt?.PasswordHash is null || right == PasswordVerificationResult.Failed)
        {
            await Failed(http, userName, attempt);
            return SignInStep.Refused;
        }
        var person = (await people.FindByIdAsync(attempt.PersonId.ToString()))!;
        if (await secondFactor.IsEnrolled(person.Id, http.RequestAborted))
        {
            await failures.GiveBack(attempt);
            await AccountSession.BeginPending(http, person);
            return SignInStep.SecondFactorNeeded;
        }
        await failures.Clear(attempt);
        if (await secondFactor.RequiredOf(person.Id, http.RequestAborted))
        {
            await AccountSession.BeginPending(http, person);
            return SignInStep.EnrolmentNeeded;
        }
        await Record(http, person, "password", "done");
        await AccountSession.Begin(http, person, secondFactor: false);
        return SignInStep.SignedIn;
    }

    /// <summary>The second step: a code of the authenticator app, or a recovery code. Its failures count like the first step's.</summary>
    public async Task<SignInStep> TrySecondFactor(HttpContext http, Guid personId, string code)
    {
        var attempt = await failures.Begin(personId);
        if (attempt is null || await secondFactor.Verify(personId, code, http.RequestAborted) is not { } method)
        {
            var known = await people.FindByIdAsync(personId.ToString());
            await Record(http, known!, "second-factor", attempt is { Last: false } ? "refused" : "locked-out");
            return SignInStep.Refused;
        }
        await failures.Clear(attempt);
        var person = (await people.FindByIdAsync(personId.ToString()))!;
        await Record(http, person, method, "done");
        await AccountSession.Begin(http, person, secondFactor: true);
        return SignInStep.SignedIn;
    }

    public Task Record(HttpContext http, Person person, string method, string result) =>
        Record(Caller(http, person), person.Id.ToString(), method, result);

    public static Actor Caller(HttpContext http, Person person) =>
        new(person.Id.ToString(), person.DisplayName, person.OrganisationId, Address(http));

    private async Task Failed(HttpContext http, string userName, Attempt? attempt)
    {
        if (attempt is not null || await people.FindByNameAsync(userName.Trim()) is not { } known)
        {
            // A name that nobody has is not kept: people type passwords there by mistake.
            var subject = attempt?.PersonId.ToString() ?? "unknown";
            var actor = new Actor("anonymous", attempt?.UserName ?? "?", attempt?.OrganisationId, Address(http));
            await Record(actor, subject, "password", attempt is { Last: true } ? "locked-out" : "refused");
            return;
        }
        var owner = new Actor("anonymous", known.UserName!, known.OrganisationId, Address(http));
        await Record(owner, known.Id.ToString(), "password", "locked-out");
    }

    private async Task Record(Actor actor, string subject, string method, string result) =>
        _ = await db.InTransaction<bool>(
            actor,
            tx =>
            {
                tx.Audit("access.sign-in", subject, new { method }, result);
                return Task.FromResult<Outcome<bool>>(true);
            }
        );

    private static string? Address(HttpContext http) => http.Connection.RemoteIpAddress?.ToString();
}
