using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Alerts.IntegrationTests;

/// <summary>What the tests of cases, clocks, rules and sources do to alerts.</summary>
internal static class AlertSteps
{
    /// <summary>Raises an alert as a handler does; gives the id of its message in the zone.</summary>
    public static async Task<Guid> Raise(
        this DutyRoom room,
        string zone,
        string level = "minor",
        string kind = "test.fact",
        string? subject = null,
        params Guid[] organisations
    )
    {
        var context = new EventContext(
            Guid.NewGuid(),
            $"{kind}.v1",
            subject ?? Guid.NewGuid().ToString(),
            DutyRoom.Booking().From,
            "test"
        );
        var draft = new AlertDraft(context, [zone], kind, level, "标题", "Title", "正文", "Body")
        {
            Organisations = organisations,
        };
        await room.Streams.Raise([draft], CancellationToken.None);
        return (
            await room.Db.Query<Guid>("select id from alert where event_id = @EventId", new { context.EventId })
        ).Single();
    }

    public static CurrentUser Coordinator(string subject, params string[] zones) =>
        TestPeople.Person(subject, DutyRoom.Guangzhou, [Roles.ZoneCoordinator], zones);

    public static CurrentUser National(string subject = "national") =>
        TestPeople.Person(subject, roles: [Roles.NationalCoordinator], allZones: true);

    public static Task<HttpResponseMessage> Answer(
        this DutyRoom room,
        CurrentUser person,
        Guid alert,
        string step,
        int version,
        string? note = null
    ) => room.Host.As(person).PostAsJsonAsync($"/api/alerts/{alert}/{step}", new { version, note });

    /// <summary>The changes of an alert in the order of its stream.</summary>
    public static async Task<IReadOnlyList<string>> Changes(this DutyRoom room, Guid root) =>
        await room.Db.Query<string>("select change from alert where root_id = @root order by sequence", new { root });

    public static async Task<JsonElement> Read(this HttpResponseMessage answer, int status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode}: {text}");
        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static async Task<JsonElement> Refused(this HttpResponseMessage answer, int status, string code)
    {
        var problem = await answer.Read(status);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        return problem;
    }

    public static string Text(this JsonElement element, string property) => element.GetProperty(property).GetString()!;

    /// <summary>Lets the next step of an alert's clock be due now, as if the time had passed.</summary>
    public static Task LetPass(this DutyRoom room, Guid root) =>
        room.Db.Query<int>(
            """
            update escalation_step set due_at = now() where root_id = @root and done_at is null
                and step = (select min(step) from escalation_step where root_id = @root and done_at is null)
            """,
            new { root }
        );

    /// <summary>
    /// Lets the next step be due and waits until it and all else that is due are done: the host's own worker may have it in hand, and
    /// then nobody else takes it.
    /// </summary>
    public static async Task Escalate(this DutyRoom room, Guid root)
    {
        await room.LetPass(root);
        await Eventually.Becomes(
            async () =>
            {
                var done = await room.Escalation().DoDue(CancellationToken.None);
                return done
                    + await room.Db.QueryOne<long>(
                        "select count(*) from escalation_step where root_id = @root and done_at is null and due_at <= now()",
                        new { root }
                    );
            },
            left => left == 0
        );
    }

    public static Escalation Escalation(this DutyRoom room) => room.Host.Services.GetRequiredService<Escalation>();
}
