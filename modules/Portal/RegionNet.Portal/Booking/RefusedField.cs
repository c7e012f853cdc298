using RegionNet.Portal.Api;

namespace RegionNet.Portal.Booking;

/// <summary>Which field of a booking or a move a refusal concerns, so that it is told there.</summary>
public static class RefusedField
{
    public static string? Of(Problem? problem) =>
        problem?.Code switch
        {
            "hearings.room-taken"
            or "hearings.outside-hours"
            or "hearings.out-of-service"
            or "hearings.host-share-reached"
            or "hearings.quota-reached"
            or "hearings.room-not-found"
            or "hearings.room-named-twice" => "rooms",
            "hearings.room-too-small" or "hearings.room-lacks-need" => "needs",
            "hearings.slot-in-the-past" or "hearings.slot-too-far-ahead" => "day",
            "hearings.slot-too-long" or "hearings.slot-not-after-start" => "to",
            "hearings.notice-too-late" or "hearings.calendar-unknown" => "notice",
            "hearings.reason-needed" => "reason",
            _ => null,
        };
}
