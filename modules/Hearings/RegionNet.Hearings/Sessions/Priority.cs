namespace RegionNet.Hearings;

/// <summary>
/// Which of two hearings comes first where both want the same: by class, then the earliest statutory deadline, then who asked
/// first. The classes are a proposal of this product, built on the field's practice; no official order was found.
/// </summary>
internal static class Priority
{
    /// <summary>
    /// 1 court hearing with a statutory deadline, 2 CNIPA oral hearing, 3 administrative adjudication, 4 mediation, 5 training. A
    /// court hearing that runs against no statutory deadline stands with adjudication (proposal): it is urgent by no law.
    /// </summary>
    public static int ClassOf(string hearingClass, DateOnly? statutoryDeadline) =>
        hearingClass switch
        {
            "court" => statutoryDeadline is null ? 3 : 1,
            "oral-hearing" => 2,
            "adjudication" => 3,
            "mediation" => 4,
            _ => 5,
        };

    /// <summary>The same in SQL, for <c>session s</c>; <c>WaitingTests</c> hold the two against each other.</summary>
    public const string Class = """
        case s.hearing_class when 'court' then case when s.statutory_deadline is null then 3 else 1 end
            when 'oral-hearing' then 2 when 'adjudication' then 3 when 'mediation' then 4 else 5 end
        """;

    /// <summary>The whole order as a row; the first is the smallest.</summary>
    public const string Rank =
        $"({Class}, coalesce(s.statutory_deadline, 'infinity'), coalesce(s.submitted_at, s.booked_at), s.id)";

    /// <summary>How many waiting sessions that want the same at the same time stand before <c>session s</c>, and it.</summary>
    public static readonly string Place = $"""
        1 + (select count(*)::int from session o
            where o.status = 'waiting' and o.id <> s.id and o.during && s.during and o.resource_ids && s.resource_ids
                and {Rank.Replace("s.", "o.", StringComparison.Ordinal)} < {Rank})
        """;
}
