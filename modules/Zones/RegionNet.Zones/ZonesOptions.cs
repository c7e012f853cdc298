using System.Buffers.Text;

namespace RegionNet.Zones;

/// <summary>Configuration section <c>Zones</c>.</summary>
internal sealed class ZonesOptions
{
    public const int KeyBytes = 32;

    /// <summary>Protects nothing, for everyone can read it here. Taken when no key is configured, never in Production.</summary>
    public const string PublishedKey = "cmVnaW9ubmV0LWRldmVsb3BtZW50LW9ubHkta2V5LTE=";

    public const string KeyMissing =
        "Zones:PersonalDataKey must be 32 random bytes in base64 (openssl rand -base64 32), kept outside the database.";

    /// <summary>Base64 of the 32 bytes that seal liaison officers' names and phones.</summary>
    public string? PersonalDataKey { get; set; }

    public bool HasValidKey => Base64.IsValid(PersonalDataKey, out var length) && length == KeyBytes;
}
