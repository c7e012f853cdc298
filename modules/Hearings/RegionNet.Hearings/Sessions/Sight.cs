namespace RegionNet.Hearings;

/// <summary>How much of a session somebody may see: one rule for the board and for feeds.</summary>
internal static class Sight
{
    /// <param name="terms">What the host's terms show of a public session to others: busy, case-number or full.</param>
    /// <returns><c>busy</c>, <c>case-number</c>, <c>number</c> or <c>full</c>.</returns>
    public static string Of(bool mine, bool hosted, bool closed, bool held, bool blackedOut, string terms)
    {
        // A hold has no case yet, and is nobody else's business.
        if (blackedOut || (held && !mine))
        {
            return "busy";
        }
        return mine ? "full"
            : closed ? (hosted ? "number" : "busy")
            : hosted ? "full"
            : terms;
    }
}
