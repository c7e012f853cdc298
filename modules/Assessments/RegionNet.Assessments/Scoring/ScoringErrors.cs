using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>Refusals about evaluators, assignments, marks and moderation.</summary>
internal static class ScoringErrors
{
    public static readonly Refusal EvaluatorNotFound = new(
        "assessments.evaluator-not-found",
        404,
        "未找到该评估专家",
        "No such evaluator"
    );

    public static readonly Refusal EvaluatorKnown = new(
        "assessments.evaluator-known",
        409,
        "该账号已在专家库中",
        "This account is in the pool already"
    );

    public static readonly Refusal NotAnEvaluator = new(
        "assessments.not-an-evaluator",
        409,
        "该账号没有评估专家角色",
        "This account does not hold the role of an evaluator"
    );

    public static readonly Refusal EmployerUnknown = new(
        "assessments.employer-unknown",
        409,
        "未找到所在单位",
        "No such employing organisation"
    );

    public static readonly Refusal StaleEvaluator = new(
        "assessments.stale-evaluator",
        412,
        "专家信息已被他人修改，请刷新后重试",
        "The evaluator's entry was changed meanwhile; load it again"
    );

    public static readonly Refusal RelationNotFound = new(
        "assessments.relation-not-found",
        404,
        "未找到该项利害关系",
        "No such relation"
    );

    public static readonly Refusal RelationWithdrawn = new(
        "assessments.relation-withdrawn",
        409,
        "该项利害关系已撤回",
        "This relation has been withdrawn"
    );

    public static readonly Refusal PeriodReversed = new(
        "assessments.period-reversed",
        400,
        "结束日期不得早于开始日期",
        "The last day must not come before the first"
    );

    public static readonly Refusal AlreadyAssigned = new(
        "assessments.already-assigned",
        409,
        "该专家已承担此示范区的评估",
        "This evaluator scores this zone already"
    );

    public static readonly Refusal ConflictOfInterest = new(
        "assessments.conflict-of-interest",
        409,
        "存在应当回避的情形",
        "There is a conflict of interest"
    );

    public static readonly Refusal EvaluatorInactive = new(
        "assessments.evaluator-inactive",
        409,
        "该专家已停用",
        "This evaluator is not active"
    );

    public static readonly Refusal RoundPastScoring = new(
        "assessments.round-past-scoring",
        409,
        "本轮评分已结束，只能补派替换专家",
        "Scoring is over in this round; only a voided assignment can be replaced"
    );

    public static readonly Refusal AssignmentNotFound = new(
        "assessments.assignment-not-found",
        404,
        "未找到该项分配",
        "No such assignment"
    );

    public static readonly Refusal AssignmentMove = new(
        "assessments.assignment-move-not-allowed",
        409,
        "该项分配已锁定或作废，不能这样变更",
        "The assignment is locked or voided and can't change so"
    );

    public static readonly Refusal PlanChanged = new(
        "assessments.plan-changed",
        412,
        "情况已变化，预览的方案不再成立，请重新预览",
        "What the plan was made from has changed; preview it again"
    );

    public static readonly Refusal NothingToAssign = new(
        "assessments.nothing-to-assign",
        409,
        "没有可以新增的分配",
        "There is nothing to assign"
    );

    public static readonly Refusal SheetNotFound = new(
        "assessments.sheet-not-found",
        404,
        "未找到评分表",
        "No such score sheet"
    );

    public static readonly Refusal NoSuchCell = new(
        "assessments.no-such-cell",
        404,
        "评分表中没有该指标",
        "The sheet has no such cell"
    );

    public static readonly Refusal SheetLocked = new(
        "assessments.sheet-locked",
        409,
        "评分表已锁定，不能再修改",
        "The sheet is locked and can't be changed"
    );

    public static readonly Refusal ScoringClosed = new(
        "assessments.scoring-closed",
        409,
        "现在不在评分期内",
        "It is not the time of scoring"
    );

    public static readonly Refusal StaleMark = new(
        "assessments.stale-mark",
        412,
        "该分数已在别处修改，请比较后再保存",
        "This mark was changed elsewhere; compare before you save"
    );

    public static readonly Refusal SheetIncomplete = new(
        "assessments.sheet-incomplete",
        409,
        "尚有指标未评分，不能锁定",
        "A cell has no mark yet, so the sheet can't be locked"
    );

    public static readonly Refusal OthersHidden = new(
        "assessments.others-hidden",
        409,
        "全部评分表锁定前，他人的评分不可见",
        "The marks of others are hidden until every sheet is locked"
    );

    public static readonly Refusal ScoresHidden = new(
        "assessments.scores-hidden",
        409,
        "评分结束前，分数不可见",
        "Marks are hidden until scoring is over"
    );

    public static readonly Refusal FormErrors = new(
        "assessments.form-errors",
        400,
        "表格中有错误，未作任何修改",
        "The form has errors; nothing was changed"
    );

    public static readonly Refusal ThreeSheetsNeeded = new(
        "assessments.three-sheets-needed",
        409,
        "有示范区的已锁定评分表不足三份",
        "A zone has fewer than three locked sheets"
    );

    public static readonly Refusal SheetsOpen = new(
        "assessments.sheets-open",
        409,
        "尚有评分表未锁定，且期限未到",
        "A sheet is open and its time is not over"
    );

    public static readonly Refusal TasksOpen = new(
        "assessments.moderation-open",
        409,
        "尚有分歧复核任务未办结",
        "A task of moderation is open"
    );

    public static readonly Refusal TaskNotFound = new(
        "assessments.moderation-not-found",
        404,
        "未找到该分歧复核任务",
        "No such task of moderation"
    );

    public static readonly Refusal TaskClosed = new(
        "assessments.moderation-closed",
        409,
        "该分歧复核任务已办结或已过期",
        "The task is closed, or its time is over"
    );

    public static readonly Refusal AnswersMissing = new(
        "assessments.moderation-unanswered",
        409,
        "尚有专家未答复，且期限未到",
        "An evaluator has not answered and the time is not over"
    );

    public static readonly Refusal AnsweredAlready = new(
        "assessments.moderation-answered",
        409,
        "您已答复该分歧复核任务",
        "You have answered this task"
    );

    public static readonly Dictionary<string, Refusal> Constraints = new(StringComparer.Ordinal)
    {
        ["evaluator_once"] = EvaluatorKnown,
        ["evaluator_version_follows"] = StaleEvaluator,
        ["assignment_once"] = AlreadyAssigned,
        ["assignment_without_conflict"] = ConflictOfInterest,
        ["assignment_of_active"] = EvaluatorInactive,
        ["assignment_in_time"] = RoundPastScoring,
        ["assignment_move_allowed"] = AssignmentMove,
        ["sheet_complete"] = SheetIncomplete,
        ["scoring_has_three_sheets"] = ThreeSheetsNeeded,
        ["scoring_sheets_locked"] = SheetsOpen,
        ["moderation_tasks_closed"] = TasksOpen,
        ["moderation_answer_in_time"] = TaskClosed,
        ["moderation_answer_once"] = AnsweredAlready,
        ["moderation_closed"] = TaskClosed,
        ["moderation_answered"] = AnswersMissing,
    };
}
