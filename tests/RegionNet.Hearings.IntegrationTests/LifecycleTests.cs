using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Npgsql;
using RegionNet.Access.Contracts;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

/// <summary>A session from hold to the end, as the table of moves has it, and every version kept.</summary>
public sealed class LifecycleTests(Court court) : IClassFixture<Court>
{
    private HttpClient SuzhouHost => court.Person("suzhou host", Court.Suzhou, Roles.RoomManager);

    [Fact]
    public async Task A_hold_keeps_the_room_and_ends_by_itself()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        var hold = await Ok(court.SuzhouClerk, "holds", Hold(day, room, minutes: 10), HttpStatusCode.Created);
        Assert.Equal("held", hold.GetProperty("status").GetString());
        await Court.Refused(
            await court.GuangzhouClerk.PostAsJsonAsync("/api/hearings/holds", Hold(day, room, minutes: 10)),
            HttpStatusCode.Conflict,
            "hearings.room-taken"
        );
        Assert.DoesNotContain(room, await Free(day));

        court.Clock.Advance(TimeSpan.FromMinutes(10));

        Assert.Contains(room, await Free(day));
        await Court.Booked(court.GuangzhouClerk, day, 1, room);
        // Who held it comes too late.
        await Court.Refused(
            await court.SuzhouClerk.PostAsJsonAsync(
                "/api/hearings/sessions",
                With(Court.Booking(day, 1, room), ("holdId", hold.GetProperty("id").GetGuid()))
            ),
            HttpStatusCode.Conflict,
            "hearings.room-taken"
        );
    }

    [Fact]
    public async Task A_booking_takes_the_place_of_the_own_hold_only()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        var hold = await Ok(court.SuzhouClerk, "holds", Hold(day, room, minutes: 30), HttpStatusCode.Created);
        var booking = With(Court.Booking(day, 1, room), ("holdId", hold.GetProperty("id").GetGuid()));

        await Court.Refused(
            await court.GuangzhouClerk.PostAsJsonAsync("/api/hearings/sessions", booking),
            HttpStatusCode.NotFound,
            "hearings.hold-not-found"
        );
        var session = await Ok(court.SuzhouClerk, "sessions", booking, HttpStatusCode.Created);

        Assert.Equal("approved", session.GetProperty("status").GetString());
        Assert.Equal("withdrawn", (await Show(court.SuzhouClerk, hold)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_host_that_wants_to_be_asked_approves_sends_back_or_rejects()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        await Terms(room, day, needsApproval: true);
        var session = await Court.Booked(court.GuangzhouClerk, day, 1, room);
        Assert.Equal("submitted", session.GetProperty("status").GetString());
        // The own clerks of the host need nobody's word.
        Assert.Equal(
            "approved",
            (await Court.Booked(court.SuzhouClerk, day.AddHours(5), 1, room)).GetProperty("status").GetString()
        );

        await Court.Refused(
            await Decide(court.Person("g", Court.Guangzhou, Roles.RoomManager), session, "approved"),
            HttpStatusCode.Forbidden,
            "hearings.not-yours-to-decide"
        );
        await Court.Refused(
            await Decide(SuzhouHost, session, "supplement"),
            HttpStatusCode.BadRequest,
            "hearings.reason-needed"
        );
        var sentBack = await Read(await Decide(SuzhouHost, session, "supplement", "请补充合议庭组成人员"));
        Assert.Equal("supplement", sentBack.GetProperty("status").GetString());
        Assert.Equal("请补充合议庭组成人员", sentBack.GetProperty("changeReason").GetString());

        var again = await Read(
            await court.GuangzhouClerk.PostAsJsonAsync(
                $"/api/hearings/sessions/{Id(session)}/amendment",
                new
                {
                    version = sentBack.GetProperty("version").GetInt32(),
                    title = "补充后的案由",
                    caseNumber = "(2026)粤03民初7号",
                    submit = true,
                }
            )
        );
        Assert.Equal("submitted", again.GetProperty("status").GetString());
        await using (var connection = await court.Database.Administrator.OpenConnectionAsync())
        {
            Assert.Equal(
                ["supplement", "submitted"],
                await connection.QueryAsync<string>(
                    """
                    select payload ->> 'status' from hearings.outbox
                    where subject = @id and kind = 'hearings.session-progressed.v1' order by id
                    """,
                    new { id = Id(session).ToString() }
                )
            );
        }
        await Court.Refused(
            await Decide(SuzhouHost, session, "approved"),
            HttpStatusCode.PreconditionFailed,
            "hearings.stale-session"
        );
        Assert.Equal(
            "approved",
            (await Read(await Decide(SuzhouHost, again, "approved"))).GetProperty("status").GetString()
        );

        var other = await Court.Booked(court.GuangzhouClerk, day.AddHours(2), 1, room);
        Assert.Equal(
            "rejected",
            (await Read(await Decide(SuzhouHost, other, "rejected", "当日设备检修"))).GetProperty("status").GetString()
        );
        Assert.Contains(room, await Free(day.AddHours(2)));
    }

    [Fact]
    public async Task A_move_frees_the_old_slot_exactly_when_it_takes_the_new_one()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        var other = await court.Room(Court.Guangzhou);
        var session = await Court.Booked(court.SuzhouClerk, day, 1, room);
        await Court.Booked(court.ShenzhenClerk, day.AddHours(4), 1, room);

        await Court.Refused(await Move(session, day.AddHours(3), 1), HttpStatusCode.Conflict, "hearings.room-taken");
        // A session is not in its own way.
        var later = await Read(await Move(session, day.AddHours(0.5), 1));
        var elsewhere = await Read(await Move(later, day.AddHours(0.5), 1, other));

        Assert.Contains(room, await Free(day.AddHours(0.5)));
        Assert.Equal(
            other,
            Assert.Single(elsewhere.GetProperty("rooms").EnumerateArray()).GetProperty("roomId").GetGuid()
        );
        await Court.Refused(
            await Move(session, day.AddHours(1), 1),
            HttpStatusCode.PreconditionFailed,
            "hearings.stale-session"
        );
        // And back to a room it has left before.
        await Read(await Move(elsewhere, day, 1, room));
        Assert.DoesNotContain(room, await Free(day));
    }

    [Fact]
    public async Task A_notice_that_cannot_be_timely_needs_a_ground_and_moving_a_published_hearing_needs_a_reason()
    {
        var room = await court.Room(Court.Suzhou);
        // Fewer than three calendar days ahead: Civil Procedure Law, art. 139.
        var soon = court.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).Date.AddDays(2).AddHours(9);
        var from = new DateTimeOffset(soon, TimeSpan.FromHours(8));
        var refused = await court.SuzhouClerk.PostAsJsonAsync("/api/hearings/sessions", Court.Booking(from, 1, room));
        await Court.Refused(refused, HttpStatusCode.Conflict, "hearings.notice-too-late");

        var session = await Ok(
            court.SuzhouClerk,
            "sessions",
            With(Court.Booking(from, 1, room), ("noticeGround", "双方当事人书面同意缩短通知期限")),
            HttpStatusCode.Created
        );
        var notice = session.GetProperty("notice");
        Assert.True(notice.GetProperty("isLaw").GetBoolean());
        var published = await Read(
            await court.SuzhouClerk.PostAsync($"/api/hearings/sessions/{Id(session)}/notice", null)
        );
        Assert.Equal("published", published.GetProperty("status").GetString());
        var day = court.FreshDay();
        await Court.Refused(await Move(published, day, 1), HttpStatusCode.BadRequest, "hearings.reason-needed");
        var moved = await Read(await Move(published, day, 1, reason: "审判长临时公务"));
        Assert.Equal("approved", moved.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, moved.GetProperty("notice").GetProperty("publishedAt").ValueKind);
    }

    [Fact]
    public async Task A_notice_is_published_on_its_last_day_by_itself()
    {
        var room = await court.Room(Court.Suzhou);
        var day = court.Clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8)).Date.AddDays(4).AddHours(9);
        var session = await Court.Booked(court.SuzhouClerk, new DateTimeOffset(day, TimeSpan.FromHours(8)), 1, room);
        Assert.Equal("approved", session.GetProperty("status").GetString());

        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Equal("approved", (await Show(court.SuzhouClerk, session)).GetProperty("status").GetString());
        court.Clock.Advance(TimeSpan.FromDays(1));

        var shown = await Testing.Eventually.Becomes(
            () => Show(court.SuzhouClerk, session),
            s => s.GetProperty("status").GetString() == "published",
            TimeSpan.FromSeconds(10)
        );
        Assert.Equal("published", shown.GetProperty("change").GetString());

        // The notice was timely and stays so: what is corrected after its last day needs no ground.
        court.Clock.Advance(TimeSpan.FromDays(1));
        var amended = await Ok(
            court.SuzhouClerk,
            $"sessions/{Id(session)}/amendment",
            new
            {
                version = shown.GetProperty("version").GetInt32(),
                title = "更正后的案由",
                caseNumber = "(2026)苏05民初7号",
                reason = "笔误",
            },
            HttpStatusCode.OK
        );
        Assert.Equal("published", amended.GetProperty("status").GetString());
        Assert.Equal("更正后的案由", amended.GetProperty("title").GetString());
    }

    [Fact]
    public async Task What_people_bring_cannot_be_in_two_places()
    {
        var day = court.FreshDay();
        var (a, b) = (await court.Room(Court.Suzhou), await court.Room(Court.Guangzhou));
        var camera = await Ok(
            SuzhouHost,
            "assets",
            new
            {
                kind = "device",
                identifier = $"EQ-{Guid.NewGuid():N}",
                nameZh = "移动高清摄像机",
                nameEn = "Movable HD camera",
            },
            HttpStatusCode.Created
        );
        object[] parties =
        [
            new
            {
                role = "plaintiff",
                name = "甲公司",
                agents = new[] { new { name = "王律师", licence = "13205201010123456" } },
            },
        ];
        await Ok(
            court.SuzhouClerk,
            "sessions",
            With(
                Court.Booking(day, 1, a),
                ("resourceIds", new[] { camera.GetProperty("id").GetGuid() }),
                ("parties", parties)
            ),
            HttpStatusCode.Created
        );

        await Court.Refused(
            await court.GuangzhouClerk.PostAsJsonAsync(
                "/api/hearings/sessions",
                With(Court.Booking(day, 1, b), ("parties", parties))
            ),
            HttpStatusCode.Conflict,
            "hearings.room-taken"
        );
        await Court.Refused(
            await court.GuangzhouClerk.PostAsJsonAsync(
                "/api/hearings/sessions",
                With(Court.Booking(day, 1, b), ("resourceIds", new[] { camera.GetProperty("id").GetGuid() }))
            ),
            HttpStatusCode.Conflict,
            "hearings.room-taken"
        );
        await Court.Booked(court.GuangzhouClerk, day, 1, b);
    }

    [Fact]
    public async Task A_host_sees_of_a_closed_hearing_only_what_it_prepares()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Guangzhou));
        var session = await Ok(
            court.SuzhouClerk,
            "sessions",
            With(Court.Booking(day, 1, room), ("closedGround", "trade-secrets"), ("observers", new[] { "观察员赵某" })),
            HttpStatusCode.Created
        );
        Assert.Equal("观察员赵某", session.GetProperty("observers")[0].GetString());

        var hosted = await Show(court.GuangzhouClerk, session);

        Assert.True(hosted.GetProperty("closed").GetBoolean());
        Assert.NotEmpty(hosted.GetProperty("number").GetString()!);
        foreach (var planted in (string[])["张某", "12号", "赵某", "trade-secrets"])
        {
            Assert.DoesNotContain(planted, hosted.GetRawText(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_database_itself_keeps_the_moves_and_the_versions()
    {
        var (day, room) = (court.FreshDay(), await court.Room(Court.Suzhou));
        var session = await Court.Booked(court.SuzhouClerk, day, 1, room);
        await using var connection = await court
            .Database.Module("hearings")
            .OpenConnectionAsync(TestContext.Current.CancellationToken);

        var skipped = await Assert.ThrowsAsync<PostgresException>(() =>
            connection.ExecuteAsync(
                "update session set status = 'archived', version = version + 1 where id = @id",
                new { id = Id(session) }
            )
        );
        var unversioned = await Assert.ThrowsAsync<PostgresException>(() =>
            connection.ExecuteAsync("update session set title = 'x' where id = @id", new { id = Id(session) })
        );

        Assert.Equal("session_move_allowed", skipped.ConstraintName);
        Assert.Equal("session_version_follows", unversioned.ConstraintName);
        await Read(
            await court.SuzhouClerk.PostAsJsonAsync(
                $"/api/hearings/sessions/{Id(session)}/cancellation",
                new { reason = "当事人撤诉" }
            )
        );
        Assert.Equal(
            ["booked", "cancelled"],
            await connection.QueryAsync<string>(
                "select change from session_version where id = @id order by version",
                new { id = Id(session) }
            )
        );
    }

    private Task<HttpResponseMessage> Move(
        JsonElement session,
        DateTimeOffset from,
        double hours,
        Guid? room = null,
        string? reason = null
    ) =>
        court.SuzhouClerk.PostAsJsonAsync(
            $"/api/hearings/sessions/{Id(session)}/move",
            new
            {
                from,
                to = from.AddHours(hours),
                version = session.GetProperty("version").GetInt32(),
                roomIds = room is { } r ? new[] { r } : null,
                reason,
            }
        );

    private static Task<HttpResponseMessage> Decide(
        HttpClient host,
        JsonElement session,
        string decision,
        string? reason = null
    ) =>
        host.PostAsJsonAsync(
            $"/api/hearings/sessions/{Id(session)}/decision",
            new
            {
                decision,
                version = session.GetProperty("version").GetInt32(),
                reason,
            }
        );

    private async Task Terms(Guid room, DateTimeOffset day, bool needsApproval) =>
        await Ok(
            SuzhouHost,
            $"rooms/{room}/terms",
            new
            {
                from = DateOnly.FromDateTime(day.DateTime),
                hours = Enumerable
                    .Range(1, 7)
                    .Select(weekday => new
                    {
                        weekday,
                        opens = "08:00",
                        closes = "20:00",
                    }),
                workingDaysOnly = false,
                needsApproval,
            },
            HttpStatusCode.Created
        );

    private async Task<IEnumerable<Guid>> Free(DateTimeOffset from)
    {
        var page = await court.SuzhouClerk.GetFromJsonAsync<JsonElement>(
            $"/api/hearings/free-rooms?from={Uri.EscapeDataString($"{from:O}")}&to={Uri.EscapeDataString($"{from.AddHours(1):O}")}&organisationId={OrganisationId.Of(Court.Suzhou)}&limit=200"
        );
        return page.GetProperty("items").EnumerateArray().Select(Id);
    }

    private static Task<JsonElement> Show(HttpClient client, JsonElement session) =>
        client.GetFromJsonAsync<JsonElement>($"/api/hearings/sessions/{Id(session)}");

    private static object Hold(DateTimeOffset from, Guid room, int minutes) =>
        new
        {
            from,
            to = from.AddHours(1),
            roomIds = new[] { room },
            minutes,
        };

    private static Dictionary<string, object?> With(object request, params (string Name, object? Value)[] more)
    {
        var content = JsonSerializer
            .SerializeToElement(request)
            .EnumerateObject()
            .ToDictionary(p => p.Name, object? (p) => p.Value, StringComparer.Ordinal);
        foreach (var (name, value) in more)
        {
            content[name] = value;
        }
        return content;
    }

    private static async Task<JsonElement> Ok(HttpClient client, string path, object content, HttpStatusCode expected)
    {
        var answer = await client.PostAsJsonAsync($"/api/hearings/{path}", content);
        Assert.True(answer.StatusCode == expected, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<JsonElement> Read(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static Guid Id(JsonElement element) => element.GetProperty("id").GetGuid();
}
