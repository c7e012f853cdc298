using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Discipline;

/// <param name="Version">Of the task as the caller has seen it.</param>
/// <param name="Note">Why it is returned; with a push, what was sent.</param>
/// <param name="DocumentNumber">Of the publication in the province of registration.</param>
public sealed record MoveProvinceTaskRequest(
    [property: Required, Range(1, int.MaxValue)] int? Version,
    [property: StringLength(500, MinimumLength = 1)] string? Note,
    [property: StringLength(100, MinimumLength = 1)] string? DocumentNumber
);

/// <summary>
/// POST /api/discipline/province-tasks/{id}/push by the authority that decided; …/publication, …/return and …/clearance by the IP office of the
/// province of registration.
/// </summary>
internal static class MoveProvinceTask
{
    public static Task<Results<Ok<ProvinceTaskView>, RefusalResult>> Push(
        Guid id,
        MoveProvinceTaskRequest request,
        HttpContext http,
        DisciplineDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    ) => Move(id, request, "pushed", http, db, zones, clock, ct);

    public static Task<Results<Ok<ProvinceTaskView>, RefusalResult>> Publish(
        Guid id,
        MoveProvinceTaskRequest request,
        HttpContext http,
        DisciplineDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    ) => Move(id, request, "published", http, db, zones, clock, ct);

    public static Task<Results<Ok<ProvinceTaskView>, RefusalResult>> Return(
        Guid id,
        MoveProvinceTaskRequest request,
        HttpContext http,
        DisciplineDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    ) => Move(id, request, "returned", http, db, zones, clock, ct);

    public static Task<Results<Ok<ProvinceTaskView>, RefusalResult>> Clear(
        Guid id,
        MoveProvinceTaskRequest request,
        HttpContext http,
        DisciplineDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    ) => Move(id, request, "cleared", http, db, zones, clock, ct);

    private static async Task<Results<Ok<ProvinceTaskView>, RefusalResult>> Move(
        Guid id,
        MoveProvinceTaskRequest request,
        string to,
        HttpContext http,
        DisciplineDb db,
        IZoneDirectory zones,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (PersonalText.Refuse(request.Note, request.DocumentNumber) is { } personal)
        {
            return personal.ToResult();
        }
        var user = http.CurrentUser();
        var side = to == "pushed" ? "sender" : "receiver";
        var province = await ListProvinceTasks.ProvinceOf(user, zones, ct);
        if ((to == "published" && request.DocumentNumber is null) || (to == "returned" && request.Note is null))
        {
            return SharingErrors.TaskMoveIncomplete.ToResult();
        }
        var outcome = await db.InTransaction<Guid>(
            user.Actor,
            async tx =>
            {
                var task = await tx.QueryOne<ProvinceTaskRow>(
                    $"""
                    select {ProvinceTaskRow.Columns} from province_task t
                    where t.id = @id and (@side = 'sender' and t.sender_organisation_id = @OrganisationId
                        or @side = 'receiver' and t.province = @province and t.state <> 'to-push')
                    for update
                    """,
                    new
                    {
                        id,
                        side,
                        province,
                        user.OrganisationId,
                    }
                );
                if (task is null)
                {
                    return SharingErrors.TaskNotFound;
                }
                if (task.Version != request.Version)
                {
                    return SharingErrors.StaleTask;
                }
                var moved = await ProvinceTasks.Move(
                    tx,
                    task,
                    to,
                    side,
                    clock,
                    request.Note,
                    request.DocumentNumber,
                    side == "receiver" ? user.OrganisationId : null
                );
                return moved.Refusal is { } refused ? refused : task.Id;
            },
            Idempotency.Of(http, user, request),
            ct
        );
        return outcome.Refusal is { } refusal
            ? refusal.ToResult()
            : TypedResults.Ok((await ListProvinceTasks.Show(db, user, id, province, clock, ct))!);
    }
}
