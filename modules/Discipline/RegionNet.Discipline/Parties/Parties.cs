using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>A party as a clerk names it.</summary>
/// <param name="Code">Unified social credit code, normalised; of an organisation.</param>
/// <param name="CodeOverridden">Why a code is taken whose check digit fails.</param>
/// <param name="ResidentId">Normalised; of a natural person.</param>
/// <param name="PlaceCode">GB/T 2260, of the registration.</param>
internal sealed record NamedParty(
    string Kind,
    string Name,
    string? Code,
    string? CodeOverridden,
    string? ResidentId,
    string? PlaceCode
);

internal sealed record PartyRow
{
    public const string Columns = """
        p.id, p.kind, p.name, p.name_sealed, p.id_sealed, p.masked_name, p.code, p.code_overridden, p.id_fingerprint, p.place_code,
        p.version, p.created_at
        """;

    public Guid Id { get; init; }
    public required string Kind { get; init; }
    public string? Name { get; init; }
    public byte[]? NameSealed { get; init; }
    public byte[]? IdSealed { get; init; }
    public string? MaskedName { get; init; }
    public string? Code { get; init; }
    public string? CodeOverridden { get; init; }
    public string? IdFingerprint { get; init; }
    public string? PlaceCode { get; init; }
    public int Version { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>The register of parties: one row a party, whichever authority named it first. Nothing is deleted.</summary>
internal sealed class Parties(DisciplineSealing sealing, TimeProvider clock)
{
    private const string NameField = "name";
    private const string IdField = "id";

    /// <summary>
    /// Finds the party by its code or resident ID, or adds it. The same identifier under another name is refused: either of the two is
    /// wrong, and nobody is listed for another's act.
    /// </summary>
    public async Task<Outcome<PartyRow>> Register(Tx tx, NamedParty named)
    {
        if (PartyRules.Refuse(named, clock.Today()) is { } refusal)
        {
            return refusal;
        }
        var id = Guid.CreateVersion7();
        var person = named.Kind == "person";
        var fingerprint = person ? sealing.Fingerprint(named.ResidentId!) : null;
        var added = await tx.QueryOne<PartyRow>(
            $"""
            insert into party as p (id, kind, name, name_sealed, id_sealed, masked_name, code, code_overridden, id_fingerprint,
                place_code, created_at, created_by)
            values (@id, @Kind, @name, @nameSealed, @idSealed, @maskedName, @Code, @overridden, @fingerprint, @place, @now, @Subject)
            on conflict do nothing returning {PartyRow.Columns}
            """,
            new
            {
                id,
                named.Kind,
                name = person ? null : named.Name,
                nameSealed = person ? sealing.Seal(id, NameField, named.Name) : null,
                idSealed = person ? sealing.Seal(id, IdField, named.ResidentId!) : null,
                maskedName = person ? PartyMasking.Name(named.Name) : null,
                named.Code,
                overridden = named.Code is { } c && CreditCode.Check(c) == IdentifierFault.CheckDigit
                    ? named.CodeOverridden
                    : null,
                fingerprint,
                place = named.PlaceCode ?? PlaceOf(named.Code),
                now = clock.GetUtcNow(),
                tx.Actor.Subject,
            }
        );
        if (added is not null)
        {
            if (!person)
            {
                await NameIndex.Add(tx, id, named.Name);
            }
            tx.Audit("discipline.party.registered", id.ToString(), new { named.Kind, named.Code });
            return added;
        }
        var known = (
            await tx.QueryOne<PartyRow>(
                $"select {PartyRow.Columns} from party p where p.code = @Code or p.id_fingerprint = @fingerprint",
                new { named.Code, fingerprint }
            )
        )!;
        return NameOf(known) == named.Name ? known : DisciplineErrors.PartyKnownByAnotherName.With("partyId", known.Id);
    }

    /// <summary>Characters 3 to 8 of a credit code: where it was registered.</summary>
    private static string? PlaceOf(string? code) =>
        code?[2..8] is { } place && place.All(char.IsAsciiDigit) ? place : null;

    public string NameOf(PartyRow party) => party.Name ?? sealing.Open(party.Id, NameField, party.NameSealed!);

    public PartyView View(PartyRow p) =>
        new(
            p.Id,
            p.Kind,
            p.Name ?? p.MaskedName!,
            p.Code,
            p.CodeOverridden,
            MaskedIdOf(p.Id, p.IdSealed),
            p.PlaceCode,
            p.Version
        );

    /// <summary>First three and last four; null for an organisation.</summary>
    public string? MaskedIdOf(Guid id, byte[]? idSealed) =>
        idSealed is null ? null : PartyMasking.Id(sealing.Open(id, IdField, idSealed));

    /// <summary>In full; null for an organisation.</summary>
    public string? ResidentIdOf(PartyRow party) =>
        party.IdSealed is { } id ? sealing.Open(party.Id, IdField, id) : null;
}

/// <summary>What identifies a party (GB 32100-2015, GB 11643-1999).</summary>
internal static class PartyRules
{
    public static Refusal? Refuse(NamedParty party, DateOnly today)
    {
        if (party.Kind == "person")
        {
            return party.ResidentId is not { } id || party.Code is not null ? DisciplineErrors.PersonNeedsResidentId
                : ResidentId.Check(id, today) == IdentifierFault.None ? null
                : DisciplineErrors.ResidentIdInvalid;
        }
        if (party.ResidentId is not null)
        {
            return DisciplineErrors.OrganisationHasNoResidentId;
        }
        if (PersonalText.Refuse(party.Name, party.CodeOverridden) is { } personal)
        {
            return personal;
        }
        if (party.Code is not { } code)
        {
            return DisciplineErrors.OrganisationNeedsCode;
        }
        return CreditCode.Check(code) switch
        {
            IdentifierFault.Format => DisciplineErrors.CreditCodeInvalid,
            IdentifierFault.CheckDigit when party.CodeOverridden is null => DisciplineErrors.CreditCodeCheckFails,
            _ => null,
        };
    }
}
