using RegionNet.Portal.Language;

namespace RegionNet.Portal.Api;

public sealed class NewSeries
{
    public string Rrule { get; set; } = "";
    public NewSession Booking { get; set; } = new();
    public List<string>? Exdates { get; set; }
    public string OnConflict { get; set; } = "all-or-nothing";
}

/// <summary>An occurrence that was not, or could not be, booked, and why.</summary>
public sealed class SkippedOccurrence
{
    public DateTimeOffset RecurrenceId { get; set; }
    public string? Code { get; set; }
    public string? Zh { get; set; }
    public string? En { get; set; }
    public string Why => Languages.Pick(Zh, En);
}

public sealed class HearingSeries
{
    public string Id { get; set; } = "";
    public string Rrule { get; set; } = "";
    public List<DateTimeOffset> Exdates { get; set; } = [];
    public string OnConflict { get; set; } = "";
    public string? CreatedBy { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public List<HearingSession> Items { get; set; } = [];
    public List<SkippedOccurrence> Skipped { get; set; } = [];
}

/// <summary>What became, or would become, of one occurrence of an event of a calendar file.</summary>
public sealed class ImportedSession
{
    public int Component { get; set; }
    public DateTimeOffset RecurrenceId { get; set; }
    public DateTimeOffset From { get; set; }
    public DateTimeOffset To { get; set; }
    public string? Title { get; set; }
    public string? CaseNumber { get; set; }
    public string? SessionId { get; set; }
    public string? SeriesId { get; set; }
    public string? Number { get; set; }
    public string? Code { get; set; }
    public string? Zh { get; set; }
    public string? En { get; set; }
    public string Why => Languages.Pick(Zh, En);
}

/// <summary>An event that can't be a session.</summary>
public sealed class CalendarError
{
    /// <summary>Which event of the file, from 1.</summary>
    public int Component { get; set; }
    public string? Uid { get; set; }
    public string? Code { get; set; }
    public string? Zh { get; set; }
    public string? En { get; set; }
    public string Why => Languages.Pick(Zh, En);
}

public sealed class CalendarImport
{
    public bool Applied { get; set; }
    public List<ImportedSession> Items { get; set; } = [];
    public List<CalendarError> Errors { get; set; } = [];
}
