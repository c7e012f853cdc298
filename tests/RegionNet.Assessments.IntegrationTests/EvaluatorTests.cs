using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Npgsql;
using Xunit;

namespace RegionNet.Assessments.IntegrationTests;

public sealed class EvaluatorTests(ScoringRoom room) : IClassFixture<ScoringRoom>
{
    [Fact]
    public async Task The_pool_takes_who_holds_the_role_once_and_keeps_every_version()
    {
        var body = new
        {
            subject = room.SuzhouOfficer.Subject,
            employer = "苏州",
            provinceCode = "320000",
            fields = (string[])[],
        };
        await ScoringRoom.Refused(await room.TryPost(room.Organiser, "evaluators", body), "not-an-evaluator");
        await ScoringRoom.Refused(
            await room.TryPost(
                room.Organiser,
                "evaluators",
                new
                {
                    subject = room.Evaluators[0].Subject,
                    employer = "x",
                    provinceCode = "320000",
                    fields = (string[])[],
                }
            ),
            "evaluator-known"
        );
        var known = (await room.Get(room.Organiser, "evaluators?search=单位6")).GetProperty("items")[0];
        var id = known.GetProperty("id").GetGuid();
        var version = known.GetProperty("version").GetInt32();
        object Change(int of) =>
            new
            {
                version = of,
                employer = "单位6（新）",
                employerOrganisationId = room.Evaluators[5].OrganisationId,
                provinceCode = "460000",
                fields = (string[])["F", "F"],
                active = true,
            };

        var changed = await Put(id, Change(version));

        var evaluator = (await ScoringRoom.Success(changed)).GetProperty("evaluator");
        Assert.Equal("单位6（新）", evaluator.GetProperty("employer").GetString());
        Assert.Equal(1, evaluator.GetProperty("fields").GetArrayLength());
        await ScoringRoom.Refused(await Put(id, Change(version)), "stale-evaluator", HttpStatusCode.PreconditionFailed);
        Assert.Equal(version + 1, (await room.Get(room.Organiser, $"evaluators/{id}/versions")).GetArrayLength());
        Assert.Equal(0, (await room.Get(room.Organiser, "evaluators/accounts")).GetArrayLength());
        var all = await Names("evaluators");
        Assert.Equal(6, all.Distinct(StringComparer.Ordinal).Count());
        var first = await room.Get(room.Organiser, "evaluators?limit=4");
        Assert.Equal(
            all,
            Named(first).Concat(await Names($"evaluators?limit=4&cursor={first.GetProperty("next").GetString()}"))
        );

        async Task<string[]> Names(string path) => Named(await room.Get(room.Organiser, path));

        static string[] Named(JsonElement page) =>
            [.. page.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("name").GetString()!)];

