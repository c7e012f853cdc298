using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using RegionNet.Gateway.Problems;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Model;

namespace RegionNet.Gateway.Proxy;

/// <summary>
/// Sends a request on to another replica when the first could not be reached. What may have arrived is never sent twice, except for
/// safe requests, which change nothing; the client is told instead, and repeats with its Idempotency-Key.
/// </summary>
internal static class Retry
{
    public static async Task OnAnotherReplicaAsync(HttpContext context, Func<Task> next)
    {
        var proxy = context.GetReverseProxyFeature();
        var untried = proxy.AvailableDestinations;
        while (true)
        {
            await next();
            if (context.GetForwarderErrorFeature() is not { } failure)
            {
                return;
            }
            untried = [.. untried.Where(replica => replica != proxy.ProxiedDestination)];
            if (untried.Count == 0 || context.Response.HasStarted || !MayRepeat(context, failure))
            {
                await RefuseAsync(context, failure);
                return;
            }
            context.Response.Clear();
            context.Features.Set<IForwarderErrorFeature>(null);
            proxy.AvailableDestinations = untried;
        }
    }

    private static bool MayRepeat(HttpContext context, IForwarderErrorFeature failure) =>
        !context.RequestAborted.IsCancellationRequested
        && failure.Error == ForwarderError.Request
        && (NeverConnected(failure.Exception) || IsSafe(context.Request));

    // No byte of the request has left: the connection itself was refused or timed out.
    private static bool NeverConnected(Exception? exception) =>
        exception
            is HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            };

    private static bool IsSafe(HttpRequest request) =>
        (
            HttpMethods.IsGet(request.Method)
            || HttpMethods.IsHead(request.Method)
            || HttpMethods.IsOptions(request.Method)
        )
        && request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody != true;

    private static Task RefuseAsync(HttpContext context, IForwarderErrorFeature failure)
    {
        var timedOut =
            context.Features.Get<IHttpRequestTimeoutFeature>()?.RequestTimeoutToken.IsCancellationRequested == true;
        if (context.Response.HasStarted || (context.RequestAborted.IsCancellationRequested && !timedOut))
        {
            return Task.CompletedTask; // YARP has cut the connection or the client has left: nobody to tell.
        }
        return context.RefuseAsync(
            failure.Error switch
            {
                _ when timedOut => GatewayRefusal.TimedOut,
                ForwarderError.RequestTimedOut => GatewayRefusal.TimedOut,
                ForwarderError.NoAvailableDestinations => GatewayRefusal.Unavailable,
                _ when IsTooLarge(failure.Exception) => GatewayRefusal.TooLarge,
                ForwarderError.RequestBodyClient => GatewayRefusal.BadRequest,
                _ when NeverConnected(failure.Exception) => GatewayRefusal.Unavailable,
                _ => GatewayRefusal.AnswerLost,
            }
        );
    }

    // The reading of the body failed inside the sending of the request, and YARP reports both.
    private static bool IsTooLarge(Exception? exception) =>
        exception switch
        {
            null => false,
            BadHttpRequestException bad => bad.StatusCode == StatusCodes.Status413PayloadTooLarge,
            AggregateException several => several.InnerExceptions.Any(IsTooLarge),
            _ => IsTooLarge(exception.InnerException),
        };
}
