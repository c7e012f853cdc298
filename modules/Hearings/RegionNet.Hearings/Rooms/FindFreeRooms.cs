using System.ComponentModel.DataAnnotations;
using Dapper;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>
/// GET /api/hearings/free-rooms: rooms that could be booked for the whole of [from, to), turnaround included.
/// </summary>
internal static class FindFreeRooms
{
    /// <summary>
    /// OFFSET 0 keeps the subquery from being flattened to an anti-join over all allocations, so that each candidate
    /// room is one probe of the exclusion index. A hold that has expired no longer counts, and the host's terms say how
    /// long the room is blocked behind the session and whether it is open at that time.
    /// </summary>
    internal const string IsFree = """
        and (
            select (t.room_id is null or t.weekly_hours @> case when t.working_days_only
                    then int4range(@Slot_WorkingFrom, @Slot_WorkingTo) else int4range(@Slot_WeekFrom, @Slot_WeekTo) end)
                and not exists (
                    select 1 from allocation a
                    where a.resource_id = r.id and a.released_at is null
                        and a.blocked && tstzrange(@Slot_From, @Slot_To + make_interval(mins => coalesce(t.turnaround_minutes, 30)))
                        and (a.expires_at is null or a.expires_at > @Slot_Now)
                    offset 0
                )
            from (select 1) as one left join sharing_terms t on t.room_id = r.id and t.valid @> @Slot_Day
        )
        """;

    public static async Task<Results<Ok<Page<RoomView>>, RefusalResult>> Handle(
        RoomViews rooms,
        TimeProvider clock,
        CancellationToken ct,
        DateTimeOffset from,
        DateTimeOffset to,
        string? zone,
        Guid? organisationId,
        [Range(1, 2000)] int? capacity,
        [StringLength(300)] string? devices,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        if (RoomCursor.Parse(cursor) is not { } after)
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        if (DeviceKinds.Parse(devices) is not { } kinds)
        {
            return HearingsErrors.UnknownDevice.ToResult();
        }
        if (BookingRules.RefuseShape(from, to) is { } refusal)
        {
            return refusal.ToResult();
        }
        var filter = new RoomFilter(await rooms.Hosts(zone, organisationId, ct), kinds, capacity ?? 0, null);
        var slot = new WantedSlot(new Slot(BusinessTime.Local(from), BusinessTime.Local(to)), clock.GetUtcNow());
        var page = await rooms.Page(filter, after, limit ?? Cursor.DefaultLimit, IsFree, slot, ct);
        return TypedResults.Ok(new Page<RoomView>(await rooms.Complete(page.Items, ct), page.Next));
    }
}

/// <summary>A slot as <see cref="FindFreeRooms.IsFree"/> asks for it.</summary>
internal sealed record WantedSlot(Slot During, DateTimeOffset Now)
{
    /// <summary>Adds the parameters of <see cref="FindFreeRooms.IsFree"/>.</summary>
    public void AddTo(DynamicParameters parameters)
    {
        var day = DateOnly.FromDateTime(During.From.DateTime);
        var (week, working) = WeeklyHours.MinutesOf(During);
        parameters.Add("Slot_From", During.From);
        parameters.Add("Slot_To", During.To);
        parameters.Add("Slot_Day", day);
        parameters.Add("Slot_Now", Now);
        parameters.Add("Slot_WeekFrom", week.From);
        parameters.Add("Slot_WeekTo", week.To);
        // Closed on that day: an unbounded range, which no hours contain.
        parameters.Add("Slot_WorkingFrom", working?.From, System.Data.DbType.Int32);
        parameters.Add("Slot_WorkingTo", working?.To, System.Data.DbType.Int32);
    }
}
