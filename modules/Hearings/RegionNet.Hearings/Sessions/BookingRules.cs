using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>Rules of a booking as pure functions of the request and the time.</summary>
internal static class BookingRules
{
    /// <summary>A room is blocked for 30 minutes after each session (proposal of this product, no official rule found).</summary>
    public static readonly TimeSpan Turnaround = TimeSpan.FromMinutes(30);

    /// <summary>Usual hours end at 17:30 and trials last up to a day, so nothing longer is one session.</summary>
    public static readonly TimeSpan LongestSession = TimeSpan.FromHours(12);

    public static readonly TimeSpan FarthestAhead = TimeSpan.FromDays(366);

    /// <summary>What of a room's time a session takes.</summary>
    public static Slot Blocked(Slot during) => during.ExtendedBy(Turnaround);

    public static Refusal? RefuseShape(DateTimeOffset from, DateTimeOffset to)
    {
        if (to <= from)
        {
            return HearingsErrors.SlotNotAfterStart;
        }
        return to - from > LongestSession ? HearingsErrors.SlotTooLong : null;
    }

    public static Refusal? RefuseTime(Slot during, DateTimeOffset now)
    {
        if (during.From < now)
        {
            return HearingsErrors.SlotInThePast;
        }
        return during.From > now + FarthestAhead ? HearingsErrors.SlotTooFarAhead : null;
    }

    public static Refusal? RefuseCancellation(string status, Slot during, DateTimeOffset now)
    {
        if (status == "cancelled")
        {
            return HearingsErrors.AlreadyCancelled;
        }
        return during.From <= now ? HearingsErrors.AlreadyStarted : null;
    }
}
