using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Dapper;
using Npgsql;
using RegionNet.Testing.Driver;

namespace RegionNet.Benchmarks;

/// <summary>
/// Bookings a second of distinct slots by 16 clients on the full path (gateway, token, rules, audit, outbox), as a share
/// of what PostgreSQL gives 16 connections that insert into a bare table with the same exclusion constraint.
/// </summary>
internal static class BookingBenchmark
{
    private const int Clients = 16;

    /// <summary>
    /// Until the runtime has compiled what is hot: two replicas, the gateway and the client each compile it several times,
    /// on the same processors. What a booking costs in the first seconds after a start is not what it costs.
    /// </summary>
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(10);

    public static async Task<Report> Run()
    {
        var load = Report.Load();
        await using var system = await BenchmarkSystem.Start();
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(await system.Database()) { MaxPoolSize = Clients + 2 }
        );
        using var machine = await system.Machine();
        var rooms = await AddRooms(source, machine);
        var slots = new Slots(rooms);
        await WarmUp(system, machine, slots);

        var limit = await RawInsertsPerSecond(source, rooms);
        var times = new ConcurrentBag<double>();
        var before = system.CpuMs();
        var seconds = await InParallel(Measured, () => Book(machine, slots), times);
        var cpu = system.CpuMsPer(times.Count, before);
        var sorted = times.Order().ToList();
        return new Report(
            "booking",
            "bookings/s",
            limit,
            sorted.Count / seconds,
            Report.Percentile(sorted, 0.5),
            Report.Percentile(sorted, 0.99),
            load,
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["clients"] = Clients,
                ["bookings"] = sorted.Count,
                ["cpu_ms_per_booking"] = cpu.Values.Sum(),
                ["cpu_ms_app"] = cpu["app"],
                ["cpu_ms_gateway"] = cpu["gateway"],
                ["cpu_ms_postgres"] = cpu["postgres"],
                ["cpu_ms_client"] = cpu["client"],
                ["warm_up_s"] = Warmup.TotalSeconds,
                ["processors"] = Environment.ProcessorCount,
            }
        );
    }

    /// <summary>Says every few seconds what a booking costs by then, so that one sees whether the measured ones are warm.</summary>
    private static async Task WarmUp(BenchmarkSystem system, HttpClient machine, Slots slots)
    {
        const int Parts = 12;
        for (var part = 0; part < Parts; part++)
        {
            var times = new ConcurrentBag<double>();
            var before = system.CpuMs();
            var seconds = await InParallel(Warmup / Parts, () => Book(machine, slots), times);
            var cpu = system.CpuMsPer(times.Count, before);
            await Console.Error.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"warm-up: {times.Count / seconds:F0} bookings/s, CPU ms each: {string.Join(", ", cpu.Select(c => $"{c.Key} {c.Value:F1}"))}"
                )
            );
        }
    }

    private static async Task<double> Book(HttpClient machine, Slots slots)
    {
        var (room, from) = slots.Next();
        var began = Stopwatch.GetTimestamp();
        using var answer = await machine.Book(from, TimeSpan.FromMinutes(30), [room]);
        if (answer.StatusCode != HttpStatusCode.Created)
        {
            throw new InvalidOperationException($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    private static async Task<double> RawInsertsPerSecond(NpgsqlDataSource source, Guid[] rooms)
    {
        await using (var connection = await source.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(
                """
                create table public.bare_allocation (
                    room_id uuid not null, blocked tstzrange not null,
                    exclude using gist (room_id with =, blocked with &&))
                """
            );
        }
        var slots = new Slots(rooms);
        var times = new ConcurrentBag<double>();
        var seconds = await InParallel(Measured, Insert, times);
        return times.Count / seconds;

        async Task<double> Insert()
        {
            var (room, from) = slots.Next();
            await using var command = source.CreateCommand(
                "insert into public.bare_allocation values ($1, tstzrange($2, $3))"
            );
            command.Parameters.Add(new NpgsqlParameter { Value = room });
            command.Parameters.Add(new NpgsqlParameter { Value = from.UtcDateTime });
            command.Parameters.Add(new NpgsqlParameter { Value = from.UtcDateTime.AddHours(1) });
            var began = Stopwatch.GetTimestamp();
            await command.ExecuteNonQueryAsync();
            return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }
    }

    /// <returns>The seconds it took.</returns>
    private static async Task<double> InParallel(TimeSpan length, Func<Task<double>> work, ConcurrentBag<double> times)
    {
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable
                .Range(0, Clients)
                .Select(async _ =>
                {
                    while (Stopwatch.GetElapsedTime(began) < length)
                    {
                        times.Add(await work());
                    }
                })
        );
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>Two hundred rooms more at a centre, so that rivals for one room row are as rare as among many centres.</summary>
    private static async Task<Guid[]> AddRooms(NpgsqlDataSource source, HttpClient machine)
    {
        var sample = (await machine.RoomsOf(HearingsApi.Guangzhou))[0];
        await using var connection = await source.OpenConnectionAsync();
        return
        [
            .. await connection.QueryAsync<Guid>(
                """
                with r as (
                    insert into hearings.resource (id, kind, organisation_id)
                    select gen_random_uuid(), 'room', organisation_id
                    from hearings.room, generate_series(1, 200) where id = @sample
                    returning id
                )
                insert into hearings.room (id, organisation_id, place_code, name_zh, name_en, capacity, is_sample)
                select r.id, s.organisation_id, s.place_code, r.id::text, r.id::text, 20, true
                from r, hearings.room s where s.id = @sample
                returning id
                """,
                new { sample }
            ),
        ];
    }

    /// <summary>Every slot once: hour by hour over the rooms.</summary>
    private sealed class Slots(Guid[] rooms)
    {
        private readonly DateTimeOffset _first = HearingsApi.MorningIn(2);
        private int _next = -1;

        public (Guid Room, DateTimeOffset From) Next()
        {
            var n = Interlocked.Increment(ref _next);
            return (rooms[n % rooms.Length], _first.AddHours(n / rooms.Length));
        }
    }
}
