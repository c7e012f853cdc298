using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Discipline;

/// <param name="Applied">False after a dry run.</param>
/// <param name="Unchanged">Filings that are known already, as the sheet has them.</param>
/// <param name="Clusters">Clusters that this import found.</param>
/// <param name="Errors">Only a dry run answers them here; an import that has any is refused.</param>
internal sealed record FilingImportView(
    bool DryRun,
    bool Applied,
    int Added,
    int Unchanged,
    IReadOnlyList<Guid> Clusters,
    IReadOnlyList<CellError> Errors
);

/// <summary>
/// POST /api/discipline/filing-imports?dryRun=: abnormal or bad-faith filings from CSV or XLSX, as the body or as a file of a form. They are
/// written all or none; a filing is known by kind and application number, so the same sheet again changes nothing. Clusters that come
/// about are found in the same transaction.
/// </summary>
internal static class ImportFilings
{
    private static readonly SheetLimits Limits = new(8 * 1024 * 1024, 20_000, 96 * 1024 * 1024);

    public static async Task<Results<Ok<FilingImportView>, RefusalResult>> Handle(
        HttpContext http,
        DisciplineDb db,
        DisciplineSealing sealing,
        FilingClusters clusters,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct,
        bool dryRun = true
    )
    {
        var user = http.CurrentUser();
        var body = await SheetUpload.Read(http, Limits, ct);
        if (body.Refusal is { } notRead)
        {
            return notRead.ToResult();
        }
        var sheet = Sheet.Read(body.Value, Limits);
        if (sheet.Refusal is { } notASheet)
        {
            return notASheet.ToResult();
        }
        var known = (await zones.Zones(ct))
            .SelectMany(z => new[] { (z.Code, z.Code), (z.Zh, z.Code), (z.En, z.Code) })
            .DistinctBy(z => z.Item1)
            .ToDictionary(z => z.Item1, z => z.Item2, StringComparer.OrdinalIgnoreCase);
        var (drafts, errors) = FilingSheet.Read(sheet.Value, known, clock.Today());
        if (errors.Count > 0 && !dryRun)
        {
            return FilingErrors.ImportHasErrors.With("errors", errors).ToResult();
        }
        if (dryRun)
        {
            var (added, contradicting) = await Compare(
                sql => db.Query<KnownFiling>(sql.Text, sql.Parameters, ct),
                drafts,
                sealing
            );
            return TypedResults.Ok(
                new FilingImportView(
                    dryRun,
                    false,
                    added.Count,
                    drafts.Count - added.Count - contradicting.Count,
                    [],
                    [.. errors, .. contradicting]
                )
            );
        }
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(body.Value));
        var outcome = await db.InTransaction<FilingImportView>(
            user.Actor,
            async tx =>
            {
                var filers = await Filers.Lock(
                    tx,
                    sealing,
                    drafts.SelectMany(d => new[] { d.Applicant, d.Agent }).OfType<FilerDraft>()
                );
                // After the locks: whoever imports the same filings has them in by now, or waits for us.
                var (added, contradicting) = await Compare(
                    sql => tx.Query<KnownFiling>(sql.Text, sql.Parameters),
                    drafts,
                    sealing
                );
                if (contradicting.Count > 0)
                {
                    return FilingErrors.ImportHasErrors.With("errors", contradicting);
                }
                await Write(tx, filers, sealing, added, user.OrganisationId, clock.GetUtcNow());
                var found = await clusters.Find(tx, filers, sealing, added, user.OrganisationId);
                tx.Audit(
                    "discipline.filings.imported",
                    user.OrganisationId.ToString(),
                    new
                    {
                        sha256,
                        Added = added.Count,
                        Clusters = found,
                    }
                );
                return new FilingImportView(dryRun, true, added.Count, drafts.Count - added.Count, found, []);
            },
            Idempotency.Of(http, user, new { sha256 }),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }

