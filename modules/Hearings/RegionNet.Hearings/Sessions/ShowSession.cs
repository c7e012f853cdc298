using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>GET /api/hearings/sessions/{id}: for the organisation that booked it and the centres that host it.</summary>
internal static class ShowSession
{
    public static async Task<Results<Ok<SessionView>, RefusalResult>> Handle(
        Guid id,
        HttpContext http,
        HearingsDb db,
        SessionViews views,
        CancellationToken ct
    )
    {
        var session = await db.QueryOne<SessionRow>(
            $"select {SessionRow.Columns} from session s where s.id = @id and {SessionRow.Visible}",
            new { id, http.CurrentUser().OrganisationId },
            ct
        );
        return session is null
            ? HearingsErrors.SessionNotFound.ToResult()
            : TypedResults.Ok(await views.Complete(session, http.CurrentUser(), ct));
    }
}
