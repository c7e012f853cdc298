using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Hearings;

/// <param name="NameZh">Unique among the rooms of the centre.</param>
/// <param name="Capacity">Seats.</param>
/// <param name="Accessible">Reached without steps, with a place for a wheelchair.</param>
public sealed record AddRoomRequest(
    [property: Required, StringLength(100, MinimumLength = 1)] string NameZh,
    [property: Required, StringLength(100, MinimumLength = 1)] string NameEn,
    [property: Range(1, 2000)] int Capacity,
    bool Accessible = false
);

/// <summary>POST /api/hearings/rooms: a room manager adds a room to the own centre.</summary>
internal static class AddRoom
{
    public static async Task<Results<Created<RoomView>, RefusalResult>> Handle(
        AddRoomRequest request,
        HttpContext http,
        HearingsDb db,
        RoomViews rooms,
        IZoneDirectory zones,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var centre = await zones.Organisation(user.OrganisationId, ct);
        if (centre?.PlaceCode is not { } place)
        {
            return HearingsErrors.NotACentre.ToResult();
        }
        var outcome = await db.InTransaction<RoomRow>(
            user.Actor,
            async tx =>
            {
                var room = await tx.QueryOne<RoomRow>(
                    $"""
                    with taken as (
                        insert into resource (id, kind, organisation_id) values (@id, 'room', @OrganisationId)
                    )
                    insert into room as r (id, organisation_id, place_code, name_zh, name_en, capacity, accessible)
                    values (@id, @OrganisationId, @place, @NameZh, @NameEn, @Capacity, @Accessible)
                    returning {RoomFilter.Columns}
                    """,
                    new
                    {
                        id = Guid.CreateVersion7(),
                        user.OrganisationId,
                        place,
                        request.NameZh,
                        request.NameEn,
                        request.Capacity,
                        request.Accessible,
                    }
                );
                tx.Audit("hearings.room.added", room!.Id.ToString(), request);
                return room;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToResult();
        }
        var view = (await rooms.Complete([outcome.Value], ct))[0];
        return TypedResults.Created($"/api/hearings/rooms/{view.Id}", view);
    }
}
