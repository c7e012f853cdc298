using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>Rules of a booking as pure functions of the facts and the time.</summary>
internal static class BookingRules
{
    /// <summary>A room without terms of its own is blocked for 30 minutes after each session (proposal, no official rule found).</summary>
    public static readonly TimeSpan Turnaround = TimeSpan.FromMinutes(30);

    /// <summary>What terms of a room may ask for at most (<c>sharing_terms.turnaround_minutes</c>).</summary>
    public static readonly TimeSpan LongestTurnaround = TimeSpan.FromHours(4);

    /// <summary>Usual hours end at 17:30 and trials last up to a day, so nothing longer is one session.</summary>
    public static readonly TimeSpan LongestSession = TimeSpan.FromHours(12);

    public static readonly TimeSpan FarthestAhead = TimeSpan.FromDays(366);

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

    /// <summary>All that can be refused once the resources are locked, in the order in which a caller can act on it.</summary>
    public static Refusal? Refuse(Claim claim, TakingFacts facts, DateTimeOffset now) =>
        RefuseTime(claim.During, now)
        ?? RefuseUnknown(claim, facts)
        ?? RefuseUnfit(claim, facts)
        ?? SharingRules.RefuseHours(claim, facts)
        ?? RefuseTaken(facts)
        ?? SharingRules.RefuseShare(claim, facts)
        ?? SharingRules.RefuseQuota(claim, facts)
        ?? NoticeRules.Refuse(claim, facts.NoticeRule, now);

    /// <summary>
    /// Of a session that has its slot and keeps it: only what is new about it is judged. A notice that was timely stays so, and
    /// terms or quotas that changed meanwhile take nothing away.
    /// </summary>
    public static Refusal? RefuseAmendment(Claim claim, SessionRow session, TakingFacts facts) =>
        RefuseUnknown(claim, facts)
        ?? (Json.Write(claim.Needs) != Json.Write(session.Claim.Needs) ? RefuseUnfit(claim, facts) : null)
        ?? (claim.TakesTheSameAs(session) ? null : RefuseTaken(facts));

    /// <summary>Guests of a host that asks for approval submit; everybody else has the room at once.</summary>
    public static string StatusOf(TakingFacts facts) =>
        facts.Resources.Any(r => r.NeedsApproval) ? "submitted" : "approved";

    private static Refusal? RefuseUnknown(Claim claim, TakingFacts facts)
    {
        var rooms = facts.Resources.Where(r => r.Kind == "room").ToList();
        if (rooms.Count > 0 && facts.Resources.Count == claim.ResourceIds.Length)
        {
            return null;
        }
        var missing = claim.ResourceIds.Except((rooms.Count > 0 ? facts.Resources : rooms).Select(r => r.Id));
        return HearingsErrors.RoomNotFound.With("missing", missing);
    }

    /// <summary>What the hearing needs and a chosen room lacks.</summary>
    private static Refusal? RefuseUnfit(Claim claim, TakingFacts facts)
    {
        if (facts.Resources.FirstOrDefault(r => !r.InService) is { } broken)
        {
            return HearingsErrors.OutOfService.Because(broken.NameZh, broken.NameEn);
        }
        var needs = claim.Needs;
        var rooms = facts.Resources.Where(r => r.Kind == "room").ToList();
        if (needs.Capacity > rooms.Max(r => r.Capacity))
        {
            return HearingsErrors.RoomTooSmall;
        }
        var wanted = (needs.Devices ?? []).Concat(needs.Recording ? ["recording"] : []).ToList();
        var unfit = rooms.FirstOrDefault(r => (needs.Accessible && !r.Accessible) || wanted.Except(r.Devices).Any());
        return unfit is null ? null : HearingsErrors.RoomLacksNeed.Because(unfit.NameZh, unfit.NameEn);
    }

    /// <summary>Names what is taken and when, which the board shows to everybody; by what only to who booked or hosts it.</summary>
    private static Refusal? RefuseTaken(TakingFacts facts)
    {
        if (facts.Obstacles.Count == 0)
        {
            return null;
        }
        var named = facts
            .Obstacles.Join(
                facts.Resources,
                o => o.ResourceId,
                r => r.Id,
                (o, r) =>
                    new
                    {
                        RoomId = r.Id,
                        r.Kind,
                        r.NameZh,
                        r.NameEn,
                        o.Blocked.From,
                        o.Blocked.To,
                        o.Number,
                        Visibility = o.Number is null ? "busy" : "number",
                    }
            )
            .ToList();
        return HearingsErrors
            .RoomTaken.With("rooms", named)
            .Because(
                string.Join('；', named.Select(r => $"{r.NameZh}，{r.From:HH:mm}至{r.To:HH:mm}（含整理时间）")),
                string.Join(
                    "; ",
                    named.Select(r => $"{r.NameEn}, {r.From:HH:mm} to {r.To:HH:mm} (turnaround included)")
                )
            );
    }
}
