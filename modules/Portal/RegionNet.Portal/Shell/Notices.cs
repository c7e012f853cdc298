using RegionNet.Portal.Api;

namespace RegionNet.Portal.Shell;

/// <summary>What a notice offers besides being read.</summary>
public sealed record NoticeAction(string Label, string? Href, Func<Task>? Run);

/// <summary>Each is one of its own, also where two say the same.</summary>
public sealed class Notice(string title, string? detail, string tone, IReadOnlyList<NoticeAction> actions)
{
    public string Title => title;
    public string? Detail => detail;
    public string Tone => tone;
    public IReadOnlyList<NoticeAction> Actions => actions;

    /// <summary>An offer that holds for a set time; null: as long as such a notice usually stays.</summary>
    public TimeSpan? Lasts { get; init; }
}

/// <summary>Short messages. They stay long enough to act on, and while the pointer or the focus is on them.</summary>
public sealed class Notices
{
    /// <summary>Notices of an alert carry this and its level as their tone.</summary>
    public const string AlertTone = "level-";

    private const int Most = 4;

    private readonly List<Notice> _open = [];

    public IReadOnlyList<Notice> Open => _open;

    public event Action? Changed;

    /// <summary>What was just done can be undone for so long.</summary>
    public static readonly TimeSpan UndoTime = TimeSpan.FromSeconds(10);

    /// <summary>The same alert of several zones is told once.</summary>
    public void Say(string title, string? detail = null, string tone = "good", params NoticeAction[] actions)
    {
        if (
            !tone.StartsWith(AlertTone, StringComparison.Ordinal)
            || !_open.Exists(n => (n.Title, n.Detail) == (title, detail))
        )
        {
            Add(new Notice(title, detail, tone, actions));
        }
    }

    /// <summary>Tells of a deed that can be undone for <see cref="UndoTime"/>; other notices give way to it.</summary>
    public void SayUndoable(string title, string? detail, params NoticeAction[] actions) =>
        Add(new Notice(title, detail, "good", actions) { Lasts = UndoTime });

    private void Add(Notice notice)
    {
        _open.Add(notice);
        if (_open.Count > Most)
        {
            _open.RemoveAt(Math.Max(0, _open.FindIndex(n => n.Lasts is null)));
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
