using System.Text;
using Dapper;
using Npgsql;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Discipline;

/// <summary>
/// Invented parties for Development only, so that no page is empty: listed, repaired, served with a notice, and a fresh lead. What is
/// sealed is sealed with the key that everybody can read (<see cref="SealingOptions.PublishedKey"/>), which Development takes when no
/// other is set.
/// </summary>
internal sealed class SampleListings(TimeProvider clock) : IModuleSeed
{
    private const string AuthorityZh = "国家知识产权局";
    private const string AuthorityEn = "China National Intellectual Property Administration (CNIPA)";
    private const string Clause = "《国家知识产权局知识产权信用管理规定》第六条";

    /// <summary>What was done, and where it led.</summary>
    private static readonly (string Action, string State)[] Path =
    [
        ("opened", "lead"),
        ("taken-up", "verifying"),
        ("proposed", "proposed"),
        ("notice-served", "notice-served"),
        ("decided", "decided"),
        ("published", "published"),
    ];

    private static readonly Sample[] Samples =
    [
        new("苏州示例知识产权代理有限公司", "91320500MADEMQ001L", "published", "bad-faith-mark", 60),
        new("深圳示范科技有限公司", "91440300MADEMQ002C", "published", "abnormal-filing", 200),
        new("上海虚构商务咨询有限公司", "91310115MADEMQ003R", "published", "false-material", 300),
        new("杭州样例网络有限公司", "91330100MADEMQ004D", "notice-served", "unlawful-agency", 3),
        new("合肥演示制造有限公司", "91340100MADEMQ005L", "lead", "abnormal-filing", 1),
    ];

    private readonly DisciplineSealing _sealing = new(
        new SealingOptions { PersonalDataKey = SealingOptions.PublishedKey }
    );

