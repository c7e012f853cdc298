using System.Security.Cryptography;
using System.Text;

namespace RegionNet.Zones.Contracts;

/// <summary>
/// The identifier of an organisation, derived from its official Chinese name, so that every module, seed and test names
/// the same organisation without a lookup and a database loaded anew keeps its identifiers.
/// </summary>
public static class OrganisationId
{
    /// <summary>
    /// A version 8 UUID (RFC 9562 §5.8): the first 16 bytes of SHA-256 over UTF-8 <c>organisation:{zhName}</c>, in
    /// big-endian order, with the version nibble 8 and the RFC variant bits.
    /// </summary>
    /// <param name="zhName">The name exactly as the reference data spell it, full-width brackets included.</param>
    public static Guid Of(string zhName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(zhName);
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes("organisation:" + zhName)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
