using Npgsql;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

internal sealed class DisciplineDb(NpgsqlDataSource source, TimeProvider clock)
    : Db(source, DisciplineConstraints.All, clock);
