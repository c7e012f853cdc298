using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Hearings;

/// <param name="Field">nameEn, capacity, accessible, or the kind of a device.</param>
/// <param name="From">Null: the room had no such device.</param>
internal sealed record RoomChange(string Field, object? From, object To);

/// <param name="Action"><c>added</c>, <c>changed</c> or <c>unchanged</c>.</param>
/// <param name="RoomId">Null in the dry run of a room that would be added.</param>
internal sealed record RoomImportRow(
    int Row,
    string NameZh,
    string Action,
    Guid? RoomId,
    IReadOnlyList<RoomChange> Changes
);

/// <param name="Applied">False after a dry run.</param>
/// <param name="Rows">What each row without an error does.</param>
/// <param name="Errors">Only a dry run answers them here; an import that has any is refused.</param>
internal sealed record RoomImportView(
    bool DryRun,
    bool Applied,
    int Added,
    int Changed,
    int Unchanged,
    IReadOnlyList<RoomImportRow> Rows,
    IReadOnlyList<CellError> Errors
);

/// <summary>
/// POST /api/hearings/room-imports?dryRun=: rooms of the own centre from CSV or XLSX, as the body or as a file of a form. A room is
/// known by its Chinese name. The rooms of a sheet are written all or none; the same sheet again changes nothing.
/// </summary>
internal static class ImportRooms
{
    private static readonly SheetLimits Limits = new(2 * 1024 * 1024, 2_000, 24 * 1024 * 1024);

    public static async Task<Results<Ok<RoomImportView>, RefusalResult>> Handle(
        HttpContext http,
        HearingsDb db,
        IZoneDirectory zones,
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
        var (drafts, errors) = RoomSheet.Read(sheet.Value);
        if (errors.Count > 0 && !dryRun)
        {
            return HearingsErrors.ImportHasErrors.With("errors", errors).ToResult();
        }
        if ((await zones.Organisation(user.OrganisationId, ct))?.PlaceCode is not { } place)
        {
            return HearingsErrors.NotACentre.ToResult();
        }
        if (dryRun)
        {
            var now = await ExistingRoom.Of(db, user.OrganisationId, ct);
            return TypedResults.Ok(View(dryRun, [.. Plan(drafts, now).Select(p => p.Row)], errors));
        }
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(body.Value));
        var outcome = await db.InTransaction<RoomImportView>(
            user.Actor,
            async tx =>
            {
                var planned = Plan(drafts, await ExistingRoom.Lock(tx, user.OrganisationId, drafts));
                var view = View(dryRun, await WriteRooms.All(tx, user.OrganisationId, place, planned), errors);
                tx.Audit(
                    "hearings.rooms.imported",
                    user.OrganisationId.ToString(),
                    new
                    {
                        sha256,
                        view.Added,
                        view.Changed,
                        view.Unchanged,
                    }
                );
                foreach (var row in view.Rows.Where(r => r.Action != "unchanged"))
                {
                    tx.Audit($"hearings.room.{row.Action}", row.RoomId.ToString()!, row);
                }
                return view;
            },
            Idempotency.Of(http, user, new { sha256 }),
            ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }

    private static RoomImportView View(
        bool dryRun,
        IReadOnlyList<RoomImportRow> rows,
        IReadOnlyList<CellError> errors
    ) =>
        new(
            dryRun,
            !dryRun,
            rows.Count(r => r.Action == "added"),
            rows.Count(r => r.Action == "changed"),
            rows.Count(r => r.Action == "unchanged"),
            rows,
            errors
        );

    /// <summary>What each draft does to the rooms there are.</summary>
    private static IReadOnlyList<PlannedRoom> Plan(
        IReadOnlyList<RoomDraft> drafts,
        IReadOnlyList<ExistingRoom> existing
    )
    {
        var byName = existing.ToDictionary(r => r.NameZh, StringComparer.Ordinal);
        return
        [
            .. drafts.Select(draft =>
            {
                var room = byName.GetValueOrDefault(draft.NameZh);
                var changes = new List<RoomChange>();
                if (room?.NameEn != draft.NameEn)
                {
                    changes.Add(new(RoomColumns.NameEn, room?.NameEn, draft.NameEn));
                }
                if (room?.Capacity != draft.Capacity)
                {
                    changes.Add(new(RoomColumns.Capacity, room?.Capacity, draft.Capacity));
                }
                if (draft.Accessible is { } accessible && (room?.Accessible ?? false) != accessible)
                {
                    changes.Add(new(RoomColumns.Accessible, room?.Accessible, accessible));
                }
                changes.AddRange(
                    from device in draft.Devices
                    let now = room?.Devices.TryGetValue(device.Key, out var quantity) == true ? quantity : (int?)null
                    // None of it and never listed are the same thing.
                    where (now ?? 0) != device.Value
                    select new RoomChange(device.Key, now, device.Value)
                );
                var action =
                    room is null ? "added"
                    : changes.Count > 0 ? "changed"
                    : "unchanged";
                return new PlannedRoom(draft, new(draft.Row, draft.NameZh, action, room?.Id, changes));
            }),
        ];
    }
}

internal sealed record PlannedRoom(RoomDraft Draft, RoomImportRow Row);
