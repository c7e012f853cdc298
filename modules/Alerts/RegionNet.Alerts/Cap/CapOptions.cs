using System.ComponentModel.DataAnnotations;

namespace RegionNet.Alerts;

/// <summary>Configuration section <c>Alerts:Cap</c>.</summary>
internal sealed class CapOptions
{
    /// <summary>Names this installation in its CAP messages, for example a host name: no space, comma, &lt; or &amp;.</summary>
    [Required, RegularExpression(@"[^\s,<&]{1,200}")]
    public string Sender { get; set; } = "alerts.regionnet.cn";
}
