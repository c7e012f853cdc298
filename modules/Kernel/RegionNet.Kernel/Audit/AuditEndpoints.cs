using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace RegionNet.Kernel;

/// <summary>An audit entry as the audit administrator reads it.</summary>
/// <param name="Sequence">Its place in the chain; null in the moments before it has one.</param>
/// <param name="Hash">In hex; null as long as the place is.</param>
public sealed record AuditEntryView(
    long Id,
    long? Sequence,
    DateTimeOffset At,
    string Actor,
    string ActorName,
    string? Address,
    string Action,
    string Subject,
    string Details,
    string Result,
    string? Hash
);

public static class AuditEndpoints
{
    /// <summary>Lets those who meet <paramref name="policy"/> read and verify a module's audit chain.</summary>
    public static void MapAudit(this IEndpointRouteBuilder app, string module, string policy)
    {
        var audit = app.MapGroup($"/api/audit/{module}").RequireAuthorization(policy).WithTags("audit");
        audit.MapGet(
            "",
            (HttpContext http, string? subject, string? cursor, [Range(1, Cursor.MaxLimit)] int? limit) =>
                List(http.RequestServices.GetRequiredKeyedService<Db>(module), subject, cursor, limit, http)
        );
        audit.MapGet(
            "/verification",
            // The second parameter matters: (HttpContext) => Task is taken for a RequestDelegate, whose result is not written.
            async (HttpContext http, CancellationToken ct) =>
                TypedResults.Ok(
                    await AuditChain.Verify(http.RequestServices.GetRequiredKeyedService<Db>(module).Source, ct)
                )
        );
    }

    private static async Task<Results<Ok<Page<AuditEntryView>>, RefusalResult>> List(
        Db db,
        string? subject,
        string? cursor,
        int? limit,
        HttpContext http
    )
    {
        var before = long.MaxValue;
        if (
            cursor is not null
            && !(
                Cursor.TryRead(cursor, 1, out var at)
                && long.TryParse(at[0], NumberStyles.None, CultureInfo.InvariantCulture, out before)
            )
        )
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var take = limit ?? Cursor.DefaultLimit;
        var rows = await db.Query<AuditEntryView>(
            """
            select id, sequence, at, actor, actor_name, address, action, subject, details, result, encode(hash, 'hex') as hash
            from audit_entry
            where id < @before and (@subject::text is null or subject = @subject)
            order by id desc limit @take + 1
            """,
            new
            {
                before,
                subject,
                take,
            },
            http.RequestAborted
        );
        return TypedResults.Ok(Page<AuditEntryView>.Of(rows, take, e => [e.Id]));
    }
}
