using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <param name="Head">How far the list has come; the changes end there or at the limit.</param>
internal sealed record ListChangesView(string ListCode, long Head, IReadOnlyList<ListDelta> Changes);

/// <summary>GET /api/discipline/lists/{code}/changes?after=n and …/snapshot?sequence=n&amp;on=day (JSON lines).</summary>
internal static class ReadFeed
{
    public static async Task<Results<Ok<ListChangesView>, RefusalResult>> Changes(
        string code,
        DisciplineDb db,
        ListFeed feed,
        CancellationToken ct,
        [Range(0, long.MaxValue)] long? after,
        [Range(1, 1000)] int? limit
    )
    {
        var changes = await feed.Changes(code, after ?? 0, limit ?? 500, ct);
        return await ListHead.Of(db, code, ct) is { } head
            ? TypedResults.Ok(new ListChangesView(code, head.Head, changes))
            : DisciplineErrors.ListNotFound.ToResult();
    }

    /// <summary>Of today's sequence and today unless others are named.</summary>
    public static async Task<Results<EmptyHttpResult, RefusalResult>> Snapshot(
        string code,
        HttpContext http,
        DisciplineDb db,
        ListFeed feed,
        TimeProvider clock,
        CancellationToken ct,
        [Range(0, long.MaxValue)] long? sequence,
        DateOnly? on
    )
    {
        if (await ListHead.Of(db, code, ct) is not { } head)
        {
            return DisciplineErrors.ListNotFound.ToResult();
        }
        if (sequence > head.Head)
        {
            return DisciplineErrors.NotKnownYet.ToResult();
        }
        http.Response.ContentType = "application/x-ndjson; charset=utf-8";
        http.Response.Headers.CacheControl = "private, no-cache";
        await feed.WriteSnapshot(
            http.Response.BodyWriter,
            async () => await http.Response.BodyWriter.FlushAsync(ct),
            code,
            sequence ?? head.Head,
            on ?? clock.Today(),
            ct
        );
        return TypedResults.Empty;
    }
}
