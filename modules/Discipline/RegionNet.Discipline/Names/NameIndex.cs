using Npgsql;
using NpgsqlTypes;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>Puts the names of organisations where screening finds them, in the transaction that writes them.</summary>
internal static class NameIndex
{
    /// <summary>
    /// Adds the name unless the party has it. Takes the lock on the names' head, which lasts to the commit: call it late in a transaction.
    /// A former name stays findable.
    /// </summary>
    public static Task Add(Tx tx, Guid party, string name) =>
        Add(tx.Connection, [(party, name)], CancellationToken.None);

    /// <summary>The same for many names on an open connection; the caller holds a transaction.</summary>
    public static async Task Add(
        NpgsqlConnection connection,
        IReadOnlyList<(Guid Party, string Name)> names,
        CancellationToken ct
    )
    {
        var head = await TakeHead(connection, names, ct);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (party, name) in head.New)
        {
            var read = CompanyName.Read(name);
            var id = ++head.Last;
            batch.BatchCommands.Add(
                new(
                    """
                    insert into indexed_name (id, party_id, name, core, region, region_code, form, form_kind, matcher)
                    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                    """
                )
                {
                    Parameters =
                    {
                        new() { Value = id },
                        new() { Value = party },
                        new() { Value = name },
                        new() { Value = read.Core },
                        new() { Value = read.Region },
                        new() { Value = (object?)read.RegionCode ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                        new() { Value = read.Suffix },
                        new() { Value = read.SuffixKind },
                        new() { Value = NameKeys.Version },
                    },
                }
            );
            batch.BatchCommands.Add(
                new("insert into name_key (key, name_id) select unnest($1), $2")
                {
                    Parameters =
                    {
                        new() { Value = NameKeys.OfListed(read) },
                        new() { Value = id },
                    },
                }
            );
        }
        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(ct);
        }
    }

    private static async Task<Head> TakeHead(
        NpgsqlConnection connection,
        IReadOnlyList<(Guid Party, string Name)> names,
        CancellationToken ct
    )
    {
        // The lock first: what another transaction is adding must be seen before it is decided what is new.
        await using var take = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("select head from name_head for update"),
                new(
                    """
                    with new as (
                        select a.n from unnest($1::uuid[], $2::text[]) with ordinality as a (party, name, n)
                        where not exists (
                            select from indexed_name i where i.party_id = a.party and i.name = a.name and i.matcher = $3
                        )
                    ), taken as (
                        update name_head set head = head + (select count(*)::integer from new)
                        where exists (select from new) returning head
                    )
                    select new.n::integer, (select head from taken) from new order by new.n
                    """
                )
                {
                    Parameters =
                    {
                        new() { Value = names.Select(n => n.Party).ToArray() },
                        new() { Value = names.Select(n => n.Name).ToArray() },
                        new() { Value = NameKeys.Version },
                    },
                },
            },
        };
        var found = new Head();
        var last = 0;
        await using var reader = await take.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            found.New.Add(names[reader.GetInt32(0) - 1]);
            last = reader.GetInt32(1);
        }
        found.Last = last - found.New.Count;
        return found;
    }

    private sealed class Head
    {
        public List<(Guid Party, string Name)> New { get; } = [];
        public int Last { get; set; }
    }
}

/// <summary>After a change of the reading (<see cref="NameKeys.Version"/>), every name is added once more before the system serves.</summary>
internal sealed class NameIndexSeed : IModuleSeed
{
    private const int AtOnce = 2_000;

    public async Task Load(NpgsqlConnection connection, bool development, CancellationToken ct)
    {
        while (await Missing(connection, ct) is { Count: > 0 } missing)
        {
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await NameIndex.Add(connection, missing, ct);
            await transaction.CommitAsync(ct);
        }
    }

    private static async Task<List<(Guid, string)>> Missing(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            """
            select n.id, n.name from (
                select p.id, p.name from party p where p.name is not null
                union select f.party_id, f.name from party_name f
            ) n
            where not exists (
                select from indexed_name i where i.party_id = n.id and i.name = n.name and i.matcher = $1
            )
            limit $2
            """,
            connection
        )
        {
            Parameters =
            {
                new() { Value = NameKeys.Version },
                new() { Value = AtOnce },
            },
        };
        var missing = new List<(Guid, string)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            missing.Add((reader.GetGuid(0), reader.GetString(1)));
        }
        return missing;
    }
}
