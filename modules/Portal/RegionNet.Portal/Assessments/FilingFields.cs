using System.Globalization;
using RegionNet.Portal.Api;

namespace RegionNet.Portal.Assessments;

/// <summary>An indicator as it is typed, beside what the service had when it was: it is saved over that and nothing newer.</summary>
public sealed class FilingFields
{
    /// <summary>What the fields were filled from, or saved as.</summary>
    public IndicatorFiling Known { get; private set; } = new();
    public string Value { get; set; } = "";
    public string Statement { get; set; } = "";
    public string Reason { get; set; } = "";
    public bool Applies { get; set; } = true;

    /// <summary>Something in the fields is not with the service.</summary>
    public bool Differs => Read() is not { } draft || !IsKnown(draft) || Applies != Known.NotApplicableReason is null;

    /// <returns>What is to be saved; null when the value is no number with at most four decimals.</returns>
    public FilingDraft? Read()
    {
        decimal? value = null;
        if (Applies && Value.Trim().Length > 0)
        {
            if (
                !decimal.TryParse(
                    Value.Trim(),
                    NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var read
                )
                || decimal.Round(read, 4) != read
            )
            {
                return null;
            }
            value = read;
        }
        return new FilingDraft
        {
            Version = Known.Version,
            Value = value,
            Statement = Applies && Statement.Trim().Length > 0 ? Statement.Trim() : null,
            NotApplicableReason = !Applies && Reason.Trim().Length > 1 ? Reason.Trim() : null,
        };
    }

    public bool IsKnown(FilingDraft draft) =>
        draft.Value == Known.Value
        && draft.Statement == Known.Statement
        && draft.NotApplicableReason == Known.NotApplicableReason;

    public void Show(IndicatorFiling filing)
    {
        Known = filing;
        Value = filing.Value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
        Statement = filing.Statement ?? "";
        Reason = filing.NotApplicableReason ?? "";
        Applies = filing.NotApplicableReason is null;
    }

    /// <summary>The service has this, and the person knows; the fields stay as they are typed.</summary>
    public void Over(IndicatorFiling filing) => Known = filing;

    /// <summary>The filing was read anew: it is shown, unless something in the fields is to stay.</summary>
    /// <returns>What stands: a reading that began before the last save is older than what is known.</returns>
    public IndicatorFiling Follow(IndicatorFiling read, bool stay)
    {
        if (read.Version < Known.Version)
        {
            return Known;
        }
        if (!stay && !ReferenceEquals(read, Known))
        {
            Show(read);
        }
        return read;
    }
}
