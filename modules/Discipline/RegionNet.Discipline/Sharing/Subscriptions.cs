using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Discipline;

/// <param name="Kind">zone, organisation or machine-client.</param>
/// <param name="Purpose">What the list is used for, as a reader of the audit understands it.</param>
/// <param name="ZoneCode">Of a zone.</param>
/// <param name="OrganisationId">The organisation; for a zone the one that acts for it. Not of a machine client, which has its own.</param>
/// <param name="ClientSubject">Subject of the machine client's tokens.</param>
/// <param name="Road">pull: it asks. push: it is called at the address. file: it is on a separated network.</param>
/// <param name="Url">Of a push: https, unless the operator has allowed its origin.</param>
/// <param name="Until">First day on which the grant no longer holds; at most as far off as <c>subscription-longest</c> says.</param>
public sealed record GrantSubscriptionRequest(
    [property: Required, RegularExpression("zone|organisation|machine-client")] string Kind,
    [property: Required, StringLength(40, MinimumLength = 2)] string ListCode,
    [property: Required, StringLength(300, MinimumLength = 4)] string Purpose,
    [property: StringLength(10)] string? ZoneCode,
    Guid? OrganisationId,
    [property: StringLength(200, MinimumLength = 1)] string? ClientSubject,
    [property: Required, RegularExpression("pull|push|file")] string Road,
    [property: StringLength(1000, MinimumLength = 1)] string? Url,
    [property: Required] DateOnly? From,
    [property: Required] DateOnly? Until
);

public sealed record EndSubscriptionRequest([property: Required, StringLength(500, MinimumLength = 2)] string Reason);

/// <param name="Secret">Of a push, with which its calls are signed; shown this once.</param>
internal sealed record GrantedSubscriptionView(SubscriberView Subscription, string? Secret);

/// <summary>/api/discipline/subscriptions: who is told of which list. A secret is no answer to remember, so these take no Idempotency-Key.</summary>
internal static class Subscriptions
{
    public const string SecretField = "subscriber.secret";

    public static async Task<Results<Ok<Page<SubscriberView>>, RefusalResult>> List(
        HttpContext http,
        DisciplineDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct,
        [StringLength(40)] string? listCode,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        if (!Cursor.TryReadNewestFirst(cursor, out var before, out var beforeId))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var take = limit ?? Cursor.DefaultLimit;
        var rows = await db.Query<SubscriberRow>(
            $"""
            select {SubscriberRow.Columns} from subscriber s
            where {SubscriberRow.Visible} and (s.granted_at, s.id) < (@before, @beforeId)
                and (@listCode::text is null or s.list_code = @listCode)
            order by s.granted_at desc, s.id desc limit @take + 1
            """,
            SubscriberRow.Scope(
                http.CurrentUser(),
                new
                {
                    before,
                    beforeId,
                    listCode,
                    take,
                }
            ),
            ct
        );
        var page = Page<SubscriberRow>.Of(rows, take, s => [s.GrantedAt, s.Id]);
        return TypedResults.Ok(
            new Page<SubscriberView>(await SubscriberRow.Views(page.Items, zones, clock.Today(), ct), page.Next)
        );
    }

