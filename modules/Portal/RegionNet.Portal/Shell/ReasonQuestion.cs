namespace RegionNet.Portal.Shell;

/// <param name="Shortest">Characters that the service wants at least.</param>
/// <summary>What a dialog asks before something that needs a reason is done.</summary>
public sealed record ReasonQuestion(
    string Title,
    string Lead,
    string Label,
    string Confirm,
    string Dismiss,
    bool Dangerous = false,
    int Shortest = 2
);
