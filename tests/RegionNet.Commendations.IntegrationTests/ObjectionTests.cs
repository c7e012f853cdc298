using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.Commendations.IntegrationTests;

/// <summary>Objections during a notice are recorded and answered, or nothing goes on.</summary>
public sealed class ObjectionTests(JuryRoom room) : IClassFixture<JuryRoom>
{
    private const string Objector = "钱实名";
    private const string Contact = "13800138000";

    [Fact]
    public async Task An_objection_from_the_public_stops_the_approval_until_it_is_answered()
    {
        room.Clock.Set(JuryRoom.Monday);
        var shown = await room.To("public-notice", await room.Draft(await room.Round()));
        var notice = await Public(shown);
        var receipt = await JuryRoom.Success(await Object(notice));
        await JuryRoom.Refused(await Object(notice), "objection-known");

        room.SkipNotice(shown);
        await JuryRoom.Refused(await Object(notice, "过期才来的另一条异议内容"), "notice-over");
        await JuryRoom.Refused(await room.TryTogether(room.Approver, "approvals", [shown]), "objections-open");

        // The unit does not learn who objected, nor can it answer.
        var path = $"objections?nominationId={shown.GetProperty("id").GetGuid()}";
        Assert.Empty((await room.Get(room.Clerk, path)).GetProperty("items").EnumerateArray());
        var objection = Assert.Single((await room.Get(room.Organiser, path)).GetProperty("items").EnumerateArray());
        Assert.Equal(receipt.GetProperty("reference").GetGuid(), objection.GetProperty("id").GetGuid());
        Assert.Equal("钱＊名", objection.GetProperty("name").GetString());
        Assert.DoesNotContain(Contact, objection.ToString(), StringComparison.Ordinal);
        var answer = new { answer = "经核查，所述情况不属实，已答复。", upheld = false };
        await JuryRoom.Refused(
            await room.Post(room.Clerk, $"objections/{objection.GetProperty("id").GetGuid()}/answer", answer),
            "objection-not-found",
            HttpStatusCode.NotFound
        );
        var revealed = await room.Ok(
            room.Organiser,
            $"objections/{objection.GetProperty("id").GetGuid()}/reveal",
            new { purpose = "答复异议人" }
        );
        Assert.Equal(Contact, revealed.GetProperty("contact").GetString());
        await room.Ok(room.Organiser, $"objections/{objection.GetProperty("id").GetGuid()}/answer", answer);
        await JuryRoom.Refused(
            await room.Post(room.Organiser, $"objections/{objection.GetProperty("id").GetGuid()}/answer", answer),
            "objection-answered"
        );
        Assert.Equal(
            "approved",
            (await room.Together(room.Approver, "approvals", [shown])).GetProperty("state").GetString()
        );
        room.Clock.Set(JuryRoom.Monday);
    }

    [Fact]
    public async Task An_objection_that_is_upheld_ends_the_nomination()
    {
        room.Clock.Set(JuryRoom.Monday);
        var shown = await room.To("public-notice", await room.Draft(await room.Round()));
        var objection = await room.Ok(
            room.Organiser,
            $"nominations/{shown.GetProperty("id").GetGuid()}/objections",
            new
            {
                channel = "letter",
                name = Objector,
                contact = Contact,
                content = "来信反映：材料中的数据与事实不符。",
            }
        );
        await room.Ok(
            room.Organiser,
            $"objections/{objection.GetProperty("id").GetGuid()}/answer",
            new { answer = "经核查，反映情况属实。", upheld = true }
        );
        room.SkipNotice(shown);
        await JuryRoom.Refused(await room.TryTogether(room.Approver, "approvals", [shown]), "objection-upheld");
        await room.Step(room.Organiser, shown, "rejection", new { reason = "异议成立" });
        room.Clock.Set(JuryRoom.Monday);
    }

    [Fact]
    public async Task No_text_holds_a_resident_id()
    {
        room.Clock.Set(JuryRoom.Monday);
        const string text = "反映人称当事人身份证号为 11010519491231002X，请核查";
        var shown = await room.To("public-notice", await room.Draft(await room.Round()));
        var objection = await room.Ok(
            room.Organiser,
            $"nominations/{shown.GetProperty("id").GetGuid()}/objections",
            new
            {
                channel = "letter",
                name = Objector,
                contact = Contact,
                content = "来信反映：材料中的数据与事实不符。",
            }
        );
        foreach (
            var refused in new[]
            {
                await Object(await Public(shown), text),
                await room.Post(
                    room.Organiser,
                    $"nominations/{shown.GetProperty("id").GetGuid()}/objections",
                    new
                    {
                        channel = "letter",
                        name = Objector,
                        contact = Contact,
                        content = text,
                    }
                ),
                await room.Post(
                    room.Organiser,
                    $"objections/{objection.GetProperty("id").GetGuid()}/answer",
                    new { answer = text, upheld = false }
                ),
                await room.Try(room.Organiser, shown, "rejection", new { reason = text }),
            }
        )
        {
            await JuryRoom.Refused(refused, "resident-id-in-text", HttpStatusCode.BadRequest);
        }
        Assert.Equal(
            1,
            await room.Scalar<int>(
                "select count(*)::int from objection where nomination_id = @Id",
                new { Id = shown.GetProperty("id").GetGuid() }
            )
        );
    }

