using RegionNet.Portal.Api;
using RegionNet.Portal.Language;

namespace RegionNet.Portal.Discipline;

/// <summary>What of a lead's form can be seen to be wrong before it is sent. Check digits and registers are the service's to judge.</summary>
public sealed class LeadCheck
{
    public const string CodeFails = "discipline.credit-code-check-fails";

    private const int IdentifierLength = 18;
    private const string CodeAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private readonly Dictionary<string, string> _wrong = new(StringComparer.Ordinal);

    public bool Passed => _wrong.Count == 0;

    public string? Wrong(string field) => _wrong.GetValueOrDefault(field);

    /// <param name="codeFails">The service found the check digit wrong, so that a reason is needed.</param>
    public static LeadCheck Of(NewDisciplineCase lead, bool codeFails)
    {
        var check = new LeadCheck();
        var party = Clean(lead, codeFails).Party;
        check.Need("name", party.Name.Length > 0, Texts.Common.Required);
        if (party.Kind == "person")
        {
            check.Need("id", party.ResidentId is { Length: IdentifierLength }, Texts.Discipline.LeadIdShape);
        }
        else
        {
            check.Need(
                "code",
                party.Code is { Length: IdentifierLength } code
                    && code.All(c => CodeAlphabet.Contains(c, StringComparison.Ordinal)),
                Texts.Discipline.LeadCodeShape
            );
            check.Need(
                "override",
                !codeFails || party.CodeOverridden is { Length: >= 2 },
                Texts.Common.TooShort.With(2)
            );
            check.Need(
                "place",
                party.PlaceCode is null || party.PlaceCode.Length == 6 && party.PlaceCode.All(char.IsAsciiDigit),
                Texts.Discipline.LeadPlaceShape
            );
        }
        check.Need("list", lead.ListCode.Length > 0, Texts.Discipline.LeadChooseList);
        check.Need("ground", lead.GroundCode.Length > 0, Texts.Discipline.LeadChooseGround);
        check.Need("facts", lead.Facts.Trim().Length >= 2, Texts.Common.TooShort.With(2));
        return check;
    }

    /// <summary>As it is sent: nothing of the other kind of party, no blanks around.</summary>
    public static NewDisciplineCase Clean(NewDisciplineCase lead, bool codeFails)
    {
        var person = lead.Party.Kind == "person";
        return new NewDisciplineCase
        {
            Party = new NewParty
            {
                Kind = lead.Party.Kind,
                Name = lead.Party.Name.Trim(),
                Code = person ? null : Said(lead.Party.Code)?.ToUpperInvariant(),
                CodeOverridden = person || !codeFails ? null : Said(lead.Party.CodeOverridden),
                ResidentId = person ? Said(lead.Party.ResidentId)?.ToUpperInvariant() : null,
                PlaceCode = person ? null : Said(lead.Party.PlaceCode),
            },
            ListCode = lead.ListCode,
            GroundCode = lead.GroundCode,
            Facts = lead.Facts.Trim(),
        };
    }

    /// <summary>Which field a refusal concerns, so that it is told there.</summary>
    public static string? FieldOf(string? code) =>
        code switch
        {
            CodeFails or "discipline.credit-code-invalid" or "discipline.organisation-needs-code" => "code",
            "discipline.resident-id-invalid" or "discipline.person-needs-resident-id" => "id",
            "discipline.party-known-by-another-name" => "name",
            "discipline.identifier-in-text" => "facts",
            "discipline.ground-unknown" => "ground",
            _ => null,
        };

    private void Need(string field, bool there, string wrong)
    {
        if (!there)
        {
            _wrong[field] = wrong;
        }
    }

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
