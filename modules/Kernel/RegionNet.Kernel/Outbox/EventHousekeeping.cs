using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RegionNet.Kernel;

/// <summary>For how long rows are kept that are no record of their own. Section <c>Housekeeping</c> of the configuration.</summary>
public sealed class HousekeepingOptions
{
    public const string Section = "Housekeeping";

    /// <summary>
    /// Days after its delivery for which an event, and who has handled it, can be looked up. The fact itself stays where it happened, and in
    /// the audit. At least the six months that the Cybersecurity Law asks of logs (Art. 21).
    /// </summary>
    [Range(183, 36_500)]
    public int EventDays { get; set; } = 200;

    /// <summary>
    /// Days for which it can be shown what was told to whom over which road: mails and webhooks that have arrived or were given up. At least
    /// three years (the product's own rule).
    /// </summary>
    [Range(1_096, 36_500)]
    public int DeliveryDays { get; set; } = 1_100;
}

/// <summary>
/// Removes a module's events that were delivered long ago, and with them what the handlers of all modules noted of them, so that an event
/// that can still be delivered is always recognised. Dead events stay until somebody has decided on them.
/// </summary>
/// <remarks>
/// It walks along the primary key from the oldest event, in small pieces, up to the first that is young: no index that every event
/// would have to pay for.
/// </remarks>
/// <param name="inboxes">Of all modules; each names in its own schema the events that its handlers have done.</param>
internal sealed class EventHousekeeping(
    Db outbox,
    IReadOnlyList<Db> inboxes,
    IOptions<HousekeepingOptions> options,
    TimeProvider clock,
    ILogger<EventHousekeeping> logger
) : DueWork(TimeSpan.FromHours(1), clock, logger)
{
    private const int Piece = 500;

    /// <summary>Between two pieces, so that everybody else comes first.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly int _days = options.Value.EventDays;
    private long _walked;

    protected override async Task<bool> DoDue(CancellationToken ct)
    {
        var more = await TakePiece(ct);
        if (more)
        {
            await Task.Delay(Pause, Clock, ct);
        }
        return more;
    }

    /// <returns>Whether older events may follow.</returns>
    internal async Task<bool> TakePiece(CancellationToken ct)
    {
        var (last, more) = await outbox.QueryOne<(long?, bool?)>(
            """
            select max(id), count(*) = @Piece and max(occurred_at) < now() - make_interval(days => @_days)
            from (select id, occurred_at from outbox where id > @_walked order by id limit @Piece) p
            """,
            new
            {
                Piece,
                _walked,
                _days,
            },
            ct
        );
        if (last is { } to)
        {
            await Remove(_walked, to, ct);
        }
        _walked = more == true ? last!.Value : 0;
        return more == true;
    }

    private async Task Remove(long after, long to, CancellationToken ct)
    {
        await using var connection = await outbox.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var tx = new Tx(connection, transaction, Actor.System("housekeeping"), Clock, ct);
        var done = await tx.Query<(long Id, Guid EventId)>(
            """
            select id, event_id from outbox
            where id > @after and id <= @to and done_at < now() - make_interval(days => @_days) for update skip locked
            """,
            new
            {
                after,
                to,
                _days,
            }
        );
        if (done.Count == 0)
        {
            return;
        }
        // First what the handlers noted: if this process ends in between, the event is still here, done, and found again.
        var events = done.Select(d => d.EventId).ToArray();
        foreach (var inbox in inboxes)
        {
            await inbox.Query<Guid>("delete from inbox where event_id = any(@events)", new { events }, ct);
        }
        await tx.Execute("delete from outbox where id = any(@Ids)", new { Ids = done.Select(d => d.Id).ToArray() });
        await transaction.CommitAsync(ct);
    }
}
