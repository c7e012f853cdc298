using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>A candidate is another party than who was asked for.</summary>
/// <param name="Name">As it was asked.</param>
/// <param name="ExpiresOn">The first day on which the question is open again; within a year.</param>
public sealed record DecideFalsePositiveRequest(
    [property: Required, StringLength(200, MinimumLength = 1)] string Name,
    [property: StringLength(18, MinimumLength = 18)] string? Code,
    Guid PartyId,
    [property: Required, StringLength(1000, MinimumLength = 5)] string Reason,
    [property: Required, StringLength(1000, MinimumLength = 2)] string Evidence,
    DateOnly ExpiresOn
);

/// <param name="Name">As it was compared.</param>
/// <param name="ReopenedAt">Since when what was compared is no longer what it was; the question is open from then on.</param>
/// <param name="Because">listed-name, listed-code or listed-entries: what has changed.</param>
internal sealed record FalsePositiveRow(
    Guid Id,
    string Name,
    string? Code,
    Guid PartyId,
    string PartyName,
    string Reason,
    string Evidence,
    DateTimeOffset DecidedAt,
    string DecidedByName,
    DateOnly ExpiresOn,
    DateTimeOffset? WithdrawnAt,
    DateTimeOffset? ReopenedAt,
    string? Because
);

/// <summary>
/// Decisions of an organisation that a candidate is another party. They hold reason, evidence, author and end, and stand only for
/// what was compared: <see cref="FalsePositiveView"/> says what opened one again.
/// </summary>
internal static class FalsePositives
{
    private const string Columns = """
        f.id, f.asked_name as name, f.asked_code as code, f.party_id, p.name as party_name, f.reason, f.evidence, f.decided_at,
        f.decided_by_name, f.expires_on, f.withdrawn_at, r.reopened_at, r.because
        """;

    private const string From = """
        false_positive f join party p on p.id = f.party_id left join false_positive_reopening r on r.false_positive_id = f.id
        """;

    public static async Task<Results<Created<FalsePositiveRow>, RefusalResult>> Decide(
        DecideFalsePositiveRequest request,
        HttpContext http,
        DisciplineDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var (user, day) = (http.CurrentUser(), clock.Today());
        if (ResidentId.StandsIn($"{request.Name} {request.Reason} {request.Evidence}"))
        {
            return DisciplineErrors.IdentifierInText.ToResult();
        }
        if (request.ExpiresOn <= day || request.ExpiresOn > day.AddYears(1))
        {
            return ScreeningErrors.DecisionEndsTooLate.ToResult();
        }
        var asked = new Asked(request.Name, request.Code is { } code ? CreditCode.Normalise(code) : null);
        var outcome = await db.InTransaction<FalsePositiveRow>(
            user.Actor,
            async tx =>
            {
                if (await Candidate(tx.Connection, asked, user.OrganisationId, request.PartyId, day, ct) is not { } hit)
                {
                    return ScreeningErrors.CandidateNotFound;
                }
                if (hit.Class == "match")
                {
                    return ScreeningErrors.MatchIsNoCandidate;
                }
                var id = Guid.CreateVersion7();
                var row = await tx.QueryOne<FalsePositiveRow>(
                    $"""
                    with f as (
                        insert into false_positive (id, organisation_id, asked_name, asked_code, party_id, listed_version,
                            listed_name_id, listed_code, listed_entries, reason, evidence, decided_at, decided_by, decided_by_name, expires_on)
                        select @id, @OrganisationId, @Norm, @Code, @PartyId, (select l.version from party l where l.id = @PartyId), max(i.id), @ListedCode, @entries, @Reason, @Evidence, @now,
                            @Subject, @DisplayName, @ExpiresOn
                        from indexed_name i where i.party_id = @PartyId
                        returning *
                    )
                    select {Columns} from f join party p on p.id = f.party_id
                    left join false_positive_reopening r on r.false_positive_id = f.id
                    """,
                    new
                    {
                        id,
                        user.OrganisationId,
                        asked.Norm,
                        asked.Code,
                        request.PartyId,
                        ListedCode = hit.Code,
                        entries = Discipline.Candidate.EntriesKey(hit.Entries),
                        request.Reason,
                        request.Evidence,
                        now = clock.GetUtcNow(),
                        user.Subject,
                        user.DisplayName,
                        request.ExpiresOn,
                    }
                );
                tx.Audit("discipline.false-positive.decided", id.ToString(), row!);
                return row!;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Created($"/api/discipline/false-positives/{outcome.Value.Id}", outcome.Value);
    }

    public static async Task<Results<NoContent, RefusalResult>> Withdraw(
        Guid id,
        HttpContext http,
        DisciplineDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<bool>(
            user.Actor,
            async tx =>
            {
                var withdrawn = await tx.Execute(
                    """
                    update false_positive set withdrawn_at = @now, withdrawn_by = @Subject
                    where id = @id and organisation_id = @OrganisationId and withdrawn_at is null
                    """,
                    new
                    {
                        id,
                        user.OrganisationId,
                        user.Subject,
                        now = clock.GetUtcNow(),
                    }
                );
                if (withdrawn == 0)
                {
                    return
                        await tx.QueryOne<int?>(
                            "select 1 from false_positive where id = @id and organisation_id = @OrganisationId",
                            new { id, user.OrganisationId }
                        )
                            is null
                        ? ScreeningErrors.DecisionNotFound
                        : ScreeningErrors.DecisionWithdrawn;
                }
                tx.Audit("discipline.false-positive.withdrawn", id.ToString(), new { });
                return true;
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.NoContent();
    }

    public static async Task<Results<Ok<Page<FalsePositiveRow>>, RefusalResult>> List(
        HttpContext http,
        DisciplineDb db,
        CancellationToken ct,
        string? cursor = null,
        [Range(1, Cursor.MaxLimit)] int limit = Cursor.DefaultLimit
    )
    {
        if (!Cursor.TryReadNewestFirst(cursor, out var before, out var beforeId))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var rows = await db.Query<FalsePositiveRow>(
            $"""
            select {Columns} from {From}
            where f.organisation_id = @OrganisationId and (f.decided_at, f.id) < (@before, @beforeId)
            order by f.decided_at desc, f.id desc limit @most
            """,
            new
            {
                http.CurrentUser().OrganisationId,
                before,
                beforeId,
                most = limit + 1,
            },
            ct
        );
        return TypedResults.Ok(Page<FalsePositiveRow>.Of(rows, limit, r => [r.DecidedAt, r.Id]));
    }

    /// <summary>The party as this question finds it; null where it does not.</summary>
    public static async Task<ScreeningHit?> Candidate(
        NpgsqlConnection connection,
        Asked asked,
        Guid organisation,
        Guid party,
        DateOnly day,
        CancellationToken ct
    )
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { Screener.Command(asked, organisation, day, null) },
        };
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var (_, hits) = await Screener.Read(reader, asked, day, all: true, ct);
        return hits.FirstOrDefault(h => h.PartyId == party);
    }
}
