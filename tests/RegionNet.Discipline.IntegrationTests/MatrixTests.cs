using Dapper;
using Npgsql;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Discipline.IntegrationTests;

/// <summary>
/// The database itself refuses every move that the law does not know, and to publish without what a publication needs: tried in SQL,
/// with the module's own role, past all code.
/// </summary>
public sealed class MatrixTests : IAsyncLifetime
{
    /// <summary>Written out here and not read from the table of moves, which it checks.</summary>
    private static readonly Dictionary<string, string[]> Lawful = new(StringComparer.Ordinal)
    {
        ["lead"] = ["verifying", "dropped"],
        ["verifying"] = ["proposed", "dropped", "undetermined"],
        ["proposed"] = ["verifying", "notice-served"],
        ["notice-served"] = ["statement", "hearing", "decided", "not-listed", "undetermined"],
        ["statement"] = ["hearing", "decided", "not-listed", "undetermined"],
        ["hearing"] = ["decided", "not-listed", "undetermined"],
        ["decided"] = ["published", "revoked"],
        ["published"] = ["repair-applied", "revoked"],
        ["repair-applied"] = ["published", "repaired", "reinstated", "revoked"],
        ["repaired"] = ["reinstated", "revoked"],
        ["reinstated"] = ["repair-applied", "revoked"],
        ["dropped"] = [],
        ["undetermined"] = [],
        ["not-listed"] = [],
        ["revoked"] = [],
    };

    private static readonly string[] Kinds =
    [
        "evidence",
        "prior-notice",
        "proof-of-service",
        "statement",
        "statement-answer",
        "waiver",
        "hearing-request",
        "hearing-notice",
        "hearing-record",
        "decision",
        "correction",
        "repair-application",
        "commitment",
        "repair-decision",
        "revocation-decision",
        "reinstatement-decision",
    ];

    private TestDatabase? _database;

    private TestDatabase Database => _database!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.Create(DisciplineModule.Migration);

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    [Fact]
    public async Task Every_move_of_the_full_matrix_is_made_or_refused_by_the_database()
    {
        var wrong = new List<string>();
        var tried = 0;
        foreach (var from in Lawful.Keys)
        {
            foreach (var to in Lawful.Keys.Where(to => to != from))
            {
                tried++;
                var planted = await Plant(from);
                var refusal = await Move(planted, from, to);
                var expected = Lawful[from].Contains(to, StringComparer.Ordinal) ? null : "case_move_allowed";
                if (refusal != expected)
                {
                    wrong.Add($"{from} → {to}: {refusal ?? "made"}");
                }
                Assert.Equal(expected is null && refusal is null ? to : from, await StateOf(planted));
            }
        }
        Assert.Empty(wrong);
        Assert.Equal(15 * 14, tried);
    }

    [Theory]
    [InlineData("proposed", "notice-served")]
    [InlineData("notice-served", "statement")]
    [InlineData("notice-served", "hearing")]
    [InlineData("notice-served", "decided")]
    [InlineData("notice-served", "not-listed")]
    [InlineData("verifying", "undetermined")]
    [InlineData("published", "repair-applied")]
    [InlineData("repair-applied", "repaired")]
    [InlineData("repair-applied", "published")]
    [InlineData("repair-applied", "reinstated")]
    [InlineData("published", "revoked")]
    [InlineData("repaired", "reinstated")]
    public async Task A_move_needs_the_document_of_its_kind(string from, string to)
    {
        var planted = await Plant(from);
        Assert.Equal("case_move_document", await Move(planted, from, to, document: "evidence"));
        Assert.Null(await Move(planted, from, to));
    }

    [Fact]
    public async Task A_case_begins_as_a_lead_and_nothing_else()
    {
        foreach (var state in Lawful.Keys)
        {
            var refusal = await Refusal(async connection =>
            {
                var party = await Party(connection);
                await connection.ExecuteAsync(Insert, Row(Guid.NewGuid(), party, state));
            });
            Assert.Equal(state == "lead" ? "case_change_told" : "case_move_allowed", refusal);
        }
    }

    [Theory]
    [InlineData("decision", "case_decision_document")]
    [InlineData("proof-of-service", "case_proof_of_service")]
    public async Task Nothing_is_published_without_its_document(string kind, string refusal)
    {
        var planted = await Plant("decided", without: kind);
        Assert.Equal(refusal, await Move(planted, "decided", "published"));
        Assert.Equal("decided", await StateOf(planted));
    }

    [Fact]
    public async Task Nothing_is_published_without_its_clause()
    {
        var planted = await Plant("decided", set: "clause = null");
        Assert.Equal("case_clause", await Move(planted, "decided", "published"));
    }

    [Fact]
    public async Task Nothing_is_published_before_the_statement_period_is_over()
    {
        var planted = await Plant("decided", set: "statement_until = '2026-03-03', statement_waived_at = null");
        Assert.Equal(
            "case_statement_period",
            await Move(planted, "decided", "published", at: "2026-03-03 23:59:59+08")
        );
        Assert.Null(await Move(planted, "decided", "published", at: "2026-03-04 00:00:00+08"));
    }

