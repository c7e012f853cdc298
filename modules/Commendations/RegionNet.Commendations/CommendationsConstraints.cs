using System.Collections.Frozen;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <summary>What a violated database constraint means to the caller.</summary>
internal static class CommendationsConstraints
{
    public static readonly FrozenDictionary<string, Refusal> All = new Dictionary<string, Refusal>(
        StringComparer.Ordinal
    )
    {
        ["round_code_once"] = CommendationsErrors.RoundKnown,
        ["quota_not_exceeded"] = CommendationsErrors.QuotaExhausted,
        ["nomination_move_allowed"] = CommendationsErrors.MoveNotAllowed,
        ["nomination_version_follows"] = CommendationsErrors.StaleNomination,
        ["nomination_fixed_once_submitted"] = CommendationsErrors.OnlyDraftsChange,
        ["nomination_collective_once"] = CommendationsErrors.AlreadyNominated,
        ["nomination_person_once"] = CommendationsErrors.AlreadyNominated,
        ["nomination_checked_for_listings"] = CommendationsErrors.ListingsNotChecked,
        ["nomination_under_review"] = CommendationsErrors.UnderReview,
        ["nomination_revoked_by_review"] = CommendationsErrors.RevokedByReview,
        ["nomination_has_notice"] = CommendationsErrors.NoticeMissing,
        ["nomination_notice_has_ended"] = CommendationsErrors.NoticeRuns,
        ["nomination_objections_answered"] = CommendationsErrors.ObjectionsOpen,
        ["nomination_objection_upheld"] = CommendationsErrors.ObjectionUpheld,
        ["notice_as_ruled"] = CommendationsErrors.NoticeOtherwise,
        ["step_not_on_own_unit"] = CommendationsErrors.OwnUnit,
        ["step_four_eyes"] = CommendationsErrors.FourEyes,
        ["step_with_reason"] = CommendationsErrors.ReasonNeeded,
        ["step_with_document"] = CommendationsErrors.DocumentNeeded,
        ["objection_once"] = CommendationsErrors.ObjectionKnown,
        ["objection_during_notice"] = CommendationsErrors.NoticeOver,
        ["objection_answered_once"] = CommendationsErrors.ObjectionAnswered,
        ["objection_not_on_own_unit"] = CommendationsErrors.OwnUnit,
        ["review_not_on_own_unit"] = CommendationsErrors.OwnUnit,
        ["certificate_of_announced"] = CommendationsErrors.NotAnnounced,
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
