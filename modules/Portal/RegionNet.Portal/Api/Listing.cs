namespace RegionNet.Portal.Api;

/// <summary>A list that grows by cursor. A later start makes an earlier one's answer void.</summary>
public sealed class Listing<T>(Func<string?, CancellationToken, Task<Page<T>>> read)
{
    private int _round;

    public List<T> Items { get; private set; } = [];
    public string? Next { get; private set; }
    public bool Loading { get; private set; }
    public bool Loaded { get; private set; }
    public Problem? Problem { get; private set; }

    public async Task Start(CancellationToken cancel)
    {
        var round = ++_round;
        Loading = true;
        Problem = null;
        try
        {
            var page = await read(null, cancel);
            if (round == _round)
            {
                (Items, Next, Loaded) = (page.Items, page.Next, true);
            }
        }
        catch (ProblemException e) when (round == _round)
        {
            Problem = e.Problem;
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        finally
        {
            Loading = round != _round && Loading;
        }
    }

    /// <summary>Everything that is listed, from the beginning, for an export; not what happens to be on the screen.</summary>
    /// <param name="most">No more than this: <c>Whole</c> is false if something was left out.</param>
    /// <exception cref="ProblemException">A page could not be read.</exception>
    public async Task<(List<T> Items, bool Whole)> All(int most, CancellationToken cancel)
    {
        var all = new List<T>();
        string? next = null;
        do
        {
            var page = await read(next, cancel);
            all.AddRange(page.Items);
            next = page.Next;
        } while (next is not null && all.Count < most);
        return (all, next is null);
    }

    public async Task More(CancellationToken cancel)
    {
        if (Next is null || Loading)
        {
            return;
        }
        var round = _round;
        Loading = true;
        Problem = null;
        try
        {
            var page = await read(Next, cancel);
            if (round == _round)
            {
                Items.AddRange(page.Items);
                Next = page.Next;
            }
        }
        catch (ProblemException e)
        {
            Problem = e.Problem;
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
        finally
        {
            Loading = round != _round && Loading;
        }
    }
}
