using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Assessments;

/// <param name="Subject">The account, which must hold the role of an evaluator.</param>
/// <param name="EmployerOrganisationId">The employer, where it is an organisation of the network.</param>
/// <param name="ProvinceCode">GB/T 2260 of the province of the employer.</param>
/// <param name="Fields">Codes of level-1 nodes of the framework, or free terms.</param>
public sealed record AddEvaluatorRequest(
    [property: Required, StringLength(100, MinimumLength = 1)] string Subject,
    [property: Required, StringLength(200, MinimumLength = 1)] string Employer,
    Guid? EmployerOrganisationId,
    [property: Required, RegularExpression("^[0-9]{2}0000$")] string ProvinceCode,
    [property: Required, MaxLength(20)] IReadOnlyList<string> Fields
);

/// <param name="Version">Of the entry that the caller changes.</param>
public sealed record ChangeEvaluatorRequest(
    [property: Required] int? Version,
    [property: Required, StringLength(200, MinimumLength = 1)] string Employer,
    Guid? EmployerOrganisationId,
    [property: Required, RegularExpression("^[0-9]{2}0000$")] string ProvinceCode,
    [property: Required, MaxLength(20)] IReadOnlyList<string> Fields,
    [property: Required] bool? Active
);

// Classes with properties: Dapper finds no constructor with arrays.
internal sealed class EvaluatorView
{
    public Guid Id { get; init; }
    public string Subject { get; init; } = "";
    public string Name { get; init; } = "";
    public string Employer { get; init; } = "";
    public Guid? EmployerOrganisationId { get; init; }
    public string ProvinceCode { get; init; } = "";
    public string[] Fields { get; init; } = [];
    public bool Active { get; init; }
    public int Version { get; init; }

    /// <summary>Assignments that stand, in rounds whose result is still to come.</summary>
    public int Assignments { get; init; }

    /// <summary>Relations that have not been withdrawn.</summary>
    public int Relations { get; init; }
}

internal sealed class EvaluatorVersionView
{
    public int Version { get; init; }
    public string Employer { get; init; } = "";
    public string ProvinceCode { get; init; } = "";
    public string[] Fields { get; init; } = [];
    public bool Active { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
    public string ChangedByName { get; init; } = "";
}

/// <summary>An account that may be taken into the pool.</summary>
internal sealed record EvaluatorAccount(string Subject, string Name);

/// <summary>A change, and what it voided because of a conflict of interest.</summary>
internal sealed record EvaluatorChanged(EvaluatorView Evaluator, IReadOnlyList<VoidedAssignment> Voided);

/// <summary>/api/assessments/evaluators: who may be asked to score.</summary>
internal static class EvaluatorPool
{
    private const string Columns = """
        e.id, e.subject, e.name, e.employer, e.employer_organisation_id, e.province_code, e.fields, e.active, e.version,
        (select count(*)::int from assignment a join assessment_round r on r.id = a.round_id
            where a.evaluator_id = e.id and a.state <> 'voided' and r.stage <> 'final') as assignments,
        (select count(*)::int from evaluator_relation x where x.evaluator_id = e.id and x.withdrawn_at is null) as relations
        """;

    /// <summary>By name, Chinese ones by pinyin (0010_evaluators_in_order.sql), without ties.</summary>
    internal const string ByName = "e.name collate \"zh-x-icu\", e.id";

    internal const string Listed = $"""
        select {Columns} from evaluator e
        where ({ByName}) > (@name, @id)
            and (@active::boolean is null or e.active = @active)
            and (@search::text is null or strpos(lower(e.name || ' ' || e.employer), lower(@search)) > 0 or @search = any(e.fields))
        order by {ByName} limit @take + 1
        """;

    /// <summary>GET: by name.</summary>
    public static async Task<Results<Ok<Page<EvaluatorView>>, RefusalResult>> List(
        AssessmentsDb db,
        CancellationToken ct,
        [StringLength(100)] string? search,
        bool? active,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        string[] after = ["", Guid.Empty.ToString()];
        if (cursor is not null && (!Cursor.TryRead(cursor, 2, out after) || !Guid.TryParse(after[1], out _)))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var take = limit ?? Cursor.DefaultLimit;
        var rows = await db.Query<EvaluatorView>(
            Listed,
            new
            {
                name = after[0],
                id = Guid.Parse(after[1]),
                active,
                search,
                take,
            },
            ct
        );
        return TypedResults.Ok(Page<EvaluatorView>.Of(rows, take, r => [r.Name, r.Id]));
    }

    /// <summary>GET …/accounts: those with the role who are not in the pool, by name.</summary>
    public static async Task<Ok<IReadOnlyList<EvaluatorAccount>>> Accounts(
        AssessmentsDb db,
        IPeople people,
        CancellationToken ct
    )
    {
        var subjects = await people.Holding(Roles.Evaluator, null, ct);
        var known = (
            await db.Query<string>(
                "select subject from evaluator where subject = any(@subjects)",
                new { subjects = subjects.ToArray() },
                ct
            )
        ).ToHashSet(StringComparer.Ordinal);
        var names = await people.DisplayNames([.. subjects.Where(s => !known.Contains(s))], ct);
        return TypedResults.Ok<IReadOnlyList<EvaluatorAccount>>([
            .. names
                .Select(n => new EvaluatorAccount(n.Key, n.Value))
                .OrderBy(a => a.Name, StringComparer.Ordinal)
                .ThenBy(a => a.Subject, StringComparer.Ordinal),
        ]);
    }

