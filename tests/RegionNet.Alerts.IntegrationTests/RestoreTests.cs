using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.AspNetCore.SignalR.Client;
using Npgsql;
using RegionNet.Portal.Alerts;
using RegionNet.Portal.Api;
using RegionNet.Testing;
using Xunit;
using Page = RegionNet.Portal.Api.StreamPage;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>
/// The database is set back while the service runs and the portal's client of a stream is connected: it starts anew by itself and ends
/// with what is there now, and so does one that was away.
/// </summary>
public sealed class RestoreTests(DutyRoom room) : IClassFixture<DutyRoom>
{
    private const string Zone = "GBA";

    /// <summary>A beacon comes every 15 s.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    /// <summary>
    /// As docs/operations.md has it, and 6 alerts are raised where 4 were lost: by number alone nobody could tell. With and without the
    /// connections of the service being cut, as a restart of the server would.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_restored_database_is_another_history(bool cut)
    {
        await Raise(5);
        var dump = Path.GetTempFileName();
        await Run("pg_dump", "--format=custom", "--schema=alerts", $"--file={dump}");
        await Raise(4);
        await using var connected = await Follower.Connect(room);
        var absent = await Follower.Connect(room);
        await Agree(connected, absent);
        await absent.DisposeAsync();

        await Run(
            "pg_restore",
            "--clean",
            "--if-exists",
            "--single-transaction",
            $"--dbname={room.Database.Name}",
            dump
        );
        File.Delete(dump);
        if (cut)
        {
            await CutConnections();
        }
        await Raise(6);
        await absent.Connect();

        await Agree(connected, absent);
        await absent.DisposeAsync();
    }

    /// <summary>
    /// A disk that was set back keeps the epoch. Who looks before as much has been raised as was lost sees a head that went back.
    /// </summary>
    [Fact]
    public async Task A_head_that_went_back_is_another_history_too()
    {
        await Raise(6);
        await using var connected = await Follower.Connect(room);
        var absent = await Follower.Connect(room);
        await Agree(connected, absent);
        await absent.DisposeAsync();

        await Administrator(
            $"""
            set session_replication_role = replica;
            delete from alerts.alert where zone_code = '{Zone}' and sequence > (select head - 4 from alerts.zone_stream where zone_code = '{Zone}');
            delete from alerts.alert_case c where not exists (select from alerts.alert a where a.id = c.root_id);
            delete from alerts.escalation_step s where not exists (select from alerts.alert a where a.id = s.root_id);
            update alerts.zone_stream set head = head - 4, alerts = alerts - 4 where zone_code = '{Zone}'
            """
        );
        await CutConnections();
        await absent.Connect();
        await Agree(connected, absent);
        await Raise(6);

        await Agree(connected, absent);
        await absent.DisposeAsync();
    }

    private async Task Raise(int count)
    {
        for (var n = 0; n < count; n++)
        {
            // The first may meet a connection that was cut.
            await Eventually.Becomes(
                async () =>
                {
                    try
                    {
                        await room.Raise(Zone);
                        return true;
                    }
                    catch (NpgsqlException)
                    {
                        return false;
                    }
                },
                raised => raised
            );
        }
    }

    private async Task Agree(params Follower[] followers)
    {
        // Not over the service's connections, which may just have been cut.
        await using var command = room.Database.Administrator.CreateCommand(
            $"select coalesce(string_agg(id::text, ' ' order by sequence), '') from alerts.alert where zone_code = '{Zone}'"
        );
        var truth = (string)(await command.ExecuteScalarAsync())!;
        foreach (var follower in followers)
        {
            await Eventually.Becomes(() => Task.FromResult(follower.Held), held => held == truth, Patience);
        }
    }

