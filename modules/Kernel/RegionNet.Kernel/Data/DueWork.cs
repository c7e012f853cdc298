using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RegionNet.Kernel;

/// <summary>
/// Work that is found by query, at intervals, in each process that serves its module: what is due are rows, so any number of processes
/// may look for them, and any may die. A fault is logged and what is due is tried again.
/// </summary>
public abstract partial class DueWork(TimeSpan every, TimeProvider clock, ILogger logger) : BackgroundService
{
    protected TimeProvider Clock { get; } = clock;

    /// <returns>Whether there may be more to do at once.</returns>
    protected abstract Task<bool> DoDue(CancellationToken ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await DoDue(stoppingToken)) { }
            }
            catch (Exception e) when (e is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, GetType().Name, e);
            }
            await Task.Delay(every, Clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{Work} failed; what is due is tried again.")]
    private static partial void LogFailed(ILogger logger, string work, Exception e);
}
