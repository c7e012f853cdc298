using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>Refusals of screening, batches, watches and decisions about candidates.</summary>
internal static class ScreeningErrors
{
    public static readonly Refusal NothingAsked = new(
        "discipline.nothing-asked",
        400,
        "请填写名称或统一社会信用代码",
        "Ask for a name or a unified social credit code"
    );

    public static readonly Refusal IdentifierInUrl = new(
        "discipline.identifier-in-url",
        400,
        "查询条件中不得含有公民身份号码，请使用证件号码筛查",
        "A resident ID must not stand in an address; screen by ID instead"
    );

    public static readonly Refusal UnknownListVersion = new(
        "discipline.unknown-list-version",
        400,
        "名单版本无效",
        "The list version is not valid"
    );

    public static readonly Refusal OtherMatcher = new(
        "discipline.other-matcher",
        409,
        "该次筛查使用的比对规则已更新，不能按原版本重现",
        "Names were compared by an earlier set of rules then; that screening can't be done again"
    );

    public static readonly Refusal CandidateNotFound = new(
        "discipline.candidate-not-found",
        404,
        "按所填条件未找到该候选主体",
        "The question does not find this candidate"
    );

    public static readonly Refusal MatchIsNoCandidate = new(
        "discipline.match-is-no-candidate",
        409,
        "代码或证件相符即为同一主体，不能认定为误报",
        "The same code or ID is the same party; it can't be a false positive"
    );

    public static readonly Refusal DecisionEndsTooLate = new(
        "discipline.decision-ends-too-late",
        400,
        "误报认定的有效期应在明日至一年之内",
        "The decision must end between tomorrow and a year from now"
    );

    public static readonly Refusal DecisionNotFound = new(
        "discipline.false-positive-not-found",
        404,
        "未找到该误报认定",
        "There is no such decision"
    );

    public static readonly Refusal DecisionWithdrawn = new(
        "discipline.false-positive-withdrawn",
        409,
        "该误报认定已撤回",
        "The decision has been withdrawn already"
    );

    public static readonly Refusal BatchNotFound = new(
        "discipline.batch-not-found",
        404,
        "未找到该批次",
        "There is no such batch"
    );

    public static readonly Refusal BatchNotFinished = new(
        "discipline.batch-not-finished",
        409,
        "该批次尚未完成",
        "The batch has not finished yet"
    );

    public static readonly Refusal SheetHasErrors = new(
        "discipline.sheet-has-errors",
        400,
        "表格中有错误，请按单元格提示修改",
        "The sheet has errors; correct the cells named"
    );

    public static readonly Refusal WatchNotFound = new(
        "discipline.watch-not-found",
        404,
        "未找到该关注",
        "There is no such watch"
    );

    public static readonly Refusal PurposeMissing = new(
        "discipline.purpose-missing",
        400,
        "表中含有公民身份号码，请填写用途",
        "The sheet holds resident IDs: say what for"
    );

    public static readonly Refusal AlreadyWatched = new(
        "discipline.already-watched",
        409,
        "本单位已关注该主体",
        "Your organisation watches this party already"
    );

    public static readonly Refusal WatchNamesNobody = new(
        "discipline.watch-names-nobody",
        400,
        "每项关注须填写名称或统一社会信用代码，或者仅填公民身份号码",
        "Each watch names a name or a code, or nothing but a resident ID"
    );
}