    /// <summary>POST.</summary>
    public static async Task<Results<Ok<EvaluatorView>, RefusalResult>> Add(
        AddEvaluatorRequest request,
        HttpContext http,
        AssessmentsDb db,
        IPeople people,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (RefuseFields(request.Fields) is { } wrong)
        {
            return wrong.ToResult();
        }
        if (!(await people.Holding(Roles.Evaluator, null, ct)).Contains(request.Subject, StringComparer.Ordinal))
        {
            return ScoringErrors.NotAnEvaluator.ToResult();
        }
        var names = await people.DisplayNames([request.Subject], ct);
        if (request.EmployerOrganisationId is { } employer && await zones.Organisation(employer, ct) is null)
        {
            return ScoringErrors.EmployerUnknown.ToResult();
        }
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<Guid>(
            user.Actor,
            async tx =>
            {
                var id = Guid.CreateVersion7(clock.GetUtcNow());
                await tx.Execute(
                    """
                    insert into evaluator (id, subject, name, employer, employer_organisation_id, province_code, fields, changed_at, changed_by,
                        changed_by_name)
                    values (@id, @Subject, @name, @Employer, @EmployerOrganisationId, @ProvinceCode, @fields, @now, @by, @DisplayName)
                    """,
                    new
                    {
                        id,
                        request.Subject,
                        name = names[request.Subject],
                        request.Employer,
                        request.EmployerOrganisationId,
                        request.ProvinceCode,
                        fields = Distinct(request.Fields),
                        now = clock.GetUtcNow(),
                        by = user.Subject,
                        user.DisplayName,
                    }
                );
                tx.Audit("assessments.evaluator.added", id.ToString(), request);
                return id;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok((await Show(db, outcome.Value, ct))!);
    }

    /// <summary>PUT …/{id}: another employer or province may be a conflict, which voids what it touches.</summary>
    public static async Task<Results<Ok<EvaluatorChanged>, RefusalResult>> Change(
        Guid id,
        ChangeEvaluatorRequest request,
        HttpContext http,
        AssessmentsDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (RefuseFields(request.Fields) is { } wrong)
        {
            return wrong.ToResult();
        }
        if (request.EmployerOrganisationId is { } employer && await zones.Organisation(employer, ct) is null)
        {
            return ScoringErrors.EmployerUnknown.ToResult();
        }
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<VoidedAssignment[]>(
            user.Actor,
            async tx =>
            {
                var now = clock.GetUtcNow();
                await LateConflicts.LockRounds(tx);
                var changed = await tx.Execute(
                    """
                    update evaluator set employer = @Employer, employer_organisation_id = @EmployerOrganisationId, province_code = @ProvinceCode,
                        fields = @fields, active = @Active, version = version + 1, changed_at = @now, changed_by = @Subject,
                        changed_by_name = @DisplayName
                    where id = @id and version = @Version
                    """,
                    new
                    {
                        id,
                        request.Version,
                        request.Employer,
                        request.EmployerOrganisationId,
                        request.ProvinceCode,
                        fields = Distinct(request.Fields),
                        request.Active,
                        now,
                        user.Subject,
                        user.DisplayName,
                    }
                );
                if (changed == 0)
                {
                    return await tx.QueryOne<bool>("select exists (select from evaluator where id = @id)", new { id })
                        ? ScoringErrors.StaleEvaluator
                        : ScoringErrors.EvaluatorNotFound;
                }
                tx.Audit("assessments.evaluator.changed", id.ToString(), request);
                return await LateConflicts.Replace(tx, now, user);
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok(new EvaluatorChanged((await Show(db, id, ct))!, outcome.Value));
    }

    /// <summary>GET …/{id}/versions: the newest first.</summary>
    public static async Task<Results<Ok<IReadOnlyList<EvaluatorVersionView>>, RefusalResult>> Versions(
        Guid id,
        AssessmentsDb db,
        CancellationToken ct
    )
    {
        var versions = await db.Query<EvaluatorVersionView>(
            """
            select version, employer, province_code, fields, active, changed_at, changed_by_name
            from evaluator_version where evaluator_id = @id order by version desc limit 200
            """,
            new { id },
            ct
        );
        return versions.Count == 0 && await Show(db, id, ct) is null
            ? ScoringErrors.EvaluatorNotFound.ToResult()
            : TypedResults.Ok(versions);
    }

    private static Task<EvaluatorView?> Show(AssessmentsDb db, Guid id, CancellationToken ct) =>
        db.QueryOne<EvaluatorView>($"select {Columns} from evaluator e where e.id = @id", new { id }, ct);

    private static Refusal? RefuseFields(IReadOnlyList<string> fields) =>
        fields.All(f => f is { Length: > 0 and <= 50 } && f.Trim() == f)
            ? null
            : KernelErrors.InvalidRequest.Because("专业领域每项1至50个字符", "Each field has 1 to 50 characters");

    private static string[] Distinct(IReadOnlyList<string> fields) => [.. fields.Distinct(StringComparer.Ordinal)];
}
