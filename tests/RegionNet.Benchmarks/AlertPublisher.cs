using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RegionNet.Access;
using RegionNet.Alerts;
using RegionNet.Hearings;
using RegionNet.Kernel;
using RegionNet.Zones;

namespace RegionNet.Benchmarks;

/// <summary>
/// Raises alerts as the relay of one more replica would: the product's own code over the product's own database roles, in a process
/// that serves nothing. Several that are due at once share a transaction, as the relay's batches do.
/// </summary>
internal sealed class AlertPublisher : IAsyncDisposable
{
    /// <summary>A zone of the demo machine client.</summary>
    public const string Zone = "YRD";

    private readonly WebApplication _host;
    private readonly AlertStreams _streams;

    private AlertPublisher(WebApplication host)
    {
        _host = host;
        _streams = host.Services.GetRequiredService<AlertStreams>();
    }

    public static async Task<AlertPublisher> Create(BenchmarkSystem system)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Development }
        );
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([
            new("ConnectionStrings:regionnet", await system.Database()),
            new("ConnectionStrings:redis", await system.Redis()),
            new("Modules:Serve", "none"),
        ]);
        builder.AddServiceDefaults();
        builder.AddZones();
        builder.AddAccess();
        builder.AddHearings();
        builder.AddAlerts();
        return new AlertPublisher(builder.Build());
    }

    /// <summary>Raises these alerts in one transaction; their subjects are the instants from which their way is timed.</summary>
    public Task Raise(IReadOnlyList<long> instants, string body, string level = "minor") =>
        _streams.Raise(
            [
                .. instants.Select(at => new AlertDraft(
                    new EventContext(
                        Guid.NewGuid(),
                        "bench.fact.v1",
                        at.ToString(CultureInfo.InvariantCulture),
                        TimeProvider.System.GetUtcNow(),
                        "bench"
                    ),
                    [Zone],
                    "bench.fact",
                    level,
                    "标题",
                    "Title",
                    "正文",
                    body
                )),
            ],
            CancellationToken.None
        );

    /// <summary>
    /// Calls <paramref name="publish"/> with the instants that have come, so many a second: an instant is when an alert was due, also
    /// when the publisher was late.
    /// </summary>
    /// <returns>How many were published.</returns>
    public static async Task<int> AtRate(int perSecond, TimeSpan length, Func<IReadOnlyList<long>, Task> publish)
    {
        var step = Stopwatch.Frequency / perSecond;
        var total = (int)(length.TotalSeconds * perSecond);
        var began = Stopwatch.GetTimestamp();
        var published = 0;
        while (published < total)
        {
            var due = new List<long>();
            while (
                published + due.Count < total && began + ((published + due.Count) * step) <= Stopwatch.GetTimestamp()
            )
            {
                due.Add(began + ((published + due.Count) * step));
            }
            if (due.Count == 0)
            {
                await Task.Delay(1);
                continue;
            }
            await publish(due);
            published += due.Count;
        }
        return published;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
