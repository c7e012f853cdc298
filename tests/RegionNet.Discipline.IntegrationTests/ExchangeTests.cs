using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Npgsql;
using RegionNet.Zones.Contracts;
using Xunit;

namespace RegionNet.Discipline.IntegrationTests;

/// <summary>Lists carried in files to an installation on a network of its own.</summary>
public sealed class ExchangeTests(Neighbours neighbours) : IClassFixture<Neighbours>
{
    private const string List = "cnipa-credit";
    private const string Imports = "/api/discipline/exchange-imports";

    [Fact]
    public async Task Files_carry_a_list_exactly_and_every_other_file_is_refused_with_its_reason()
    {
        await Trust();
        var id = await Grant();
        var kept = await neighbours.Publish();
        var revoked = await neighbours.Publish();
        var first = await File(id);

        // Nobody but the registered signer, and not a byte otherwise.
        await Refused(Altered(first, "\"listCode\":\"", "x"), "discipline.exchange-signature-invalid");
        await Refused(Altered(first, revoked.Entry.ToString(), "0"), "discipline.exchange-signature-invalid");
        await Refused(Altered(first, "\"sha256\":\"", "0"), "discipline.exchange-signature-invalid");
        await Refused(Altered(first, "\"signature\":\"", "A"), "discipline.exchange-signature-invalid");
        await Refused(Altered(first, "\"keyId\":\"", "A"), "discipline.exchange-signer-unknown");
        await Refused(Altered(first, "\"format\":\"", "x"), "discipline.exchange-file-unreadable");
        await Refused(first[..(first.Length / 2)], "discipline.exchange-file-unreadable");
        await Refused([], "discipline.exchange-file-unreadable");
        await Refused("hello\nworld\n!"u8.ToArray(), "discipline.exchange-file-unreadable");
        Assert.Equal(
            0,
            await neighbours.Scalar<int>("select count(*)::int from discipline.received_change", there: true)
        );

        var imported = await Import(first);
        Assert.Equal(0, imported.GetProperty("repeated").GetInt32());
        Assert.True(imported.GetProperty("applied").GetInt32() >= 2);
        Assert.Contains(revoked.Entry.ToString(), await Received());
        // Again, and by rivals: nothing changes.
        var again = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Import(first)));
        Assert.All(again, v => Assert.Equal(0, v.GetProperty("applied").GetInt32()));
        await Confirm(id, imported);

        // The revocation is in the next file.
        await revoked.Ended("revoked");
        var second = await File(id);
        var later = await neighbours.Publish();
        var third = await File(id, after: Until(second));
        await Refused(third, "discipline.exchange-gap");
        var taken = await Import(second);
        Assert.DoesNotContain(revoked.Entry.ToString(), await Received());
        Assert.Contains(kept.Entry.ToString(), await Received());
        await Import(third);
        Assert.Contains(later.Entry.ToString(), await Received());
        // One that overlaps, and one from the beginning.
        await Import(second);
        var whole = await Import(await File(id, after: 0));
        Assert.Equal(0, whole.GetProperty("applied").GetInt32());
        await Confirm(id, taken);

        // Both sides hold the same list, byte for byte, and the same hash of it.
        var head = await neighbours.Scalar<long>(
            "select head from discipline.list_stream where list_code = @List",
            new { List }
        );
        Assert.Equal(head, whole.GetProperty("sequence").GetInt64());
        await using var here = await neighbours.Database.Administrator.OpenConnectionAsync();
        await using var there = await neighbours.OtherDatabase.Administrator.OpenConnectionAsync();
        const string hashes =
            "select encode(hash, 'hex') from discipline.{0} where list_code = 'cnipa-credit' order by sequence";
        Assert.Equal(
            await here.QueryAsync<string>(hashes.Replace("{0}", "list_change", StringComparison.Ordinal)),
            await there.QueryAsync<string>(hashes.Replace("{0}", "received_change", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_file_whose_changes_are_out_of_order_or_of_another_history_is_refused_although_it_is_signed()
    {
        await Trust();
        var id = await Grant("ndrc-general");
        neighbours.Clock.Set(new DateTimeOffset(2026, 4, 2, 9, 0, 0, TimeSpan.FromHours(8)));
        try
        {
            for (var i = 0; i < 3; i++)
            {
                await neighbours.Publish(list: "ndrc-general", ground: "general");
            }
            var file = await File(id);
            var lines = Encoding.UTF8.GetString(file).TrimEnd('\n').Split('\n');
            (lines[1], lines[2]) = (lines[2], lines[1]);
            await Refused(Sign(lines[..^1]), "discipline.exchange-wrong-order");
            (lines[1], lines[2]) = (lines[2], lines[1]);
            await Refused(Sign([lines[0], .. lines[2..^1]]), "discipline.exchange-wrong-order");
            await Refused(Sign(lines[..^2]), "discipline.exchange-wrong-order");
            Assert.Equal(file, Sign(lines[..^1]));
            await Import(file);

            // The sender's database was restored and has told something else since: the hashes differ at what is common.
            var delta = new SubscriberDelta(
                "regionnet",
                "ndrc-general",
                id,
                "x",
                0,
                1,
                1,
                new string('0', 64),
                Convert.ToHexStringLower(
                    SHA256.HashData([.. new byte[32], .. SHA256.HashData(Encoding.UTF8.GetBytes("other"))])
                ),
                Bureau.Now,
                [new DeltaChange(1, null, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("other"))))]
            );
            await Refused(ExchangeFile.Write(delta, Signing()), "discipline.exchange-history-differs");
        }
        finally
        {
            neighbours.Clock.Set(Bureau.Now);
        }
    }

    [Fact]
    public async Task A_key_is_registered_once_ended_for_good_and_never_of_an_excluded_jurisdiction()
    {
        var request = new
        {
            issuer = "elsewhere",
            publicKey = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)),
            placeCode = "810000",
        };
        var signers = "/api/discipline/exchange-signers";
        await Bureau.Refused(
            await neighbours.ReviewerThere.PostAsJsonAsync(signers, request),
            HttpStatusCode.Conflict,
            "discipline.jurisdiction-excluded"
        );
        var added = await neighbours.ReviewerThere.PostAsJsonAsync(signers, request with { placeCode = "510000" });
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        await Bureau.Refused(
            await neighbours.ReviewerThere.PostAsJsonAsync(signers, request with { placeCode = "510000" }),
            HttpStatusCode.Conflict,
            "discipline.exchange-signer-exists"
        );
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await neighbours.OfficerThere.PostAsJsonAsync(signers, request)).StatusCode
        );
        var key = (await added.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("keyId").GetString();
        Assert.Equal(
            HttpStatusCode.OK,
            (await neighbours.ReviewerThere.PostAsync($"{signers}/{key}/end", null)).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await neighbours.ReviewerThere.PostAsync($"{signers}/{key}/end", null)).StatusCode
        );
        var refused = await Assert.ThrowsAsync<PostgresException>(async () =>
        {
            await using var module = await neighbours.OtherDatabase.Module(DisciplineModule.Name).OpenConnectionAsync();
            await module.ExecuteAsync(
                "update exchange_signer set ended_at = null, ended_by = null where key_id = @key",
                new { key }
            );
        });
        Assert.Equal("exchange_signer_is_kept", refused.ConstraintName);
    }

    [Fact]
    public async Task A_file_is_made_for_a_file_subscriber_by_who_granted()
    {
        neighbours.Machine("m-no-file", Neighbours.Suzhou);
        var (id, _) = await neighbours.GrantMachine("m-no-file", List);
        await Bureau.Refused(
            await neighbours.Officer.PostAsync($"/api/discipline/subscriptions/{id}/files", null),
            HttpStatusCode.Conflict,
            "discipline.file-road-only"
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await neighbours.Guangdongs.PostAsync($"/api/discipline/subscriptions/{id}/files", null)).StatusCode
        );
    }

    private async Task<Guid> Grant(string list = List) =>
        (
            await neighbours.Grant(
                new
                {
                    kind = "organisation",
                    listCode = list,
                    purpose = "法院内网核对",
                    organisationId = OrganisationId.Of(Neighbours.Guangdong),
                    road = "file",
                    from = "2026-01-01",
                    until = "2026-12-31",
                }
            )
        ).Id;

    private async Task Trust()
    {
        var keys = await neighbours.Here.Anonymous().GetFromJsonAsync<JsonElement>("/api/discipline/signing-keys");
        var answer = await neighbours.ReviewerThere.PostAsJsonAsync(
            "/api/discipline/exchange-signers",
            new
            {
                issuer = keys.GetProperty("issuer").GetString(),
                publicKey = keys.GetProperty("keys")[0].GetProperty("x").GetString(),
                placeCode = "320000",
            }
        );
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.Created, HttpStatusCode.Conflict });
    }

    private async Task<byte[]> File(Guid id, long? after = null)
    {
        var answer = await neighbours.Officer.PostAsync(
            $"/api/discipline/subscriptions/{id}/files{(after is null ? "" : $"?after={after}")}",
            null
        );
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private async Task<JsonElement> Import(byte[] file)
    {
        var answer = await Post(file);
        var content = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, content);
        return JsonSerializer.Deserialize<JsonElement>(content);
    }

    private async Task Refused(byte[] file, string code)
    {
        var answer = await Post(file);
        await Bureau.Refused(
            answer,
            answer.StatusCode == HttpStatusCode.BadRequest ? HttpStatusCode.BadRequest : HttpStatusCode.Conflict,
            code
        );
    }

    private async Task<HttpResponseMessage> Post(byte[] file)
    {
        using var body = new ByteArrayContent(file);
        body.Headers.ContentType = new("application/jsonl");
        return await neighbours.OfficerThere.PostAsync(Imports, body);
    }

    private async Task Confirm(Guid id, JsonElement receipt)
    {
        var answer = await neighbours.Officer.PostAsJsonAsync(
            $"/api/discipline/subscriptions/{id}/acknowledgements",
            new
            {
                sequence = receipt.GetProperty("sequence").GetInt64(),
                hash = receipt.GetProperty("hash").GetString(),
            }
        );
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> Received() =>
        (
            await neighbours.OfficerThere.GetFromJsonAsync<JsonElement>(
                $"/api/discipline/received-lists/regionnet/{List}/entries?limit=200"
            )
        ).ToString();

    /// <summary>One byte that follows the text becomes another.</summary>
    private static byte[] Altered(byte[] file, string after, string by)
    {
        var altered = (byte[])file.Clone();
        var needle = Encoding.UTF8.GetBytes(after);
        var at = file.AsSpan().LastIndexOf(needle);
        // Of an id one of its own characters, else the first one after the text.
        at += after.Contains('"', StringComparison.Ordinal) ? needle.Length : 0;
        altered[at] = (byte)(altered[at] == by[0] ? by[0] + 1 : by[0]);
        return altered;
    }

    private static long Until(byte[] file) =>
        JsonSerializer
            .Deserialize<JsonElement>(Encoding.UTF8.GetString(file).Split('\n')[0])
            .GetProperty("until")
            .GetInt64();

    private ListSigning Signing() => (ListSigning)neighbours.Here.Services.GetService(typeof(ListSigning))!;

    /// <summary>Signs lines as the sender would, written from the description of the format.</summary>
    private byte[] Sign(string[] lines)
    {
        var text = string.Join('\n', lines) + "\n";
        var sha256 = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        var signature = Signing().Sign([.. "regionnet-list-exchange/1\n"u8, .. sha256]);
        return Encoding.UTF8.GetBytes(
            $$"""{{text}}{"sha256":"{{Convert.ToHexStringLower(sha256)}}","signature":"{{Base64Url.EncodeToString(signature)}}"}"""
                + "\n"
        );
    }
}
