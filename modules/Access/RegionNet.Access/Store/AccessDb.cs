using Npgsql;
using RegionNet.Kernel;

namespace RegionNet.Access.Store;

/// <summary>Schema <c>access</c>, role <c>regionnet_access</c>.</summary>
internal sealed class AccessDb(NpgsqlDataSource source, TimeProvider clock)
    : Db(source, AccessConstraints.Refusals, clock);
