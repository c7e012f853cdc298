using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="Kind">organisation or person.</param>
/// <param name="Code">Unified social credit code; of an organisation.</param>
/// <param name="CodeOverridden">Why a code is taken although its check digit is wrong.</param>
/// <param name="ResidentId">Of a natural person; kept sealed.</param>
/// <param name="PlaceCode">GB/T 2260, of the registration; else taken from the code.</param>
public sealed record PartyRequest(
    [property: Required, RegularExpression("organisation|person")] string Kind,
    [property: Required, StringLength(200, MinimumLength = 1), RegularExpression(@"\P{Cc}*\S\P{Cc}*")] string Name,
    [property: StringLength(40, MinimumLength = 1)] string? Code = null,
    [property: StringLength(500, MinimumLength = 2)] string? CodeOverridden = null,
    [property: StringLength(40, MinimumLength = 1)] string? ResidentId = null,
    [property: RegularExpression("[0-9]{6}")] string? PlaceCode = null
)
{
    internal NamedParty Named() =>
        new(
            Kind,
            Name.Trim(),
            Code is null ? null : CreditCode.Normalise(Code),
            CodeOverridden,
            ResidentId is null ? null : Contracts.ResidentId.Normalise(ResidentId),
            PlaceCode
        );
}

/// <param name="Facts">What was reported, and by whom; kept sealed.</param>
public sealed record OpenCaseRequest(
    [property: Required] PartyRequest Party,
    [property: Required, RegularExpression("[a-z0-9-]{2,40}")] string ListCode,
    [property: Required, RegularExpression("[a-z0-9-]{2,60}")] string GroundCode,
    [property: Required, StringLength(10_000, MinimumLength = 2)] string Facts
);

/// <summary>POST /api/discipline/cases: an officer records a lead for the own authority.</summary>
internal static class OpenCase
{
    public static async Task<Results<Created<CaseDetail>, RefusalResult>> Handle(
        OpenCaseRequest request,
        HttpContext http,
        DisciplineDb db,
        Parties parties,
        CaseFacts facts,
        CaseSteps steps,
        CaseViews views,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (PersonalText.Refuse(request.Facts) is { } personal)
        {
            return personal.ToResult();
        }
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<Guid>(
            user.Actor,
            async tx =>
            {
                var party = await parties.Register(tx, request.Party.Named());
                if (party.Refusal is { } refused)
                {
                    return refused;
                }
                return await Lead(tx, steps, facts, clock, user.OrganisationId, party.Value.Id, request) is { } lead
                    ? lead.Id
                    : DisciplineErrors.GroundUnknown;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Created(
                $"/api/discipline/cases/{outcome.Value}",
                (await views.Show(outcome.Value, user, ct))!
            );
    }

    /// <summary>Writes the lead, also for who finds one by himself, such as a cluster of filings.</summary>
    /// <returns>Null when the list has no such ground today.</returns>
    internal static async Task<CaseRow?> Lead(
        Tx tx,
        CaseSteps steps,
        CaseFacts facts,
        TimeProvider clock,
        Guid authority,
        Guid party,
        OpenCaseRequest request
    )
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        if (await Rules.Ground(tx, request.ListCode, request.GroundCode, today) is not { } ground)
        {
            return null;
        }
        var id = Guid.CreateVersion7();
        var number = await tx.QueryOne<long>("select nextval('case_number')");
        var lead = new CaseRow
        {
            Id = id,
            Number = $"D{today.Year}-{number:D6}",
            OrganisationId = authority,
            PartyId = party,
            ListCode = request.ListCode,
            GroundId = ground.Id,
            State = "lead",
            Version = 1,
            FactsSealed = facts.Seal(id, request.Facts),
            OpenedAt = now,
            ChangedAt = now,
        }.NextDue(await Rules.Due(tx, "verify", request.ListCode, today));
        await steps.Open(tx, lead, new CaseStep("opened", Clause: ground.BasisZh));
        return lead;
    }
}
