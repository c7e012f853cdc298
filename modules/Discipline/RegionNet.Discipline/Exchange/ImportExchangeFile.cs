using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>What a file brought. <paramref name="Sequence"/> and <paramref name="Hash"/> are the receipt that the sender wants.</summary>
/// <param name="Applied">Changes that were new.</param>
/// <param name="Repeated">Changes that had been received before, byte for byte.</param>
/// <param name="Sequence">How far the list has come here.</param>
/// <param name="Hash">Of the list there, 64 hex digits.</param>
internal sealed record ExchangeImportView(
    string Issuer,
    string ListCode,
    int Applied,
    int Repeated,
    long Sequence,
    string Hash
);

/// <summary>
/// POST /api/discipline/exchange-imports, the file as the body: takes over what another system tells of its lists. The signature is checked
/// first, then the order inside the file, then that it continues what was received; a file that was imported before changes nothing.
/// </summary>
internal static class ImportExchangeFile
{
    public static async Task<Results<Ok<ExchangeImportView>, RefusalResult>> Handle(
        HttpContext http,
        DisciplineDb db,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        var bytes = await Body(http, ct);
        if (bytes is null)
        {
            return ExchangeErrors.FileTooLarge.ToResult();
        }
        var read = ExchangeFile.Read(bytes);
        if (read.Refusal is { } unreadable)
        {
            return unreadable.ToResult();
        }
        var file = read.Value;
        var key = await db.QueryOne<byte[]>(
            "select public_key from exchange_signer where key_id = @KeyId and issuer = @Issuer and ended_at is null",
            new { file.Manifest.KeyId, file.Manifest.Issuer },
            ct
        );
        if (key is null)
        {
            return ExchangeErrors
                .SignerUnknown.With("keyId", file.Manifest.KeyId)
                .With("issuer", file.Manifest.Issuer)
                .ToResult();
        }
        if (!file.IsSignedWith(key))
        {
            return ExchangeErrors.SignatureInvalid.ToResult();
        }
        var chain = file.Chain();
        if (chain.Refusal is { } disordered)
        {
            return disordered.ToResult();
        }
        var outcome = await db.InTransaction<ExchangeImportView>(
            http.CurrentUser().Actor,
            tx => Apply(tx, file.Manifest, chain.Value, clock.GetUtcNow()),
            ct: ct
        );
        return outcome.Refusal is { } refusal ? refusal.ToResult() : TypedResults.Ok(outcome.Value);
    }

    private static async Task<Outcome<ExchangeImportView>> Apply(
        Tx tx,
        ExchangeManifest manifest,
        IReadOnlyList<ExchangedChange> changes,
        DateTimeOffset now
    )
    {
        var list = new { manifest.Issuer, manifest.ListCode };
        await tx.Execute(
            """
            insert into received_list (issuer, list_code, received_at) values (@Issuer, @ListCode, @now) on conflict do nothing
            """,
            new
            {
                manifest.Issuer,
                manifest.ListCode,
                now,
            }
        );
        var head = await tx.QueryOne<long>(
            "select head from received_list where issuer = @Issuer and list_code = @ListCode for update",
            list
        );
        if (manifest.After > head)
        {
            return ExchangeErrors.Gap.With("expected", head + 1).With("found", manifest.After + 1);
        }
        // Where the file overlaps what is here, both must be the same list: the hash at the last common change says so for all before it.
        var common = Math.Min(head, manifest.Until);
        var theirs =
            common == manifest.After
                ? manifest.HashBefore
                : Convert.ToHexStringLower(changes[(int)(common - manifest.After) - 1].Hash);
        if (theirs != await HashAt(tx, manifest, common))
        {
            return ExchangeErrors.HistoryDiffers.With("at", common);
        }
        var news = changes.Where(c => c.Sequence > head).ToArray();
        await Write(tx, manifest, news, now);
        var view = new ExchangeImportView(
            manifest.Issuer,
            manifest.ListCode,
            news.Length,
            changes.Count - news.Length,
            Math.Max(head, manifest.Until),
            await HashAt(tx, manifest, Math.Max(head, manifest.Until))
        );
        tx.Audit(
            "discipline.exchange-file.imported",
            $"{manifest.Issuer}/{manifest.ListCode}",
            new
            {
                manifest.KeyId,
                manifest.After,
                manifest.Until,
                view.Applied,
                view.Repeated,
            }
        );
        return view;
    }

    private static Task<int> Write(Tx tx, ExchangeManifest manifest, ExchangedChange[] changes, DateTimeOffset now) =>
        tx.Execute(
            """
            insert into received_change (issuer, list_code, sequence, payload, digest, hash, entry_id, live, party_code, party_fingerprint,
                shown, received_at)
            select @Issuer, @ListCode, c.sequence, c.payload, c.digest, c.hash, c.entry_id, c.live, c.code, c.fingerprint,
                case when c.live then daterange(c.shown_from, c.shown_until) end, @now
            from unnest(@Sequences, @Payloads, @Digests, @Hashes, @Entries, @Live, @Codes, @Fingerprints, @From, @Until)
                as c (sequence, payload, digest, hash, entry_id, live, code, fingerprint, shown_from, shown_until)
            order by c.sequence
            """,
            new
            {
                manifest.Issuer,
                manifest.ListCode,
                now,
                Sequences = Array.ConvertAll(changes, c => c.Sequence),
                Payloads = Array.ConvertAll(changes, c => c.Payload),
                Digests = Array.ConvertAll(changes, c => c.Digest),
                Hashes = Array.ConvertAll(changes, c => c.Hash),
                Entries = Array.ConvertAll(changes, c => c.Told?.EntryId),
                Live = Array.ConvertAll(changes, c => c.Told is { IsLive: true, From: not null, Until: not null }),
                Codes = Array.ConvertAll(changes, c => c.Told?.PartyCode),
                Fingerprints = Array.ConvertAll(changes, c => c.Told?.PartyFingerprint),
                From = Array.ConvertAll(changes, c => c.Told?.From),
                Until = Array.ConvertAll(changes, c => c.Told?.Until),
            }
        );

    private static async Task<string> HashAt(Tx tx, ExchangeManifest manifest, long sequence) =>
        sequence == 0
            ? new string('0', 64)
            : (
                await tx.QueryOne<string>(
                    """
                    select encode(hash, 'hex') from received_change
                    where issuer = @Issuer and list_code = @ListCode and sequence = @sequence
                    """,
                    new
                    {
                        manifest.Issuer,
                        manifest.ListCode,
                        sequence,
                    }
                )
            )!;

    private static async Task<byte[]?> Body(HttpContext http, CancellationToken ct)
    {
        if (http.Request.ContentLength > ExchangeFile.MaxBytes)
        {
            return null;
        }
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await http.Request.Body.ReadAsync(buffer, ct) is > 0 and var read)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > ExchangeFile.MaxBytes)
            {
                return null;
            }
        }
        return bytes.ToArray();
    }
}
