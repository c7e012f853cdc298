using System.Collections.Frozen;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>What a violated database constraint means to the caller.</summary>
internal static class DisciplineConstraints
{
    public static readonly FrozenDictionary<string, Refusal> All = Core.Concat(Screening)
        .Concat(SharingConstraints.Refusals)
        .ToFrozenDictionary(StringComparer.Ordinal);

    private static Dictionary<string, Refusal> Screening =>
        new(StringComparer.Ordinal) { ["watch_once"] = ScreeningErrors.AlreadyWatched };

    private static Dictionary<string, Refusal> Core =>
        new(StringComparer.Ordinal)
        {
            ["case_move_allowed"] = DisciplineErrors.MoveNotAllowed,
            ["case_move_document"] = DisciplineErrors.DocumentMissing,
            ["case_event_document"] = DisciplineErrors.DocumentNotFound,
            ["case_four_eyes"] = DisciplineErrors.FourEyes,
            ["repair_four_eyes"] = DisciplineErrors.FourEyes,
            ["ending_four_eyes"] = DisciplineErrors.FourEyes,
            ["case_proposal_needs_clause"] = DisciplineErrors.ProposalNeedsClause,
            ["case_ground_may_be_left"] = DisciplineErrors.GroundMayNotBeLeft,
            ["case_statement_period"] = DisciplineErrors.StatementPeriodRuns,
            ["case_statement_answered"] = DisciplineErrors.StatementUnanswered,
            ["case_hearing_recorded"] = DisciplineErrors.HearingNotRecorded,
            ["case_waiver_document"] = DisciplineErrors.DocumentMissing,
            ["case_decision_document"] = DisciplineErrors.NoDecisionDocument,
            ["case_clause"] = DisciplineErrors.NoClause,
            ["case_proof_of_service"] = DisciplineErrors.NoProofOfService,
            ["case_term_decided"] = DisciplineErrors.NoTerm,
            ["case_keeps_its_decision"] = DisciplineErrors.DecisionFixed,
            ["case_stayed"] = DisciplineErrors.DecisionStayed,
            ["case_flags_follow_decision"] = DisciplineErrors.NotDecidedYet,
            ["repair_one_at_a_time"] = DisciplineErrors.RepairOpen,
            ["ending_one_at_a_time"] = DisciplineErrors.EndingOpen,
            ["party_name_one_at_a_time"] = DisciplineErrors.RenamedTooEarly,
        };
}
