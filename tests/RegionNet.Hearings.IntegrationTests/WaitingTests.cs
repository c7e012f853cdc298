using System.Net;
using System.Text.Json;
using Dapper;
using RegionNet.Access.Contracts;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

/// <summary>Who waits, in which order, and that a freed slot goes to the first of them exactly once.</summary>
public sealed class WaitingTests(Court court) : IClassFixture<Court>
{
    [Fact]
    public async Task Only_what_is_taken_is_waited_for_and_the_next_gets_it_in_the_cancelling_transaction()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        var taken = await Court.Booked(court.SuzhouClerk, day, 1, room);

        var waiting = await Wait(court.GuangzhouClerk, day, room);

        Assert.Equal("waiting", waiting.Text("status"));
        Assert.Equal(1, waiting.GetProperty("waitingRank").GetInt32());
        await court.SuzhouClerk.Cancel(taken).Answer();
        var promoted = await court.GuangzhouClerk.Get($"sessions/{waiting.Id()}");
        Assert.Equal(("approved", "promoted"), (promoted.Text("status"), promoted.Text("change")));
        Assert.Equal(JsonValueKind.Null, promoted.GetProperty("waitingRank").ValueKind);
        // A free room is simply booked, and what no cancellation cures is refused.
        Assert.Equal("approved", (await Wait(court.GuangzhouClerk, day.AddHours(3), room)).Text("status"));
        var soon = court.Clock.GetUtcNow().AddDays(1);
        await court
            .GuangzhouClerk.Ask(
                "holds",
                new
                {
                    from = soon,
                    to = soon.AddHours(1),
                    roomIds = new[] { room },
                }
            )
            .Answer(HttpStatusCode.Created);
        await Court.Refused(
            await court.SuzhouClerk.Ask("sessions", Court.Booking(soon, 1, room).With(("joinWaitingList", true))),
            HttpStatusCode.Conflict,
            "hearings.notice-too-late"
        );
    }

    [Fact]
    public async Task The_list_is_in_order_of_class_then_deadline_then_submission()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        var taken = await Court.Booked(court.SuzhouClerk, day, 1, room);
        (string Class, string? Deadline)[] asked =
        [
            ("training", null),
            ("mediation", null),
            ("court", null),
            ("adjudication", null),
            ("adjudication", "2026-07-01"),
            ("oral-hearing", null),
            ("court", "2026-09-01"),
            ("court", "2026-08-01"),
        ];
        var waiting = new List<JsonElement>();
        foreach (var (hearingClass, deadline) in asked)
        {
            waiting.Add(
                await Wait(
                    court.ShenzhenClerk,
                    day,
                    room,
                    ("hearingClass", hearingClass),
                    ("statutoryDeadline", deadline)
                )
            );
        }

        var host = court.Person("host of the list", Court.Suzhou, Roles.RoomManager);
        var first = await host.Get($"waiting?roomId={room}&limit=5");
        var second = await host.Get($"waiting?roomId={room}&limit=5&cursor={first.Text("next")}");

        int[] order = [7, 6, 5, 4, 2, 3, 1, 0];
        Guid[] listed = [.. first.List("items").Concat(second.List("items")).Select(s => s.Id())];
        Assert.Equal(order.Select(n => waiting[n].Id()), listed);
        Assert.Equal(
            Enumerable.Range(1, 8),
            first.List("items").Concat(second.List("items")).Select(s => s.GetProperty("waitingRank").GetInt32())
        );
        Assert.Empty((await host.Get($"waiting?roomId={room}&mine=true")).List("items"));
        Assert.Empty((await court.GuangzhouClerk.Get($"waiting?roomId={room}")).List("items"));
        await court.SuzhouClerk.Cancel(taken).Answer();
        Assert.Equal("approved", await court.ShenzhenClerk.StatusOf(waiting[7]));
        Assert.Equal("waiting", await court.ShenzhenClerk.StatusOf(waiting[6]));
    }

    [Fact]
    public async Task The_order_in_SQL_is_the_order_in_code()
    {
        await using var connection = await court.Database.Administrator.OpenConnectionAsync(
            TestContext.Current.CancellationToken
        );
        foreach (var hearingClass in (string[])["court", "oral-hearing", "adjudication", "mediation", "training"])
        {
            foreach (var deadline in (DateOnly?[])[null, new DateOnly(2026, 8, 1)])
            {
                Assert.Equal(
                    Priority.ClassOf(hearingClass, deadline),
                    await connection.QuerySingleAsync<int>(
                        $"select {Priority.Class} from (select @hearingClass as hearing_class, @deadline::date as statutory_deadline) s",
                        new { hearingClass, deadline }
                    )
                );
            }
        }
    }

    [Fact]
    public async Task A_bundle_waits_for_all_its_rooms_and_lets_a_lower_rank_pass_that_fits()
    {
        var day = court.FreshDay();
        var (a, b) = (await court.Room(Court.Suzhou), await court.Room(Court.Guangzhou));
        var (inA, inB) = (
            await Court.Booked(court.SuzhouClerk, day, 1, a),
            await Court.Booked(court.GuangzhouClerk, day, 1, b)
        );
        var bundle = await Wait(court.ShenzhenClerk, day, [a, b], ("statutoryDeadline", "2026-08-01"));
        var single = await Wait(court.GuangzhouClerk, day.AddHours(0.25), a);

        await court.SuzhouClerk.Cancel(inA).Answer();
        Assert.Equal("waiting", await court.ShenzhenClerk.StatusOf(bundle));
        Assert.Equal("approved", await court.GuangzhouClerk.StatusOf(single));
        await court.GuangzhouClerk.Cancel(inB).Answer();
        Assert.Equal("waiting", await court.ShenzhenClerk.StatusOf(bundle));
        await court.GuangzhouClerk.Cancel(single).Answer();

        Assert.Equal("approved", await court.ShenzhenClerk.StatusOf(bundle));
    }

    [Fact]
    public async Task A_move_a_rejection_a_lifted_blackout_and_a_used_hold_free_for_the_list_too()
    {
        var room = await court.Room(Court.Suzhou);
        var other = await court.Room(Court.Suzhou);
        var host = court.Person("host that frees", Court.Suzhou, Roles.RoomManager);

        var day = court.FreshDay();
        var moved = await Court.Booked(court.SuzhouClerk, day, 1, room);
        var afterMove = await Wait(court.GuangzhouClerk, day, room);
        await court
            .SuzhouClerk.Ask(
                $"sessions/{moved.Id()}/move",
                new
                {
                    from = day.AddHours(5),
                    to = day.AddHours(6),
                    version = 1,
                }
            )
            .Answer();
        Assert.Equal("approved", await court.GuangzhouClerk.StatusOf(afterMove));

        day = court.FreshDay();
        var blackout = await host.Ask(
                $"rooms/{room}/blackouts",
                new
                {
                    from = day,
                    to = day.AddHours(8),
                    reason = "设备检修",
                }
            )
            .Answer(HttpStatusCode.Created);
        var afterBlackout = await Wait(court.GuangzhouClerk, day.AddHours(2), room);
        await host.Ask($"blackouts/{blackout.Id()}/lifting", new { }).Answer(HttpStatusCode.NoContent, read: false);
        Assert.Equal("approved", await court.GuangzhouClerk.StatusOf(afterBlackout));

        day = court.FreshDay();
        var hold = await court
            .SuzhouClerk.Ask(
                "holds",
                new
                {
                    from = day,
                    to = day.AddHours(1),
                    roomIds = new[] { room, other },
                }
            )
            .Answer(HttpStatusCode.Created);
        var afterHold = await Wait(court.GuangzhouClerk, day, room);
        await court
            .SuzhouClerk.Ask("sessions", Court.Booking(day, 1, other).With(("holdId", hold.Id())))
            .Answer(HttpStatusCode.Created);
        Assert.Equal("approved", await court.GuangzhouClerk.StatusOf(afterHold));

        await court.PublishTerms(Court.Suzhou, room, court.FreshDay(), ("needsApproval", true));
        day = court.FreshDay();
        var submitted = await Court.Booked(court.ShenzhenClerk, day, 1, room);
        var afterRejection = await Wait(court.GuangzhouClerk, day, room);
        await host.Ask(
                $"sessions/{submitted.Id()}/decision",
                new
                {
                    decision = "rejected",
                    version = 1,
                    reason = "当日不对外",
                }
            )
            .Answer();
        Assert.Equal("submitted", await court.GuangzhouClerk.StatusOf(afterRejection));
    }

    [Fact]
    public async Task An_expired_hold_lets_the_list_move_within_seconds()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        await court
            .SuzhouClerk.Ask(
                "holds",
                new
                {
                    from = day,
                    to = day.AddHours(1),
                    roomIds = new[] { room },
                    minutes = 5,
                }
            )
            .Answer(HttpStatusCode.Created);
        var waiting = await Wait(court.GuangzhouClerk, day, room);

        court.Clock.Advance(TimeSpan.FromMinutes(5));

        await Eventually.Becomes(
            () => court.GuangzhouClerk.StatusOf(waiting),
            status => status == "approved",
            TimeSpan.FromSeconds(10)
        );
    }

    [Fact]
    public async Task Promotion_and_bookings_at_once_give_the_slot_away_once()
    {
        var (a, b) = (await court.Room(Court.Suzhou), await court.Room(Court.Guangzhou));
        for (var round = 0; round < 6; round++)
        {
            var day = court.FreshDay();
            var taken = await Court.Booked(court.SuzhouClerk, day, 1, a, b);
            var waiting = new List<JsonElement>();
            foreach (
                var rooms in (Guid[][])
                    [
                        [b, a],
                        [a],
                        [b],
                        [a, b],
                    ]
            )
            {
                waiting.Add(await Wait(court.ShenzhenClerk, day, rooms));
            }
            var rivals = Enumerable
                .Range(0, 24)
                .Select(n =>
                    court.GuangzhouClerk.Ask(
                        "sessions",
                        Court.Booking(day, 1, n % 2 == 0 ? [a, b] : [b, a]).With(("joinWaitingList", n % 3 == 0))
                    )
                );
            var answers = await Task.WhenAll([
                court.SuzhouClerk.Cancel(taken),
                court.SuzhouClerk.Cancel(taken),
                .. rivals,
            ]);

            answers.NoServerError();
            Assert.Equal("approved", await court.ShenzhenClerk.StatusOf(waiting[0]));
            Assert.Equal("waiting", await court.ShenzhenClerk.StatusOf(waiting[3]));
            Assert.Equal(1, await Holders(a, day));
            Assert.Equal(1, await Holders(b, day));
            Assert.Equal(1, await Promotions(waiting[0]));
        }
        Assert.Equal(0, await court.Overlaps());
    }

    [Fact]
    public async Task Many_cancellations_that_free_parts_of_bundles_in_all_orders_lock_nobody_out()
    {
        var rooms = new[]
        {
            await court.Room(Court.Suzhou),
            await court.Room(Court.Guangzhou),
            await court.Room(Court.Shenzhen),
        };
        for (var round = 0; round < 4; round++)
        {
            var day = court.FreshDay();
            var taken = await Task.WhenAll(rooms.Select(r => Court.Booked(court.SuzhouClerk, day, 1, r)));
            var waiting = await Task.WhenAll(
                Enumerable.Range(0, 9).Select(n => Wait(court.ShenzhenClerk, day, [rooms[n % 3], rooms[(n + 1) % 3]]))
            );
            var answers = await Task.WhenAll(taken.Select(t => court.SuzhouClerk.Cancel(t)));

            answers.NoServerError();
            var promoted = await Task.WhenAll(waiting.Select(w => court.ShenzhenClerk.StatusOf(w)));
            Assert.Single(promoted, s => s == "approved");
        }
        Assert.Equal(0, await court.Overlaps());
    }

    private async Task<long> Holders(Guid room, DateTimeOffset day)
    {
        await using var connection = await court.Database.Administrator.OpenConnectionAsync();
        return await connection.QuerySingleAsync<long>(
            "select count(*) from hearings.allocation where resource_id = @room and released_at is null and blocked @> @day",
            new { room, day = day.ToUniversalTime() }
        );
    }

    private async Task<long> Promotions(JsonElement session)
    {
        await using var connection = await court.Database.Administrator.OpenConnectionAsync();
        return await connection.QuerySingleAsync<long>(
            "select count(*) from hearings.outbox where kind = 'hearings.session-promoted.v1' and subject = @id",
            new { id = session.Id().ToString() }
        );
    }

    private static Task<JsonElement> Wait(
        HttpClient clerk,
        DateTimeOffset from,
        Guid room,
        params (string Name, object? Value)[] more
    ) => Wait(clerk, from, [room], more);

    private static Task<JsonElement> Wait(
        HttpClient clerk,
        DateTimeOffset from,
        Guid[] rooms,
        params (string Name, object? Value)[] more
    ) =>
        clerk
            .Ask("sessions", Court.Booking(from, 1, rooms).With([("joinWaitingList", true), .. more]))
            .Answer(HttpStatusCode.Created);
}
