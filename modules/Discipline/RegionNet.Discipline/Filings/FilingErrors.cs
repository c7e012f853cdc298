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
}
