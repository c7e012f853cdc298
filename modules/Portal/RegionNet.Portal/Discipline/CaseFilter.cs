using RegionNet.Portal.Api;
using RegionNet.Portal.Time;

namespace RegionNet.Portal.Discipline;

/// <summary>Which cases are wanted.</summary>
public sealed class CaseFilter
{
    /// <summary>From these states on a reviewer may act: return, decide, decide on repair, revocation or reinstatement.</summary>
    public const string ForReviewers =
        "proposed,notice-served,statement,hearing,repair-applied,published,repaired,reinstated";

    public string Search { get; set; } = "";
    public string State { get; set; } = "";
    public string List { get; set; } = "";
    public string Ground { get; set; } = "";
    public string Sort { get; set; } = "newest";
    public bool Overdue { get; set; }

    /// <summary>Due on that day or before; the overdue ones are so in any case.</summary>
    public DateOnly? DueBy { get; set; }

    /// <summary>A whole resident ID is asked about in a message, never in an address; the other filters do not hold for it.</summary>
    public string? ResidentId =>
        Search.Trim() is { Length: 18 } text
        && text[..17].All(char.IsAsciiDigit)
        && (char.IsAsciiDigit(text[17]) || text[17] is 'X' or 'x')
            ? text
            : null;

    public bool IsSet => Search.Length + State.Length + List.Length + Ground.Length > 0 || Overdue || DueBy is not null;

    public ApiQuery Query(string sort, DateOnly today) =>
        new ApiQuery("/api/discipline/cases")
            .With("search", Search)
            .With("list", List)
            .With("ground", Ground)
            .With("dueBy", (Overdue ? today.AddDays(-1) : DueBy) is { } last ? ChinaTime.Iso(last) : null)
            .With("sort", sort);
}
