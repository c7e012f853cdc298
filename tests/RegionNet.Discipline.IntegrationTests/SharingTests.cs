using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using Npgsql;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Discipline.IntegrationTests;

/// <summary>Who is told of a list, what they get, and who has not cleared it yet.</summary>
public sealed class SharingTests(Neighbours neighbours) : IClassFixture<Neighbours>
{
    private const string Subscriptions = "/api/discipline/subscriptions";
    private const string List = "cnipa-credit";

    [Fact]
    public async Task A_subscriber_off_for_a_day_catches_up_exactly_and_gets_nothing_that_ended_meanwhile()
    {
        var machine = neighbours.Machine("m-catch-up", Neighbours.Suzhou);
        var (id, _) = await neighbours.GrantMachine("m-catch-up", List);
        var reader = await DeltaReader.Of(machine);
        var before = await neighbours.Publish();
        await Drain(machine, id, reader);
        Assert.Contains(before.Entry.ToString(), reader.Live.Keys);

        // While it is away: one comes, one comes and goes, one that it has goes.
        var stays = await neighbours.Publish();
        var gone = await neighbours.Publish();
        await gone.Ended("revoked");
        await before.Ended("revoked");
        await Drain(machine, id, reader, limit: 2);

        Assert.Contains(stays.Entry.ToString(), reader.Live.Keys);
        Assert.DoesNotContain(before.Entry.ToString(), reader.Live.Keys);
        Assert.DoesNotContain(gone.Entry.ToString(), reader.Live.Keys);
        // The payload of what was published and revoked meanwhile was never given.
        Assert.True(reader.Withheld >= 1);
        await using var connection = await neighbours.Database.Administrator.OpenConnectionAsync();
        var truth = (
            await connection.QueryAsync<(Guid Entry, string Payload)>(
                """
                select v.entry_id, c.payload from discipline.entry_version v
                join discipline.list_change c on c.list_code = v.list_code and c.sequence = v.list_sequence
                where v.list_code = @List and v.known_until is null and v.state in ('published', 'reinstated') and v.list_sequence <= @Sequence
                """,
                new { List, reader.Sequence }
            )
        ).OrderBy(e => e.Entry.ToString(), StringComparer.Ordinal);
        Assert.Equal(truth.Select(e => e.Payload), reader.Live.Values);

        // And it says so: only with the hash of the list, and only of what it was given.
        await Bureau.Refused(
            await Confirm(machine, id, reader.Sequence + 1_000, reader.Hash),
            HttpStatusCode.Conflict,
            "discipline.delta-not-given-yet"
        );
        await Bureau.Refused(
            await Confirm(machine, id, reader.Sequence, new string('a', 64)),
            HttpStatusCode.Conflict,
            "discipline.receipt-differs"
        );
        Assert.Equal(HttpStatusCode.OK, (await Confirm(machine, id, reader.Sequence, reader.Hash)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Confirm(machine, id, reader.Sequence, reader.Hash)).StatusCode);
        Assert.Equal(
            1,
            await neighbours.Scalar<int>(
                "select count(*)::int from discipline.subscriber_receipt where subscriber_id = @id",
                new { id }
            )
        );
    }

