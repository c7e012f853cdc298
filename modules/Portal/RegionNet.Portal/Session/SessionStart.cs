using RegionNet.Portal.Api;
using RegionNet.Portal.Browser;

namespace RegionNet.Portal.Session;

/// <summary>Asks the gateway who is here, at the start and whenever the window gets attention back; ends the session on request.</summary>
public sealed class SessionStart(ApiClient api, SessionState state, BrowserWindow window)
{
    public async Task Load(CancellationToken cancel = default)
    {
        var session = await api.Get<BffSession>("/bff/session", cancel);
        var person = session.SignedIn ? await api.Get<Me>("/api/access/me", cancel) : null;
        state.Begin(session, person);
        await window.IdleAfter(person is null ? 0 : session.IdleSeconds);
    }

    /// <summary>Has the session ended meanwhile? A failure to ask proves nothing and changes nothing.</summary>
    public async Task Check()
    {
        if (!state.SignedIn)
        {
            return;
        }
        try
        {
            var session = await api.Get<BffSession>("/bff/session");
            if (!session.SignedIn)
            {
                state.End();
            }
        }
        catch (ProblemException)
        {
            // The connection chip tells that the service is away.
        }
    }

    /// <returns>Where to go on: the issuer's own sign-out, else the start page.</returns>
    public async Task<string> SignOut()
    {
        var answer = await api.Send<SignedOut, SignedOut>(HttpMethod.Post, "/bff/sign-out", new SignedOut());
        return string.IsNullOrEmpty(answer.Redirect) ? "/" : answer.Redirect;
    }
}
