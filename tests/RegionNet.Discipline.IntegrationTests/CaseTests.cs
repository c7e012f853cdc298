using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace RegionNet.Discipline.IntegrationTests;

/// <summary>A case from lead to removal, as officers and reviewers work on it.</summary>
public sealed class CaseTests(Bureau bureau) : IClassFixture<Bureau>
{
    private static readonly DateOnly Today = new(2026, 3, 3);

    [Fact]
    public async Task From_lead_to_publication_with_every_deadline()
    {
        var file = await CaseFile.Lead(bureau);
        Assert.Equal(("lead", new DateOnly(2026, 3, 17)), (file.State, file.Day("dueOn")));
        await file.NoticeServed();
        // Five working days after the service on Tuesday the 3rd.
        Assert.Equal(new DateOnly(2026, 3, 10), file.Day("statementUntil"));
        await file.Do(bureau.Officer, "waiver", new { documentId = await file.Add("waiver") });
        await file.Do(bureau.Reviewer, "decision", new { listed = true, documentId = await file.Add("decision") });
        // Twenty working days.
        Assert.Equal(
            ("decided", Today, new DateOnly(2027, 3, 3), new DateOnly(2026, 3, 31)),
            (file.State, file.Day("termFrom"), file.Day("termUntil"), file.Day("dueOn"))
        );
        await file.Do(bureau.Officer, "publication");
        Assert.Equal("published", file.State);
        var events = file.Detail.GetProperty("events").EnumerateArray().ToList();
        Assert.Equal(
            ["opened", "taken-up", "proposed", "notice-served", "statement-waived", "decided", "published"],
            events.Select(e => e.GetProperty("action").GetString()!).Where(a => a != "document-added")
        );
        Assert.Equal(events.Count, file.Version);
        Assert.All(events, e => Assert.NotEmpty(e.GetProperty("actor").GetString()!));
        Assert.Equal("cnipa-2022", file.Detail.GetProperty("periodRuleId").GetString());
    }

