using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace RegionNet.BrowserTests;

/// <summary>How long until the portal can be used. Measured and reported; slow machines do not fail here.</summary>
[Collection(Lanes.Alone)]
public sealed class Timing(Browser browser, ITestOutputHelper output)
{
    private const double ColdLimitSeconds = 6;
    private const double WarmLimitSeconds = 3;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    [Fact]
    public async Task The_portal_is_usable_soon()
    {
        var profile = Directory.CreateTempSubdirectory("regionnet-profile-").FullName;
        double cold,
            signIn,
            warm,
            restarted;
        long coldBytes,
            warmBytes;
        try
        {
            await using (var visitor = await browser.VisitWithProfile(profile))
            {
                cold = await Seconds(() => visitor.Go("/"));
                coldBytes = await Received(visitor);
                await visitor.Find("sign-in").ClickAsync();
                // From the click on the button to a portal that shows the person's board.
                signIn = await Seconds(async () =>
                {
                    await visitor.FillSignIn("suzhou.clerk");
                    await visitor.Find("room").First.WaitForAsync();
                });
                warm = await Seconds(() => visitor.Go("/"));
                warmBytes = await Received(visitor);
            }
            await using (var visitor = await browser.VisitWithProfile(profile))
            {
                restarted = await Seconds(() => visitor.Go("/"));
            }
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
        var figures = new
        {
            coldSeconds = cold,
            coldLimitSeconds = ColdLimitSeconds,
            coldKilobytes = coldBytes / 1024,
            signInToBoardSeconds = signIn,
            warmSeconds = warm,
            warmLimitSeconds = WarmLimitSeconds,
            warmKilobytes = warmBytes / 1024,
            warmAfterRestartSeconds = restarted,
        };
        var json = JsonSerializer.Serialize(figures, Indented);
        await File.WriteAllTextAsync(Path.Combine(PageWalk.Artifacts, "timing.json"), json);
        output.WriteLine(json);
        output.WriteLine(
            $"cold {cold:0.0} s (limit {ColdLimitSeconds} s), warm {warm:0.0} s (limit {WarmLimitSeconds} s): "
                + (cold <= ColdLimitSeconds && warm <= WarmLimitSeconds ? "within the limits" : "OVER the limits")
        );
        Assert.True(cold > 0 && warm > 0);
    }

    private static async Task<double> Seconds(Func<Task> work)
    {
        var start = Stopwatch.GetTimestamp();
        await work();
        return Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 2);
    }

    /// <summary>Bytes that came over the network for the page now shown; what the cache gave counts nothing.</summary>
    private static Task<long> Received(Visitor visitor) =>
        visitor.Page.EvaluateAsync<long>(
            "() => performance.getEntriesByType('resource').reduce((sum, r) => sum + r.transferSize, 0)"
        );
}
