using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>One field that a version changed, as the caller may see it. <see cref="Old"/> is absent in the first version.</summary>
internal sealed record FieldChangeView(string Field, JsonNode? Old, JsonNode? New);

/// <param name="Change">booked, held, moved, approved, published, …: what was done.</param>
internal sealed record VersionView(
    int Version,
    DateTimeOffset At,
    string By,
    string Change,
    string? Reason,
    string Status,
    IReadOnlyList<FieldChangeView> Fields
);

/// <summary>
/// GET /api/hearings/sessions/{id}/versions: who changed what, when and why, newest first. It compares the sessions as the caller
/// may see them, so nothing is masked twice; what is closed now was never open in this list.
/// </summary>
internal static class ListVersions
{
    /// <summary>Fields that say who sees it or how often it changed, not what the session is.</summary>
    private static readonly HashSet<string> NotContent = new(StringComparer.Ordinal)
    {
        "id",
        "mine",
        "version",
        "change",
        "changeReason",
        "changedBy",
        "changedAt",
        "organisationZh",
        "organisationEn",
        "checkInCode",
        "waitingRank",
        "awaitsMyDecision",
    };

    public static async Task<Results<Ok<Page<VersionView>>, RefusalResult>> Handle(
        Guid id,
        HttpContext http,
        HearingsDb db,
        SessionViews views,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var now = await db.QueryOne<SessionRow>(
            $"select {SessionRow.Columns} from session s where s.id = @id and {SessionRow.Visible}",
            new { id, user.OrganisationId },
            ct
        );
        if (now is null)
        {
            return HearingsErrors.SessionNotFound.ToResult();
        }
        var rows = await db.Query<SessionRow>(
            $"select {SessionRow.Columns} from session_version s where s.id = @id order by s.version desc limit {Cursor.MaxLimit + 1}",
            new { id },
            ct
        );
        // Closed in any version: closed in all, or a comparison would tell.
        var closed = now.ClosedGround ?? rows.Select(r => r.ClosedGround).FirstOrDefault(g => g is not null);
        var masked =
            now.OrganisationId == user.OrganisationId
                ? rows
                : [.. rows.Select(r => r with { ClosedGround = r.ClosedGround ?? closed })];
        var seen = await views.Complete(masked, user, ct);
        var contents = seen.Select(v => JsonSerializer.SerializeToNode(v, Json.Options)!.AsObject()).ToList();
        return TypedResults.Ok(
            new Page<VersionView>(
                [
                    .. seen.Take(Cursor.MaxLimit)
                        .Select(
                            (v, n) =>
                                new VersionView(
                                    v.Version,
                                    v.ChangedAt,
                                    v.ChangedBy,
                                    v.Change,
                                    v.ChangeReason,
                                    v.Status,
                                    Changes(contents[n], n + 1 < contents.Count ? contents[n + 1] : null)
                                )
                        ),
                ],
                null
            )
        );
    }

    private static List<FieldChangeView> Changes(JsonObject after, JsonObject? before) =>
        [
            .. after
                .Where(f => !NotContent.Contains(f.Key) && !JsonNode.DeepEquals(f.Value, before?[f.Key]))
                .Select(f => new FieldChangeView(f.Key, before?[f.Key]?.DeepClone(), f.Value?.DeepClone())),
        ];
}