    [Fact]
    public async Task A_deadline_in_a_year_without_a_calendar_stays_in_the_queue_and_gets_its_day_later()
    {
        await using var own = await Bureau.Open();
        var dated = await CaseFile.Lead(own);
        own.Clock.Set(new DateTimeOffset(2026, 12, 28, 9, 0, 0, TimeSpan.FromHours(8)));
        var undated = await CaseFile.Lead(own);
        Assert.Null(undated.Case.GetProperty("dueOn").GetString());
        Assert.NotNull(undated.Case.GetProperty("dueRuleId").GetString());
        Assert.Equal([dated.Id, undated.Id], await Queue(limit: 200));
        Assert.Equal([dated.Id, undated.Id], await Queue(limit: 1));

        var clocks = own.Host.Services.GetRequiredService<CaseClocks>();
        await clocks.DateUndated(CancellationToken.None);
        Assert.Equal((null, 1), await Due(undated));
        // As if the first one's calendar had been announced after it was opened.
        await using (var connection = await own.Database.Administrator.OpenConnectionAsync())
        {
            await connection.ExecuteAsync(
                """
                set session_replication_role = replica;
                update discipline.discipline_case set due_on = null where id = @Id;
                update discipline.case_event set deadline = null where case_id = @Id;
                """,
                new { dated.Id }
            );
        }
        // Two at once date it once.
        await Task.WhenAll(clocks.DateUndated(CancellationToken.None), clocks.DateUndated(CancellationToken.None));
        Assert.Equal((new DateOnly(2026, 3, 17), 2), await Due(dated));

        async Task<(DateOnly?, int)> Due(CaseFile file)
        {
            await using var connection = await own.Database.Administrator.OpenConnectionAsync();
            return await connection.QuerySingleAsync<(DateOnly?, int)>(
                "select due_on, version from discipline.discipline_case where id = @Id",
                new { file.Id }
            );
        }

        async Task<List<Guid>> Queue(int limit)
        {
            var found = new List<Guid>();
            string? cursor = null;
            do
            {
                var page = await own.Officer.GetFromJsonAsync<JsonElement>(
                    $"/api/discipline/cases?sort=due&limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}"
                );
                found.AddRange(page.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("id").GetGuid()));
                cursor = page.GetProperty("next").GetString();
            } while (cursor is not null);
            return found;
        }
    }

    [Fact]
    public async Task Nothing_is_decided_while_the_party_may_still_speak()
    {
        await using var own = await Bureau.Open();
        var file = await (await CaseFile.Lead(own)).NoticeServed();
        var decision = new { listed = true, documentId = await file.Add("decision") };
        await Bureau.Refused(
            await file.Try(own.Reviewer, "decision", decision),
            HttpStatusCode.Conflict,
            "discipline.statement-period-runs"
        );
        own.Clock.Set(new DateTimeOffset(2026, 3, 11, 0, 0, 0, TimeSpan.FromHours(8)));
        Assert.Equal("decided", (await file.Do(own.Reviewer, "decision", decision)).State);
    }

    [Fact]
    public async Task A_statement_is_answered_before_the_decision()
    {
        var file = await (await CaseFile.Lead(bureau)).NoticeServed();
        await file.Do(bureau.Officer, "statement", new { documentId = await file.Add("statement") });
        await file.Do(bureau.Officer, "waiver", new { documentId = await file.Add("waiver") });
        var decision = new { listed = false, documentId = await file.Add("decision") };
        await Bureau.Refused(
            await file.Try(bureau.Reviewer, "decision", decision),
            HttpStatusCode.Conflict,
            "discipline.statement-unanswered"
        );
        await file.Add("statement-answer");
        Assert.Equal("not-listed", (await file.Do(bureau.Reviewer, "decision", decision)).State);
    }

    [Fact]
    public async Task A_hearing_is_called_seven_working_days_ahead_and_recorded()
    {
        await using var own = await Bureau.Open();
        var file = await (await CaseFile.Lead(own)).NoticeServed();
        var (request, notice) = (await file.Add("hearing-request"), await file.Add("hearing-notice"));
        object Call(DateOnly on) =>
            new
            {
                requestId = request,
                noticeId = notice,
                hearingOn = on,
            };
        var refused = await file.Try(own.Officer, "hearing", Call(new DateOnly(2026, 3, 11)));
        Assert.Equal(
            "2026-03-12",
            (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("earliest").GetString()
        );
        await file.Do(own.Officer, "hearing", Call(new DateOnly(2026, 3, 12)));
        own.Clock.Set(new DateTimeOffset(2026, 3, 12, 15, 0, 0, TimeSpan.FromHours(8)));
        var decision = new { listed = true, documentId = await file.Add("decision") };
        await Bureau.Refused(
            await file.Try(own.Reviewer, "decision", decision),
            HttpStatusCode.Conflict,
            "discipline.hearing-not-recorded"
        );
        await file.Add("hearing-record");
        Assert.Equal("decided", (await file.Do(own.Reviewer, "decision", decision)).State);
    }

    [Fact]
    public async Task A_hearing_asked_for_too_late_is_refused()
    {
        await using var own = await Bureau.Open();
        var file = await (await CaseFile.Lead(own)).NoticeServed();
        own.Clock.Set(new DateTimeOffset(2026, 3, 11, 9, 0, 0, TimeSpan.FromHours(8)));
        await Bureau.Refused(
            await file.Try(
                own.Officer,
                "hearing",
                new
                {
                    requestId = await file.Add("hearing-request"),
                    noticeId = await file.Add("hearing-notice"),
                    hearingOn = "2026-04-01",
                }
            ),
            HttpStatusCode.Conflict,
            "discipline.hearing-asked-too-late"
        );
    }

    [Fact]
    public async Task Who_proposed_does_not_decide_even_with_both_roles()
    {
        var file = await (await CaseFile.Lead(bureau)).Waived();
        var document = await file.Add("decision");
        var both = bureau.Person(
            "officer",
            Bureau.Jiangsu,
            Access.Contracts.Roles.DisciplineOfficer,
            Access.Contracts.Roles.DisciplineReviewer
        );
        await Bureau.Refused(
            await file.Try(both, "decision", new { listed = true, documentId = document }),
            HttpStatusCode.Conflict,
            "discipline.four-eyes"
        );
        await Bureau.Refused(
            await file.Try(bureau.Officer, "decision", new { listed = true, documentId = Guid.NewGuid() }),
            HttpStatusCode.Forbidden,
            "kernel.forbidden"
        );
    }

    [Fact]
    public async Task Corrected_in_time_an_abnormal_filing_is_left_undetermined_and_nothing_else_is()
    {
        var abnormal = await CaseFile.Lead(bureau, ground: "abnormal-filing");
        await abnormal.Do(bureau.Officer, "verification");
        await abnormal.Do(bureau.Officer, "undetermined", new { correctionId = await abnormal.Add("correction") });
        Assert.Equal("undetermined", abnormal.State);
        var badFaith = await CaseFile.Lead(bureau);
        await badFaith.Do(bureau.Officer, "verification");
        await Bureau.Refused(
            await badFaith.Try(bureau.Officer, "undetermined", new { correctionId = await badFaith.Add("correction") }),
            HttpStatusCode.Conflict,
            "discipline.ground-may-not-be-left"
        );
    }

    [Fact]
    public async Task A_longer_period_needs_its_reason_and_stays_under_the_longest()
    {
        var file = await (await CaseFile.Lead(bureau)).Waived();
        var document = await file.Add("decision");
        await Bureau.Refused(
            await file.Try(
                bureau.Reviewer,
                "decision",
                new
                {
                    listed = true,
                    documentId = document,
                    months = 37,
                    note = "重复失信",
                }
            ),
            HttpStatusCode.BadRequest,
            "discipline.period-out-of-range"
        );
        await Bureau.Refused(
            await file.Try(
                bureau.Reviewer,
                "decision",
                new
                {
                    listed = true,
                    documentId = document,
                    months = 24,
                }
            ),
            HttpStatusCode.BadRequest,
            "discipline.longer-period-needs-reason"
        );
    }

    [Fact]
    public async Task A_repair_waits_its_months_is_accepted_and_stops_the_display()
    {
        await using var own = await Bureau.Open();
        var file = await (await CaseFile.Lead(own)).Published();
        var asked = new
        {
            applicationId = await file.Add("repair-application"),
            commitmentId = await file.Add("commitment"),
            correctionId = await file.Add("correction"),
        };
        own.Clock.Set(new DateTimeOffset(2026, 9, 2, 23, 0, 0, TimeSpan.FromHours(8)));
        await Bureau.Refused(
            await file.Try(own.Officer, "repair", asked),
            HttpStatusCode.Conflict,
            "discipline.repair-too-early"
        );
        own.Clock.Set(new DateTimeOffset(2026, 9, 3, 0, 0, 0, TimeSpan.FromHours(8)));
        await file.Do(own.Officer, "repair", asked);
        Assert.Equal(("repair-applied", new DateOnly(2026, 9, 7)), (file.State, file.Day("dueOn")));
        await Bureau.Refused(
            await file.Try(
                own.Reviewer,
                "repair/decision",
                new { granted = true, documentId = await file.Add("repair-decision") }
            ),
            HttpStatusCode.Conflict,
            "discipline.move-not-allowed"
        );
        await file.Do(own.Officer, "repair/acceptance");
        Assert.True(await InForce(file));
        await file.Do(
            own.Reviewer,
            "repair/decision",
            new { granted = true, documentId = await file.Add("repair-decision") }
        );
        Assert.Equal("repaired", file.State);
        Assert.False(await InForce(file));
        var repair = file.Detail.GetProperty("repairs")[0];
        Assert.Equal("granted", repair.GetProperty("state").GetString());
        Assert.NotEqual(JsonValueKind.Null, repair.GetProperty("displayStoppedAt").ValueKind);
    }

    [Fact]
    public async Task A_repair_got_by_fraud_is_undone()
    {
        await using var own = await Bureau.Open();
        var file = await (await CaseFile.Lead(own)).Published();
        own.Clock.Set(new DateTimeOffset(2026, 9, 3, 9, 0, 0, TimeSpan.FromHours(8)));
        await file.Repaired();
        Assert.False(await InForce(file));
        await file.Ended("reinstated");
        Assert.Equal("reinstated", file.State);
        Assert.True(await InForce(file));
    }

    [Theory]
    [InlineData(false, "published")]
    [InlineData(true, "reinstated")]
    public async Task A_refused_repair_leaves_the_case_as_it_was(bool reinstated, string state)
    {
        await using var own = await Bureau.Open();
        var file = await (await CaseFile.Lead(own)).Published(months: 24);
        own.Clock.Set(new DateTimeOffset(2026, 9, 3, 9, 0, 0, TimeSpan.FromHours(8)));
        if (reinstated)
        {
            await file.Repaired();
            await file.Ended("reinstated");
            own.Clock.Set(new DateTimeOffset(2027, 9, 6, 9, 0, 0, TimeSpan.FromHours(8)));
        }
        await file.RepairApplied();
        await file.Do(own.Officer, "repair/acceptance");
        var other = reinstated ? "published" : "reinstated";
        await using var connection = await own.Database.Administrator.OpenConnectionAsync();
        var held = await Assert.ThrowsAsync<PostgresException>(() =>
            connection.ExecuteAsync(
                "update discipline.discipline_case set state = @other, version = version + 1 where id = @Id",
                new { other, file.Id }
            )
        );
        Assert.Equal("case_repair_returns", held.ConstraintName);

        await file.Do(
            own.Reviewer,
            "repair/decision",
            new { granted = false, documentId = await file.Add("repair-decision") }
        );

        Assert.Equal(state, file.State);
        Assert.True(await InForce(file));
        // Case and entry agree: a stay comes and goes.
        await file.Stayed();
        await file.Stayed(raised: false);
        Assert.Equal(state, file.State);
        Assert.True(await InForce(file));
    }

    [Fact]
    public async Task A_revocation_is_proposed_by_one_and_decided_by_another()
    {
        var file = await (await CaseFile.Lead(bureau)).Published();
        await file.Do(
            bureau.Officer,
            "endings",
            new
            {
                kind = "revoked",
                documentId = await file.Add("revocation-decision"),
                clause = "处罚决定已被撤销",
            }
        );
        var both = bureau.Person("officer", Bureau.Jiangsu, Access.Contracts.Roles.DisciplineReviewer);
        await Bureau.Refused(
            await file.Try(both, "endings/decision", new { approved = true }),
            HttpStatusCode.Conflict,
            "discipline.four-eyes"
        );
        _ = bureau.Officer; // The person is an officer again.
        Assert.True(await InForce(file));
        await file.Do(bureau.Reviewer, "endings/decision", new { approved = true });
        Assert.Equal("revoked", file.State);
        Assert.False(await InForce(file));
    }

    [Fact]
    public async Task A_stay_takes_effect_at_once_and_review_or_suit_do_not()
    {
        var file = await (await CaseFile.Lead(bureau)).Published();
        await file.Do(
            bureau.Officer,
            "flags",
            new
            {
                flag = "suit",
                raised = true,
                documentId = await file.Add("suit-notice"),
            }
        );
        Assert.True(await InForce(file));
        await file.Stayed();
        Assert.False(await InForce(file));
        await file.Stayed(false);
        Assert.True(await InForce(file));
        Assert.Equal(
            ["published", "stayed", "published"],
            await Rows<string>(
                bureau,
                "select state from discipline.entry_version where entry_id = @id order by version",
                file.Entry
            )
        );
    }

    [Fact]
    public async Task A_foreign_case_does_not_exist_and_a_stale_version_is_refused()
    {
        var file = await CaseFile.Lead(bureau);
        await Bureau.Refused(
            await bureau.ForeignOfficer.GetAsync($"/api/discipline/cases/{file.Id}"),
            HttpStatusCode.NotFound,
            "discipline.case-not-found"
        );
        await Bureau.Refused(
            await file.Try(bureau.ForeignOfficer, "verification"),
            HttpStatusCode.NotFound,
            "discipline.case-not-found"
        );
        await Bureau.Refused(
            await file.Try(bureau.Officer, "verification", new { version = 7 }),
            HttpStatusCode.PreconditionFailed,
            "discipline.stale-case"
        );
    }

    [Fact]
    public async Task Of_rival_publications_one_wins()
    {
        var file = await (await CaseFile.Lead(bureau)).Decided();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => file.Try(bureau.Officer, "publication")));
        Assert.Single(answers, a => a.IsSuccessStatusCode);
        Assert.All(
            answers.Where(a => !a.IsSuccessStatusCode),
            a => Assert.Equal(HttpStatusCode.PreconditionFailed, a.StatusCode)
        );
        Assert.Equal(
            1,
            (
                await Rows<long>(bureau, "select count(*) from discipline.list_entry where case_id = @id", file.Id)
            ).Single()
        );
    }

    [Fact]
    public async Task The_same_organisation_under_another_name_is_refused()
    {
        var code = CaseFile.FreshCode();
        var first = await CaseFile.Lead(bureau, CaseFile.Organisation("南京丙丁有限公司", code));
        var second = await CaseFile.Lead(bureau, CaseFile.Organisation("南京丙丁有限公司", code.ToLowerInvariant()));
        Assert.Equal(first.Party, second.Party);
        await Bureau.Refused(
            await bureau.Officer.PostAsJsonAsync(
                "/api/discipline/cases",
                new
                {
                    party = CaseFile.Organisation("别的公司", code),
                    listCode = "cnipa-credit",
                    groundCode = "bad-faith-mark",
                    facts = "线索",
                }
            ),
            HttpStatusCode.Conflict,
            "discipline.party-known-by-another-name"
        );
    }

    private static async Task<bool> InForce(CaseFile file) =>
        (
            await Rows<bool>(
                file.Bureau,
                "select exists (select 1 from discipline.entry_in_force(@at) where entry_id = @id)",
                file.Entry
            )
        ).Single();

    private static async Task<IReadOnlyList<T>> Rows<T>(IDesk bureau, string sql, Guid id)
    {
        await using var connection = await bureau.Database.Administrator.OpenConnectionAsync();
        return (await connection.QueryAsync<T>(sql, new { id, at = bureau.Clock.GetUtcNow() })).AsList();
    }
}