    private Task CutConnections() =>
        Administrator(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and usename = 'regionnet_alerts'
            """
        );

    private async Task Administrator(string sql)
    {
        await using var command = room.Database.Administrator.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task Run(string program, params IReadOnlyList<string> arguments)
    {
        var to = new NpgsqlConnectionStringBuilder(room.Database.AdministratorConnectionString);
        var start = new ProcessStartInfo(PostgresCluster.Program(program), arguments)
        {
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment =
            {
                ["PGHOST"] = to.Host,
                ["PGPORT"] = $"{to.Port}",
                ["PGUSER"] = to.Username,
                ["PGPASSWORD"] = to.Password,
                ["PGDATABASE"] = to.Database,
            },
        };
        for (var attempt = 1; ; attempt++)
        {
            using var process = Process.Start(start)!;
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode == 0)
            {
                return;
            }
            // It takes the tables from under a service that is at work.
            Assert.True(attempt < 5 && errors.Contains("deadlock", StringComparison.Ordinal), errors);
        }
    }

    /// <summary>A client with the portal's own <see cref="AlertStream"/>, which decides what to do.</summary>
    private sealed class Follower : IAsyncDisposable
    {
        private readonly DutyRoom _room;
        private readonly HttpClient _api;
        private readonly SemaphoreSlim _turn = new(1);
        private readonly AlertStream _stream = new(Zone);
        private readonly List<Alert> _held = [];
        private HubConnection? _hub;

        private Follower(DutyRoom room) => (_room, _api) = (room, room.Host.As(room.GbaCoordinator));

        public string Held
        {
            get
            {
                lock (_held)
                {
                    return string.Join(' ', _held.Select(a => a.Id));
                }
            }
        }

        public static async Task<Follower> Connect(DutyRoom room)
        {
            var follower = new Follower(room);
            await follower.Meet(Need.Anew);
            await follower.Connect();
            return follower;
        }

        /// <summary>Again, where it has been before.</summary>
        public async Task Connect()
        {
            _hub = _room.Hub(_room.GbaCoordinator);
            _hub.On<Alert[]>("alerts", alerts => InTurn(() => Meet(alerts.Select(Push).Last())));
            _hub.On<HeadBeacon>("head", beacon => InTurn(() => Meet(_stream.Beacon(beacon))));
            await _hub.StartAsync();
            var after = _stream.Last;
            var page = await _hub.InvokeAsync<Page>("Subscribe", Zone, _stream.Epoch, after);
            await InTurn(() => Meet(Take(page, after)));
        }

        public ValueTask DisposeAsync() => _hub!.DisposeAsync();

        private async Task InTurn(Func<Task> work)
        {
            await _turn.WaitAsync();
            try
            {
                await work();
            }
            finally
            {
                _turn.Release();
            }
        }

        private Need Push(Alert alert)
        {
            var need = _stream.Push(alert, out var applied);
            if (applied)
            {
                Keep([alert]);
            }
            return need;
        }

        private Need Take(Page page, long after)
        {
            var applied = new List<Alert>();
            var need = _stream.Take(page, after, applied);
            Keep(applied);
            return need;
        }

        private async Task Meet(Need need)
        {
            while (need != Need.Nothing)
            {
                if (need == Need.Anew)
                {
                    var head = (await Streams()).Single(s => s.ZoneCode == Zone);
                    _stream.StartAfter(head.Epoch, 0, head.Head);
                    lock (_held)
                    {
                        _held.Clear();
                    }
                }
                var after = _stream.Last;
                var page = await _api.GetFromJsonAsync<Page>(
                    $"/api/alerts/streams/{Zone}?epoch={_stream.Epoch}&after={after}&limit=500"
                );
                need = Take(page!, after);
            }
        }

        private async Task<IReadOnlyList<StreamHead>> Streams() =>
            (await _api.GetFromJsonAsync<Page<StreamHead>>("/api/alerts/streams"))!.Items;

        private void Keep(IReadOnlyCollection<Alert> applied)
        {
            lock (_held)
            {
                _held.AddRange(applied);
            }
        }
    }
}
