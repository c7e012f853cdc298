using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>Refusals about parties, cases and lists.</summary>
internal static class DisciplineErrors
{
    public static readonly Refusal PartyNotFound = new(
        "discipline.party-not-found",
        404,
        "未找到该主体",
        "There is no such party"
    );

    public static readonly Refusal PartyKnownByAnotherName = new(
        "discipline.party-known-by-another-name",
        409,
        "该标识已登记在另一名称之下，请核对；如系更名，请先登记更名",
        "This identifier is registered under another name; check it, or record the change of name first"
    );

    public static readonly Refusal CreditCodeInvalid = new(
        "discipline.credit-code-invalid",
        400,
        "统一社会信用代码格式有误（GB 32100-2015）",
        "The unified social credit code is not well formed (GB 32100-2015)"
    );

    public static readonly Refusal CreditCodeCheckFails = new(
        "discipline.credit-code-check-fails",
        409,
        "统一社会信用代码校验位不符；核对无误的，请填写采用理由",
        "The check digit of the unified social credit code is wrong; if the code is right all the same, say why it is taken"
    );

    public static readonly Refusal OrganisationNeedsCode = new(
        "discipline.organisation-needs-code",
        400,
        "单位须填写统一社会信用代码",
        "An organisation is named with its unified social credit code"
    );

    public static readonly Refusal OrganisationHasNoResidentId = new(
        "discipline.organisation-has-no-resident-id",
        400,
        "单位没有公民身份号码",
        "An organisation has no resident ID"
    );

    public static readonly Refusal PersonNeedsResidentId = new(
        "discipline.person-needs-resident-id",
        400,
        "自然人须填写公民身份号码，且不填统一社会信用代码",
        "A natural person is named with a resident ID and no credit code"
    );

    public static readonly Refusal ResidentIdInvalid = new(
        "discipline.resident-id-invalid",
        400,
        "公民身份号码有误（GB 11643）",
        "The resident ID is not valid (GB 11643)"
    );

    public static readonly Refusal IdentifierInText = new(
        "discipline.identifier-in-text",
        400,
        "文字中含有公民身份号码，请只在专用栏填写",
        "The text holds a resident ID; write it in its own field only"
    );
}
