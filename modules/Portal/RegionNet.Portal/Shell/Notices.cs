using RegionNet.Portal.Api;

namespace RegionNet.Portal.Shell;

/// <summary>What a notice offers besides being read.</summary>
public sealed record NoticeAction(string Label, string? Href, Func<Task>? Run);

public sealed record Notice(string Title, string? Detail, string Tone, IReadOnlyList<NoticeAction> Actions);

/// <summary>Short messages in the corner. They stay long enough to act on, and while the pointer or the focus is on them.</summary>
public sealed class Notices
{
    /// <summary>Notices of an alert carry this and its level as their tone.</summary>
    public const string AlertTone = "level-";

    private readonly List<Notice> _open = [];

    public IReadOnlyList<Notice> Open => _open;

    public event Action? Changed;

    public void Say(string title, string? detail = null, string tone = "good", params NoticeAction[] actions)
    {
        _open.Add(new Notice(title, detail, tone, actions));
        if (_open.Count > 4)
        {
            _open.RemoveAt(0);
        }
        Changed?.Invoke();
    }

    public void Say(Problem problem) => Say(problem.Title ?? "", problem.Detail, "bad");

    /// <summary>The feed is on the screen: notices of single alerts have done their work.</summary>
    public void CloseAlerts()
    {
        if (_open.RemoveAll(n => n.Tone.StartsWith(AlertTone, StringComparison.Ordinal)) > 0)
        {
            Changed?.Invoke();
        }
    }

    public void Close(Notice notice)
    {
        _open.Remove(notice);
        Changed?.Invoke();
    }
}
