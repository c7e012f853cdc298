using Dapper;
using RegionNet.Hearings.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>What a transaction is about to free.</summary>
internal sealed record Freed(Guid[] ResourceIds, Slot During);

/// <summary>
/// Gives what a transaction frees to the waiting list, in rank order and in that same transaction. A waiting session may want more
/// than what is freed, so everything that any candidate wants is locked first, in the lock order of the module.
/// </summary>
internal sealed class Promotion
{
    /// <summary>Tried in one transaction; the worker tries whoever stands behind them.</summary>
    private const int MostTried = 50;

    private static readonly Actor Promoter = Actor.System("hearings.waiting-list");

    /// <summary>The longest turnaround that terms may ask for stands between two sessions of a room.</summary>
    private const string WantsWhatIsFreed = """
        s.status = 'waiting' and s.resource_ids && @ResourceIds and s.during && @Around and lower(s.during) > @now
        """;

    private readonly IReadOnlyList<SessionRow> _candidates;

    private Promotion(IReadOnlyList<SessionRow> candidates) => _candidates = candidates;

    /// <summary>
    /// Locks quotas and resources: of what is freed, of every candidate, of the taker. To be called once the session's own row is
    /// locked and before anything else of it is. Whoever wants to wait locks the same resources, so nobody is missed.
    /// </summary>
    /// <param name="taker">What the same transaction takes, if anything.</param>
    /// <exception cref="RestartTransactionException">A candidate came while the locks were waited for and wants more.</exception>
    public static async Task<Promotion> Prepare(Tx tx, Freed freed, DateTimeOffset now, Claim? taker = null)
    {
        var parameters = new
        {
            freed.ResourceIds,
            Around = new Slot(
                freed.During.From - BookingRules.LongestTurnaround,
                freed.During.To + BookingRules.LongestTurnaround
            ),
            Taken = taker?.ResourceIds ?? [],
            Taker = taker?.OrganisationId,
            MostTried,
            now,
        };
        await using var answers = await tx.Connection.QueryMultipleAsync(
            $"""
            with candidate as materialized (
                select s.organisation_id, s.resource_ids from session s where {WantsWhatIsFreed}
            ), wanted as materialized (
                select unnest(@ResourceIds || @Taken) as id union select unnest(resource_ids) from candidate
            )
            select q.id from quota q
            where q.host_id in (select r.organisation_id from resource r join wanted w on w.id = r.id where r.kind = 'room')
                and (q.guest_id is null or q.guest_id = @Taker or q.guest_id in (select organisation_id from candidate))
            order by q.id for no key update;

            with candidate as materialized (
                select s.resource_ids from session s where {WantsWhatIsFreed}
            )
            select r.id from resource r
            where r.id in (select unnest(@ResourceIds || @Taken) union select unnest(resource_ids) from candidate)
            order by r.id for no key update;

            select {SessionRow.Columns} from session s where {WantsWhatIsFreed}
            order by {Priority.Rank} limit @MostTried for update of s skip locked
            """,
            parameters
        );
        await answers.ReadAsync<Guid>();
        var locked = await answers.ReadAsync<Guid>();
        var candidates = (await answers.ReadAsync<SessionRow>()).AsList();
        if (candidates.SelectMany(c => c.ResourceIds).Except(locked).Any())
        {
            throw new RestartTransactionException();
        }
        return new Promotion(candidates);
    }

    /// <summary>Promotes whoever now fits, by all rules of a booking. To be called when the slot has been freed.</summary>
    /// <param name="but">Who has been promoted already.</param>
    public async Task Run(Tx tx, DateTimeOffset now, Guid? but = null)
    {
        foreach (var candidate in _candidates.Where(c => c.Id != but))
        {
            await Try(tx, candidate, now);
        }
    }

    /// <summary>Promotes one waiting session whose row is locked, if all rules let it.</summary>
    public static async Task<SessionRow?> Try(Tx tx, SessionRow waiting, DateTimeOffset now)
    {
        var facts = await Taking.LockAndLoad(tx, waiting.Claim, now);
        if (BookingRules.Refuse(waiting.Claim, facts, now) is not null)
        {
            return null;
        }
        var promoted = await tx.QueryOne<SessionRow>(
            $"""
            update session s set status = @status, notice_rule = @rule, notice_due = @due, version = s.version + 1,
                changed_at = @now, changed_by = @Subject, changed_by_name = @Name, change = 'promoted', change_reason = null
            where s.id = @Id and s.status = 'waiting'
            returning {SessionRow.Columns}
            """,
            new
            {
                waiting.Id,
                status = BookingRules.StatusOf(facts),
                rule = facts.NoticeRule?.Id,
                due = NoticeRules.Due(facts.NoticeRule, waiting.During),
                now,
                Promoter.Subject,
                Promoter.Name,
            }
        );
        await Taking.Write(tx, waiting.Claim, facts, now, expiresAt: null);
        tx.Audit("hearings.session.promoted", waiting.Id.ToString(), SessionFacts.Audited(promoted!));
        tx.Publish(
            SessionPromoted.Kind,
            waiting.Id.ToString(),
            new SessionPromoted(
                promoted!.Id,
                promoted.Number,
                promoted.OrganisationId,
                promoted.During.From,
                promoted.During.To,
                promoted.Status,
                promoted.RoomsOf(facts.Resources)
            )
        );
        return promoted;
    }
}
