using System.Text;
using RegionNet.Portal.Api;
using RegionNet.Portal.Language;
using RegionNet.Portal.Time;

namespace RegionNet.Portal.Sessions;

/// <summary>
/// Sessions as RFC 4180 text. A field that a spreadsheet program would take for a formula is led by an apostrophe, since titles are
/// written by people.
/// </summary>
public static class SessionsCsv
{
    public static string Write(IEnumerable<HearingSession> sessions)
    {
        var text = new StringBuilder();
        Line(
            text,
            [
                Texts.Sessions.Number,
                Texts.Booking.Name,
                Texts.Booking.CaseNumber,
                Texts.Booking.Class,
                Texts.Booking.Mode,
                Texts.Booking.Day,
                Texts.Booking.From,
                Texts.Booking.To,
                Texts.Sessions.Rooms,
                Texts.Sessions.Status,
                Texts.Sessions.CancelReason,
            ]
        );
        foreach (var s in sessions)
        {
            Line(
                text,
                [
                    s.Number,
                    s.Title,
                    s.CaseNumber,
                    Names.Of(Names.Classes, s.HearingClass),
                    Names.Of(Names.Modes, s.Mode),
                    ChinaTime.Iso(ChinaTime.DateOf(s.From)),
                    ChinaTime.Clock(s.From),
                    ChinaTime.Clock(s.To),
                    string.Join(Languages.Pick("；", "; "), s.Rooms.Select(r => $"{r.Organisation} {r.Name}")),
                    Names.Of(Names.SessionStates, s.Status),
                    s.CancelReason,
                ]
            );
        }
        return text.ToString();
    }

    private static void Line(StringBuilder text, IEnumerable<string?> fields) =>
        text.AppendJoin(',', fields.Select(Field)).Append("\r\n");

    private static string Field(string? value)
    {
        var text = value ?? "";
        if (text.Length > 0 && "=+-@\t\r".Contains(text[0]))
        {
            text = "'" + text;
        }
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? text
            : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
