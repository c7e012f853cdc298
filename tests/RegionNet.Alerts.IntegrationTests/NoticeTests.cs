using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RegionNet.Access.Contracts;
using RegionNet.Assessments.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>Reminders of assessments, mailed to the person alone; most of those reminded have no stream of alerts.</summary>
[Collection<RoadsRoomCollection>]
public sealed class NoticeTests(RoadsRoom room)
{
    private const string Email = "/api/alerts/roads/email";
    private static readonly Guid s_round = Guid.Parse("01900000-0000-7000-8000-000000000001");

    [Fact]
    public async Task A_reminder_is_kept_once_and_mailed_once_however_often_it_comes()
    {
        var evaluator = TestPeople.Person("notice.once", roles: [Roles.Evaluator]);
        var officer = TestPeople.Person("notice.zone", roles: [Roles.DemonstrationZoneOfficer]);
        // A reminder has no level: the least level of the address is one of alerts.
        var address = await room.Verified(evaluator, minimumLevel: "extreme");
        var ofOfficer = await room.Verified(officer, language: "en");

        var notice = Guid.NewGuid();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Remind(evaluator, notice)));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => room.Sender.SendMails(CancellationToken.None)));
        Assert.Equal([("delivered", 1)], await room.CarryNotice(notice));

        var mail = Assert.Single(room.Mails.To(address).Skip(1));
        Assert.Equal("【提醒】2026年验收：专家评分于2026年6月15日截止", mail.Subject);
        Assert.Contains("还有 2 份评分表未提交", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains(
            $"https://portal.test/assessments/rounds/{s_round}/score\n",
            mail.TextBody,
            StringComparison.Ordinal
        );
        var delivery = await room.Db.QueryOne<Guid>(
            "select d.id from delivery d join personal_notice n on n.id = d.notice_id where n.id = @notice",
            new { notice }
        );
        Assert.Equal($"{delivery}@regionnet.test", mail.MessageId);

        var second = Guid.NewGuid();
        await Remind(
            officer,
            second,
            "filing",
            "self-assessment",
            new OpenWork("江苏省苏州市", "Suzhou", 3),
            new OpenWork("江苏省南通市", "Nantong", 1)
        );
        await room.CarryNotice(second);
        var ofTwo = Assert.Single(room.Mails.To(ofOfficer).Skip(1));
        Assert.Equal("[Reminder] Acceptance 2026: self-assessment ends on 15 June 2026", ofTwo.Subject);
        Assert.Contains(
            "Suzhou: the self-assessment is not handed in; still open: 3",
            ofTwo.TextBody,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Nantong: the self-assessment is not handed in; still open: 1",
            ofTwo.TextBody,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("notice.zone", ofTwo.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_wants_no_reminders_or_has_no_address_is_sent_none_and_nobody_else_is()
    {
        var person = TestPeople.Person("notice.off", roles: [Roles.AssessmentOrganiser]);
        var address = await room.Verified(person);
        var client = room.Host.As(person);
        Assert.True((await Roads()).GetProperty("email").GetProperty("reminders").GetBoolean());
        Assert.False((await (await Set(reminders: false)).Read(200)).GetProperty("reminders").GetBoolean());
        // Who changes the language alone has not asked for reminders again.
        Assert.False((await (await Set(reminders: null)).Read(200)).GetProperty("reminders").GetBoolean());
        var (unwanted, nowhere) = (Guid.NewGuid(), Guid.NewGuid());
        await Remind(person, unwanted, "check", "evidence-check");
        await Remind(TestPeople.Person("notice.nowhere", roles: [Roles.Evaluator]), nowhere);
        Assert.Empty(await room.CarryNotice(unwanted));
        Assert.Empty(await room.CarryNotice(nowhere));

        Assert.Equal("verified", (await (await Set(reminders: true)).Read(200)).GetProperty("status").GetString());
        var wanted = Guid.NewGuid();
        await Remind(person, wanted, "check", "evidence-check");
        Assert.Equal([("delivered", 1)], await room.CarryNotice(wanted));
        Assert.Contains(
            "还有 2 项指标材料待核查",
            Assert.Single(room.Mails.To(address).Skip(1)).TextBody,
            StringComparison.Ordinal
        );
        // The road is theirs; streams of alerts are not.
        await (await client.GetAsync("/api/alerts/streams")).Refused(403, "kernel.forbidden");

        Task<JsonElement> Roads() => client.GetFromJsonAsync<JsonElement>("/api/alerts/roads");
        Task<HttpResponseMessage> Set(bool? reminders) =>
            client.PutAsJsonAsync(
                Email,
                new
                {
                    address,
                    minimumLevel = "minor",
                    language = "zh",
                    reminders,
                }
            );
    }

    [Fact]
    public async Task After_quiet_hours_a_reminder_goes_to_who_still_has_account_role_address_and_wish()
    {
        var people = new Dictionary<string, (CurrentUser Person, string Address, Guid Notice)>(StringComparer.Ordinal);
        foreach (var name in (string[])["locked", "replaced", "ended", "switched", "still"])
        {
            var person = TestPeople.Person($"notice.{name}", roles: [Roles.Evaluator]);
            people[name] = (person, await room.Verified(person), Guid.NewGuid());
        }
        await room.Db.Query<int>(
            """
            insert into subscription (id, subject, display_name, organisation_id, zone_code, minimum_level, quiet_from, quiet_to, created_at)
            select gen_random_uuid(), s, s, gen_random_uuid(), 'QUIET', 'extreme', (now() at time zone 'Asia/Shanghai')::time - interval '1 hour',
                (now() at time zone 'Asia/Shanghai')::time + interval '1 hour', now()
            from unnest(@Subjects) s
            """,
            new { Subjects = people.Values.Select(p => p.Person.Subject).ToArray() }
        );
        foreach (var (person, _, notice) in people.Values)
        {
            await Remind(person, notice);
        }
        await room.Sender.SendMails(CancellationToken.None);
        Assert.Equal(
            people.Count,
            await room.Db.QueryOne<int>(
                "select count(*)::int from delivery where notice_id = any(@Notices) and status = 'pending' and attempts = 0",
                new { Notices = people.Values.Select(p => p.Notice).ToArray() }
            )
        );
        room.Host.People.Forget("notice.locked");
        room.Host.People.Register(AlertSteps.Coordinator("notice.replaced", "BHR"));
        await (await room.Host.As(people["ended"].Person).PostAsync($"{Email}/end", null)).Read(204);
        await (
            await room
                .Host.As(people["switched"].Person)
                .PutAsJsonAsync(
                    Email,
                    new
                    {
                        address = people["switched"].Address,
                        minimumLevel = "minor",
                        language = "zh",
                        reminders = false,
                    }
                )
        ).Read(200);
        await room.Db.Query<int>(
            "update delivery set next_attempt_at = now() where notice_id = any(@Notices)",
            new { Notices = people.Values.Select(p => p.Notice).ToArray() }
        );

        foreach (var (name, (_, address, notice)) in people)
        {
            var (ended, mails) = name == "still" ? ("delivered", 2) : ("dropped", 1);
            Assert.Equal([(ended, 1)], await room.CarryNotice(notice));
            Assert.Equal(mails, room.Mails.To(address).Count);
        }
    }

    [Fact]
    public async Task What_fails_is_tried_again_and_what_is_given_up_is_replayed_without_being_read()
    {
        var slow = TestPeople.Person("notice.slow", roles: [Roles.Evaluator]);
        var never = TestPeople.Person("notice.never", roles: [Roles.Evaluator]);
        var (slowly, nowhere) = (await room.Verified(slow), await room.Verified(never));
        room.Mails.Refuse(slowly, "451 later");
        room.Mails.Refuse(nowhere, "550 nobody here");
        var (late, dead) = (Guid.NewGuid(), Guid.NewGuid());
        await Remind(slow, late);
        await Remind(never, dead);
        Assert.Equal([("delivered", 2)], await room.CarryNotice(late));
        Assert.Equal([("dead", 1)], await room.CarryNotice(dead));

        var administrator = room.Host.As(TestPeople.Person("notice.admin", roles: [Roles.SystemAdministrator]));
        var listed = (await (await administrator.GetAsync("/api/alerts/deliveries?status=dead&road=email")).Read(200))
            .GetProperty("items")
            .EnumerateArray()
            .Single(d => d.Text("recipient") == "name of notice.never");
        Assert.Equal("assessments.person-reminded", listed.Text("kind"));
        Assert.All(
            (string[])["alertId", "zoneCode", "level"],
            field => Assert.Equal(JsonValueKind.Null, listed.GetProperty(field).ValueKind)
        );
        Assert.DoesNotContain("验收", listed.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("people.test", listed.ToString(), StringComparison.Ordinal);
        await (await administrator.PostAsync($"/api/alerts/deliveries/{listed.Text("id")}/replay", null)).Read(200);
        Assert.Equal([("delivered", 1)], await room.CarryNotice(dead));
        Assert.Equal((2, 2), (room.Mails.To(slowly).Count, room.Mails.To(nowhere).Count));
    }

    [Theory]
    [InlineData("update delivery set subject = 'another' where notice_id = @notice", "delivery_of_notice")]
    [InlineData(
        "insert into delivery (id, road, notice_id, subject, created_at, next_attempt_at) values (@notice, 'email', @notice, 'another', now(), now())",
        "delivery_of_notice"
    )]
    [InlineData(
        "insert into delivery (id, road, notice_id, subject, created_at, next_attempt_at) values (@notice, 'email', @notice, 'notice.held', now(), now())",
        "delivery_once"
    )]
    [InlineData(
        "insert into delivery (id, road, subject, created_at, next_attempt_at) values (@notice, 'email', 'notice.held', now(), now())",
        "delivery_of_one"
    )]
    [InlineData("update personal_notice set subject = 'another' where id = @notice", null)]
    [InlineData("delete from personal_notice where id = @notice", null)]
    public async Task The_database_holds_that_a_notice_goes_once_to_its_person_alone(string sql, string? constraint)
    {
        var person = TestPeople.Person("notice.held", roles: [Roles.Evaluator]);
        await room.Verified(person);
        var notice = Guid.NewGuid();
        await Remind(person, notice);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => room.Db.Query<int>(sql, new { notice }));

        Assert.Equal(constraint, refused.ConstraintName);
        Assert.True(constraint is not null || refused.SqlState == PostgresErrorCodes.InsufficientPrivilege);
    }

    /// <summary>As the relay brings it; <paramref name="notice"/> is the event's id.</summary>
    private Task Remind(
        CurrentUser person,
        Guid notice,
        string work = "sheet",
        string stage = "scoring",
        params OpenWork[] open
    ) =>
        room
            .Host.Services.GetRequiredService<OnPersonReminded>()
            .Handle(
                new EventContext(
                    notice,
                    PersonReminded.Kind,
                    person.Subject,
                    DutyRoom.Booking().From,
                    nameof(OnPersonReminded)
                ),
                new PersonReminded(
                    person.Subject,
                    person.Roles.Single(),
                    s_round,
                    "2026年验收",
                    "Acceptance 2026",
                    stage,
                    new DateOnly(2026, 6, 15),
                    3,
                    work,
                    open.Length > 0 ? open : [new OpenWork(null, null, 2)],
                    $"/assessments/rounds/{s_round}/score"
                ),
                CancellationToken.None
            );
}
