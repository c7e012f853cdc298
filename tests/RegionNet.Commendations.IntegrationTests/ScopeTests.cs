using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using RegionNet.Kernel;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Commendations.IntegrationTests;

/// <summary>Who sees and decides what, and what of a person nobody sees.</summary>
public sealed class ScopeTests(JuryRoom room) : IClassFixture<JuryRoom>
{
    private const string ResidentId = "990101198001010006";
    private const string Name = "司徒保密";

    [Fact]
    public async Task A_foreign_nomination_is_not_found()
    {
        room.Clock.Set(JuryRoom.Monday);
        var draft = await room.Draft(await room.Round());
        var path = $"nominations/{draft.GetProperty("id").GetGuid()}";
        foreach (var stranger in new[] { room.OtherClerk, room.GbaReviewer, room.Organiser, room.Reviewer })
        {
            await NotFound(await room.Host.As(stranger).GetAsync($"/api/commendations/{path}"));
        }
        var submitted = await room.Submitted(draft);
        foreach (var stranger in new[] { room.OtherClerk, room.GbaReviewer, room.CourtClerk })
        {
            await NotFound(await room.Host.As(stranger).GetAsync($"/api/commendations/{path}"));
            await NotFound(await room.Host.As(stranger).GetAsync($"/api/commendations/{path}/steps"));
        }
        await NotFound(await room.Try(room.OtherClerk, submitted, "withdrawal", new { reason = "不是我的" }));
        await room.Get(room.Reviewer, path);
        await room.Get(room.Organiser, path);
        Assert.Empty(
            (await room.Get(room.OtherClerk, $"nominations?search={draft.GetProperty("number").GetString()}"))
                .GetProperty("items")
                .EnumerateArray()
        );
    }

    [Fact]
    public async Task Nobody_decides_on_the_own_unit()
    {
        room.Clock.Set(JuryRoom.Monday);
        var round = await room.Round();
        var inReview = await room.To("provincial-review", await room.Draft(round));
        await JuryRoom.Refused(
            await room.Try(room.OwnReviewer, inReview, "provincial-review", new { decision = "passed" }),
            "own-unit"
        );
        await JuryRoom.Refused(
            await room.Try(
                room.OwnReviewer,
                inReview,
                "provincial-review",
                new { decision = "rejected", reason = "不同意" }
            ),
            "own-unit"
        );
        // The nominee may belong to another unit than the one that nominates.
        var ownCourt = await room
            .Host.As(room.Clerk)
            .PostAsJsonAsync(
                "/api/commendations/nominations",
                new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["roundId"] = round.GetProperty("id").GetGuid(),
                    ["system"] = "ip-office",
                    ["organisationId"] = JuryRoom.Cnipa,
                    ["collective"] = new
                    {
                        nameZh = "国家局某处",
                        nameEn = "Division",
                        code = JuryRoom.Code,
                    },
                    ["workUnitZh"] = "国家知识产权局",
                    ["workUnitEn"] = "CNIPA",
                    ["merits"] = "全年办理专利预审案件三百余件，平均周期缩短三分之一。",
                }
            );
        room.Clock.Set(JuryRoom.Monday);
        var foreign = await room.To("eligibility-check", await JuryRoom.Success(ownCourt));
        await JuryRoom.Refused(await room.Try(room.Organiser, foreign, "eligibility-check"), "own-unit");
        Assert.Empty(
            (await room.Get(room.Organiser, $"nominations/{foreign.GetProperty("id").GetGuid()}"))
                .GetProperty("allowed")
                .EnumerateArray()
        );
        await room.Step(room.Approver, foreign, "eligibility-check");
        room.Clock.Set(JuryRoom.Monday);
    }

    [Fact]
    public async Task A_person_is_sealed_masked_everywhere_and_revealed_for_a_purpose()
    {
        room.Clock.Set(JuryRoom.Monday);
        var round = await room.Round();
        var announced = await room.To(
            "announced",
            await room.Ok(room.Clerk, "nominations", room.Person(round, ResidentId, Name))
        );
        var id = announced.GetProperty("id").GetGuid();
        var answers = new List<string> { announced.ToString() };
        foreach (var person in new[] { room.Clerk, room.Reviewer, room.Organiser, null })
        {
            using var client = person is null ? room.Host.Anonymous() : room.Host.As(person);
            foreach (
                var path in new[]
                {
                    $"nominations/{id}",
                    $"nominations/{id}/steps",
                    "nominations?limit=200",
                    "nominations/export?format=csv",
                    "objections",
                    "reviews",
                    "public/commendations?limit=200",
                    "public/notices?limit=200",
                }
            )
            {
                var answer = await client.GetAsync($"/api/commendations/{path}");
                answers.Add(await answer.Content.ReadAsStringAsync());
            }
        }
        Assert.All(
            answers,
            a =>
            {
                Assert.DoesNotContain(Name, a, StringComparison.Ordinal);
                Assert.DoesNotContain("Ouyang", a, StringComparison.Ordinal);
                Assert.DoesNotContain(ResidentId, a, StringComparison.Ordinal);
            }
        );
        Assert.Equal("司＊密", announced.GetProperty("name").GetString());
        await using (var connection = await room.Database.Administrator.OpenConnectionAsync())
        {
            foreach (
                var table in await connection.QueryAsync<string>(
                    "select tablename from pg_tables where schemaname = 'commendations'"
                )
            )
            {
                var rows = string.Join(
                    '\n',
                    await connection.QueryAsync<string>($"select t::text from commendations.{table} t")
                );
                Assert.False(
                    rows.Contains(Name, StringComparison.Ordinal)
                        || rows.Contains(ResidentId, StringComparison.Ordinal),
                    table
                );
            }
        }

        var revealed = await room.Ok(room.Organiser, $"nominations/{id}/reveal", new { purpose = "核对证书姓名" });
        Assert.Equal(Name, revealed.GetProperty("nameZh").GetString());
        Assert.Equal(ResidentId, revealed.GetProperty("residentId").GetString());
        await Eventually.Becomes(
            () =>
                room.Scalar<string?>(
                    "select details from audit_entry where action = 'commendations.nominee.revealed' and subject = @Id",
                    new { Id = id.ToString() }
                ),
            d =>
                d?.Contains("核对证书姓名", StringComparison.Ordinal) == true
                && !d.Contains(Name, StringComparison.Ordinal)
        );
        await NotFound(await room.Post(room.OtherClerk, $"nominations/{id}/reveal", new { purpose = "想看一看" }));
        room.Clock.Set(JuryRoom.Monday);
    }

    [Fact]
    public async Task Roles_open_what_is_theirs()
    {
        var evaluator = TestPeople.Person("evaluator", JuryRoom.Cnipa, ["evaluator"]);
        foreach (var path in new[] { "rounds", "nominations", "objections", "reviews" })
        {
            using var nobody = room.Host.Anonymous();
            Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync($"/api/commendations/{path}")).StatusCode);
            using var other = room.Host.As(evaluator);
            Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync($"/api/commendations/{path}")).StatusCode);
        }
        var draft = await room.Draft(await room.Round());
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await room.Try(room.Clerk, draft, "joint-review", new { documentNumber = "1号" })).StatusCode
        );
        Assert.Equal(HttpStatusCode.Forbidden, (await room.Try(room.Reviewer, draft, "submission")).StatusCode);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await room.TryTogether(room.Reviewer, "approvals", [draft])).StatusCode
        );
    }

    private static async Task NotFound(HttpResponseMessage answer) =>
        await JuryRoom.Refused(answer, "nomination-not-found", HttpStatusCode.NotFound);
}
