using Dapper;
using Npgsql;

namespace RegionNet.Assessments;

/// <summary>Reads of the database what a round is computed from, and nothing more: everything that matters is in the input's text.</summary>
internal static class ReadRound
{
    /// <summary>Proposal of this product; each input says what it was computed with.</summary>
    private const int Resamples = 1_000;
    private const decimal WeightSpread = 0.2m;

    /// <returns>The input, and the ids of its zones by their codes.</returns>
    public static async Task<(RoundInput Input, Dictionary<string, Guid> Zones)> Input(
        NpgsqlConnection connection,
        Guid round
    )
    {
        var facts = await connection.QuerySingleAsync<RoundFacts>(
            """
            select r.code, r.rule, r.resample_seed, f.content, encode(r.framework_hash, 'hex') as hash
            from assessment_round r join framework f on f.id = r.framework_id and f.content_hash = r.framework_hash
            where r.id = @round
            """,
            new { round }
        );
        var zones = (
            await connection.QueryAsync<ZoneFacts>(
                """
                select z.id, z.place_code, z.zh, z.en from round_zone rz join demonstration_zone z on z.id = rz.zone_id
                where rz.round_id = @round order by z.place_code
                """,
                new { round }
            )
        ).AsList();
        // What is a draft, or was returned and not filed again, counts as not filed.
        var filings = (
            await connection.QueryAsync<FilingFacts>(
                """
                select f.zone_id, f.indicator, case when f.is_filed and f.evidence_state <> 'returned' then f.value end as value,
                    f.not_applicable_approved_by is not null as not_applicable
                from indicator_filing f where f.round_id = @round order by f.zone_id, f.indicator
                """,
                new { round }
            )
        ).ToLookup(f => f.ZoneId);
        var marks = (
            await connection.QueryAsync<MarkFacts>(
                """
                select a.zone_id, a.pseudonym, s.indicator, s.mark
                from assignment a join score s on s.assignment_id = a.id
                where a.round_id = @round and a.state = 'locked'
                order by a.zone_id, a.pseudonym, s.indicator
                """,
                new { round }
            )
        ).ToLookup(m => m.ZoneId);
        var evidence = (
            await connection.QueryAsync<EvidenceFacts>(
                """
                select e.zone_id, e.indicator, encode(e.sha256, 'hex') as hash from evidence_file e
                where e.round_id = @round and e.withdrawn_at is null and e.scan_state <> 'infected'
                    and not exists (select from evidence_file later where later.replaces = e.id)
                order by e.zone_id, e.indicator, hash
                """,
                new { round }
            )
        ).ToLookup(e => (e.ZoneId, e.Indicator), e => e.Hash);
        var adjustments = (
            await connection.QueryAsync<AdjustmentFacts>(
                """
                select zone_id, kind, points, reason from adjustment where round_id = @round and state = 'approved'
                order by zone_id, decided_at, id
                """,
                new { round }
            )
        ).ToLookup(a => a.ZoneId);
        var vetoes = (
            await connection.QueryAsync<VetoFacts>(
                "select zone_id, code, fact from veto where round_id = @round and state = 'in-force' order by zone_id, code",
                new { round }
            )
        ).ToLookup(v => v.ZoneId);
        var framework = Framework.Of(facts.Content);
        return (
            new RoundInput(
                RoundInput.SchemaName,
                facts.Code,
                framework,
                facts.Hash,
                facts.Rule,
                Resamples,
                WeightSpread,
                facts.ResampleSeed,
                [
                    .. zones.Select(z => new ZoneInput(
                        z.PlaceCode,
                        z.Zh,
                        z.En,
                        [
                            .. framework.Leaves.Select(leaf =>
                            {
                                var filed = filings[z.Id].FirstOrDefault(f => f.Indicator == leaf.Code);
                                return new FilingInput(
                                    leaf.Code,
                                    filed?.Value,
                                    filed?.NotApplicable ?? false,
                                    [.. evidence[(z.Id, leaf.Code)].Distinct()]
                                );
                            }),
                        ],
                        [
                            .. marks[z.Id]
                                .GroupBy(m => m.Pseudonym, StringComparer.Ordinal)
                                .Select(p => new PanelInput(
                                    p.Key,
                                    [.. p.Select(m => new MarkInput(m.Indicator, m.Mark))]
                                )),
                        ],
                        [.. adjustments[z.Id].Select(a => new AdjustmentInput(a.Kind, a.Points, a.Reason))],
                        [.. vetoes[z.Id].Select(v => new VetoInput(v.Code, v.Fact))]
                    )),
                ]
            ),
            zones.ToDictionary(z => z.PlaceCode, z => z.Id, StringComparer.Ordinal)
        );
    }

    private sealed record RoundFacts(string Code, string Rule, long ResampleSeed, string Content, string Hash);

    private sealed record ZoneFacts(Guid Id, string PlaceCode, string Zh, string En);

    private sealed record FilingFacts(Guid ZoneId, string Indicator, decimal? Value, bool NotApplicable);

    private sealed record MarkFacts(Guid ZoneId, string Pseudonym, string Indicator, decimal Mark);

    private sealed record EvidenceFacts(Guid ZoneId, string Indicator, string Hash);

    private sealed record AdjustmentFacts(Guid ZoneId, string Kind, decimal Points, string Reason);

    private sealed record VetoFacts(Guid ZoneId, string Code, string Fact);
}
