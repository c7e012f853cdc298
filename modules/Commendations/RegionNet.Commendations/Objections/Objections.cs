using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <param name="Channel">letter, telephone or visit: how it came to whoever records it.</param>
/// <param name="Name">Objections are made under the own name; it is sealed.</param>
/// <param name="Contact">Where the answer goes; sealed.</param>
/// <param name="ReceivedOn">Null for today.</param>
public sealed record RecordObjectionRequest(
    [property: Required, RegularExpression("letter|telephone|visit")] string Channel,
    [property: Required, StringLength(50, MinimumLength = 2)] string Name,
    [property: Required, StringLength(200, MinimumLength = 5)] string Contact,
    [property: Required, StringLength(2000, MinimumLength = 10)] string Content,
    DateOnly? ReceivedOn = null
);

/// <param name="Upheld">An objection that holds ends the nomination: it can't go on.</param>
public sealed record AnswerObjectionRequest(
    [property: Required, StringLength(2000, MinimumLength = 10)] string Answer,
    [property: Required] bool? Upheld
);

/// <param name="Name">Of who objects, masked.</param>
internal sealed record ObjectionView(
    Guid Id,
    Guid NominationId,
    string Number,
    string Nominee,
    string NoticeKind,
    string Channel,
    string Name,
    string Content,
    DateTimeOffset ReceivedAt,
    string? Answer,
    bool? Upheld,
    DateTimeOffset? AnsweredAt,
    string? AnsweredByName,
    bool MayAnswer
);

internal sealed record RevealedObjector(string Name, string Contact);

/// <summary>
/// Objections to a notice. The unit keeps those made within it, the organiser those of the public; the unit does not learn who objected
/// to its nominee in public.
/// </summary>
internal static class Objections
{
    private const string Columns = """
        o.id, o.nomination_id, n.number, coalesce(n.name_zh, n.masked_name) as nominee, o.notice_kind, o.channel, o.objector_sealed,
        o.content, o.received_at, o.answer, o.upheld, o.answered_at, o.answered_by_name, o.unit_id, o.own_unit_id
        """;

    /// <summary>Whose it is to know and answer.</summary>
    private const string Mine = """
        (o.notice_kind = 'unit' and n.unit_id = @OrganisationId
            or o.notice_kind = 'public' and @AllZones and @OrganisationId not in (o.unit_id, o.own_unit_id))
        """;

    /// <summary>GET /api/commendations/objections: the newest first.</summary>
    public static async Task<Results<Ok<Page<ObjectionView>>, RefusalResult>> List(
        HttpContext http,
        CommendationsDb db,
        Objectors objectors,
        CancellationToken ct,
        Guid? nominationId,
        bool? open,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        if (!Cursor.TryReadNewestFirst(cursor, out var before, out var beforeId))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var user = http.CurrentUser();
        var take = limit ?? Cursor.DefaultLimit;
        var rows = await db.Query<ObjectionRow>(
            $"""
            select {Columns} from objection o join nomination n on n.id = o.nomination_id
            where {Mine} and (@nominationId::uuid is null or o.nomination_id = @nominationId)
                and (@open::boolean is null or (o.answer is null) = @open)
                and (o.received_at, o.id) < (@before, @beforeId)
            order by o.received_at desc, o.id desc limit @take + 1
            """,
            new
            {
                nominationId,
                open,
                before,
                beforeId,
                take,
                user.OrganisationId,
                user.AllZones,
            },
            ct
        );
        var page = Page<ObjectionRow>.Of(rows, take, r => [r.ReceivedAt, r.Id]);
        return TypedResults.Ok(
            new Page<ObjectionView>(
                [.. page.Items.Select(r => r.View(objectors.Open(r.Id, r.ObjectorSealed)))],
                page.Next
            )
        );
    }

