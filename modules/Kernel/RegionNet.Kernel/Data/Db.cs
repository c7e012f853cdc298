using System.Data;
using System.Diagnostics;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace RegionNet.Kernel;

/// <summary>
/// One module's database: its own login role and schema. Every write goes through <see cref="InTransaction{T}"/>, so
/// that the fact, its audit entry and its events are committed together or not at all.
/// </summary>
public abstract class Db
{
    private const int MaxAttempts = 6;

    private readonly IReadOnlyDictionary<string, Refusal> _constraints;
    private readonly TimeProvider _clock;

    /// <param name="source">Connections of the module's role.</param>
    /// <param name="constraints">Names of database constraints and what their violation means to a caller.</param>
    protected Db(NpgsqlDataSource source, IReadOnlyDictionary<string, Refusal> constraints, TimeProvider clock)
    {
        DapperTypes.Register();
        Source = source;
        _constraints = constraints;
        _clock = clock;
    }

    public NpgsqlDataSource Source { get; }

    /// <summary>Set by the outbox relay of this process; released after each commit that published something.</summary>
    internal Wakeup Committed { get; } = new();

    /// <summary>Raised after each commit of this process, for wake-ups: handlers must be quick and must not throw.</summary>
    public event EventHandler? Wrote;

    public async Task<IReadOnlyList<T>> Query<T>(string sql, object? parameters = null, CancellationToken ct = default)
    {
        await using var connection = await Source.OpenConnectionAsync(ct);
        return (await connection.QueryAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: ct))).AsList();
    }

    public async Task<T?> QueryOne<T>(string sql, object? parameters = null, CancellationToken ct = default)
    {
        await using var connection = await Source.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<T>(
            new CommandDefinition(sql, parameters, cancellationToken: ct)
        );
    }

    /// <summary>
    /// Runs <paramref name="work"/> in one READ COMMITTED transaction. A refusal rolls back. Deadlocks and serialisation
    /// failures (40P01, 40001) are tried again; a violated constraint that the module has named becomes its refusal.
    /// </summary>
    /// <param name="once">The caller's Idempotency-Key: a replay answers the first result and changes nothing.</param>
    public async Task<Outcome<T>> InTransaction<T>(
        Actor actor,
        Func<Tx, Task<Outcome<T>>> work,
        Idempotency? once = null,
        CancellationToken ct = default
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await Attempt(actor, work, once, ct);
            }
            catch (RestartTransactionException)
            {
                // Rolled back; the work looks again at what it has to lock.
            }
            catch (PostgresException e)
                when (e.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
                    && attempt < MaxAttempts
                )
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(2, 12 * attempt)), _clock, ct);
            }
            catch (PostgresException e)
                when (e.ConstraintName is { } name && _constraints.TryGetValue(name, out var refusal))
            {
                return refusal;
            }
        }
    }

    /// <summary>
    /// Handles an event exactly once: the inbox row is written in the handler's own transaction, so a crash before the
    /// commit means the event comes again, and one after it means the repetition is dropped.
    /// </summary>
    public Task Consume(EventContext context, Func<Tx, Task> work, CancellationToken ct) =>
        Consume([context], (tx, _) => work(tx), ct);

    /// <summary>The same for several events of one handler, in one transaction.</summary>
    /// <param name="work">Is given the ids of those events that are not repetitions; not called when all are.</param>
    public async Task Consume(
        IReadOnlyList<EventContext> contexts,
        Func<Tx, IReadOnlySet<Guid>, Task> work,
        CancellationToken ct
    )
    {
        var handler = contexts[0].Handler;
        var outcome = await InTransaction<bool>(
            Actor.System(handler),
            async tx =>
            {
                // In the order of their ids, so that two deliveries of the same events wait for each other in turn.
                var first = await tx.Query<Guid>(
                    """
                    insert into inbox (event_id, handler) select unnest(@Ids), @handler
                    on conflict do nothing returning event_id
                    """,
                    new { Ids = contexts.Select(c => c.EventId).Order().ToArray(), handler }
                );
                if (first.Count > 0)
                {
                    await work(tx, first.ToHashSet());
                }
                return true;
            },
            ct: ct
        );
        if (outcome.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"{handler} was refused: {refusal.Code}.");
        }
    }

    private async Task<Outcome<T>> Attempt<T>(
        Actor actor,
        Func<Tx, Task<Outcome<T>>> work,
        Idempotency? once,
        CancellationToken ct
    )
    {
        await using var connection = await Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, ct);
        var tx = new Tx(connection, transaction, actor, _clock, ct);
        if (once is not null && await once.FirstResult<T>(tx) is { } first)
        {
            return first;
        }
        var outcome = await work(tx);
        if (outcome.Refusal is not null)
        {
            return outcome;
        }
        await tx.Commit(batch => once?.Remember(batch, outcome.Value));
        if (tx.HasPublished)
        {
            Committed.Set();
        }
        Wrote?.Invoke(this, EventArgs.Empty);
        return outcome;
    }
}

