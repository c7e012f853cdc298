using System.ComponentModel.DataAnnotations;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <param name="Code">Unified social credit code of the organisation that the collective is or belongs to.</param>
/// <param name="CodeGround">Why a code whose check digit is wrong is right.</param>
public sealed record CollectiveNominee(
    [property: Required, StringLength(100, MinimumLength = 2)] string NameZh,
    [property: Required, StringLength(200, MinimumLength = 2)] string NameEn,
    [property: Required, StringLength(30, MinimumLength = 1)] string Code,
    [property: StringLength(200, MinimumLength = 2)] string? CodeGround = null
);

/// <param name="NameEn">As it stands on the English certificate.</param>
/// <param name="ResidentId">GB 11643; serves only to ask Discipline.</param>
public sealed record PersonNominee(
    [property: Required, StringLength(50, MinimumLength = 2)] string NameZh,
    [property: Required, StringLength(100, MinimumLength = 2)] string NameEn,
    [property: Required, StringLength(30, MinimumLength = 1)] string ResidentId
);

/// <summary>Who a person is. Only ever sealed, or revealed for a purpose.</summary>
internal sealed record PersonData(string NameZh, string NameEn, string ResidentId);

/// <summary>The personal data of a nomination: sealed at rest, opened for a certificate or a stated purpose.</summary>
internal sealed class Nominees(CommendationsSealing sealing, IDisciplineRecords discipline)
{
    private const string Field = "person";

    public byte[] Seal(Guid nomination, PersonData person) => sealing.Seal(nomination, Field, Json.Write(person));

    public PersonData Open(NominationRow row) => Json.Read<PersonData>(sealing.Open(row.Id, Field, row.Sealed!));

    public string FingerprintOf(PersonData person) => discipline.FingerprintOf(person.ResidentId);
}
