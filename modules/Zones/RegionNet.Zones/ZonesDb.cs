using Npgsql;
using RegionNet.Kernel;

namespace RegionNet.Zones;

internal sealed class ZonesDb(NpgsqlDataSource source, TimeProvider clock) : Db(source, ZonesConstraints.All, clock);
