namespace RegionNet.Gateway.Problems;

/// <summary>One refusal of the gateway's own: a stable code, the status, the title in both languages, and when to come again.</summary>
/// <param name="Code">Never changes once published; clients branch on it.</param>
/// <param name="RetryAfterSeconds">Seconds for the <c>Retry-After</c> header; null where coming again changes nothing.</param>
internal sealed record GatewayRefusal(string Code, int Status, string Zh, string En, int? RetryAfterSeconds = null)
{
    public static readonly GatewayRefusal Unavailable = new(
        "gateway.unavailable",
        StatusCodes.Status503ServiceUnavailable,
        "服务暂时不可用，请求未被处理，请稍后重试。",
        "The service is away for the moment and did not get the request; please try again.",
        RetryAfterSeconds: 2
    );

    /// <summary>The request was on its way when the service went: whether it was carried out is not known.</summary>
    public static readonly GatewayRefusal AnswerLost = new(
        "gateway.answer-lost",
        StatusCodes.Status502BadGateway,
        "服务在应答前中断，请求可能已被处理；请用同一 Idempotency-Key 重试。",
        "The service broke off before it answered; the request may have been carried out. Repeat it with the same Idempotency-Key.",
        RetryAfterSeconds: 2
    );

    public static readonly GatewayRefusal TimedOut = new(
        "gateway.timeout",
        StatusCodes.Status504GatewayTimeout,
        "服务未在规定时间内应答。",
        "The service did not answer in time.",
        RetryAfterSeconds: 5
    );

    public static readonly GatewayRefusal RateLimited = new(
        "gateway.rate-limited",
        StatusCodes.Status429TooManyRequests,
        "请求过于频繁，请稍后重试。",
        "Too many requests; please wait a moment.",
        RetryAfterSeconds: 1
    );

    public static readonly GatewayRefusal TooLarge = new(
        "gateway.too-large",
        StatusCodes.Status413PayloadTooLarge,
        "请求内容过大。",
        "The request body is too large."
    );

    public static readonly GatewayRefusal BadRequest = new(
        "gateway.bad-request",
        StatusCodes.Status400BadRequest,
        "请求不完整或格式错误。",
        "The request is incomplete or malformed."
    );

    public static readonly GatewayRefusal Antiforgery = new(
        "gateway.antiforgery",
        StatusCodes.Status400BadRequest,
        "缺少防伪令牌或令牌已失效，请刷新页面后重试。",
        "The anti-forgery token is missing or stale; reload the page and try again."
    );

    public static readonly GatewayRefusal ForeignOrigin = new(
        "gateway.foreign-origin",
        StatusCodes.Status403Forbidden,
        "不接受来自其他网站的连接。",
        "Connections from another site are not accepted."
    );

    public static readonly GatewayRefusal TokenInUrl = new(
        "gateway.token-in-url",
        StatusCodes.Status400BadRequest,
        "访问令牌不得出现在网址中。",
        "An access token must not be part of a URL."
    );

    public static readonly GatewayRefusal ReturnUrl = new(
        "gateway.return-url",
        StatusCodes.Status400BadRequest,
        "返回地址必须是本站路径。",
        "The return address must be a path of this site."
    );

    public static readonly GatewayRefusal NotSignedIn = new(
        "gateway.not-signed-in",
        StatusCodes.Status401Unauthorized,
        "尚未登录或会话已结束。",
        "Not signed in, or the session has ended."
    );

    public static readonly GatewayRefusal Forbidden = new(
        "gateway.forbidden",
        StatusCodes.Status403Forbidden,
        "不允许的操作。",
        "Not allowed."
    );

    public static readonly GatewayRefusal NotFound = new(
        "gateway.not-found",
        StatusCodes.Status404NotFound,
        "没有这个地址。",
        "There is nothing at this address."
    );

    public static readonly GatewayRefusal Internal = new(
        "gateway.internal",
        StatusCodes.Status500InternalServerError,
        "网关内部错误。",
        "The gateway itself failed."
    );
}
