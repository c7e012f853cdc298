using System.Buffers.Text;
using System.Security.Cryptography;

namespace RegionNet.Hearings;

/// <summary>The token of a feed: its id and a signature under the module's key, so that none can be guessed or made up.</summary>
internal sealed class FeedTokens(HearingsSealing sealing)
{
    private const int IdBytes = 16;

    public string Of(Guid feed) => Base64Url.EncodeToString([.. feed.ToByteArray(bigEndian: true), .. Signature(feed)]);

    /// <returns>Null when the token was not made here.</returns>
    public Guid? Verify(string token)
    {
        if (token.Length > 100 || !Base64Url.IsValid(token, out var length) || length <= IdBytes)
        {
            return null;
        }
        var bytes = Base64Url.DecodeFromChars(token);
        var feed = new Guid(bytes.AsSpan(0, IdBytes), bigEndian: true);
        return CryptographicOperations.FixedTimeEquals(bytes.AsSpan(IdBytes), Signature(feed)) ? feed : null;
    }

    /// <summary>What stands for an appointment whose session the reader may not know: the same in this feed, another in every other.</summary>
    public string Alias(Guid feed, Guid allocated, Guid room) =>
        sealing.Fingerprint($"feed event {feed} {allocated} {room}")[..32];

    private byte[] Signature(Guid feed) => Convert.FromHexString(sealing.Fingerprint($"feed {feed}"));
}
