using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Discipline;

/// <summary>
/// Keeps the task of the province in which a party is registered in step with its entry: pushed when the entry is published or reinstated
/// (SAMR Order 44), withdrawn or taken down when it is repaired, revoked or stayed. A national authority publishes for all provinces.
/// </summary>
internal sealed class PushToProvince(DisciplineDb db, IZoneDirectory zones, TimeProvider clock)
    : IEventHandler<ListingChanged>
{
    public async Task Handle(EventContext context, ListingChanged fact, CancellationToken ct)
    {
        var authority = await zones.Organisation(fact.AuthorityOrganisationId, ct);
        if (fact.PlaceCode is not { } place || authority?.PlaceCode is not { } seat)
        {
            return;
        }
        var (province, sender) = (ProvinceTasks.ProvinceOf(place), ProvinceTasks.ProvinceOf(seat));
        if (province != sender)
        {
            await db.Consume(context, tx => Follow(tx, fact.EntryId, province, sender), ct);
        }
    }

    private async Task Follow(Tx tx, Guid entry, string province, string sender)
    {
        var task = await tx.QueryOne<ProvinceTaskRow>(
            $"""
            select {ProvinceTaskRow.Columns} from province_task t where t.entry_id = @entry and t.province = @province for update
            """,
            new { entry, province }
        );
        // What the entry is now, whatever the event said it was then.
        var live = await tx.QueryOne<bool>(
            """
            select v.state in ('published', 'reinstated') and upper(v.valid) > @Today
            from entry_version v where v.entry_id = @entry and v.known_until is null
            """,
            new { entry, Today = clock.Today() }
        );
        if (task is null)
        {
            if (live)
            {
                await Open(tx, entry, province, sender);
            }
            return;
        }
        var to = (task.State, live) switch
        {
            ("to-push" or "pushed" or "returned", false) => "withdrawn",
            ("published", false) => "retracting",
            ("retracting", true) => "published",
            ("withdrawn" or "cleared", true) => "to-push",
            _ => null,
        };
        if (to is not null && (await ProvinceTasks.Move(tx, task, to, "system", clock)).Refusal is { } refusal)
        {
            throw new InvalidOperationException($"{task.State} to {to} was refused: {refusal.Code}.");
        }
    }

    private async Task Open(Tx tx, Guid entry, string province, string sender)
    {
        var flows = await tx.QueryOne<bool>(
            "select receives_lists(@province, @Today) and sends_lists(@sender, @Today)",
            new
            {
                province,
                sender,
                Today = clock.Today(),
            }
        );
        if (flows)
        {
            await ProvinceTasks.Open(tx, entry, province, sender, clock);
        }
        else
        {
            tx.Audit("discipline.province-task.excluded", entry.ToString(), new { province }, "refused");
        }
    }
}
