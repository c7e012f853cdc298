namespace RegionNet.Zones.Liaison;

/// <summary>The liaison bodies of a zone whose term has not ended.</summary>
internal sealed record LiaisonView(IReadOnlyList<LiaisonBodyView> Bodies);

/// <param name="ValidFrom">First day of the term.</param>
/// <param name="ValidTo">Last day of the term; null when it is open.</param>
internal sealed record LiaisonBodyView(
    Guid Id,
    LiaisonOrganisation Organisation,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    IReadOnlyList<LiaisonOfficerView> Officers
);

internal sealed record LiaisonOrganisation(Guid Id, string Zh, string En);

/// <param name="Name">Masked: surname and ＊.</param>
/// <param name="Phone">Masked: first three and last four digits.</param>
/// <param name="DeputyOf">The officer of the same body whose deputy this is.</param>
/// <param name="Account">Under which the officer is told; null when none has been named.</param>
/// <param name="Absences">Days away that are not over.</param>
internal sealed record LiaisonOfficerView(
    Guid Id,
    string Name,
    string Phone,
    string Title,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    Guid? DeputyOf,
    string? Account,
    IReadOnlyList<AbsenceView> Absences
);

/// <summary>An officer's name and phone, unmasked.</summary>
internal sealed record RevealedOfficer(string Name, string Phone);

/// <summary>An officer as stored, and how it becomes what a reader sees.</summary>
internal sealed record OfficerRow(
    Guid Id,
    Guid BodyId,
    byte[] Name,
    byte[] Phone,
    string Title,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    Guid? DeputyOf,
    string? Account
)
{
    public const string Columns = """
        o.id, o.body_id, o.name, o.phone, o.title, lower(o.validity) as valid_from, upper(o.validity) - 1 as valid_to,
            o.deputy_of, o.account
        """;

    public RevealedOfficer Open(PersonalData data) =>
        new(data.Open(Id, nameof(Name), Name), data.Open(Id, nameof(Phone), Phone));

    public LiaisonOfficerView Masked(PersonalData data, params IReadOnlyList<AbsenceView> absences)
    {
        var (name, phone) = Open(data);
        return new(
            Id,
            Masking.Name(name),
            Masking.Phone(phone),
            Title,
            ValidFrom,
            ValidTo,
            DeputyOf,
            Account,
            absences
        );
    }
}
