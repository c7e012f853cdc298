using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>The first line of an exchange file.</summary>
/// <param name="Format"><see cref="ExchangeFile.Format"/>.</param>
/// <param name="KeyId">RFC 7638 thumbprint of the Ed25519 key that signed.</param>
/// <param name="After">The reader has to have this change already; 0: nothing.</param>
/// <param name="Until">The last change in the file.</param>
/// <param name="HashBefore">Of the list at <paramref name="After"/>: 64 hex digits.</param>
/// <param name="HashAfter">Of the list at <paramref name="Until"/>.</param>
internal sealed record ExchangeManifest(
    string Format,
    string Issuer,
    string KeyId,
    string ListCode,
    Guid SubscriberId,
    string Purpose,
    long After,
    long Until,
    string HashBefore,
    string HashAfter,
    DateTimeOffset IssuedAt
);

/// <summary>The last line.</summary>
/// <param name="Sha256">Over all bytes before this line.</param>
/// <param name="Signature">Base64url; over the format's name, a line feed and the 32 bytes of that hash.</param>
internal sealed record ExchangeSeal(string Sha256, string Signature);

/// <summary>A change as it was read, with the hash of the chain there.</summary>
internal sealed record ExchangedChange(long Sequence, string? Payload, byte[] Digest, byte[] Hash, EntryChange? Told);

/// <summary>
/// Changes of a list for a separated network: JSON Lines in UTF-8, each line ended by a line feed. The first is the manifest, then come the
/// changes in order (<see cref="DeltaChange"/>), the last is the seal. Nothing in it depends on how it travels.
/// </summary>
internal sealed partial class ExchangeFile
{
    public const string Format = "regionnet-list-exchange/1";
    public const int MostChanges = 20_000;
    public const int MaxBytes = 28 * 1024 * 1024;

    private ExchangeFile(
        ExchangeManifest manifest,
        ExchangeSeal seal,
        byte[] sha256,
        IReadOnlyList<DeltaChange> changes
    )
    {
        (Manifest, Seal, Sha256, Changes) = (manifest, seal, sha256, changes);
    }

    public ExchangeManifest Manifest { get; }
    public ExchangeSeal Seal { get; }

    /// <summary>Of what was read, whatever the seal says.</summary>
    public byte[] Sha256 { get; }

    public IReadOnlyList<DeltaChange> Changes { get; }

    public static byte[] Write(SubscriberDelta delta, ListSigning signing)
    {
        var file = new StringBuilder();
        Line(
            new ExchangeManifest(
                Format,
                delta.Issuer,
                signing.KeyId,
                delta.ListCode,
                delta.SubscriberId,
                delta.Purpose,
                delta.After,
                delta.Until,
                delta.HashBefore,
                delta.HashAfter,
                delta.IssuedAt
            )
        );
        foreach (var change in delta.Changes)
        {
            Line(change);
        }
        var sha256 = SHA256.HashData(Encoding.UTF8.GetBytes(file.ToString()));
        Line(
            new ExchangeSeal(Convert.ToHexStringLower(sha256), Base64Url.EncodeToString(signing.Sign(Signed(sha256))))
        );
        return Encoding.UTF8.GetBytes(file.ToString());

        void Line(object value) => file.Append(Json.Write(value)).Append('\n');
    }

    /// <returns>A refusal when it is no such file. Whether it is true is another matter: see <see cref="IsSignedWith"/> and <see cref="Chain"/>.</returns>
    public static Outcome<ExchangeFile> Read(byte[] bytes)
    {
        try
        {
            var end = bytes.AsSpan().TrimEnd((byte)'\n').Length;
            var last = bytes.AsSpan(0, end).LastIndexOf((byte)'\n') + 1;
            var lines = Utf8.GetString(bytes, 0, last).Split('\n');
            // The text before the seal ends with a line feed, so there is an empty piece after it.
            if (last == 0 || lines.Length < 2 || lines.Length > MostChanges + 2)
            {
                return ExchangeErrors.FileUnreadable;
            }
            var manifest = Json.Read<ExchangeManifest>(lines[0]);
            var seal = Json.Read<ExchangeSeal>(Utf8.GetString(bytes, last, end - last));
            if (
                manifest.Format != Format
                || !Hash().IsMatch(manifest.HashBefore ?? "")
                || !Hash().IsMatch(manifest.HashAfter ?? "")
                || manifest.Issuer is null
                || manifest.KeyId is null
                || !ListCode().IsMatch(manifest.ListCode ?? "")
                || manifest.After < 0
                || seal.Signature is null
            )
            {
                return ExchangeErrors.FileUnreadable;
            }
            return new ExchangeFile(
                manifest,
                seal,
                SHA256.HashData(bytes.AsSpan(0, last)),
                [.. lines[1..^1].Select(Json.Read<DeltaChange>)]
            );
        }
        catch (Exception e) when (e is JsonException or DecoderFallbackException or FormatException)
        {
            return ExchangeErrors.FileUnreadable;
        }
    }

    /// <summary>Whether the key signed exactly these bytes.</summary>
    public bool IsSignedWith(byte[] publicKey) =>
        Convert.ToHexStringLower(Sha256) == Seal.Sha256
        && Base64Url.IsValid(Seal.Signature)
        && ListSigning.Verify(publicKey, Signed(Sha256), Base64Url.DecodeFromChars(Seal.Signature));

    /// <summary>The changes with the hash at each, if they follow one another and make the chain that the manifest claims.</summary>
    public Outcome<IReadOnlyList<ExchangedChange>> Chain()
    {
        var chained = new List<ExchangedChange>(Changes.Count);
        var (expected, hash) = (Manifest.After + 1, Convert.FromHexString(Manifest.HashBefore));
        foreach (var change in Changes)
        {
            if (change.Sequence != expected || (change.Payload is null) == (change.Digest is null))
            {
                return ExchangeErrors.WrongOrder.With("expected", expected).With("found", change.Sequence);
            }
            EntryChange? told = null;
            if (change.Payload is { } payload)
            {
                try
                {
                    told = EntryChange.Read(payload);
                }
                catch (JsonException)
                {
                    return ExchangeErrors.FileUnreadable;
                }
                if (told.Sequence != change.Sequence || told.ListCode != Manifest.ListCode)
                {
                    return ExchangeErrors.WrongOrder.With("expected", expected).With("found", told.Sequence);
                }
            }
            else if (!Hash().IsMatch(change.Digest!))
            {
                return ExchangeErrors.FileUnreadable;
            }
            var digest = change.Payload is null
                ? Convert.FromHexString(change.Digest!)
                : SHA256.HashData(Encoding.UTF8.GetBytes(change.Payload));
            hash = SHA256.HashData([.. hash, .. digest]);
            chained.Add(new ExchangedChange(change.Sequence, change.Payload, digest, hash, told));
            expected++;
        }
        return expected - 1 == Manifest.Until && Convert.ToHexStringLower(hash) == Manifest.HashAfter
            ? chained
            : ExchangeErrors.WrongOrder.With("expected", Manifest.Until).With("found", expected - 1);
    }

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Names the format, so that a signature over another kind of document never fits here.</summary>
    private static byte[] Signed(byte[] sha256) => [.. Encoding.ASCII.GetBytes(Format), (byte)'\n', .. sha256];

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.NonBacktracking)]
    private static partial Regex Hash();

    [GeneratedRegex("^[a-z0-9-]{2,40}$", RegexOptions.NonBacktracking)]
    private static partial Regex ListCode();
}
