using System.Buffers;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>A mark with all it was, as the organiser sees it once scoring is over.</summary>
internal sealed record ScoredCell(
    string Pseudonym,
    int Version,
    string Phase,
    decimal Mark,
    string? Comment,
    string? Reason,
    DateTimeOffset SavedAt
);

/// <summary>
/// GET /api/assessments/rounds/{round}/scores: every mark of the round, once scoring is over: the indicators, and for each zone and
/// evaluator the marks in their order. <c>{"stage", "indicators": [{"code", "zh", "en"}], "zones": [{"id", "zh", "en", "sheets":
/// [{"evaluator", "marks": [85.5, …]}]}]}</c>
/// </summary>
/// <remarks>A locked sheet is one text, written when it was locked, so that 20,000 cells are 500 rows that go out as they are.</remarks>
internal static class ScorePage
{
    private const string Head = """
        select r.stage, md5(coalesce(string_agg(l.revision::text, ',' order by l.revision), ''))
        from assessment_round r
            left join (locked_sheet l join assignment a on a.id = l.assignment_id and a.state = 'locked') on l.round_id = r.id
        where r.id = $1
        group by r.id
        """;

    private const string Cells = "select indicator, zh, en from round_cell where round_id = $1 order by position";

    private const string Sheets = """
        select z.id, z.zh, z.en, a.pseudonym, l.marks
        from locked_sheet l join assignment a on a.id = l.assignment_id and a.state = 'locked'
            join demonstration_zone z on z.id = a.zone_id
        where l.round_id = $1
        order by z.place_code, a.pseudonym
        """;

    public static async Task<IResult> Handle(Guid round, HttpContext http, AssessmentsDb db, CancellationToken ct)
    {
        await using var connection = await db.Source.OpenConnectionAsync(ct);
        string stage,
            tag;
        await using (var head = Command(connection, Head, round))
        await using (var row = await head.ExecuteReaderAsync(ct))
        {
            if (!await row.ReadAsync(ct))
            {
                return RoundErrors.RoundNotFound.ToResult();
            }
            (stage, tag) = (row.GetString(0), $"\"{row.GetString(1)}-{row.GetString(0)}\"");
        }
        if (!IsOver(stage))
        {
            return ScoringErrors.ScoresHidden.ToResult();
        }
        http.Response.Headers.ETag = tag;
        http.Response.Headers.CacheControl = "private, no-cache";
        if (http.Request.Headers.IfNoneMatch == tag)
        {
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }
        http.Response.ContentType = "application/json; charset=utf-8";
        var body = http.Response.BodyWriter;
        await using (
            var json = new Utf8JsonWriter(
                body,
                new JsonWriterOptions { Encoder = Json.Options.Encoder, SkipValidation = true }
            )
        )
        {
            json.WriteStartObject();
            json.WriteString("stage", stage);
            await WriteCells(json, connection, round, ct);
            await WriteZones(json, connection, round, ct);
            json.WriteEndObject();
        }
        await body.FlushAsync(ct);
        return Results.Empty;
    }

    /// <summary>GET …/scores/{zone}/{indicator}: the marks of a cell with their comments, versions and reasons.</summary>
    public static async Task<Results<Ok<IReadOnlyList<ScoredCell>>, RefusalResult>> Cell(
        Guid round,
        Guid zone,
        [StringLength(20)] string indicator,
        AssessmentsDb db,
        CancellationToken ct
    )
    {
        var stage = await db.QueryOne<string>(
            "select stage from assessment_round where id = @round",
            new { round },
            ct
        );
        if (stage is null)
        {
            return RoundErrors.RoundNotFound.ToResult();
        }
        if (!IsOver(stage))
        {
            return ScoringErrors.ScoresHidden.ToResult();
        }
        return TypedResults.Ok(
            await db.Query<ScoredCell>(
                """
                select a.pseudonym, v.version, v.phase, v.mark, v.comment, v.reason, v.saved_at
                from assignment a join score_version v on v.assignment_id = a.id
                where a.round_id = @round and a.zone_id = @zone and a.state = 'locked' and v.indicator = @indicator
                order by a.pseudonym, v.version desc limit 500
                """,
                new
                {
                    round,
                    zone,
                    indicator,
                },
                ct
            )
        );
    }

    /// <summary>Marks exist for others than who gave them once scoring has ended.</summary>
    internal static bool IsOver(string stage) => stage is "reconciliation" or "panel-opinion" or "notice" or "final";

    private static async Task WriteCells(
        Utf8JsonWriter json,
        NpgsqlConnection connection,
        Guid round,
        CancellationToken ct
    )
    {
        await using var command = Command(connection, Cells, round);
        await using var row = await command.ExecuteReaderAsync(ct);
        json.WriteStartArray("indicators");
        while (await row.ReadAsync(ct))
        {
            json.WriteStartObject();
            json.WriteString("code", row.GetString(0));
            json.WriteString("zh", row.GetString(1));
            json.WriteString("en", row.GetString(2));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static async Task WriteZones(
        Utf8JsonWriter json,
        NpgsqlConnection connection,
        Guid round,
        CancellationToken ct
    )
    {
        await using var command = Command(connection, Sheets, round);
        await using var row = await command.ExecuteReaderAsync(ct);
        json.WriteStartArray("zones");
        Guid? zone = null;
        while (await row.ReadAsync(ct))
        {
            var next = row.GetGuid(0);
            if (next != zone)
            {
                if (zone is not null)
                {
                    json.WriteEndArray();
                    json.WriteEndObject();
                }
                zone = next;
                json.WriteStartObject();
                json.WriteString("id", next);
                json.WriteString("zh", row.GetString(1));
                json.WriteString("en", row.GetString(2));
                json.WriteStartArray("sheets");
            }
            json.WriteStartObject();
            json.WriteString("evaluator", row.GetString(3));
            json.WritePropertyName("marks");
            json.WriteRawValue(row.GetString(4), skipInputValidation: true);
            json.WriteEndObject();
        }
        if (zone is not null)
        {
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, Guid round) =>
        new(sql, connection) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = round } } };
}