    /// <summary>Which drafts are new, and which contradict what is known: a filing that was imported is corrected nowhere but at its source.</summary>
    private static async Task<(IReadOnlyList<FilingDraft> New, IReadOnlyList<CellError> Contradicting)> Compare(
        Func<(string Text, object Parameters), Task<IReadOnlyList<KnownFiling>>> query,
        IReadOnlyList<FilingDraft> drafts,
        DisciplineSealing sealing
    )
    {
        var known = (
            await query(
                (
                    """
                    select f.kind, f.application_number, f.suspicion, f.filed_on, f.place_code, f.zone_code, a.key as applicant_key,
                        g.key as agent_key
                    from unnest(@Kinds, @Numbers) as d (kind, application_number)
                    join filing f on f.kind = d.kind and f.application_number = d.application_number
                    join filer a on a.id = f.applicant_id left join filer g on g.id = f.agent_id
                    """,
                    new
                    {
                        Kinds = drafts.Select(d => d.Kind).ToArray(),
                        Numbers = drafts.Select(d => d.ApplicationNumber).ToArray(),
                    }
                )
            )
        ).ToDictionary(f => (f.Kind, f.ApplicationNumber));
        var (added, contradicting) = (new List<FilingDraft>(), new List<CellError>());
        foreach (var draft in drafts)
        {
            if (!known.TryGetValue((draft.Kind, draft.ApplicationNumber), out var there))
            {
                added.Add(draft);
            }
            else if (
                there
                != new KnownFiling(
                    draft.Kind,
                    draft.ApplicationNumber,
                    draft.Suspicion,
                    draft.FiledOn,
                    draft.PlaceCode,
                    draft.ZoneCode,
                    draft.Applicant.Key(sealing),
                    draft.Agent?.Key(sealing)
                )
            )
            {
                contradicting.Add(
                    new CellError(
                        draft.Row,
                        null,
                        null,
                        "known-otherwise",
                        $"申请号 {draft.ApplicationNumber} 已导入，内容与本行不一致",
                        $"{draft.ApplicationNumber} was imported before with other contents"
                    )
                );
            }
        }
        return (added, contradicting);
    }

    private static Task<int> Write(
        Tx tx,
        IReadOnlyDictionary<string, Guid> filers,
        DisciplineSealing sealing,
        IReadOnlyList<FilingDraft> filings,
        Guid organisation,
        DateTimeOffset now
    ) =>
        tx.Execute(
            """
            insert into filing (id, kind, application_number, suspicion, filed_on, applicant_id, agent_id, place_code, zone_code,
                organisation_id, imported_at)
            select n.id, n.kind, n.number, n.suspicion, n.filed_on, n.applicant, n.agent, n.place, n.zone, @organisation, @now
            from unnest(@Ids, @Kinds, @Numbers, @Suspicions, @Days, @Applicants, @Agents, @Places, @Zones)
                as n (id, kind, number, suspicion, filed_on, applicant, agent, place, zone)
            """,
            new
            {
                organisation,
                now,
                Ids = filings.Select(_ => Guid.CreateVersion7()).ToArray(),
                Kinds = filings.Select(f => f.Kind).ToArray(),
                Numbers = filings.Select(f => f.ApplicationNumber).ToArray(),
                Suspicions = filings.Select(f => f.Suspicion).ToArray(),
                Days = filings.Select(f => f.FiledOn).ToArray(),
                Applicants = filings.Select(f => filers[f.Applicant.Key(sealing)]).ToArray(),
                Agents = filings.Select(f => f.Agent is { } agent ? filers[agent.Key(sealing)] : (Guid?)null).ToArray(),
                Places = filings.Select(f => f.PlaceCode).ToArray(),
                Zones = filings.Select(f => f.ZoneCode).ToArray(),
            }
        );

    private sealed record KnownFiling(
        string Kind,
        string ApplicationNumber,
        string Suspicion,
        DateOnly FiledOn,
        string PlaceCode,
        string ZoneCode,
        string ApplicantKey,
        string? AgentKey
    );
}
