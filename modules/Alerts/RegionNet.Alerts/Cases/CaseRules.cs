using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <summary>Whether a person may take an alert a step further. Acknowledged is not handled.</summary>
internal static class CaseRules
{
    /// <param name="to">acknowledged, handling or closed.</param>
    /// <param name="done">The same person has done it already: nothing is left to do, and that is no fault.</param>
    public static Refusal? Answer(CaseRow alert, string to, string subject, int version, string? note, out bool done)
    {
        var mark = to switch
        {
            "acknowledged" => alert.Acknowledged,
            "handling" => alert.Handling,
            _ => alert.State == "closed" ? alert.Closed : null,
        };
        done = mark?.By == subject;
        if (done)
        {
            return null;
        }
        if (mark is not null)
        {
            var refusal = to switch
            {
                "acknowledged" => AlertsErrors.AlreadyAcknowledged,
                "handling" => AlertsErrors.AlreadyHandled,
                _ => AlertsErrors.AlreadyClosed,
            };
            return By(refusal, mark);
        }
        if (!alert.IsOpen)
        {
            return AlertsErrors.AlertEnded.With("state", alert.State);
        }
        if (to != "acknowledged" && alert.IsUnanswered)
        {
            return AlertsErrors.NotAcknowledged;
        }
        if (version != alert.Version)
        {
            return AlertsErrors.AlertChanged.With("version", alert.Version).With("level", alert.Level);
        }
        return to == "closed" && alert.State == "acknowledged" && note is null ? AlertsErrors.ClosureNeedsNote : null;
    }

    private static Refusal By(Refusal refusal, CaseMark mark) =>
        refusal
            .Because($"{mark.Name}，{Times.Zh(mark.At)}", $"{mark.Name}, {Times.En(mark.At)}")
            .With("by", mark.Name)
            .With("organisationId", (object?)mark.OrganisationId ?? "")
            .With("at", BusinessTime.Local(mark.At));
}