    /// <summary>POST …/nominations/{id}/objections: what came by letter, telephone or in person while the notice ran.</summary>
    public static async Task<Results<Ok<ObjectionView>, RefusalResult>> Record(
        Guid id,
        RecordObjectionRequest request,
        HttpContext http,
        CommendationsDb db,
        Objectors objectors,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (ResidentId.StandsIn(request.Content))
        {
            return CommendationsErrors.ResidentIdInText.ToResult();
        }
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<Guid>(
            user.Actor,
            async tx =>
            {
                var row = await tx.QueryOne<NominationRow>(
                    $"""
                    select {NominationRow.Columns} from nomination n
                    where n.id = @id and (n.state = 'unit-notice' and n.unit_id = @OrganisationId
                        or n.state = 'public-notice' and @AllZones and @OrganisationId not in (n.unit_id, n.own_unit_id))
                    for update of n
                    """,
                    Sight.Of(user, id)
                );
                if (row is null)
                {
                    return CommendationsErrors.NominationNotFound;
                }
                var now = clock.GetUtcNow();
                var received =
                    request.ReceivedOn is { } day && day != clock.Today()
                        ? BusinessTime.At(day, new TimeOnly(12, 0))
                        : now;
                return received > now
                    ? CommendationsErrors.NoticeOver
                    : await objectors.Write(
                        tx,
                        row,
                        row.State == NominationState.UnitNotice ? "unit" : "public",
                        request.Channel,
                        new Objector(request.Name, request.Contact),
                        request.Content,
                        received,
                        user.Subject
                    );
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok(await Show(db, objectors, user, outcome.Value, ct));
    }

    /// <summary>POST …/objections/{id}/answer, once.</summary>
    public static async Task<Results<Ok<ObjectionView>, RefusalResult>> Answer(
        Guid id,
        AnswerObjectionRequest request,
        HttpContext http,
        CommendationsDb db,
        Objectors objectors,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (ResidentId.StandsIn(request.Answer))
        {
            return CommendationsErrors.ResidentIdInText.ToResult();
        }
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<bool>(
            user.Actor,
            async tx =>
            {
                // The nomination first, as whoever approves it does.
                var row = await tx.QueryOne<ObjectionRow>(
                    $"""
                    select {Columns} from objection o join nomination n on n.id = o.nomination_id
                    where o.id = @id and {Mine} for update of n
                    """,
                    Sight.Of(user, id)
                );
                if (row is null)
                {
                    return CommendationsErrors.ObjectionNotFound;
                }
                var answered = await tx.Execute(
                    """
                    update objection set answer = @Answer, upheld = @Upheld, answered_at = @Now, answered_by = @Subject,
                        answered_by_name = @DisplayName, organisation_id = @OrganisationId
                    where id = @id and answer is null
                    """,
                    new
                    {
                        id,
                        request.Answer,
                        request.Upheld,
                        Now = clock.GetUtcNow(),
                        user.Subject,
                        user.DisplayName,
                        user.OrganisationId,
                    }
                );
                if (answered == 0)
                {
                    return CommendationsErrors.ObjectionAnswered;
                }
                tx.Audit("commendations.objection.answered", id.ToString(), new { row.Number, request.Upheld });
                return true;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok(await Show(db, objectors, user, id, ct));
    }

    /// <summary>POST …/objections/{id}/reveal: to whom the answer goes, for a purpose that the audit keeps.</summary>
    public static async Task<Results<Ok<RevealedObjector>, RefusalResult>> Reveal(
        Guid id,
        RevealRequest request,
        HttpContext http,
        CommendationsDb db,
        Objectors objectors,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        if (await Find(db, user, id, ct) is not { } row)
        {
            return CommendationsErrors.ObjectionNotFound.ToResult();
        }
        await db.InTransaction<bool>(
            user.Actor,
            tx =>
            {
                tx.Audit("commendations.objector.revealed", id.ToString(), new { row.Number, request.Purpose });
                return Task.FromResult<Outcome<bool>>(true);
            },
            ct: ct
        );
        http.Response.Headers.CacheControl = "no-store";
        var objector = objectors.Open(row.Id, row.ObjectorSealed);
        return TypedResults.Ok(new RevealedObjector(objector.Name, objector.Contact));
    }

    private static async Task<ObjectionView> Show(
        CommendationsDb db,
        Objectors objectors,
        CurrentUser user,
        Guid id,
        CancellationToken ct
    )
    {
        var row = (await Find(db, user, id, ct))!;
        return row.View(objectors.Open(row.Id, row.ObjectorSealed));
    }

    private static Task<ObjectionRow?> Find(CommendationsDb db, CurrentUser user, Guid id, CancellationToken ct) =>
        db.QueryOne<ObjectionRow>(
            $"select {Columns} from objection o join nomination n on n.id = o.nomination_id where o.id = @id and {Mine}",
            Sight.Of(user, id),
            ct
        );

    private sealed record ObjectionRow
    {
        public Guid Id { get; init; }
        public Guid NominationId { get; init; }
        public required string Number { get; init; }
        public required string Nominee { get; init; }
        public required string NoticeKind { get; init; }
        public required string Channel { get; init; }
        public required byte[] ObjectorSealed { get; init; }
        public required string Content { get; init; }
        public DateTimeOffset ReceivedAt { get; init; }
        public string? Answer { get; init; }
        public bool? Upheld { get; init; }
        public DateTimeOffset? AnsweredAt { get; init; }
        public string? AnsweredByName { get; init; }

        public ObjectionView View(Objector objector) =>
            new(
                Id,
                NominationId,
                Number,
                Nominee,
                NoticeKind,
                Channel,
                PartyMasking.Name(objector.Name),
                Content,
                ReceivedAt,
                Answer,
                Upheld,
                AnsweredAt,
                AnsweredByName,
                Answer is null
            );
    }
}

internal sealed record Objector(string Name, string Contact);

/// <summary>Who objected, sealed at rest.</summary>
internal sealed class Objectors(CommendationsSealing sealing)
{
    private const string Field = "objector";

    public Objector Open(Guid objection, byte[] sealedBytes) =>
        Json.Read<Objector>(sealing.Open(objection, Field, sealedBytes));

    /// <summary>Records an objection to the last notice of a nomination whose lock is held.</summary>
    public async Task<Outcome<Guid>> Write(
        Tx tx,
        NominationRow row,
        string kind,
        string channel,
        Objector objector,
        string content,
        DateTimeOffset received,
        string? recordedBy
    )
    {
        var id = Guid.CreateVersion7(received);
        // The database refuses what comes before or after the days of the notice.
        await tx.Execute(
            """
            insert into objection (id, notice_id, nomination_id, notice_kind, unit_id, own_unit_id, channel, objector_sealed, fingerprint,
                content, received_at, recorded_by)
            select @id, s.id, @NominationId, @kind, @UnitId, @OwnUnitId, @channel, @Sealed, @Fingerprint, @content, @received, @recordedBy
            from notice s where s.nomination_id = @NominationId and s.kind = @kind order by s.version desc limit 1
            """,
            new
            {
                id,
                NominationId = row.Id,
                kind,
                row.UnitId,
                row.OwnUnitId,
                channel,
                Sealed = sealing.Seal(id, Field, Json.Write(objector)),
                Fingerprint = sealing.Fingerprint($"{objector.Name}\n{objector.Contact}\n{content}"),
                content,
                received,
                recordedBy,
            }
        );
        tx.Audit(
            "commendations.objection.recorded",
            id.ToString(),
            new
            {
                row.Number,
                kind,
                channel,
            }
        );
        return id;
    }
}
