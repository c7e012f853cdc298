using Microsoft.AspNetCore.Http;
using RegionNet.Kernel;

namespace RegionNet.Access.Pages;

/// <summary>The words of the account pages in one language.</summary>
internal sealed record AccountText
{
    private const string LanguageCookie = "regionnet-lang";

    public required string Language { get; init; }
    public required string OtherLanguage { get; init; }
    public required string OtherLanguageName { get; init; }
    public required string Product { get; init; }
    public required string ProductLine { get; init; }
    public required string SkipToContent { get; init; }
    public required string SignIn { get; init; }
    public required string SignInLead { get; init; }
    public required string UserName { get; init; }
    public required string Password { get; init; }
    public required string SignInHelp { get; init; }
    public required string ErrorTitle { get; init; }
    public required string SignInFailed { get; init; }
    public required string FormExpired { get; init; }
    public required string FieldRequired { get; init; }
    public required string SecondFactor { get; init; }
    public required string SecondFactorLead { get; init; }
    public required string Code { get; init; }
    public required string CodeHint { get; init; }
    public required string CodeFailed { get; init; }
    public required string Continue { get; init; }
    public required string StartAgain { get; init; }
    public required string Enrol { get; init; }
    public required string EnrolLead { get; init; }
    public required string EnrolRequired { get; init; }
    public required string EnrolScan { get; init; }
    public required string EnrolQr { get; init; }
    public required string EnrolKey { get; init; }
    public required string EnrolCode { get; init; }
    public required string EnrolCodeFailed { get; init; }
    public required string EnrolSubmit { get; init; }
    public required string CurrentPassword { get; init; }
    public required string RecoveryCodes { get; init; }
    public required string RecoveryLead { get; init; }
    public required string RecoveryKept { get; init; }
    public required string ChangePassword { get; init; }
    public required string ChangePasswordLead { get; init; }
    public required string NewPassword { get; init; }
    public required string NewPasswordHint { get; init; }
    public required string RepeatPassword { get; init; }
    public required string PasswordsDiffer { get; init; }
    public required string PasswordWeak { get; init; }
    public required string PasswordSame { get; init; }
    public required string CurrentPasswordWrong { get; init; }
    public required string PasswordChanged { get; init; }
    public required string PasswordChangedLead { get; init; }
    public required string Account { get; init; }
    public required string AccountLead { get; init; }
    public required string SecondFactorOn { get; init; }
    public required string SecondFactorOff { get; init; }
    public required string ReplaceAuthenticator { get; init; }
    public required string BackToPortal { get; init; }

    /// <summary>By <c>?lang=</c>, which is then remembered in a cookie, by the cookie, by the browser; Chinese otherwise.</summary>
    public static AccountText Of(HttpContext http)
    {
        var asked = http.Request.Query["lang"].ToString();
        if (asked is "zh-CN" or "en")
        {
            http.Response.Cookies.Append(
                LanguageCookie,
                asked,
                new CookieOptions
                {
                    MaxAge = TimeSpan.FromDays(365),
                    SameSite = SameSiteMode.Lax,
                    Secure = http.Request.IsHttps,
                    IsEssential = true,
                }
            );
        }
        var chosen = asked.Length > 0 ? asked : http.Request.Cookies[LanguageCookie] ?? "";
        if (chosen.StartsWith("zh", StringComparison.OrdinalIgnoreCase))
        {
            return Zh;
        }
        return chosen.StartsWith("en", StringComparison.OrdinalIgnoreCase) || Kernel.Language.IsEnglish(http) ? En : Zh;
    }

