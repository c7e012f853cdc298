using System.Net;
using System.Net.Http.Json;
using Dapper;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

public sealed class RaceTests(Court court) : IClassFixture<Court>
{
    [Fact]
    public async Task Of_many_rivals_for_a_slot_exactly_one_wins()
    {
        var room = await court.Room(Court.Suzhou);
        for (var round = 0; round < 5; round++)
        {
            var day = court.FreshDay();
            await ExactlyOneWins(Enumerable.Repeat(Court.Booking(day, 1, room), 32));
        }
        await NothingOverlaps();
    }

    [Fact]
    public async Task Bundles_named_in_opposite_orders_do_not_deadlock()
    {
        var (a, b) = (await court.Room(Court.Suzhou), await court.Room(Court.Guangzhou));
        for (var round = 0; round < 5; round++)
        {
            var day = court.FreshDay();
            await ExactlyOneWins(
                Enumerable
                    .Range(0, 32)
                    .Select(n => n % 2 == 0 ? Court.Booking(day, 1, a, b) : Court.Booking(day, 1, b, a))
            );
        }
        await NothingOverlaps();
    }

    [Fact]
    public async Task A_session_is_cancelled_once_and_its_room_is_won_once()
    {
        var (day, room, clerk) = (court.FreshDay(), await court.Room(Court.Suzhou), court.SuzhouClerk);
        var session = await Court.Booked(clerk, day, 1, room);
        var uri = $"/api/hearings/sessions/{session.GetProperty("id").GetGuid()}/cancellation";

        var cancelling = Enumerable.Range(0, 8).Select(_ => clerk.PostAsJsonAsync(uri, new { reason = "当事人撤诉" }));
        var booking = Enumerable
            .Range(0, 16)
            .Select(_ => clerk.PostAsJsonAsync("/api/hearings/sessions", Court.Booking(day, 1, room)));
        var (cancelled, booked) = (await Task.WhenAll(cancelling), await Task.WhenAll(booking));

        Assert.Single(cancelled, r => r.StatusCode == HttpStatusCode.OK);
        Assert.Equal(7, cancelled.Count(r => r.StatusCode == HttpStatusCode.Conflict));
        Assert.InRange(booked.Count(r => r.StatusCode == HttpStatusCode.Created), 0, 1);
        Assert.All(booked, r => Assert.True(r.StatusCode is HttpStatusCode.Created or HttpStatusCode.Conflict));
        await NothingOverlaps();
    }

    private async Task ExactlyOneWins(IEnumerable<object> bookings)
    {
        var clerk = court.SuzhouClerk;
        var answers = await Task.WhenAll(bookings.Select(b => clerk.PostAsJsonAsync("/api/hearings/sessions", b)));
        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        Assert.Equal(answers.Length - 1, answers.Count(a => a.StatusCode == HttpStatusCode.Conflict));
    }

    private async Task NothingOverlaps()
    {
        await using var connection = await court.Database.Administrator.OpenConnectionAsync();
        Assert.Equal(
            0,
            await connection.QuerySingleAsync<long>(
                """
                select count(*) from hearings.allocation a join hearings.allocation b
                    on a.resource_id = b.resource_id and a.session_id < b.session_id and a.blocked && b.blocked
                where a.released_at is null and b.released_at is null
                """
            )
        );
    }
}
