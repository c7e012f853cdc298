using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>When a session may be moved for another (proposal of this product, after the field's practice).</summary>
internal static class DisplacementRules
{
    /// <summary>The second person decides within these, or the proposal lapses.</summary>
    public const int WorkingDaysToDecide = 2;

    public static Refusal? Refuse(SessionRow session, SessionRow waiting, DateTimeOffset now)
    {
        if (session.During.From <= now || session.Status is "in-session" or "ended" or "archived")
        {
            return HearingsErrors.AlreadyStarted;
        }
        if (session.Status is not ("submitted" or "supplement" or "approved"))
        {
            return HearingsErrors.CannotBeDisplaced.With("status", session.Status);
        }
        if (waiting.Status != "waiting")
        {
            return HearingsErrors.NotWaiting.With("status", waiting.Status);
        }
        return Outranks(waiting, session) ? null : HearingsErrors.NotOfHigherRank;
    }

    /// <summary>
    /// How the displaced session stands at its alternative. What was approved stays so where only the host that moves it would be asked:
    /// two persons of it have just decided. Another host is asked, unless its room stays at its time. What was not approved yet
    /// stays as it is, sent back what was sent back.
    /// </summary>
    public static string StatusOf(SessionRow session, TakingFacts facts, Slot during, Guid host)
    {
        var asked = facts.Resources.Where(r => r.NeedsApproval).ToList();
        if (asked.Count == 0)
        {
            return "approved";
        }
        if (session.Status != "approved")
        {
            return session.Status;
        }
        var unmoved = session.During == during ? session.ResourceIds : [];
        return asked.TrueForAll(r => r.OrganisationId == host || unmoved.Contains(r.Id)) ? "approved" : "submitted";
    }

    /// <summary>By class, then by statutory deadline. Who asked first does not count here: nobody is displaced for having asked later.</summary>
    public static bool Outranks(SessionRow one, SessionRow other)
    {
        var (a, b) = (Rank(one), Rank(other));
        return a.Class < b.Class || (a.Class == b.Class && a.Deadline < b.Deadline);
    }

    /// <summary>The end of the last working day on which it can be decided; weekdays where the calendar is not announced.</summary>
    public static DateTimeOffset Expiry(DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(BusinessTime.Local(now).DateTime);
        for (var left = WorkingDaysToDecide; left > 0; )
        {
            day = day.AddDays(1);
            left -= WeeklyHours.IsWorkingDay(day) ? 1 : 0;
        }
        return BusinessTime.At(day.AddDays(1), TimeOnly.MinValue);
    }

    private static (int Class, DateOnly Deadline) Rank(SessionRow s) =>
        (Priority.ClassOf(s.HearingClass, s.StatutoryDeadline), s.StatutoryDeadline ?? DateOnly.MaxValue);
}
