using System.Text.Json;
using Dapper;
using Npgsql;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Assessments;

/// <summary>
/// The 10 + 15 zones of both batches (<c>demonstration-zones.json</c>), each brought as far as the facts go and no further: the first
/// batch was confirmed on a known day, so it builds; of the second only the days of its public notice were found. A zone that exists is
/// left alone.
/// </summary>
internal sealed class DemonstrationZoneSeed : IModuleSeed
{
    private const string Subject = "system:reference-data";
    private const string Name = "参考数据 Reference data";

    public async Task Load(NpgsqlConnection connection, bool development, CancellationToken ct)
    {
        var data = Read();
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(
            """
            insert into batch (number, call_document, public_notice, confirmed_on, changed_at, changed_by, changed_by_name)
            values (@Number, @CallDocument, daterange(@NoticeFrom, @NoticeUntil, '[]'), @ConfirmedOn, now(), @Subject, @Name)
            on conflict do nothing
            """,
            data.Batches.Select(b => new
            {
                b.Number,
                b.CallDocument,
                b.NoticeFrom,
                b.NoticeUntil,
                b.ConfirmedOn,
                Subject,
                Name,
            })
        );
        foreach (var zone in data.Zones)
        {
            await Load(connection, zone, data.Batches.Single(b => b.Number == zone.Batch), data.Source, development);
        }
        await transaction.CommitAsync(ct);
    }

    private static async Task Load(NpgsqlConnection connection, Zone zone, Batch batch, string source, bool development)
    {
        var reason = $"据公开资料补录（日期、文号未见者留空）：{source}";
        var id = await connection.QuerySingleOrDefaultAsync<Guid?>(
            """
            insert into demonstration_zone (id, place_code, province_code, zh, en, batch_number, organisation_id, state, changed_at,
                changed_by, changed_by_name, document_number, reason)
            values (gen_random_uuid(), @PlaceCode, left(@PlaceCode, 2) || '0000', @Zh, @En, @Batch, @organisation, 'applied', now(),
                @Subject, @Name, @CallDocument, @reason)
            on conflict do nothing returning id
            """,
            new
            {
                zone.PlaceCode,
                zone.Zh,
                zone.En,
                zone.Batch,
                batch.CallDocument,
                reason,
                Subject,
                Name,
                organisation = development ? DemoFiler(zone.PlaceCode) : null,
            }
        );
        if (id is null)
        {
            return;
        }
        await Step("reviewed", null);
        await Step("public-notice", batch.NoticeFrom);
        if (batch.ConfirmedOn is { } confirmed)
        {
            await Step("confirmed", confirmed);
            // Building begins when the zone is confirmed; how long it lasts says the rule of that day.
            await Step("building", confirmed);
        }

        Task Step(string state, DateOnly? on) =>
            connection.ExecuteAsync(
                """
                update demonstration_zone z set state = @state, version = z.version + 1, effective_on = @on::date, document_number = null,
                    reason = @reason,
                    construction = case when @state = 'building' then daterange(@on::date, (@on::date + make_interval(years => (
                        select r.years from zone_period_rule r where r.period = 'construction' and r.valid @> @on::date)))::date)
                        else z.construction end
                where z.id = @id
                """,
                new
                {
                    id,
                    state,
                    on,
                    reason,
                }
            );
    }

    /// <summary>For which organisation the demo accounts file; elsewhere the organiser names one.</summary>
    private static Guid? DemoFiler(string placeCode) =>
        placeCode switch
        {
            "320500" => OrganisationId.Of("中国（苏州）知识产权保护中心"),
            "440100" => OrganisationId.Of("中国（广州）知识产权保护中心"),
            _ => null,
        };

    private static Data Read()
    {
        using var stream = typeof(DemonstrationZoneSeed).Assembly.GetManifestResourceStream(
            "RegionNet.Assessments.Zones.demonstration-zones.json"
        )!;
        return JsonSerializer.Deserialize<Data>(stream, Json.Options)!;
    }

    private sealed record Data(string Source, Batch[] Batches, Zone[] Zones);

    private sealed record Batch(
        int Number,
        string? CallDocument,
        DateOnly NoticeFrom,
        DateOnly NoticeUntil,
        DateOnly? ConfirmedOn
    );

    private sealed record Zone(int Batch, string PlaceCode, string Zh, string En);
}