    [Theory]
    [InlineData("2026-02-03", "case_statement_runs")]
    [InlineData("2026-02-07", null)]
    public async Task A_statement_period_is_no_shorter_than_its_rule_and_stays_what_it_is(string until, string? refusal)
    {
        var planted = await Plant("proposed", set: "served_on = null, statement_until = null");
        Assert.Equal(refusal, await Set($"served_on = '2026-02-02', statement_until = '{until}'"));
        if (refusal is null)
        {
            Assert.Equal("case_keeps_its_service", await Set("statement_until = '2026-02-02'"));
            Assert.Equal("case_keeps_its_service", await Set("served_on = '2026-01-02'"));
        }

        // Whoever else may write, the owner included, is held to it.
        Task<string?> Set(string columns) =>
            Refusal(async connection =>
            {
                await connection.ExecuteAsync(
                    $"update discipline_case set {columns}, version = version + 1 where id = @planted",
                    new { planted }
                );
                await connection.ExecuteAsync(
                    """
                    insert into case_event (case_id, version, from_state, to_state, action, at, actor, actor_name)
                    select id, version, state, state, 'served', changed_at, 'officer', 'officer' from discipline_case where id = @planted
                    """,
                    new { planted }
                );
            });
    }

    [Fact]
    public async Task Nothing_is_published_when_the_notice_was_never_served()
    {
        var planted = await Plant("decided", set: "statement_until = null, statement_waived_at = null");
        Assert.Equal("case_statement_period", await Move(planted, "decided", "published"));
    }

    [Fact]
    public async Task A_waived_statement_period_need_not_elapse()
    {
        var planted = await Plant("decided", set: "statement_until = '2026-03-09'");
        Assert.Null(await Move(planted, "decided", "published", at: "2026-03-03 10:00+08"));
    }

    [Theory]
    [InlineData("statement", "statement-answer", "case_statement_answered")]
    [InlineData("hearing", "hearing-record", "case_hearing_recorded")]
    public async Task The_party_is_heard_before_the_decision(string from, string kind, string refusal)
    {
        var planted = await Plant(from, without: kind);
        Assert.Equal(refusal, await Move(planted, from, "decided"));
    }

    [Fact]
    public async Task Who_proposed_does_not_decide_whatever_the_code_does()
    {
        var planted = await Plant("notice-served");
        Assert.Equal("case_four_eyes", await Move(planted, "notice-served", "decided", actor: "officer"));
        planted = await Plant("repair-applied");
        Assert.Equal("case_four_eyes", await Move(planted, "repair-applied", "repaired", actor: "officer"));
    }

    [Fact]
    public async Task A_change_without_its_event_is_not_committed()
    {
        var planted = await Plant("lead");
        Assert.Equal(
            "case_change_told",
            await Refusal(connection =>
                connection.ExecuteAsync(
                    "update discipline_case set state = 'verifying', version = version + 1 where id = @planted",
                    new { planted }
                )
            )
        );
    }

    [Fact]
    public async Task What_was_decided_does_not_change()
    {
        var planted = await Plant("published");
        foreach (
            var change in (string[])
                ["clause = 'other'", "term = daterange('2026-03-03', '2036-03-03')", "decided_by = 'somebody'"]
        )
        {
            Assert.Equal(
                "case_keeps_its_decision",
                await Refusal(connection =>
                    connection.ExecuteAsync(
                        $"update discipline_case set {change}, version = version + 1 where id = @planted",
                        new { planted }
                    )
                )
            );
        }
    }

