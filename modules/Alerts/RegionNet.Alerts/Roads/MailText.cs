using System.Globalization;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Alerts;

/// <summary>What a mail says: the alert itself and nothing more. Names of people and what they noted stay in the system.</summary>
internal static class MailText
{
    public static (string Subject, string Text) Of(AlertView message, ZoneName zone, bool english)
    {
        var (level, change) = (AlertWords.Of(message.Level, english), AlertWords.Of(message.Change, english));
        var title = english ? message.TitleEn : message.TitleZh;
        var body = english ? message.BodyEn : message.BodyZh;
        var occurred = BusinessTime
            .Local(message.OccurredAt)
            .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        return english
            ? (
                OneLine($"[{level}] {title}{(message.Change == "raised" ? "" : $" ({change})")}"),
                $"""
                {title}

                {body}

                Level: {level}
                Zone: {zone.En}
                What is new: {change}
                Occurred: {occurred} (UTC+8)
                Alert: {message.RootId}

                Sign in to RegionNet to look at it and to acknowledge it. This mail was sent by a machine; do not answer it.

                """
            )
            : (
                OneLine($"【{level}】{title}{(message.Change == "raised" ? "" : $"（{change}）")}"),
                $"""
                {title}

                {body}

                级别：{level}
                区域：{zone.Zh}
                变化：{change}
                发生时间：{occurred}（北京时间）
                预警编号：{message.RootId}

                请登录 RegionNet 查看和确认。本邮件由系统自动发出，请勿回复。

                """
            );
    }

    /// <param name="portal">The public address of the portal, if it is known; otherwise the page is named by its path.</param>
    public static (string Subject, string Text) Of(PersonalNotice notice, Uri? portal, bool english)
    {
        var page = portal is null ? notice.Path : new Uri(portal, notice.Path).AbsoluteUri;
        return english
            ? (
                OneLine($"[Reminder] {notice.TitleEn}"),
                $"""
                {notice.BodyEn}

                To be done in RegionNet: {page}

                You get this mail because you want to be reminded by mail; you can change that in RegionNet under “My e-mail”. It was
                sent by a machine; do not answer it.

                """
            )
            : (
                OneLine($"【提醒】{notice.TitleZh}"),
                $"""
                {notice.BodyZh}

                请在 RegionNet 中办理：{page}

                您已选择接收邮件提醒，可在 RegionNet 的“我的邮件”中更改。本邮件由系统自动发出，请勿回复。

                """
            );
    }

    public static (string Subject, string Text) Code(string code, int minutes, bool english) =>
        english
            ? (
                "RegionNet: confirm this address",
                $"""
                Somebody wants RegionNet to send alerts or reminders to this address. If it was you, enter this code within {minutes} minutes:

                {code}

                If it was not, do nothing.

                """
            )
            : (
                "RegionNet：验证邮箱地址",
                $"""
                有人申请由 RegionNet 向此地址发送预警或提醒。如是您本人，请在 {minutes} 分钟内填写验证码：

                {code}

                如非您本人，无须理会。

                """
            );

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