    [Fact]
    public async Task A_revocation_reaches_everybody_who_is_connected_within_five_seconds_at_another_process_too()
    {
        var machine = neighbours.Machine("m-waits", Neighbours.Suzhou, neighbours.Replica);
        var (polled, _) = await neighbours.GrantMachine("m-waits", List);
        neighbours.Machine("m-called", Neighbours.Suzhou);
        var (pushed, secret) = await neighbours.GrantMachine(
            "m-called",
            List,
            "push",
            new Uri(neighbours.Receiver, "/called").ToString()
        );
        var listed = await neighbours.Publish();
        var reader = await DeltaReader.Of(machine);
        await Drain(machine, polled, reader);
        var called = await DeltaReader.Of(machine);
        await Eventually.Becomes(
            () => Task.FromResult(Push("/called", called)),
            seen => seen.Contains(listed.Entry.ToString())
        );

        var waiting = machine.GetFromJsonAsync<JsonElement>(
            $"{Subscriptions}/{polled}/deltas?after={reader.Sequence}&wait=20"
        );
        await listed.Ended("revoked");
        var began = Stopwatch.GetTimestamp();
        reader.Apply(await waiting);
        var polledAfter = Stopwatch.GetElapsedTime(began);
        await Eventually.Becomes(
            () => Task.FromResult(Push("/called", called)),
            seen => !seen.Contains(listed.Entry.ToString()),
            TimeSpan.FromSeconds(5)
        );
        var pushedAfter = Stopwatch.GetElapsedTime(began);

        Assert.DoesNotContain(listed.Entry.ToString(), reader.Live.Keys);
        Assert.True(polledAfter < TimeSpan.FromSeconds(5), $"polled after {polledAfter}");
        Assert.True(pushedAfter < TimeSpan.FromSeconds(5), $"pushed after {pushedAfter}");
        TestContext.Current.SendDiagnosticMessage(
            $"polled {polledAfter.TotalMilliseconds} ms, pushed {pushedAfter.TotalMilliseconds} ms"
        );
        Assert.All(
            neighbours.Calls.Where(c => c.Path == "/called"),
            c =>
                Assert.Equal(
                    WebhookClient.Signature(secret!, c.Headers["X-RegionNet-Timestamp"], c.Body),
                    c.Headers["X-RegionNet-Signature"]
                )
        );
        Assert.NotEqual(polled, pushed);
    }

    [Fact]
    public async Task A_pushed_subscriber_that_fails_for_a_while_gets_every_change_in_order_and_none_twice()
    {
        var failing = 1;
        neighbours.Answer("/fails", () => Volatile.Read(ref failing) == 1 ? 503 : 200);
        neighbours.Machine("m-fails", Neighbours.Suzhou);
        var (id, _) = await neighbours.GrantMachine(
            "m-fails",
            List,
            "push",
            new Uri(neighbours.Receiver, "/fails").ToString()
        );
        var one = await neighbours.Publish();
        await Eventually.Becomes(
            () => Task.FromResult(neighbours.Calls.Count(c => c is { Path: "/fails", Status: 503 })),
            failed => failed >= 2
        );
        var two = await neighbours.Publish();
        await one.Ended("revoked");

        Volatile.Write(ref failing, 0);
        var reader = await DeltaReader.Of(neighbours.Here.Anonymous());
        await Eventually.Becomes(
            () => Task.FromResult(Push("/fails", reader)),
            live => live.Contains(two.Entry.ToString()) && !live.Contains(one.Entry.ToString()),
            TimeSpan.FromSeconds(20)
        );
        var taken = neighbours.Calls.Where(c => c is { Path: "/fails", Status: 200 }).ToArray();
        Assert.Equal(taken.Length, taken.DistinctBy(c => c.Headers["X-RegionNet-Delivery"]).Count());
        // Taken a moment before it is written down.
        await Eventually.Becomes(
            () => neighbours.Scalar<long>("select offered from discipline.subscriber where id = @id", new { id }),
            offered => offered == reader.Sequence
        );
    }