    [Fact]
    public async Task The_unit_keeps_the_objections_made_within_it()
    {
        room.Clock.Set(JuryRoom.Monday);
        var shown = await room.To("unit-notice", await room.Draft(await room.Round()));
        var record = new
        {
            channel = "visit",
            name = Objector,
            contact = Contact,
            content = "当面反映：该科另有人员贡献更大。",
        };
        await JuryRoom.Refused(
            await room.Post(
                room.Clerk,
                $"nominations/{shown.GetProperty("id").GetGuid()}/objections",
                new
                {
                    record.channel,
                    record.name,
                    record.contact,
                    record.content,
                    receivedOn = "2026-05-30",
                }
            ),
            "notice-over"
        );
        var objection = await room.Ok(
            room.Clerk,
            $"nominations/{shown.GetProperty("id").GetGuid()}/objections",
            record
        );
        room.SkipNotice(shown);
        await JuryRoom.Refused(await room.Try(room.Clerk, shown, "recommendation"), "objections-open");
        await room.Ok(
            room.Clerk,
            $"objections/{objection.GetProperty("id").GetGuid()}/answer",
            new { answer = "已向反映人说明评选依据。", upheld = false }
        );
        await room.Step(room.Clerk, shown, "recommendation");
        room.Clock.Set(JuryRoom.Monday);
    }

    [Fact]
    public async Task An_objection_races_the_approval_and_one_of_them_is_refused()
    {
        for (var round = 0; round < 5; round++)
        {
            room.Clock.Set(JuryRoom.Monday);
            var shown = await room.To("public-notice", await room.Draft(await room.Round()));
            var notice = await Public(shown);
            // On the last evening the clock stands where an objection is still in time; the approval comes a second into the next day.
            var until = DateOnly.Parse(shown.GetProperty("notice").GetProperty("until").GetString()!, provider: null);
            room.Clock.Set(BusinessTime.At(until, new TimeOnly(23, 59, 59)));
            var objecting = Object(notice);
            var approving = Task.Run(async () =>
            {
                room.Clock.Set(BusinessTime.At(until.AddDays(1), TimeOnly.MinValue));
                return await room.TryTogether(room.Approver, "approvals", [shown]);
            });
            var (objected, approved) = (await objecting, await approving);
            Assert.False(
                objected.IsSuccessStatusCode && approved.IsSuccessStatusCode,
                "An objection is recorded and yet the nomination approved."
            );
        }
        room.Clock.Set(JuryRoom.Monday);
    }

    [Fact]
    public async Task The_public_sees_what_is_shown_today_and_nothing_before_or_after()
    {
        room.Clock.Set(JuryRoom.Monday);
        var selected = await room.To("selected", await room.Draft(await room.Round()));
        var from = DateOnly.FromDateTime(BusinessTime.Local(room.Clock.GetUtcNow()).DateTime).AddDays(3);
        var shown = await room.Together(
            room.Organiser,
            "public-notices",
            [selected],
            new { notice = new { from = from.ToString("yyyy-MM-dd", provider: null), place = "官方网站" } }
        );
        Assert.Equal(0, await Shown(shown));
        room.Clock.Set(BusinessTime.At(from, TimeOnly.MinValue));
        Assert.Equal(1, await Shown(shown));
        room.SkipNotice(shown);
        Assert.Equal(0, await Shown(shown));
        room.Clock.Set(JuryRoom.Monday);
    }

    private async Task<int> Shown(JsonElement nomination) =>
        (await room.Get(null, $"public/notices?search={nomination.GetProperty("number").GetString()}"))
            .GetProperty("items")
            .GetArrayLength();

    private async Task<Guid> Public(JsonElement nomination) =>
        (await room.Get(null, $"public/notices?search={nomination.GetProperty("number").GetString()}"))
            .GetProperty("items")[0]
            .GetProperty("id")
            .GetGuid();

    private Task<HttpResponseMessage> Object(Guid notice, string content = "该单位的材料与事实不符，请核查。") =>
        room
            .Host.Anonymous()
            .PostAsJsonAsync(
                $"/api/commendations/public/notices/{notice}/objections",
                new
                {
                    name = Objector,
                    contact = Contact,
                    content,
                }
            );
}
