using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Npgsql;
using RegionNet.Testing.Driver;

namespace RegionNet.Benchmarks;

/// <summary>
/// How long after its commit a booking is told to each of 20 open boards, through the gateway, while one client books. Beside it what
/// one call to the hub and back takes.
/// </summary>
internal static class BoardLiveBenchmark
{
    private const int Boards = 20;
    private const int Bookings = 200;

    public static async Task<Report> Run()
    {
        var load = Report.Load();
        await using var system = await BenchmarkSystem.Start();
        await using var source = NpgsqlDataSource.Create(await system.Database());
        using var machine = await system.Machine();
        var room = (await machine.RoomsOf(HearingsApi.Guangzhou))[0];
        var arrivals = new ConcurrentQueue<(long After, long Sequence, DateTimeOffset At)>();
        var boards = new List<HubConnection>();
        for (var n = 0; n < Boards; n++)
        {
            boards.Add(await Open(machine, room, arrivals));
        }
        var calls = new List<double>();
        foreach (var board in boards.Concat(boards).Concat(boards))
        {
            var began = Stopwatch.GetTimestamp();
            await board.InvokeAsync<JsonElement>("Subscribe", "GBA", null, null);
            calls.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        calls.Sort();
        var warm = await Book(machine, room, 0, 20);
        await Task.Delay(500);
        arrivals.Clear();
        await using var connection = await source.OpenConnectionAsync();
        var before = await connection.QuerySingleAsync<long>("select sequence from hearings.board_head");
        await Book(machine, room, warm, Bookings);
        await Task.Delay(2_000);

        var commits = (
            await connection.QueryAsync<(long Sequence, DateTime At)>(
                "select sequence, at from hearings.board_change where sequence > @before",
                new { before }
            )
        ).ToDictionary(c => c.Sequence, c => new DateTimeOffset(c.At, TimeSpan.Zero));
        var latencies = arrivals
            .SelectMany(a =>
                Enumerable
                    .Range(1, (int)(a.Sequence - a.After))
                    .Select(n => a.After + n)
                    .Where(commits.ContainsKey)
                    .Select(sequence => (a.At - commits[sequence]).TotalMilliseconds)
            )
            .Order()
            .ToList();
        foreach (var board in boards)
        {
            await board.DisposeAsync();
        }
        if (latencies.Count != commits.Count * Boards)
        {
            throw new InvalidOperationException($"{commits.Count} changes were told {latencies.Count} times.");
        }
        return new Report(
            "board-live",
            "ms (p95)",
            Report.Percentile(calls, 0.95),
            Report.Percentile(latencies, 0.95),
            Report.Percentile(latencies, 0.5),
            Report.Percentile(latencies, 0.99),
            load,
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["boards"] = Boards,
                ["changes"] = commits.Count,
                ["goal_p95_ms"] = 200,
            }
        );
    }

    private static async Task<HubConnection> Open(
        HttpClient machine,
        Guid room,
        ConcurrentQueue<(long, long, DateTimeOffset)> arrivals
    )
    {
        var hub = new HubConnectionBuilder()
            .WithUrl(
                new Uri(machine.BaseAddress!, "/hubs/board"),
                options =>
                {
                    options.SkipNegotiation = true;
                    options.Transports = HttpTransportType.WebSockets;
                    options.Headers["Authorization"] = machine.DefaultRequestHeaders.Authorization!.ToString();
                }
            )
            .Build();
        hub.On<JsonElement>(
            "changed",
            message =>
            {
                if (message.GetProperty("roomIds").EnumerateArray().Any(r => r.GetGuid() == room))
                {
                    arrivals.Enqueue(
                        (
                            message.GetProperty("after").GetInt64(),
                            message.GetProperty("sequence").GetInt64(),
                            TimeProvider.System.GetUtcNow()
                        )
                    );
                }
            }
        );
        await hub.StartAsync();
        await hub.InvokeAsync<JsonElement>("Subscribe", "GBA", null, null);
        return hub;
    }

    /// <returns>How many slots are booked by now.</returns>
    private static async Task<int> Book(HttpClient machine, Guid room, int booked, int more)
    {
        var first = HearingsApi.MorningIn(30);
        for (var n = booked; n < booked + more; n++)
        {
            var from = first.AddDays(n / 8).AddHours(n % 8);
            using var answer = await machine.Book(from, TimeSpan.FromMinutes(30), [room]);
            if (answer.StatusCode != HttpStatusCode.Created)
            {
                throw new InvalidOperationException(
                    $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}"
                );
            }
            await Task.Delay(50);
        }
        return booked + more;
    }
}
