using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RegionNet.Kernel;

namespace RegionNet.Testing;

/// <summary>The persons of a test, in the place of Access. A person becomes known when first acted as.</summary>
public sealed class TestPeople : ICurrentUserSource
{
    private readonly ConcurrentDictionary<string, CurrentUser> _known = new(StringComparer.Ordinal);

    /// <summary>A person of an organisation (a new one if none is named) with these roles, who reads these zones.</summary>
    /// <param name="zones">Granted to the person.</param>
    /// <param name="around">Merely those the organisation lies in.</param>
    public static CurrentUser Person(
        string subject,
        Guid? organisation = null,
        IEnumerable<string>? roles = null,
        IReadOnlyCollection<string>? zones = null,
        bool allZones = false,
        IEnumerable<string>? around = null
    ) =>
        new(
            subject,
            subject,
            organisation ?? Guid.NewGuid(),
            (roles ?? []).ToFrozenSet(StringComparer.Ordinal),
            (zones ?? []).Concat(around ?? []).ToFrozenSet(StringComparer.Ordinal),
            allZones
        )
        {
            GrantedZones = (zones ?? []).ToFrozenSet(StringComparer.Ordinal),
        };

    /// <summary>Registers the person, or gives a person known by this subject another role, organisation or zone.</summary>
    public void Register(CurrentUser person) => _known[person.Subject] = person;

    /// <summary>From now on the person's token is answered as an unknown subject's.</summary>
    public void Forget(string subject) => _known.TryRemove(subject, out _);

    public ValueTask<CurrentUser?> Find(string subject, CancellationToken ct) =>
        ValueTask.FromResult(_known.GetValueOrDefault(subject));

    public Task<IReadOnlyDictionary<string, CurrentUser>> FindAll(
        IReadOnlyCollection<string> subjects,
        CancellationToken ct
    ) =>
        Task.FromResult<IReadOnlyDictionary<string, CurrentUser>>(
            subjects
                .Select(_known.GetValueOrDefault)
                .OfType<CurrentUser>()
                .ToDictionary(user => user.Subject, StringComparer.Ordinal)
        );
}

/// <summary>
/// Takes the subject from <c>Authorization: Bearer {subject}</c>, or <c>access_token</c> in a hub's query. <c>{subject}|{seconds}</c>
/// is a token that ends at that second of the Unix epoch.
/// </summary>
internal sealed class TestAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        var token = header.StartsWith("Bearer ", StringComparison.Ordinal)
            ? header["Bearer ".Length..]
            : Request.Query["access_token"].ToString();
        if (token.Length == 0)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }
        var parts = Uri.UnescapeDataString(token).Split('|');
        var identity = new ClaimsIdentity([new Claim("sub", parts[0])], SchemeName);
        var properties = new AuthenticationProperties();
        if (parts.Length > 1)
        {
            properties.ExpiresUtc = DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[1], provider: null));
        }
        return Task.FromResult(
            AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), properties, SchemeName))
        );
    }
}
