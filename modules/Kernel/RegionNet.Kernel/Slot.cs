using System.Text.Json.Serialization;

namespace RegionNet.Kernel;

/// <summary>A half-open interval of time: includes <see cref="From"/>, excludes <see cref="To"/>.</summary>
public readonly record struct Slot
{
    /// <param name="from">The first instant inside the slot.</param>
    /// <param name="to">The first instant after it.</param>
    /// <exception cref="ArgumentException"><paramref name="to"/> is not after <paramref name="from"/>.</exception>
    [JsonConstructor] // Without it a struct is read back as its default, silently.
    public Slot(DateTimeOffset from, DateTimeOffset to)
    {
        if (to <= from)
        {
            throw new ArgumentException($"A slot must end after it starts: {from:O} to {to:O}.", nameof(to));
        }
        From = from;
        To = to;
    }

    public DateTimeOffset From { get; }
    public DateTimeOffset To { get; }

    [JsonIgnore]
    public TimeSpan Length => To - From;

    public bool Overlaps(Slot other) => From < other.To && other.From < To;

    public bool Contains(DateTimeOffset instant) => From <= instant && instant < To;

    /// <summary>The same start, ending later by <paramref name="by"/>: how a turnaround enters a blocked range.</summary>
    public Slot ExtendedBy(TimeSpan by) => new(From, To + by);

    public override string ToString() => $"[{From:O}, {To:O})";
}
