using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RegionNet.Alerts;

/// <summary>Calls <see cref="Escalation.DoDue"/> every two seconds in each process that serves alerts.</summary>
internal sealed partial class EscalationWorker(
    Escalation escalation,
    TimeProvider clock,
    ILogger<EscalationWorker> logger
) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await escalation.DoDue(stoppingToken) > 0) { }
                await Task.Delay(Poll, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                LogFailed(logger, e);
                await Task.Delay(Poll, clock, stoppingToken);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Alerts could not be escalated; what is due is tried again.")]
    private static partial void LogFailed(ILogger logger, Exception e);
}
