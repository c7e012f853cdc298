using RegionNet.Portal.Api;
using RegionNet.Portal.Language;

namespace RegionNet.Portal.Search;

/// <summary>One of the rooms looked for, being described.</summary>
public sealed class WantedDraft
{
    public string Zone { get; set; } = "";
    public string OrganisationId { get; set; } = "";
    public int? Capacity { get; set; }
    public bool Accessible { get; set; }
    public HashSet<string> Devices { get; } = new(StringComparer.Ordinal);

    public bool Valid => Capacity is null or (>= 0 and <= 2000);

    public WantedRoom ToRequest() =>
        new()
        {
            Zone = Zone.Length > 0 ? Zone : null,
            OrganisationId = OrganisationId.Length > 0 ? OrganisationId : null,
            Capacity = Capacity ?? 0,
            Devices = [.. Names.Devices.Keys.Where(Devices.Contains)],
            Accessible = Accessible,
        };

    public void Toggle(string device)
    {
        if (!Devices.Remove(device))
        {
            Devices.Add(device);
        }
    }
}
