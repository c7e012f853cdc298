using Dapper;
using Npgsql;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Commendations;

/// <summary>
/// A round with nominations on their way, for Development only and marked as a sample: collectives, units' parts and documents are
/// fictitious. The database judges each step as it judges those of the service.
/// </summary>
internal sealed class SampleRound : IModuleSeed
{
    private const string Suzhou = "中国（苏州）知识产权保护中心";
    private const string Guangzhou = "中国（广州）知识产权保护中心";
    private const string JiangsuHighCourt = "江苏省高级人民法院";
    private const string Cnipa = "国家知识产权局";
    private const string SupremeCourt = "最高人民法院";

    private static readonly Dictionary<string, string> English = new(StringComparer.Ordinal)
    {
        [Suzhou] = "China (Suzhou) Intellectual Property Protection Center",
        [Guangzhou] = "China (Guangzhou) Intellectual Property Protection Center",
        [JiangsuHighCourt] = "High People's Court of Jiangsu",
    };

    /// <summary>Where a sample has come to; it has gone through all before.</summary>
    private static readonly string[] Way =
    [
        NominationState.Draft,
        NominationState.Nominated,
        NominationState.UnitNotice,
        NominationState.ProvincialReview,
        NominationState.EligibilityCheck,
        NominationState.JointReview,
        NominationState.Selected,
        NominationState.PublicNotice,
        NominationState.Approved,
        NominationState.Announced,
    ];

    private static readonly Sample[] Samples =
    [
        new(
            Suzhou,
            "320000",
            "ip-office",
            "快速预审示例科",
            "Fast Pre-examination Section (sample)",
            NominationState.Draft
        ),
        new(
            Suzhou,
            "320000",
            "ip-office",
            "快速维权示例科",
            "Rapid Protection Section (sample)",
            NominationState.UnitNotice
        ),
        new(
            Guangzhou,
            "440000",
            "ip-office",
            "海外维权援助示例组",
            "Overseas Assistance Group (sample)",
            NominationState.ProvincialReview
        ),
        new(
            JiangsuHighCourt,
            "320000",
            "court",
            "知识产权审判示例合议庭",
            "IP Trial Panel (sample)",
            NominationState.JointReview
        ),
        new(
            Guangzhou,
            "440000",
            "ip-office",
            "展会保护示例队",
            "Trade Fair Team (sample)",
            NominationState.PublicNotice
        ),
        new(
            JiangsuHighCourt,
            "320000",
            "court",
            "技术调查示例室",
            "Technical Investigation Office (sample)",
            NominationState.Announced
        ),
    ];

    public async Task Load(NpgsqlConnection connection, bool development, CancellationToken ct)
    {
        if (!development)
        {
            return;
        }
        var today = TimeProvider.System.Today();
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var round = await connection.QuerySingleOrDefaultAsync<Guid?>(
            """
            insert into commendation_round (id, code, name_zh, name_en, basis_zh, basis_en, nominations, opened_by, opened_by_name,
                opened_at, is_sample)
            values (gen_random_uuid(), @Code, @Zh, @En, '示例通知（虚构）', 'Sample notice (fictitious)',
                daterange(@today - 90, @today + 120), 'system:sample', '示例', now() - interval '90 days', true)
            on conflict do nothing returning id
            """,
            new
            {
                Code = $"{today.Year}",
                Zh = $"{today.Year}年度全国知识产权保护工作通报表扬（示例）",
                En = $"National commendation for IP protection {today.Year} (sample)",
                today,
            },
            transaction
        );
        if (round is not { } id)
        {
            return;
        }
        await connection.ExecuteAsync(
            Rounds.QuotasByRule,
            new
            {
                Id = id,
                On = today,
                Subject = "system:sample",
                Name = "示例",
                Now = DateTime.UnixEpoch.AddDays(today.DayNumber - new DateOnly(1970, 1, 1).DayNumber),
            },
            transaction
        );
        foreach (var sample in Samples)
        {
            await Add(connection, transaction, id, sample, today);
        }
        await transaction.CommitAsync(ct);
    }

