using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace RegionNet.Access.Pages;

/// <summary>What every account page knows.</summary>
/// <param name="ReturnUrl">Where the person was going; always a path of this site.</param>
/// <param name="Error">Shown above the form and read out.</param>
internal sealed record PageModel(
    AccountText Text,
    string Path,
    string ReturnUrl,
    string FormField,
    string FormToken,
    string? UserName,
    string? Error
)
{
    public static PageModel Of(
        HttpContext http,
        string? returnUrl,
        string? userName = null,
        Func<AccountText, string>? error = null
    )
    {
        var text = AccountText.Of(http);
        var tokens = http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http);
        var page = new PageModel(
            text,
            http.Request.Path,
            LocalOr(returnUrl, "/"),
            tokens.FormFieldName,
            tokens.RequestToken!,
            userName,
            error?.Invoke(text)
        );
        http.RequestServices.GetRequiredService<Shown>().Page = page;
        return page;
    }

    /// <summary>For <c>aria-describedby</c> of the fields that an error may be about.</summary>
    public string? ErrorId => Error is null ? null : "error";

    public string InOtherLanguage => To(Path, ("lang", Text.OtherLanguage));

    /// <summary>Another account page that keeps where the person was going.</summary>
    public string To(string path, params (string Name, string Value)[] more)
    {
        var query = ReturnUrl == "/" ? QueryString.Empty : QueryString.Create("returnUrl", ReturnUrl);
        foreach (var (name, value) in more)
        {
            query = query.Add(name, value);
        }
        return path + query;
    }

    /// <summary>
    /// The address if it is a path of this site; another site's address, also in the forms <c>//host</c> and <c>/\host</c>, is not.
    /// </summary>
    public static string LocalOr(string? url, string fallback) =>
        url is ['/', ..] && url is not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : fallback;

    /// <summary>
    /// The page of this request, which the components inject: their parameters would have to be public types, injected ones need not.
    /// </summary>
    internal sealed class Shown
    {
        public PageModel? Page { get; set; }
    }

    public static void Add(IServiceCollection services)
    {
        services.AddScoped<Shown>();
        services.AddScoped(provider =>
            provider.GetRequiredService<Shown>().Page
            ?? throw new InvalidOperationException("A page is made by PageModel.Of before it is rendered.")
        );
    }
}
