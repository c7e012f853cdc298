using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using RegionNet.Access.Contracts;
using RegionNet.Testing;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

/// <summary>The month grid is what plain SQL over the allocations says, whatever was done and by how many at once.</summary>
public sealed class MonthTests(Court court) : IClassFixture<Court>
{
    [Fact]
    public async Task After_any_bookings_moves_cancellations_holds_and_blackouts_the_months_agree_with_the_allocations()
    {
        var rooms = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => court.Room(Court.Guangzhou)));
        var manager = court.Person("manager", Court.Guangzhou, Roles.RoomManager);
        // Across the end of a month, and through a midnight.
        var first = new DateTimeOffset(2026, 5, 29, 8, 0, 0, TimeSpan.FromHours(8));
        await Task.WhenAll(Enumerable.Range(0, 6).Select(Work));
        court.Clock.Advance(TimeSpan.FromMinutes(20));
        await using var connection = await court.Database.Administrator.OpenConnectionAsync();
        await Eventually.Becomes(
            () =>
                connection.QuerySingleAsync<long>(
                    "select count(*) from hearings.allocation where released_at is null and expires_at <= @now",
                    new { now = court.Clock.GetUtcNow().UtcDateTime }
                ),
            left => left == 0
        );

        Assert.NotEmpty(await Months());
        Assert.Empty(await Wrong());
        foreach (var month in (string[])["2026-05", "2026-06"])
        {
            await TheGridAgrees(month);
        }

        // Rebuilding makes good whatever was lost.
        await connection.ExecuteAsync("update hearings.resource_month set busy = ~busy");
        Assert.NotEmpty(await Wrong());
        await connection.ExecuteAsync("select hearings.rebuild_resource_months()");
        Assert.Empty(await Wrong());

        async Task Work(int seed)
        {
            var random = new Random(seed);
            var clerk = seed % 2 == 0 ? court.SuzhouClerk : court.ShenzhenClerk;
            var sessions = new List<(Guid Id, int Version)>();
            for (var n = 0; n < 25; n++)
            {
                var from = first.AddDays(random.Next(6)).AddMinutes(random.Next(60) * 20);
                var to = from.AddMinutes(random.Next(10, 300));
                var room = rooms[random.Next(rooms.Length)];
                switch (random.Next(6))
                {
                    case 0 when sessions.Count > 0:
                        await clerk.PostAsJsonAsync(
                            $"/api/hearings/sessions/{sessions[0].Id}/cancellation",
                            new { reason = "当事人撤诉" }
                        );
                        sessions.RemoveAt(0);
                        break;
                    case 1 when sessions.Count > 0:
                        var move = await clerk.PostAsJsonAsync(
                            $"/api/hearings/sessions/{sessions[^1].Id}/move",
                            new
                            {
                                from,
                                to,
                                version = sessions[^1].Version,
                                roomIds = new[] { room },
                            }
                        );
                        if (move.StatusCode == HttpStatusCode.OK)
                        {
                            sessions[^1] = sessions[^1] with { Version = sessions[^1].Version + 1 };
                        }
                        break;
                    case 2:
                        await clerk.PostAsJsonAsync(
                            "/api/hearings/holds",
                            new
                            {
                                from,
                                to,
                                roomIds = new[] { room },
                                minutes = random.Next(1, 15),
                            }
                        );
                        break;
                    case 3:
                        await manager.PostAsJsonAsync(
                            $"/api/hearings/rooms/{room}/blackouts",
                            new
                            {
                                from,
                                to,
                                reason = "检修",
                            }
                        );
                        break;
                    default:
                        var booked = await clerk.PostAsJsonAsync(
                            "/api/hearings/sessions",
                            Court.Booking(from, (to - from).TotalHours, room)
                        );
                        if (booked.StatusCode == HttpStatusCode.Created)
                        {
                            var session = await booked.Content.ReadFromJsonAsync<JsonElement>();
                            sessions.Add((session.GetProperty("id").GetGuid(), 1));
                        }
                        break;
                }
            }
        }

        async Task<List<(Guid Room, DateTime Month)>> Months() =>
            (
                await connection.QueryAsync<(Guid, DateTime)>(
                    "select resource_id, month::timestamp from hearings.resource_month where busy <> repeat('0', 2976)::bit(2976)"
                )
            ).AsList();

        // Quarter by quarter, without any of the functions that keep the months.
        async Task<List<Guid>> Wrong() =>
            (
                await connection.QueryAsync<Guid>(
                    """
                    select m.resource_id
                    from hearings.resource_month m cross join generate_series(0, 2975) q
                    where get_bit(m.busy, q) <> case when exists (
                        select 1 from hearings.allocation a
                        where a.resource_id = m.resource_id and a.released_at is null and a.blocked && tstzrange(
                            (m.month + q * interval '15 minutes') at time zone 'Asia/Shanghai',
                            (m.month + (q + 1) * interval '15 minutes') at time zone 'Asia/Shanghai')
                            and a.blocked && tstzrange(m.month::timestamp at time zone 'Asia/Shanghai',
                                (m.month + interval '1 month') at time zone 'Asia/Shanghai')
                    ) then 1 else 0 end
                    limit 5
                    """
                )
            ).AsList();

        async Task TheGridAgrees(string month)
        {
            var grid = await court.ShenzhenClerk.GetFromJsonAsync<JsonElement>(
                $"/api/hearings/board/month?month={month}&organisationId={OrganisationId.Of(Court.Guangzhou)}"
            );
            var expected = (
                await connection.QueryAsync<(Guid Room, int Day, int Share)>(
                    """
                    select r.id, d.n::int, round(100.0 * count(*) filter (where exists (
                        select 1 from hearings.allocation a where a.resource_id = r.id and a.released_at is null
                            and a.blocked && tstzrange(
                                (@first::timestamp + d.n * interval '1 day' + q * interval '15 minutes') at time zone 'Asia/Shanghai',
                                (@first::timestamp + d.n * interval '1 day' + (q + 1) * interval '15 minutes') at time zone 'Asia/Shanghai')
                    )) / 48)::int
                    from hearings.room r cross join generate_series(0, @days - 1) as d (n) cross join generate_series(32, 79) q
                    where r.id = any(@rooms)
                    group by r.id, d.n
                    """,
                    new
                    {
                        first = $"{month}-01",
                        days = grid.GetProperty("days").GetInt32(),
                        rooms,
                    }
                )
            ).ToDictionary(e => (e.Room, e.Day), e => e.Share);
            Assert.Contains(expected.Values, share => share > 0);
            foreach (var room in grid.GetProperty("items").EnumerateArray())
            {
                var id = room.GetProperty("id").GetGuid();
                var busy = room.GetProperty("busy").EnumerateArray().Select(b => b.GetInt32()).ToList();
                Assert.Equal(grid.GetProperty("days").GetInt32(), busy.Count);
                if (rooms.Contains(id))
                {
                    Assert.Equal(Enumerable.Range(0, busy.Count).Select(d => expected[(id, d)]), busy);
                }
            }
        }
    }
}
