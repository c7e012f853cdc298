using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <param name="Version">As the caller saw it.</param>
public sealed record SeenNomination([property: Required] Guid? Id, [property: Range(1, int.MaxValue)] int Version);

/// <summary>The notice, the approval and the announcement name many at once, all or none.</summary>
internal static class Together
{
    /// <summary>Of a round's 300; the rest goes with the next call.</summary>
    public const int Most = 100;

    /// <summary>Those of the named that exist for the caller, as they are now.</summary>
    public static Task<IReadOnlyList<NominationRow>> Find(
        CommendationsDb db,
        CurrentUser user,
        IEnumerable<SeenNomination> named,
        CancellationToken ct
    ) =>
        db.Query<NominationRow>(
            $"select {NominationRow.Columns} from nomination n where n.id = any(@Ids) and {Sight.Reviewable}",
            new
            {
                Ids = named.Select(n => n.Id!.Value).ToArray(),
                user.AllZones,
                GrantedZones = user.GrantedZones.ToArray(),
            },
            ct
        );

    /// <summary>
    /// Locks the named in the order of their ids and takes each the step further. A refusal names the nomination that is in the way.
    /// </summary>
    public static async Task<Results<Ok<Page<NominationView>>, RefusalResult>> Take(
        IReadOnlyList<SeenNomination> named,
        string from,
        Func<Tx, NominationRow, Task<Outcome<NominationRow>>> step,
        Idempotency? once,
        HttpContext http,
        CommendationsDb db,
        NominationViews views,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<List<NominationRow>>(
            user.Actor,
            async tx =>
            {
                var taken = new List<NominationRow>();
                foreach (var seen in named.DistinctBy(n => n.Id).OrderBy(n => n.Id))
                {
                    var locked = await Steps.Lock(tx, Sight.Reviewable, user, seen.Id!.Value, seen.Version, from);
                    if ((locked.Refusal ?? NominationRules.RefuseDeciding(locked.Value, user)) is { } refused)
                    {
                        return refused.With("nominationId", seen.Id);
                    }
                    var moved = await step(tx, locked.Value);
                    if (moved.Refusal is { } refusal)
                    {
                        return refusal.With("nominationId", seen.Id).With("number", locked.Value.Number);
                    }
                    taken.Add(moved.Value);
                }
                return taken;
            },
            once,
            ct
        );
        return outcome.Refusal is { } refused
            ? refused.ToResult()
            : TypedResults.Ok(new Page<NominationView>(await views.Complete(outcome.Value, user, ct), null));
    }
}
