using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>The columns of a room sheet. The field is <c>nameZh</c>, <c>nameEn</c>, <c>capacity</c>, <c>accessible</c>, or the kind of a device.</summary>
internal static class RoomColumns
{
    public const string NameZh = "nameZh";
    public const string NameEn = "nameEn";
    public const string Capacity = "capacity";
    public const string Accessible = "accessible";

    /// <summary>In the order of the template. A sheet may have them in any order and may leave out access and devices.</summary>
    public static readonly IReadOnlyList<SheetColumn> All =
    [
        new(NameZh, "名称", "name zh", IsRequired: true),
        new(NameEn, "英文名称", "name en", IsRequired: true),
        new(Capacity, "座位数", "capacity", IsRequired: true),
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

    public static bool IsDevice(SheetColumn column) => !column.IsRequired && column.Field != Accessible;
}
