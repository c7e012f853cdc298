using System.Net;
using System.Text.Json;
using RegionNet.Kernel;
using RegionNet.Testing;
using Xunit;
using static RegionNet.Assessments.IntegrationTests.RoundSteps;

namespace RegionNet.Assessments.IntegrationTests;

/// <summary>Self-assessment ends on Monday 15 June 2026, the evidence check on Tuesday the 23rd.</summary>
public sealed class ReminderTests : PanelRoom
{
    private Guid _suzhou;
    private Guid _guangzhou;
    private JsonElement _round;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _suzhou = (await this.Zone(SuzhouPlace)).Id();
        _guangzhou = (await this.Zone(GuangzhouPlace)).Id();
        _round = await this.Begun(_suzhou, _guangzhou);
    }

    [Fact]
    public async Task Each_day_is_told_once_by_one_of_many_replicas_to_whom_has_something_open()
    {
        Assert.Equal("2026-06-15", _round.Text("selfAssessmentUntil"));
        await this.File(_round, _suzhou, "A1", new { value = 90 });
        await this.FileAll(_round, _guangzhou, GuangzhouOfficer);
        await Success(await this.TryHandIn(_round, _guangzhou, GuangzhouOfficer));
        Clock.Set(At("2026-06-07"));
        await using var two = await Start(Database);
        await using var three = await Start(Database);
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        Assert.Equal(0, await this.Scalar<int>("select count(*)::int from reminder_day"));
        foreach (var (day, left) in new[] { ("2026-06-08", 7), ("2026-06-12", 3), ("2026-06-14", 1) })
        {
            Clock.Set(At(day));
            // Replicas that come up look at once.
            await using var more = await Start(Database);
            await using var evenMore = await Start(Database);
            await Told("self-assessment", left);
        }
        var own = (await this.Read(SuzhouOfficer, "reminders")).Items().ToList();
        Assert.Equal([1, 3, 7], own.Select(r => r.GetProperty("daysBefore").GetInt32()));
        Assert.All(own, r => Assert.Equal(("filing", 3), (r.Text("kind"), r.GetProperty("open").GetInt32())));
        // Guangzhou has handed in; nobody else has anything to do.
        foreach (var person in new[] { GuangzhouOfficer, Organiser, Coordinator, Evaluators[0] })
        {
            Assert.Empty((await this.Read(person, "reminders")).Items());
        }
        Assert.Equal(
            3,
            await this.Scalar<int>(
                "select count(*)::int from outbox where kind = 'assessments.deadline-near.v1' and payload ->> 'placeCode' = '320500'"
            )
        );
        Assert.Equal(
            3,
            await this.Scalar<int>("select count(*)::int from outbox where kind = 'assessments.deadline-near.v1'")
        );
        Assert.Equal(
            [1, 3, 7],
            (await Published()).Select(e =>
            {
                Assert.Equal(("suzhou-zone", "demonstration-zone-officer", "filing"), Whom(e));
                Assert.Equal($"/assessments/rounds/{_round.Id()}/filing/{_suzhou}", e.Text("path"));
                var open = Assert.Single(e.GetProperty("open").EnumerateArray());
                Assert.Equal(("江苏省苏州市", 3), (open.Text("zoneZh"), open.GetProperty("count").GetInt32()));
                return e.GetProperty("daysBefore").GetInt32();
            })
        );
    }

    [Fact]
    public async Task An_officer_of_two_zones_is_told_of_both_at_once()
    {
        await this.NameFiler(GuangzhouPlace, Suzhou);
        Clock.Set(At("2026-06-14"));
        await using var one = await Start(Database);
        await using var two = await Start(Database);
        await Told("self-assessment", 1);

        var told = Assert.Single(await Published());
        Assert.Equal(("suzhou-zone", "demonstration-zone-officer", "filing"), Whom(told));
        Assert.Equal($"/assessments/rounds/{_round.Id()}", told.Text("path"));
        Assert.Equal(
            ["广东省广州市 4", "江苏省苏州市 4"],
            told.GetProperty("open")
                .EnumerateArray()
                .Select(o => $"{o.Text("zoneZh")} {o.GetProperty("count").GetInt32()}")
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(2, (await this.Read(SuzhouOfficer, "reminders")).Items().Count());
    }

    [Fact]
    public async Task After_a_standstill_the_nearest_day_alone_is_told()
    {
        Clock.Set(At("2026-06-13"));
        await using var late = await Start(Database);
        await Told("self-assessment", 3);
        Assert.Equal(
            "3 told, 7 superseded",
            await this.Scalar<string>(
                "select string_agg(days_before || ' ' || outcome, ', ' order by days_before) from reminder_day"
            )
        );
        Assert.Single((await this.Read(SuzhouOfficer, "reminders")).Items());
        Assert.Equal(4, (await this.Read(SuzhouOfficer, "reminders")).Items().Single().GetProperty("open").GetInt32());
    }

    [Fact]
    public async Task Unchecked_filings_remind_the_organisers_returned_ones_the_zone_and_open_sheets_their_evaluators()
    {
        await this.FileAll(_round, _suzhou);
        await this.FileAll(_round, _guangzhou, GuangzhouOfficer);
        await Success(await this.TryHandIn(_round, _suzhou));
        await Success(await this.TryHandIn(_round, _guangzhou, GuangzhouOfficer));
        var round = await this.To(_round, "evidence-check");
        await Success(await this.TryCheck(round, _suzhou, "A1", 1, "returned", "补充台账"));
        Clock.Set(At("2026-06-20"));
        await using var replica = await Start(Database);
        await Told("evidence-check", 3);
        foreach (var organiser in new[] { Organiser, OtherOrganiser })
        {
            var check = (await this.Read(organiser, "reminders")).Items().Single();
            Assert.Equal(("check", 7), (check.Text("kind"), check.GetProperty("open").GetInt32()));
        }
        var returned = (await this.Read(SuzhouOfficer, "reminders")).Items().Single();
        Assert.Equal(("filing", 1), (returned.Text("kind"), returned.GetProperty("open").GetInt32()));
        Assert.Empty((await this.Read(GuangzhouOfficer, "reminders")).Items());
        Assert.Equal(
            [
                ("organiser", "assessment-organiser", "check"),
                ("organiser-2", "assessment-organiser", "check"),
                ("suzhou-zone", "demonstration-zone-officer", "filing"),
            ],
            (await Published()).Select(Whom)
        );
        await this.Scalar<int>(
            """
            insert into evaluator (id, subject, name, employer, province_code, changed_at, changed_by, changed_by_name)
            select gen_random_uuid(), s, s, '山西省知识产权局', '140000', now(), 'test', 'Test' from unnest(@Subjects) s;
            set session_replication_role = replica;
            update assessment_round set stage = 'scoring';
            insert into assignment (id, round_id, zone_id, evaluator_id, pseudonym, state, locked_at, assigned_at, assigned_by, assigned_by_name)
            select gen_random_uuid(), @id, z, e.id, e.subject, case e.subject when 'evaluator-1' then 'open' else 'locked' end,
                case e.subject when 'evaluator-1' then null else now() end, now(), 'test', 'Test'
            from evaluator e, unnest(@Zones) z
            """,
            new
            {
                id = _round.Id(),
                Zones = new[] { _suzhou, _guangzhou },
                Subjects = Evaluators.Take(2).Select(e => e.Subject).ToArray(),
            }
        );
        Clock.Set(At(_round.Text("scoringUntil")!).AddDays(-1));
        await using var another = await Start(Database);
        await Told("scoring", 1);
        Assert.Equal(2, (await this.Read(Evaluators[0], "reminders")).Items().Single().GetProperty("open").GetInt32());
        Assert.Empty((await this.Read(Evaluators[1], "reminders")).Items());
        var sheets = (await Published()).Single(e => e.Text("stage") == "scoring");
        Assert.Equal(("evaluator-1", "evaluator", "sheet"), Whom(sheets));
        Assert.Equal($"/assessments/rounds/{_round.Id()}/score", sheets.Text("path"));
    }

    [Fact]
    public async Task A_reminder_is_put_away_by_whom_it_was_told()
    {
        Clock.Set(At("2026-06-14"));
        await using var replica = await Start(Database);
        await Told("self-assessment", 1);
        var told = (await this.Read(SuzhouOfficer, "reminders?unread=true")).Items().Single();
        var path = $"/api/assessments/reminders/{told.Id()}/read";
        await Refused(
            await Host.As(GuangzhouOfficer).PostAsync(path, null),
            "reminder-not-found",
            HttpStatusCode.NotFound
        );
        Assert.Equal(HttpStatusCode.NoContent, (await Host.As(SuzhouOfficer).PostAsync(path, null)).StatusCode);
        Assert.Empty((await this.Read(SuzhouOfficer, "reminders?unread=true")).Items());
        Assert.Single((await this.Read(SuzhouOfficer, "reminders")).Items());
    }

    /// <summary>What went to single persons, by person and day.</summary>
    private async Task<IReadOnlyList<JsonElement>> Published() =>
        JsonSerializer.Deserialize<List<JsonElement>>(
            await this.Scalar<string>(
                """
                select coalesce(jsonb_agg(payload order by payload ->> 'subject', payload ->> 'daysBefore'), '[]')::text
                from outbox where kind = 'assessments.person-reminded.v1'
                """
            )
        )!;

    private static (string?, string?, string?) Whom(JsonElement told) =>
        (told.Text("subject"), told.Text("role"), told.Text("work"));

    private static DateTimeOffset At(string day) =>
        BusinessTime.At(DateOnly.Parse(day, provider: null), new TimeOnly(9, 0));

    private Task Told(string stage, int daysBefore) =>
        Eventually.Becomes(
            () =>
                this.Scalar<int>(
                    "select count(*)::int from reminder_day where stage = @stage and days_before = @daysBefore and outcome = 'told'",
                    new { stage, daysBefore }
                ),
            told => told == 1,
            TimeSpan.FromSeconds(20)
        );
}
