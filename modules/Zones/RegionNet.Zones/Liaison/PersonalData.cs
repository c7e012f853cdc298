using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace RegionNet.Zones.Liaison;

/// <summary>
/// Seals personal data at rest (PIPL art. 51) with AES-256-GCM. The key is configuration, so a copy of the database alone
/// tells nobody's name. A sealed value is bound to its row and field: moved elsewhere it does not open.
/// </summary>
internal sealed class PersonalData
{
    private const byte Version = 1;

    private readonly byte[] _sealing;
    private readonly byte[] _fingerprinting;

    public PersonalData(IOptions<ZonesOptions> options)
    {
        var key = Convert.FromBase64String(options.Value.PersonalDataKey!);
        _sealing = HKDF.DeriveKey(HashAlgorithmName.SHA256, key, ZonesOptions.KeyBytes, info: "zones seal"u8.ToArray());
        _fingerprinting = HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            key,
            ZonesOptions.KeyBytes,
            info: "zones fingerprint"u8.ToArray()
        );
    }

    /// <returns>Version (1 byte), nonce (12), tag (16), then the encrypted UTF-8.</returns>
    public byte[] Seal(Guid row, string field, string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var sealedBytes = new byte[1 + NonceSize + TagSize + plain.Length];
        sealedBytes[0] = Version;
        var nonce = sealedBytes.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_sealing, TagSize);
        aes.Encrypt(
            nonce,
            plain,
            sealedBytes.AsSpan(1 + NonceSize + TagSize),
            sealedBytes.AsSpan(1 + NonceSize, TagSize),
            Place(row, field)
        );
        return sealedBytes;
    }

    /// <exception cref="CryptographicException">Another key, another place, or a changed value.</exception>
    public string Open(Guid row, string field, byte[] sealedBytes)
    {
        if (sealedBytes.Length < 1 + NonceSize + TagSize || sealedBytes[0] != Version)
        {
            throw new CryptographicException($"The {field} of {row} is not sealed in a form this version knows.");
        }
        var plain = new byte[sealedBytes.Length - 1 - NonceSize - TagSize];
        using var aes = new AesGcm(_sealing, TagSize);
        aes.Decrypt(
            sealedBytes.AsSpan(1, NonceSize),
            sealedBytes.AsSpan(1 + NonceSize + TagSize),
            sealedBytes.AsSpan(1 + NonceSize, TagSize),
            plain,
            Place(row, field)
        );
        return Encoding.UTF8.GetString(plain);
    }

    /// <summary>A keyed hash: tells equal requests apart from different ones and can't be guessed from a list of phones.</summary>
    public string Fingerprint(string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_fingerprinting, Encoding.UTF8.GetBytes(text)));

    private static int NonceSize => AesGcm.NonceByteSizes.MaxSize;
    private static int TagSize => AesGcm.TagByteSizes.MaxSize;

    private static byte[] Place(Guid row, string field) =>
        Encoding.UTF8.GetBytes($"zones.liaison_officer/{row}/{field}");
}
