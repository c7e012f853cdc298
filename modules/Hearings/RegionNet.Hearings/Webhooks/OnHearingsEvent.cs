using System.Text.Json;
using RegionNet.Hearings.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>
/// Every event of this module becomes a delivery to each subscription of an organisation that the event names: who booked, who
/// hosts, who hosted before. What the event does not carry, a title, a case, a party, no subscriber is told.
/// </summary>
internal sealed class OnHearingsEvent(HearingsDb db, WebhookWakeup wakeup) : IEventBatchHandler<JsonElement>
{
    /// <summary>Each event in the contracts says its kind; a new one can be subscribed to as soon as it is there.</summary>
    public static readonly IReadOnlyList<string> Kinds =
    [
        .. typeof(SessionBooked)
            .Assembly.GetExportedTypes()
            .Select(t => t.GetField("Kind")?.GetRawConstantValue())
            .OfType<string>()
            .Order(StringComparer.Ordinal),
    ];

    public async Task Handle(IReadOnlyList<Delivery<JsonElement>> deliveries, CancellationToken ct)
    {
        // All are of one kind; as a rule nobody subscribes to it, and there is nothing to be done exactly once.
        var subscribed = await db.QueryOne<bool>(
            "select exists (select 1 from webhook where ended_at is null and @Kind = any(kinds))",
            new { deliveries[0].Context.Kind },
            ct
        );
        if (!subscribed)
        {
            return;
        }
        var written = 0;
        await db.Consume(
            [.. deliveries.Select(d => d.Context)],
            async (tx, first) =>
            {
                written = 0;
                foreach (var (context, fact) in deliveries.Where(d => first.Contains(d.Context.EventId)))
                {
                    written += await Write(tx, context, fact);
                }
            },
            ct
        );
        if (written > 0)
        {
            wakeup.Written.Set();
        }
    }

    private static Task<int> Write(Tx tx, EventContext context, JsonElement fact) =>
        tx.Execute(
            """
            insert into webhook_delivery (id, webhook_id, event_id, kind, body, occurred_at, created_at)
            select gen_random_uuid(), w.id, @EventId, @Kind, @Body, @OccurredAt, now()
            from webhook w
            where w.ended_at is null and @Kind = any(w.kinds)
                and (w.organisation_id = any(@Organisations) or w.organisation_id in (
                    select r.organisation_id from resource r where r.id = any(@Resources)))
            """,
            new
            {
                context.EventId,
                context.Kind,
                Body = Json.Write(
                    new
                    {
                        context.EventId,
                        context.Kind,
                        OccurredAt = BusinessTime.Local(context.OccurredAt),
                        Data = fact,
                    }
                ),
                context.OccurredAt,
                Organisations = Named(fact, "rganisationId").Distinct().ToArray(),
                // Of a moved session the event names what it took before, and whose that is the table knows.
                Resources = Named(fact, "esourceIds").Distinct().ToArray(),
            }
        );

    /// <summary>The ids under properties whose name ends so, wherever in the event they are.</summary>
    private static IEnumerable<Guid> Named(JsonElement element, string ending, bool here = false) =>
        element.ValueKind switch
        {
            JsonValueKind.Array => element.EnumerateArray().SelectMany(e => Named(e, ending, here)),
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(p => Named(p.Value, ending, p.Name.EndsWith(ending, StringComparison.Ordinal))),
            JsonValueKind.String when here && element.TryGetGuid(out var id) => [id],
            _ => [],
        };
}
