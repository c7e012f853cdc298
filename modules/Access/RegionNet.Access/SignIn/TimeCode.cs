using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RegionNet.Access.SignIn;

/// <summary>Time-based one-time passwords: RFC 6238 with HMAC-SHA-1, six digits and steps of 30 seconds, as every authenticator app has it.</summary>
internal static class TimeCode
{
    private const int StepSeconds = 30;
    private const string Base32Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>160 random bits (RFC 4226, section 4, R6).</summary>
    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(20);

    public static long StepAt(DateTimeOffset at) => at.ToUnixTimeSeconds() / StepSeconds;

    public static string Of(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The algorithm that authenticator apps implement; its use in HMAC is not affected by collisions.
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var offset = hash[^1] & 0x0f;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & 0x7fff_ffff;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The step whose code this is: the present one, or the one before or after it, for clocks that differ by up to 30 seconds.
    /// </summary>
    public static long? Match(byte[] secret, string code, DateTimeOffset now)
    {
        var given = Encoding.UTF8.GetBytes(code);
        long? match = null;
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Of(secret, step)), given))
            {
                match = step;
            }
        }
        return match;
    }

    /// <summary>RFC 4648 base 32 without padding.</summary>
    public static string Base32(byte[] bytes)
    {
        var text = new StringBuilder();
        int bits = 0,
            held = 0;
        foreach (var b in bytes)
        {
            held = (held << 8) | b;
            for (bits += 8; bits >= 5; bits -= 5)
            {
                text.Append(Base32Alphabet[(held >> (bits - 5)) & 31]);
            }
            held &= (1 << bits) - 1;
        }
        return bits == 0 ? text.ToString() : text.Append(Base32Alphabet[(held << (5 - bits)) & 31]).ToString();
    }

    /// <summary>What the QR code says to an authenticator app.</summary>
    public static string Uri(string userName, byte[] secret) =>
        $"otpauth://totp/RegionNet:{System.Uri.EscapeDataString(userName)}?secret={Base32(secret)}&issuer=RegionNet";
}
