using System.Diagnostics;

namespace RegionNet.Testing;

/// <summary>Waits for what happens in the background, instead of sleeping and hoping.</summary>
public static class Eventually
{
    /// <summary>Asks every 20 ms until the answer satisfies; gives that answer.</summary>
    /// <exception cref="TimeoutException">It did not within <paramref name="within"/> (10 s if not named).</exception>
    public static async Task<T> Becomes<T>(Func<Task<T>> ask, Func<T, bool> satisfies, TimeSpan? within = null)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (satisfies(answer))
            {
                return answer;
            }
            if (Stopwatch.GetElapsedTime(began) > (within ?? TimeSpan.FromSeconds(10)))
            {
                throw new TimeoutException(
                    $"It did not happen in time; the last answer was: {(answer is System.Collections.IEnumerable e and not string ? string.Join("; ", e.Cast<object>()) : answer)}"
                );
            }
            await Task.Delay(20);
        }
    }
}
