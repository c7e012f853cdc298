using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>
/// A change of a list is held against the decisions that its party is somebody else: what they were made about may have changed. Each is
/// opened again once, and whoever decided it is told.
/// </summary>
internal sealed class OnDecidedListingChanged(DisciplineDb db, TimeProvider clock) : IEventHandler<ListingChanged>
{
    /// <summary>The latest decision of each pair, while it holds.</summary>
    private const string Standing = """
        select distinct on (f.organisation_id, f.asked_name, f.asked_code) f.id, f.organisation_id, f.asked_name, f.asked_code, f.party_id,
            f.expires_on, r.false_positive_id is not null as reopened
        from list_entry e join false_positive f on f.party_id = e.party_id
        left join false_positive_reopening r on r.false_positive_id = f.id
        where e.id = @EntryId and f.withdrawn_at is null
        order by f.organisation_id, f.asked_name, f.asked_code, f.decided_at desc, f.id desc
        """;

    public Task Handle(EventContext context, ListingChanged fact, CancellationToken ct) =>
        db.Consume(context, tx => Reopen(tx, fact, ct), ct);

    private async Task Reopen(Tx tx, ListingChanged fact, CancellationToken ct)
    {
        var day = clock.Today();
        foreach (var decision in await tx.Query<Decision>(Standing, new { fact.EntryId }))
        {
            if (decision.Reopened || decision.ExpiresOn <= day)
            {
                continue;
            }
            var asked = new Asked(decision.AskedName, decision.AskedCode);
            var hit = await FalsePositives.Candidate(
                tx.Connection,
                asked,
                decision.OrganisationId,
                decision.PartyId,
                day,
                ct
            );
            if (hit is not { IsCandidate: true, FalsePositive: { State: "reopened", Because: { } because } })
            {
                continue;
            }
            var opened = await tx.Execute(
                """
                insert into false_positive_reopening (false_positive_id, because, class, score, entry_id, reopened_at)
                values (@Id, @because, @Class, @Score, @EntryId, @now) on conflict do nothing
                """,
                new
                {
                    decision.Id,
                    because,
                    hit.Class,
                    hit.Score,
                    fact.EntryId,
                    now = clock.GetUtcNow(),
                }
            );
            if (opened == 0)
            {
                continue;
            }
            tx.Audit("discipline.false-positive.reopened", decision.Id.ToString(), new { because, fact.EntryId });
            tx.Publish(
                FalsePositiveReopened.Kind,
                decision.Id.ToString(),
                new FalsePositiveReopened(
                    decision.Id,
                    decision.OrganisationId,
                    decision.AskedName,
                    hit.Name,
                    because,
                    hit.Score
                )
            );
        }
    }

    private sealed record Decision
    {
        public Guid Id { get; init; }
        public Guid OrganisationId { get; init; }
        public required string AskedName { get; init; }
        public string? AskedCode { get; init; }
        public Guid PartyId { get; init; }
        public DateOnly ExpiresOn { get; init; }
        public bool Reopened { get; init; }
    }
}
