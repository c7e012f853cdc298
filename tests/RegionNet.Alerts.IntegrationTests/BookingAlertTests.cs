using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>From the booking over HTTP to the zone's stream: what Hearings really publishes is told to those it concerns.</summary>
public sealed class BookingAlertTests(DutyRoom duty) : IClassFixture<DutyRoom>
{
    private HttpClient SuzhouClerk => Of("suzhou clerk", DutyRoom.Suzhou, Roles.CentreClerk);
    private HttpClient ShenzhenClerk => Of("shenzhen clerk", DutyRoom.Shenzhen, Roles.CentreClerk);
    private HttpClient Keeper => Of("guangzhou keeper", DutyRoom.Guangzhou, Roles.RoomManager);
    private HttpClient Director => Of("guangzhou director", DutyRoom.Guangzhou, Roles.CentreDirector);

    [Fact]
    public async Task A_guest_of_the_same_zone_books_moves_and_cancels_before_the_eyes_of_the_host()
    {
        var (room, other, from) = (await Room(), await Room(), Morning(20));
        var session = await Book(ShenzhenClerk, from, room);
        await Told("GBA", session, "hearings.session-booked");

        await Ask(
            ShenzhenClerk,
            $"sessions/{Id(session)}/move",
            new
            {
                from = from.AddHours(4),
                to = from.AddHours(5),
                version = 1,
                roomIds = new[] { other },
            }
        );
        await Told("GBA", session, "hearings.session-moved");
        await Ask(ShenzhenClerk, $"sessions/{Id(session)}/cancellation", new { reason = "当事人撤诉" });
        // It quiets the move, and is told after that.
        await Told("GBA", session, "hearings.session-cancelled");
    }

    [Fact]
    public async Task A_displaced_guest_of_another_zone_is_told_by_whom()
    {
        var (room, other, from) = (await Room(), await Room(), Morning(21));
        var training = await Book(SuzhouClerk, from, room, "training");
        var hearing = await Book(ShenzhenClerk, from, room, "court", wait: true);
        var proposal = await Ask(
            Director,
            $"sessions/{Id(training)}/displacement",
            new
            {
                forSessionId = Id(hearing),
                version = 1,
                reason = "法定审限临近",
                alternative = new
                {
                    from,
                    to = from.AddHours(1),
                    roomIds = new[] { other },
                },
            },
            HttpStatusCode.Created
        );
        await Ask(Keeper, $"displacements/{Id(proposal)}/approval", new { });

        var alert = await Told("YRD", training, "hearings.session-displaced");
        await Told("GBA", training, "hearings.session-displaced");
        await Told("GBA", hearing, "hearings.session-promoted");
        Assert.StartsWith(
            "中国（广州）知识产权保护中心因有优先级更高的庭审",
            alert.GetProperty("bodyZh").GetString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Host_and_guest_hear_of_each_others_steps_until_a_submission_is_approved()
    {
        var (room, from) = (await Room(), Morning(22));
        await Ask(
            Keeper,
            $"rooms/{room}/terms",
            new
            {
                from = DateOnly.FromDateTime(from.DateTime),
                hours = Enumerable
                    .Range(1, 7)
                    .Select(weekday => new
                    {
                        weekday,
                        opens = "08:00",
                        closes = "20:00",
                    }),
                workingDaysOnly = false,
                needsApproval = true,
            },
            HttpStatusCode.Created
        );
        var session = await Book(SuzhouClerk, from, room);
        var submitted = await Told("GBA", session, "hearings.session-booked");
        Assert.StartsWith("跨区域庭审申请", submitted.GetProperty("titleZh").GetString(), StringComparison.Ordinal);

        await Decide(1, "supplement");
        await Told("YRD", session, "hearings.session-sent-back");
        await Ask(
            SuzhouClerk,
            $"sessions/{Id(session)}/amendment",
            new
            {
                version = 2,
                title = "补充后的案由",
                caseNumber = "(2026)苏05民初7号",
                submit = true,
            }
        );
        await Told("GBA", session, "hearings.session-resubmitted");
        await Decide(3, "approved");
        await Told("YRD", session, "hearings.session-approved");

        Task Decide(int version, string decision) =>
            Ask(
                Keeper,
                $"sessions/{Id(session)}/decision",
                new
                {
                    decision,
                    version,
                    reason = "请补充合议庭组成人员",
                }
            );
    }

    private Task<JsonElement> Told(string zone, JsonElement session, string kind) =>
        Eventually.Becomes(
            async () =>
                (
                    await duty.Of(zone == "YRD" ? duty.YrdCoordinator : duty.GbaCoordinator, zone, $"{Id(session)}")
                ).FirstOrDefault(a =>
                    a.GetProperty("kind").GetString() == kind && a.GetProperty("change").GetString() == "raised"
                ),
            a => a.ValueKind == JsonValueKind.Object
        );

    private HttpClient Of(string name, Guid organisation, string role) =>
        duty.Host.As(TestPeople.Person(name, organisation, [role]));

    /// <summary>Nine o'clock in so many days.</summary>
    private DateTimeOffset Morning(int days) =>
        BusinessTime.At(
            DateOnly.FromDateTime(BusinessTime.Local(duty.Clock.GetUtcNow()).DateTime).AddDays(days),
            new(9, 0)
        );

    private async Task<Guid> Room()
    {
        var name = $"审理庭 {Guid.NewGuid():N}";
        var room = new
        {
            nameZh = name,
            nameEn = name,
            capacity = 20,
        };
        return Id(await Ask(Keeper, "rooms", room, HttpStatusCode.Created));
    }

    private static Task<JsonElement> Book(
        HttpClient clerk,
        DateTimeOffset from,
        Guid room,
        string hearingClass = "court",
        bool wait = false
    ) =>
        Ask(
            clerk,
            "sessions",
            new
            {
                title = "张某诉李某侵害发明专利权纠纷",
                caseNumber = "(2026)苏05民初12号",
                mode = "point-to-point",
                hearingClass,
                from,
                to = from.AddHours(1),
                roomIds = new[] { room },
                joinWaitingList = wait,
            },
            HttpStatusCode.Created
        );

    private static async Task<JsonElement> Ask(
        HttpClient client,
        string path,
        object content,
        HttpStatusCode expected = HttpStatusCode.OK
    )
    {
        var answer = await client.PostAsJsonAsync($"/api/hearings/{path}", content);
        Assert.True(answer.StatusCode == expected, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static Guid Id(JsonElement element) => element.GetProperty("id").GetGuid();
}
