using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Commendations.IntegrationTests;

/// <summary>A listed party is blocked, and one that is listed later is reviewed.</summary>
public sealed class ListingTests(JuryRoom room) : IClassFixture<JuryRoom>
{
    private const string OtherCode = "91310115MA1TEXT069";

    [Theory]
    [InlineData("draft")]
    [InlineData("eligibility-check")]
    [InlineData("selected")]
    [InlineData("public-notice")]
    public async Task A_listed_party_is_blocked_with_the_decision_named(string state)
    {
        room.Clock.Set(JuryRoom.Monday);
        var round = await room.Round();
        var nomination = await room.To(
            state,
            await room.Ok(room.Clerk, "nominations", room.Collective(round, code: OtherCode))
        );
        if (state == "public-notice")
        {
            room.SkipNotice(nomination);
        }
        room.Listed.List(new PartyKey(OtherCode, null));
        try
        {
            var refusal = await JuryRoom.Refused(await Next(nomination), "nominee-listed");
            var blocked = Assert.Single(refusal.GetProperty("blocked").EnumerateArray());
            Assert.Equal(nomination.GetProperty("number").GetString(), blocked.GetProperty("number").GetString());
            Assert.Equal(
                "国知信〔2026〕7号",
                blocked.GetProperty("listings")[0].GetProperty("documentNumber").GetString()
            );
            Assert.Contains("知识产权失信名单", refusal.GetProperty("detail").GetString()!, StringComparison.Ordinal);
            Assert.Equal(state, await State(nomination));
            Assert.Equal(
                1,
                await room.Scalar<int>(
                    "select listed from listing_check where nomination_id = @Id order by checked_at desc limit 1",
                    new { Id = nomination.GetProperty("id").GetGuid() }
                )
            );
            await Eventually.Becomes(
                () =>
                    room.Scalar<int>(
                        "select count(*)::int from audit_entry where action = 'commendations.nomination.blocked' and subject = @Id and result = 'refused'",
                        new { Id = nomination.GetProperty("id").GetGuid().ToString() }
                    ),
                found => found == 1
            );
        }
        finally
        {
            room.Listed.Clear(new PartyKey(OtherCode, null));
        }
        await JuryRoom.Success(await Next(nomination));
        room.Clock.Set(JuryRoom.Monday);
    }

    [Fact]
    public async Task A_person_is_found_by_the_keyed_hash_of_the_id()
    {
        room.Clock.Set(JuryRoom.Monday);
        var draft = await room.Ok(room.Clerk, "nominations", room.Person(await room.Round(), "990101200002290011"));
        var key = new PartyKey(null, room.Listed.FingerprintOf("990101200002290011"));
        room.Listed.List(key);
        var refusal = await JuryRoom.Refused(await room.Try(room.Clerk, draft, "submission"), "nominee-listed");
        Assert.DoesNotContain("欧阳测试", refusal.ToString(), StringComparison.Ordinal);
        room.Listed.Clear(key);
        await room.Submitted(draft);
    }

    [Fact]
    public async Task Discipline_is_asked_once_for_however_many()
    {
        room.Clock.Set(JuryRoom.Monday);
        var round = await room.Round();
        var first = await room.To("selected", await room.Draft(round));
        room.Clock.Set(JuryRoom.Monday);
        var second = await room.To("selected", await room.Draft(round));
        var before = room.Listed.Questions;
        await room.Together(room.Organiser, "public-notices", [first, second], new { notice = room.Days() });
        Assert.Equal(before + 1, room.Listed.Questions);
        room.Clock.Set(JuryRoom.Monday);
    }

    [Theory]
    [InlineData("published")]
    [InlineData("reinstated")]
    [InlineData("stay-lifted")]
    public async Task A_later_listing_opens_a_review_and_revokes_nothing(string change)
    {
        room.Clock.Set(JuryRoom.Monday);
        var code = change switch
        {
            "published" => "91440300MA5TEXT119",
            "reinstated" => "92500103MA5TEXT2X5",
            _ => "91440300MA5TEXT2X1",
        };
        var announced = await room.To(
            "announced",
            await room.Ok(room.Clerk, "nominations", room.Collective(await room.Round(), code: code))
        );
        var listing = await Publish(Listing(code, change));

        var review = await Review(announced);
        Assert.Equal("知识产权失信名单", review.GetProperty("listZh").GetString());
        Assert.Equal("announced", await State(announced));
        var told = await room.Scalar<string>(
            "select payload::text from outbox where kind = 'commendations.review-opened.v1' and subject = @Id",
            new { Id = announced.GetProperty("id").GetGuid().ToString() }
        );
        Assert.Contains(announced.GetProperty("number").GetString()!, told, StringComparison.Ordinal);

        await Publish(listing with { Change = "stayed" });
        await Eventually.Becomes(
            () => Review(announced),
            r => r.GetProperty("clearedAt").ValueKind == JsonValueKind.String
        );
        await Publish(listing with { Change = "stay-lifted" });
        await Eventually.Becomes(
            () => Review(announced),
            r => r.GetProperty("clearedAt").ValueKind == JsonValueKind.Null
        );
        await Publish(listing with { Change = "repaired" });
        await Eventually.Becomes(
            () => Review(announced),
            r => r.GetProperty("clearedAt").ValueKind == JsonValueKind.String
        );
        var decided = await room.Ok(
            room.Approver,
            $"reviews/{review.GetProperty("id").GetGuid()}/decision",
            new
            {
                outcome = "ended",
                reason = "严重失信",
                documentNumber = "撤〔2026〕1号",
            }
        );
        Assert.Equal("revoked", decided.GetProperty("state").GetString());
        await JuryRoom.Refused(
            await room.Post(
                room.Organiser,
                $"reviews/{review.GetProperty("id").GetGuid()}/decision",
                new
                {
                    outcome = "kept",
                    reason = "另一意见",
                    documentNumber = "撤〔2026〕2号",
                }
            ),
            "review-decided"
        );
        var shown = await room.Get(null, $"public/commendations?search={announced.GetProperty("number").GetString()}");
        Assert.Empty(shown.GetProperty("items").EnumerateArray());
        room.Clock.Set(JuryRoom.Monday);
    }

