using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using RegionNet.Access.Store;

namespace RegionNet.Access.SignIn;

/// <summary>
/// Who is signed in to Access itself (not to the portal): a session cookie of twenty minutes that ends with the person's security stamp
/// (a new password, a new second factor) and with a lock.
/// </summary>
/// <param name="SecondFactor">A one-time code was given at sign-in.</param>
internal sealed record AccountSession(Guid PersonId, bool SecondFactor)
{
    /// <summary>After the password and before the second factor.</summary>
    public const string PendingScheme = "regionnet-pending";

    private const string Stamp = "stamp";
    private const string Otp = "otp";

    public static void Add(IServiceCollection services)
    {
        services
            .AddAuthentication()
            .AddCookie(
                IdentityConstants.ApplicationScheme,
                options =>
                {
                    Configure(options, "regionnet-account", TimeSpan.FromMinutes(20));
                    options.Events.OnValidatePrincipal = Validate;
                }
            )
            .AddCookie(
                PendingScheme,
                options =>
                {
                    Configure(options, PendingScheme, TimeSpan.FromMinutes(10));
                    options.Events.OnValidatePrincipal = Validate;
                }
            );
    }

    public static Task<AccountSession?> Current(HttpContext http) => Read(http, IdentityConstants.ApplicationScheme);

    public static Task<AccountSession?> Pending(HttpContext http) => Read(http, PendingScheme);

    public static async Task Begin(HttpContext http, Person person, bool secondFactor)
    {
        await http.SignOutAsync(PendingScheme);
        await http.SignInAsync(IdentityConstants.ApplicationScheme, Principal(person, secondFactor));
    }

    public static Task BeginPending(HttpContext http, Person person) =>
        http.SignInAsync(PendingScheme, Principal(person, secondFactor: false));

    private static async Task<AccountSession?> Read(HttpContext http, string scheme) =>
        (await http.AuthenticateAsync(scheme)).Principal is { } principal
        && Guid.TryParse(principal.FindFirstValue("sub"), CultureInfo.InvariantCulture, out var id)
            ? new AccountSession(id, principal.HasClaim("amr", Otp))
            : null;

    private static ClaimsPrincipal Principal(Person person, bool secondFactor)
    {
        var identity = new ClaimsIdentity("regionnet-account", "name", "role");
        identity.AddClaim(new Claim("sub", person.Id.ToString()));
        identity.AddClaim(new Claim(Stamp, person.SecurityStamp!));
        if (secondFactor)
        {
            identity.AddClaim(new Claim("amr", Otp));
        }
        return new ClaimsPrincipal(identity);
    }

    private static void Configure(CookieAuthenticationOptions options, string name, TimeSpan lifetime)
    {
        options.Cookie.Name = name;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = lifetime;
        options.SlidingExpiration = false;
    }

    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var people = context.HttpContext.RequestServices.GetRequiredService<UserManager<Person>>();
        var person = context.Principal?.FindFirstValue("sub") is { } id ? await people.FindByIdAsync(id) : null;
        if (
            person is null
            || person.LockedAt is not null
            || !string.Equals(person.SecurityStamp, context.Principal!.FindFirstValue(Stamp), StringComparison.Ordinal)
        )
        {
            context.RejectPrincipal();
        }
    }
}
