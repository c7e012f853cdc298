using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>Refusals about demonstration zones and rounds.</summary>
internal static class RoundErrors
{
    public static readonly Refusal RoundNotFound = new(
        "assessments.round-not-found",
        404,
        "未找到该评估轮次",
        "No such round of assessment"
    );

    public static readonly Refusal ZoneNotFound = new(
        "assessments.zone-not-found",
        404,
        "未找到该示范区",
        "No such demonstration zone"
    );

    public static readonly Refusal RoundKnown = new(
        "assessments.round-known",
        409,
        "该编号的评估轮次已存在",
        "A round with this code exists already"
    );

    public static readonly Refusal CalendarOutOfOrder = new(
        "assessments.calendar-out-of-order",
        400,
        "各阶段的截止日须依次在后",
        "Each stage must end after the one before it"
    );

    public static readonly Dictionary<string, Refusal> Constraints = new(StringComparer.Ordinal)
    {
        ["round_code_once"] = RoundKnown,
        ["round_calendar_in_order"] = CalendarOutOfOrder,
    };
}
