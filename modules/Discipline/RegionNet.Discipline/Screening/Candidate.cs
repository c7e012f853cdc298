using Npgsql;

namespace RegionNet.Discipline;

/// <summary>A party in the making of a hit: its names and its entries come in several rows.</summary>
internal sealed class Candidate
{
    private readonly Guid _party;
    private readonly string _name;
    private readonly string? _code;
    private readonly string? _place;
    private readonly SortedDictionary<Guid, ScreeningEntry> _entries = [];
    private readonly HashSet<int> _names = [];
    private readonly Decision? _decision;
    private NameScore? _best;
    private string? _bestName;

    public Candidate(NpgsqlDataReader row)
    {
        _party = row.GetGuid(3);
        _name = row.IsDBNull(4) ? "" : row.GetString(4);
        _code = Text(row, 5);
        _place = Text(row, 6);
        _decision = row.IsDBNull(24) ? null : new Decision(row);
    }

    public void Take(NpgsqlDataReader row, Asked asked)
    {
        if (!row.IsDBNull(15))
        {
            var entry = row.GetGuid(14);
            _entries.TryAdd(
                entry,
                new ScreeningEntry(
                    entry,
                    row.GetInt32(15),
                    row.GetString(16),
                    row.GetString(17),
                    row.GetString(18),
                    row.GetString(19),
                    row.GetString(20),
                    row.GetString(21),
                    row.GetFieldValue<DateOnly>(22),
                    row.GetFieldValue<DateOnly>(23)
                )
            );
        }
        if (asked.Query is not { } query || row.IsDBNull(7) || !_names.Add(row.GetInt32(7)))
        {
            return;
        }
        var name = new CompanyName(
            row.GetString(9),
            row.GetString(10),
            Text(row, 11),
            row.GetString(12),
            row.GetString(13),
            ""
        );
        var score = NameScore.Of(query, name);
        if (_best is null || score.Points > _best.Points)
        {
            (_best, _bestName) = (score, row.GetString(8));
        }
    }

    /// <returns>Null when it is no candidate: not in force, or too far from what was asked.</returns>
    public ScreeningHit? Hit(Asked asked, DateOnly day)
    {
        if (_entries.Count == 0)
        {
            return null;
        }
        if (asked.Code is { } code && code == _code)
        {
            ScorePiece[] same = [new("identifier", "same", 100, 100, code, code)];
            return Make("match", 100, "code", [.. same, .. _best?.Pieces ?? []], asked, day);
        }
        if (_best is not { } best || best.Points < NameScore.Possible)
        {
            return _best is { Begins: true } ? Make("begins", _best, asked, day) : null;
        }
        return asked.Code is { } other && _code is { } own
                ? Make("contradicted", best.Contradict(other, own), asked, day)
            : best.Points >= NameScore.Strong ? Make("strong", best, asked, day)
            : Make("possible", best, asked, day);
    }

    private ScreeningHit Make(string kind, NameScore score, Asked asked, DateOnly day) =>
        Make(kind, score.Points, "name", score.Pieces, asked, day);

    private ScreeningHit Make(
        string kind,
        int score,
        string by,
        IReadOnlyList<ScorePiece> pieces,
        Asked asked,
        DateOnly day
    ) =>
        new(
            kind,
            score,
            by,
            _party,
            _name,
            _bestName is { } found && found != _name ? found : null,
            _code,
            _place,
            pieces,
            [.. _entries.Values],
            _decision?.View(asked, _code, EntriesKey(_entries.Values), day)
        );

    /// <summary>Which entries in which version: what a decision was made about.</summary>
    public static string EntriesKey(IEnumerable<ScreeningEntry> entries) =>
        string.Join(',', entries.OrderBy(e => e.Id).Select(e => $"{e.Id}:{e.Version}"));

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>The latest decision about this pair, and what it was made about.</summary>
    private sealed class Decision(NpgsqlDataReader row)
    {
        private readonly string _askedName = row.GetString(25);
        private readonly string? _askedCode = Text(row, 26);
        private readonly int _listedName = row.GetInt32(27);
        private readonly bool _renamed = row.GetInt32(36) != row.GetInt32(37);
        private readonly string? _listedCode = Text(row, 28);
        private readonly string _listedEntries = row.GetString(29);
        private readonly int? _lastName = row.IsDBNull(35) ? null : row.GetInt32(35);
        private readonly FalsePositiveView _view = new(
            row.GetGuid(24),
            "stands",
            null,
            row.GetString(30),
            row.GetString(31),
            row.GetString(32),
            new DateTimeOffset(row.GetDateTime(33), TimeSpan.Zero).ToOffset(TimeSpan.FromHours(8)),
            row.GetFieldValue<DateOnly>(34)
        );

        public FalsePositiveView View(Asked asked, string? code, string entries, DateOnly day)
        {
            var because =
                _askedName != asked.Norm ? "asked-name"
                : _askedCode != asked.Code ? "asked-code"
                : _renamed || _listedName != _lastName ? "listed-name"
                : _listedCode != code ? "listed-code"
                : _listedEntries != entries ? "listed-entries"
                : null;
            return because is not null ? _view with { State = "reopened", Because = because }
                : _view.ExpiresOn <= day ? _view with { State = "expired" }
                : _view;
        }
    }
}
