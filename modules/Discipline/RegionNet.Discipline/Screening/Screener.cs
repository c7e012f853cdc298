using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>What is asked: a code, a name or both.</summary>
/// <param name="Code">Normalised.</param>
internal sealed record Asked(string? Name, string? Code)
{
    public NameQuery? Query { get; } = string.IsNullOrWhiteSpace(Name) ? null : new NameQuery(Name);

    /// <summary>By which a decision about this question is found again.</summary>
    public string Norm => Query is { } query ? query.Name.Region + query.Name.Core + query.Name.Suffix : "";
}

/// <summary>
/// Looks for listed parties: one statement, whatever is asked. The database finds candidates in force by keys; what they are worth is
/// decided here (<see cref="NameScore"/>), the same for a single question, a batch and a watch.
/// </summary>
internal static class Screener
{
    /// <summary>Candidates that the database gives for one question; far more than are shown.</summary>
    private const int MostCandidates = 60;

    private const string AsOfNow = """
        select (select head from name_head) as upto, coalesce(array_agg(s.list_code order by s.list_code), '{}') as lists,
            coalesce(array_agg(s.known_at order by s.list_code), '{}') as known,
            coalesce(array_agg(s.head order by s.list_code), '{}') as heads
        from list_stream s
        """;

    private const string AsOfVersion = """
        select $7::integer as upto, coalesce(array_agg(c.list_code order by c.list_code), '{}') as lists,
            coalesce(array_agg(c.known_at order by c.list_code), '{}') as known,
            coalesce(array_agg(c.sequence order by c.list_code), '{}') as heads
        from unnest($8::text[], $9::bigint[]) h(list_code, head)
        join list_change c on c.list_code = h.list_code and c.sequence = h.head
        """;

    private static readonly string Live = Statement(AsOfNow);
    private static readonly string Replayed = Statement(AsOfVersion);

    /// <param name="asOf">Null for now.</param>
    public static NpgsqlBatchCommand Command(Asked asked, Guid organisation, DateOnly day, ListVersion? asOf)
    {
        var command = new NpgsqlBatchCommand(asOf is null ? Live : Replayed);
        Add(command, asked.Code, NpgsqlDbType.Text);
        Add(command, asked.Query?.Keys ?? [], NpgsqlDbType.Array | NpgsqlDbType.Integer);
        Add(command, asked.Query?.Pairs ?? [], NpgsqlDbType.Array | NpgsqlDbType.Integer);
        Add(command, asOf?.Day ?? day, NpgsqlDbType.Date);
        Add(command, organisation, NpgsqlDbType.Uuid);
        Add(command, asked.Norm, NpgsqlDbType.Text);
        if (asOf is not null)
        {
            Add(command, asOf.Names, NpgsqlDbType.Integer);
            Add(command, asOf.Heads.Select(h => h.List).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
            Add(command, asOf.Heads.Select(h => h.Head).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint);
        }
        return command;
    }

    /// <summary>Reads what <see cref="Command"/> found and decides what it is worth.</summary>
    /// <param name="all">Also what is no candidate but helps who asks: what the codes contradict, and what only begins so.</param>
    public static async Task<(ListVersion Version, IReadOnlyList<ScreeningHit> Hits)> Read(
        NpgsqlDataReader reader,
        Asked asked,
        DateOnly day,
        bool all,
        CancellationToken ct
    )
    {
        var version = new ListVersion(NameKeys.Version, day, 0, []);
        var found = new Dictionary<Guid, Candidate>();
        var first = true;
        while (await reader.ReadAsync(ct))
        {
            if (first)
            {
                var heads = reader.GetFieldValue<long[]>(2);
                var lists = reader.GetFieldValue<string[]>(1);
                version = version with { Names = reader.GetInt32(0), Heads = [.. lists.Zip(heads)] };
                first = false;
            }
            if (!reader.IsDBNull(3))
            {
                var party = reader.GetGuid(3);
                if (!found.TryGetValue(party, out var candidate))
                {
                    found[party] = candidate = new Candidate(reader);
                }
                candidate.Take(reader, asked);
            }
        }
        return (version, [.. Order(found.Values.Select(c => c.Hit(asked, day)), all)]);
    }

    /// <summary>The best first; equal ones by name and id, so that the order is always the same.</summary>
    public static IEnumerable<ScreeningHit> Order(IEnumerable<ScreeningHit?> hits, bool all) =>
        hits.OfType<ScreeningHit>()
            .Where(h => all || h.IsCandidate)
            .OrderBy(h => Array.IndexOf(Classes, h.Class))
            .ThenByDescending(h => h.Score)
            .ThenBy(h => h.Name, StringComparer.Ordinal)
            .ThenBy(h => h.PartyId);

    /// <summary>Over the question and all that was found, in lines of text; not over what persons decided about it.</summary>
    public static byte[] Hash(string question, IEnumerable<ScreeningHit> hits)
    {
        var text = new StringBuilder(question).Append('\n');
        foreach (var hit in hits)
        {
            text.Append(
                $"{hit.Class}|{hit.Score}|{hit.PartyId}|{string.Join(',', hit.Entries.Select(e => $"{e.Id}:{e.Version}"))}\n"
            );
        }
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static readonly string[] Classes = ["match", "strong", "possible", "begins", "contradicted"];

    private static void Add(NpgsqlBatchCommand command, object? value, NpgsqlDbType type) =>
        command.Parameters.Add(new() { Value = value ?? DBNull.Value, NpgsqlDbType = type });

    private static string Statement(string asOf) =>
        $"""
            with asof as materialized ({asOf})
            select a.upto, a.lists, a.heads, p.id, p.name, p.code, p.place_code, n.id, n.name, n.core, n.region, n.region_code, n.form,
                n.form_kind, e.id, v.version, e.list_code, k.zh, k.en, e.document_number, e.authority_zh, e.authority_en,
                lower(v.valid), upper(v.valid), f.id, f.asked_name, f.asked_code, f.listed_name_id, f.listed_code, f.listed_entries,
                f.reason, f.evidence, f.decided_by_name, f.decided_at, f.expires_on, c.last_name_id, p.version,
                f.listed_version
            from asof a
            left join lateral (
                select s.party_id, s.name_id, (
                    select max(i.id) from indexed_name i where i.party_id = s.party_id and i.id <= a.upto
                ) as last_name_id
                from screen_parties($1, $2, $3, a.upto, $4, a.lists, a.known, {MostCandidates}) s
            ) c on true
            left join party p on p.id = c.party_id
            left join indexed_name n on n.id = c.name_id
            left join list_entry e on e.party_id = p.id
            left join lateral (
                select l.* from entry_listed($4, a.known[array_position(a.lists, e.list_code)]) l where l.entry_id = e.id
            ) v on true
            left join list_kind k on k.code = e.list_code
            left join lateral (
                select d.* from false_positive d
                where d.organisation_id = $5 and d.party_id = p.id and d.withdrawn_at is null
                    and (d.asked_name = $6 or d.asked_code = $1)
                order by d.decided_at desc, d.id desc limit 1
            ) f on true
            """;
}
