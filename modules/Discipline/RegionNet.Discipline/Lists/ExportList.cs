using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>
/// GET /api/discipline/lists/{code}/export?format=csv|json|xlsx: a whole list on a day as known at an instant, streamed. For everybody,
/// what is public and in force now: …/public/lists/{code}/export. That an officer took it is in the audit.
/// </summary>
internal static class ExportList
{
    /// <summary>Rows of a worksheet, less its header.</summary>
    private const int LargestSheet = 1_048_575;

    public static async Task<Results<EmptyHttpResult, StatusCodeHttpResult, RefusalResult>> Handle(
        string code,
        HttpContext http,
        DisciplineDb db,
        TimeProvider clock,
        CancellationToken ct,
        [Required, RegularExpression("csv|json|xlsx")] string format,
        DateOnly? on,
        DateTimeOffset? known
    )
    {
        var asOf = AsOf.Of(clock, on, known);
        return asOf.Refusal is { } refusal
            ? refusal.ToResult()
            : await Write(code, http, db, clock, format, asOf.Value, known is not null, isPublic: false, ct);
    }

    public static Task<Results<EmptyHttpResult, StatusCodeHttpResult, RefusalResult>> Public(
        string code,
        HttpContext http,
        DisciplineDb db,
        TimeProvider clock,
        CancellationToken ct,
        [Required, RegularExpression("csv|json|xlsx")] string format
    ) => Write(code, http, db, clock, format, AsOf.Of(clock, null, null).Value, false, isPublic: true, ct);

    private static async Task<Results<EmptyHttpResult, StatusCodeHttpResult, RefusalResult>> Write(
        string code,
        HttpContext http,
        DisciplineDb db,
        TimeProvider clock,
        string format,
        AsOf asOf,
        bool explicitKnown,
        bool isPublic,
        CancellationToken ct
    )
    {
        if (explicitKnown)
        {
            await asOf.Settle(db, clock, code, ct);
        }
        if (await ListHead.Of(db, code, ct) is not { } head)
        {
            return DisciplineErrors.ListNotFound.ToResult();
        }
        var english = Language.IsEnglish(http);
        http.Response.Headers.CacheControl = isPublic ? "public, no-cache" : "private, no-cache";
        http.Response.Headers.Vary = "Accept-Language";
        if (
            ConditionalGet.IsUnchanged(
                http,
                head,
                asOf,
                explicitKnown,
                $"{format}{(isPublic ? " public" : "")}{(english ? " en" : "")}"
            )
        )
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }
        await using var connection = await db.Source.OpenConnectionAsync(ct);
        if (format == "xlsx" && await Count(connection, code, asOf, isPublic, ct) > LargestSheet)
        {
            return DisciplineErrors.TooLargeForWorkbook.ToResult();
        }
        if (!isPublic)
        {
            await Audit(db, http.CurrentUser(), code, format, asOf, head, ct);
        }
        http.Response.ContentType = format switch
        {
            "csv" => "text/csv; charset=utf-8",
            "json" => "application/json; charset=utf-8",
            _ => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        };
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{code}-{asOf.On:yyyyMMdd}.{format}\"";
        await using var command = Command(connection, Columns, EntryView.Order, code, asOf, isPublic);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var export = new ListExport(reader, http.Response, english, ct);
        await (
            format switch
            {
                "csv" => export.WriteCsv(),
                "json" => export.WriteJson(code, asOf, head),
                _ => export.WriteWorkbook(code),
            }
        );
        return TypedResults.Empty;
    }

    /// <summary>In the order of <see cref="ListExport.Headers"/>.</summary>
    private const string Columns = """
        e.id, coalesce(p.name, p.masked_name), p.code, e.place_code, g.zh, g.en, e.authority_zh, e.authority_en, e.document_number, e.clause,
        e.decided_on, lower(v.valid), upper(v.valid), v.state, v.known_at
        """;

    private static NpgsqlCommand Command(
        NpgsqlConnection connection,
        string columns,
        string? order,
        string code,
        AsOf asOf,
        bool isPublic
    )
    {
        var sql =
            $"select {columns} from {EntryView.Source} {(isPublic ? $"and {EntryView.MayBePublic}" : "")}"
            + $"{(order is null ? "" : $" order by {order}")}";
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue("list", code);
        command.Parameters.AddWithValue("On", asOf.On);
        command.Parameters.AddWithValue("Latest", asOf.Latest);
        command.Parameters.AddWithValue("Known", asOf.Known.ToUniversalTime());
        return command;
    }

    private static async Task<long> Count(
        NpgsqlConnection connection,
        string code,
        AsOf asOf,
        bool isPublic,
        CancellationToken ct
    )
    {
        await using var command = Command(connection, "count(*)", null, code, asOf, isPublic);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    private static Task Audit(
        DisciplineDb db,
        CurrentUser user,
        string code,
        string format,
        AsOf asOf,
        ListHead head,
        CancellationToken ct
    ) =>
        db.InTransaction<bool>(
            user.Actor,
            tx =>
            {
                tx.Audit(
                    "discipline.list.exported",
                    code,
                    new
                    {
                        format,
                        asOf.On,
                        known = asOf.Known.ToString("O", CultureInfo.InvariantCulture),
                        head.Head,
                    }
                );
                return Task.FromResult<Outcome<bool>>(true);
            },
            ct: ct
        );
}
