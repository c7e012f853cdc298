using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Hearings;

/// <param name="GuestId">Absent: each guest that has no quota of its own.</param>
/// <param name="Period">week (Monday to Sunday) or month.</param>
/// <param name="Hours">Room hours of the guest's sessions in the period, turnaround not counted.</param>
/// <param name="From">First day; the quota that holds on it ends the day before.</param>
public sealed record SetQuotaRequest(
    Guid? GuestId,
    [property: Required, RegularExpression("week|month")] string Period,
    [property: Range(0.0, 10_000.0)] decimal Hours,
    [property: Required] DateOnly From
);

/// <param name="Until">The last day; null while no later quota is set.</param>
internal sealed record QuotaView(
    Guid Id,
    Guid HostId,
    Guid? GuestId,
    string? GuestZh,
    string? GuestEn,
    string Period,
    decimal Hours,
    DateOnly From,
    DateOnly? Until
);

/// <summary>GET and POST /api/hearings/quotas: how many hours the own centre lends to guests.</summary>
internal static class Quotas
{
    private const string Columns =
        "id, host_id, guest_id, period, hours, lower(valid) as \"from\", upper(valid) as until";

    public static async Task<Results<Ok<IReadOnlyList<QuotaView>>, RefusalResult>> List(
        HttpContext http,
        HearingsDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var rows = await db.Query<QuotaRow>(
            $"""
            select {Columns} from quota where host_id = @OrganisationId and (upper(valid) is null or upper(valid) > @today)
            order by guest_id nulls first, period, valid limit 500
            """,
            new { http.CurrentUser().OrganisationId, today = clock.Today() },
            ct
        );
        return TypedResults.Ok<IReadOnlyList<QuotaView>>(await Named(rows, zones, clock, ct));
    }

    public static async Task<Results<Created<QuotaView>, RefusalResult>> Set(
        SetQuotaRequest request,
        HttpContext http,
        HearingsDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (request.From < clock.Today())
        {
            return HearingsErrors.TermsInThePast.ToResult();
        }
        var user = http.CurrentUser();
        if (
            request.GuestId is { } guest
            && (guest == user.OrganisationId || await zones.Organisation(guest, ct) is null)
        )
        {
            return HearingsErrors.GuestNotFound.ToResult();
        }
        var outcome = await db.InTransaction<QuotaRow>(
            user.Actor,
            async tx =>
            {
                var parameters = new
                {
                    key = Guid.CreateVersion7(),
                    user.OrganisationId,
                    request.GuestId,
                    request.Period,
                    request.Hours,
                    request.From,
                    user.Subject,
                    now = clock.GetUtcNow(),
                };
                // Who sets the same quota at the same time waits here.
                await tx.Execute(
                    """
                    select pg_advisory_xact_lock(hashtextextended('quotas ' || @OrganisationId, 0));

                    update quota set valid = daterange(lower(valid), @From)
                    where host_id = @OrganisationId and guest_id is not distinct from @GuestId and period = @Period
                        and valid @> @From and lower(valid) < @From
                    """,
                    parameters
                );
                // One that begins later goes on from its day. A quota that begins on the same day is set anew: it has decided nothing before that day.
                var row =
                    await tx.QueryOne<QuotaRow>(
                        $"""
                        update quota set hours = @Hours, set_by = @Subject, set_at = @now
                        where host_id = @OrganisationId and guest_id is not distinct from @GuestId and period = @Period
                            and lower(valid) = @From
                        returning {Columns}
                        """,
                        parameters
                    )
                    ?? await tx.QueryOne<QuotaRow>(
                        $"""
                        insert into quota (id, host_id, guest_id, period, hours, valid, set_by, set_at)
                        select @key, @OrganisationId, @GuestId, @Period, @Hours, daterange(@From, min(lower(later.valid))), @Subject, @now
                        from quota later
                        where later.host_id = @OrganisationId and later.guest_id is not distinct from @GuestId
                            and later.period = @Period and lower(later.valid) > @From
                        returning {Columns}
                        """,
                        parameters
                    );
                tx.Audit("hearings.quota.set", row!.Id.ToString(), request);
                return row;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToResult();
        }
        return TypedResults.Created("/api/hearings/quotas", (await Named([outcome.Value], zones, clock, ct))[0]);
    }

    private static async Task<QuotaView[]> Named(
        IReadOnlyList<QuotaRow> rows,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var guests = await zones.Organisations(
            rows.Select(r => r.GuestId).OfType<Guid>().Distinct().ToArray(),
            clock.Today(),
            ct
        );
        return
        [
            .. rows.Select(r =>
            {
                var guest = r.GuestId is { } id ? guests.GetValueOrDefault(id) : null;
                return new QuotaView(
                    r.Id,
                    r.HostId,
                    r.GuestId,
                    guest?.Zh,
                    guest?.En,
                    r.Period,
                    r.Hours,
                    r.From,
                    r.Until?.AddDays(-1)
                );
            }),
        ];
    }

    private sealed record QuotaRow(
        Guid Id,
        Guid HostId,
        Guid? GuestId,
        string Period,
        decimal Hours,
        DateOnly From,
        DateOnly? Until
    );
}
