namespace RegionNet.Discipline;

/// <summary>What a name ends with to say what kind of undertaking it is.</summary>
/// <param name="Kind">Forms of one kind are taken for each other: company, group, partnership, firm, works, trader, cooperative, branch.</param>
internal sealed record LegalForm(string Text, string Kind);

internal static class LegalForms
{
    /// <summary>The longest first, so that 股份有限公司 is not read as 有限公司.</summary>
    public static readonly IReadOnlyList<LegalForm> All =
    [
        .. new LegalForm[]
        {
            new("集团股份有限公司", "company"),
            new("集团有限责任公司", "company"),
            new("集团有限公司", "company"),
            new("有限责任公司", "company"),
            new("股份有限公司", "company"),
            new("有限公司", "company"),
            new("股份公司", "company"),
            new("责任公司", "company"),
            new("总公司", "company"),
            new("公司", "company"),
            new("集团公司", "group"),
            new("集团", "group"),
            new("合伙企业", "partnership"),
            new("有限合伙", "partnership"),
            new("普通合伙", "partnership"),
            new("特殊普通合伙", "partnership"),
            new("个人独资企业", "works"),
            new("企业", "works"),
            new("事务所", "firm"),
            new("总厂", "works"),
            new("厂", "works"),
            new("商行", "trader"),
            new("商店", "trader"),
            new("经营部", "trader"),
            new("门市部", "trader"),
            new("服务部", "trader"),
            new("批发部", "trader"),
            new("工作室", "trader"),
            new("个体工商户", "trader"),
            new("专业合作社", "cooperative"),
            new("合作社", "cooperative"),
        }.OrderByDescending(form => form.Text.Length),
    ];

    /// <summary>Where somebody who types a form may have come to.</summary>
    private static readonly string[] Unfinished =
    [
        "股份有限公",
        "有限责任公",
        "有限责任",
        "股份有限",
        "有限公",
        "有限责",
        "股份有",
        "有限",
        "股份",
    ];

    private static readonly string[] Branches = ["分公司", "分店", "分厂", "分部", "办事处", "代表处"];

    /// <summary>A branch is named by its company, a place or number, and 分公司; what follows the company is no longer than this.</summary>
    private const int LongestBranch = 12;

    /// <summary>Below this length a form with a wrong character in it could be anything.</summary>
    private const int ShortestInexact = 4;

    /// <returns>The longest form that the text ends with; null when there is none.</returns>
    /// <param name="forgiving">
    /// One wrong character, or two that have changed places, are forgiven in a long form; so is the beginning of one.
    /// </param>
    public static LegalForm? AtEnd(ReadOnlySpan<char> text, bool forgiving)
    {
        foreach (var form in All)
        {
            if (text.Length <= form.Text.Length)
            {
                continue;
            }
            var end = text[^form.Text.Length..];
            if (
                end.SequenceEqual(form.Text)
                || (forgiving && form.Text.Length >= ShortestInexact && IsSlip(end, form.Text))
            )
            {
                return form;
            }
        }
        if (forgiving)
        {
            foreach (var beginning in Unfinished)
            {
                if (text.Length > beginning.Length + 2 && text.EndsWith(beginning))
                {
                    return new LegalForm(beginning, "company");
                }
            }
        }
        return null;
    }

    /// <returns>Where the name of the company ends of which the text names a branch; null when it names none.</returns>
    public static int? Branch(ReadOnlySpan<char> text)
    {
        foreach (var branch in Branches)
        {
            if (text.EndsWith(branch) && text[..^branch.Length].LastIndexOf("公司") is >= 2 and var company)
            {
                return text.Length - company - 2 <= LongestBranch ? company + 2 : null;
            }
        }
        return null;
    }

    /// <summary>Forms that stand in brackets, as in 华兴（集团）有限公司.</summary>
    public static bool Is(ReadOnlySpan<char> text)
    {
        foreach (var form in All)
        {
            if (text.SequenceEqual(form.Text))
            {
                return true;
            }
        }
        return text is "筹" or "中国" or "控股";
    }

    private static bool IsSlip(ReadOnlySpan<char> text, string form)
    {
        var first = text.CommonPrefixLength(form);
        if (first == form.Length)
        {
            return true;
        }
        var rest = text[(first + 1)..];
        return rest.SequenceEqual(form.AsSpan(first + 1))
            || (
                rest.Length > 0
                && text[first] == form[first + 1]
                && rest[0] == form[first]
                && rest[1..].SequenceEqual(form.AsSpan(first + 2))
            );
    }
}
