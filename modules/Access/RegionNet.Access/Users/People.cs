using RegionNet.Access.Contracts;
using RegionNet.Access.Store;

namespace RegionNet.Access.Users;

internal sealed class People(AccessDb db) : IPeople
{
    public async Task<IReadOnlyDictionary<string, string>> DisplayNames(
        IReadOnlyCollection<string> subjects,
        CancellationToken ct
    )
    {
        var ids = subjects.Select(s => Guid.TryParse(s, out var id) ? id : Guid.Empty).Distinct().ToArray();
        var names = await db.Query<(Guid Id, string Name)>(
            """
            select id, display_name from person where id = any(@ids)
            union all
            select id, client_id from machine_client where id = any(@ids)
            """,
            new { ids },
            ct
        );
        return names.ToDictionary(row => row.Id.ToString(), row => row.Name);
    }

    public async Task<IReadOnlyList<string>> Holding(string role, string? zoneCode, CancellationToken ct) =>
        await db.Query<string>(
            """
            select distinct p.id::text
            from role_grant g join person p on p.id = g.person_id
            where g.role = @role and g.revoked_at is null and p.locked_at is null
                and (@zoneCode::text is null or g.zone_code = @zoneCode)
            order by 1
            """,
            new { role, zoneCode },
            ct
        );

    public async Task<IReadOnlyList<string>> HoldingIn(
        string role,
        IReadOnlyCollection<Guid> organisationIds,
        CancellationToken ct
    ) =>
        await db.Query<string>(
            """
            select distinct p.id::text
            from role_grant g join person p on p.id = g.person_id
            where g.role = @role and g.revoked_at is null and p.locked_at is null and p.organisation_id = any(@Organisations)
            order by 1
            """,
            new { role, Organisations = organisationIds.ToArray() },
            ct
        );
}
