using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace RegionNet.Discipline;

/// <summary>The section <c>Discipline:Exchange</c> of the configuration.</summary>
internal sealed class ExchangeOptions
{
    public const string Section = "Discipline:Exchange";

    /// <summary>Protects nothing, for everyone can read it here. Taken when no key is configured, never in Production.</summary>
    public const string PublishedKey = "cmVnaW9ubmV0LWRldmVsb3BtZW50LW9ubHkta2V5LTI=";

    /// <summary>By what name other systems know this one.</summary>
    [Required, RegularExpression("[a-z0-9][a-z0-9.-]{1,99}")]
    public string Issuer { get; set; } = "regionnet";

    /// <summary>Base64 of the 32 random bytes of an Ed25519 key (RFC 8032).</summary>
    public string? SigningKey { get; set; }

    /// <summary>Base64 of public keys that signed before: what they signed can still be checked.</summary>
    public string[] RetiredPublicKeys { get; set; } = [];

    public bool HasValidKeys =>
        RetiredPublicKeys
            .Append(SigningKey)
            .All(key => Base64.IsValid(key, out var length) && length == Ed25519PrivateKeyParameters.KeySize);
}

/// <summary>A public key as RFC 7517 and RFC 8037 write it.</summary>
internal sealed record JsonWebKey(string Kty, string Crv, string X, string Kid, string Use, string Alg);

/// <param name="Issuer">The name that deltas and files carry.</param>
/// <param name="Keys">The key that signs now, then the retired ones.</param>
internal sealed record JsonWebKeys(string Issuer, IReadOnlyList<JsonWebKey> Keys);

/// <summary>A JSON Web Signature in its flattened form (RFC 7515 §7.2.2), each member in base64url.</summary>
/// <param name="Payload">The JSON of a <see cref="SubscriberDelta"/>.</param>
/// <param name="Protected">The algorithm (EdDSA) and the key's id.</param>
internal sealed record SignedDelta(string Payload, string Protected, string Signature);

/// <summary>Signs what leaves this system about lists, with Ed25519, and checks what others signed.</summary>
internal sealed class ListSigning
{
    private readonly Ed25519PrivateKeyParameters _key;

    public ListSigning(ExchangeOptions options)
    {
        _key = new Ed25519PrivateKeyParameters(Convert.FromBase64String(options.SigningKey!));
        Issuer = options.Issuer;
        PublicKey = _key.GeneratePublicKey().GetEncoded();
        KeyId = KeyIdOf(PublicKey);
        Published = new JsonWebKeys(
            Issuer,
            [.. options.RetiredPublicKeys.Select(Convert.FromBase64String).Prepend(PublicKey).Select(Write)]
        );
    }

    public string Issuer { get; }
    public byte[] PublicKey { get; }
    public string KeyId { get; }
    public JsonWebKeys Published { get; }

    public SignedDelta SignDelta(string payload)
    {
        var header = Encode(
            Encoding.UTF8.GetBytes($$"""{"alg":"EdDSA","kid":"{{KeyId}}","typ":"regionnet-delta+json"}""")
        );
        var body = Encode(Encoding.UTF8.GetBytes(payload));
        return new SignedDelta(body, header, Encode(Sign(Encoding.ASCII.GetBytes($"{header}.{body}"))));
    }

    public byte[] Sign(byte[] message)
    {
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, _key);
        signer.BlockUpdate(message, 0, message.Length);
        return signer.GenerateSignature();
    }

    public static bool Verify(byte[] publicKey, byte[] message, byte[] signature)
    {
        if (signature.Length != Ed25519PrivateKeyParameters.SignatureSize)
        {
            return false;
        }
        var signer = new Ed25519Signer();
        signer.Init(forSigning: false, new Ed25519PublicKeyParameters(publicKey));
        signer.BlockUpdate(message, 0, message.Length);
        return signer.VerifySignature(signature);
    }

    /// <summary>The thumbprint of the key (RFC 7638).</summary>
    public static string KeyIdOf(byte[] publicKey) =>
        Encode(
            SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"Ed25519","kty":"OKP","x":"{{Encode(publicKey)}}"}"""))
        );

    private static JsonWebKey Write(byte[] publicKey) =>
        new("OKP", "Ed25519", Encode(publicKey), KeyIdOf(publicKey), "sig", "EdDSA");

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
