using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Access.Contracts;
using RegionNet.Access.SignIn;
using RegionNet.Access.Store;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Access.People;

/// <summary>The caller, as a client needs them to know what to show. What may be done is decided at each endpoint.</summary>
/// <param name="UserName">The user name, or a machine's client id.</param>
/// <param name="Zones">The zones within reach; see <paramref name="AllZones"/>.</param>
/// <param name="SecondFactor">Whether a second factor is enrolled.</param>
/// <param name="HolidaysEnd">
/// For a system administrator, when it is time to add a year (<see cref="CalendarEnd"/>): the last day of the holiday calendar, beyond which
/// deadlines are refused.
/// </param>
internal sealed record Me(
    Guid Id,
    string UserName,
    string DisplayName,
    OrganisationName Organisation,
    IReadOnlyList<HeldRole> Roles,
    IReadOnlyList<string> Zones,
    bool AllZones,
    bool SecondFactor,
    DateOnly? HolidaysEnd
);

internal sealed record OrganisationName(Guid Id, string Zh, string En);

/// <param name="ZoneCode">For a zone coordinator, otherwise null.</param>
internal sealed record HeldRole(string Role, string? ZoneCode);

internal static class GetMe
{
    public static async Task<Ok<Me>> Handle(
        HttpContext http,
        AccessDb db,
        IZoneDirectory zones,
        SecondFactor secondFactor,
        TimeProvider clock
    )
    {
        var ct = http.RequestAborted;
        var user = http.CurrentUser();
        var id = Guid.Parse(user.Subject);
        var userName = await db.QueryOne<string>(
            "select user_name from person where id = @id union all select client_id from machine_client where id = @id",
            new { id },
            ct
        );
        var granted = await db.Query<HeldRole>(
            """
            select role, zone_code from role_grant where person_id = @id and revoked_at is null
            union all
            select unnest(roles), null from machine_client where id = @id
            order by 1, 2
            """,
            new { id },
            ct
        );
        var calendar = CalendarEnd.Of(WorkingDays.Official, clock.Today());
        var organisation = await zones.Organisation(user.OrganisationId, ct);
        return TypedResults.Ok(
            new Me(
                id,
                userName ?? "",
                user.DisplayName,
                new OrganisationName(user.OrganisationId, organisation?.Zh ?? "", organisation?.En ?? ""),
                granted,
                [.. user.Zones.Order(StringComparer.Ordinal)],
                user.AllZones,
                await secondFactor.IsEnrolled(id, ct),
                calendar.IsNear && user.Has(Roles.SystemAdministrator) ? calendar.KnownUntil : null
            )
        );
    }
}
