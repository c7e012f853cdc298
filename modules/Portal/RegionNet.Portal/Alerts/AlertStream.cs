using RegionNet.Portal.Api;

namespace RegionNet.Portal.Alerts;

/// <summary>What the client must do after it has looked at a message.</summary>
public enum Need
{
    /// <summary>Nothing is missing.</summary>
    Nothing,

    /// <summary>Something after <see cref="AlertStream.Last"/> is missing: pull over HTTP.</summary>
    Pull,

    /// <summary>Another epoch (a restored database): the numbers mean something else now, fetch anew.</summary>
    Anew,
}

/// <summary>
/// One zone's numbered stream as this client has it. Every push is only a hint: the client applies exactly
/// <see cref="Last"/> + 1, drops what it has, and pulls when a number or the head shows that something is missing. Pure: no clock, no
/// network.
/// </summary>
public sealed class AlertStream(string zone)
{
    public string Zone { get; } = zone;

    /// <summary>The stream's epoch; empty before the first answer.</summary>
    public string Epoch { get; private set; } = "";

    /// <summary>Number of the last alert applied; 0 = none.</summary>
    public long Last { get; private set; }

    /// <summary>The highest number known to exist.</summary>
    public long Head { get; private set; }

    public bool IsBehind => Head > Last;

    /// <summary>Begins after a number of an epoch: nothing up to and including it will be applied.</summary>
    public void StartAfter(string epoch, long last, long head)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(last);
        Epoch = epoch;
        Last = last;
        Head = Math.Max(last, head);
    }

    /// <summary>Takes a pushed alert; true in <paramref name="applied"/> only for the very next number.</summary>
    public Need Push(Alert alert, out bool applied)
    {
        applied = Apply(alert);
        Head = Math.Max(Head, alert.Sequence);
        return IsBehind ? Need.Pull : Need.Nothing;
    }

    /// <summary>
    /// Takes the head that the server announces every 15 s; it shows a push that was lost last. A head before what is held comes from a
    /// replica that lags, or from a restored database: the page that is read then tells which.
    /// </summary>
    public Need Beacon(HeadBeacon beacon)
    {
        if (beacon.Epoch != Epoch)
        {
            return Need.Anew;
        }
        Head = Math.Max(Head, beacon.Head);
        return beacon.Head != Last ? Need.Pull : Need.Nothing;
    }

    /// <summary>
    /// Takes a page, in number order; what it applied is added to <paramref name="applied"/>. Asks for another page only when this one
    /// brought something, so that a server that has nothing to give is not asked without end.
    /// </summary>
    /// <param name="after">The number it was asked with. A stream that ends before it is not the one it was.</param>
    public Need Take(StreamPage page, long after, ICollection<Alert> applied)
    {
        if (page.Epoch != Epoch || page.Head < after)
        {
            return Need.Anew;
        }
        Head = Math.Max(Head, page.Head);
        var before = Last;
        foreach (var alert in page.Items.OrderBy(a => a.Sequence))
        {
            if (Apply(alert))
            {
                applied.Add(alert);
            }
        }
        return IsBehind && Last > before ? Need.Pull : Need.Nothing;
    }

    private bool Apply(Alert alert)
    {
        if (alert.Sequence != Last + 1)
        {
            return false;
        }
        Last = alert.Sequence;
        Head = Math.Max(Head, Last);
        return true;
    }
}
