using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Commendations;

/// <param name="System">ip-office, court, procuratorate or police.</param>
/// <param name="Collective">Or <paramref name="Person"/>, one of both.</param>
/// <param name="OrganisationId">The organisation that is the nominee or where the nominee works, if it is in the directory; else the own unit.</param>
/// <param name="WorkUnitZh">Where the nominee works, as the notice and the certificate name it.</param>
/// <param name="Merits">What for; shown to the public, without the name of a person.</param>
public sealed record DraftNominationRequest(
    [property: Required] Guid? RoundId,
    [property: Required, RegularExpression("ip-office|court|procuratorate|police")] string System,
    [property: Required, StringLength(100, MinimumLength = 2)] string WorkUnitZh,
    [property: Required, StringLength(200, MinimumLength = 2)] string WorkUnitEn,
    [property: Required, StringLength(3000, MinimumLength = 20)] string Merits,
    CollectiveNominee? Collective = null,
    PersonNominee? Person = null,
    Guid? OrganisationId = null
);

/// <param name="Version">Of the draft as the clerk saw it.</param>
/// <param name="Person">Null leaves the person as it is, whose data the form does not show.</param>
public sealed record ChangeDraftRequest(
    [property: Range(1, int.MaxValue)] int Version,
    [property: Required, StringLength(100, MinimumLength = 2)] string WorkUnitZh,
    [property: Required, StringLength(200, MinimumLength = 2)] string WorkUnitEn,
    [property: Required, StringLength(3000, MinimumLength = 20)] string Merits,
    CollectiveNominee? Collective = null,
    PersonNominee? Person = null
);

