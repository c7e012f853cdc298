using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using RegionNet.Kernel;
using Xunit;

namespace RegionNet.Discipline.IntegrationTests;

/// <summary>
/// Random histories of a few entries. Whatever happened: "listed on a day as known at an instant" answers what a plain model says, and
/// who replays the changes 1 to n, knowing nothing but their text, has the snapshot at n byte for byte.
/// </summary>
public sealed class HistoryTests
{
    private const string List = "cnipa-credit";
    private const int Cases = 3;

    private static readonly Gen<(int Case, int Act, int Days)[]> Histories = Gen.Select(
        Gen.Int[0, Cases - 1],
        Gen.Int[0, 3],
        Gen.Int[0, 150],
        (c, act, days) => (c, act, days)
    ).Array[2, 10];

    [Fact]
    public async Task Any_history_is_answered_as_it_was_known_and_replays_to_the_same_bytes() =>
        await Histories.SampleAsync(Live, iter: 6, threads: 1);

    private static async Task Live((int Case, int Act, int Days)[] history)
    {
        await using var bureau = await Bureau.Open();
        var files = new List<CaseFile>();
        var model = new List<Known>();
        for (var i = 0; i < Cases; i++)
        {
            var file = await (await CaseFile.Lead(bureau, CaseFile.Organisation($"第{i}公司"))).Published();
            files.Add(file);
            Learn(file, live: true);
        }
        foreach (var (which, act, days) in history)
        {
            bureau.Clock.Advance(TimeSpan.FromDays(days));
            var file = files[which];
            var over = file.Day("termUntil") <= bureau.Clock.Today();
            var stayed = file.Case.GetProperty("stayed").GetBoolean();
            switch (act)
            {
                case 0 when file.State is "published" or "reinstated":
                    await file.Stayed(!stayed);
                    Learn(file, live: stayed);
                    break;
                case 1
                    when file.State is "published"
                        && !over
                        && file.Day("termFrom").AddMonths(6) <= bureau.Clock.Today():
                    await file.Repaired();
                    Learn(file, live: false);
                    break;
                case 2 when file.State is "repaired":
                    await file.Ended("reinstated");
                    Learn(file, live: !stayed);
                    break;
                case 3 when file.State is "published" or "repaired" or "reinstated":
                    await file.Ended("revoked");
                    Learn(file, live: false);
                    break;
            }
        }
        await AsKnown(bureau, files, model);
        await Replays(bureau);

        // The instant after it is known, the model knows it.
        void Learn(CaseFile file, bool live) =>
            model.Add(
                new Known(file.Entry, live, file.Day("termFrom"), file.Day("termUntil"), bureau.Clock.GetUtcNow())
            );
    }

    private static async Task AsKnown(Bureau bureau, List<CaseFile> files, List<Known> model)
    {
        var mine = files.Select(f => f.Entry).ToHashSet();
        var instants = model.Select(k => k.At).Append(bureau.Clock.GetUtcNow()).ToList();
        DateOnly[] days =
        [
            .. model.SelectMany(k => (DateOnly[])[k.From, k.From.AddDays(-1), k.Until, k.Until.AddDays(-1)]).Distinct(),
        ];
        foreach (var at in instants)
        {
            foreach (var day in days)
            {
                var expected = mine.Where(entry =>
                        model.LastOrDefault(k => k.Entry == entry && k.At <= at) is { Live: true } last
                        && last.From <= day
                        && day < last.Until
                    )
                    .Order()
                    .ToList();
                Assert.Equal(expected, (await Entries(bureau, day, at)).Where(mine.Contains).Order().ToList());
            }
        }
    }

