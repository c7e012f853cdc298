using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Discipline;

/// <param name="Status">
/// cleared: confirmed up to the entry's last change or beyond. not-cleared: given to it or to be given, and not confirmed.
/// grant-ended: its grant ended before it confirmed.
/// </param>
/// <param name="ClearedAt">When it confirmed.</param>
internal sealed record ClearanceOfSubscriber(
    Guid SubscriptionId,
    string Kind,
    string? ZoneCode,
    Guid OrganisationId,
    string OrganisationZh,
    string OrganisationEn,
    string Road,
    string Status,
    DateTimeOffset? ClearedAt
);

/// <param name="Province">GB/T 2260 of the province of registration.</param>
/// <param name="State">See <c>province_task_move</c>.</param>
internal sealed record ClearanceOfProvince(Guid TaskId, string Province, string State, DateOnly? DueOn);

/// <summary>How far an entry's last change has come.</summary>
/// <param name="State">published, stayed, repaired, revoked or reinstated.</param>
/// <param name="Sequence">The list's number of that change.</param>
/// <param name="Outstanding">Subscribers that have not confirmed it.</param>
internal sealed record ClearanceView(
    Guid EntryId,
    string ListCode,
    string State,
    long Sequence,
    DateTimeOffset KnownAt,
    int Outstanding,
    IReadOnlyList<ClearanceOfSubscriber> Subscribers,
    IReadOnlyList<ClearanceOfProvince> Provinces
);

/// <summary>
/// GET /api/discipline/entries/{id}/clearance: who has and who has not confirmed the entry's last change, for its authority and for national
/// coordinators. After a repair or a revocation: who has not cleared it yet.
/// </summary>
internal static class ShowClearance
{
    public static async Task<Results<Ok<ClearanceView>, RefusalResult>> Handle(
        Guid id,
        HttpContext http,
        DisciplineDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var entry = await db.QueryOne<EntryRow>(
            """
            select e.list_code, v.state, v.list_sequence as sequence, v.known_at
            from list_entry e join entry_version v on v.entry_id = e.id and v.known_until is null
            where e.id = @id and (@AllZones or e.authority_id = @OrganisationId)
            """,
            new
            {
                id,
                user.AllZones,
                user.OrganisationId,
            },
            ct
        );
        if (entry is null)
        {
            return DisciplineErrors.EntryNotFound.ToResult();
        }
        var today = clock.Today();
        // Those of the list, whoever granted: some dozens.
        var subscribers = await db.Query<SubscriberRowOfEntry>(
            """
            select s.id, s.kind, s.zone_code, s.organisation_id, s.road,
                case when s.acknowledged >= @Sequence then 'cleared'
                    when s.ended_at is not null or upper(s.valid) <= @today then 'grant-ended'
                    else 'not-cleared' end as status,
                (select min(r.at) from subscriber_receipt r where r.subscriber_id = s.id and r.sequence >= @Sequence) as cleared_at
            from subscriber s
            where s.list_code = @ListCode and lower(s.valid) <= @today
            order by s.granted_at, s.id
            """,
            new
            {
                entry.Sequence,
                entry.ListCode,
                today,
            },
            ct
        );
        var provinces = await db.Query<ClearanceOfProvince>(
            "select id as task_id, province, state, due_on from province_task where entry_id = @id order by province",
            new { id },
            ct
        );
        var organisations = await zones.Organisations(
            subscribers.Select(s => s.OrganisationId).Distinct().ToArray(),
            today,
            ct
        );
        return TypedResults.Ok(
            new ClearanceView(
                id,
                entry.ListCode,
                entry.State,
                entry.Sequence,
                entry.KnownAt,
                subscribers.Count(s => s.Status == "not-cleared"),
                [
                    .. subscribers.Select(s => new ClearanceOfSubscriber(
                        s.Id,
                        s.Kind,
                        s.ZoneCode,
                        s.OrganisationId,
                        organisations.GetValueOrDefault(s.OrganisationId)?.Zh ?? "",
                        organisations.GetValueOrDefault(s.OrganisationId)?.En ?? "",
                        s.Road,
                        s.Status,
                        s.ClearedAt
                    )),
                ],
                provinces
            )
        );
    }

    private sealed record EntryRow(string ListCode, string State, long Sequence, DateTimeOffset KnownAt);

    private sealed record SubscriberRowOfEntry(
        Guid Id,
        string Kind,
        string? ZoneCode,
        Guid OrganisationId,
        string Road,
        string Status,
        DateTimeOffset? ClearedAt
    );
}
