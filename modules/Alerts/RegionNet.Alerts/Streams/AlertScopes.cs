using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>
/// Asks every two seconds, in one query, what everybody with an open connection may read now: a role taken away, a locked account or
/// an ended client loses its streams on connections that are already open within five seconds.
/// </summary>
internal sealed partial class AlertScopes(
    OpenLines lines,
    ICurrentUserSource users,
    TimeProvider clock,
    ILogger<AlertScopes> logger
) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Stale = TimeSpan.FromSeconds(4);

    private long _confirmedAt = clock.GetTimestamp();

    /// <summary>Nothing is pushed on an older confirmation: when Access can't be asked, pushes wait.</summary>
    public Task EnsureFresh(CancellationToken ct) =>
        clock.GetElapsedTime(Volatile.Read(ref _confirmedAt)) < Stale ? Task.CompletedTask : Confirm(ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await Confirm(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                LogNotConfirmed(logger, e);
            }
        }
    }

    private async Task Confirm(CancellationToken ct)
    {
        var asked = clock.GetTimestamp();
        var open = lines.All;
        var subjects = open.Select(line => line.Subject).ToHashSet(StringComparer.Ordinal);
        if (subjects.Count > 0)
        {
            var known = await users.FindAll(subjects, ct);
            foreach (var line in open)
            {
                line.Judge(known.GetValueOrDefault(line.Subject));
            }
        }
        Volatile.Write(ref _confirmedAt, asked);
    }

    [LoggerMessage(1, LogLevel.Warning, "The scopes of open connections could not be confirmed; pushes wait for it.")]
    private static partial void LogNotConfirmed(ILogger logger, Exception e);
}
