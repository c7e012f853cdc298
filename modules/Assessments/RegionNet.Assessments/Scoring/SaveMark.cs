using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <param name="Mark">0 to 100, at most two decimals.</param>
/// <param name="Comment">At most 2,000 characters.</param>
/// <param name="Version">Of the mark that the caller has before it; 0 for an empty cell.</param>
public sealed record MarkRequest(
    [property: Required, Range(typeof(decimal), "0", "100", ParseLimitsInInvariantCulture = true)] decimal? Mark,
    [property: StringLength(2000)] string? Comment,
    [property: Required, Range(0, int.MaxValue)] int? Version
);

/// <param name="Version">Send it with the next change.</param>
internal sealed record MarkView(int Version, decimal Mark, string? Comment, DateTimeOffset SavedAt);

/// <summary>
/// PUT /api/assessments/rounds/{round}/sheet/{zone}/{indicator}: one cell, by whoever scores the zone. One statement does it all
/// (<c>save_score</c>): it commits by itself, so an answer means that the disk has the mark. Sent again, it changes nothing.
/// </summary>
internal static class SaveMark
{
    private const string Sql =
        "select outcome, version, mark, comment, saved_at from save_score($1, $2, $3, $4, $5, $6, $7, $8, 'sheet', $9)";

    public static async Task<Results<Ok<MarkView>, RefusalResult>> Handle(
        Guid round,
        Guid zone,
        [StringLength(20)] string indicator,
        MarkRequest request,
        HttpContext http,
        AssessmentsDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var mark = request.Mark!.Value;
        if (RefuseDecimals(mark) is { } wrong)
        {
            return wrong.ToResult();
        }
        var user = http.CurrentUser();
        await using var command = db.Source.CreateCommand(Sql);
        var parameters = command.Parameters;
        parameters.Add(new NpgsqlParameter<string> { TypedValue = user.Subject });
        parameters.Add(new NpgsqlParameter<Guid> { TypedValue = round });
        parameters.Add(new NpgsqlParameter<Guid> { TypedValue = zone });
        parameters.Add(new NpgsqlParameter<string> { TypedValue = indicator });
        parameters.Add(new NpgsqlParameter<decimal> { TypedValue = mark });
        parameters.Add(
            new NpgsqlParameter
            {
                Value = Text(request.Comment) ?? (object)DBNull.Value,
                NpgsqlDbType = NpgsqlDbType.Text,
            }
        );
        parameters.Add(new NpgsqlParameter<int> { TypedValue = request.Version!.Value });
        parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = clock.GetUtcNow().UtcDateTime });
        parameters.Add(
            new NpgsqlParameter { Value = user.Address ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text }
        );
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var outcome = reader.GetString(0);
        var stored = reader.IsDBNull(1)
            ? null
            : new MarkView(
                reader.GetInt32(1),
                reader.GetDecimal(2),
                reader.IsDBNull(3) ? null : reader.GetString(3),
                new DateTimeOffset(reader.GetDateTime(4), TimeSpan.Zero)
            );
        return Refusal(outcome) is not { } refusal ? TypedResults.Ok(stored)
            : outcome == "stale" ? refusal.With("stored", stored!).With("sent", request).ToResult()
            : refusal.ToResult();
    }

    /// <returns>Null when the mark stands as it was sent.</returns>
    public static Refusal? Refusal(string outcome) =>
        outcome switch
        {
            "saved" or "unchanged" => null,
            "stale" => ScoringErrors.StaleMark,
            "no-such-cell" => ScoringErrors.NoSuchCell,
            "locked" => ScoringErrors.SheetLocked,
            "closed" => ScoringErrors.ScoringClosed,
            "conflict" => ScoringErrors.ConflictOfInterest,
            _ => ScoringErrors.SheetNotFound,
        };

    public static Refusal? RefuseDecimals(decimal mark) =>
        mark == decimal.Round(mark, 2)
            ? null
            : KernelErrors.InvalidRequest.Because("分数最多两位小数", "A mark has at most two decimals");

    public static string? Text(string? comment) => string.IsNullOrWhiteSpace(comment) ? null : comment.Trim();
}
