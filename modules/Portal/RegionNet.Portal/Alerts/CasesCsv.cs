using RegionNet.Portal.Api;
using RegionNet.Portal.Language;
using RegionNet.Portal.Time;

namespace RegionNet.Portal.Alerts;

/// <summary>Alerts as rows of a table for a spreadsheet.</summary>
public static class CasesCsv
{
    public static string Write(IEnumerable<AlertCase> cases) =>
        Csv.Write(
            [
                Texts.Alerts.Zone,
                Texts.Alerts.Level,
                Texts.Alerts.Kind,
                Texts.Alerts.State,
                Texts.AlertHistory.Alert,
                Texts.AlertDetail.Detail,
                Texts.AlertDetail.First,
                Texts.AlertDetail.Acknowledged,
                Texts.AlertDetail.Handling,
                Texts.AlertDetail.Ended,
            ],
            cases.Select(c =>
                (IReadOnlyList<string?>)
                    [
                        Names.Of(Names.ZoneCodes, c.ZoneCode),
                        Names.Of(Names.Levels, c.Level),
                        Names.OfAlert(c.Kind),
                        Names.Of(Names.AlertStates, c.State),
                        c.Title,
                        c.Body,
                        ChinaTime.Exact(c.FirstAt),
                        Mark(c.Acknowledged),
                        Mark(c.Handling),
                        Mark(c.Closed),
                    ]
            )
        );

    private static string Mark(CaseMark? mark) => mark is null ? "" : $"{ChinaTime.Exact(mark.At)} {mark.Name}".Trim();
}
