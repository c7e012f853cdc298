using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Npgsql;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

public sealed class BookingTests(Court court) : IClassFixture<Court>
{
    [Fact]
    public async Task A_session_takes_its_rooms_at_two_centres_at_once()
    {
        var (day, suzhou, guangzhou) = (
            court.FreshDay(),
            await court.Room(Court.Suzhou),
            await court.Room(Court.Guangzhou)
        );

        var session = await Court.Booked(court.SuzhouClerk, day, 2, suzhou, guangzhou);

        Assert.Equal("approved", session.GetProperty("status").GetString());
        Assert.Matches(@"^2026-\d{6}$", session.GetProperty("number").GetString()!);
        Assert.Equal(
            [Court.Guangzhou, Court.Suzhou],
            session
                .GetProperty("rooms")
                .EnumerateArray()
                .Select(r => r.GetProperty("organisationZh").GetString())
                .Order(StringComparer.Ordinal)
        );
        foreach (var room in (Guid[])[suzhou, guangzhou])
        {
            await Court.Refused(
                await court.ShenzhenClerk.PostAsJsonAsync("/api/hearings/sessions", Court.Booking(day, 1, room)),
                HttpStatusCode.Conflict,
                "hearings.room-taken"
            );
        }
    }

    [Fact]
    public async Task When_one_room_is_taken_the_other_is_not_taken_either()
    {
        var (day, free, taken) = (court.FreshDay(), await court.Room(Court.Suzhou), await court.Room(Court.Guangzhou));
        await Court.Booked(court.GuangzhouClerk, day, 2, taken);

        var response = await court.SuzhouClerk.PostAsJsonAsync(
            "/api/hearings/sessions",
            Court.Booking(day, 2, free, taken)
        );

        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        var blocking = Assert.Single(problem.GetProperty("rooms").EnumerateArray());
        Assert.Equal(taken, blocking.GetProperty("roomId").GetGuid());
        Assert.Equal(day.AddHours(2.5), blocking.GetProperty("to").GetDateTimeOffset());
        await Court.Booked(court.ShenzhenClerk, day, 2, free);
    }

    [Theory]
    [InlineData(2.25, HttpStatusCode.Conflict)]
    [InlineData(2.5, HttpStatusCode.Created)]
    public async Task The_next_session_waits_for_the_turnaround(double hoursLater, HttpStatusCode expected)
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        await Court.Booked(court.SuzhouClerk, day, 2, room);

        var next = await court.SuzhouClerk.PostAsJsonAsync(
            "/api/hearings/sessions",
            Court.Booking(day.AddHours(hoursLater), 1, room)
        );

        Assert.Equal(expected, next.StatusCode);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_by_name()
    {
        var (day, room, clerk) = (court.FreshDay(), await court.Room(Court.Suzhou), court.SuzhouClerk);

        await Refused(Court.Booking(day, 0, room), HttpStatusCode.BadRequest, "hearings.slot-not-after-start");
        await Refused(Court.Booking(day, 12.5, room), HttpStatusCode.BadRequest, "hearings.slot-too-long");
        await Refused(Court.Booking(day, 1, room, room), HttpStatusCode.BadRequest, "hearings.room-named-twice");
        await Refused(Court.Booking(day, 1, Guid.NewGuid()), HttpStatusCode.NotFound, "hearings.room-not-found");
        await Refused(
            Court.Booking(Court.Now.AddHours(-1), 1, room),
            HttpStatusCode.Conflict,
            "hearings.slot-in-the-past"
        );
        await Refused(Court.Booking(day.AddYears(2), 1, room), HttpStatusCode.Conflict, "hearings.slot-too-far-ahead");
        await Refused(Court.Booking(day, 1), HttpStatusCode.BadRequest, "kernel.invalid-request");
        await Refused(
            new { title = "", roomIds = new[] { room } },
            HttpStatusCode.BadRequest,
            "kernel.invalid-request"
        );

        async Task Refused(object request, HttpStatusCode status, string code) =>
            await Court.Refused(await clerk.PostAsJsonAsync("/api/hearings/sessions", request), status, code);
    }

    [Fact]
    public async Task A_replayed_request_answers_the_first_result_and_takes_nothing_twice()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        var key = Guid.NewGuid().ToString();

        // The rivals are replays of one request, so all of them are told the one session.
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Send(2)));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        Assert.Single(
            (await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()))).Distinct(StringComparer.Ordinal)
        );
        await Court.Refused(await Send(3), HttpStatusCode.UnprocessableEntity, "kernel.idempotency-key-reused");

        async Task<HttpResponseMessage> Send(double hours)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/hearings/sessions");
            request.Content = JsonContent.Create(Court.Booking(day, hours, room));
            request.Headers.Add("Idempotency-Key", key);
            return await court.SuzhouClerk.SendAsync(request);
        }
    }

    [Fact]
    public async Task The_database_itself_refuses_an_overlap()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        await Court.Booked(court.SuzhouClerk, day, 2, room);
        var other = await Court.Booked(court.SuzhouClerk, day.AddHours(4), 1, room);
        await using var connection = await court.Database.Module("hearings").OpenConnectionAsync();

        var moved = await Assert.ThrowsAsync<PostgresException>(() =>
            connection.ExecuteAsync(
                "update allocation set blocked = tstzrange(@from, @to) where session_id = @id",
                new
                {
                    from = day.UtcDateTime,
                    to = day.AddHours(1).UtcDateTime,
                    id = other.GetProperty("id").GetGuid(),
                }
            )
        );
        var deleted = await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync("delete from session"));

        Assert.Equal(
            (PostgresErrorCodes.ExclusionViolation, "allocation_overlap"),
            (moved.SqlState, moved.ConstraintName)
        );
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, deleted.SqlState);
    }
}
