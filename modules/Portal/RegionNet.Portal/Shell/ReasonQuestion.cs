namespace RegionNet.Portal.Shell;

/// <summary>What a dialog asks before something that needs a reason is done.</summary>
public sealed record ReasonQuestion(
    string Title,
    string Lead,
    string Label,
    string Confirm,
    string Dismiss,
    bool Dangerous = false
);
