using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <param name="At">When it happened; of a delivery that waits, when it is due.</param>
/// <param name="What">
/// message: one of the alert's messages in the stream, who made it, and what that person noted; addressed: who was to be told, and
/// why; sent: what came of it over a road; seen: who opened it.
/// </param>
/// <param name="Sequence">The message that it is about.</param>
/// <param name="Who">A person, or the host of a webhook; null for the system.</param>
/// <param name="Status">Of what was sent: pending, delivered, dead or dropped.</param>
internal sealed record ProofEntry(
    DateTimeOffset At,
    string What,
    long Sequence,
    string? Change,
    string? Who,
    Guid? OrganisationId,
    string? OrganisationZh,
    string? OrganisationEn,
    string? Road,
    string? Reason,
    string? Status,
    int? Attempts,
    string? Note
);

/// <param name="Complete">Whether these are all entries.</param>
internal sealed record ProofView(CaseView Case, IReadOnlyList<ProofEntry> Entries, bool Complete);

/// <summary>
/// GET /api/alerts/{id}/proof: who was told of an alert, when and over which road, who saw it, who acknowledged and who handled it; as
/// JSON, CSV or a workbook. It is put together from the rows that did it, none of which can be changed afterwards.
/// </summary>
internal static class ShowProof
{
    private const int MostEntries = 20_000;

    public static async Task<Results<Ok<ProofView>, FileContentHttpResult, RefusalResult>> Handle(
        Guid id,
        HttpContext http,
        AlertsDb db,
        IPeople people,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct,
        [AllowedValues(null, "json", "csv", "xlsx")] string? format
    )
    {
        var user = http.CurrentUser();
        var alert = await Cases.Find(db, id, user, ct);
        if (alert is null)
        {
            return AlertsErrors.AlertNotFound.ToResult();
        }
        var rows = await db.Query<Row>(
            """
            with message as (select * from alert where root_id = @RootId)
            select a.recorded_at as at, 'message' as what, a.sequence, a.change, null as subject, a.actor_name as name,
                a.actor_organisation_id as organisation_id, null as road, null as reason, null as status, null::int as attempts, a.note
            from message a
            union all
            select d.due_at, 'addressed', a.sequence, null, d.subject, null, null, null, d.reason, null, null, null
            from message a join alert_addressee d on d.alert_id = a.id
            union all
            select coalesce(d.ended_at, d.next_attempt_at), 'sent', a.sequence, null, d.subject, w.url, w.organisation_id, d.road, null,
                d.status, d.attempts, null
            from message a join delivery d on d.alert_id = a.id left join alert_webhook w on w.id = d.webhook_id
            union all
            select s.seen_at, 'seen', a.sequence, null, s.subject, s.display_name, s.organisation_id, null, null, null, null, null
            from message a join alert_seen s on s.alert_id = a.id
            order by 1, 3, 2 limit @Most + 1
            """,
            new { alert.RootId, Most = MostEntries },
            ct
        );
        var shown = rows.Take(MostEntries).ToList();
        var names = await people.DisplayNames(
            [.. shown.Where(r => r.Name is null).Select(r => r.Subject).OfType<string>().Distinct()],
            ct
        );
        var organisations = await zones.Organisations(
            [.. shown.Select(r => r.OrganisationId).OfType<Guid>().Distinct()],
            clock.Today(),
            ct
        );
        var entries = shown.ConvertAll(r =>
        {
            var organisation = r.OrganisationId is { } o ? organisations.GetValueOrDefault(o) : null;
            return new ProofEntry(
                r.At,
                r.What,
                r.Sequence,
                r.Change,
                r.Road == "webhook"
                    ? new Uri(r.Name!).Host
                    : r.Name ?? (r.Subject is { } subject ? names.GetValueOrDefault(subject, "") : null),
                r.OrganisationId,
                organisation?.Zh,
                organisation?.En,
                r.Road,
                r.Reason,
                r.Status,
                r.Attempts,
                r.Note
            );
        });
        if (format is null or "json")
        {
            return TypedResults.Ok(new ProofView(alert.View(), entries, rows.Count <= MostEntries));
        }
        var (content, mediaType) = Table(entries, format, Language.IsEnglish(http));
        return TypedResults.File(content, mediaType, $"alert-{alert.RootId}.{format}");
    }

    private static (byte[], string) Table(List<ProofEntry> entries, string format, bool english) =>
        TableFile.Write(
            format,
            "proof",
            english
                ?
                [
                    "Time (UTC+8)",
                    "What",
                    "Message",
                    "Change",
                    "Who",
                    "Organisation",
                    "Road",
                    "Reason",
                    "Result",
                    "Attempts",
                    "Note",
                ]
                : ["时间", "事项", "消息序号", "变化", "人员或系统", "机构", "途径", "缘由", "结果", "次数", "备注"],
            entries.Select(e =>
                new object?[]
                {
                    e.At,
                    AlertWords.Of(e.What, english),
                    e.Sequence,
                    AlertWords.Of(e.Change, english),
                    e.Who,
                    english ? e.OrganisationEn : e.OrganisationZh,
                    AlertWords.Of(e.Road, english),
                    AlertWords.Of(e.Reason, english),
                    AlertWords.Of(e.Status, english),
                    e.Attempts,
                    e.Note,
                }
            )
        );

    private sealed record Row
    {
        public DateTimeOffset At { get; init; }
        public string What { get; init; } = "";
        public long Sequence { get; init; }
        public string? Change { get; init; }
        public string? Subject { get; init; }
        public string? Name { get; init; }
        public Guid? OrganisationId { get; init; }
        public string? Road { get; init; }
        public string? Reason { get; init; }
        public string? Status { get; init; }
        public int? Attempts { get; init; }
        public string? Note { get; init; }
    }
}