    [Fact]
    public async Task The_entry_shows_who_has_not_cleared_it_yet()
    {
        const string list = "samr-serious";
        var prompt = neighbours.Machine("m-prompt", Neighbours.Suzhou);
        var (promptId, _) = await neighbours.GrantMachine("m-prompt", list);
        neighbours.Machine("m-slow", Neighbours.Suzhou);
        var (slowId, _) = await neighbours.GrantMachine("m-slow", list);
        var listed = await neighbours.Publish(list: list, ground: "serious-violation");
        var reader = await DeltaReader.Of(prompt);
        await Drain(prompt, promptId, reader);
        await listed.Ended("revoked");

        Assert.Equal(2, (await Clearance(listed)).GetProperty("outstanding").GetInt32());
        await Drain(prompt, promptId, reader);
        await Confirm(prompt, promptId, reader.Sequence, reader.Hash);

        var clearance = await Clearance(listed);
        Assert.Equal("revoked", clearance.GetProperty("state").GetString());
        Assert.Equal(
            [(promptId, "cleared"), (slowId, "not-cleared")],
            clearance
                .GetProperty("subscribers")
                .EnumerateArray()
                .Select(s => (s.GetProperty("subscriptionId").GetGuid(), s.GetProperty("status").GetString()!))
                .Where(s => s.Item1 == promptId || s.Item1 == slowId)
        );
        // Another authority's entry does not exist for a foreign officer.
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await neighbours.Guangdongs.GetAsync($"/api/discipline/entries/{listed.Entry}/clearance")).StatusCode
        );

        // Three working days later the slow one is told of, once, whoever looks.
        neighbours.Clock.Set(Bureau.Now.AddDays(9));
        try
        {
            var clocks = new[] { neighbours.Here, neighbours.Replica }
                .Select(h => (SharingClocks)h.Services.GetService(typeof(SharingClocks))!)
                .ToArray();
            await Task.WhenAll(Enumerable.Range(0, 8).Select(i => clocks[i % 2].TellOverdueClearances(default)));
            Assert.Equal(
                1,
                await neighbours.Scalar<int>(
                    "select count(*)::int from discipline.outbox where kind = 'discipline.clearance-overdue.v1' and subject = @Id",
                    new { Id = slowId.ToString() }
                )
            );
        }
        finally
        {
            neighbours.Clock.Set(Bureau.Now);
        }
    }

    [Fact]
    public async Task A_planted_id_and_name_are_in_nothing_that_leaves()
    {
        const string list = "ndrc-general";
        var machine = neighbours.Machine("m-persons", Neighbours.Suzhou);
        neighbours.Clock.Set(new DateTimeOffset(2026, 4, 2, 9, 0, 0, TimeSpan.FromHours(8)));
        try
        {
            var (id, _) = await neighbours.GrantMachine("m-persons", list);
            var (file, _) = await neighbours.Grant(
                new
                {
                    kind = "organisation",
                    listCode = list,
                    purpose = "法院立案核对",
                    organisationId = OrganisationId.Of(Neighbours.Guangdong),
                    road = "file",
                    from = "2026-01-01",
                    until = "2026-12-31",
                }
            );
            var listed = await (
                await CaseFile.Lead(neighbours, CaseFile.Person("令狐冲冲", "11010519491231002X"), list, "general")
            ).Published();
            var reader = await DeltaReader.Of(machine);
            var delta = await Delta(machine, id, 0);
            reader.Apply(delta);

            var told = reader.Live[listed.Entry.ToString()];
            Assert.Contains("令＊冲", told, StringComparison.Ordinal);
            Assert.Contains("\"partyFingerprint\":\"", told, StringComparison.Ordinal);
            var exported = await (
                await neighbours.Officer.PostAsync($"{Subscriptions}/{file}/files", null)
            ).Content.ReadAsStringAsync();
            foreach (
                var leaving in new[]
                {
                    told,
                    DeltaReader.Parse(delta.GetProperty("payload").GetString()!).ToString(),
                    exported,
                }
            )
            {
                Assert.DoesNotContain("11010519491231002X", leaving, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("令狐冲冲", leaving, StringComparison.Ordinal);
            }
        }
        finally
        {
            neighbours.Clock.Set(Bureau.Now);
        }
    }

    [Fact]
    public async Task A_subscription_is_its_subscribers_alone_and_ends()
    {
        var machine = neighbours.Machine("m-alone", Neighbours.Suzhou);
        var (id, _) = await neighbours.GrantMachine("m-alone", List);

        Assert.Equal(
            HttpStatusCode.NotFound,
            (await neighbours.Guangdongs.GetAsync($"{Subscriptions}/{id}/deltas")).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await neighbours.Machine("m-other", Neighbours.Suzhou).GetAsync($"{Subscriptions}/{id}/deltas")).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await neighbours.Here.Anonymous().GetAsync($"{Subscriptions}/{id}/deltas")).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (
                await neighbours.Guangdongs.PostAsJsonAsync($"{Subscriptions}/{id}/end", new { reason = "越权" })
            ).StatusCode
        );
        await Bureau.Refused(
            await machine.GetAsync($"{Subscriptions}/{id}/deltas?after=999999"),
            HttpStatusCode.Conflict,
            "discipline.cursor-beyond-head"
        );

        var ended = await neighbours.Officer.PostAsJsonAsync(
            $"{Subscriptions}/{id}/end",
            new { reason = "合作期满，已要求销毁" }
        );
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        await Bureau.Refused(
            await machine.GetAsync($"{Subscriptions}/{id}/deltas"),
            HttpStatusCode.Conflict,
            "discipline.subscription-ended"
        );
        // A new grant after an ended one.
        await neighbours.GrantMachine("m-alone", List);
    }

    [Fact]
    public async Task A_grant_has_an_end_a_scope_and_a_holder()
    {
        var request = new Dictionary<string, object?>
        {
            ["kind"] = "organisation",
            ["listCode"] = List,
            ["purpose"] = "评优审查",
            ["organisationId"] = OrganisationId.Of("北京市知识产权局"),
            ["road"] = "pull",
            ["from"] = "2026-01-01",
            ["until"] = "2026-12-31",
        };
        await Refused(request, HttpStatusCode.NotFound, "discipline.subscriber-out-of-scope");
        request["organisationId"] = OrganisationId.Of(Neighbours.Suzhou);
        request["until"] = "2027-06-01";
        await Refused(request, HttpStatusCode.BadRequest, "discipline.subscription-term-too-long");
        request["until"] = "2026-02-01";
        await Refused(request, HttpStatusCode.BadRequest, "discipline.subscription-term-invalid");
        request["until"] = "2026-12-31";
        request["url"] = "https://example.com/";
        await Refused(request, HttpStatusCode.BadRequest, "discipline.subscriber-incomplete");
        request["road"] = "push";
        request["url"] = "http://example.com/";
        await Refused(request, HttpStatusCode.BadRequest, "discipline.push-url-invalid");
        request["url"] = "https://10.0.0.1/";
        await Refused(request, HttpStatusCode.BadRequest, "discipline.push-address-refused");
        (request["road"], request["url"]) = ("pull", null);
        await neighbours.Grant(request);
        await Refused(request, HttpStatusCode.Conflict, "discipline.subscription-exists");
        var rivals = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    neighbours.Officer.PostAsJsonAsync(
                        Subscriptions,
                        new Dictionary<string, object?>(request) { ["road"] = "file" }
                    )
                )
        );
        Assert.Single(rivals, r => r.StatusCode == HttpStatusCode.Created);
    }

    /// <summary>CNIPA lies in no zone, and the list of its own credit rules is its own.</summary>
    [Fact]
    public async Task Officers_of_a_lists_keeper_grant_it_everywhere_and_no_other_list()
    {
        var keeper = Officer("officer of CNIPA", "国家知识产权局", Roles.DisciplineOfficer);
        var court = Officer("officer of the Supreme Court", "最高人民法院", Roles.DisciplineOfficer);
        var request = new Dictionary<string, object?>
        {
            ["kind"] = "organisation",
            ["listCode"] = "cnipa-credit",
            ["purpose"] = "审查时核查失信情况",
            ["organisationId"] = OrganisationId.Of("北京市知识产权局"),
            ["road"] = "file",
            ["from"] = "2026-01-01",
            ["until"] = "2026-12-31",
        };

        await OutOfScope(court, request);
        await OutOfScope(keeper, With(("listCode", "samr-serious")));
        // Its coordinators keep no list.
        await OutOfScope(Officer("coordinator of CNIPA", "国家知识产权局", Roles.ZoneCoordinator), request);
        // Who acts for a zone is of that zone.
        await OutOfScope(keeper, With(("kind", "zone"), ("zoneCode", "YRD")));
        await Bureau.Refused(
            await keeper.PostAsJsonAsync(Subscriptions, With(("listCode", "no-list"))),
            HttpStatusCode.NotFound,
            "discipline.list-unknown"
        );

        var granted = await keeper.PostAsJsonAsync(Subscriptions, request);
        Assert.Equal(HttpStatusCode.Created, granted.StatusCode);
        var id = (await granted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("subscription").GetProperty("id");
        var ofZone = With(
            ("kind", "zone"),
            ("zoneCode", "YRD"),
            ("organisationId", OrganisationId.Of(Neighbours.Jiangsu)),
            ("road", "file")
        );
        Assert.Equal(HttpStatusCode.Created, (await keeper.PostAsJsonAsync(Subscriptions, ofZone)).StatusCode);

        var end = new { reason = "合作期满" };
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await neighbours.Officer.PostAsJsonAsync($"{Subscriptions}/{id}/end", end)).StatusCode
        );
        Assert.Equal(HttpStatusCode.OK, (await keeper.PostAsJsonAsync($"{Subscriptions}/{id}/end", end)).StatusCode);

        HttpClient Officer(string name, string organisation, string role) =>
            neighbours.Here.As(TestPeople.Person(name, OrganisationId.Of(organisation), [role]));

        Dictionary<string, object?> With(params (string Key, object? Value)[] changes)
        {
            var changed = new Dictionary<string, object?>(request);
            foreach (var (key, value) in changes)
            {
                changed[key] = value;
            }
            return changed;
        }

        static async Task OutOfScope(HttpClient who, object request) =>
            await Bureau.Refused(
                await who.PostAsJsonAsync(Subscriptions, request),
                HttpStatusCode.NotFound,
                "discipline.subscriber-out-of-scope"
            );
    }

    [Theory]
    [InlineData("810000", null)]
    [InlineData("820000", null)]
    [InlineData("320500", "810000")]
    [InlineData("320500", "820000")]
    public async Task Hong_Kong_and_Macao_neither_receive_nor_send(string holder, string? granter)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(async () =>
        {
            await using var own = await neighbours.Database.Module(DisciplineModule.Name).OpenConnectionAsync();
            await own.ExecuteAsync(
                """
                insert into subscriber (id, kind, list_code, purpose, organisation_id, place_code, road, valid, granted_by, granted_by_name,
                    granting_organisation_id, granting_place_code, granted_at)
                values (gen_random_uuid(), 'organisation', 'cnipa-credit', '任何用途', gen_random_uuid(), @holder, 'pull',
                    '[2026-01-01,2026-06-01)', 'p', 'p', gen_random_uuid(), @granter, '2026-03-03')
                """,
                new { holder, granter }
            );
        });
        Assert.Equal("subscriber_jurisdiction", refused.ConstraintName);
        await using var module = await neighbours.Database.Module(DisciplineModule.Name).OpenConnectionAsync();
        var denied = await Assert.ThrowsAsync<PostgresException>(() =>
            module.ExecuteAsync("update sharing_jurisdiction set receives = true")
        );
        Assert.Equal("42501", denied.SqlState);
    }

    private async Task Refused(object request, HttpStatusCode status, string code) =>
        await Bureau.Refused(await neighbours.Officer.PostAsJsonAsync(Subscriptions, request), status, code);

    private async Task<JsonElement> Clearance(CaseFile listed) =>
        await neighbours.Officer.GetFromJsonAsync<JsonElement>($"/api/discipline/entries/{listed.Entry}/clearance");

    private static Task<JsonElement> Delta(HttpClient client, Guid id, long after, int limit = 500) =>
        client.GetFromJsonAsync<JsonElement>(
            string.Create(CultureInfo.InvariantCulture, $"{Subscriptions}/{id}/deltas?after={after}&limit={limit}")
        );

    private static async Task Drain(HttpClient client, Guid id, DeltaReader reader, int limit = 500)
    {
        while (reader.Apply(await Delta(client, id, reader.Sequence, limit)) > 0) { }
    }

    private static Task<HttpResponseMessage> Confirm(HttpClient client, Guid id, long sequence, string hash) =>
        client.PostAsJsonAsync($"{Subscriptions}/{id}/acknowledgements", new { sequence, hash });

    /// <summary>Applies what was pushed to the path and taken, in the order it came.</summary>
    private string Push(string path, DeltaReader reader)
    {
        foreach (var call in neighbours.Calls.Where(c => c.Path == path && c.Status == 200))
        {
            Assert.Equal("discipline.list-delta.v1", call.Headers["X-RegionNet-Event"]);
            reader.Apply(JsonSerializer.Deserialize<JsonElement>(call.Body));
        }
        return string.Join(' ', reader.Live.Keys);
    }
}
