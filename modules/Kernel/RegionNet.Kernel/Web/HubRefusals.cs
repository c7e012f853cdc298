using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RegionNet.Kernel;

/// <summary>
/// What a hub refuses (a <see cref="HubException"/> with a refusal's code) is no error of the service: it is counted, so that a hostile
/// client shows in the metrics and can't fill the log. Every other exception is logged as an error, once.
/// </summary>
internal sealed partial class HubRefusals(ILogger<HubRefusals> logger) : IHubFilter
{
    private static readonly Meter Meter = new("RegionNet.Hubs");
    private static readonly Counter<long> Refused = Meter.CreateCounter<long>(
        "regionnet.hubs.refused",
        description: "Calls and connections that a hub has refused."
    );

    /// <summary>SignalR's own loggers can't tell a refusal, or a client that sends nonsense, from a fault.</summary>
    private static readonly string[] Replaced =
    [
        "Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher",
        "Microsoft.AspNetCore.SignalR.HubConnectionHandler",
    ];

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<HubRefusals>();
        services.Configure<HubOptions>(options => options.AddFilter<HubRefusals>());
        services.AddLogging(logging =>
        {
            foreach (var category in Replaced)
            {
                logging.AddFilter(category, LogLevel.Critical);
            }
        });
    }

    public async ValueTask<object?> InvokeMethodAsync(
        HubInvocationContext invocationContext,
        Func<HubInvocationContext, ValueTask<object?>> next
    )
    {
        try
        {
            return await next(invocationContext);
        }
        catch (Exception e)
        {
            Tell(invocationContext.Hub, invocationContext.HubMethodName, e, invocationContext.Context);
            throw;
        }
    }

    public async Task OnConnectedAsync(HubLifetimeContext context, Func<HubLifetimeContext, Task> next)
    {
        try
        {
            await next(context);
        }
        catch (Exception e)
        {
            Tell(context.Hub, "connect", e, context.Context);
            throw;
        }
    }

    public async Task OnDisconnectedAsync(
        HubLifetimeContext context,
        Exception? exception,
        Func<HubLifetimeContext, Exception?, Task> next
    )
    {
        try
        {
            await next(context, exception);
        }
        catch (Exception e)
        {
            Tell(context.Hub, "disconnect", e, context.Context);
            throw;
        }
    }

    private void Tell(Hub hub, string method, Exception e, HubCallerContext caller)
    {
        var name = hub.GetType().Name;
        if (e is HubException refusal)
        {
            Refused.Add(1, new("hub", name), new("code", refusal.Message));
            LogRefused(logger, name, method, refusal.Message);
        }
        else if (!caller.ConnectionAborted.IsCancellationRequested)
        {
            LogFailed(logger, name, method, e);
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "{Hub}.{Method} was refused: {Code}.")]
    private static partial void LogRefused(ILogger logger, string hub, string method, string code);

    [LoggerMessage(2, LogLevel.Error, "{Hub}.{Method} failed.")]
    private static partial void LogFailed(ILogger logger, string hub, string method, Exception e);
}
