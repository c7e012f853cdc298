using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace RegionNet.Testing.Driver;

/// <summary>
/// One zone's alerts as a client keeps them: pushes are hints, the cursor decides. Survives any break by connecting again
/// and asking for what it lacks.
/// </summary>
public sealed class AlertFeed : IAsyncDisposable
{
    private readonly PortalSession _person;
    private readonly string _zone;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _pull = new(1, 1);
    private readonly Task _loop;
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _last = -1;
    private string? _epoch;

    private AlertFeed(PortalSession person, string zone)
    {
        _person = person;
        _zone = zone;
        _loop = Run();
    }

    /// <summary>What has been applied, in order.</summary>
    public ConcurrentQueue<JsonElement> Applied { get; } = new();

    /// <summary>How often the connection was lost.</summary>
    public int Breaks { get; private set; }

    public static async Task<AlertFeed> Open(PortalSession person, string zone)
    {
        var feed = new AlertFeed(person, zone);
        await feed._connected.Task.WaitAsync(TimeSpan.FromSeconds(20));
        return feed;
    }

    public IEnumerable<string?> Subjects => Applied.Select(a => a.GetProperty("subject").GetString());

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _stop.Dispose();
        _pull.Dispose();
    }

    private async Task Run()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await Connected();
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                Breaks++;
                await Task.Delay(250, CancellationToken.None);
            }
        }
    }

    private async Task Connected()
    {
        await using var hub = new HubConnectionBuilder()
            .WithUrl(
                new Uri(_person.Gateway, "/hubs/alerts"),
                options =>
                {
                    options.Cookies = _person.Cookies;
                    options.SkipNegotiation = true;
                    options.Transports = HttpTransportType.WebSockets;
                    options.Headers["Origin"] = _person.Gateway.GetLeftPart(UriPartial.Authority);
                }
            )
            .Build();
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        hub.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        hub.On<JsonElement>("alert", alert => Apply([alert]));
        hub.On<JsonElement>("head", head => head.GetProperty("head").GetInt64() > _last ? Pull() : Task.CompletedTask);
        await hub.StartAsync(_stop.Token);
        var start = await hub.InvokeAsync<JsonElement>(
            "Subscribe",
            _zone,
            _epoch,
            _last < 0 ? null : (long?)_last,
            _stop.Token
        );
        _epoch = start.GetProperty("epoch").GetString();
        if (_last < 0)
        {
            _last = start.GetProperty("head").GetInt64();
        }
        else
        {
            await Apply(start.GetProperty("items").EnumerateArray());
        }
        _connected.TrySetResult();
        await closed.Task.WaitAsync(_stop.Token);
        Breaks++;
    }

    /// <summary>Applies what is next, drops what is known, fetches what is missing.</summary>
    private async Task Apply(IEnumerable<JsonElement> alerts)
    {
        var gap = false;
        lock (Applied)
        {
            foreach (var alert in alerts)
            {
                var sequence = alert.GetProperty("sequence").GetInt64();
                if (sequence == _last + 1)
                {
                    Applied.Enqueue(alert);
                    _last = sequence;
                }
                gap |= sequence > _last;
            }
        }
        if (gap)
        {
            await Pull();
        }
    }

    private async Task Pull()
    {
        await _pull.WaitAsync(_stop.Token);
        try
        {
            var page = await _person.Api.GetFromJsonAsync<JsonElement>(
                $"/api/alerts/streams/{_zone}?epoch={_epoch}&after={_last}&limit=500",
                _stop.Token
            );
            await Apply(page.GetProperty("items").EnumerateArray());
        }
        catch (HttpRequestException)
        {
            // The next beacon or connection asks again.
        }
        finally
        {
            _pull.Release();
        }
    }
}
