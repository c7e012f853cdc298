using Microsoft.AspNetCore.Components;
using RegionNet.Portal.Api;
using RegionNet.Portal.Browser;
using RegionNet.Portal.Session;

namespace RegionNet.Portal.Shell;

/// <summary>What every page and dialog needs: the API, the person, a token that is cancelled when it closes, and one place for failures.</summary>
public abstract class Screen : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _closed = new();

    protected Screen() => Closed = _closed.Token;

    [Inject]
    protected ApiClient Api { get; set; } = null!;

    [Inject]
    protected SessionState Session { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    [Inject]
    protected BrowserWindow Window { get; set; } = null!;

    [Inject]
    protected Notices Notices { get; set; } = null!;

    [Inject]
    protected TimeProvider Clock { get; set; } = null!;

    /// <summary>Cancelled when the screen is left, and good for asking after that too.</summary>
    protected CancellationToken Closed { get; }

    protected Problem? Problem { get; set; }

    protected bool Working { get; private set; }

    /// <summary>Does the work with <see cref="Working"/> set; a refusal becomes <see cref="Problem"/>.</summary>
    /// <returns>True when it went through.</returns>
    protected async Task<bool> Try(Func<Task> work)
    {
        Working = true;
        Problem = null;
        try
        {
            await work();
            return true;
        }
        catch (ProblemException e)
        {
            Problem = e.Problem;
            return false;
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            Working = false;
            if (!_closed.IsCancellationRequested)
            {
                await InvokeAsync(StateHasChanged);
            }
        }
    }

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
        Left();
        GC.SuppressFinalize(this);
    }

    /// <summary>The screen is left: give subscriptions back.</summary>
    protected virtual void Left() { }
}