/// <summary>
/// Thrown by the work of a transaction that finds, once it holds its locks, that it needs more of them: taken now they would be out
/// of order. The transaction is rolled back and the work runs again.
/// </summary>
public sealed class RestartTransactionException : Exception;

/// <summary>An open transaction of a module, with the audit entries and events that will be committed with it.</summary>
public sealed class Tx
{
    private readonly NpgsqlTransaction _transaction;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _ct;
    private readonly List<(string Kind, string Subject, string Payload)> _events = [];
    private readonly List<(string Action, string Subject, string Details, string Result)> _audit = [];

    internal Tx(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Actor actor,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        Connection = connection;
        _transaction = transaction;
        Actor = actor;
        _clock = clock;
        _ct = ct;
    }

    public NpgsqlConnection Connection { get; }
    public Actor Actor { get; }

    internal bool HasPublished => _events.Count > 0;

    public async Task<IReadOnlyList<T>> Query<T>(string sql, object? parameters = null) =>
        (await Connection.QueryAsync<T>(Command(sql, parameters))).AsList();

    public Task<T?> QueryOne<T>(string sql, object? parameters = null) =>
        Connection.QuerySingleOrDefaultAsync<T>(Command(sql, parameters));

    /// <returns>The number of rows written, by which a guarded update knows whether its guard held.</returns>
    public Task<int> Execute(string sql, object? parameters = null) =>
        Connection.ExecuteAsync(Command(sql, parameters));

    /// <summary>Adds an event to the module's outbox.</summary>
    /// <param name="kind">Stable and versioned, for example <c>hearings.session-booked.v1</c>.</param>
    /// <param name="subject">What it is about; events of one subject are delivered in the order they were committed.</param>
    public void Publish(string kind, string subject, object payload) =>
        _events.Add((kind, subject, Json.Write(payload)));

    /// <summary>Adds an entry to the module's audit chain.</summary>
    /// <param name="action">For example <c>hearings.session.booked</c>.</param>
    /// <param name="details">What was written, without personal data that its later reader may not see.</param>
    public void Audit(string action, string subject, object details, string result = "done") =>
        _audit.Add((action, subject, Json.Write(details), result));

    /// <summary>Sends what ends the transaction, the commit included, in one round trip: no lock is held for an answer of ours.</summary>
    /// <param name="addFirst">Adds what else is to be written.</param>
    internal async Task Commit(Action<NpgsqlBatch> addFirst)
    {
        _ct.ThrowIfCancellationRequested();
        await using var batch = Connection.CreateBatch();
        addFirst(batch);
        AddEvents(batch);
        AuditChain.Add(batch, Actor, _clock.GetUtcNow(), _audit);
        batch.Add("commit");
        // Past this point the caller's going away no longer matters: the work is whole, let it be kept.
        await batch.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private void AddEvents(NpgsqlBatch batch)
    {
        foreach (var (kind, subject, payload) in _events)
        {
            batch
                .Add("insert into outbox (kind, subject, payload, trace_parent) values ($1, $2, $3, $4)")
                .With(kind)
                .With(subject)
                .With(payload, NpgsqlDbType.Jsonb)
                .With(Activity.Current?.Id, NpgsqlDbType.Text);
        }
    }

    private CommandDefinition Command(string sql, object? parameters) =>
        new(sql, parameters, _transaction, cancellationToken: _ct);
}