    private static async Task Add(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Guid round,
        Sample sample,
        DateOnly today
    )
    {
        var nomination = await connection.QuerySingleAsync<Guid>(
            """
            insert into nomination (id, number, round_id, system, category, province_code, province_quota_id, system_quota_id, unit_id,
                own_unit_id, zones, name_zh, name_en, code, work_unit_zh, work_unit_en, merits, state, drafted_at, changed_at, changed_by,
                changed_by_name, changed_by_organisation)
            select gen_random_uuid(), r.code || '-' || lpad(nextval('nomination_number')::text, 5, '0'), r.id, @System, 'collective',
                @Province, p.id, s.id, @Unit, @Unit, @Zones, @Zh, @En, '1211000040000123XG', @UnitName, @UnitEn, @Merits, 'draft',
                now() - interval '70 days', now() - interval '70 days', 'system:sample', '示例', @Unit
            from commendation_round r
            join quota p on p.round_id = r.id and p.system = @System and p.category = 'collective' and p.province_code = @Province
            join quota s on s.round_id = r.id and s.system = @System and s.category = 'collective' and s.province_code is null
            where r.id = @round
            returning id
            """,
            new
            {
                round,
                sample.System,
                sample.Province,
                Unit = OrganisationId.Of(sample.Unit),
                Zones = sample.Province == "320000" ? ["YRD"] : new[] { "GBA", "PRD" },
                sample.Zh,
                sample.En,
                UnitName = sample.Unit,
                UnitEn = English[sample.Unit],
                Merits = "示例事迹（虚构）：全年办理案件三百余件，平均办理周期缩短三分之一，群众满意。",
            },
            transaction
        );
        foreach (var (state, step) in Way.Skip(1).Take(Array.IndexOf(Way, sample.State)).Select((s, i) => (s, i)))
        {
            var isLast = state == sample.State;
            var day = today.AddDays(isLast ? -1 : -64 + 7 * step);
            var decider =
                step < 3 ? sample.Unit
                : state == NominationState.Approved ? SupremeCourt
                : Cnipa;
            await connection.ExecuteAsync(
                """
                insert into notice (id, nomination_id, version, kind, unit_id, own_unit_id, days, default_until, place)
                select gen_random_uuid(), n.id, n.version + 1, replace(@state, '-notice', ''), n.unit_id, n.own_unit_id,
                    daterange(@day, @until, '[]'), @until, '公告栏（示例）'
                from nomination n where n.id = @nomination and @state in ('unit-notice', 'public-notice');
                insert into listing_check (id, nomination_id, version, checked_at, listed, findings)
                select gen_random_uuid(), n.id, n.version + 1, @at, 0, '[]' from nomination n
                where n.id = @nomination and @state in ('nominated', 'joint-review', 'public-notice', 'approved');
                update nomination set state = @state, version = version + 1, changed_at = @at, changed_by = 'system:sample-' || @step,
                    changed_by_name = '示例', changed_by_organisation = @decider,
                    document_number = case when @step > 4 then '示例〔' || extract(year from @day::date) || '〕' || @step || '号' end,
                    submitted_at = case when @state = 'nominated' then @at else submitted_at end,
                    announced_at = case when @state = 'announced' then @at else announced_at end
                where id = @nomination
                """,
                new
                {
                    nomination,
                    state,
                    step,
                    day,
                    until = Until(day, isLast),
                    at = BusinessTime.At(day, new TimeOnly(10, 0)).ToUniversalTime(),
                    decider = OrganisationId.Of(decider),
                },
                transaction
            );
        }
    }

    /// <summary>By rule; a notice that is over has ended before the step after it, holidays or not.</summary>
    private static DateOnly Until(DateOnly from, bool runs)
    {
        var byRule = NoticeRules.DefaultUntil(from, 5) ?? from.AddDays(6);
        return runs || byRule < from.AddDays(6) ? byRule : from.AddDays(6);
    }

    /// <param name="Unit">Official name of the nominating unit.</param>
    /// <param name="State">Where it has come to.</param>
    private sealed record Sample(string Unit, string Province, string System, string Zh, string En, string State);
}
