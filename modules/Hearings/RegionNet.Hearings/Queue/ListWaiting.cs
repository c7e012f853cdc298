using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>
/// GET /api/hearings/waiting: sessions that wait for a slot, in rank order: what the caller's organisation waits for and what others
/// wait for at its rooms.
/// </summary>
internal static class ListWaiting
{
    public static async Task<Results<Ok<Page<SessionView>>, RefusalResult>> Handle(
        HttpContext http,
        HearingsDb db,
        SessionViews views,
        CancellationToken ct,
        Guid? roomId,
        bool? mine,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        var after = (Class: 0, Deadline: DateOnly.MinValue, Asked: DateTimeOffset.UnixEpoch, Id: Guid.Empty);
        if (cursor is not null && !TryRead(cursor, out after))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var take = limit ?? Cursor.DefaultLimit;
        var rows = await db.Query<SessionRow>(
            $"""
            select {SessionRow.Columns} from session s
            where s.status = 'waiting' and {SessionRow.Visible}
                and (@roomId::uuid is null or s.resource_ids @> array[@roomId::uuid])
                and (not @mine or s.organisation_id = @OrganisationId)
                and {Priority.Rank} > (@Class, @Deadline, @Asked, @Id)
            order by {Priority.Rank} limit @take + 1
            """,
            new
            {
                http.CurrentUser().OrganisationId,
                roomId,
                mine = mine ?? false,
                after.Class,
                after.Deadline,
                after.Asked,
                after.Id,
                take,
            },
            ct
        );
        var page = Page<SessionRow>.Of(
            rows,
            take,
            s =>
                [
                    Priority.ClassOf(s.HearingClass, s.StatutoryDeadline),
                    s.StatutoryDeadline?.ToString("O", CultureInfo.InvariantCulture) ?? "",
                    (s.SubmittedAt ?? s.BookedAt).ToString("O", CultureInfo.InvariantCulture),
                    s.Id,
                ]
        );
        return TypedResults.Ok(
            new Page<SessionView>(await views.Complete(page.Items, http.CurrentUser(), ct), page.Next)
        );
    }

    private static bool TryRead(string cursor, out (int Class, DateOnly Deadline, DateTimeOffset Asked, Guid Id) after)
    {
        after = default;
        if (!Cursor.TryRead(cursor, 4, out var v))
        {
            return false;
        }
        // No deadline comes last, which PostgreSQL writes as infinity and Npgsql reads from the largest date.
        var deadline = DateOnly.MaxValue;
        if (
            !int.TryParse(v[0], CultureInfo.InvariantCulture, out var hearingClass)
            || (v[1].Length > 0 && !DateOnly.TryParseExact(v[1], "O", out deadline))
            || !DateTimeOffset.TryParseExact(
                v[2],
                "O",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var asked
            )
            || !Guid.TryParse(v[3], out var id)
        )
        {
            return false;
        }
        after = (hearingClass, deadline, asked, id);
        return true;
    }
}
