using Dapper;
using Npgsql;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>Results of the sample rounds that have come as far, for Development only: computed like any other, of fictitious marks.</summary>
internal sealed class SampleResults : IModuleSeed
{
    public async Task Load(NpgsqlConnection connection, bool development, CancellationToken ct)
    {
        if (!development)
        {
            return;
        }
        var rounds = await connection.QueryAsync<(Guid Id, DateTimeOffset ChangedAt)>(
            """
            select r.id, r.changed_at from assessment_round r
            where r.is_sample and r.stage in ('panel-opinion', 'notice', 'final')
                and not exists (select from round_computation c where c.round_id = r.id)
            order by r.code
            """
        );
        foreach (var (id, changedAt) in rounds.AsList())
        {
            await ComputeRound.Keep(connection, id, Actor.System("seed"), changedAt);
        }
    }
}
