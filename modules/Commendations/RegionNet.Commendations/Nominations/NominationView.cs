using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Commendations;

/// <param name="Until">The last day.</param>
/// <param name="DefaultUntil">The last day by rule; null where the holidays of that time are not announced.</param>
internal sealed record NoticeView(
    Guid Id,
    string Kind,
    DateOnly From,
    DateOnly Until,
    DateOnly? DefaultUntil,
    string? Ground,
    string Place
);

/// <param name="Name">Of a person masked: surname and last character.</param>
/// <param name="NameEn">Null for a person.</param>
/// <param name="Code">Unified social credit code; null for a person.</param>
/// <param name="Notice">The last one.</param>
/// <param name="OpenObjections">Of that notice, without an answer.</param>
/// <param name="ReviewOpen">The party was listed since: nothing goes forward until somebody has looked.</param>
/// <param name="Allowed">Steps that the caller may take now, by the last part of their addresses.</param>
internal sealed record NominationView(
    Guid Id,
    string Number,
    Guid RoundId,
    string System,
    string Category,
    string ProvinceCode,
    Guid UnitId,
    string UnitZh,
    string UnitEn,
    Guid OwnUnitId,
    string Name,
    string? NameEn,
    string? Code,
    string? CodeGround,
    string WorkUnitZh,
    string WorkUnitEn,
    string Merits,
    string State,
    int Version,
    DateTimeOffset DraftedAt,
    DateTimeOffset? SubmittedAt,
    DateTimeOffset? AnnouncedAt,
    DateTimeOffset ChangedAt,
    string ChangedByName,
    string? DocumentNumber,
    string? Reason,
    NoticeView? Notice,
    int OpenObjections,
    bool ReviewOpen,
    IReadOnlyList<string> Allowed
);

/// <summary>Completes nominations for their reader: two queries, however many.</summary>
internal sealed class NominationViews(CommendationsDb db, IZoneDirectory zones, TimeProvider clock)
{
    public async Task<NominationView> Complete(NominationRow row, CurrentUser user, CancellationToken ct) =>
        (await Complete([row], user, ct))[0];

    public async Task<IReadOnlyList<NominationView>> Complete(
        IReadOnlyList<NominationRow> rows,
        CurrentUser user,
        CancellationToken ct
    )
    {
        var units = await zones.Organisations(rows.Select(r => r.UnitId).Distinct().ToArray(), clock.Today(), ct);
        var around = (
            await db.Query<Around>(
                """
                select n.id, s.id as notice_id, s.kind, lower(s.days) as "from", upper(s.days) - 1 as until, s.default_until,
                    s.ground, s.place,
                    (select count(*)::int from objection o where o.notice_id = s.id and o.answer is null) as open_objections,
                    exists (select from review r where r.nomination_id = n.id and r.outcome is null) as review_open
                from unnest(@Ids) as n (id)
                left join lateral (select * from notice s where s.nomination_id = n.id order by s.version desc limit 1) s on true
                """,
                new { Ids = rows.Select(r => r.Id).ToArray() },
                ct
            )
        ).ToDictionary(a => a.Id);
        return
        [
            .. rows.Select(r =>
            {
                var (unit, more) = (units.GetValueOrDefault(r.UnitId), around[r.Id]);
                return new NominationView(
                    r.Id,
                    r.Number,
                    r.RoundId,
                    r.System,
                    r.Category,
                    r.ProvinceCode,
                    r.UnitId,
                    unit?.Zh ?? "",
                    unit?.En ?? "",
                    r.OwnUnitId,
                    r.ShownName,
                    r.NameEn,
                    r.Code,
                    r.CodeGround,
                    r.WorkUnitZh,
                    r.WorkUnitEn,
                    r.Merits,
                    r.State,
                    r.Version,
                    r.DraftedAt,
                    r.SubmittedAt,
                    r.AnnouncedAt,
                    r.ChangedAt,
                    r.ChangedByName,
                    r.DocumentNumber,
                    r.Reason,
                    more.Notice,
                    more.OpenObjections,
                    more.ReviewOpen,
                    NominationRules.Allowed(r, user, more.ReviewOpen)
                );
            }),
        ];
    }

    // A class with properties: without a notice its days are null.
    private sealed class Around
    {
        public Guid Id { get; init; }
        public Guid? NoticeId { get; init; }
        public string? Kind { get; init; }
        public DateOnly? From { get; init; }
        public DateOnly? Until { get; init; }
        public DateOnly? DefaultUntil { get; init; }
        public string? Ground { get; init; }
        public string? Place { get; init; }
        public int OpenObjections { get; init; }
        public bool ReviewOpen { get; init; }

        public NoticeView? Notice =>
            NoticeId is { } id
                ? new NoticeView(id, Kind!, From!.Value, Until!.Value, DefaultUntil, Ground, Place!)
                : null;
    }
}
