using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RegionNet.Testing.Driver;

/// <summary>
/// A person at a browser, without the browser: signs in through the pages, keeps the cookies, sends the anti-forgery token.
/// Speaks to the gateway only.
/// </summary>
public sealed partial class PortalSession : IDisposable
{
    public const string DemoPassword = "RegionNet-2026";

    private readonly CookieContainer _cookies;
    private readonly HttpClient _http;

    private PortalSession(Uri gateway, CookieContainer? cookies = null)
    {
        Gateway = gateway;
        _cookies = cookies ?? new CookieContainer();
        _http = new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = true })
        {
            BaseAddress = gateway,
        };
    }

    public Uri Gateway { get; }

    /// <summary>The API as this person.</summary>
    public HttpClient Api => _http;

    public CookieContainer Cookies => _cookies;

    /// <exception cref="InvalidOperationException">The sign-in did not end in a session.</exception>
    public static async Task<PortalSession> SignIn(Uri gateway, string userName, string password = DemoPassword)
    {
        var session = new PortalSession(gateway);
        var page = await session._http.GetAsync("/bff/sign-in?returnUrl=/bff/session");
        var answer = await session.Submit(page, ("userName", userName), ("password", password));
        var body = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode || !body.Contains("\"signedIn\":true", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(
                $"{userName} was not signed in: {(int)answer.StatusCode} {answer.RequestMessage?.RequestUri} {body[..Math.Min(600, body.Length)]}"
            );
        }
        await session.RefreshAntiforgery();
        return session;
    }

    /// <summary>Without signing in.</summary>
    public static PortalSession Stranger(Uri gateway) => new(gateway);

    /// <summary>The same session once more, to be disposed by itself.</summary>
    public PortalSession Again()
    {
        const string antiforgery = "X-RegionNet-Antiforgery";
        var again = new PortalSession(Gateway, _cookies);
        if (_http.DefaultRequestHeaders.TryGetValues(antiforgery, out var token))
        {
            again._http.DefaultRequestHeaders.Add(antiforgery, token);
        }
        return again;
    }

    public async Task<bool> IsSignedIn() =>
        (await _http.GetFromJsonAsync<JsonElement>("/bff/session")).GetProperty("signedIn").GetBoolean();

    public async Task RefreshAntiforgery()
    {
        var session = await _http.GetFromJsonAsync<JsonElement>("/bff/session");
        _http.DefaultRequestHeaders.Remove("X-RegionNet-Antiforgery");
        _http.DefaultRequestHeaders.Add("X-RegionNet-Antiforgery", session.GetProperty("antiforgeryToken").GetString());
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Fills in the page's form and sends it, hidden fields included.</summary>
    private async Task<HttpResponseMessage> Submit(
        HttpResponseMessage page,
        params (string Name, string Value)[] fields
    )
    {
        var html = await page.Content.ReadAsStringAsync();
        var form = FormPattern().Match(html);
        if (!form.Success)
        {
            throw new InvalidOperationException(
                $"{page.RequestMessage?.RequestUri} answered {(int)page.StatusCode} without a form: {html[..Math.Min(600, html.Length)]}"
            );
        }
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match hidden in HiddenPattern().Matches(html))
        {
            values[Attribute(hidden.Value, "name")] = WebUtility.HtmlDecode(Attribute(hidden.Value, "value"));
        }
        foreach (var (name, value) in fields)
        {
            values[name] = value;
        }
        using var content = new FormUrlEncodedContent(values);
        return await _http.PostAsync(WebUtility.HtmlDecode(Attribute(form.Value, "action")), content);
    }

    private static string Attribute(string tag, string name)
    {
        var match = Regex.Match(tag, $"\\b{name}=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1));
        return match.Success ? match.Groups[1].Value : "";
    }

    [GeneratedRegex("<form method=\"post\" action=\"/account/[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex FormPattern();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex HiddenPattern();
}
