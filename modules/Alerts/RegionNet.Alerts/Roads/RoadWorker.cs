using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RegionNet.Alerts;

/// <summary>Calls <see cref="RoadSender"/> every second in each process that serves alerts; no road waits for the other.</summary>
internal sealed partial class RoadWorker(RoadSender sender, TimeProvider clock, ILogger<RoadWorker> logger)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(Run(sender.SendMails, stoppingToken), Run(sender.SendWebhooks, stoppingToken));

    private async Task Run(Func<CancellationToken, Task<int>> send, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                while (await send(ct) > 0) { }
                await Task.Delay(Poll, clock, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // The database is away: the deliveries are safe in it, and wait.
                LogFailed(logger, e);
                await Task.Delay(Poll, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The roads could not reach their database; what is due is tried again.")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
