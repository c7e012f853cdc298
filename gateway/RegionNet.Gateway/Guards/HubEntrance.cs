using RegionNet.Gateway.Problems;

namespace RegionNet.Gateway.Guards;

/// <summary>
/// Lets hub connections in a few at a time. When thousands come back at once, each handshake costs a session and a token to check here
/// and behind; they queue for their turn, and everybody else's requests meet only those that have one.
/// </summary>
internal sealed class HubEntrance(RequestDelegate next, TimeProvider time)
{
    internal const int AtOnce = 8;
    private const int RetryAfterSeconds = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim turns = new(AtOnce);

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/hubs", StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }
        if (!await turns.WaitAsync(Patience, context.RequestAborted))
        {
            await context.RefuseAsync(GatewayRefusal.Unavailable, RetryAfterSeconds);
            return;
        }
        var turn = new Turn(turns);
        // The handshake is over when its answer begins; the connection itself may last for hours.
        context.Response.OnStarting(turn.End);
        // A replica that has stopped answering must not keep the door shut until its request times out.
        _ = Task.Delay(LongestTurn, time, CancellationToken.None)
            .ContinueWith(_ => turn.End(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        try
        {
            await next(context);
        }
        finally
        {
            await turn.End();
        }
    }

    private sealed class Turn(SemaphoreSlim turns)
    {
        private int ended;

        public Task End()
        {
            if (Interlocked.Exchange(ref ended, 1) == 0)
            {
                turns.Release();
            }
            return Task.CompletedTask;
        }
    }
}
