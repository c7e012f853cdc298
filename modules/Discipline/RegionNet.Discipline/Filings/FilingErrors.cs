using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>Refusals about filings and their clusters.</summary>
internal static class FilingErrors
{
    public static readonly Refusal ImportHasErrors = new(
        "discipline.filing-import-has-errors",
        400,
        "文件有误，未导入任何申请",
        "The file has errors; no filing was imported"
    );

    public static readonly Refusal ClusterNotFound = new(
        "discipline.filing-cluster-not-found",
        404,
        "未找到该申请聚集",
        "There is no such cluster of filings"
    );

    public static readonly Refusal LeadRaisedAlready = new(
        "discipline.lead-raised-already",
        409,
        "该申请聚集已形成线索",
        "A lead was raised from this cluster already"
    );

    public static readonly Refusal StaleCluster = new(
        "discipline.stale-filing-cluster",
        412,
        "该申请聚集已有变化，请刷新后重试",
        "The cluster has changed since you saw it; load it again"
    );
}