    public static async Task<Results<Created<GrantedSubscriptionView>, RefusalResult>> Grant(
        GrantSubscriptionRequest request,
        HttpContext http,
        DisciplineDb db,
        DisciplineSealing sealing,
        IZoneDirectory zones,
        ICurrentUserSource people,
        IHostEnvironment environment,
        [FromKeyedServices(DisciplineModule.Name)] WebhookOptions webhooks,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (PersonalText.Refuse(request.Purpose) is { } personal)
        {
            return personal.ToResult();
        }
        var user = http.CurrentUser();
        var (from, until) = (request.From!.Value, request.Until!.Value);
        var refused =
            SubscriptionRules.RefuseShape(request)
            ?? SubscriptionRules.RefuseTerm(from, until, clock.Today())
            ?? RefuseUrl(request.Url, environment, webhooks);
        if (refused is not null)
        {
            return refused.ToResult();
        }
        var list = await db.QueryOne<KeptList>("select keeper from list_kind where code = @ListCode", request, ct);
        if (list is null)
        {
            return SharingErrors.ListUnknown.ToResult();
        }
        var organisation = await Holder(request, zones, people, ct);
        if (organisation is null || !SubscriptionRules.InScope(request, organisation, user, list.Keeper))
        {
            return SharingErrors.SubscriberOutOfScope.ToResult();
        }
        var own = await zones.Organisation(user.OrganisationId, ct);
        var (id, secret) = (Guid.CreateVersion7(), request.Road == "push" ? WebhookClient.NewSecret() : null);
        var outcome = await db.InTransaction<SubscriberRow>(
            user.Actor,
            async tx =>
            {
                await tx.Execute(
                    """
                    insert into subscriber (id, kind, list_code, purpose, zone_code, organisation_id, place_code, client_subject, road,
                        url, sealed_secret, valid, granted_by, granted_by_name, granting_organisation_id, granting_place_code, granted_at)
                    values (@id, @Kind, @ListCode, @Purpose, @ZoneCode, @Holder, @HolderPlace, @ClientSubject, @Road, @Url, @Sealed,
                        daterange(@from, @until), @Subject, @DisplayName, @OrganisationId, @OwnPlace, @now)
                    """,
                    new
                    {
                        id,
                        request.Kind,
                        request.ListCode,
                        request.Purpose,
                        request.ZoneCode,
                        Holder = organisation.Id,
                        HolderPlace = organisation.PlaceCode,
                        request.ClientSubject,
                        request.Road,
                        request.Url,
                        Sealed = secret is null ? null : sealing.Seal(id, SecretField, secret),
                        from,
                        until,
                        user.Subject,
                        user.DisplayName,
                        user.OrganisationId,
                        OwnPlace = own?.PlaceCode,
                        now = clock.GetUtcNow(),
                    }
                );
                tx.Audit("discipline.subscription.granted", id.ToString(), request);
                return (
                    await tx.QueryOne<SubscriberRow>(
                        $"select {SubscriberRow.Columns} from subscriber s where s.id = @id",
                        new { id }
                    )
                )!;
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Created(
                $"/api/discipline/subscriptions/{id}",
                new GrantedSubscriptionView(
                    (await SubscriberRow.Views([outcome.Value], zones, clock.Today(), ct))[0],
                    secret
                )
            );
    }

    /// <summary>POST …/{id}/end: nothing more is sent; what the subscriber still holds it has to destroy, which the reason should say.</summary>
    public static async Task<Results<Ok<SubscriberView>, RefusalResult>> End(
        Guid id,
        EndSubscriptionRequest request,
        HttpContext http,
        DisciplineDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (PersonalText.Refuse(request.Reason) is { } personal)
        {
            return personal.ToResult();
        }
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<SubscriberRow>(
            user.Actor,
            async tx =>
            {
                var parameters = SubscriberRow.Scope(
                    user,
                    new
                    {
                        id,
                        request.Reason,
                        now = clock.GetUtcNow(),
                    }
                );
                const string mayEnd = "s.id = @id and (@AllZones or s.granting_organisation_id = @OrganisationId)";
                var ended = await tx.QueryOne<SubscriberRow>(
                    $"""
                    update subscriber s set ended_at = @now, ended_by = @Subject, ended_reason = @Reason, version = version + 1
                    where {mayEnd} and s.ended_at is null returning {SubscriberRow.Columns}
                    """,
                    parameters
                );
                if (ended is null)
                {
                    return await tx.QueryOne<Guid?>($"select s.id from subscriber s where {mayEnd}", parameters) is null
                        ? SharingErrors.SubscriptionNotFound
                        : SharingErrors.SubscriptionEnded;
                }
                tx.Audit("discipline.subscription.ended", id.ToString(), request);
                return ended;
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok((await SubscriberRow.Views([outcome.Value], zones, clock.Today(), ct))[0]);
    }

    private static async Task<OrganisationSummary?> Holder(
        GrantSubscriptionRequest request,
        IZoneDirectory zones,
        ICurrentUserSource people,
        CancellationToken ct
    )
    {
        var id = request.ClientSubject is { } subject
            ? (await people.Find(subject, ct))?.OrganisationId
            : request.OrganisationId;
        return id is { } organisation ? await zones.Organisation(organisation, ct) : null;
    }

    private sealed record KeptList(Guid? Keeper);

    private static Refusal? RefuseUrl(string? url, IHostEnvironment environment, WebhookOptions options) =>
        url is null
            ? null
            : options.Judge(url, plain: environment.IsDevelopment()) switch
            {
                WebhookAddress.Invalid => SharingErrors.PushUrlInvalid,
                WebhookAddress.NotPublic => SharingErrors.PushAddressRefused,
                _ => null,
            };
}

/// <summary>Who may be granted a list, by whom and for how long.</summary>
internal static class SubscriptionRules
{
    public static Refusal? RefuseShape(GrantSubscriptionRequest request)
    {
        var named = request.Kind switch
        {
            "zone" => request is { ZoneCode: not null, OrganisationId: not null, ClientSubject: null },
            "machine-client" => request is { ZoneCode: null, OrganisationId: null, ClientSubject: not null },
            _ => request is { ZoneCode: null, OrganisationId: not null, ClientSubject: null },
        };
        return named && (request.Road == "push") == (request.Url is not null)
            ? null
            : SharingErrors.SubscriberIncomplete;
    }

    /// <summary>How long at most is a dated rule (<c>subscription-longest</c>) that the database holds.</summary>
    public static Refusal? RefuseTerm(DateOnly from, DateOnly until, DateOnly today) =>
        until > from && until > today ? null : SharingErrors.TermInvalid;

    /// <summary>
    /// Officers and coordinators grant inside the zones they act in; national coordinators everywhere. So do officers of the organisation
    /// whose own list it is: it acts nationwide and lies in no zone. A list of other authorities it may not widen (State Council opinion on
    /// lists of discipline).
    /// </summary>
    /// <param name="keeper">Whose own list it is; null: of nobody in the network.</param>
    public static bool InScope(
        GrantSubscriptionRequest request,
        OrganisationSummary holder,
        CurrentUser user,
        Guid? keeper
    )
    {
        if (user.AllZones)
        {
            return true;
        }
        var keeps = keeper == user.OrganisationId && user.Has(Roles.DisciplineOfficer);
        return request.ZoneCode is { } zone
            ? (keeps || user.Zones.Contains(zone)) && holder.Zones.Contains(zone, StringComparer.Ordinal)
            : keeps || holder.Id == user.OrganisationId || holder.Zones.Any(user.Zones.Contains);
    }
}
