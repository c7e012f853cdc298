using System.Globalization;

namespace RegionNet.Portal.Alerts;

/// <summary>
/// How far a person has really been shown a zone's stream: the number up to which every alert was on the screen. Alerts may be shown in
/// any order (newest first, filtered); the cursor moves only over an unbroken run.
/// </summary>
public sealed class ShownCursor
{
    private readonly SortedSet<long> _ahead = [];

    private ShownCursor(string epoch, long last) => (Epoch, Last) = (epoch, last);

    public string Epoch { get; }

    /// <summary>Every alert up to this number was shown.</summary>
    public long Last { get; private set; }

    /// <summary>Starts from what was saved; a first visit, and another epoch, start at the head.</summary>
    public static ShownCursor Read(string? saved, string epoch, long head)
    {
        var at = saved?.LastIndexOf('|') ?? -1;
        return
            at > 0
            && saved![..at] == epoch
            && long.TryParse(saved[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? new ShownCursor(epoch, Math.Min(last, head))
            : new ShownCursor(epoch, head);
    }

    /// <summary>True when the cursor moved and is to be saved.</summary>
    public bool Shown(long sequence)
    {
        if (sequence <= Last || !_ahead.Add(sequence))
        {
            return false;
        }
        var before = Last;
        while (_ahead.Remove(Last + 1))
        {
            Last++;
        }
        return Last > before;
    }

    /// <summary>The form in which it is saved: epoch, a bar, the number.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Epoch}|{Last}");
}
