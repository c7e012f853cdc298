using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>Refusals about demonstration zones and rounds.</summary>
internal static class RoundErrors
{
    public static readonly Refusal RoundNotFound = new(
        "assessments.round-not-found",
        404,
        "未找到该评估轮次",
        "No such round of assessment"
    );

    public static readonly Refusal RoundKnown = new(
        "assessments.round-known",
        409,
        "该编号的评估轮次已存在",
        "A round with this code exists already"
    );

    public static readonly Refusal StaleRound = new(
        "assessments.stale-round",
        412,
        "该轮次已有新的进展，请刷新后重试",
        "The round has moved on; load it again"
    );

    public static readonly Refusal RoundBegun = new(
        "assessments.round-begun",
        409,
        "轮次已开始，评估依据不得更改",
        "The round has begun: what it goes by is fixed"
    );

    public static readonly Refusal CalendarOutOfOrder = new(
        "assessments.calendar-out-of-order",
        400,
        "各阶段的截止日须依次在后",
        "Each stage must end after the one before it"
    );

    public static readonly Refusal CalendarInPast = new(
        "assessments.calendar-in-past",
        400,
        "阶段截止日不得早于今日",
        "A stage can't end before today"
    );

    public static readonly Refusal StageOver = new(
        "assessments.stage-over",
        409,
        "该阶段的截止日已过，请先改定截止日",
        "The last day of that stage has passed: set a later one first"
    );

    public static readonly Refusal CalendarNotLater = new(
        "assessments.calendar-not-later",
        409,
        "轮次开始后截止日只能延后，已结束的阶段不得更改",
        "Once a round has begun a last day is only put off, and not that of a stage that is over"
    );

    public static readonly Refusal NoWorkingDay = new(
        "assessments.no-working-day",
        400,
        "截止日须为工作日",
        "A stage ends on a working day"
    );

    public static readonly Refusal CalendarUnknown = new(
        "assessments.calendar-unknown",
        409,
        "该年度节假日安排尚未公布，请自行填写日期并说明理由",
        "The holidays of that year are not announced yet: give the days and the reason for them"
    );

    public static readonly Refusal StageMoveNotAllowed = new(
        "assessments.stage-move-not-allowed",
        409,
        "轮次当前阶段不允许此操作",
        "The round's stage does not allow this"
    );

    public static readonly Refusal StageClosed = new(
        "assessments.stage-closed",
        409,
        "该轮次当前阶段不接受此项操作",
        "The round's stage does not take this"
    );

    public static readonly Refusal FilingsOpen = new(
        "assessments.filings-open",
        409,
        "尚有示范区未提交自评，且自评尚未截止",
        "A zone has not handed in, and the self-assessment has not ended"
    );

    public static readonly Refusal EvidenceUnjudged = new(
        "assessments.evidence-unjudged",
        409,
        "尚有材料未核查",
        "Something filed has not been checked"
    );

    public static readonly Refusal EvidenceReturned = new(
        "assessments.evidence-returned",
        409,
        "尚有退回材料待补正，且核查尚未截止",
        "Something returned may still be filed again: the evidence check has not ended"
    );

    public static readonly Refusal FrameworkNotFrozen = new(
        "assessments.framework-not-frozen",
        409,
        "指标体系尚未固定",
        "The framework is not frozen"
    );

    public static readonly Refusal OutcomesIncomplete = new(
        "assessments.outcomes-incomplete",
        409,
        "须为每个示范区填写一项结论",
        "Give each zone of the round its outcome, once"
    );

    public static readonly Refusal OutcomeNotOfPurpose = new(
        "assessments.outcome-not-of-purpose",
        409,
        "该结论与轮次目的不符",
        "This outcome does not belong to the purpose of the round"
    );

    public static readonly Refusal OutcomeNotOfGrade = new(
        "assessments.outcome-not-of-grade",
        409,
        "不合格的示范区不能通过验收或续期",
        "Who failed is neither recognised nor renewed"
    );

    public static readonly Refusal ExtensionNeedsEnd = new(
        "assessments.extension-needs-end",
        400,
        "延期建设须填写新的截止日，其他结论不填",
        "An extension needs its last day, and only an extension has one"
    );

    public static readonly Refusal EndNotLater = new(
        "assessments.end-not-later",
        409,
        "新的截止日须晚于现行截止日；延期建设的不得早于今日",
        "The new last day lies after the present one, and of an extension not before today"
    );

    public static readonly Refusal ZoneNotFound = new(
        "assessments.zone-not-found",
        404,
        "未找到该示范区",
        "No such demonstration zone"
    );

    public static readonly Refusal ZoneKnown = new(
        "assessments.zone-known",
        409,
        "该地已有示范区",
        "This place has a demonstration zone already"
    );

    public static readonly Refusal StaleZone = new(
        "assessments.stale-zone",
        412,
        "该示范区已有新的进展，请刷新后重试",
        "The zone has moved on; load it again"
    );

    public static readonly Refusal ZoneMoveNotAllowed = new(
        "assessments.zone-move-not-allowed",
        409,
        "示范区当前状态不允许此操作",
        "The zone's state does not allow this"
    );

    public static readonly Refusal ZoneMoveByRound = new(
        "assessments.zone-move-by-round",
        409,
        "该变更只能由评估轮次作出",
        "A round alone makes this move"
    );

    public static readonly Refusal ZoneMoveInFuture = new(
        "assessments.zone-move-in-future",
        400,
        "生效日不得晚于今日",
        "A move can't hold from a day to come"
    );

