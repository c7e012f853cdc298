using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <summary>What a violated database constraint means to a caller.</summary>
internal static class HearingsConstraints
{
    public static readonly IReadOnlyDictionary<string, Refusal> Refusals = new Dictionary<string, Refusal>(
        StringComparer.Ordinal
    )
    {
        ["allocation_overlap"] = HearingsErrors.RoomTaken,
        ["room_name_once"] = HearingsErrors.RoomNameTaken,
    };
}