    public async Task Load(NpgsqlConnection connection, bool development, CancellationToken ct)
    {
        if (!development)
        {
            return;
        }
        await using var transaction = await connection.BeginTransactionAsync(ct);
        // The road that the triggers demand takes several days; these have gone it already.
        await connection.ExecuteAsync("set local session_replication_role = replica");
        var sequence = await connection.QuerySingleAsync<long>(
            "select head from list_stream where list_code = 'cnipa-credit' for update"
        );
        var hash = await connection.QuerySingleAsync<byte[]>(
            "select head_hash from list_stream where list_code = 'cnipa-credit'"
        );
        var named = new List<(Guid, string)>();
        foreach (var sample in Samples)
        {
            if (
                await connection.QuerySingleAsync<bool>(
                    "select exists (select 1 from party where code = @Code)",
                    sample
                )
            )
            {
                continue;
            }
            var (id, party) = await AddCase(connection, sample);
            named.Add((party, sample.Name));
            if (sample.State == "published")
            {
                (sequence, hash) = await Publish(connection, sample, id, sequence + 1, hash);
            }
        }
        await NameIndex.Add(connection, named, ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<(Guid Case, Guid Party)> AddCase(NpgsqlConnection connection, Sample sample)
    {
        var (id, party) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var steps = Path.TakeWhile(step => step.State != sample.State).Count() + 1;
        await connection.ExecuteAsync(
            """
            insert into party (id, kind, name, code, place_code, created_at, created_by)
            values (@party, 'organisation', @Name, @Code, substr(@Code, 3, 6), @at, 'sample');

            insert into discipline_case (id, number, organisation_id, party_id, list_code, ground_id, state, version, facts_sealed,
                clause, proposed_by, served_on, statement_until, due_on, due_rule_id, opened_at, changed_at)
            values (@id, 'SAMPLE-' || right(@Code, 4), @authority, @party, 'cnipa-credit', 'cnipa-' || @Ground || '-2022', @State, @steps,
                @facts, case when @steps > 2 then @Clause end, case when @steps > 2 then 'sample officer' end,
                case when @steps > 3 then @day::date end, case when @steps > 3 then @day::date + 7 end,
                case when @steps < 4 then @day::date + 14 end, case when @steps < 4 then 'verify' end, @at, @at);
            """,
            new
            {
                id,
                party,
                sample.Name,
                sample.Code,
                sample.Ground,
                sample.State,
                steps,
                Clause,
                authority = OrganisationId.Of(AuthorityZh),
                facts = new CaseFacts(_sealing).Seal(id, "演示数据：虚构主体。"),
                day = Text(Day(sample)),
                at = At(sample),
            }
        );
        for (var version = 1; version <= steps; version++)
        {
            await connection.ExecuteAsync(
                """
                insert into case_event (case_id, version, from_state, to_state, action, at, actor, actor_name)
                values (@id, @version, @from, @State, @Action, @at, 'sample', '演示')
                """,
                new
                {
                    id,
                    version,
                    from = version == 1 ? "" : Path[version - 2].State,
                    Path[version - 1].State,
                    Path[version - 1].Action,
                    at = At(sample),
                }
            );
        }
        return (id, party);
    }

    private async Task<(long Sequence, byte[] Hash)> Publish(
        NpgsqlConnection connection,
        Sample sample,
        Guid caseId,
        long sequence,
        byte[] before
    )
    {
        var (entry, document, decided) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Day(sample));
        var ground = await connection.QuerySingleAsync<(string Zh, string En)>(
            "select zh, en from ground where id = 'cnipa-' || @Ground || '-2022'",
            sample
        );
        var number = $"国知信演〔{decided.Year}〕{sequence}号";
        var told = new EntryChange(
            AuthorityEn,
            OrganisationId.Of(AuthorityZh),
            AuthorityZh,
            "published",
            Clause,
            decided,
            number,
            entry,
            decided,
            sample.Ground,
            ground.En,
            ground.Zh,
            // Apart from each other, as knowledge of a list always is.
            BusinessTime.Local(At(sample).AddMilliseconds(sequence)),
            "cnipa-credit",
            sample.Code,
            null,
            "organisation",
            sample.Name,
            sample.Code[2..8],
            sequence,
            "published",
            decided.AddMonths(12),
            1
        );
        var payload = told.Write();
        var hash = ListWriter.Chain(before, payload);
        var content = Convert.ToBase64String(Encoding.UTF8.GetBytes("演示文书"));
        await connection.ExecuteAsync(
            """
            insert into case_document (id, case_id, kind, number, issued_on, media_type, sha256, size, content_sealed, added_at, added_by,
                added_by_name)
            values (@document, @caseId, 'decision', @number, @from::date, 'text/plain', sha256(decode(@content, 'base64')), 12, @stored,
                @KnownAt, 'sample', '演示');

            update discipline_case set decided_by = 'sample reviewer', decision_document_id = @document, period_rule_id = 'cnipa-2022',
                term = daterange(@from::date, @until::date)
            where id = @caseId;

            insert into list_entry (id, list_code, case_id, party_id, ground_id, authority_id, authority_zh, authority_en,
                document_number, clause, decided_on, place_code, published_at)
            select @EntryId, list_code, id, party_id, ground_id, organisation_id, @AuthorityZh, @AuthorityEn, @number, clause,
                @from::date, @PlaceCode, @KnownAt
            from discipline_case where id = @caseId;

            insert into list_change (list_code, sequence, entry_id, version, known_at, payload, hash)
            values (@ListCode, @Sequence, @EntryId, 1, @KnownAt, @payload, @hash);

            insert into entry_version (entry_id, version, list_code, list_sequence, state, valid, known_at)
            values (@EntryId, 1, @ListCode, @Sequence, 'published', daterange(@from::date, @until::date), @KnownAt);

            update list_stream set head = @Sequence, head_hash = @hash, known_at = @KnownAt where list_code = @ListCode;
            """,
            new
            {
                caseId,
                document,
                number,
                content,
                stored = _sealing.Seal(document, "content", content),
                from = Text(decided),
                until = Text(decided.AddMonths(12)),
                KnownAt = told.KnownAt.ToUniversalTime(),
                told.EntryId,
                told.ListCode,
                told.Sequence,
                told.PlaceCode,
                AuthorityZh,
                AuthorityEn,
                payload,
                hash,
            }
        );
        return (sequence, hash);
    }

    private DateOnly Day(Sample sample) => clock.Today().AddDays(-sample.DaysAgo);

    /// <summary>Nine in the morning of its day.</summary>
    private DateTimeOffset At(Sample sample) => BusinessTime.At(Day(sample), new TimeOnly(9, 0)).ToUniversalTime();

    private static string Text(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    /// <param name="Name">Invented; the code is synthetic.</param>
    /// <param name="DaysAgo">When the last thing was done to it.</param>
    private sealed record Sample(string Name, string Code, string State, string Ground, int DaysAgo);
}
