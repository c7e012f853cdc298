using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <param name="Quantity">How many there are; 0 says that the room has none.</param>
public sealed record SetDeviceRequest(
    [property: Range(0, 1000)] int Quantity,
    [property: Required, RegularExpression("in-service|out-of-service")] string Status
);

/// <summary>PUT /api/hearings/rooms/{id}/devices/{kind}: what a room of the own centre has, and whether it works.</summary>
internal static class SetDevice
{
    public static async Task<Results<Ok<RoomView>, RefusalResult>> Handle(
        Guid id,
        string kind,
        SetDeviceRequest request,
        HttpContext http,
        HearingsDb db,
        RoomViews rooms,
        CancellationToken ct
    )
    {
        if (!DeviceKinds.All.Contains(kind))
        {
            return HearingsErrors.UnknownDevice.ToResult();
        }
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<RoomRow>(
            user.Actor,
            async tx =>
            {
                var room = await tx.QueryOne<RoomRow>(
                    $"""
                    update room r set version = version + 1 where id = @id and organisation_id = @OrganisationId
                    returning {RoomFilter.Columns}
                    """,
                    new { id, user.OrganisationId }
                );
                if (room is null)
                {
                    return HearingsErrors.RoomNotFound;
                }
                await tx.Execute(
                    """
                    insert into device (room_id, kind, quantity, status) values (@id, @kind, @Quantity, @Status)
                    on conflict (room_id, kind) do update set quantity = excluded.quantity, status = excluded.status
                    """,
                    new
                    {
                        id,
                        kind,
                        request.Quantity,
                        request.Status,
                    }
                );
                tx.Audit(
                    "hearings.device.set",
                    id.ToString(),
                    new
                    {
                        kind,
                        request.Quantity,
                        request.Status,
                    }
                );
                return room;
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok((await rooms.Complete([outcome.Value], ct))[0]);
    }
}
