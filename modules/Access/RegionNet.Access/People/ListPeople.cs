using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Access.Store;
using RegionNet.Kernel;

namespace RegionNet.Access.People;

/// <summary>An account as the administrators see it.</summary>
/// <param name="Locked">By a security administrator; a lock-out after failed sign-ins ends by itself and is not shown.</param>
internal sealed record PersonView(
    Guid Id,
    string UserName,
    string DisplayName,
    Guid OrganisationId,
    IReadOnlyList<HeldRole> Roles,
    bool Locked,
    bool SecondFactor,
    DateTimeOffset CreatedAt
);

internal static class ListPeople
{
    private const string Sql = """
        select p.id, p.user_name, p.display_name, p.organisation_id, p.locked_at is not null as locked, p.created_at,
            exists (select from second_factor f where f.person_id = p.id and f.removed_at is null) as second_factor,
            coalesce(
                (
                    select json_agg(json_build_object('role', g.role, 'zoneCode', g.zone_code) order by g.role, g.zone_code)
                    from role_grant g where g.person_id = p.id and g.revoked_at is null
                ), '[]'
            )::text as roles
        from person p
        where (@Pattern::text is null or p.user_name like @Pattern or p.display_name like @Pattern)
            and (@After::text is null or p.user_name > @After)
            and (@Id::uuid is null or p.id = @Id)
        order by p.user_name
        limit @Rows
        """;

    public static async Task<Results<Ok<Page<PersonView>>, RefusalResult>> Handle(
        HttpContext http,
        AccessDb db,
        string? search,
        string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        string[] after = [];
        if (!string.IsNullOrEmpty(cursor) && !Cursor.TryRead(cursor, 1, out after))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var size = limit ?? Cursor.DefaultLimit;
        var people = await Read(db, Pattern(search), after.FirstOrDefault(), id: null, size + 1, http.RequestAborted);
        return TypedResults.Ok(Page<PersonView>.Of(people, size, person => [person.UserName]));
    }

    public static async Task<PersonView> One(AccessDb db, Guid id, CancellationToken ct) =>
        (await Read(db, pattern: null, after: null, id, 1, ct)).Single();

    private static async Task<IReadOnlyList<PersonView>> Read(
        AccessDb db,
        string? pattern,
        string? after,
        Guid? id,
        int rows,
        CancellationToken ct
    )
    {
        var found = await db.Query<Row>(
            Sql,
            new
            {
                Pattern = pattern,
                After = after,
                Id = id,
                Rows = rows,
            },
            ct
        );
        return
        [
            .. found.Select(row => new PersonView(
                row.Id,
                row.UserName,
                row.DisplayName,
                row.OrganisationId,
                Json.Read<List<HeldRole>>(row.Roles),
                row.Locked,
                row.SecondFactor,
                row.CreatedAt
            )),
        ];
    }

    /// <summary>A part of a user name or a display name; wildcards of the database mean themselves.</summary>
    private static string? Pattern(string? search) =>
        string.IsNullOrWhiteSpace(search)
            ? null
            : "%"
                + search
                    .Trim()
                    .Replace(@"\", @"\\", StringComparison.Ordinal)
                    .Replace("%", @"\%", StringComparison.Ordinal)
                    .Replace("_", @"\_", StringComparison.Ordinal)
                + "%";

    private sealed class Row
    {
        public Guid Id { get; init; }
        public string UserName { get; init; } = "";
        public string DisplayName { get; init; } = "";
        public Guid OrganisationId { get; init; }
        public bool Locked { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public bool SecondFactor { get; init; }
        public string Roles { get; init; } = "[]";
    }
}