    public static readonly AccountText Zh = new()
    {
        Language = "zh-CN",
        OtherLanguage = "en",
        OtherLanguageName = "English",
        Product = "区域知识产权保护协作网",
        ProductLine = "知识产权保护协作区工作平台",
        SkipToContent = "跳到主要内容",
        SignIn = "登录",
        SignInLead = "请使用管理员为您开通的账户。",
        UserName = "用户名",
        Password = "密码",
        SignInHelp = "忘记密码或账户被锁定，请联系本单位的安全管理员。",
        ErrorTitle = "未能继续",
        SignInFailed = "用户名或密码不正确，或账户暂时无法登录。连续 5 次失败后，账户将锁定 15 分钟。",
        FormExpired = "页面已过期，请重新填写。",
        FieldRequired = "请填写所有项目。",
        SecondFactor = "双因素认证",
        SecondFactorLead = "请打开身份验证器应用，输入当前显示的 6 位验证码。",
        Code = "验证码或恢复码",
        CodeHint = "手机不在身边时，可输入一个恢复码。每个验证码和恢复码只能使用一次。",
        CodeFailed =
            "验证码不正确、已过期或已使用过。请等待应用显示新的验证码后再试。连续 5 次失败后，账户将锁定 15 分钟。",
        Continue = "继续",
        StartAgain = "返回登录",
        Enrol = "设置双因素认证",
        EnrolLead = "设置后，登录时除密码外还需输入手机上的验证码。",
        EnrolRequired = "您的角色必须启用双因素认证，设置完成后才能登录。",
        EnrolScan = "用身份验证器应用扫描下方二维码，或手工输入密钥。",
        EnrolQr = "身份验证器二维码；无法扫描时请使用下方密钥",
        EnrolKey = "密钥",
        EnrolCode = "应用显示的 6 位验证码",
        EnrolCodeFailed = "验证码与此密钥不符。请检查手机时间是否准确，然后重试。",
        EnrolSubmit = "启用",
        CurrentPassword = "当前密码",
        RecoveryCodes = "恢复码",
        RecoveryLead =
            "双因素认证已启用。请把下列恢复码保存在安全的地方：手机丢失时可用其登录，每个只能使用一次。本页关闭后不再显示。",
        RecoveryKept = "已保存，继续",
        ChangePassword = "修改密码",
        ChangePasswordLead = "修改后，您在其他设备上的登录将失效。",
        NewPassword = "新密码",
        NewPasswordHint = "至少 10 个字符，须含大写字母、小写字母、数字和符号，且不得包含用户名。",
        RepeatPassword = "再次输入新密码",
        PasswordsDiffer = "两次输入的新密码不一致。",
        PasswordWeak = "新密码不符合要求：至少 10 个字符，须含大写字母、小写字母、数字和符号，且不得包含用户名。",
        PasswordSame = "新密码不得与当前密码相同。",
        CurrentPasswordWrong = "当前密码不正确，或账户暂时锁定。",
        PasswordChanged = "密码已修改",
        PasswordChangedLead = "您在其他设备上的登录已失效。",
        Account = "我的账户",
        AccountLead = "已登录：",
        SecondFactorOn = "双因素认证：已启用",
        SecondFactorOff = "双因素认证：未启用",
        ReplaceAuthenticator = "更换身份验证器",
        BackToPortal = "返回工作平台",
    };

    public static readonly AccountText En = new()
    {
        Language = "en",
        OtherLanguage = "zh-CN",
        OtherLanguageName = "中文",
        Product = "RegionNet",
        ProductLine = "The working system of the regional IP-protection cooperation network",
        SkipToContent = "Skip to content",
        SignIn = "Sign in",
        SignInLead = "Use the account that your administrator opened for you.",
        UserName = "User name",
        Password = "Password",
        SignInHelp = "Forgotten the password, or locked out? Ask the security administrator of your organisation.",
        ErrorTitle = "That did not work",
        SignInFailed =
            "The user name or the password is not right, or the account can't sign in at present. Five failures lock an account for 15 minutes.",
        FormExpired = "The page had expired. Please fill it in again.",
        FieldRequired = "Please fill in every field.",
        SecondFactor = "Second factor",
        SecondFactorLead = "Open your authenticator app and enter the six digits it shows now.",
        Code = "Code or recovery code",
        CodeHint = "Without your phone, enter one of your recovery codes. Every code works once.",
        CodeFailed =
            "The code is not right, has expired or was used before. Wait for the app to show a new one. Five failures lock an account for 15 minutes.",
        Continue = "Continue",
        StartAgain = "Back to sign-in",
        Enrol = "Set up the second factor",
        EnrolLead = "From then on signing in takes your password and a code from your phone.",
        EnrolRequired = "Your role requires a second factor: set it up to sign in.",
        EnrolScan = "Scan this with an authenticator app, or type the key.",
        EnrolQr = "QR code for an authenticator app; if you can't scan it, use the key below",
        EnrolKey = "Key",
        EnrolCode = "The six digits the app shows",
        EnrolCodeFailed = "The code does not belong to this key. Check that your phone's clock is right and try again.",
        EnrolSubmit = "Switch on",
        CurrentPassword = "Current password",
        RecoveryCodes = "Recovery codes",
        RecoveryLead =
            "The second factor is on. Keep these recovery codes somewhere safe: each signs you in once if you lose your phone. They are not shown again.",
        RecoveryKept = "I have kept them; continue",
        ChangePassword = "Change password",
        ChangePasswordLead = "Your sign-ins on other devices end when you change it.",
        NewPassword = "New password",
        NewPasswordHint =
            "At least 10 characters with upper-case and lower-case letters, digits and symbols, without your user name.",
        RepeatPassword = "New password again",
        PasswordsDiffer = "The two new passwords are not the same.",
        PasswordWeak =
            "The new password is too weak: at least 10 characters with upper-case and lower-case letters, digits and symbols, without your user name.",
        PasswordSame = "The new password must differ from the current one.",
        CurrentPasswordWrong = "The current password is not right, or the account is locked out.",
        PasswordChanged = "Password changed",
        PasswordChangedLead = "Your sign-ins on other devices have ended.",
        Account = "My account",
        AccountLead = "Signed in as",
        SecondFactorOn = "Second factor: on",
        SecondFactorOff = "Second factor: off",
        ReplaceAuthenticator = "Replace the authenticator",
        BackToPortal = "Back to the portal",
    };
}
