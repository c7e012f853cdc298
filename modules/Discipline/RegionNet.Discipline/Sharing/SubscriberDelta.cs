using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>One change of a list as a subscriber gets it: its canonical JSON, or, where that is withheld, the digest of it.</summary>
/// <param name="Payload">
/// See <see cref="EntryChange"/>. Null where the entry has been withdrawn or has ended since: who did not get it in time does not get it any
/// more.
/// </param>
/// <param name="Digest">SHA-256 of the payload in lower-case hex, by which the chain is checked without it; null where the payload is there.</param>
internal sealed record DeltaChange(long Sequence, string? Payload, string? Digest);

/// <summary>
/// What happened to a list after a change that the reader has, up to another. The hash of a list at a change is SHA-256 over the 32 bytes of
/// the hash before and the 32 bytes of the payload's SHA-256; before the first change it is 32 zero bytes.
/// </summary>
/// <param name="After">The reader has this change; 0: nothing.</param>
/// <param name="Until">The last change in this delta; equal to <paramref name="After"/> where there is none.</param>
/// <param name="Head">The list's last change.</param>
/// <param name="HashBefore">Of the list at <paramref name="After"/>, in lower-case hex.</param>
/// <param name="HashAfter">Of the list at <paramref name="Until"/>: what an acknowledgement names.</param>
internal sealed record SubscriberDelta(
    string Issuer,
    string ListCode,
    Guid SubscriberId,
    string Purpose,
    long After,
    long Until,
    long Head,
    string HashBefore,
    string HashAfter,
    DateTimeOffset IssuedAt,
    IReadOnlyList<DeltaChange> Changes
);

/// <summary>Reads deltas, the same for every road.</summary>
internal sealed class SubscriberDeltas(ListSigning signing, TimeProvider clock)
{
    /// <summary>
    /// Of each change its payload, unless it shows an entry that is shown no more: withdrawn since, or its period has ended. One range of
    /// the list's index, two probes for each change.
    /// </summary>
    private const string Changes = """
        select c.sequence,
            case when not w.withheld then c.payload end as payload,
            case when w.withheld then encode(sha256(convert_to(c.payload, 'UTF8')), 'hex') end as digest,
            encode(c.hash, 'hex') as hash
        from list_change c
        join entry_version v on v.list_code = c.list_code and v.list_sequence = c.sequence
        join entry_version n on n.entry_id = c.entry_id and n.known_until is null
        cross join lateral (
            select v.state in ('published', 'reinstated')
                and (n.state not in ('published', 'reinstated') or upper(n.valid) <= @today) as withheld
        ) w
        where c.list_code = @listCode and c.sequence > @after
        order by c.sequence limit @limit
        """;

    /// <returns>A refusal when the list has no such change.</returns>
    public async Task<Outcome<SubscriberDelta>> Read(Tx tx, SubscriberRow subscriber, long after, int limit)
    {
        var listCode = subscriber.ListCode;
        var hashBefore = await HashAt(tx, listCode, after);
        if (hashBefore is null)
        {
            return SharingErrors.BeyondHead;
        }
        var changes = await tx.Query<ChangeRow>(
            Changes,
            new
            {
                listCode,
                after,
                limit,
                today = clock.Today(),
            }
        );
        var head = (await tx.Query<long>("select head from list_stream where list_code = @listCode", new { listCode }))[
            0
        ];
        return new SubscriberDelta(
            signing.Issuer,
            listCode,
            subscriber.Id,
            subscriber.Purpose,
            after,
            changes.Count > 0 ? changes[^1].Sequence : after,
            Math.Max(head, changes.Count > 0 ? changes[^1].Sequence : after),
            hashBefore,
            changes.Count > 0 ? changes[^1].Hash : hashBefore,
            BusinessTime.Local(clock.GetUtcNow()),
            [.. changes.Select(c => new DeltaChange(c.Sequence, c.Payload, c.Digest))]
        );
    }

    public SignedDelta Sign(SubscriberDelta delta) => signing.SignDelta(Json.Write(delta));

    /// <returns>In lower-case hex; null when the list has no such change.</returns>
    public static async Task<string?> HashAt(Tx tx, string listCode, long sequence) =>
        sequence == 0
            ? new string('0', 64)
            : (
                await tx.Query<string>(
                    "select encode(hash, 'hex') from list_change where list_code = @listCode and sequence = @sequence",
                    new { listCode, sequence }
                )
            ).SingleOrDefault();

    private sealed record ChangeRow(long Sequence, string? Payload, string? Digest, string Hash);
}
