using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <summary>A listing that blocks a nominee, as the refusal tells it.</summary>
internal sealed record BlockingListing(
    string ListCode,
    string ListZh,
    string ListEn,
    string DocumentNumber,
    string AuthorityZh,
    DateOnly From,
    DateOnly Until
);

internal sealed record BlockedNominee(Guid Id, string Number, string Name, IReadOnlyList<BlockingListing> Listings);

/// <summary>
/// A listed party is blocked at nomination, at the eligibility check, before the notice and at approval (domain rule). Discipline is
/// asked before any row is locked; the answer is kept, and the database takes no such step without it. A listing that comes
/// between the question and the commit opens a review (<see cref="OnListingChanged"/>).
/// </summary>
internal sealed class ListingGate(CommendationsDb db, IDisciplineRecords discipline, TimeProvider clock)
{
    /// <param name="state">What is no longer there is not asked about: the transaction refuses it, or answers a repetition.</param>
    /// <returns>When nobody was listed, or the refusal that names who is and by which decision.</returns>
    public async Task<Outcome<DateTimeOffset>> Ask(
        IEnumerable<NominationRow> seen,
        string state,
        CurrentUser user,
        CancellationToken ct
    )
    {
        var at = clock.GetUtcNow();
        var rows = seen.Where(r => r.State == state).ToList();
        if (rows.Count == 0)
        {
            return at;
        }
        var listed = await discipline.InForce([.. rows.Select(Key).Distinct()], at, ct);
        var blocked = rows.Where(r => listed.ContainsKey(Key(r))).ToList();
        if (blocked.Count == 0)
        {
            return at;
        }
        await db.InTransaction<bool>(
            user.Actor,
            async tx =>
            {
                foreach (var row in blocked)
                {
                    await Keep(tx, row, at, listed[Key(row)]);
                    tx.Audit(
                        "commendations.nomination.blocked",
                        row.Id.ToString(),
                        new
                        {
                            row.Number,
                            row.State,
                            entries = listed[Key(row)].Select(f => f.EntryId),
                        },
                        "refused"
                    );
                }
                return true;
            },
            ct: ct
        );
        return CommendationsErrors
            .NomineeListed.Because(
                string.Join("；", blocked.Select(r => Zh(r, listed[Key(r)]))),
                string.Join("; ", blocked.Select(r => En(r, listed[Key(r)])))
            )
            .With("blocked", blocked.Select(r => View(r, listed[Key(r)])).ToArray());
    }

    /// <summary>Keeps the answer for the step that follows.</summary>
    public static Task Keep(
        Tx tx,
        NominationRow row,
        DateTimeOffset at,
        IReadOnlyList<ListedFinding>? findings = null
    ) =>
        tx.Execute(
            """
            insert into listing_check (id, nomination_id, version, checked_at, listed, findings)
            values (@Check, @Id, @Version + 1, @at, @Listed, @Findings::jsonb)
            """,
            new
            {
                Check = Guid.CreateVersion7(at),
                row.Id,
                row.Version,
                at,
                Listed = findings?.Count ?? 0,
                Findings = Json.Write(findings ?? []),
            }
        );

    private static PartyKey Key(NominationRow row) => new(row.Code, row.IdFingerprint);

    private static BlockedNominee View(NominationRow row, IReadOnlyList<ListedFinding> findings) =>
        new(
            row.Id,
            row.Number,
            row.ShownName,
            [
                .. findings.Select(f => new BlockingListing(
                    f.ListCode,
                    f.ListZh,
                    f.ListEn,
                    f.DocumentNumber,
                    f.AuthorityZh,
                    f.From,
                    f.Until
                )),
            ]
        );

    private static string Zh(NominationRow row, IReadOnlyList<ListedFinding> findings) =>
        $"{row.Number} {row.ShownName}："
        + string.Join(
            "、",
            findings.Select(f =>
                $"{f.ListZh}（{f.AuthorityZh} {f.DocumentNumber}，至{f.Until.AddDays(-1):yyyy年M月d日}）"
            )
        );

    private static string En(NominationRow row, IReadOnlyList<ListedFinding> findings) =>
        $"{row.Number} {row.ShownName}: "
        + string.Join(
            ", ",
            findings.Select(f => $"{f.ListEn} ({f.DocumentNumber}, until {f.Until.AddDays(-1):d MMMM yyyy})")
        );
}
