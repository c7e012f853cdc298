using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <param name="Label">Which tablet it is, for the host's own record.</param>
public sealed record AddDoorRequest([property: Required, StringLength(100, MinimumLength = 1)] string Label);

/// <param name="Token">Opens the door page; only in the answer that made it.</param>
internal sealed record DoorView(
    Guid Id,
    Guid RoomId,
    string Label,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? LockedUntil,
    string? Token
);

/// <summary>
/// A door's token: its id and a keyed hash of it, so that none can be guessed and nothing that opens a door lies in the database.
/// </summary>
internal sealed class DoorTokens(HearingsSealing sealing)
{
    public string Of(Guid door) => $"{door:N}{Signature(door)}";

    /// <returns>Null unless the signature is ours; whether the door still exists is for the database to say.</returns>
    public Guid? Read(string token) =>
        token.Length == 96
        && Guid.TryParseExact(token[..32], "N", out var door)
        && ConstantTime.Equal(token[32..], Signature(door))
            ? door
            : null;

    private string Signature(Guid door) => sealing.Fingerprint($"door {door:N}");
}

internal static class ConstantTime
{
    public static bool Equal(string a, string b) =>
        System.Security.Cryptography.CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.UTF8.GetBytes(a),
            System.Text.Encoding.UTF8.GetBytes(b)
        );
}

/// <summary>
/// GET and POST /api/hearings/rooms/{id}/doors, POST /api/hearings/doors/{id}/revocation: the links that a host gives to the
/// tablets at its rooms.
/// </summary>
internal static class Doors
{
    private const string Columns =
        "d.id, d.room_id, d.label, d.created_at, d.revoked_at, d.locked_until, null::text as token";

    public static async Task<Ok<Page<DoorView>>> List(Guid id, HttpContext http, HearingsDb db, CancellationToken ct) =>
        TypedResults.Ok(
            new Page<DoorView>(
                await db.Query<DoorView>(
                    $"""
                    select {Columns} from door d join room r on r.id = d.room_id
                    where d.room_id = @id and r.organisation_id = @OrganisationId
                    order by d.created_at desc, d.id limit {Cursor.MaxLimit}
                    """,
                    new { id, http.CurrentUser().OrganisationId },
                    ct
                ),
                null
            )
        );

    public static async Task<Results<Created<DoorView>, RefusalResult>> Add(
        Guid id,
        AddDoorRequest request,
        HttpContext http,
        HearingsDb db,
        DoorTokens tokens,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<DoorView>(
            user.Actor,
            async tx =>
            {
                var door = await tx.QueryOne<DoorView>(
                    $"""
                    insert into door as d (id, room_id, label, created_by, created_at)
                    select @key, r.id, @Label, @Subject, @now from room r
                    where r.id = @id and r.organisation_id = @OrganisationId
                    returning {Columns}
                    """,
                    new
                    {
                        key = Guid.NewGuid(),
                        id,
                        request.Label,
                        user.Subject,
                        user.OrganisationId,
                        now = clock.GetUtcNow(),
                    }
                );
                if (door is null)
                {
                    return HearingsErrors.RoomNotFound;
                }
                tx.Audit("hearings.door.added", id.ToString(), new { door = door.Id });
                return door;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Created(
                $"/api/hearings/rooms/{id}/doors",
                outcome.Value with
                {
                    Token = tokens.Of(outcome.Value.Id),
                }
            );
    }

    public static async Task<Results<NoContent, RefusalResult>> Revoke(
        Guid id,
        HttpContext http,
        HearingsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var user = http.CurrentUser();
        var outcome = await db.InTransaction<bool>(
            user.Actor,
            async tx =>
            {
                var revoked = await tx.Execute(
                    """
                    update door set revoked_at = @now, revoked_by = @Subject
                    where id = @id and revoked_at is null
                        and room_id in (select id from room where organisation_id = @OrganisationId)
                    """,
                    new
                    {
                        id,
                        user.Subject,
                        user.OrganisationId,
                        now = clock.GetUtcNow(),
                    }
                );
                if (revoked == 0)
                {
                    return HearingsErrors.DoorNotFound;
                }
                tx.Audit("hearings.door.revoked", id.ToString(), new { });
                return true;
            },
            ct: ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.NoContent();
    }
}
