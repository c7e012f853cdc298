using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Discipline;

/// <summary>An entry on its way to the province in which its party is registered.</summary>
/// <param name="PartyName">Masked, of a natural person.</param>
/// <param name="Side">sender or receiver: what the caller is to it; null for a coordinator.</param>
/// <param name="State">to-push, pushed, published, returned, withdrawn, retracting or cleared.</param>
/// <param name="DueOn">The last day for what is to be done next; null where nothing is, or while the holidays of that year are not announced.</param>
/// <param name="DueInWorkingDays">How many working days are left, negative when it is overdue; null where the deadline counts calendar days.</param>
/// <param name="DueZh">What is to be done by then.</param>
/// <param name="BasisZh">By which rule.</param>
/// <param name="Moves">What the caller's side may make of it now.</param>
/// <param name="History">What became of it so far, the oldest first: why it was returned, and where it was published.</param>
internal sealed record ProvinceTaskView(
    Guid Id,
    Guid EntryId,
    string ListCode,
    string DocumentNumber,
    string? PartyCode,
    string PartyName,
    string Province,
    Guid SenderOrganisationId,
    string SenderZh,
    string SenderEn,
    Guid? ReceiverOrganisationId,
    string? Side,
    string State,
    DateOnly? DueOn,
    int? DueInWorkingDays,
    string? DueZh,
    string? DueEn,
    string? BasisZh,
    string? BasisEn,
    bool IsOverdue,
    IReadOnlyList<string> Moves,
    IReadOnlyList<ProvinceTaskStep> History,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt,
    int Version
);

/// <param name="State">What the task became.</param>
/// <param name="Note">Why it was returned; with a push, what was sent.</param>
/// <param name="DocumentNumber">Under which number the province of registration has published it.</param>
internal sealed record ProvinceTaskStep(string State, DateTimeOffset At, string? Note, string? DocumentNumber);

/// <summary>
/// GET /api/discipline/province-tasks: of the own organisation's decisions, and, at the IP office of a province, what was pushed to it; for
/// national coordinators all. The newest first.
/// </summary>
internal static class ListProvinceTasks
{
    private const string Rows = """
        select t.id, t.entry_id, t.list_code, e.document_number, p.code as party_code, coalesce(p.name, p.masked_name) as party_name,
            t.province, t.sender_organisation_id, e.authority_zh as sender_zh, e.authority_en as sender_en, t.receiver_organisation_id,
            s.side, t.state, t.due_on, r.unit as due_unit, r.zh as due_zh, r.en as due_en, r.basis_zh, r.basis_en,
            array(select m.to_state from province_task_move m where m.from_state = t.state and m.side = s.side order by 1) as moves,
            (select json_agg(json_build_object('state', v.to_state, 'at', v.at, 'note', v.note, 'documentNumber', v.document_number)
                order by v.version)::text from province_task_event v where v.task_id = t.id) as history,
            t.created_at, t.changed_at, t.version
        from province_task t join list_entry e on e.id = t.entry_id join party p on p.id = e.party_id
        left join deadline_rule r on r.id = t.due_rule_id
        cross join lateral (
            select case when t.sender_organisation_id = @OrganisationId then 'sender' when t.province = @province then 'receiver' end as side
        ) s
        where (@AllZones or t.sender_organisation_id = @OrganisationId
            or t.province = @province and t.state <> 'to-push' and not (t.state = 'withdrawn' and t.receiver_organisation_id is null))
        """;

    public static async Task<Results<Ok<Page<ProvinceTaskView>>, RefusalResult>> Handle(
        HttpContext http,
        DisciplineDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct,
        bool? open,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        if (!Cursor.TryReadNewestFirst(cursor, out var before, out var beforeId))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var user = http.CurrentUser();
        var take = limit ?? Cursor.DefaultLimit;
        var rows = await db.Query<Row>(
            $"""
            {Rows} and (t.created_at, t.id) < (@before, @beforeId) and (not @open or t.due_rule_id is not null)
            order by t.created_at desc, t.id desc limit @take + 1
            """,
            new
            {
                before,
                beforeId,
                take,
                open = open ?? false,
                user.AllZones,
                user.OrganisationId,
                province = await ProvinceOf(user, zones, ct),
            },
            ct
        );
        var page = Page<Row>.Of(rows, take, t => [t.CreatedAt, t.Id]);
        return TypedResults.Ok(
            new Page<ProvinceTaskView>([.. page.Items.Select(t => t.View(clock.Today()))], page.Next)
        );
    }

    public static async Task<ProvinceTaskView?> Show(
        DisciplineDb db,
        CurrentUser user,
        Guid id,
        string? province,
        TimeProvider clock,
        CancellationToken ct
    ) =>
        (
            await db.QueryOne<Row>(
                $"{Rows} and t.id = @id",
                new
                {
                    id,
                    user.AllZones,
                    user.OrganisationId,
                    province,
                },
                ct
            )
        )?.View(clock.Today());

    /// <returns>The province whose IP office the caller acts for; null for everybody else.</returns>
    public static async Task<string?> ProvinceOf(CurrentUser user, IZoneDirectory zones, CancellationToken ct) =>
        await zones.Organisation(user.OrganisationId, ct) is { Kind: "ip-office", PlaceCode: { } place }
        && place == ProvinceTasks.ProvinceOf(place)
            ? place
            : null;

    private sealed record Row
    {
        public Guid Id { get; init; }
        public Guid EntryId { get; init; }
        public required string ListCode { get; init; }
        public required string DocumentNumber { get; init; }
        public string? PartyCode { get; init; }
        public required string PartyName { get; init; }
        public required string Province { get; init; }
        public Guid SenderOrganisationId { get; init; }
        public required string SenderZh { get; init; }
        public required string SenderEn { get; init; }
        public Guid? ReceiverOrganisationId { get; init; }
        public string? Side { get; init; }
        public required string State { get; init; }
        public DateOnly? DueOn { get; init; }
        public string? DueUnit { get; init; }
        public string? DueZh { get; init; }
        public string? DueEn { get; init; }
        public string? BasisZh { get; init; }
        public string? BasisEn { get; init; }
        public string[] Moves { get; init; } = [];
        public required string History { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset ChangedAt { get; init; }
        public int Version { get; init; }

        public ProvinceTaskView View(DateOnly today) =>
            new(
                Id,
                EntryId,
                ListCode,
                DocumentNumber,
                PartyCode,
                PartyName,
                Province,
                SenderOrganisationId,
                SenderZh,
                SenderEn,
                ReceiverOrganisationId,
                Side,
                State,
                DueOn,
                DueOn is { } due && DueUnit == "working" ? WorkingDays.Official.Between(today, due) : null,
                DueZh,
                DueEn,
                BasisZh,
                BasisEn,
                DueOn < today,
                Moves,
                Json.Read<ProvinceTaskStep[]>(History),
                CreatedAt,
                ChangedAt,
                Version
            );
    }
}
