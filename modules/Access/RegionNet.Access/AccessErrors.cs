using RegionNet.Kernel;

namespace RegionNet.Access;

/// <summary>Every refusal of this module. A code never changes its meaning.</summary>
internal static class AccessErrors
{
    public static readonly Refusal UserNameTaken = new(
        "access.user-name-taken",
        409,
        "该用户名已被使用",
        "This user name is taken"
    );

    public static readonly Refusal UserNameShape = new(
        "access.user-name-shape",
        400,
        "用户名须为 3 至 64 个小写字母、数字、点、下划线或连字符，且以字母或数字开头和结尾",
        "A user name has 3 to 64 lower-case letters, digits, dots, underscores or hyphens, and starts and ends with a letter or digit"
    );

    public static readonly Refusal PasswordWeak = new(
        "access.password-weak",
        400,
        "密码至少 10 个字符，须含大写字母、小写字母、数字和符号，且不得包含用户名",
        "A password has at least 10 characters with upper-case and lower-case letters, digits and symbols, and does not contain the user name"
    );

    public static readonly Refusal OrganisationUnknown = new(
        "access.organisation-unknown",
        400,
        "机构不存在",
        "There is no such organisation"
    );

    public static readonly Refusal RoleUnknown = new("access.role-unknown", 400, "角色不存在", "There is no such role");

    public static readonly Refusal ZoneNeeded = new(
        "access.zone-needed",
        400,
        "协作区协调员须指定协作区，其他角色不得指定",
        "A zone coordinator is granted for a zone; other roles are not"
    );

    public static readonly Refusal ZoneUnknown = new(
        "access.zone-unknown",
        400,
        "协作区不存在",
        "There is no such zone"
    );

    public static readonly Refusal RoleHeld = new(
        "access.role-held",
        409,
        "该人员已拥有此角色",
        "This person already holds the role"
    );

    public static readonly Refusal RoleNotHeld = new(
        "access.role-not-held",
        409,
        "该人员没有此角色",
        "This person does not hold the role"
    );

    public static readonly Refusal AdministratorsSeparate = new Refusal(
        "access.administrators-separate",
        409,
        "系统管理员、安全管理员和审计管理员不得由同一人担任",
        "System, security and audit administrator are never the same person"
    ).Because(
        "GB/T 22239-2019 第三级要求三类管理员相互独立。请先收回原有管理员角色，或另选人员。",
        "GB/T 22239-2019 level 3 keeps the three administrators apart. Revoke the other role first, or choose somebody else."
    );

    public static readonly Refusal NotToOneself = new(
        "access.not-to-oneself",
        403,
        "不得为本人授予或收回角色、锁定或解锁账户",
        "Nobody grants or revokes their own roles, or locks or unlocks their own account"
    );

    public static readonly Refusal AlreadyLocked = new(
        "access.already-locked",
        409,
        "该账户已被锁定",
        "The account is locked already"
    );

    public static readonly Refusal NotLocked = new(
        "access.not-locked",
        409,
        "该账户未被锁定",
        "The account is not locked"
    );

    public static readonly Refusal NoSecondFactor = new(
        "access.no-second-factor",
        409,
        "该账户未启用双因素认证",
        "The account has no second factor"
    );

    public static readonly Refusal ClientIdTaken = new(
        "access.client-id-taken",
        409,
        "该客户端标识已被使用",
        "This client id is taken"
    );

    public static readonly Refusal ClientShape = new(
        "access.client-shape",
        400,
        "客户端标识须为 3 至 63 个小写字母、数字或连字符，且不得以 regionnet- 开头",
        "A client id has 3 to 63 lower-case letters, digits or hyphens, and does not start with regionnet-"
    );

    public static readonly Refusal ClientRoles = new(
        "access.client-roles",
        400,
        "机器客户端须有 1 至 8 个角色，且不得为管理员或协作区协调员",
        "A machine client has 1 to 8 roles, none of them an administrator's or a zone coordinator's"
    );

    public static readonly Refusal LoginTaken = new(
        "access.login-taken",
        409,
        "该外部身份已关联到一个账户",
        "This outside identity is linked to an account already"
    );
}
