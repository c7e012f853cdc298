namespace RegionNet.Portal.Alerts;

/// <summary>What of the feed is looked at; empty: everything.</summary>
/// <param name="State">A state, or one of the groups <c>open</c>, <c>unanswered</c> and <c>over</c>.</param>
/// <param name="Kind">The first word of the kind, for example <c>hearings</c>.</param>
public sealed record AlertFilter(
    string Zone = "",
    string Level = "",
    string State = "",
    string Kind = "",
    bool UnseenOnly = false
)
{
    public bool IsSet => this != new AlertFilter();

    public bool Lets(FoldedAlert alert) =>
        (Zone.Length == 0 || alert.ZoneCode == Zone)
        && (Level.Length == 0 || alert.Newest.Level == Level)
        && (Kind.Length == 0 || KindOf(alert.Newest.Kind) == Kind)
        && State switch
        {
            "" => true,
            "open" => alert.Newest.IsOpen,
            "unanswered" => alert.Newest.IsUnanswered,
            "over" => !alert.Newest.IsOpen,
            var state => alert.Newest.State == state,
        };

    public static string KindOf(string kind) => kind.Split('.')[0];
}
