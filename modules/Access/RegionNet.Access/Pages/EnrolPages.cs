using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using QRCoder;
using RegionNet.Access.SignIn;
using RegionNet.Access.Store;

namespace RegionNet.Access.Pages;

/// <summary>
/// Setting up an authenticator: in an account session (with the password again), or between password and sign-in for roles that need
/// one. Nothing is stored until the app has shown a right code; the secret travels encrypted in the form.
/// </summary>
internal static class EnrolPages
{
    private static readonly TimeSpan FormLife = TimeSpan.FromMinutes(15);

    public static async Task<IResult> Get(
        HttpContext http,
        string? returnUrl,
        UserManager<Person> people,
        SecondFactor secondFactor,
        IDataProtectionProvider protection
    )
    {
        var (person, signedIn) = await Who(http, people, secondFactor);
        return person is null
            ? AccountPages.ToSignIn(PageModel.LocalOr(returnUrl, "/account"))
            : Show(http, person, signedIn, returnUrl, TimeCode.NewSecret(), protection);
    }

    public static async Task<IResult> Post(
        HttpContext http,
        UserManager<Person> people,
        SecondFactor secondFactor,
        FailureCount failures,
        PasswordSignIn signIn,
        IDataProtectionProvider protection
    )
    {
        var (person, signedIn) = await Who(http, people, secondFactor);
        if (person is null)
        {
            return AccountPages.ToSignIn("/account");
        }
        var form = await AccountPages.ReadForm(http);
        string? returnUrl = form?["returnUrl"];
        if (Secret(form?["enrolment"], person, protection) is not { } secret)
        {
            return Show(http, person, signedIn, returnUrl, TimeCode.NewSecret(), protection, text => text.FormExpired);
        }
        if (signedIn && !await PasswordPages.IsRight(person, form!["password"].ToString(), failures, people))
        {
            return Show(http, person, signedIn, returnUrl, secret, protection, text => text.CurrentPasswordWrong);
        }
        var caller = PasswordSignIn.Caller(http, person);
        if (await secondFactor.Enrol(caller, person.Id, secret, form!["code"].ToString()) is not { } enrolled)
        {
            return Show(http, person, signedIn, returnUrl, secret, protection, text => text.EnrolCodeFailed);
        }
        // The stamp is new: every other account session has ended.
        person.SecurityStamp = enrolled.SecurityStamp;
        await AccountSession.Begin(http, person, secondFactor: true);
        if (!signedIn)
        {
            await signIn.Record(http, person, "authenticator", "done");
        }
        return AccountPages.Show<RecoveryCodesPage>(
            PageModel.Of(http, returnUrl),
            (nameof(RecoveryCodesPage.Codes), enrolled.RecoveryCodes)
        );
    }

    /// <summary>
    /// A pending sign-in may enrol only where there is no second factor yet: otherwise a password alone could replace it.
    /// </summary>
    private static async Task<(Person? Person, bool SignedIn)> Who(
        HttpContext http,
        UserManager<Person> people,
        SecondFactor secondFactor
    )
    {
        if (await AccountSession.Current(http) is { } current)
        {
            return (await people.FindByIdAsync(current.PersonId.ToString()), true);
        }
        return
            await AccountSession.Pending(http) is { } pending
            && !await secondFactor.IsEnrolled(pending.PersonId, http.RequestAborted)
            ? (await people.FindByIdAsync(pending.PersonId.ToString()), false)
            : (null, false);
    }

    private static IResult Show(
        HttpContext http,
        Person person,
        bool signedIn,
        string? returnUrl,
        byte[] secret,
        IDataProtectionProvider protection,
        Func<AccountText, string>? error = null
    )
    {
        using var codes = new QRCodeGenerator();
        using var code = codes.CreateQrCode(TimeCode.Uri(person.UserName!, secret), QRCodeGenerator.ECCLevel.M);
        using var drawing = new SvgQRCode(code);
        var svg = Convert.ToBase64String(Encoding.UTF8.GetBytes(drawing.GetGraphic(8)));
        var manual = string.Join(' ', TimeCode.Base32(secret).Chunk(4).Select(part => new string(part)));
        return AccountPages.Show<EnrolPage>(
            PageModel.Of(http, returnUrl ?? (signedIn ? "/account" : "/"), person.UserName, error),
            (nameof(EnrolPage.QrCode), $"data:image/svg+xml;base64,{svg}"),
            (nameof(EnrolPage.ManualKey), manual),
            (nameof(EnrolPage.Enrolment), Protector(person, protection).Protect(Convert.ToHexString(secret), FormLife)),
            (nameof(EnrolPage.AskPassword), signedIn)
        );
    }

    private static byte[]? Secret(string? enrolment, Person person, IDataProtectionProvider protection)
    {
        try
        {
            return string.IsNullOrEmpty(enrolment)
                ? null
                : Convert.FromHexString(Protector(person, protection).Unprotect(enrolment));
        }
        catch (CryptographicException)
        {
            // Too old, or made for somebody else.
            return null;
        }
    }

    private static ITimeLimitedDataProtector Protector(Person person, IDataProtectionProvider protection) =>
        protection.CreateProtector("access.enrolment", person.Id.ToString()).ToTimeLimitedDataProtector();
}
