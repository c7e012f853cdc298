using System.Collections.Concurrent;
using System.Diagnostics;

namespace RegionNet.Testing.Faults;

/// <summary>Something that goes wrong, and comes right again before it returns.</summary>
public sealed record Fault(string Name, Func<CancellationToken, Task> Happen);

/// <summary>What a run came to.</summary>
/// <param name="Published">How many publications were answered as done.</param>
/// <param name="Unwritten">Of those, how many the truth lacks; or has more than once.</param>
/// <param name="Lost">Over all clients, what they lack of the truth.</param>
/// <param name="Doubled">Over all clients, what they have more than once.</param>
/// <param name="Unequal">How many clients don't have exactly the truth, in its order.</param>
public sealed record FaultResult(
    int Clients,
    int Published,
    int Unwritten,
    int Lost,
    int Doubled,
    int Unequal,
    double Seconds
)
{
    public bool IsFlawless => Unwritten == 0 && Lost == 0 && Doubled == 0 && Unequal == 0;
}

/// <summary>
/// Clients follow a steady stream while things go wrong one after the other; at the end each must have the same ordered set. The
/// harness knows nothing of what is under test, so that it can be held against something that must fail.
/// </summary>
public static class FaultRun
{
    /// <param name="clients">Already connected.</param>
    /// <param name="publish">Publishes number n, retrying with the same key until it is done; answers its subject.</param>
    /// <param name="publishers">At once.</param>
    /// <param name="pause">Between two publications of a publisher.</param>
    /// <param name="faults">One after the other, under the stream.</param>
    /// <param name="truth">The ids and subjects of everything that was published, in the one order.</param>
    /// <param name="patience">For how long clients may take to catch up when all is well again.</param>
    public static async Task<FaultResult> Run(
        IReadOnlyList<IFollower> clients,
        Func<int, CancellationToken, Task<string>> publish,
        int publishers,
        TimeSpan pause,
        IReadOnlyList<Fault> faults,
        Func<Task<IReadOnlyList<(string Id, string Subject)>>> truth,
        TimeSpan patience,
        CancellationToken ct
    )
    {
        var began = Stopwatch.GetTimestamp();
        var published = new ConcurrentBag<string>();
        var next = -1;
        using var over = new CancellationTokenSource();
        var stream = Enumerable
            .Range(0, publishers)
            .Select(async _ =>
            {
                while (!over.IsCancellationRequested)
                {
                    published.Add(await publish(Interlocked.Increment(ref next), ct));
                    await Task.Delay(pause, ct);
                }
            })
            .ToList();
        foreach (var fault in faults)
        {
            var since = Stopwatch.GetTimestamp();
            await fault.Happen(ct);
            await Console.Error.WriteLineAsync(
                $"{fault.Name}: {Stopwatch.GetElapsedTime(since).TotalSeconds:F1} s, {published.Count} published"
            );
        }
        await over.CancelAsync();
        await Task.WhenAll(stream);

        var waited = Stopwatch.GetTimestamp();
        IReadOnlyList<(string Id, string Subject)> expected;
        do
        {
            await Task.Delay(200, ct);
            expected = await truth();
        } while (
            (
                clients.Any(c => c.Received.Count < expected.Count)
                || published.Except(expected.Select(e => e.Subject), StringComparer.Ordinal).Any()
            )
            && Stopwatch.GetElapsedTime(waited) < patience
        );
        var rows = expected.CountBy(e => e.Subject, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var ids = expected.Select(e => e.Id).ToList();
        var received = clients.Select(c => c.Received).ToList();
        return new FaultResult(
            clients.Count,
            published.Count,
            published.Count(subject => rows.GetValueOrDefault(subject) != 1),
            received.Sum(r => ids.Except(r, StringComparer.Ordinal).Count()),
            received.Sum(r => r.Count - r.Distinct(StringComparer.Ordinal).Count()),
            received.Count(r => !r.SequenceEqual(ids, StringComparer.Ordinal)),
            Stopwatch.GetElapsedTime(began).TotalSeconds
        );
    }
}
