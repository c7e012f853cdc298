using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Web;
using RegionNet.Access.Seed;
using RegionNet.Access.Tokens;
using Xunit;

namespace RegionNet.Access.IntegrationTests;

/// <summary>What a token request answered.</summary>
internal sealed record Tokens(string AccessToken, string RefreshToken, string IdToken);

/// <summary>A person's browser: keeps cookies, follows no redirect by itself, fills in forms as the page gave them.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly HttpClient _client;

    public Browser(Uri address)
    {
        Cookies = new CookieContainer();
        _client = new HttpClient(new HttpClientHandler { CookieContainer = Cookies, AllowAutoRedirect = false })
        {
            BaseAddress = address,
        };
    }

    public CookieContainer Cookies { get; }

    public HttpClient Http => _client;

    public Task<HttpResponseMessage> Get(string path) => _client.GetAsync(Here(path));

    /// <summary>Opens a page and sends its form with these fields filled in.</summary>
    public async Task<HttpResponseMessage> Fill(string path, params (string Name, string Value)[] fields)
    {
        var page = await Get(path);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        return await Submit(path, await page.Content.ReadAsStringAsync(), fields);
    }

    public async Task<HttpResponseMessage> Submit(string path, string html, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(
            Hidden(html).Concat(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)))
        );
        return await _client.PostAsync(Here(path).Split('?')[0], content);
    }

    public Task<HttpResponseMessage> SignIn(
        string userName,
        string password = DemoAccounts.Password,
        string returnUrl = "/"
    ) =>
        Fill(
            $"/account/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}",
            ("userName", userName),
            ("password", password)
        );

    public async Task<bool> IsSignedIn() => (await Get("/account")).StatusCode == HttpStatusCode.OK;

    /// <summary>Signs in to the gateway's client with the code flow and PKCE, as the gateway does.</summary>
    public async Task<Tokens> SignInFor(AccessHost host, string userName)
    {
        var (authorize, verifier) = AuthorizeUrl();
        var toSignIn = await Get(authorize);
        Assert.Equal(HttpStatusCode.Redirect, toSignIn.StatusCode);
        var signIn = toSignIn.Headers.Location!.ToString();
        var signedIn = await Fill(signIn, ("userName", userName), ("password", DemoAccounts.Password));
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        return await Redeem(host, await Get(signedIn.Headers.Location!.ToString()), verifier);
    }

    public static async Task<Tokens> Redeem(AccessHost host, HttpResponseMessage authorized, string verifier)
    {
        var back = authorized.Headers.Location!;
        Assert.StartsWith($"{AccessHost.Issuer}signin-oidc?", back.AbsoluteUri, StringComparison.Ordinal);
        var query = HttpUtility.ParseQueryString(back.Query);
        Assert.Equal("state-1", query["state"]);
        using var answer = await host.Token(
            ("grant_type", "authorization_code"),
            ("code", query["code"]!),
            ("code_verifier", verifier),
            ("redirect_uri", $"{AccessHost.Issuer}signin-oidc"),
            ("client_id", GatewayClient.ClientId),
            ("client_secret", host.GatewaySecret)
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Read(await answer.Json());
    }

    public static Tokens Read(System.Text.Json.Nodes.JsonNode json) =>
        new((string)json["access_token"]!, (string)json["refresh_token"]!, (string?)json["id_token"] ?? "");

    public static (string Url, string Verifier) AuthorizeUrl(bool pkce = true)
    {
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        var url =
            $"/connect/authorize?client_id={GatewayClient.ClientId}&response_type=code&response_mode=query"
            + $"&redirect_uri={Uri.EscapeDataString(AccessHost.Issuer + "signin-oidc")}"
            + "&scope=openid%20offline_access%20regionnet&state=state-1&nonce=nonce-1"
            + (pkce ? $"&code_challenge={challenge}&code_challenge_method=S256" : "");
        return (url, verifier);
    }

    public static IEnumerable<KeyValuePair<string, string>> Hidden(string html) =>
        HiddenField()
            .Matches(html)
            .Select(m => KeyValuePair.Create(m.Groups[1].Value, WebUtility.HtmlDecode(m.Groups[2].Value)));

    public void Dispose() => _client.Dispose();

    /// <summary>The public address leads here.</summary>
    private static string Here(string path) =>
        path.StartsWith(AccessHost.Issuer, StringComparison.Ordinal) ? path[(AccessHost.Issuer.Length - 1)..] : path;

#pragma warning disable MA0009 // The pattern has no nested repetition.
    [GeneratedRegex("""<input type="hidden" name="([^"]+)" value="([^"]*)" ?/>""")]
    private static partial Regex HiddenField();
#pragma warning restore MA0009
}
