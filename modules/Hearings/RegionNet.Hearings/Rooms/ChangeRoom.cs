using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <param name="NameZh">Unique among the rooms of the centre.</param>
/// <param name="Capacity">Seats.</param>
/// <param name="Accessible">Reached without steps, with a place for a wheelchair.</param>
/// <param name="Version">Of the room as the manager saw it.</param>
public sealed record ChangeRoomRequest(
    [property: Required, StringLength(100, MinimumLength = 1)] string NameZh,
    [property: Required, StringLength(100, MinimumLength = 1)] string NameEn,
    [property: Range(1, 2000)] int Capacity,
    bool Accessible,
    [property: Range(1, int.MaxValue)] int Version
);

/// <summary>
/// PUT /api/hearings/rooms/{id}: what a room of the own centre is called, how many it seats, and whether it is accessible. Sessions that
/// are booked stay booked.
/// </summary>
internal static class ChangeRoom
{
    public static async Task<Results<Ok<RoomView>, RefusalResult>> Handle(
        Guid id,
        ChangeRoomRequest request,
        HttpContext http,
        HearingsDb db,
        RoomViews rooms,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<RoomRow>(
            user.Actor,
            async tx =>
            {
                var before = await tx.QueryOne<RoomRow>(
                    $"select {RoomFilter.Columns} from room r where r.id = @id and r.organisation_id = @OrganisationId for no key update",
                    new { id, user.OrganisationId }
                );
                if (before is null)
                {
                    return HearingsErrors.RoomNotFound;
                }
                if (before.Version != request.Version)
                {
                    return HearingsErrors.StaleRoom.With("version", before.Version);
                }
                var room = await tx.QueryOne<RoomRow>(
                    $"""
                    update room r set name_zh = @NameZh, name_en = @NameEn, capacity = @Capacity, accessible = @Accessible,
                        version = version + 1
                    where r.id = @id
                    returning {RoomFilter.Columns}
                    """,
                    new
                    {
                        id,
                        request.NameZh,
                        request.NameEn,
                        request.Capacity,
                        request.Accessible,
                    }
                );
                tx.Audit(
                    "hearings.room.changed",
                    id.ToString(),
                    new
                    {
                        From = new
                        {
                            before.NameZh,
                            before.NameEn,
                            before.Capacity,
                            before.Accessible,
                        },
                        To = request,
                    }
                );
                return room!;
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok((await rooms.Complete([outcome.Value], ct))[0]);
    }
}
