using RegionNet.Portal.Api;
using RegionNet.Portal.Language;
using RegionNet.Portal.Time;

namespace RegionNet.Portal.Sessions;

/// <summary>Sessions as rows of a table for a spreadsheet.</summary>
public static class SessionsCsv
{
    public static string Write(IEnumerable<HearingSession> sessions) =>
        Csv.Write(
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
            ],
            sessions.Select(s =>
                (IReadOnlyList<string?>)
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
            )
        );
}
