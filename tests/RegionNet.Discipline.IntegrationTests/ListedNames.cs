using System.Globalization;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace RegionNet.Discipline;

/// <summary>
/// Many organisations on a list at once, with COPY and without the cases behind them: only for measuring how they are found.
/// </summary>
internal static class ListedNames
{
    private const string List = "cnipa-credit";

    /// <summary>Listed since a year before the clock of the tests, for three years.</summary>
    private static readonly DateTime Since = new(2025, 3, 3, 1, 0, 0, DateTimeKind.Utc);

    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>The n-th unified social credit code, with its check digit.</summary>
    public static string Code(int n)
    {
        var body = string.Create(CultureInfo.InvariantCulture, $"91320500MB{n:D7}");
        var (sum, weight) = (0, 1);
        foreach (var c in body)
        {
            sum += Alphabet.IndexOf(c, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }
        return body + Alphabet[(31 - sum % 31) % 31];
    }

    /// <param name="owner">The schema's owner with the search path discipline; a superuser, for triggers are off meanwhile.</param>
    /// <param name="names">The n-th has the n-th code.</param>
    /// <returns>The parties, in the order of their names.</returns>
    public static async Task<Guid[]> Load(NpgsqlConnection owner, IReadOnlyList<string> names)
    {
        var parties = new Guid[names.Count];
        for (var i = 0; i < names.Count; i++)
        {
            parties[i] = Guid.CreateVersion7();
        }
        await owner.ExecuteAsync("set session_replication_role = replica");
        await Copy(
            owner,
            "party (id, kind, name, code, place_code, created_at, created_by)",
            names.Count,
            (row, i) =>
            {
                row.Write(parties[i], NpgsqlDbType.Uuid);
                row.Write("organisation", NpgsqlDbType.Text);
                row.Write(names[i], NpgsqlDbType.Text);
                row.Write(Code(i), NpgsqlDbType.Text);
                row.Write("320500", NpgsqlDbType.Text);
                row.Write(Since, NpgsqlDbType.TimestampTz);
                row.Write("test", NpgsqlDbType.Text);
            }
        );
        var read = names.Select(CompanyName.Read).ToArray();
        await Copy(
            owner,
            "indexed_name (id, party_id, name, core, region, region_code, form, form_kind, matcher)",
            names.Count,
            (row, i) =>
            {
                row.Write(i + 1, NpgsqlDbType.Integer);
                row.Write(parties[i], NpgsqlDbType.Uuid);
                row.Write(names[i], NpgsqlDbType.Text);
                row.Write(read[i].Core, NpgsqlDbType.Text);
                row.Write(read[i].Region, NpgsqlDbType.Text);
                row.Write(read[i].RegionCode, NpgsqlDbType.Text);
                row.Write(read[i].Suffix, NpgsqlDbType.Text);
                row.Write(read[i].SuffixKind, NpgsqlDbType.Text);
                row.Write(NameKeys.Version, NpgsqlDbType.Integer);
            }
        );
        await owner.ExecuteAsync("alter table name_key drop constraint name_key_pkey", commandTimeout: 600);
        await using (
            var keys = await owner.BeginBinaryImportAsync("copy name_key (key, name_id) from stdin (format binary)")
        )
        {
            for (var i = 0; i < read.Length; i++)
            {
                foreach (var key in NameKeys.OfListed(read[i]))
                {
                    await keys.StartRowAsync();
                    await keys.WriteAsync(key, NpgsqlDbType.Integer);
                    await keys.WriteAsync(i + 1, NpgsqlDbType.Integer);
                }
            }
            await keys.CompleteAsync();
        }
        await owner.ExecuteAsync(
            "alter table name_key add constraint name_key_pkey primary key (key, name_id)",
            commandTimeout: 900
        );
        await Entries(owner, parties);
        await owner.ExecuteAsync("set session_replication_role = origin");
        foreach (
            var table in (string[])["party", "indexed_name", "name_key", "list_entry", "entry_version", "list_change"]
        )
        {
            await owner.ExecuteAsync($"vacuum analyze {table}", commandTimeout: 600);
        }
        return parties;
    }

    private static async Task Entries(NpgsqlConnection owner, Guid[] parties)
    {
        var authority = Guid.CreateVersion7();
        var entries = new Guid[parties.Length];
        await Copy(
            owner,
            "list_entry (id, list_code, case_id, party_id, ground_id, authority_id, authority_zh, authority_en, document_number, clause, decided_on, published_at)",
            parties.Length,
            (row, i) =>
            {
                entries[i] = Guid.CreateVersion7();
                row.Write(entries[i], NpgsqlDbType.Uuid);
                row.Write(List, NpgsqlDbType.Text);
                row.Write(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
                row.Write(parties[i], NpgsqlDbType.Uuid);
                row.Write("cnipa-bad-faith-mark-2022", NpgsqlDbType.Text);
                row.Write(authority, NpgsqlDbType.Uuid);
                row.Write("江苏省知识产权局", NpgsqlDbType.Text);
                row.Write("Jiangsu Intellectual Property Office", NpgsqlDbType.Text);
                row.Write($"苏知罚〔2025〕{i}号", NpgsqlDbType.Text);
                row.Write("第六条", NpgsqlDbType.Text);
                row.Write(new DateOnly(2025, 3, 1), NpgsqlDbType.Date);
                row.Write(Since, NpgsqlDbType.TimestampTz);
            }
        );
        var valid = new NpgsqlRange<DateOnly>(new(2025, 3, 3), true, new(2028, 3, 3), false);
        await Copy(
            owner,
            "entry_version (entry_id, version, list_code, list_sequence, state, valid, known_at)",
            parties.Length,
            (row, i) =>
            {
                row.Write(entries[i], NpgsqlDbType.Uuid);
                row.Write(1, NpgsqlDbType.Integer);
                row.Write(List, NpgsqlDbType.Text);
                row.Write((long)i + 1, NpgsqlDbType.Bigint);
                row.Write("published", NpgsqlDbType.Text);
                row.Write(valid, NpgsqlDbType.DateRange);
                row.Write(Since.AddMicroseconds(i), NpgsqlDbType.TimestampTz);
            }
        );
        await owner.ExecuteAsync(
            """
            insert into list_change (list_code, sequence, entry_id, version, known_at, payload, hash)
            select @List, list_sequence, entry_id, 1, known_at, '{}', sha256('') from entry_version;
            update list_stream set head = @Count, known_at = (select max(known_at) from entry_version), head_hash = sha256('')
            where list_code = @List;
            update name_head set head = @Count;
            """,
            new { List, Count = parties.Length },
            commandTimeout: 900
        );
    }

    private static async Task Copy(
        NpgsqlConnection owner,
        string target,
        int count,
        Action<NpgsqlBinaryImporter, int> write
    )
    {
        await using var import = await owner.BeginBinaryImportAsync($"copy {target} from stdin (format binary)");
        for (var i = 0; i < count; i++)
        {
            await import.StartRowAsync();
            write(import, i);
        }
        await import.CompleteAsync();
    }
}
