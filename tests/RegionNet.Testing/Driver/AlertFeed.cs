using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using RegionNet.Testing.Faults;

namespace RegionNet.Testing.Driver;

/// <summary>
/// One zone's alerts as a client keeps them: pushes are hints, the cursor decides. Survives any break by connecting again
/// and asking for what it lacks.
/// </summary>
public sealed class AlertFeed : IFollower
{
    private readonly PortalSession _person;
    private readonly Uri _door;
    private readonly string _zone;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private long _last = -1;
    private long _head = -1;
    private string? _epoch;
    private int _spread = 1;
    private bool _pulling;

    private AlertFeed(PortalSession person, string zone, Uri door)
    {
        (_person, _zone, _door) = (person, zone, door);
        _loop = Run();
    }

    /// <summary>What has been applied, in order.</summary>
    public ConcurrentQueue<JsonElement> Applied { get; } = new();

    /// <summary>When each subject's last alert was applied, as a timestamp of <see cref="Stopwatch"/>.</summary>
    public ConcurrentDictionary<string, long> AppliedAt { get; } = new(StringComparer.Ordinal);

    /// <summary>How often the connection was lost.</summary>
    public int Breaks { get; private set; }

    /// <summary>How often something was missing and had to be fetched over HTTP.</summary>
    public int Pulls { get; private set; }

    /// <param name="door">Where to connect the hub, if not at the gateway itself: a proxy that misbehaves.</param>
    public static async Task<AlertFeed> Open(PortalSession person, string zone, Uri? door = null)
    {
        var feed = new AlertFeed(person, zone, door ?? person.Gateway);
        await feed._connected.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return feed;
    }

    public IEnumerable<string?> Subjects => Applied.Select(a => a.GetProperty("subject").GetString());

    public IReadOnlyList<string> Received => [.. Applied.Select(a => a.GetProperty("id").GetString()!)];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
    }

    private async Task Run()
    {
        var failures = 0;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await Connected();
                failures = 0;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                failures++;
            }
            Breaks++;
            // As the service asks of its clients: spread over what it named, and longer after each failure.
            var longest = Math.Min(30, _spread * Math.Pow(2, failures));
            await Task.Delay(TimeSpan.FromSeconds(longest * Random.Shared.NextDouble()), CancellationToken.None);
        }
    }

    private async Task Connected()
    {
        await using var hub = new HubConnectionBuilder()
            .WithUrl(
                new Uri(_door, "/hubs/alerts"),
                options =>
                {
                    options.Cookies = _person.Cookies;
                    options.SkipNegotiation = true;
                    options.Transports = HttpTransportType.WebSockets;
                    options.Headers["Origin"] = _door.GetLeftPart(UriPartial.Authority);
                }
            )
            .Build();
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        hub.On<JsonElement>("alerts", alerts => Apply(alerts.EnumerateArray()));
        hub.On<JsonElement>("head", head => Learn(head.GetProperty("head").GetInt64()));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        patience.CancelAfter(TimeSpan.FromSeconds(10));
        await hub.StartAsync(patience.Token);
        var start = await hub.InvokeAsync<JsonElement>(
            "Subscribe",
            _zone,
            _epoch,
            _last < 0 ? null : (long?)_last,
            patience.Token
        );
        _epoch = start.GetProperty("epoch").GetString();
        _spread = start.GetProperty("reconnectSeconds").GetInt32();
        if (_last < 0)
        {
            _last = start.GetProperty("head").GetInt64();
        }
        else
        {
            Apply(start.GetProperty("items").EnumerateArray());
        }
        Learn(start.GetProperty("head").GetInt64());
        _connected.TrySetResult();
        await closed.Task.WaitAsync(_stop.Token);
    }

    /// <summary>Applies what is next, drops what is known, fetches what is missing.</summary>
    private void Apply(IEnumerable<JsonElement> alerts)
    {
        var head = -1L;
        lock (_gate)
        {
            foreach (var alert in alerts)
            {
                var sequence = alert.GetProperty("sequence").GetInt64();
                if (sequence == _last + 1 && _last >= 0)
                {
                    Applied.Enqueue(alert);
                    AppliedAt[alert.GetProperty("subject").GetString()!] = Stopwatch.GetTimestamp();
                    _last = sequence;
                }
                head = Math.Max(head, sequence);
            }
        }
        Learn(head);
    }

    private void Learn(long head)
    {
        lock (_gate)
        {
            _head = Math.Max(_head, head);
            if (_last < 0 || _last >= _head || _pulling)
            {
                return;
            }
            _pulling = true;
        }
        _ = Pull();
    }

    private async Task Pull()
    {
        Pulls++;
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var page = await _person.Api.GetFromJsonAsync<JsonElement>(
                    $"/api/alerts/streams/{_zone}?epoch={_epoch}&after={_last}&limit=500",
                    _stop.Token
                );
                Apply(page.GetProperty("items").EnumerateArray());
                lock (_gate)
                {
                    if (_last >= _head)
                    {
                        _pulling = false;
                        return;
                    }
                }
            }
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            await Task.Delay(250, CancellationToken.None);
            lock (_gate)
            {
                _pulling = false;
            }
            if (!_stop.IsCancellationRequested)
            {
                Learn(_head);
            }
        }
    }
}
