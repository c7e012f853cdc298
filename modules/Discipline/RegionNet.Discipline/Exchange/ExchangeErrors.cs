using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>Refusals about exchange files. Each leaves everything as it was.</summary>
internal static class ExchangeErrors
{
    public static readonly Refusal FileUnreadable = new(
        "discipline.exchange-file-unreadable",
        400,
        "不是有效的名单交换文件",
        "This is no exchange file of a list"
    );

    public static readonly Refusal FileTooLarge = new(
        "discipline.exchange-file-too-large",
        400,
        "交换文件不得超过 64 MB",
        "An exchange file has at most 64 MB"
    );

    public static readonly Refusal SignerUnknown = new(
        "discipline.exchange-signer-unknown",
        409,
        "签名密钥未登记或已停用；请核对公钥后登记",
        "The signing key is not registered or has ended; check the public key and register it"
    );

    public static readonly Refusal SignatureInvalid = new(
        "discipline.exchange-signature-invalid",
        409,
        "签名与内容不符：文件在签名之后被改动或传输受损",
        "The signature does not fit: the file was changed or damaged after it was signed"
    );

    public static readonly Refusal WrongOrder = new(
        "discipline.exchange-wrong-order",
        409,
        "文件内的变更不连续或链值不符",
        "The changes in the file are not in sequence, or do not make the chain it claims"
    );

    public static readonly Refusal Gap = new(
        "discipline.exchange-gap",
        409,
        "缺少之前的文件：请先导入从期望序号开始的文件",
        "A file before this one is missing: import the one that begins at the expected change first"
    );

    public static readonly Refusal HistoryDiffers = new(
        "discipline.exchange-history-differs",
        409,
        "文件与此前收到的内容不一致：来源数据库可能已还原，请联系发送方",
        "The file does not agree with what was received before: the sender's database may have been restored; ask the sender"
    );

    public static readonly Refusal SignerExists = new(
        "discipline.exchange-signer-exists",
        409,
        "该密钥已登记",
        "This key is registered already"
    );

    public static readonly Refusal SignerNotFound = new(
        "discipline.exchange-signer-not-found",
        404,
        "未找到该密钥",
        "There is no such key"
    );

    public static readonly Refusal KeyInvalid = new(
        "discipline.exchange-key-invalid",
        400,
        "公钥应为 32 字节的 Ed25519 公钥（base64url，即 JWK 的 x）",
        "The key must be an Ed25519 public key of 32 bytes (base64url, the x of a JWK)"
    );
}
