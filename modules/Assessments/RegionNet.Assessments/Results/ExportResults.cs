using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>What leaves the system of a round's result: the table, and everything from which it is computed again elsewhere.</summary>
internal static class ExportResults
{
    /// <summary>
    /// GET /api/assessments/rounds/{id}/results/export?format=zip|json: input and result byte for byte as they are kept, which the command
    /// <c>recompute</c> reads; in the ZIP also the list of evidence.
    /// </summary>
    public static async Task<Results<FileContentHttpResult, RefusalResult>> Export(
        Guid id,
        HttpContext http,
        AssessmentsDb db,
        CancellationToken ct,
        [RegularExpression("zip|json")] string? format
    )
    {
        var kept = await db.QueryOne<Kept>(
            $"""
            select r.code, c.number, c.input, c.result, c.computed_at
            from assessment_round r
                join lateral (select * from round_computation where round_id = r.id order by number desc limit 1) c on true
            where r.id = @round and {ResultSight.Ranking}
            """,
            ResultSight.Parameters(http.CurrentUser(), id),
            ct
        );
        if (kept is null)
        {
            return ResultErrors.ResultNotFound.ToResult();
        }
        var name = $"{kept.Code}-{kept.Number}";
        return format == "json"
            ? TypedResults.File(
                Encoding.UTF8.GetBytes(
                    $"{{\"schema\":\"regionnet-round-export/1\",\"input\":{kept.Input},\"result\":{kept.Result}}}"
                ),
                "application/json",
                $"{name}.json"
            )
            : TypedResults.File(Zip(kept), "application/zip", $"{name}.zip");
    }

    /// <summary>GET …/results/table?format=xlsx|csv: a row for each zone and indicator's score in its own column.</summary>
    public static async Task<Results<FileContentHttpResult, RefusalResult>> Table(
        Guid id,
        HttpContext http,
        AssessmentsDb db,
        CancellationToken ct,
        [RegularExpression("csv|xlsx")] string? format
    )
    {
        var kept = await db.QueryOne<(string Code, string Content, string Result)?>(
            $"""
            select r.code, f.content, c.result
            from assessment_round r join framework f on f.id = r.framework_id
                join lateral (select result from round_computation where round_id = r.id order by number desc limit 1) c on true
            where r.id = @round and {ResultSight.Ranking}
            """,
            ResultSight.Parameters(http.CurrentUser(), id),
            ct
        );
        if (kept is not (var code, var content, var result))
        {
            return ResultErrors.ResultNotFound.ToResult();
        }
        var (bytes, type) = ResultsTable.Write(
            Framework.Of(content),
            RoundResult.Of(result),
            format ?? "xlsx",
            Language.IsEnglish(http)
        );
        return TypedResults.File(bytes, type, $"{code}.{format ?? "xlsx"}");
    }

    private static byte[] Zip(Kept kept)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("input.json", kept.Input);
            Add("result.json", kept.Result);
            Add("evidence.csv", Evidence(RoundInput.Of(kept.Input)));
            Add(
                "README.txt",
                """
                input.json 为计算依据，result.json 为计算结果，evidence.csv 为证据文件清单（SHA-256）。
                在任何装有 .NET 10 的计算机上离线重算（程序随系统提供）：  dotnet RegionNet.Assessments.Recompute.dll 本文件.zip
                input.json: what the round is computed from; result.json: what came of it; evidence.csv: files of evidence (SHA-256).
                To compute it again, off line, wherever .NET 10 is (it comes with the system):  dotnet RegionNet.Assessments.Recompute.dll THIS.zip
                """
            );

            void Add(string name, string text)
            {
                var entry = archive.CreateEntry(name);
                entry.LastWriteTime = BusinessTime.Local(kept.ComputedAt);
                using var stream = entry.Open();
                stream.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return file.ToArray();
    }

    private static string Evidence(RoundInput input)
    {
        var text = new StringBuilder("\uFEFFzone,indicator,sha256\r\n");
        foreach (var zone in input.Zones)
        {
            foreach (var filing in zone.Filings)
            {
                foreach (var hash in filing.Evidence)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{zone.Zone},{filing.Indicator},{hash}\r\n");
                }
            }
        }
        return text.ToString();
    }

    private sealed record Kept(string Code, int Number, string Input, string Result, DateTimeOffset ComputedAt);
}

/// <summary>The round as one table.</summary>
internal static class ResultsTable
{
    public static (byte[] Content, string MediaType) Write(
        Framework framework,
        RoundResult result,
        string format,
        bool english
    )
    {
        var leaves = framework.Leaves.ToArray();
        var methods = result.Zones.Count == 0 ? [] : result.Zones[0].Methods.Select(m => m.Method).ToArray();
        string[] heads =
        [
            english ? "Rank" : "名次",
            english ? "Code" : "代码",
            english ? "Demonstration zone" : "示范区",
            english ? "Total" : "总分",
            english ? "Grade" : "等次",
            english ? "Rank from" : "名次区间（起）",
            english ? "Rank to" : "名次区间（止）",
            english ? "Bonus" : "加分",
            english ? "Deduction" : "扣分",
            english ? "Vetoes" : "一票否决",
            .. methods.SelectMany(m =>
                new[]
                {
                    ResultWords.Method(m, english) + (english ? ": total" : "总分"),
                    ResultWords.Method(m, english) + (english ? ": rank" : "名次"),
                }
            ),
            .. leaves.Select(l => $"{l.Code} {(english ? l.En : l.Zh)}"),
        ];
        return TableFile.Write(
            format,
            english ? "Results" : "评估结果",
            heads,
            result.Zones.Select(z =>
                new object?[]
                {
                    z.Rank,
                    z.Zone,
                    english ? z.En : z.Zh,
                    z.Total,
                    ResultWords.Grade(framework, z.Grade, english),
                    z.Interval?.RankFrom,
                    z.Interval?.RankTo,
                    z.Bonus,
                    z.Deduction,
                    string.Join(' ', z.Vetoes),
                }
                    .Concat(z.Methods.SelectMany(m => new object?[] { m.Total, m.Rank }))
                    .Concat(leaves.Join(z.Indicators, l => l.Code, i => i.Code, (_, i) => (object?)i.Score))
                    .ToArray()
            )
        );
    }
}

/// <summary>What the codes of results are called in files; the portal has its own words.</summary>
internal static class ResultWords
{
    public static string Method(string code, bool english) =>
        code switch
        {
            RankingMethod.Trimmed => english ? "Trimmed mean" : "去极值均值",
            RankingMethod.Raw => english ? "Raw mean" : "原始均值",
            RankingMethod.ZScore => english ? "z-score" : "标准分",
            RankingMethod.Additive => english ? "Severity corrected" : "宽严修正",
            _ => english ? "Robust correction" : "稳健修正",
        };

    public static string Grade(Framework framework, string code, bool english) =>
        framework.Grades.FirstOrDefault(g => g.Code == code) is { } grade ? (english ? grade.En : grade.Zh) : code;
}
