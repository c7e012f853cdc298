using Npgsql;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

internal sealed class CommendationsDb(NpgsqlDataSource source, TimeProvider clock)
    : Db(source, CommendationsConstraints.All, clock);
