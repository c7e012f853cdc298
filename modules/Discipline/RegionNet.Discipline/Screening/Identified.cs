using Npgsql;
using NpgsqlTypes;

namespace RegionNet.Discipline;

/// <summary>Parties in force that codes or keyed hashes of IDs name: one query, however many are asked for.</summary>
internal static class Identified
{
    private const string Sql = """
        with asof as materialized (
            select coalesce(array_agg(c.list_code order by c.list_code), '{}') as lists,
                coalesce(array_agg(c.known_at order by c.list_code), '{}') as known
            from unnest($3::text[], $4::bigint[]) h(list_code, head)
            join list_change c on c.list_code = h.list_code and c.sequence = h.head
        ), asked as (
            select p.* from unnest($1::text[]) a(fingerprint) join party p on p.id_fingerprint = a.fingerprint
            union all select p.* from unnest($2::text[]) a(code) join party p on p.code = a.code
        )
        select coalesce(p.code, p.id_fingerprint), p.id, coalesce(p.name, p.masked_name), p.code, p.place_code, e.id, v.version,
            e.list_code, k.zh, k.en, e.document_number, e.authority_zh, e.authority_en, lower(v.valid), upper(v.valid)
        from asof a
        cross join asked p
        join list_entry e on e.party_id = p.id
        join list_kind k on k.code = e.list_code
        cross join lateral (
            select l.* from entry_listed($5, a.known[array_position(a.lists, e.list_code)]) l where l.entry_id = e.id
        ) v
        order by p.id, e.id
        """;

    /// <returns>By code or fingerprint; who has no entry in force is absent.</returns>
    public static async Task<IReadOnlyDictionary<string, ScreeningHit>> Find(
        NpgsqlConnection connection,
        string[] fingerprints,
        string[] codes,
        ListVersion version,
        CancellationToken ct
    )
    {
        await using var command = new NpgsqlCommand(Sql, connection)
        {
            Parameters =
            {
                new() { Value = fingerprints },
                new() { Value = codes },
                new() { Value = version.Heads.Select(h => h.List).ToArray() },
                new() { Value = version.Heads.Select(h => h.Head).ToArray() },
                new() { Value = version.Day, NpgsqlDbType = NpgsqlDbType.Date },
            },
        };
        var found = new Dictionary<string, ScreeningHit>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            var entry = new ScreeningEntry(
                reader.GetGuid(5),
                reader.GetInt32(6),
                reader.GetString(7),
                reader.GetString(8),
                reader.GetString(9),
                reader.GetString(10),
                reader.GetString(11),
                reader.GetString(12),
                reader.GetFieldValue<DateOnly>(13),
                reader.GetFieldValue<DateOnly>(14)
            );
            var key = reader.GetString(0);
            var code = reader.IsDBNull(3) ? null : reader.GetString(3);
            found[key] = found.TryGetValue(key, out var hit)
                ? hit with
                {
                    Entries = [.. hit.Entries, entry],
                }
                : new ScreeningHit(
                    "match",
                    100,
                    code is null ? "id" : "code",
                    reader.GetGuid(1),
                    reader.GetString(2),
                    null,
                    code,
                    reader.IsDBNull(4) ? null : reader.GetString(4),
                    code is null ? [] : [new("identifier", "same", 100, 100, code, code)],
                    [entry],
                    null
                );
        }
        return found;
    }
}
