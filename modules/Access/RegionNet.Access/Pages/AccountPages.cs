using System.Security.Cryptography;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using RegionNet.Access.SignIn;
using RegionNet.Access.Store;

namespace RegionNet.Access.Pages;

/// <summary>
/// The pages under <c>/account</c>, rendered here and working without any script. Anonymous for authorization: each page looks at the
/// account cookie itself and sends whoever has none to the sign-in page.
/// </summary>
internal static class AccountPages
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static readonly Lazy<(byte[] Content, EntityTagHeaderValue Tag)> Style = new(ReadStyle);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(
                "/account/account.css",
                (HttpContext http) =>
                {
                    http.Response.Headers.CacheControl = "public, max-age=3600";
                    return TypedResults.Bytes(
                        Style.Value.Content,
                        "text/css; charset=utf-8",
                        entityTag: Style.Value.Tag
                    );
                }
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
        var pages = app.MapGroup("/account").AllowAnonymous().ExcludeFromDescription();
        pages.AddEndpointFilter(
            (context, next) =>
            {
                var headers = context.HttpContext.Response.Headers;
                headers.ContentSecurityPolicy = ContentSecurityPolicy;
                headers["Referrer-Policy"] = "same-origin";
                headers.XContentTypeOptions = "nosniff";
                return next(context);
            }
        );
        pages.MapGet("", Home);
        pages.MapGet("/sign-in", (HttpContext http, string? returnUrl) => SignIn(http, returnUrl));
        pages.MapPost("/sign-in", PostSignIn);
        pages.MapGet("/second-factor", GetSecondFactor);
        pages.MapPost("/second-factor", PostSecondFactor);
        pages.MapGet("/second-factor/enrol", EnrolPages.Get);
        pages.MapPost("/second-factor/enrol", EnrolPages.Post);
        pages.MapGet("/password", PasswordPages.Get);
        pages.MapPost("/password", PasswordPages.Post);
    }

    /// <summary>The fields of a form that this site made for this browser; null when it is another's, or too old.</summary>
    public static async Task<IFormCollection?> ReadForm(HttpContext http)
    {
        if (
            !http.Request.HasFormContentType
            || !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http)
        )
        {
            return null;
        }
        return await http.Request.ReadFormAsync(http.RequestAborted);
    }

    public static RazorComponentResult Show<TPage>(PageModel page, params (string Name, object? Value)[] parameters)
        where TPage : IComponent
    {
        var values = parameters.ToDictionary(p => p.Name, p => p.Value);
        return new RazorComponentResult(typeof(TPage), values)
        {
            StatusCode = page.Error is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
        };
    }

    public static IResult ToSignIn(string returnUrl) =>
        Results.LocalRedirect("/account/sign-in" + QueryString.Create("returnUrl", returnUrl));

    private static async Task<IResult> Home(HttpContext http, UserManager<Person> people, SecondFactor secondFactor)
    {
        if (await AccountSession.Current(http) is not { } session)
        {
            return ToSignIn("/account");
        }
        var person = await people.FindByIdAsync(session.PersonId.ToString());
        return Show<HomePage>(
            PageModel.Of(http, returnUrl: null, person!.UserName),
            (nameof(HomePage.SecondFactor), await secondFactor.IsEnrolled(session.PersonId, http.RequestAborted))
        );
    }

    private static RazorComponentResult SignIn(
        HttpContext http,
        string? returnUrl,
        string? userName = null,
        Func<AccountText, string>? error = null
    ) => Show<SignInPage>(PageModel.Of(http, returnUrl, userName, error));

    private static async Task<IResult> PostSignIn(HttpContext http, PasswordSignIn signIn)
    {
        if (await ReadForm(http) is not { } form)
        {
            return SignIn(http, http.Request.Query["returnUrl"], error: text => text.FormExpired);
        }
        string? userName = form["userName"],
            password = form["password"],
            returnUrl = form["returnUrl"];
        if (string.IsNullOrWhiteSpace(userName) || string.IsNullOrEmpty(password) || userName.Length > 64)
        {
            return SignIn(http, returnUrl, userName, text => text.FieldRequired);
        }
        var query = QueryString.Create("returnUrl", PageModel.LocalOr(returnUrl, "/"));
        return await signIn.Try(http, userName, password) switch
        {
            SignInStep.SignedIn => Results.LocalRedirect(PageModel.LocalOr(returnUrl, "/")),
            SignInStep.SecondFactorNeeded => Results.LocalRedirect("/account/second-factor" + query),
            SignInStep.EnrolmentNeeded => Results.LocalRedirect("/account/second-factor/enrol" + query),
            _ => SignIn(http, returnUrl, userName, text => text.SignInFailed),
        };
    }

    private static async Task<IResult> GetSecondFactor(HttpContext http, string? returnUrl) =>
        await AccountSession.Pending(http) is null
            ? ToSignIn(PageModel.LocalOr(returnUrl, "/"))
            : Show<SecondFactorPage>(PageModel.Of(http, returnUrl));

    private static async Task<IResult> PostSecondFactor(HttpContext http, PasswordSignIn signIn)
    {
        if (await AccountSession.Pending(http) is not { } pending)
        {
            return ToSignIn("/");
        }
        if (await ReadForm(http) is not { } form)
        {
            return Show<SecondFactorPage>(PageModel.Of(http, returnUrl: null, error: text => text.FormExpired));
        }
        string? code = form["code"],
            returnUrl = form["returnUrl"];
        return
            !string.IsNullOrWhiteSpace(code)
            && await signIn.TrySecondFactor(http, pending.PersonId, code) is SignInStep.SignedIn
            ? Results.LocalRedirect(PageModel.LocalOr(returnUrl, "/"))
            : Show<SecondFactorPage>(PageModel.Of(http, returnUrl, error: text => text.CodeFailed));
    }

    private static (byte[], EntityTagHeaderValue) ReadStyle()
    {
        using var stream = typeof(AccountPages).Assembly.GetManifestResourceStream("account.css")!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var tag = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8));
        return (content, new EntityTagHeaderValue($"\"{tag}\""));
    }
}
