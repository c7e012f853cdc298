using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Discipline;

/// <param name="Sequence">Everything up to this change has been taken over, and what was withdrawn by then is used no more.</param>
/// <param name="Hash">Of the list at that change, as the delta or the import says it: 64 hex digits.</param>
public sealed record ConfirmDeltaRequest(
    [property: Required, Range(1, long.MaxValue)] long? Sequence,
    [property: Required, RegularExpression("[0-9a-fA-F]{64}")] string Hash
);

/// <summary>
/// POST /api/discipline/subscriptions/{id}/acknowledgements: the subscriber confirms. For one on a separated network the organisation that
/// granted enters the receipt which the import there gave. A repetition changes nothing.
/// </summary>
internal static class ConfirmDelta
{
    public static async Task<Results<Ok<SubscriberView>, RefusalResult>> Handle(
        Guid id,
        ConfirmDeltaRequest request,
        HttpContext http,
        DisciplineDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var sequence = request.Sequence!.Value;
        var outcome = await db.InTransaction<SubscriberRow>(
            user.Actor,
            async tx =>
            {
                var subscriber = await tx.QueryOne<SubscriberRow>(
                    $"""
                    select {SubscriberRow.Columns} from subscriber s
                    where s.id = @id and ({SubscriberRow.Own}
                        or (s.road = 'file' and @Officer and s.granting_organisation_id = @OrganisationId))
                    for update
                    """,
                    SubscriberRow.Scope(user, new { id })
                );
                if (subscriber is null)
                {
                    return SharingErrors.SubscriptionNotFound;
                }
                if (sequence > subscriber.Offered)
                {
                    return SharingErrors.NotGivenYet;
                }
                if (
                    !request.Hash.Equals(
                        await SubscriberDeltas.HashAt(tx, subscriber.ListCode, sequence),
                        StringComparison.OrdinalIgnoreCase
                    )
                )
                {
                    return SharingErrors.ReceiptDiffers;
                }
                if (sequence <= subscriber.Acknowledged)
                {
                    return subscriber;
                }
                tx.Audit("discipline.delta.acknowledged", id.ToString(), request);
                await tx.Execute(
                    """
                    insert into subscriber_receipt (subscriber_id, sequence, chain_hash, at, actor, actor_name)
                    values (@id, @sequence, decode(@Hash, 'hex'), @now, @Subject, @DisplayName)
                    """,
                    new
                    {
                        id,
                        sequence,
                        request.Hash,
                        now = clock.GetUtcNow(),
                        user.Subject,
                        user.DisplayName,
                    }
                );
                return (
                    await tx.QueryOne<SubscriberRow>(
                        $"""
                        update subscriber s set acknowledged = @sequence, acknowledged_at = @now where s.id = @id
                        returning {SubscriberRow.Columns}
                        """,
                        new
                        {
                            id,
                            sequence,
                            now = clock.GetUtcNow(),
                        }
                    )
                )!;
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok((await SubscriberRow.Views([outcome.Value], zones, clock.Today(), ct))[0]);
    }
}
