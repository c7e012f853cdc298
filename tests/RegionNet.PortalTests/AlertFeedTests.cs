using System.Net;
using System.Text.Json;
using System.Web;
using Microsoft.JSInterop;
using RegionNet.Portal.Alerts;
using RegionNet.Portal.Api;
using RegionNet.Portal.Browser;
using RegionNet.Portal.Session;
using Xunit;

namespace RegionNet.PortalTests;

/// <summary>The feed against a service that answers as the real one does, and a browser's storage that is a dictionary.</summary>
public sealed class AlertFeedTests : IAsyncDisposable
{
    private const string Cursor = "regionnet.alerts.me.GBA";

    private readonly Service _service = new();
    private readonly Storage _storage = new();
    private readonly HttpClient _http;
    private readonly BrowserWindow _window;
    private readonly AlertFeed _feed;

    public AlertFeedTests()
    {
        _http = new HttpClient(_service) { BaseAddress = new Uri("http://localhost") };
        var session = new SessionState();
        session.Begin(new BffSession { SignedIn = true, AntiforgeryToken = "t" }, new Me { Id = "me" });
        _window = new BrowserWindow(_storage);
        _feed = new AlertFeed(new ApiClient(_http, session, TimeProvider.System), session, _window);
    }

    private async Task Begin()
    {
        await _window.Open();
        await _feed.Open(TestContext.Current.CancellationToken);
    }

    private IEnumerable<long> Numbers => _feed.Alerts.Select(a => a.Newest.Sequence).Order();

    [Fact]
    public async Task A_push_that_leaves_a_gap_is_filled_over_HTTP()
    {
        _service.Raise(3);
        await Begin();
        _service.Raise(4);

        await _feed.Push([_service.Messages[6]], TestContext.Current.CancellationToken);

        Assert.Equal([1L, 2, 3, 4, 5, 6, 7], Numbers);
        Assert.Equal(7, _feed.Cursors.Single().Last);
    }

    [Fact]
    public async Task What_comes_twice_is_there_once()
    {
        _service.Raise(2);
        await Begin();
        await _feed.Push([_service.Messages[0], _service.Messages[1]], TestContext.Current.CancellationToken);
        Assert.Equal([1L, 2], Numbers);
    }

