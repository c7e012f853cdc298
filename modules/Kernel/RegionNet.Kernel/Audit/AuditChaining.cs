using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace RegionNet.Kernel;

/// <summary>Gives a module's audit entries their places in its chain, moments after they are committed.</summary>
internal sealed partial class AuditChaining(Db db, string module, TimeProvider clock, ILogger<AuditChaining> logger)
    : BackgroundService
{
    /// <summary>Entries of a crowd gather this long and are chained together.</summary>
    private static readonly TimeSpan Spacing = TimeSpan.FromMilliseconds(250);

    /// <summary>A commit in this process wakes it; this interval finds what another process left behind.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly Wakeup _wrote = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        db.Wrote += Wake;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await Chain(stoppingToken);
                await Task.Delay(Spacing, clock, stoppingToken);
                await _wrote.Wait(Poll, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is left is chained by whoever runs next.
        }
        finally
        {
            db.Wrote -= Wake;
        }
    }

    private async Task Chain(CancellationToken ct)
    {
        try
        {
            while (await AuditChain.Extend(db.Source, ct) == AuditChain.LargestPiece) { }
        }
        catch (Exception e) when (e is not OutOfMemoryException && !ct.IsCancellationRequested)
        {
            LogNotChained(logger, module, e);
            await Task.Delay(Poll, clock, ct);
        }
    }

    private void Wake(object? sender, EventArgs e) => _wrote.Set();

    public override void Dispose()
    {
        _wrote.Dispose();
        base.Dispose();
    }

    [LoggerMessage(1, LogLevel.Error, "The audit entries of {Module} could not be chained; it tries again.")]
    private static partial void LogNotChained(ILogger logger, string module, Exception e);
}
