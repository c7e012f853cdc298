using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>
/// GET /api/discipline/cases: the own authority's, the newest first, the oldest first, or what is due first (<c>sort</c>). search: a case number, a
/// credit code, or a part of an organisation's name. A resident ID belongs in no address: see <see cref="FindCasesOfPerson"/>.
/// </summary>
internal static class ListCases
{
    /// <summary>What has no day yet, because it runs into a year whose holidays are not announced, comes last.</summary>
    private const string Queue = "coalesce(c.due_on, date '9999-12-31'), c.id";

    public static async Task<Results<Ok<Page<CaseView>>, RefusalResult>> Handle(
        HttpContext http,
        DisciplineDb db,
        CaseViews views,
        CancellationToken ct,
        [StringLength(200)] string? state,
        [StringLength(40)] string? list,
        [StringLength(60)] string? ground,
        [StringLength(100)] string? search,
        DateOnly? from,
        DateOnly? to,
        DateOnly? dueBy,
        [RegularExpression("newest|oldest|due")] string? sort,
        [StringLength(1000)] string? cursor,
        [Range(1, Cursor.MaxLimit)] int? limit
    )
    {
        var (byDue, oldest) = (sort == "due", sort == "oldest");
        DateTimeOffset opened = default;
        DateOnly due = default;
        if (
            !(
                byDue ? ReadDue(cursor, out due, out var id)
                : oldest ? Cursor.TryReadOldestFirst(cursor, out opened, out id)
                : Cursor.TryReadNewestFirst(cursor, out opened, out id)
            )
        )
        {
            return KernelErrors.InvalidCursor.ToResult();
        }
        if (PersonalText.Refuse(search) is { } personal)
        {
            return personal.ToResult();
        }
        var user = http.CurrentUser();
        var take = limit ?? Cursor.DefaultLimit;
        var text = search?.Trim();
        var rows = await db.Query<CaseLine>(
            $"""
            select {CaseLine.Columns} from {CaseLine.From}
            where c.organisation_id = @OrganisationId
                and {(
                byDue ? $"c.due_rule_id is not null and ({Queue}) > (@due, @id)"
                : oldest ? "(c.opened_at, c.id) > (@opened, @id)"
                : "(c.opened_at, c.id) < (@opened, @id)"
            )}
                and (@states::text[] is null or c.state = any(@states)) and (@list::text is null or c.list_code = @list)
                and (@ground::text is null or g.code = @ground) and (@dueBy::date is null or c.due_on <= @dueBy)
                and (@from::date is null or c.opened_at >= @from::timestamp at time zone 'Asia/Shanghai')
                and (@to::date is null or c.opened_at < @to::timestamp at time zone 'Asia/Shanghai')
                and (@text::text is null or c.number = upper(@text) or p.code = upper(@text) or strpos(p.name, @text) > 0)
            order by {(
                byDue ? Queue
                : oldest ? "c.opened_at, c.id"
                : "c.opened_at desc, c.id desc"
            )} limit @take + 1
            """,
            new
            {
                user.OrganisationId,
                opened,
                due,
                id,
                states = state?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                list,
                ground,
                from,
                to,
                dueBy,
                text = text is { Length: > 0 } ? text : null,
                take,
            },
            ct
        );
        var page = Page<CaseLine>.Of(
            rows,
            take,
            c => byDue ? [c.DueOn ?? DateOnly.MaxValue, c.Id] : [c.OpenedAt, c.Id]
        );
        return TypedResults.Ok(new Page<CaseView>([.. page.Items.Select(views.View)], page.Next));
    }

    private static bool ReadDue(string? cursor, out DateOnly after, out Guid afterId)
    {
        (after, afterId) = (DateOnly.MinValue, Guid.Empty);
        return cursor is null
            || (
                Cursor.TryRead(cursor, 2, out var at)
                && DateOnly.TryParseExact(at[0], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out after)
                && Guid.TryParse(at[1], out afterId)
            );
    }
}
