using System.Buffers.Text;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Xunit;

namespace RegionNet.Discipline.IntegrationTests;

/// <summary>A subscriber's own reading of deltas, written from their description: signature, chain, and what is in force.</summary>
public sealed class DeltaReader(JsonElement keys)
{
    /// <summary>Live entries by id: the canonical JSON of the last change that shows them.</summary>
    public SortedDictionary<string, string> Live { get; } = new(StringComparer.Ordinal);

    public long Sequence { get; private set; }
    public string Hash { get; private set; } = new('0', 64);
    public int Withheld { get; private set; }

    public static async Task<DeltaReader> Of(HttpClient client) =>
        new(await client.GetFromJsonAsync<JsonElement>("/api/discipline/signing-keys"));

    /// <returns>How many changes it brought.</returns>
    public int Apply(JsonElement signed)
    {
        var (head, body) = (Text(signed, "protected"), Text(signed, "payload"));
        var header = Parse(head);
        Assert.Equal("EdDSA", Text(header, "alg"));
        var key = keys.GetProperty("keys").EnumerateArray().Single(k => Text(k, "kid") == Text(header, "kid"));
        var signer = new Ed25519Signer();
        signer.Init(false, new Ed25519PublicKeyParameters(Base64Url.DecodeFromChars(Text(key, "x"))));
        var signedBytes = Encoding.ASCII.GetBytes($"{head}.{body}");
        signer.BlockUpdate(signedBytes, 0, signedBytes.Length);
        Assert.True(
            signer.VerifySignature(Base64Url.DecodeFromChars(Text(signed, "signature"))),
            "The signature is wrong."
        );
        return Take(Parse(body));
    }

    public int Take(JsonElement delta)
    {
        if (delta.GetProperty("until").GetInt64() <= Sequence)
        {
            return 0;
        }
        Assert.Equal((Sequence, Hash), (delta.GetProperty("after").GetInt64(), Text(delta, "hashBefore")));
        var changes = delta.GetProperty("changes").EnumerateArray().ToList();
        foreach (var change in changes)
        {
            Assert.Equal(Sequence + 1, change.GetProperty("sequence").GetInt64());
            var payload = change.GetProperty("payload").GetString();
            var digest = payload is null
                ? Convert.FromHexString(Text(change, "digest"))
                : SHA256.HashData(Encoding.UTF8.GetBytes(payload));
            Hash = Convert.ToHexStringLower(SHA256.HashData([.. Convert.FromHexString(Hash), .. digest]));
            Sequence++;
            if (payload is null)
            {
                Withheld++;
                continue;
            }
            var told = JsonSerializer.Deserialize<JsonElement>(payload);
            if (Text(told, "state") is "published" or "reinstated")
            {
                Live[Text(told, "entryId")] = payload;
            }
            else
            {
                Live.Remove(Text(told, "entryId"));
            }
        }
        Assert.Equal(Hash, Text(delta, "hashAfter"));
        return changes.Count;
    }

    public static JsonElement Parse(string base64) =>
        JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(base64));

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
