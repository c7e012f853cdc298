using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>
/// POST /api/discipline/subscriptions/{id}/files?after=: the next file for a subscriber on a separated network, for an officer of the
/// organisation that granted. It begins after the last confirmed change, or after the one named, and has at most 20,000 changes; a file that
/// got lost is simply made again.
/// </summary>
internal static class WriteExchangeFile
{
    public static async Task<Results<FileContentHttpResult, RefusalResult>> Handle(
        Guid id,
        HttpContext http,
        DisciplineDb db,
        SubscriberDeltas deltas,
        ListSigning signing,
        TimeProvider clock,
        CancellationToken ct,
        [Range(0, long.MaxValue)] long? after
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<SubscriberDelta>(
            user.Actor,
            async tx =>
            {
                var subscriber = await tx.QueryOne<SubscriberRow>(
                    $"""
                    select {SubscriberRow.Columns} from subscriber s
                    where s.id = @id and (@AllZones or s.granting_organisation_id = @OrganisationId)
                    """,
                    SubscriberRow.Scope(user, new { id })
                );
                if (subscriber is null)
                {
                    return SharingErrors.SubscriptionNotFound;
                }
                if (subscriber.Road != "file")
                {
                    return SharingErrors.FileRoadOnly;
                }
                if (!subscriber.IsActive(clock.Today()))
                {
                    return SharingErrors.SubscriptionEnded;
                }
                var read = await deltas.Read(
                    tx,
                    subscriber,
                    after ?? subscriber.Acknowledged,
                    ExchangeFile.MostChanges
                );
                if (read.Refusal is null)
                {
                    if (read.Value.Changes.Count == 0)
                    {
                        return SharingErrors.NothingToSend;
                    }
                    await ReadDeltas.Offer(tx, subscriber, read.Value);
                }
                return read;
            },
            ct: ct
        );
        if (outcome.Refusal is { } refusal)
        {
            return refusal.ToResult();
        }
        var delta = outcome.Value;
        return TypedResults.File(
            ExchangeFile.Write(delta, signing),
            "application/jsonl",
            $"{delta.Issuer}.{delta.ListCode}.{delta.After + 1}-{delta.Until}.jsonl"
        );
    }
}