    private static async Task<List<Guid>> Entries(Bureau bureau, DateOnly on, DateTimeOffset known)
    {
        var found = new List<Guid>();
        string? next = null;
        do
        {
            var page = await bureau.Officer.GetFromJsonAsync<JsonElement>(
                $"/api/discipline/lists/{List}/entries?on={on:yyyy-MM-dd}&known={Uri.EscapeDataString($"{known:O}")}&limit=2"
                    + (next is null ? "" : $"&cursor={next}")
            );
            found.AddRange(page.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("id").GetGuid()));
            next = page.GetProperty("next").GetString();
        } while (next is not null);
        Assert.Equal(found.Count, found.Distinct().Count());
        return found;
    }

    private static async Task Replays(Bureau bureau)
    {
        var today = bureau.Clock.Today();
        var told = await Changes(bureau);
        var record = await Record(bureau);
        Assert.Equal(record.Select(r => r.Sequence), told.Select(t => t.Sequence));
        for (var n = 0; n <= record.Count; n++)
        {
            foreach (var day in (DateOnly[])[today, new(2026, 12, 31)])
            {
                Assert.Equal(Replay(record.Take(n), day), await Snapshot(bureau, n, day));
            }
        }
        // A reader who comes only now is told less, and has the same.
        Assert.Equal(Replay(told, today), await Snapshot(bureau, told.Count, today));
        Assert.Equal(
            told.Where(t => t.Payload is not null).Select(t => t.Payload),
            record.Where(r => told[(int)r.Sequence - 1].Payload is not null).Select(r => r.Payload)
        );
    }

    /// <summary>From the text of the changes alone.</summary>
    private static string Replay(IEnumerable<Change> changes, DateOnly on)
    {
        var live = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var (hash, sequence) = (new byte[32], 0L);
        foreach (var change in changes)
        {
            Assert.Equal(++sequence, change.Sequence);
            if (change.Payload is not null)
            {
                Assert.Equal(
                    change.Digest,
                    Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(change.Payload)))
                );
            }
            hash = SHA256.HashData([.. hash, .. Convert.FromHexString(change.Digest)]);
            Assert.Equal(change.Hash, Convert.ToHexStringLower(hash));
            live.Remove(change.Entry);
            if (change.Payload is { } text && JsonNode.Parse(text)!["from"] is not null)
            {
                live[change.Entry] = text;
            }
        }
        var lines = live.Values.Where(text =>
        {
            var entry = JsonNode.Parse(text)!;
            var day = $"{on:yyyy-MM-dd}";
            return string.CompareOrdinal((string)entry["from"]!, day) <= 0
                && string.CompareOrdinal(day, (string)entry["until"]!) < 0;
        });
        var header =
            $$"""{"hash":"{{Convert.ToHexStringLower(hash)}}","list":"{{List}}","on":"{{on:yyyy-MM-dd}}","sequence":{{sequence}}}""";
        return string.Concat(lines.Prepend(header).Select(line => line + "\n"));
    }

    private static async Task<string> Snapshot(Bureau bureau, long sequence, DateOnly on) =>
        await bureau.Officer.GetStringAsync(
            $"/api/discipline/lists/{List}/snapshot?sequence={sequence}&on={on:yyyy-MM-dd}"
        );

    /// <summary>As a reader is told them now, in small pieces.</summary>
    private static async Task<List<Change>> Changes(Bureau bureau)
    {
        var changes = new List<Change>();
        while (true)
        {
            var piece = await bureau.Officer.GetFromJsonAsync<JsonElement>(
                $"/api/discipline/lists/{List}/changes?after={changes.Count}&limit=7"
            );
            var items = piece.GetProperty("changes").EnumerateArray().ToList();
            changes.AddRange(
                items.Select(c => new Change(
                    c.GetProperty("sequence").GetInt64(),
                    c.GetProperty("entryId").GetString()!,
                    c.GetProperty("payload").GetString(),
                    c.GetProperty("digest").GetString()!,
                    c.GetProperty("hash").GetString()!
                ))
            );
            if (items.Count == 0)
            {
                Assert.Equal(piece.GetProperty("head").GetInt64(), changes.Count);
                return changes;
            }
        }
    }

    /// <summary>As they were written when they happened.</summary>
    private static async Task<List<Change>> Record(Bureau bureau)
    {
        await using var connection = await bureau.Database.Administrator.OpenConnectionAsync();
        return
        [
            .. await Dapper.SqlMapper.QueryAsync<Change>(
                connection,
                """
                select sequence, entry_id::text as entry, payload, encode(sha256(convert_to(payload, 'UTF8')), 'hex') as digest,
                    encode(hash, 'hex') as hash
                from discipline.list_change where list_code = @List order by sequence
                """,
                new { List }
            ),
        ];
    }

    private sealed record Change(long Sequence, string Entry, string? Payload, string Digest, string Hash);

    private sealed record Known(Guid Entry, bool Live, DateOnly From, DateOnly Until, DateTimeOffset At);
}
