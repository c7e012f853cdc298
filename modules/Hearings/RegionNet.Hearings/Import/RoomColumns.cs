namespace RegionNet.Hearings;

/// <summary>A column of a room sheet.</summary>
/// <param name="Field"><c>nameZh</c>, <c>nameEn</c>, <c>capacity</c>, <c>accessible</c>, or the kind of a device.</param>
/// <param name="Zh">The header in Chinese.</param>
/// <param name="En">The header in English.</param>
internal sealed record RoomColumn(string Field, string Zh, string En)
{
    public const string NameZh = "nameZh";
    public const string NameEn = "nameEn";
    public const string Capacity = "capacity";
    public const string Accessible = "accessible";

    /// <summary>In the order of the template. A sheet may have them in any order and may leave out access and devices.</summary>
    public static readonly IReadOnlyList<RoomColumn> All =
    [
        new(NameZh, "名称", "name zh"),
        new(NameEn, "英文名称", "name en"),
        new(Capacity, "座位数", "capacity"),
        new(Accessible, "无障碍", "step-free access"),
        new("hd-camera", "高清摄像机", "HD camera"),
        new("microphone", "麦克风", "microphone"),
        new("object-camera", "实物展台", "object camera"),
        new("clerk-pc", "书记员电脑", "clerk's PC"),
        new("printer", "打印机", "printer"),
        new("evidence-display", "证据展示屏", "evidence display"),
        new("central-control", "中控系统", "central control"),
        new("recording", "录音录像", "recording"),
        new("video-link", "视频连线", "video link"),
    ];

    public bool IsRequired => Field is NameZh or NameEn or Capacity;

    public bool IsDevice => !IsRequired && Field != Accessible;

    /// <returns>Null when no column is called so, in either language or by its field.</returns>
    public static RoomColumn? Of(string header) =>
        All.FirstOrDefault(c =>
            header.Equals(c.Zh, StringComparison.Ordinal)
            || header.Equals(c.En, StringComparison.OrdinalIgnoreCase)
            || header.Equals(c.Field, StringComparison.OrdinalIgnoreCase)
        );
}
