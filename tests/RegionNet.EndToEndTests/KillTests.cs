using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Dapper;
using Npgsql;
using RegionNet.LocalHosting;
using RegionNet.Testing;
using RegionNet.Testing.Driver;
using Xunit;

namespace RegionNet.EndToEndTests;

/// <summary>
/// kill -9 in the middle of a stream of bookings: what was answered 201 is there, with its alerts, and a client that keeps
/// the cursor sees each of them once and in order.
/// </summary>
public sealed class KillTests(Network network)
{
    public static TheoryData<string> Victims => ["hearings", "gateway", "redis"];

    [Theory]
    [MemberData(nameof(Victims))]
    public async Task Nothing_answered_is_lost(string victim)
    {
        Assert.SkipUnless(Network.IsSplit, "AlertFaultTests kills the same and more, with 100 clients.");
        using var machine = await network.Machine();
        using var coordinator = await network.SignIn("gba.coordinator");
        await using var feed = await AlertFeed.Open(coordinator, "GBA");
        var room = (await machine.RoomsOf(HearingsApi.Guangzhou))[0];
        var offset = Array.IndexOf([.. Victims.Select(v => v.Data)], victim);
        var booked = new ConcurrentBag<string>();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        var stream = Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(async worker =>
                {
                    for (var n = 0; n < 40; n++)
                    {
                        // Minutes of days far ahead that no other test uses; one slot per booking.
                        var from = HearingsApi
                            .MorningIn(100 + (offset * 40) + (worker * 10) + (n % 10))
                            .AddHours(n / 10 * 3);
                        booked.Add(await BookWithRetry(machine, from, room, deadline.Token));
                        if (worker == 0 && n == 8)
                        {
                            Kill(victim);
                        }
                    }
                })
        );
        await stream;
        await network.App.ResourceNotifications.WaitForResourceHealthyAsync(victim, deadline.Token);

        await using var source = NpgsqlDataSource.Create(await network.Database());
        await using var connection = await source.OpenConnectionAsync();
        var stored = await connection.QueryAsync<string>(
            "select id::text from hearings.session where id::text = any(@ids) and status = 'approved'",
            new { ids = booked.ToArray() }
        );
        Assert.Equal(160, booked.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(160, stored.Count());
        var applied = await Eventually.Becomes(
            () => Task.FromResult(feed.Subjects.Where(s => booked.Contains(s)).ToList()),
            subjects => subjects.Count >= 160,
            TimeSpan.FromSeconds(30)
        );
        Assert.Equal(160, applied.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(160, applied.Count);
        var sequences = feed.Applied.Select(a => a.GetProperty("sequence").GetInt64()).ToList();
        Assert.Equal(Enumerable.Range(0, sequences.Count).Select(n => sequences[0] + n), sequences);
    }

    /// <summary>As a careful client does it: the same key until there is an answer that is one.</summary>
    private static async Task<string> BookWithRetry(
        HttpClient machine,
        DateTimeOffset from,
        Guid room,
        CancellationToken ct
    )
    {
        var key = Guid.NewGuid().ToString();
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                using var answer = await machine.Book(from, TimeSpan.FromHours(1), [room], key);
                if (answer.StatusCode == HttpStatusCode.Created)
                {
                    return (await answer.Content.ReadFromJsonAsync<JsonElement>(ct)).GetProperty("id").GetString()!;
                }
                Assert.True(
                    answer.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable,
                    $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(ct)}"
                );
            }
            catch (HttpRequestException)
            {
                // The gateway itself is being started again.
            }
            await Task.Delay(100, ct);
        }
    }

    private void Kill(string resource)
    {
        var id =
            network.App.GetProcessId(resource) ?? throw new InvalidOperationException($"{resource} is not running.");
        using var process = Process.GetProcessById(id);
        process.Kill();
    }
}
