using RegionNet.Portal.Api;
using RegionNet.Portal.Language;

namespace RegionNet.Portal.Screening;

/// <summary>Parties to watch as people write them down: one a line, name and code parted by a comma, a tab or a semicolon.</summary>
public static class WatchLines
{
    public static List<WatchedParty> Read(string text) =>
        [
            .. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split([',', '，', '\t', ';', '；'], 2, StringSplitOptions.TrimEntries))
                .Select(parts =>
                    parts is [var only] && AskedText.IsCreditCode(AskedText.Normalise(only))
                        ? Party("", only, "")
                        : Party(parts[0], parts.Length > 1 ? parts[1] : "", "")
                ),
        ];

    /// <summary>It is labelled by its name or its code where no label is given.</summary>
    public static WatchedParty Party(string name, string code, string label)
    {
        var (bareName, bareCode) = (name.Trim(), AskedText.Normalise(code));
        return new WatchedParty
        {
            Label =
                label.Trim() is { Length: > 0 } given ? given
                : bareName.Length > 0 ? bareName
                : bareCode,
            Name = bareName.Length > 0 ? bareName : null,
            Code = bareCode.Length > 0 ? bareCode : null,
        };
    }

    /// <returns>What is wrong, with the line where there are several; null when nothing is.</returns>
    public static string? Refuse(IReadOnlyList<WatchedParty> parties, int most, bool line)
    {
        if (parties.Count > most)
        {
            return Texts.Watching.TooMany;
        }
        if (parties.Count == 0)
        {
            return Texts.Watching.NameOrCode;
        }
        for (var i = 0; i < parties.Count; i++)
        {
            var party = parties[i];
            if (party.ResidentId is { } id)
            {
                return AskedText.IsResidentId(id) ? null : Texts.Screening.ResidentIdWrong;
            }
            if (party.Name is null && party.Code is null)
            {
                return Texts.Watching.NameOrCode;
            }
            if (party.Code is { } code && !AskedText.IsCreditCode(code))
            {
                return line ? Texts.Watching.LineWrong.With(i + 1) : Texts.Screening.CodeWrong;
            }
            if (AskedText.Kind(party.Name ?? "") == AskedKind.ResidentId)
            {
                return Texts.Watching.IdInName;
            }
        }
        return null;
    }
}
