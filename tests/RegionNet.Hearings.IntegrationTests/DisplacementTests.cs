using System.Net;
using System.Text.Json;
using Dapper;
using Npgsql;
using RegionNet.Access.Contracts;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

/// <summary>Who may be moved for whom, by which two persons, and that it happens once and whole.</summary>
public sealed class DisplacementTests(Court court) : IClassFixture<Court>
{
    private HttpClient Director => court.Person("suzhou director", Court.Suzhou, Roles.CentreDirector);
    private HttpClient Keeper => court.Person("suzhou keeper", Court.Suzhou, Roles.RoomManager);

    [Fact]
    public async Task A_second_person_approves_and_both_are_moved_in_one_transaction()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        var (training, hearing) = await Contest(day, room);
        var proposal = await Propose(training, hearing, day.AddHours(4), room).Answer(HttpStatusCode.Created);
        Assert.Equal("proposed", proposal.Text("status"));
        Assert.Equal("waiting", await court.ShenzhenClerk.StatusOf(hearing));

        var listed = Assert.Single(
            (await Keeper.Get("displacements?status=proposed")).List("items"),
            d => d.GetProperty("sessionId").GetGuid() == training.Id()
        );
        Assert.Equal((proposal.Id(), true), (listed.Id(), listed.GetProperty("mayDecide").GetBoolean()));
        Assert.Equal(room, Assert.Single(listed.List("rooms")).Id());
        Assert.Empty(
            (await court.Person("other keeper", Court.Guangzhou, Roles.RoomManager).Get("displacements")).List("items")
        );
        await Court.Refused(
            await court
                .Person("other keeper", Court.Guangzhou, Roles.RoomManager)
                .Ask($"displacements/{proposal.Id()}/approval", new { }),
            HttpStatusCode.NotFound,
            "hearings.displacement-not-found"
        );
        await Court.Refused(await Approve(Director, proposal), HttpStatusCode.Forbidden, "hearings.four-eyes");
        var approved = await Approve(Keeper, proposal).Answer();

