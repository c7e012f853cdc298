using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Alerts;

/// <param name="Target">reminder, unit-head, zone-lead or national.</param>
/// <param name="Outcome">told, nobody, answered, ended or superseded; null while it is not done.</param>
/// <param name="AlertId">The message that told of it.</param>
internal sealed record StepView(
    int Step,
    string Target,
    DateTimeOffset DueAt,
    DateTimeOffset? DoneAt,
    string? Outcome,
    Guid? AlertId
);

/// <param name="AlertId">The message that is addressed to the person.</param>
/// <param name="Reason">subscription, follow-up, reminder, unit-head, zone-lead or national.</param>
/// <param name="DueAt">From when: quiet hours put it off.</param>
/// <param name="StandsInFor">The liaison officer who was away.</param>
internal sealed record AddresseeView(
    Guid AlertId,
    string DisplayName,
    string Reason,
    DateTimeOffset DueAt,
    Guid? StandsInFor
);

/// <param name="Messages">All messages of the alert, in order; the newest 200.</param>
/// <param name="Addressees">The newest 200.</param>
internal sealed record CaseDetailView(
    CaseView Case,
    IReadOnlyList<AlertView> Messages,
    IReadOnlyList<StepView> Steps,
    IReadOnlyList<AddresseeView> Addressees
);

/// <summary>GET /api/alerts/{id}/case: how an alert stands, what was said, what its clock does, and whom it was addressed to.</summary>
internal static class ShowCase
{
    public static async Task<Results<Ok<CaseDetailView>, RefusalResult>> Handle(
        Guid id,
        HttpContext http,
        AlertsDb db,
        IPeople people,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var alert = await Cases.Find(db, id, user, ct);
        if (alert is null)
        {
            return AlertsErrors.AlertNotFound.ToResult();
        }
        var parameters = new { alert.RootId, user.Subject };
        var messages = await db.Query<AlertView>(
            $"""
            select {AlertView.Columns}, s.seen_at
            from (select * from alert where root_id = @RootId order by sequence desc limit {Cursor.MaxLimit}) a
            left join alert_seen s on s.alert_id = a.id and s.subject = @Subject
            order by a.sequence
            """,
            parameters,
            ct
        );
        var steps = await db.Query<StepView>(
            """
            select step::int as step, target, due_at, done_at, outcome, alert_id
            from escalation_step where root_id = @RootId order by armed, step
            """,
            parameters,
            ct
        );
        var addressed = await db.Query<(Guid Alert, string Subject, string Reason, DateTimeOffset DueAt, Guid? For)>(
            $"""
            select d.alert_id, d.subject, d.reason, d.due_at, d.stands_in_for
            from alert a join alert_addressee d on d.alert_id = a.id
            where a.root_id = @RootId order by a.sequence desc, d.subject limit {Cursor.MaxLimit}
            """,
            parameters,
            ct
        );
        var names = await people.DisplayNames([.. addressed.Select(a => a.Subject)], ct);
        return TypedResults.Ok(
            new CaseDetailView(
                alert.View(),
                messages,
                steps,
                [
                    .. addressed.Select(a => new AddresseeView(
                        a.Alert,
                        names.GetValueOrDefault(a.Subject, ""),
                        a.Reason,
                        a.DueAt,
                        a.For
                    )),
                ]
            )
        );
    }
}
