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
        var written = 0;
        await db.Consume(
            [.. deliveries.Select(d => d.Context)],
            async (tx, first) =>
                written = await Write(tx, [.. deliveries.Where(d => first.Contains(d.Context.EventId))]),
            ct
        );
        if (written > 0)
        {
            wakeup.Written.Set();
        }
    }

    private static Task<int> Write(Tx tx, IReadOnlyList<Delivery<JsonElement>> deliveries)
    {
        var concerned = deliveries
            .SelectMany(d => Organisations(d.Fact).Distinct().Select(o => (d.Context.EventId, Organisation: o)))
            .ToList();
        return tx.Execute(
            """
            insert into webhook_delivery (id, webhook_id, event_id, kind, body, occurred_at, created_at)
            select gen_random_uuid(), w.id, e.id, @Kind, e.body, e.occurred_at, now()
            from unnest(@Events, @Bodies, @OccurredAt) as e (id, body, occurred_at)
                join webhook w on w.ended_at is null and @Kind = any(w.kinds) and exists (
                    select 1 from unnest(@ConcernedEvents, @Concerned) as c (event_id, organisation_id)
                    where c.event_id = e.id and c.organisation_id = w.organisation_id)
            """,
            new
            {
                deliveries[0].Context.Kind,
                Events = deliveries.Select(d => d.Context.EventId).ToArray(),
                Bodies = deliveries.Select(Body).ToArray(),
                OccurredAt = deliveries.Select(d => d.Context.OccurredAt.UtcDateTime).ToArray(),
                ConcernedEvents = concerned.ConvertAll(c => c.EventId).ToArray(),
                Concerned = concerned.ConvertAll(c => c.Organisation).ToArray(),
            }
        );
    }

    private static string Body(Delivery<JsonElement> delivery) =>
        Json.Write(
            new
            {
                delivery.Context.EventId,
                delivery.Context.Kind,
                OccurredAt = BusinessTime.Local(delivery.Context.OccurredAt),
                Data = delivery.Fact,
            }
        );

    private static IEnumerable<Guid> Organisations(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Organisations),
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(p =>
                    p.Name.EndsWith("rganisationId", StringComparison.Ordinal)
                    && p.Value.ValueKind == JsonValueKind.String
                    && p.Value.TryGetGuid(out var id)
                        ? [id]
                        : Organisations(p.Value)
                ),
            _ => [],
        };
}
