using RegionNet.Portal.Api;
using RegionNet.Portal.Language;
using RegionNet.Portal.Time;

namespace RegionNet.Portal.Booking;

/// <summary>What a session may say besides its case, time and rooms; all of it optional.</summary>
public sealed class CaseDetails
{
    /// <summary>One a line.</summary>
    public string MergedCases { get; set; } = "";
    public string Observers { get; set; } = "";
    public string ClosedGround { get; set; } = "";
    public DateOnly? StatutoryDeadline { get; set; }
    public int? Capacity { get; set; }
    public HashSet<string> Devices { get; } = new(StringComparer.Ordinal);
    public bool Accessible { get; set; }
    public bool Recording { get; set; }
    public string Interpreter { get; set; } = "";
    public List<Party> Parties { get; } = [];
    public string NoticeGround { get; set; } = "";

    public static CaseDetails Of(HearingSession session)
    {
        var details = new CaseDetails
        {
            MergedCases = string.Join('\n', session.MergedCases),
            Observers = string.Join('\n', session.Observers),
            ClosedGround = session.ClosedGround ?? "",
            StatutoryDeadline = ChinaTime.TryDay(session.StatutoryDeadline, out var day) ? day : null,
            Capacity = session.Needs is { Capacity: > 0 } needs ? needs.Capacity : null,
            Accessible = session.Needs?.Accessible ?? false,
            Recording = session.Needs?.Recording ?? false,
            Interpreter = session.Needs?.Interpreter ?? "",
            NoticeGround = session.Notice?.Ground ?? "",
        };
        details.Devices.UnionWith(session.Needs?.Devices ?? []);
        details.Parties.AddRange(session.Parties);
        return details;
    }

    /// <summary>What is wrong, by field.</summary>
    public void Check(Dictionary<string, string> wrong)
    {
        if (Named().Any(p => p.Name.Trim().Length == 0 || AgentsOf(p).Any(a => a.Name.Trim().Length == 0 || a.Licence.Trim().Length < 4)))
        {
            wrong["parties"] = Texts.Booking.BadParties;
        }
        if (Capacity is < 0 or > 2000)
        {
            wrong["needs"] = Texts.RoomsPage.BadCapacity;
        }
    }

    public List<string> MergedList() => Lines(MergedCases);

    public List<string> ObserverList() => Lines(Observers);

    public string? Ground => Given(ClosedGround);

    public string? LateGround => Given(NoticeGround);

    public string? Deadline => StatutoryDeadline is { } day ? ChinaTime.Iso(day) : null;

    public SessionNeeds ToNeeds() =>
        new()
        {
            Capacity = Capacity ?? 0,
            Devices = [.. Names.Devices.Keys.Where(Devices.Contains)],
            Accessible = Accessible,
            Recording = Recording,
            Interpreter = Given(Interpreter),
        };

    public List<Party> ToParties() =>
        [
            .. Named()
                .Select(p => new Party
                {
                    Role = p.Role,
                    Name = p.Name.Trim(),
                    Agents = [.. AgentsOf(p).Select(a => new Agent { Name = a.Name.Trim(), Licence = a.Licence.Trim() })],
                }),
        ];

    /// <summary>Rows that were opened and left empty say nothing.</summary>
    private IEnumerable<Party> Named() => Parties.Where(p => p.Name.Trim().Length > 0 || AgentsOf(p).Any());

    private static IEnumerable<Agent> AgentsOf(Party party) =>
        (party.Agents ?? []).Where(a => a.Name.Trim().Length > 0 || a.Licence.Trim().Length > 0);

    private static List<string> Lines(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static string? Given(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