        Task<HttpResponseMessage> Put(Guid evaluatorId, object change) =>
            room.Host.As(room.Organiser).PutAsJsonAsync($"/api/assessments/evaluators/{evaluatorId}", change);
    }

    [Fact]
    public async Task A_plan_is_previewed_and_applied_as_it_was_or_not_at_all()
    {
        var round = await room.Plant(zones: 4);
        var preview = await room.Ok(room.Organiser, $"rounds/{round.Id}/assignments/preview", new { seed = 7 });
        Assert.Equal(12, preview.GetProperty("added").GetArrayLength());
        Assert.True(preview.GetProperty("connected").GetBoolean());
        Assert.Equal(0, preview.GetProperty("loadDifference").GetInt32());

        // Another seed than was seen, and facts that changed since, are another plan.
        await Refuse(new { seed = 8, plan = preview.GetProperty("plan").GetString() });
        var added = preview.GetProperty("added")[0];
        await room.Ok(
            room.Organiser,
            $"rounds/{round.Id}/assignments",
            new
            {
                zoneId = added.GetProperty("zoneId").GetGuid(),
                evaluatorId = added.GetProperty("evaluatorId").GetGuid(),
            }
        );
        await Refuse(new { seed = 7, plan = preview.GetProperty("plan").GetString() });

        var applied = await room.Apply(round, seed: 7);
        Assert.Equal(11, applied.GetProperty("added").GetArrayLength());
        var panel = await room.Get(room.Organiser, $"rounds/{round.Id}/assignments");
        Assert.Equal(12, panel.GetProperty("assignments").GetArrayLength());
        Assert.True(panel.GetProperty("connected").GetBoolean());
        Assert.Equal(
            6,
            panel
                .GetProperty("assignments")
                .EnumerateArray()
                .Select(a => a.GetProperty("pseudonym").GetString())
                .Distinct()
                .Count()
        );
        await ScoringRoom.Refused(
            await room.TryPost(
                room.Organiser,
                $"rounds/{round.Id}/assignments/plan",
                new
                {
                    seed = 7,
                    plan = (await room.Ok(room.Organiser, $"rounds/{round.Id}/assignments/preview", new { seed = 7 }))
                        .GetProperty("plan")
                        .GetString(),
                }
            ),
            "nothing-to-assign"
        );

        async Task Refuse(object body) =>
            await ScoringRoom.Refused(
                await room.TryPost(room.Organiser, $"rounds/{round.Id}/assignments/plan", body),
                "plan-changed",
                HttpStatusCode.PreconditionFailed
            );
    }

    [Theory]
    [InlineData("same-province")]
    [InlineData("employer")]
    [InlineData("relation")]
    [InlineData("past-cooperation")]
    public async Task Whoever_has_a_conflict_is_not_assigned_by_plan_by_hand_or_by_the_database(string kind)
    {
        var round = await room.Plant(zones: 1, province: kind == "same-province" ? "140000" : null);
        var zone = round.Zones[0];
        var evaluator = room.Pool[0];
        await Conflict(kind, evaluator, zone);

        var problem = await ScoringRoom.Refused(
            await room.TryPost(
                room.Organiser,
                $"rounds/{round.Id}/assignments",
                new { zoneId = zone, evaluatorId = evaluator }
            ),
            "conflict-of-interest"
        );
        Assert.Equal(kind, problem.GetProperty("conflict").GetString());
        for (var seed = 0; seed < 5; seed++)
        {
            var preview = await room.Ok(room.Organiser, $"rounds/{round.Id}/assignments/preview", new { seed });
            Assert.DoesNotContain(
                preview.GetProperty("added").EnumerateArray(),
                a => a.GetProperty("evaluatorId").GetGuid() == evaluator
            );
        }
        await using var connection = await room.Database.Module("assessments").OpenConnectionAsync();
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            connection.ExecuteAsync(
                """
                insert into assignment (id, round_id, zone_id, evaluator_id, pseudonym, state, assigned_at, assigned_by, assigned_by_name)
                values (gen_random_uuid(), @Id, @zone, @evaluator, 'E99', 'open', @now, 'x', 'x')
                """,
                new
                {
                    round.Id,
                    zone,
                    evaluator,
                    now = room.Clock.GetUtcNow(),
                }
            )
        );
        Assert.Equal("assignment_without_conflict", refused.ConstraintName);
    }

    [Theory]
    [InlineData("2026-05-31", "relation", true)]
    [InlineData("2025-06-01", "relation", true)]
    [InlineData("2025-05-31", "relation", false)]
    [InlineData("2023-06-01", "past-cooperation", true)]
    [InlineData("2023-05-31", "past-cooperation", false)]
    public async Task A_relation_counts_for_its_time_and_the_months_of_the_rule(string until, string kind, bool counts)
    {
        var round = await room.Plant(zones: 1);
        await room.Ok(
            room.Organiser,
            $"evaluators/{room.Pool[1]}/relations",
            new
            {
                zoneId = round.Zones[0],
                kind,
                from = "2020-01-01",
                until,
                statement = "曾任顾问",
            }
        );

        var assigned = await room.TryPost(
            room.Organiser,
            $"rounds/{round.Id}/assignments",
            new { zoneId = round.Zones[0], evaluatorId = room.Pool[1] }
        );

        Assert.Equal(counts ? HttpStatusCode.Conflict : HttpStatusCode.OK, assigned.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_late_conflict_voids_the_sheet_with_a_trace_and_the_zone_gets_somebody_else(bool locked)
    {
        var round = await room.Assigned(zones: 1);
        var zone = round.Zones[0];
        var who = (await room.PanelOf(round, zone))[0];
        foreach (var cell in ScoringRoom.Cells)
        {
            await room.Save(who, round, zone, cell, 88);
        }
        if (locked)
        {
            await ScoringRoom.Success(await room.TryLock(who, round, zone));
        }

        var declared = await room.Ok(
            who,
            "my/relations",
            new
            {
                zoneId = zone,
                kind = "relation",
                from = "2026-05-01",
                statement = "近亲属在该示范区任职",
            }
        );

        var voided = Assert.Single(declared.GetProperty("voided").EnumerateArray().ToList());
        Assert.True(voided.GetProperty("replaced").GetBoolean());
        await ScoringRoom.Refused(
            await room.TryGet(who, $"rounds/{round.Id}/sheet/{zone}"),
            "sheet-not-found",
            HttpStatusCode.NotFound
        );
        await ScoringRoom.Refused(
            await room.TrySave(who, round, zone, "A1", 10, 1),
            "sheet-not-found",
            HttpStatusCode.NotFound
        );
        var panel = await room.Get(room.Organiser, $"rounds/{round.Id}/assignments");
        var trace = panel
            .GetProperty("assignments")
            .EnumerateArray()
            .Single(a => a.GetProperty("state").GetString() == "voided");
        Assert.Equal("relation: 近亲属在该示范区任职", trace.GetProperty("voidReason").GetString());
        Assert.Equal(who.DisplayName, trace.GetProperty("voidedByName").GetString());
        Assert.Equal(3, trace.GetProperty("filled").GetInt32());
        var replacement = panel
            .GetProperty("assignments")
            .EnumerateArray()
            .Single(a => a.GetProperty("replaces").ValueKind == JsonValueKind.String);
        Assert.Equal(trace.GetProperty("id").GetGuid(), replacement.GetProperty("replaces").GetGuid());
        Assert.Equal(3, (await room.PanelOf(round, zone)).Count);
        Assert.Equal(
            3,
            await room.Scalar<int>(
                "select count(*)::int from score_version v join assignment a on a.id = v.assignment_id where a.round_id = @Id",
                new { round.Id }
            )
        );
        Assert.Equal(
            1,
            await room.Scalar<int>(
                "select count(*)::int from audit_entry where action = 'assessments.assignment.voided' and subject = @id",
                new { id = trace.GetProperty("id").GetString() }
            )
        );
    }

    [Fact]
    public async Task Who_works_for_the_body_that_files_from_now_on_scores_no_longer_and_the_zone_gets_somebody_else()
    {
        var round = await room.Assigned(zones: 1);
        var zone = round.Zones[0];
        var who = (await room.PanelOf(round, zone))[0];
        await room.Save(who, round, zone, "A1", 88);

        var named = await ScoringRoom.Success(
            await room
                .Host.As(room.Organiser)
                .PutAsJsonAsync(
                    $"/api/assessments/zones/{zone}/organisation",
                    new { version = 1, organisationId = who.OrganisationId }
                )
        );

        var voided = Assert.Single(named.GetProperty("voided").EnumerateArray().ToList());
        Assert.True(voided.GetProperty("replaced").GetBoolean());
        Assert.Equal(3, (await room.PanelOf(round, zone)).Count);
        Assert.DoesNotContain(who, await room.PanelOf(round, zone));
        Assert.Equal(
            1,
            await room.Scalar<int>(
                "select count(*)::int from audit_entry where action = 'assessments.assignment.voided' and subject = @id",
                new { id = voided.GetProperty("id").GetString() }
            )
        );
    }

    [Fact]
    public async Task A_conflict_that_time_brings_closes_the_sheet_on_read_and_write()
    {
        var round = await room.Assigned(zones: 1);
        var zone = round.Zones[0];
        var who = (await room.PanelOf(round, zone))[0];
        var now = room.Clock.GetUtcNow();
        try
        {
            await room.Ok(
                who,
                "my/relations",
                new
                {
                    zoneId = zone,
                    kind = "relation",
                    from = "2026-06-03",
                    statement = "将任顾问",
                }
            );
            await room.Save(who, round, zone, "A1", 80);
            await room.Get(who, $"rounds/{round.Id}/zones/{zone}/filing");
            room.Clock.Set(PanelRoom.Monday.AddDays(2));

            await ScoringRoom.Refused(await room.TrySave(who, round, zone, "A1", 81, 1), "conflict-of-interest");
            await ScoringRoom.Refused(
                await room.TryGet(who, $"rounds/{round.Id}/sheet/{zone}"),
                "conflict-of-interest"
            );
            await ScoringRoom.Refused(await room.TryLock(who, round, zone), "conflict-of-interest");
            await ScoringRoom.Refused(
                await room.TryGet(who, $"rounds/{round.Id}/zones/{zone}/filing"),
                "filing-not-found",
                HttpStatusCode.NotFound
            );
            var panel = await room.Get(room.Organiser, $"rounds/{round.Id}/assignments");
            Assert.Equal(
                "relation",
                panel
                    .GetProperty("assignments")
                    .EnumerateArray()
                    .Single(a => a.GetProperty("conflict").ValueKind == JsonValueKind.String)
                    .GetProperty("conflict")
                    .GetString()
            );
        }
        finally
        {
            room.Clock.Set(now);
        }
    }

    [Fact]
    public async Task The_organiser_voids_with_a_reason_and_once()
    {
        var round = await room.Assigned(zones: 1);
        var id = (await room.Get(room.Organiser, $"rounds/{round.Id}/assignments"))
            .GetProperty("assignments")[0]
            .GetProperty("id")
            .GetGuid();
        var path = $"rounds/{round.Id}/assignments/{id}/voiding";

        var voided = await room.Ok(room.Organiser, path, new { reason = "专家请辞" });

        Assert.Equal("decision", voided.GetProperty("voidKind").GetString());
        await ScoringRoom.Refused(
            await room.TryPost(room.Organiser, path, new { reason = "专家请辞" }),
            "assignment-move-not-allowed"
        );
        var added = (await room.Apply(round)).GetProperty("added");
        Assert.Equal(1, added.GetArrayLength());
        // Who was voided is not drawn again.
        Assert.NotEqual(voided.GetProperty("evaluatorId").GetGuid(), added[0].GetProperty("evaluatorId").GetGuid());
    }

    [Fact]
    public async Task A_relation_entered_by_mistake_is_withdrawn_with_a_reason()
    {
        var round = await room.Plant(zones: 1);
        var relation = await room.Ok(
            room.Organiser,
            $"evaluators/{room.Pool[0]}/relations",
            new
            {
                zoneId = round.Zones[0],
                kind = "relation",
                from = "2026-01-01",
                statement = "误录",
            }
        );
        var path = $"relations/{relation.GetProperty("id").GetGuid()}/withdrawal";
        await ScoringRoom.Success(await Ok(path));
        await ScoringRoom.Refused(
            await room.TryPost(room.Organiser, path, new { reason = "误录" }),
            "relation-withdrawn"
        );
        await room.Ok(
            room.Organiser,
            $"rounds/{round.Id}/assignments",
            new { zoneId = round.Zones[0], evaluatorId = room.Pool[0] }
        );

        async Task<HttpResponseMessage> Ok(string to)
        {
            var answer = await room.TryPost(room.Organiser, to, new { reason = "误录" });
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return new HttpResponseMessage { Content = new StringContent("{}") };
        }
    }

    private async Task Conflict(string kind, Guid evaluator, Guid zone)
    {
        switch (kind)
        {
            case "employer":
                await room.Scalar<int?>(
                    """
                    set session_replication_role = replica;
                    update demonstration_zone set organisation_id = (select employer_organisation_id from evaluator where id = @evaluator) where id = @zone;
                    set session_replication_role = origin
                    """,
                    new { evaluator, zone }
                );
                break;
            case "relation" or "past-cooperation":
                await room.Ok(
                    room.Organiser,
                    $"evaluators/{evaluator}/relations",
                    new
                    {
                        zoneId = zone,
                        kind,
                        from = "2026-01-01",
                        statement = "专家评审合作",
                    }
                );
                break;
            default:
                break;
        }
    }
}