    public static readonly Refusal NoPeriodBegins = new(
        "assessments.no-period-begins",
        400,
        "该变更不设期限",
        "No period begins with this move"
    );

    public static readonly Refusal ZoneInOtherRound = new(
        "assessments.zone-in-other-round",
        409,
        "示范区已在另一轮次中",
        "A zone is in another round"
    );

    public static readonly Refusal ZoneNotReady = new(
        "assessments.zone-not-ready",
        409,
        "示范区当前状态不能参加该轮次",
        "A zone is not in a state to be assessed so"
    );

    public static readonly Refusal ZoneStaysThePlace = new(
        "assessments.zone-stays-the-place",
        409,
        "示范区的地点与批次不得更改",
        "Place and batch of a zone do not change"
    );

    public static readonly Refusal ZoneNoticeRuns = new(
        "assessments.zone-notice-runs",
        409,
        "公示期尚未结束，不能确认",
        "The public notice has not ended"
    );

    public static readonly Refusal ZoneNoticeMissing = new(
        "assessments.zone-notice-missing",
        409,
        "该批次未填写公示起止日期",
        "The batch has no days of public notice"
    );

    public static readonly Refusal ReminderNotFound = new(
        "assessments.reminder-not-found",
        404,
        "未找到该提醒",
        "No such reminder"
    );

    public static readonly Refusal UnknownState = new(
        "assessments.unknown-state",
        400,
        "没有这种状态",
        "No such state"
    );

    public static readonly Refusal OrganisationUnknown = new(
        "assessments.organisation-unknown",
        409,
        "该机构不存在",
        "No such organisation"
    );

    public static readonly Refusal BatchNotFound = new(
        "assessments.batch-not-found",
        404,
        "未找到该批次",
        "No such batch"
    );

    public static readonly Refusal BatchKnown = new(
        "assessments.batch-known",
        409,
        "该批次已存在",
        "This batch exists already"
    );

    public static readonly Refusal StaleBatch = new(
        "assessments.stale-batch",
        412,
        "该批次已被他人修改，请刷新后重试",
        "The batch has been changed since; load it again"
    );

    public static readonly Refusal BatchConfirmedEarly = new(
        "assessments.batch-confirmed-early",
        409,
        "确认日须在公示结束之后",
        "A batch is confirmed after its notice"
    );

    public static readonly Refusal DaysReversed = new(
        "assessments.days-reversed",
        400,
        "起止日期须完整，且结束日不得早于开始日",
        "Give both days, and the last not before the first"
    );

    public static readonly Refusal ReasonNeeded = new(
        "assessments.reason-needed",
        400,
        "请说明理由",
        "Give the reason"
    );

    public static readonly Refusal DocumentNeeded = new(
        "assessments.document-needed",
        400,
        "请填写文件编号",
        "Give the number of the document"
    );

    public static readonly Refusal NoticeMissing = new(
        "assessments.notice-missing",
        400,
        "请填写公示起止日期",
        "Give the days of the notice"
    );

    public static readonly Refusal NoticeInPast = new(
        "assessments.notice-in-past",
        409,
        "公示不得早于今日开始",
        "A notice can't begin before today"
    );

    public static readonly Refusal NoticeTooFar = new(
        "assessments.notice-too-far",
        409,
        "公示须在 60 日内开始，且不超过 90 日",
        "A notice begins within 60 days and lasts at most 90"
    );

    public static readonly Refusal NoticeOtherwise = new(
        "assessments.notice-otherwise",
        409,
        "公示结束日与规定期限不同，或申诉期短于规定，请说明理由",
        "The notice ends otherwise than by rule, or leaves less time to appeal: give the reason"
    );

    public static readonly Dictionary<string, Refusal> Constraints = new(StringComparer.Ordinal)
    {
        ["round_code_once"] = RoundKnown,
        ["round_calendar_in_order"] = CalendarOutOfOrder,
        ["round_stage_move_allowed"] = StageMoveNotAllowed,
        ["round_version_follows"] = StaleRound,
        ["round_fixed_once_begun"] = RoundBegun,
        ["round_days_put_off"] = CalendarNotLater,
        ["round_frozen_framework"] = FrameworkNotFrozen,
        ["round_zone_as_prepared"] = ZoneNotFound,
        ["round_zone_outcome_once"] = StageMoveNotAllowed,
        ["round_zone_outcome_of_purpose"] = OutcomeNotOfPurpose,
        ["round_zone_outcome_of_grade"] = OutcomeNotOfGrade,
        ["zone_in_one_round"] = ZoneInOtherRound,
        ["round_all_filed"] = FilingsOpen,
        ["round_evidence_judged"] = EvidenceUnjudged,
        ["round_returned_again"] = EvidenceReturned,
        ["round_notice_whole"] = NoticeMissing,
        ["round_notice_to_come"] = NoticeInPast,
        ["round_notice_as_ruled"] = NoticeOtherwise,
        ["round_step_with_document"] = DocumentNeeded,
        ["zone_place_once"] = ZoneKnown,
        ["zone_move_allowed"] = ZoneMoveNotAllowed,
        ["zone_move_by_round"] = ZoneMoveByRound,
        ["zone_version_follows"] = StaleZone,
        ["zone_stays_the_place"] = ZoneStaysThePlace,
        ["zone_has_notice"] = ZoneNoticeMissing,
        ["zone_notice_has_ended"] = ZoneNoticeRuns,
        ["zone_step_with_reason"] = ReasonNeeded,
        ["zone_step_with_document"] = DocumentNeeded,
        ["batch_number_once"] = BatchKnown,
        ["batch_confirmed_after_notice"] = BatchConfirmedEarly,
    };
}
