using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Commendations;

/// <param name="FromState">Empty for the beginning.</param>
internal sealed record StepView(
    int Version,
    string FromState,
    string ToState,
    DateTimeOffset At,
    string ByName,
    string? OrganisationZh,
    string? OrganisationEn,
    string? DocumentNumber,
    string? Reason
);

/// <param name="Purpose">What the data are needed for (PIPL art. 6); kept in the audit.</param>
public sealed record RevealRequest([property: Required, StringLength(200, MinimumLength = 4)] string Purpose);

internal sealed record RevealedPerson(string NameZh, string NameEn, string ResidentId);

/// <summary>One nomination, its steps, and the data of its person for a stated purpose.</summary>
internal static class ShowNomination
{
    public static async Task<Results<Ok<NominationView>, RefusalResult>> Handle(
        Guid id,
        HttpContext http,
        CommendationsDb db,
        NominationViews views,
        CancellationToken ct
    ) =>
        await Steps.Find(db, Sight.Readable, http.CurrentUser(), id, ct) is { } row
            ? TypedResults.Ok(await views.Complete(row, http.CurrentUser(), ct))
            : CommendationsErrors.NominationNotFound.ToResult();

    /// <summary>GET …/{id}/steps: the first step first; a nomination has no more than some dozens.</summary>
    public static async Task<Results<Ok<Page<StepView>>, RefusalResult>> ListSteps(
        Guid id,
        HttpContext http,
        CommendationsDb db,
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
        if (await Steps.Find(db, Sight.Readable, http.CurrentUser(), id, ct) is null)
        {
            return CommendationsErrors.NominationNotFound.ToResult();
        }
        var take = limit ?? Cursor.MaxLimit;
        var steps = await db.Query<StepRow>(
            """
            select version, from_state, to_state, at, by_name, organisation_id, document_number, reason from step
            where nomination_id = @id and version > @after order by version limit @take + 1
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
            new Page<StepView>(
                [
                    .. page.Items.Select(s =>
                    {
                        var by = organisations.GetValueOrDefault(s.OrganisationId ?? Guid.Empty);
                        return new StepView(
                            s.Version,
                            s.FromState,
                            s.ToState,
                            s.At,
                            s.ByName,
                            by?.Zh,
                            by?.En,
                            s.DocumentNumber,
                            s.Reason
                        );
                    }),
                ],
                page.Next
            )
        );
    }

    /// <summary>POST …/{id}/reveal: that it was done, by whom and for what is in the audit; the data are not.</summary>
    public static async Task<Results<Ok<RevealedPerson>, RefusalResult>> Reveal(
        Guid id,
        RevealRequest request,
        HttpContext http,
        CommendationsDb db,
        Nominees nominees,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var row = await Steps.Find(db, Sight.Readable, user, id, ct);
        if (row?.Sealed is null)
        {
            return CommendationsErrors.NominationNotFound.ToResult();
        }
        await db.InTransaction<bool>(
            user.Actor,
            tx =>
            {
                tx.Audit("commendations.nominee.revealed", id.ToString(), new { row.Number, request.Purpose });
                return Task.FromResult<Outcome<bool>>(true);
            },
            ct: ct
        );
        http.Response.Headers.CacheControl = "no-store";
        var person = nominees.Open(row);
        return TypedResults.Ok(new RevealedPerson(person.NameZh, person.NameEn, person.ResidentId));
    }

    private sealed record StepRow(
        int Version,
        string FromState,
        string ToState,
        DateTimeOffset At,
        string ByName,
        Guid? OrganisationId,
        string? DocumentNumber,
        string? Reason
    );
}
