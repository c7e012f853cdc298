using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Npgsql;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Discipline.IntegrationTests;

/// <summary>Entries about parties that are registered in another province.</summary>
public sealed class ProvinceTests(Neighbours neighbours) : IClassFixture<Neighbours>
{
    private const string Tasks = "/api/discipline/province-tasks";

    [Fact]
    public async Task An_entry_goes_to_the_province_of_registration_is_published_there_and_taken_down_when_revoked()
    {
        var listed = await neighbours.Publish("440300");
        var task = await Reaches(neighbours.Officer, listed, "to-push");
        var id = task.GetProperty("id").GetGuid();
        // Tuesday 3 March 2026 and ten working days.
        Assert.Equal("2026-03-17", task.GetProperty("dueOn").GetString());
        // The tenth working day; on the calendar it is the fourteenth.
        Assert.Equal(10, task.GetProperty("dueInWorkingDays").GetInt32());
        Assert.Equal(["pushed"], task.GetProperty("moves").EnumerateArray().Select(m => m.GetString()));
        Assert.Contains("十个工作日", task.GetProperty("basisZh").GetString()!, StringComparison.Ordinal);
        // Nothing of it is seen there before it is pushed, nor moved by the wrong side.
        Assert.Null(await Find(neighbours.Guangdongs, listed));
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await Move(neighbours.Guangdongs, id, "publication", 1, document: "粤1")).StatusCode
        );

        Assert.Equal(HttpStatusCode.OK, (await Move(neighbours.Officer, id, "push", 1)).StatusCode);
        await Bureau.Refused(
            await Move(neighbours.Officer, id, "push", 1),
            HttpStatusCode.PreconditionFailed,
            "discipline.stale-province-task"
        );
        await Bureau.Refused(
            await Move(neighbours.Officer, id, "push", 2),
            HttpStatusCode.Conflict,
            "discipline.province-task-move-not-allowed"
        );
        var there = await Reaches(neighbours.Guangdongs, listed, "pushed");
        Assert.Equal("receiver", there.GetProperty("side").GetString());
        await Bureau.Refused(
            await Move(neighbours.Guangdongs, id, "publication", 2),
            HttpStatusCode.BadRequest,
            "discipline.province-task-move-incomplete"
        );
        Assert.Equal(
            HttpStatusCode.OK,
            (await Move(neighbours.Guangdongs, id, "publication", 2, document: "粤知公示〔2026〕1号")).StatusCode
        );

        await listed.Ended("revoked");
        await Reaches(neighbours.Guangdongs, listed, "retracting");
        Assert.Equal(
            "2026-03-06",
            (await Reaches(neighbours.Officer, listed, "retracting")).GetProperty("dueOn").GetString()
        );
        Assert.Equal(HttpStatusCode.OK, (await Move(neighbours.Guangdongs, id, "clearance", 4)).StatusCode);
        var clearance = await neighbours.Officer.GetFromJsonAsync<JsonElement>(
            $"/api/discipline/entries/{listed.Entry}/clearance"
        );
        Assert.Equal("cleared", clearance.GetProperty("provinces")[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task What_is_returned_is_pushed_again_and_what_is_revoked_before_is_withdrawn()
    {
        var listed = await neighbours.Publish("440300");
        var id = (await Reaches(neighbours.Officer, listed, "to-push")).GetProperty("id").GetGuid();
        await Move(neighbours.Officer, id, "push", 1);
        await Bureau.Refused(
            await Move(neighbours.Guangdongs, id, "return", 2, note: "负责人 11010519491231002X 已迁往福建"),
            HttpStatusCode.BadRequest,
            "discipline.identifier-in-text"
        );
        Assert.Equal(
            HttpStatusCode.OK,
            (await Move(neighbours.Guangdongs, id, "return", 2, note: "登记地已迁往福建")).StatusCode
        );
        // Who sent it reads why it came back.
        var returned = (await Find(neighbours.Officer, listed))!.Value.GetProperty("history").EnumerateArray().ToList();
        Assert.Equal(["to-push", "pushed", "returned"], returned.Select(s => s.GetProperty("state").GetString()));
        Assert.Equal("登记地已迁往福建", returned[^1].GetProperty("note").GetString());
        Assert.Equal(HttpStatusCode.OK, (await Move(neighbours.Officer, id, "push", 3)).StatusCode);
        await listed.Ended("revoked");
        await Reaches(neighbours.Officer, listed, "withdrawn");
    }

    [Fact]
    public async Task A_party_of_the_own_province_or_of_Hong_Kong_makes_no_task()
    {
        var own = await neighbours.Publish();
        var hongKong = await neighbours.Publish("810000");
        var guangdong = await neighbours.Publish("440300");
        await Reaches(neighbours.Officer, guangdong, "to-push");
        Assert.Null(await Find(neighbours.Officer, own));
        await Eventually.Becomes(
            () =>
                neighbours.Scalar<int>(
                    "select count(*)::int from discipline.audit_entry where action = 'discipline.province-task.excluded' and subject = @Id",
                    new { Id = hongKong.Entry.ToString() }
                ),
            excluded => excluded == 1
        );
        var refused = await Assert.ThrowsAsync<PostgresException>(async () =>
        {
            await using var module = await neighbours.Database.Module(DisciplineModule.Name).OpenConnectionAsync();
            await module.ExecuteAsync(
                """
                insert into province_task (id, entry_id, list_code, province, sender_province, sender_organisation_id, state, created_at, changed_at)
                select gen_random_uuid(), e.id, e.list_code, '810000', '320000', e.authority_id, 'to-push', '2026-03-03', '2026-03-03'
                from list_entry e where e.id = @Entry
                """,
                new { hongKong.Entry }
            );
        });
        Assert.Equal("province_task_jurisdiction", refused.ConstraintName);
    }

    [Fact]
    public async Task A_task_that_is_late_is_told_of_once_by_whoever_finds_it()
    {
        var listed = await neighbours.Publish("440300");
        var id = (await Reaches(neighbours.Officer, listed, "to-push")).GetProperty("id").GetGuid();
        neighbours.Clock.Set(Bureau.Now.AddDays(15));
        try
        {
            var clocks = new[] { neighbours.Here, neighbours.Replica }
                .Select(h => (SharingClocks)h.Services.GetService(typeof(SharingClocks))!)
                .ToArray();
            await Task.WhenAll(Enumerable.Range(0, 8).Select(i => clocks[i % 2].TellOverdueTasks(default)));
            Assert.Equal(1, await Told(id));
            Assert.True((await Find(neighbours.Officer, listed))!.Value.GetProperty("isOverdue").GetBoolean());
            // Pushed late, the next clock runs, and is told of in its turn.
            await Move(neighbours.Officer, id, "push", 1);
            neighbours.Clock.Set(Bureau.Now.AddDays(40));
            await clocks[0].TellOverdueTasks(default);
            Assert.Equal(2, await Told(id));
        }
        finally
        {
            neighbours.Clock.Set(Bureau.Now);
        }
    }

    [Fact]
    public async Task A_deadline_that_runs_into_an_unannounced_year_is_open_and_not_guessed()
    {
        neighbours.Clock.Set(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.FromHours(8)));
        try
        {
            var listed = await (
                await CaseFile.Lead(
                    neighbours,
                    CaseFile.Organisation("深圳甲乙知识产权代理有限公司", CaseFile.FreshCode("440300"))
                )
            ).Decided();
            neighbours.Clock.Set(new DateTimeOffset(2026, 12, 28, 9, 0, 0, TimeSpan.FromHours(8)));
            await listed.Do(neighbours.Officer, "publication");
            var task = await Reaches(neighbours.Officer, listed, "to-push");
            Assert.Equal(JsonValueKind.Null, task.GetProperty("dueOn").ValueKind);
            Assert.NotNull(task.GetProperty("dueZh").GetString());
            var clocks = (SharingClocks)neighbours.Here.Services.GetService(typeof(SharingClocks))!;
            Assert.False(await clocks.DateUndated(default));
        }
        finally
        {
            neighbours.Clock.Set(Bureau.Now);
        }
    }

    [Fact]
    public async Task Every_move_that_is_not_in_the_table_is_refused_by_the_database()
    {
        var listed = await neighbours.Publish("440300");
        var id = (await Reaches(neighbours.Officer, listed, "to-push")).GetProperty("id").GetGuid();
        await using var administrator = await neighbours.Database.Administrator.OpenConnectionAsync();
        await administrator.ExecuteAsync("set search_path = discipline");
        var allowed = (
            await administrator.QueryAsync<(string, string)>("select from_state, to_state from province_task_move")
        ).ToHashSet();
        var states = allowed.Select(m => m.Item2).Distinct().ToArray();
        Assert.Equal(7, states.Length);
        foreach (var from in states)
        {
            await administrator.ExecuteAsync(
                """
                set session_replication_role = replica;
                update province_task set state = @from, receiver_organisation_id = sender_organisation_id where id = @id;
                set session_replication_role = origin
                """,
                new { from, id }
            );
            foreach (var to in states.Where(to => to != from))
            {
                await using var transaction = await administrator.BeginTransactionAsync();
                var tried = await Record.ExceptionAsync(() =>
                    administrator.ExecuteAsync(
                        "update province_task set state = @to, version = version + 1 where id = @id",
                        new { to, id }
                    )
                );
                Assert.Equal(
                    allowed.Contains((from, to)) ? null : "province_task_move_allowed",
                    (tried as PostgresException)?.ConstraintName
                );
                await transaction.RollbackAsync();
            }
        }
    }

    private static async Task<JsonElement> Reaches(HttpClient client, CaseFile listed, string state) =>
        (
            await Eventually.Becomes(
                () => Find(client, listed),
                t => t is { } task && task.GetProperty("state").GetString() == state
            )
        )!.Value;

    private static async Task<JsonElement?> Find(HttpClient client, CaseFile listed)
    {
        var page = await client.GetFromJsonAsync<JsonElement>($"{Tasks}?limit=200");
        var found = page.GetProperty("items")
            .EnumerateArray()
            .Where(t => t.GetProperty("entryId").GetGuid() == listed.Entry)
            .ToArray();
        return found.Length == 0 ? null : found[0];
    }

    private static Task<HttpResponseMessage> Move(
        HttpClient client,
        Guid id,
        string step,
        int version,
        string? note = null,
        string? document = null
    ) =>
        client.PostAsJsonAsync(
            $"{Tasks}/{id}/{step}",
            new
            {
                version,
                note,
                documentNumber = document,
            }
        );

    private Task<int> Told(Guid id) =>
        neighbours.Scalar<int>(
            "select count(*)::int from discipline.outbox where kind = 'discipline.province-task-overdue.v1' and subject = @Id",
            new { Id = id.ToString() }
        );
}
