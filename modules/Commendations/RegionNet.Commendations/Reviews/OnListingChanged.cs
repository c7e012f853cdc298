using RegionNet.Commendations.Contracts;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <summary>
/// A party that was nominated or commended is listed later: a review opens and is told, nothing is revoked by itself (domain rule).
/// When the entry is repaired, revoked or stayed meanwhile, the review says so, and opens again if the entry comes into force again.
/// </summary>
internal sealed class OnListingChanged(CommendationsDb db, TimeProvider clock) : IEventHandler<ListingChanged>
{
    public Task Handle(EventContext context, ListingChanged fact, CancellationToken ct) =>
        db.Consume(
            context,
            tx => fact.Change is "published" or "reinstated" or "stay-lifted" ? Open(tx, fact) : Clear(tx, fact),
            ct
        );

    private async Task Open(Tx tx, ListingChanged fact)
    {
        var touched = await tx.Query<NominationRow>(
            $"""
            select {NominationRow.Columns} from nomination n
            where (n.code = @PartyCode or n.id_fingerprint = @PartyFingerprint)
                and n.state not in ('draft', 'withdrawn', 'rejected', 'revoked')
            order by n.id for update of n
            """,
            new { fact.PartyCode, fact.PartyFingerprint }
        );
        foreach (var row in touched)
        {
            var now = clock.GetUtcNow();
            var opened = await tx.Execute(
                """
                insert into review (id, nomination_id, unit_id, own_unit_id, entry_id, list_code, list_zh, list_en, opened_at)
                values (@Review, @Id, @UnitId, @OwnUnitId, @EntryId, @ListCode, @ListZh, @ListEn, @now)
                on conflict (nomination_id, entry_id) where outcome is null
                do update set cleared_at = null where review.cleared_at is not null
                """,
                new
                {
                    Review = Guid.CreateVersion7(now),
                    row.Id,
                    row.UnitId,
                    row.OwnUnitId,
                    fact.EntryId,
                    fact.ListCode,
                    fact.ListZh,
                    fact.ListEn,
                    now,
                }
            );
            if (opened == 0)
            {
                continue;
            }
            tx.Audit(
                "commendations.review.opened",
                row.Id.ToString(),
                new
                {
                    row.Number,
                    row.State,
                    fact.EntryId,
                    fact.ListCode,
                }
            );
            tx.Publish(
                CommendationReviewOpened.Kind,
                row.Id.ToString(),
                new CommendationReviewOpened(row.Id, row.Number, row.UnitId, row.NameZh, fact.ListZh, fact.ListEn)
            );
        }
    }

    private async Task Clear(Tx tx, ListingChanged fact)
    {
        var cleared = await tx.Query<Guid>(
            """
            update review set cleared_at = @Now where entry_id = @EntryId and outcome is null and cleared_at is null
            returning nomination_id
            """,
            new { fact.EntryId, Now = clock.GetUtcNow() }
        );
        foreach (var nomination in cleared)
        {
            tx.Audit("commendations.review.entry-cleared", nomination.ToString(), new { fact.EntryId, fact.Change });
        }
    }
}
