using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>What every command on a case has in common: one transaction, the own case locked at the version the caller saw.</summary>
internal sealed class CaseDesk(DisciplineDb db, CaseViews views)
{
    /// <param name="request">Its content, for a repeated Idempotency-Key.</param>
    /// <param name="work">Gets the locked case and gives it as it is then.</param>
    public async Task<Results<Ok<CaseDetail>, RefusalResult>> Handle(
        HttpContext http,
        Guid id,
        int version,
        object request,
        Func<Tx, CaseRow, Task<Outcome<CaseRow>>> work
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<Guid>(
            user.Actor,
            async tx =>
            {
                var (row, refusal) = await OwnCase.Lock(tx, id, version, user);
                if (row is null)
                {
                    return refusal!;
                }
                var done = await work(tx, row);
                return done.Refusal is { } refused ? refused : done.Value.Id;
            },
            Idempotency.Of(http, user, request),
            http.RequestAborted
        );
        return outcome.Refusal is { } refused
            ? refused.ToResult()
            : TypedResults.Ok((await views.Show(id, user, http.RequestAborted))!);
    }
}