    [Fact]
    public async Task Nothing_goes_forward_while_a_review_is_open_and_all_does_once_it_is_kept()
    {
        room.Clock.Set(JuryRoom.Monday);
        var code = "91320100G3Q5GTCB20";
        var selected = await room.To(
            "selected",
            await room.Ok(room.Clerk, "nominations", room.Collective(await room.Round(), code: code))
        );
        await Publish(Listing(code, "published"));
        var review = await Review(selected);
        await JuryRoom.Refused(
            await room.TryTogether(room.Organiser, "public-notices", [selected], new { notice = room.Days() }),
            "under-review"
        );
        await room.Ok(
            room.Organiser,
            $"reviews/{review.GetProperty("id").GetGuid()}/decision",
            new
            {
                outcome = "kept",
                reason = "列入决定已撤销",
                documentNumber = "复核〔2026〕1号",
            }
        );
        await room.Together(room.Organiser, "public-notices", [selected], new { notice = room.Days() });
        room.Clock.Set(JuryRoom.Monday);
    }

    [Fact]
    public async Task An_event_that_comes_twice_opens_one_review()
    {
        room.Clock.Set(JuryRoom.Monday);
        var code = "91110108QQQQQQQQ6N";
        var nominated = await room.To(
            "nominated",
            await room.Ok(room.Clerk, "nominations", room.Collective(await room.Round(), code: code))
        );
        var handler = room.Host.Services.GetRequiredService<OnListingChanged>();
        var context = new EventContext(Guid.NewGuid(), ListingChanged.Kind, "x", JuryRoom.Monday, "test");
        var fact = Listing(code, "published");
        await handler.Handle(context, fact, CancellationToken.None);
        await handler.Handle(context, fact, CancellationToken.None);
        await handler.Handle(context with { EventId = Guid.NewGuid() }, fact, CancellationToken.None);
        Assert.Equal(
            1,
            await room.Scalar<int>(
                "select count(*)::int from review where nomination_id = @Id",
                new { Id = nominated.GetProperty("id").GetGuid() }
            )
        );
        Assert.Equal(
            1,
            await room.Scalar<int>(
                "select count(*)::int from outbox where kind = 'commendations.review-opened.v1' and subject = @Id",
                new { Id = nominated.GetProperty("id").GetGuid().ToString() }
            )
        );
    }

    private Task<HttpResponseMessage> Next(JsonElement nomination) =>
        nomination.GetProperty("state").GetString() switch
        {
            "draft" => room.Try(room.Clerk, nomination, "submission"),
            "eligibility-check" => room.Try(room.Organiser, nomination, "eligibility-check"),
            "selected" => room.TryTogether(
                room.Organiser,
                "public-notices",
                [nomination],
                new { notice = room.Days() }
            ),
            _ => room.TryTogether(room.Approver, "approvals", [nomination]),
        };

    private async Task<string?> State(JsonElement nomination) =>
        (await room.Get(room.Clerk, $"nominations/{nomination.GetProperty("id").GetGuid()}"))
            .GetProperty("state")
            .GetString();

    private Task<JsonElement> Review(JsonElement nomination) =>
        Eventually.Becomes(
            async () =>
                (await room.Get(room.Organiser, $"reviews?nominationId={nomination.GetProperty("id").GetGuid()}"))
                    .GetProperty("items")
                    .EnumerateArray()
                    .FirstOrDefault(),
            r => r.ValueKind == JsonValueKind.Object
        );

    /// <summary>Through a real outbox and its relay, as from the discipline module.</summary>
    private async Task<ListingChanged> Publish(ListingChanged fact)
    {
        await room
            .Host.Services.GetRequiredKeyedService<Db>(CommendationsModule.Name)
            .InTransaction<bool>(
                Actor.System("test"),
                tx =>
                {
                    tx.Publish(ListingChanged.Kind, fact.EntryId.ToString(), fact);
                    return Task.FromResult<Outcome<bool>>(true);
                }
            );
        return fact;
    }

    private static ListingChanged Listing(string code, string change) =>
        new(
            Guid.NewGuid(),
            change,
            "cnipa-dishonest",
            "知识产权失信名单",
            "List of dishonest IP acts",
            code,
            "某某",
            null,
            "320500",
            JuryRoom.Cnipa,
            new DateOnly(2026, 6, 1),
            new DateOnly(2027, 6, 1)
        );
}
