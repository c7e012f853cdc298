using Microsoft.Extensions.DependencyInjection;

namespace RegionNet.Kernel;

/// <summary>What accompanies an event: its identity, by which a consumer knows a repetition, and when it happened.</summary>
public sealed record EventContext(Guid EventId, string Kind, string Subject, DateTimeOffset OccurredAt, string Handler);

/// <summary>
/// Reacts to an event of another module. It is called at least once, from any replica, and makes itself exactly-once
/// by doing its work in <see cref="Db.Consume"/>.
/// </summary>
public interface IEventHandler<in TEvent>
{
    Task Handle(EventContext context, TEvent fact, CancellationToken ct);
}

/// <summary>An event as it comes to a handler of several.</summary>
public sealed record Delivery<TEvent>(EventContext Context, TEvent Fact);

/// <summary>
/// The same for a handler that gains by taking several events in one transaction. All are of one kind and none of the same
/// subject. If it throws, it is called again for each event alone, so that one event's fault holds up no other.
/// </summary>
public interface IEventBatchHandler<TEvent>
{
    Task Handle(IReadOnlyList<Delivery<TEvent>> deliveries, CancellationToken ct);
}

/// <param name="InBatches">Whether <paramref name="Deliver"/> takes more than one event at once.</param>
internal sealed record EventSubscription(
    string Kind,
    string Handler,
    bool InBatches,
    Func<IServiceProvider, IReadOnlyList<(EventContext Context, string Payload)>, CancellationToken, Task> Deliver
);

public static class EventRegistration
{
    /// <summary>Subscribes a handler to a kind of event, whichever module publishes it.</summary>
    /// <param name="kind">The event's stable name, for example <c>hearings.session-booked.v1</c>.</param>
    public static void AddEventHandler<TEvent, THandler>(this IServiceCollection services, string kind)
        where THandler : class, IEventHandler<TEvent>
    {
        services.AddSingleton<THandler>();
        services.AddSingleton(
            new EventSubscription(
                kind,
                typeof(THandler).Name,
                InBatches: false,
                (provider, events, ct) =>
                    provider
                        .GetRequiredService<THandler>()
                        .Handle(events[0].Context, Json.Read<TEvent>(events[0].Payload), ct)
            )
        );
    }

    /// <summary>Subscribes a handler that takes several events at once.</summary>
    /// <param name="kind">The event's stable name.</param>
    public static void AddEventBatchHandler<TEvent, THandler>(this IServiceCollection services, string kind)
        where THandler : class, IEventBatchHandler<TEvent>
    {
        services.AddSingleton<THandler>();
        services.AddSingleton(
            new EventSubscription(
                kind,
                typeof(THandler).Name,
                InBatches: true,
                (provider, events, ct) =>
                    provider
                        .GetRequiredService<THandler>()
                        .Handle(
                            [.. events.Select(e => new Delivery<TEvent>(e.Context, Json.Read<TEvent>(e.Payload)))],
                            ct
                        )
            )
        );
    }
}
