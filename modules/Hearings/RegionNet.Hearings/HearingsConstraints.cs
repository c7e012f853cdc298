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
        ["resource_once"] = HearingsErrors.AssetKnown,
        ["session_move_allowed"] = HearingsErrors.MoveNotAllowed,
        ["displacement_one_at_a_time"] = HearingsErrors.DisplacementOpen,
        ["displacement_four_eyes"] = HearingsErrors.FourEyes,
        ["session_displaced_while_open"] = HearingsErrors.CannotBeDisplaced,
        ["session_version_follows"] = HearingsErrors.StaleSession,
        ["sharing_terms_one_at_a_time"] = HearingsErrors.LaterTermsPublished,
    };
}