        Assert.Equal(("approved", "suzhou keeper"), (approved.Text("status"), approved.Text("decidedBy")));
        var moved = await court.GuangzhouClerk.Get($"sessions/{training.Id()}");
        Assert.Equal(
            ("approved", "displaced", day.AddHours(4)),
            (moved.Text("status"), moved.Text("change"), moved.GetProperty("from").GetDateTimeOffset())
        );
        Assert.Equal("approved", await court.ShenzhenClerk.StatusOf(hearing));
        await using var connection = await court.Database.Administrator.OpenConnectionAsync();
        Assert.Equal(
            ["hearings.session-moved.v1", "hearings.session-promoted.v1"],
            await connection.QueryAsync<string>(
                """
                select kind from hearings.outbox where subject = any(@ids)
                    and kind in ('hearings.session-moved.v1', 'hearings.session-promoted.v1') order by kind
                """,
                new { ids = new[] { training.Id().ToString(), hearing.Id().ToString() } }
            )
        );
        Assert.Equal(
            2,
            await connection.QuerySingleAsync<long>(
                "select count(*) from hearings.audit_entry where subject = @id and action like 'hearings.displacement.%'",
                new { id = training.Id().ToString() }
            )
        );
        await Court.Refused(await Approve(Keeper, proposal), HttpStatusCode.Conflict, "hearings.displacement-over");
        // The displaced may still cancel.
        await court.GuangzhouClerk.Cancel(training).Answer();
    }

    [Theory]
    [InlineData("approved", Court.Suzhou, "approved")]
    [InlineData("approved", Court.Shenzhen, "submitted")]
    [InlineData("supplement", Court.Suzhou, "supplement")]
    public async Task Who_moves_it_has_approved_it_and_another_host_is_asked(
        string before,
        string alternative,
        string after
    )
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        var other = await court.Room(alternative);
        await court.PublishTerms(Court.Suzhou, room, day, ("needsApproval", true));
        await court.PublishTerms(alternative, other, day, ("needsApproval", true));
        var (training, hearing) = await Contest(day, room);
        await Keeper
            .Ask(
                $"sessions/{training.Id()}/decision",
                new
                {
                    decision = before,
                    version = 1,
                    reason = "请补充授课人员",
                }
            )
            .Answer();

        var proposal = await Propose(training, hearing, day, other, version: 2).Answer(HttpStatusCode.Created);
        await Approve(Keeper, proposal).Answer();

        Assert.Equal(after, await court.GuangzhouClerk.StatusOf(training));
        await using var connection = await court.Database.Administrator.OpenConnectionAsync();
        var told = await connection.QuerySingleAsync<(string Status, Guid By, Guid Left)>(
            """
            select payload ->> 'status', (payload ->> 'displacedBy')::uuid, (payload #>> '{leftRooms,0,roomId}')::uuid
            from hearings.outbox where subject = @id and kind = 'hearings.session-moved.v1'
            """,
            new { id = training.Id().ToString() }
        );
        Assert.Equal((after, OrganisationId.Of(Court.Suzhou), room), told);
    }

    [Fact]
    public async Task A_host_whose_room_stays_at_its_time_is_not_asked_again()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        var (other, far) = (await court.Room(Court.Suzhou), await court.Room(Court.Shenzhen));
        await court.PublishTerms(Court.Shenzhen, far, day, ("needsApproval", true));
        var training = await court
            .GuangzhouClerk.Ask("sessions", Court.Booking(day, 1, room, far).With(("hearingClass", "training")))
            .Answer(HttpStatusCode.Created);
        await court
            .Person("shenzhen keeper", Court.Shenzhen, Roles.RoomManager)
            .Ask($"sessions/{training.Id()}/decision", new { decision = "approved", version = 1 })
            .Answer();
        var hearing = await Wait(day, room, "court", "2026-08-01");

        await Approve(
                Keeper,
                await Propose(training, hearing, day, [other, far], version: 2).Answer(HttpStatusCode.Created)
            )
            .Answer();

        Assert.Equal("approved", await court.GuangzhouClerk.StatusOf(training));
    }

    [Fact]
    public async Task Never_for_equal_or_lower_rank_never_when_published_and_only_for_the_own_room()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        var (training, hearing) = await Contest(day, room);
        var equal = await Wait(day, room, "training", null);
        await Court.Refused(
            await Propose(training, equal, day.AddHours(4), room),
            HttpStatusCode.Conflict,
            "hearings.not-of-higher-rank"
        );
        await Court.Refused(
            await Propose(training, hearing, day.AddHours(0.25), room, hours: 2),
            HttpStatusCode.Conflict,
            "hearings.alternative-too-short"
        );
        await Court.Refused(
            await Propose(
                training,
                hearing,
                day.AddHours(4),
                room,
                by: court.Person("other director", Court.Guangzhou, Roles.CentreDirector)
            ),
            HttpStatusCode.NotFound,
            "hearings.session-not-found"
        );
        await Court.Booked(court.ShenzhenClerk, day.AddHours(8), 1, room);
        await Court.Refused(
            await Propose(training, hearing, day.AddHours(8), room),
            HttpStatusCode.Conflict,
            "hearings.room-taken"
        );
        await court.GuangzhouClerk.Ask($"sessions/{training.Id()}/notice", new { }).Answer();
        await Court.Refused(
            await Propose(training, hearing, day.AddHours(4), room, version: 2),
            HttpStatusCode.Conflict,
            "hearings.cannot-be-displaced"
        );
    }

    [Fact]
    public async Task In_one_class_the_earlier_statutory_deadline_outranks()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        var taken = await court
            .GuangzhouClerk.Ask("sessions", Court.Booking(day, 1, room).With(("statutoryDeadline", "2026-09-01")))
            .Answer(HttpStatusCode.Created);
        var later = await Wait(day, room, "court", "2026-10-01");
        var earlier = await Wait(day, room, "court", "2026-08-01");

        await Court.Refused(
            await Propose(taken, later, day.AddHours(4), room),
            HttpStatusCode.Conflict,
            "hearings.not-of-higher-rank"
        );
        var proposal = await Propose(taken, earlier, day.AddHours(4), room).Answer(HttpStatusCode.Created);
        await Court.Refused(
            await Propose(taken, earlier, day.AddHours(4), room),
            HttpStatusCode.Conflict,
            "hearings.displacement-open"
        );
        var rejected = await Keeper
            .Ask($"displacements/{proposal.Id()}/rejection", new { reason = "另行协调" })
            .Answer();
        Assert.Equal(("rejected", "另行协调"), (rejected.Text("status"), rejected.Text("decisionReason")));
        Assert.Equal("waiting", await court.ShenzhenClerk.StatusOf(earlier));
    }

    [Fact]
    public async Task It_lapses_when_a_session_changes_or_two_working_days_have_passed()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        var (training, hearing) = await Contest(day, room);
        var stale = await Propose(training, hearing, day.AddHours(4), room).Answer(HttpStatusCode.Created);
        await court
            .GuangzhouClerk.Ask(
                $"sessions/{training.Id()}/amendment",
                new
                {
                    version = 1,
                    title = "培训改题",
                    caseNumber = "T-2",
                }
            )
            .Answer();
        await Court.Refused(await Approve(Keeper, stale), HttpStatusCode.Conflict, "hearings.displacement-over");

        var late = await Propose(training, hearing, day.AddHours(4), room, version: 2).Answer(HttpStatusCode.Created);
        // Tuesday the 3rd: Wednesday and Thursday to decide, over at midnight.
        Assert.Equal(
            new DateTimeOffset(2026, 3, 6, 0, 0, 0, TimeSpan.FromHours(8)),
            late.GetProperty("expiresAt").GetDateTimeOffset()
        );
        court.Clock.Set(new DateTimeOffset(2026, 3, 6, 0, 0, 0, TimeSpan.FromHours(8)));
        try
        {
            await Court.Refused(await Approve(Keeper, late), HttpStatusCode.Conflict, "hearings.displacement-over");
            Assert.Contains((await Keeper.Get("displacements?status=lapsed")).List("items"), d => d.Id() == late.Id());
        }
        finally
        {
            court.Clock.Set(Court.Now);
        }
    }

    [Fact]
    public async Task Approval_and_bookings_at_once_move_both_or_neither()
    {
        var (room, other) = (await court.Room(Court.Suzhou), await court.Room(Court.Suzhou));
        for (var round = 0; round < 4; round++)
        {
            var day = court.FreshDay();
            var (training, hearing) = await Contest(day, room);
            var proposal = await Propose(training, hearing, day, other).Answer(HttpStatusCode.Created);

            var answers = await Task.WhenAll([
                Approve(Keeper, proposal),
                Approve(court.Person("third", Court.Suzhou, Roles.CentreDirector), proposal),
                .. Enumerable
                    .Range(0, 12)
                    .Select(n =>
                        court.ShenzhenClerk.Ask("sessions", Court.Booking(day, 1, n % 2 == 0 ? [other] : [other, room]))
                    ),
                court.GuangzhouClerk.Cancel(training),
            ]);

            answers.NoServerError();
            Assert.InRange(answers.Take(2).Count(a => a.IsSuccessStatusCode), 0, 1);
            if (answers.Take(2).Any(a => a.IsSuccessStatusCode))
            {
                Assert.Equal("approved", await court.ShenzhenClerk.StatusOf(hearing));
            }
        }
        Assert.Equal(0, await court.Overlaps());
    }

    [Fact]
    public async Task The_database_itself_wants_four_eyes_and_keeps_published_hearings()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        var (training, hearing) = await Contest(day, room);
        var proposal = await Propose(training, hearing, day.AddHours(4), room).Answer(HttpStatusCode.Created);
        await court.GuangzhouClerk.Ask($"sessions/{training.Id()}/notice", new { }).Answer();
        await using var connection = await court
            .Database.Module("hearings")
            .OpenConnectionAsync(TestContext.Current.CancellationToken);

        var alone = await Assert.ThrowsAsync<PostgresException>(() =>
            connection.ExecuteAsync(
                "update displacement set status = 'approved', decided_by = proposed_by, decided_at = now() where id = @id",
                new { id = proposal.Id() }
            )
        );
        var published = await Assert.ThrowsAsync<PostgresException>(() =>
            connection.ExecuteAsync(
                "update session set status = 'approved', change = 'displaced', version = version + 1 where id = @id",
                new { id = training.Id() }
            )
        );

        Assert.Equal("displacement_four_eyes", alone.ConstraintName);
        Assert.Equal("session_displaced_while_open", published.ConstraintName);
    }

    /// <summary>A training of Guangzhou in the room, and a court hearing with a deadline that waits for it.</summary>
    private async Task<(JsonElement Training, JsonElement Hearing)> Contest(DateTimeOffset day, Guid room)
    {
        var training = await court
            .GuangzhouClerk.Ask("sessions", Court.Booking(day, 1, room).With(("hearingClass", "training")))
            .Answer(HttpStatusCode.Created);
        return (training, await Wait(day, room, "court", "2026-08-01"));
    }

    private Task<JsonElement> Wait(DateTimeOffset day, Guid room, string hearingClass, string? deadline) =>
        court
            .ShenzhenClerk.Ask(
                "sessions",
                Court
                    .Booking(day, 1, room)
                    .With(("joinWaitingList", true), ("hearingClass", hearingClass), ("statutoryDeadline", deadline))
            )
            .Answer(HttpStatusCode.Created);

    private Task<HttpResponseMessage> Propose(
        JsonElement session,
        JsonElement forSession,
        DateTimeOffset from,
        Guid room,
        double hours = 1,
        int version = 1,
        HttpClient? by = null
    ) => Propose(session, forSession, from, [room], hours, version, by);

    private Task<HttpResponseMessage> Propose(
        JsonElement session,
        JsonElement forSession,
        DateTimeOffset from,
        Guid[] rooms,
        double hours = 1,
        int version = 1,
        HttpClient? by = null
    ) =>
        (by ?? Director).Ask(
            $"sessions/{session.Id()}/displacement",
            new
            {
                forSessionId = forSession.Id(),
                version,
                reason = "法定审限临近",
                alternative = new
                {
                    from,
                    to = from.AddHours(hours),
                    roomIds = rooms,
                },
            }
        );

    private static Task<HttpResponseMessage> Approve(HttpClient person, JsonElement proposal) =>
        person.PostAsync($"/api/hearings/displacements/{proposal.Id()}/approval", null);
}
