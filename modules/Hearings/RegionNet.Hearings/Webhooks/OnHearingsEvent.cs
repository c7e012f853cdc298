using System.Text.Json;
using RegionNet.Hearings.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>
/// Every event of this module becomes a delivery to each subscription of an organisation that the event names: who booked, who
/// hosts, who hosted before. What the event does not carry, a title, a case, a party, no subscriber is told.
/// </summary>
internal sealed class OnHearingsEvent(HearingsDb db, WebhookWakeup wakeup) : IEventHandler<JsonElement>
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

    public async Task Handle(EventContext context, JsonElement fact, CancellationToken ct)
    {
        var written = 0;
        await db.Consume(
            context,
            async tx =>
                written = await tx.Execute(
                    """
                    insert into webhook_delivery (id, webhook_id, event_id, kind, body, occurred_at, created_at)
                    select gen_random_uuid(), w.id, @EventId, @Kind, @Body, @OccurredAt, now()
                    from webhook w
                    where w.organisation_id = any(@Concerned) and w.ended_at is null and @Kind = any(w.kinds)
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
                        Concerned = Organisations(fact).Distinct().ToArray(),
                    }
                ),
            ct
        );
        if (written > 0)
        {
            wakeup.Written.Set();
        }
    }

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