    [Fact]
    public async Task Nothing_is_deleted_and_the_past_is_not_changed()
    {
        await Plant("published");
        foreach (
            var table in (string[])
                ["discipline_case", "party", "case_event", "list_entry", "entry_version", "list_change"]
        )
        {
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await State($"delete from {table}"));
        }
        foreach (
            var change in (string[])
                [
                    "case_event set action = 'x-x'",
                    "case_document set number = 'x'",
                    "list_entry set clause = 'x'",
                    "entry_version set known_until = now()",
                    "list_change set payload = ''",
                    "case_move set to_state = 'x'",
                    "period_rule set term_months = 1",
                ]
        )
        {
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await State($"update {change}"));
        }
    }

    [Fact]
    public async Task An_entry_stands_only_on_what_was_published()
    {
        foreach (var state in Lawful.Keys.Where(s => s != "published"))
        {
            var planted = await Plant(state);
            Assert.Equal(
                "entry_of_published_case",
                await Refusal(connection =>
                    connection.ExecuteAsync(
                        """
                        insert into list_entry (id, list_code, case_id, party_id, ground_id, authority_id, authority_zh, authority_en,
                            document_number, clause, decided_on, published_at)
                        select gen_random_uuid(), list_code, id, party_id, ground_id, organisation_id, 'x', 'x', 'x', 'xx', '2026-03-03',
                            now() from discipline_case where id = @planted
                        """,
                        new { planted }
                    )
                )
            );
        }
    }

    private const string Insert = """
        insert into discipline_case (id, number, organisation_id, party_id, list_code, ground_id, period_rule_id, state, facts_sealed,
            clause, term, proposed_by, decided_by, served_on, statement_until, statement_waived_at, opened_at, changed_at)
        values (@id, @id::text, gen_random_uuid(), @party, 'cnipa-credit', 'cnipa-abnormal-filing-2022', 'cnipa-2022', @state, '\x00',
            'art. 6', '[2026-03-03,2027-03-03)', 'officer', null, '2026-02-02', '2026-02-09', @waived::timestamptz,
            '2026-03-01', '2026-03-01')
        """;

    private static object Row(Guid id, Guid party, string state, string? waived = null) =>
        new
        {
            id,
            party,
            state,
            waived,
        };

    /// <summary>A case in that state with everything it may ever need, put there by the owner past the triggers.</summary>
    private async Task<Guid> Plant(string state, string? without = null, string? set = null)
    {
        await using var connection = await Owner();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("set local session_replication_role = replica");
        var id = Guid.NewGuid();
        var party = await Party(connection);
        await connection.ExecuteAsync(Insert, Row(id, party, state, waived: "2026-02-03"));
        await connection.ExecuteAsync(
            """
            insert into case_document (id, case_id, kind, number, issued_on, media_type, sha256, size, content_sealed, added_at,
                added_by, added_by_name)
            select gen_random_uuid(), @id, kind, kind, '2026-03-03', 'text/plain', decode(repeat('00', 32), 'hex'), 1, '\x00', now(),
                'officer', 'officer'
            from unnest(@kinds) as kind
            """,
            new { id, kinds = Kinds.Where(k => k != without).ToArray() }
        );
        if (state is "decided" or "published" or "repair-applied" or "repaired" or "reinstated" or "revoked")
        {
            await connection.ExecuteAsync(
                """
                update discipline_case set decided_by = 'reviewer', decision_document_id = coalesce(
                    (select d.id from case_document d where d.case_id = @id and d.kind = 'decision'), gen_random_uuid())
                where id = @id
                """,
                new { id }
            );
        }
        if (set is not null)
        {
            await connection.ExecuteAsync($"update discipline_case set {set} where id = @id", new { id });
        }
        await transaction.CommitAsync();
        return id;
    }

    /// <summary>Moves as a careful program would, by the module's role: the case and its event, with the document the move needs.</summary>
    /// <returns>Null, or the name of the constraint that refused.</returns>
    private Task<string?> Move(
        Guid id,
        string from,
        string to,
        string actor = "reviewer",
        string at = "2026-03-03 10:00+08",
        string? document = null
    ) =>
        Refusal(connection =>
            connection.ExecuteAsync(
                """
                update discipline_case set state = @to, version = version + 1, changed_at = @at::timestamptz,
                    decided_by = case when @to in ('decided', 'not-listed') then @actor else decided_by end,
                    decision_document_id = case when @to = 'decided'
                        then (select d.id from case_document d where d.case_id = @id and d.kind = 'decision') else decision_document_id end
                where id = @id;

                insert into case_event (case_id, version, from_state, to_state, action, at, actor, actor_name, document_id)
                select @id, c.version, @from, @to, 'tried', @at::timestamptz, @actor, @actor, (
                    select d.id from case_document d where d.case_id = @id and d.kind = coalesce(@document, (
                        select m.document from case_move m where m.from_state = @from and m.to_state = @to), 'evidence'))
                from discipline_case c where c.id = @id;
                """,
                new
                {
                    id,
                    from,
                    to,
                    actor,
                    at,
                    document,
                }
            )
        );

    private async Task<string?> Refusal(Func<NpgsqlConnection, Task> work)
    {
        await using var connection = await Database.Module(DisciplineModule.Name).OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        try
        {
            await work(connection);
            await transaction.CommitAsync();
            return null;
        }
        catch (PostgresException e)
        {
            return e.ConstraintName ?? e.MessageText;
        }
    }

    private async Task<string?> State(string sql)
    {
        await using var connection = await Database.Module(DisciplineModule.Name).OpenConnectionAsync();
        return (await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(sql))).SqlState;
    }

    private async Task<string> StateOf(Guid id)
    {
        await using var connection = await Owner();
        return await connection.QuerySingleAsync<string>(
            "select state from discipline_case where id = @id",
            new { id }
        );
    }

    private static async Task<Guid> Party(NpgsqlConnection connection)
    {
        var id = Guid.NewGuid();
        await connection.ExecuteAsync(
            """
            insert into party (id, kind, name, code, created_at, created_by)
            values (@id, 'organisation', '某公司', @code, now(), 'officer')
            """,
            new { id, code = CaseFile.FreshCode() }
        );
        return id;
    }

    private async Task<NpgsqlConnection> Owner()
    {
        var connection = await Database.Administrator.OpenConnectionAsync();
        await connection.ExecuteAsync("set search_path = discipline, public");
        return connection;
    }
}
