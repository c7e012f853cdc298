namespace RegionNet.Kernel;

/// <summary>Refusals that any module may give.</summary>
public static class KernelErrors
{
    public static readonly Refusal NotSignedIn = new("kernel.not-signed-in", 401, "请先登录", "Sign in first");

    public static readonly Refusal Forbidden = new(
        "kernel.forbidden",
        403,
        "您的角色无权执行此操作",
        "Your roles do not allow this"
    );

    public static readonly Refusal NotFound = new("kernel.not-found", 404, "未找到", "Not found");

    public static readonly Refusal InvalidRequest = new(
        "kernel.invalid-request",
        400,
        "请求内容有误，请按字段提示修改",
        "The request is not valid; correct the fields named"
    );

    public static readonly Refusal InvalidCursor = new(
        "kernel.invalid-cursor",
        400,
        "翻页位置无效，请从第一页重新开始",
        "The cursor is not valid; start again at the first page"
    );

    public static readonly Refusal IdempotencyKeyReused = new(
        "kernel.idempotency-key-reused",
        422,
        "该幂等键已用于另一项不同的请求",
        "This Idempotency-Key was used for a different request"
    );

    public static readonly Refusal IdempotencyKeyTooLong = new(
        "kernel.idempotency-key-too-long",
        400,
        "幂等键不得超过 200 个字符",
        "An Idempotency-Key has at most 200 characters"
    );

    public static readonly Refusal NotASheet = new(
        "kernel.not-a-sheet",
        400,
        "请上传一个 CSV 或 XLSX 文件",
        "Send one CSV or XLSX file"
    );

    public static readonly Refusal SheetUnreadable = new(
        "kernel.sheet-unreadable",
        400,
        "文件内容无法读取，请另存为 XLSX 或 UTF-8、GB18030 编码的 CSV",
        "The file can't be read; save it as XLSX, or as CSV in UTF-8 or GB18030"
    );

    public static readonly Refusal SheetTooLarge = new(
        "kernel.sheet-too-large",
        400,
        "文件过大",
        "The file is too large"
    );

    public static readonly Refusal SheetTooLong = new(
        "kernel.sheet-too-long",
        400,
        "文件行数过多",
        "The file has too many rows"
    );

    public static readonly Refusal Unavailable = new(
        "kernel.unavailable",
        503,
        "数据库暂时无法访问，请稍后重试",
        "The database can't be reached at the moment; try again shortly"
    );

    public static readonly Refusal Unexpected = new(
        "kernel.unexpected",
        500,
        "系统内部错误，请稍后重试；如持续出现，请提供追踪编号",
        "Something failed inside the system; try again, and quote the trace id if it persists"
    );
}
