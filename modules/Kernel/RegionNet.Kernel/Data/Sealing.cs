using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace RegionNet.Kernel;

/// <summary>
/// Seals a module's secrets and personal data at rest (PIPL art. 51) with AES-256-GCM. The key is configuration, so a copy of
/// the database alone tells nobody's name. A sealed value is bound to its row and field: moved elsewhere it does not open.
/// </summary>
public abstract class Sealing
{
    private const byte Version = 1;

    private readonly string _place;
    private readonly byte[] _sealing;
    private readonly byte[] _fingerprinting;

    /// <param name="module">Separates the keys of modules that are configured with the same one.</param>
    /// <param name="place">What precedes row and field in the name of a value's place; never changes.</param>
    /// <param name="key">See <see cref="SealingOptions.PersonalDataKey"/>.</param>
    protected Sealing(string module, string place, SealingOptions key)
    {
        var bytes = Convert.FromBase64String(key.PersonalDataKey!);
        _place = place;
        _sealing = Derive("seal");
        _fingerprinting = Derive("fingerprint");

        byte[] Derive(string purpose) =>
            HKDF.DeriveKey(
                HashAlgorithmName.SHA256,
                bytes,
                SealingOptions.KeyBytes,
                info: Encoding.UTF8.GetBytes($"{module} {purpose}")
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

    /// <summary>A keyed hash: tells equal texts apart from different ones and can't be guessed from a list of phones.</summary>
    public string Fingerprint(string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_fingerprinting, Encoding.UTF8.GetBytes(text)));

    private static int NonceSize => AesGcm.NonceByteSizes.MaxSize;
    private static int TagSize => AesGcm.TagByteSizes.MaxSize;

    private byte[] Place(Guid row, string field) => Encoding.UTF8.GetBytes($"{_place}/{row}/{field}");
}

/// <summary>The key in a module's section of the configuration, for example <c>Zones:PersonalDataKey</c>.</summary>
public sealed class SealingOptions
{
    public const int KeyBytes = 32;

    /// <summary>Protects nothing, for everyone can read it here. Taken when no key is configured, never in Production.</summary>
    public const string PublishedKey = "cmVnaW9ubmV0LWRldmVsb3BtZW50LW9ubHkta2V5LTE=";

    /// <summary>Base64 of 32 random bytes.</summary>
    public string? PersonalDataKey { get; set; }

    public bool HasValidKey => Base64.IsValid(PersonalDataKey, out var length) && length == KeyBytes;
}

public static class SealingRegistration
{
    /// <summary>
    /// Gives a module its sealing. In Production a process that serves the module does not start without the key.
    /// </summary>
    /// <param name="section">The module's section of the configuration.</param>
    /// <param name="create">Makes the module's own <see cref="Sealing"/> from its key.</param>
    public static void AddSealing<TSealing>(
        this IHostApplicationBuilder builder,
        string module,
        string section,
        Func<SealingOptions, TSealing> create
    )
        where TSealing : Sealing
    {
        var published = builder.Environment.IsProduction() ? null : SealingOptions.PublishedKey;
        var options = builder
            .Services.AddOptions<SealingOptions>(module)
            .BindConfiguration(section)
            .PostConfigure(o => o.PersonalDataKey ??= published)
            .Validate(
                o => o.HasValidKey,
                $"{section}:PersonalDataKey must be 32 random bytes in base64 (openssl rand -base64 32), kept outside the database."
            );
        if (builder.Configuration.Serves(module))
        {
            options.ValidateOnStart();
        }
        builder.Services.AddSingleton(services =>
            create(services.GetRequiredService<IOptionsMonitor<SealingOptions>>().Get(module))
        );
    }
}
