using System.Globalization;
using System.Text;
using Microsoft.Playwright;

namespace RegionNet.BrowserTests;

/// <summary>CAP 1.2 messages as another system might send them.</summary>
internal static class CapMessages
{
    /// <summary>An orange alert of the Greater Bay Area in both languages.</summary>
    public static string Outage(string identifier, string zh, string en)
    {
        var now = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(8));
        return $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
              <identifier>{identifier}</identifier>
              <sender>warnings@example.org</sender>
              <sent>{Time(now.AddMinutes(-5))}</sent>
              <status>Actual</status>
              <msgType>Alert</msgType>
              <scope>Public</scope>
              {Info("zh-CN", zh, "商标和专利登记系统暂时不能访问，预计两小时内恢复。")}
              {Info(
                "en-US",
                en,
                "The registers can't be reached for the moment; they are expected back within two hours."
            )}
            </alert>
            """;

        string Info(string language, string headline, string text) =>
            $"""
                <info>
                    <language>{language}</language>
                    <category>Infra</category>
                    <event>Register outage</event>
                    <urgency>Expected</urgency>
                    <severity>Severe</severity>
                    <certainty>Likely</certainty>
                    <expires>{Time(now.AddHours(4))}</expires>
                    <headline>{headline}</headline>
                    <description>{text}</description>
                    <area>
                      <areaDesc>粤港澳大湾区</areaDesc>
                      <geocode><valueName>regionnet:zone</valueName><value>GBA</value></geocode>
                    </area>
                  </info>
                """;
    }

    /// <summary>The same with three things wrong.</summary>
    public static string Wrong(string identifier) =>
        Outage(identifier, "登记系统停用", "The registers are down")
            .Replace("<status>Actual</status>", "<status>Really</status>", StringComparison.Ordinal)
            .Replace("<urgency>Expected</urgency>", "", StringComparison.Ordinal)
            .Replace("<certainty>Likely</certainty>", "<certainty>Perhaps</certainty>", StringComparison.Ordinal);

    public static FilePayload File(string text) =>
        new()
        {
            Name = "alert.xml",
            MimeType = "text/xml",
            Buffer = Encoding.UTF8.GetBytes(text),
        };

    private static string Time(DateTimeOffset at) =>
        at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
