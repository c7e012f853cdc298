using System.Diagnostics;
using System.Text.RegularExpressions;
using OpenTelemetry;

namespace RegionNet.ServiceDefaults;

/// <summary>
/// Takes out of spans, before they are exported, what opens something to whoever has it: calendars and doors are addressed by tokens in the
/// path. Told by its shape alone, so that no address has to be listed: a segment of 32 or more characters of base64url that is no id.
/// Values of a query are taken out by the instrumentation itself.
/// </summary>
internal sealed partial class UrlSecrets : BaseProcessor<Activity>
{
    private static readonly string[] Addresses = ["url.path", "url.full", "http.target", "http.url"];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in Addresses)
        {
            if (data.GetTagItem(tag) is string address && Redact(address) is var redacted && redacted != address)
            {
                data.SetTag(tag, redacted);
            }
        }
        data.DisplayName = Redact(data.DisplayName);
    }

    public static string Redact(string address) => Token().Replace(address, "REDACTED");

    [GeneratedRegex(
        @"(?<=/)(?![0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?![\w-]))[\w-]{32,}(?=$|[/.?#])",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Token();
}
