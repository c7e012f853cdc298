using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Assessments;

/// <param name="FromState">Empty for the beginning; the same as <paramref name="ToState"/> where who files was named.</param>
/// <param name="RoundId">The round that made the move.</param>
internal sealed record ZoneStepView(
    int Version,
    string FromState,
    string ToState,
    DateTimeOffset At,
    string ByName,
    DateOnly? EffectiveOn,
    string? DocumentNumber,
    string? Reason,
    Guid? RoundId,
    string? RoundCode,
    string? OrganisationZh,
    string? OrganisationEn
);

/// <summary>GET /api/assessments/zones/{id} and …/steps.</summary>
internal static class ShowZone
{
    public static async Task<Results<Ok<ZoneView>, RefusalResult>> Handle(
        Guid id,
        HttpContext http,
        AssessmentsDb db,
        ZoneReach reach,
        ZoneViews views,
        CancellationToken ct
    ) =>
        await Find(db, await reach.Of(http.CurrentUser(), ct), id, ct) is { } row
            ? TypedResults.Ok(await views.Complete(row, http.CurrentUser(), ct))
            : RoundErrors.ZoneNotFound.ToResult();

    /// <summary>The first step first.</summary>
    public static async Task<Results<Ok<Page<ZoneStepView>>, RefusalResult>> Steps(
        Guid id,
        HttpContext http,
        AssessmentsDb db,
        ZoneReach reach,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        if (!Cursor.TryReadNumber(cursor, out var after))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        if (await Find(db, await reach.Of(http.CurrentUser(), ct), id, ct) is null)
        {
            return RoundErrors.ZoneNotFound.ToResult();
        }
        var take = limit ?? Cursor.MaxLimit;
        var steps = await db.Query<StepRow>(
            """
            select s.version, s.from_state, s.to_state, s.at, s.by_name, s.effective_on, s.document_number, s.reason, s.round_id,
                r.code as round_code, s.organisation_id
            from zone_step s left join assessment_round r on r.id = s.round_id
            where s.zone_id = @id and s.version > @after order by s.version limit @take + 1
            """,
            new
            {
                id,
                after,
                take,
            },
            ct
        );
        var page = Page<StepRow>.Of(steps, take, s => [s.Version]);
        var organisations = await zones.Organisations(
            page.Items.Select(s => s.OrganisationId).OfType<Guid>().Distinct().ToArray(),
            clock.Today(),
            ct
        );
        return TypedResults.Ok(
            new Page<ZoneStepView>(
                [
                    .. page.Items.Select(s =>
                    {
                        var organisation = organisations.GetValueOrDefault(s.OrganisationId ?? Guid.Empty);
                        return new ZoneStepView(
                            s.Version,
                            s.FromState,
                            s.ToState,
                            s.At,
                            s.ByName,
                            s.EffectiveOn,
                            s.DocumentNumber,
                            s.Reason,
                            s.RoundId,
                            s.RoundCode,
                            organisation?.Zh,
                            organisation?.En
                        );
                    }),
                ],
                page.Next
            )
        );
    }

    public static Task<ZoneRow?> Find(AssessmentsDb db, ZoneSight sight, Guid id, CancellationToken ct) =>
        db.QueryOne<ZoneRow>(
            $"select {ZoneRow.Columns} from demonstration_zone z where z.id = @id and {ZoneSight.Sql}",
            new
            {
                id,
                sight.All,
                sight.Places,
                sight.Filer,
                sight.Scorer,
            },
            ct
        );

    private sealed record StepRow(
        int Version,
        string FromState,
        string ToState,
        DateTimeOffset At,
        string ByName,
        DateOnly? EffectiveOn,
        string? DocumentNumber,
        string? Reason,
        Guid? RoundId,
        string? RoundCode,
        Guid? OrganisationId
    );
}