    [Fact]
    public async Task Another_epoch_drops_everything_and_begins_anew()
    {
        _service.Raise(5);
        await Begin();
        _service.Restore("e2", 2);

        await _feed.Beacon(
            new HeadBeacon
            {
                ZoneCode = "GBA",
                Epoch = "e2",
                Head = 2,
            },
            TestContext.Current.CancellationToken
        );

        Assert.Equal([1L, 2], Numbers);
        Assert.All(_feed.Alerts, a => Assert.StartsWith("e2", a.RootId, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_head_that_went_back_begins_anew_and_one_that_only_lags_does_not(int announced)
    {
        _service.Raise(5);
        await Begin();
        var before = _feed.Find("e1-5");
        if (announced == 2)
        {
            _service.Restore("e1", 2);
        }

        await _feed.Beacon(
            new HeadBeacon
            {
                ZoneCode = "GBA",
                Epoch = "e1",
                Head = announced,
            },
            TestContext.Current.CancellationToken
        );

        Assert.Equal(announced == 2 ? [1L, 2] : [1L, 2, 3, 4, 5], Numbers);
        Assert.Equal(announced == 2 ? null : before, _feed.Find("e1-5"));
    }

    [Fact]
    public async Task The_cursor_is_saved_only_for_what_was_on_the_screen()
    {
        _storage.Kept[Cursor] = "e1|1";
        _service.Raise(3);
        await Begin();
        Assert.Equal("e1|1", _storage.Kept[Cursor]);

        await _feed.Shown(["e1-3"], TestContext.Current.CancellationToken);
        Assert.Equal("e1|1", _storage.Kept[Cursor]);

        await _feed.Shown(["e1-2"], TestContext.Current.CancellationToken);
        Assert.Equal("e1|3", _storage.Kept[Cursor]);
    }

    [Fact]
    public async Task A_later_message_of_a_shown_alert_has_to_be_shown_again()
    {
        _storage.Kept[Cursor] = "e1|0";
        _service.Raise(1);
        await Begin();
        await _feed.Shown(["e1-1"], TestContext.Current.CancellationToken);
        _service.Progress("e1-1", "acknowledged");

        await _feed.Push([_service.Messages[^1]], TestContext.Current.CancellationToken);
        Assert.Equal("e1|1", _storage.Kept[Cursor]);
        Assert.Equal("acknowledged", _feed.Alerts.Single().Newest.State);

        await _feed.Shown(["e1-1"], TestContext.Current.CancellationToken);
        Assert.Equal("e1|2", _storage.Kept[Cursor]);
    }

    [Fact]
    public async Task What_is_open_and_older_than_the_stream_that_was_read_is_there_too()
    {
        _service.Raise(1);
        _service.Open.Add(
            new AlertCase
            {
                RootId = "old",
                ZoneCode = "GBA",
                State = "delivered",
                Level = "severe",
            }
        );
        await Begin();
        Assert.NotNull(_feed.Find("old"));
        Assert.Equal("old", _feed.Pressing.First().RootId);
    }

    [Fact]
    public async Task What_rang_while_the_person_was_away_and_was_answered_meanwhile_rings_no_more()
    {
        var rang = new List<string>();
        _feed.Rang += alert => rang.Add(alert.RootId);
        await Begin();
        _service.Raise(2, rings: true);
        _service.Progress("e1-1", "acknowledged");

        await _feed.PullAll(TestContext.Current.CancellationToken);

        Assert.Equal(["e1-2"], rang);
    }

    [Fact]
    public async Task A_zone_that_is_taken_away_takes_its_alerts_with_it()
    {
        _service.Raise(2);
        await Begin();
        StreamHead? left = null;
        _feed.LeftZone += zone => left = zone;
        _feed.Leave("GBA");
        Assert.Empty(_feed.Alerts);
        Assert.Equal("GBA", left!.ZoneCode);
    }

    [Fact]
    public async Task New_alerts_count_as_unseen_once_however_many_messages_they_have()
    {
        await Begin();
        _service.Raise(2);
        _service.Progress("e1-1", "delivered");
        await _feed.PullAll(TestContext.Current.CancellationToken);
        Assert.Equal(2, _feed.Unseen);
        await _feed.Shown(["e1-1"], TestContext.Current.CancellationToken);
        Assert.Equal(1, _feed.Unseen);
    }

    public async ValueTask DisposeAsync()
    {
        await _window.DisposeAsync();
        _http.Dispose();
        _service.Dispose();
    }

    private sealed class Service : HttpMessageHandler
    {
        private string _epoch = "e1";

        public List<Alert> Messages { get; } = [];
        public List<AlertCase> Open { get; } = [];

        public void Raise(int count, bool rings = false)
        {
            for (var i = 0; i < count; i++)
            {
                var id = $"{_epoch}-{Messages.Count + 1}";
                Messages.Add(
                    new Alert
                    {
                        Id = id,
                        RootId = id,
                        ZoneCode = "GBA",
                        Sequence = Messages.Count + 1,
                        Rings = rings,
                    }
                );
            }
        }

        public void Progress(string root, string state) =>
            Messages.Add(
                new Alert
                {
                    Id = $"{root}-{state}",
                    RootId = root,
                    ZoneCode = "GBA",
                    Sequence = Messages.Count + 1,
                    MessageType = "progress",
                    Change = state,
                    State = state,
                }
            );

        public void Restore(string epoch, int count)
        {
            _epoch = epoch;
            Messages.Clear();
            Raise(count);
        }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var query = HttpUtility.ParseQueryString(request.RequestUri!.Query);
            object answer = request.RequestUri.AbsolutePath switch
            {
                "/api/alerts/streams" => new Page<StreamHead>
                {
                    Items =
                    [
                        new()
                        {
                            ZoneCode = "GBA",
                            Epoch = _epoch,
                            Head = Messages.Count,
                        },
                    ],
                },
                "/api/alerts/streams/GBA" => new StreamPage
                {
                    Epoch = _epoch,
                    Head = Messages.Count,
                    Items = [.. Messages.Skip(int.Parse(query["after"]!, null)).Take(int.Parse(query["limit"]!, null))],
                },
                "/api/alerts/cases" => new Page<AlertCase> { Items = Open },
                _ => new Page<Alert>(),
            };
            var content = JsonSerializer.SerializeToUtf8Bytes(answer, JsonSerializerOptions.Web);
            return Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(content) }
            );
        }
    }

    /// <summary>Stands for the page's script: what is written can be read.</summary>
    private sealed class Storage : IJSRuntime, IJSObjectReference
    {
        public Dictionary<string, string> Kept { get; } = new(StringComparer.Ordinal);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args)
        {
            object? answer = identifier switch
            {
                "import" or "watchWindow" => this,
                "read" => Kept.GetValueOrDefault((string)args![0]!),
                "narrow" => false,
                "write" => Keep((string)args![0]!, (string)args[1]!),
                _ => null,
            };
            return ValueTask.FromResult(answer is TValue value ? value : default!);
        }

        public ValueTask<TValue> InvokeAsync<TValue>(
            string identifier,
            CancellationToken cancellationToken,
            object?[]? args
        ) => InvokeAsync<TValue>(identifier, args);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private string? Keep(string key, string value)
        {
            Kept[key] = value;
            return null;
        }
    }
}
