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

internal sealed record EventSubscription(
    string Kind,
    string Handler,
    Func<IServiceProvider, EventContext, string, CancellationToken, Task> Deliver
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
                (provider, context, payload, ct) =>
                    provider.GetRequiredService<THandler>().Handle(context, Json.Read<TEvent>(payload), ct)
            )
        );
    }
}
