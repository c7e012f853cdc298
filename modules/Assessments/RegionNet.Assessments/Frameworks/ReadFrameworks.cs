using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>Frameworks are for everybody who has to do with assessments: what is asked is no secret.</summary>
internal static class ReadFrameworks
{
    /// <summary>GET /api/assessments/frameworks: by code, the newest version of each first.</summary>
    /// <param name="code">Only versions of this one.</param>
    public static async Task<Results<Ok<Page<FrameworkView>>, RefusalResult>> List(
        AssessmentsDb db,
        CancellationToken ct,
        [StringLength(41)] string? code,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        var after = new[] { "", "0" };
        if (cursor is not null && !Cursor.TryRead(cursor, 2, out after))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        if (!int.TryParse(after[1], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        var take = limit ?? Cursor.DefaultLimit;
        var frameworks = await db.Query<FrameworkView>(
            $"""
            select {FrameworkView.Columns} from framework f
            where (@code::text is null or f.code = @code)
                and (f.code collate "C" > @After or (f.code = @After and f.version < @version))
            order by f.code collate "C", f.version desc limit @take + 1
            """,
            new
            {
                code,
                After = after[0],
                version,
                take,
            },
            ct
        );
        return TypedResults.Ok(Page<FrameworkView>.Of(frameworks, take, f => [f.Code, f.Version]));
    }

    /// <summary>GET …/frameworks/{id}.</summary>
    public static async Task<Results<Ok<FrameworkDetail>, RefusalResult>> Show(
        Guid id,
        AssessmentsDb db,
        CancellationToken ct
    )
    {
        if (await Find(db, id, ct) is not (var view, var content))
        {
            return FrameworkErrors.FrameworkNotFound.ToResult();
        }
        using var document = JsonDocument.Parse(content);
        return TypedResults.Ok(new FrameworkDetail(view, document.RootElement.Clone()));
    }

    /// <summary>GET …/frameworks/{id}/export?format=xlsx|json: what the import reads.</summary>
    public static async Task<Results<FileContentHttpResult, RefusalResult>> Export(
        Guid id,
        HttpContext http,
        AssessmentsDb db,
        CancellationToken ct,
        [RegularExpression("xlsx|csv|json")] string? format
    )
    {
        if (await Find(db, id, ct) is not (var view, var content))
        {
            return FrameworkErrors.FrameworkNotFound.ToResult();
        }
        var draft = new FrameworkDraft(
            view.Code,
            view.NameZh,
            view.NameEn,
            view.Official,
            view.SourceZh,
            view.SourceEn,
            Framework.Of(content)
        );
        var name = $"{view.Code}-{view.Version}.{format ?? "json"}";
        if (format is null or "json")
        {
            return TypedResults.File(Encoding.UTF8.GetBytes(CanonicalJson.Write(draft)), "application/json", name);
        }
        var (bytes, type) = FrameworkSheet.Write(draft, format, Language.IsEnglish(http));
        return TypedResults.File(bytes, type, name);
    }

    internal static async Task<(FrameworkView View, string Content)?> Find(
        AssessmentsDb db,
        Guid id,
        CancellationToken ct
    )
    {
        var view = await db.QueryOne<FrameworkView>(
            $"select {FrameworkView.Columns} from framework f where f.id = @id",
            new { id },
            ct
        );
        return view is null
            ? null
            : (view, (await db.QueryOne<string>("select content from framework where id = @id", new { id }, ct))!);
    }
}