/// <summary>POST /api/commendations/nominations and PUT …/{id}: what the unit prepares. A draft takes no place of a quota.</summary>
internal static class DraftNomination
{
    public static async Task<Results<Ok<NominationView>, RefusalResult>> Create(
        DraftNominationRequest request,
        HttpContext http,
        CommendationsDb db,
        Nominees nominees,
        NominationViews views,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var named = Name(request.Collective, request.Person, request.Merits, clock.Today());
        if (named.Refusal is { } misnamed)
        {
            return misnamed.ToResult();
        }
        var organisations = await zones.Organisations(
            [user.OrganisationId, request.OrganisationId ?? user.OrganisationId],
            clock.Today(),
            ct
        );
        if (
            organisations.GetValueOrDefault(user.OrganisationId) is not { } unit
            || !organisations.ContainsKey(request.OrganisationId ?? user.OrganisationId)
        )
        {
            return CommendationsErrors.OrganisationUnknown.ToResult();
        }
        var province = NominationRules.ProvinceOf(unit);
        if ((NominationRules.RefuseSystem(unit, request.System) ?? province.Refusal) is { } outside)
        {
            return outside.ToResult();
        }
        var outcome = await db.InTransaction<NominationRow>(
            user.Actor,
            async tx =>
            {
                var now = clock.GetUtcNow();
                var id = Guid.CreateVersion7(now);
                var row = await tx.QueryOne<NominationRow>(
                    $"""
                    insert into nomination as n (id, number, round_id, system, category, province_code, province_quota_id,
                        system_quota_id, unit_id, own_unit_id, zones, name_zh, name_en, code, code_ground, sealed, masked_name,
                        id_fingerprint, work_unit_zh, work_unit_en, merits, state, drafted_at, changed_at, changed_by,
                        changed_by_name, changed_by_organisation)
                    select @id, r.code || '-' || lpad(nextval('nomination_number')::text, 5, '0'), r.id, @System, @Category, @Province, p.id,
                        s.id, @Unit, @OwnUnit, @Zones, @NameZh, @NameEn, @Code, @CodeGround, @Sealed, @MaskedName,
                        @Fingerprint, @WorkUnitZh, @WorkUnitEn, @Merits, 'draft', @now, @now, @Subject,
                        @DisplayName, @Unit
                    from commendation_round r
                    join quota p on p.round_id = r.id and p.system = @System and p.category = @Category and p.province_code = @Province
                    join quota s on s.round_id = r.id and s.system = @System and s.category = @Category and s.province_code is null
                    where r.id = @RoundId
                    returning {NominationRow.Columns}
                    """,
                    new
                    {
                        id,
                        request.RoundId,
                        request.System,
                        Category = request.Person is null ? "collective" : "individual",
                        Province = province.Value,
                        Unit = unit.Id,
                        OwnUnit = request.OrganisationId ?? unit.Id,
                        Zones = unit.Zones.ToArray(),
                        request.Collective?.NameZh,
                        request.Collective?.NameEn,
                        Code = request.Collective is { } c ? CreditCode.Normalise(c.Code) : null,
                        request.Collective?.CodeGround,
                        Sealed = named.Value is { } person ? nominees.Seal(id, person) : null,
                        MaskedName = named.Value is { } masked ? PartyMasking.Name(masked.NameZh) : null,
                        Fingerprint = named.Value is { } known ? nominees.FingerprintOf(known) : null,
                        request.WorkUnitZh,
                        request.WorkUnitEn,
                        request.Merits,
                        now,
                        user.Subject,
                        user.DisplayName,
                    }
                );
                if (row is null)
                {
                    return CommendationsErrors.RoundNotFound;
                }
                tx.Audit("commendations.nomination.draft", id.ToString(), Audited(row));
                return row;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok(await views.Complete(outcome.Value, user, ct));
    }

    public static async Task<Results<Ok<NominationView>, RefusalResult>> Change(
        Guid id,
        ChangeDraftRequest request,
        HttpContext http,
        CommendationsDb db,
        Nominees nominees,
        NominationViews views,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<NominationRow>(
            user.Actor,
            async tx =>
            {
                var locked = await Steps.Lock(tx, Sight.OfUnit, user, id, request.Version, NominationState.Draft);
                if (locked.Refusal is { } refused)
                {
                    return refused;
                }
                var before = locked.Value;
                var kept = before.Category == "individual" && request.Person is null;
                var named = kept
                    ? Judge(nominees.Open(before), request.Merits, clock.Today())
                    : Name(request.Collective, request.Person, request.Merits, clock.Today());
                if (named.Refusal is { } misnamed)
                {
                    return misnamed;
                }
                if ((before.Category == "individual") != (named.Value is not null))
                {
                    return CommendationsErrors.CollectiveOrPerson;
                }
                var row = await tx.QueryOne<NominationRow>(
                    $"""
                    update nomination n set name_zh = @NameZh, name_en = @NameEn, code = @Code, code_ground = @CodeGround,
                        sealed = @Sealed, masked_name = @MaskedName, id_fingerprint = @Fingerprint, work_unit_zh = @WorkUnitZh,
                        work_unit_en = @WorkUnitEn, merits = @Merits, version = n.version + 1, changed_at = @Now,
                        changed_by = @Subject, changed_by_name = @DisplayName, changed_by_organisation = @OrganisationId,
                        document_number = null, reason = null
                    where n.id = @id and n.version = @Version
                    returning {NominationRow.Columns}
                    """,
                    new
                    {
                        id,
                        request.Version,
                        request.Collective?.NameZh,
                        request.Collective?.NameEn,
                        Code = request.Collective is { } c ? CreditCode.Normalise(c.Code) : null,
                        request.Collective?.CodeGround,
                        Sealed = named.Value is { } person ? nominees.Seal(id, person) : null,
                        MaskedName = named.Value is { } masked ? PartyMasking.Name(masked.NameZh) : null,
                        Fingerprint = named.Value is { } known ? nominees.FingerprintOf(known) : null,
                        request.WorkUnitZh,
                        request.WorkUnitEn,
                        request.Merits,
                        Now = clock.GetUtcNow(),
                        user.Subject,
                        user.DisplayName,
                        user.OrganisationId,
                    }
                );
                tx.Audit("commendations.nomination.draft", id.ToString(), Audited(row!));
                return row!;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok(await views.Complete(outcome.Value, user, ct));
    }

    /// <returns>The person, or null for a collective.</returns>
    private static Outcome<PersonData?> Name(
        CollectiveNominee? collective,
        PersonNominee? person,
        string merits,
        DateOnly today
    )
    {
        if ((collective is null) == (person is null))
        {
            return CommendationsErrors.CollectiveOrPerson;
        }
        if (ResidentId.StandsIn(merits))
        {
            return CommendationsErrors.MeritsNamePerson;
        }
        if (person is null)
        {
            return
                NominationRules.RefuseCode(CreditCode.Normalise(collective!.Code), collective.CodeGround) is { } wrong
                ? wrong
                : default(PersonData);
        }
        return Judge(
            new PersonData(person.NameZh, person.NameEn, ResidentId.Normalise(person.ResidentId)),
            merits,
            today
        );
    }

    private static Outcome<PersonData?> Judge(PersonData person, string merits, DateOnly today) =>
        NominationRules.RefusePerson(person, merits, today) is { } refusal ? refusal : person;

    /// <summary>Without the data of a person.</summary>
    private static object Audited(NominationRow row) =>
        new
        {
            row.Number,
            row.System,
            row.Category,
            row.Code,
            row.CodeGround,
            Name = row.ShownName,
            row.Version,
        };
}
