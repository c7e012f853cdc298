using RegionNet.Portal.Api;

namespace RegionNet.Portal.Doors;

/// <summary>
/// Follows what a door shows, by asking every few seconds whether it has changed, and knows when it was heard last: a tablet on a wall
/// must not pass off what it once read as what is so now. It goes on asking whatever happens.
/// </summary>
public sealed class DoorLine(ApiClient api, TimeProvider clock, string token)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterRevocation = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>Two answers are missing.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(12);

    private readonly DateTimeOffset _opened = clock.GetUtcNow();
    private TimeSpan _ahead;
    private DateTimeOffset? _cut;
    private string? _tag;
    private int _round;

    public DoorDisplay? Display { get; private set; }

    /// <summary>The link is not valid, or no longer.</summary>
    public bool Gone { get; private set; }

    /// <summary>When the service confirmed last what is shown.</summary>
    public DateTimeOffset? Heard { get; private set; }

    /// <summary>The service's time: a tablet's own clock may be wrong.</summary>
    public DateTimeOffset Now => clock.GetUtcNow() + _ahead;

    /// <summary>Since when nothing is heard; null while the line is good.</summary>
    public DateTimeOffset? LostSince => _cut ?? (Now - (Heard ?? _opened) > Silence ? Heard ?? _opened : null);

    private string Address => $"/api/hearings/doors/{token}";

    public event Action? Changed;

    public async Task Follow(CancellationToken closed)
    {
        while (!closed.IsCancellationRequested)
        {
            var heard = await Ask(closed);
            await Task.Delay(
                    Gone ? AfterRevocation
                        : heard ? Pace
                        : AfterFailure,
                    clock,
                    closed
                )
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Whether the service has answered.</returns>
    public async Task<bool> Ask(CancellationToken closed)
    {
        var round = _round;
        using var late = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, closed);
        try
        {
            var reading = await api.GetChanged<DoorDisplay>(Address, _tag, either.Token);
            // What was asked before a check-in is older than its answer.
            if (round == _round)
            {
                _ahead = (reading.At ?? clock.GetUtcNow()) - clock.GetUtcNow();
                Take(reading.Value ?? Display, reading.Tag);
            }
            return true;
        }
        catch (ProblemException e) when (e.Problem.Status == 404)
        {
            Gone = true;
            (Display, _tag) = (null, null);
            Changed?.Invoke();
            return true;
        }
        catch (Exception e) when (e is ProblemException or OperationCanceledException)
        {
            Changed?.Invoke();
            return false;
        }
    }

    /// <summary>Begins the session whose code this is.</summary>
    /// <exception cref="ProblemException">The code is refused, or nobody could be asked.</exception>
    public async Task CheckIn(string code, CancellationToken closed)
    {
        var begun = await api.Send<DoorCode, DoorDisplay>(
            HttpMethod.Post,
            $"{Address}/check-in",
            new DoorCode { Code = code },
            cancel: closed
        );
        Take(begun, null);
    }

    /// <summary>The browser says that there is no network.</summary>
    public void Cut()
    {
        _cut ??= Now;
        Changed?.Invoke();
    }

    private void Take(DoorDisplay? display, string? tag)
    {
        _round++;
        (Display, _tag, Heard, _cut, Gone) = (display, tag, Now, null, false);
        Changed?.Invoke();
    }
}
