using System.Net;
using System.Text.Json;
using RegionNet.Testing;
using Xunit;
using static RegionNet.Assessments.IntegrationTests.FilingSteps;
using static RegionNet.Assessments.IntegrationTests.RoundSteps;

namespace RegionNet.Assessments.IntegrationTests;

/// <summary>Files and a scanner that speaks clamd's protocol over TCP; the room's own host has none.</summary>
public sealed class VirusScanTests : PanelRoom
{
    private readonly ClamdStub _clamd = new();
    private Guid _suzhou;
    private JsonElement _round;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _suzhou = (await this.Zone(SuzhouPlace)).Id();
        _round = await this.Begun(_suzhou);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _clamd.DisposeAsync();
    }

    [Fact]
    public async Task Clean_files_are_given_infected_ones_kept_apart_and_none_before_it_is_seen()
    {
        _clamd.Answer = "INSTREAM size limit exceeded. ERROR";
        var clean = await this.Upload(_round, _suzhou, "A1", Pdf(new string('x', 600_000)));
        var infected = await this.Upload(_round, _suzhou, "A1", Pdf(ClamdStub.Eicar));
        await using var scanning = await Start(Database, ("Assessments:Scanner:Address", _clamd.Address));
        async Task<HttpResponseMessage> Fetch(Guid id) =>
            await scanning.As(Organiser).GetAsync($"/api/assessments/evidence/{id}");

        // The scanner can't say: nothing is taken for clean.
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await Refused(await Fetch(clean.Id()), "evidence-not-scanned");
        _clamd.Answer = null;
        await Eventually.Becomes(() => State(clean), state => state == "clean");
        await Eventually.Becomes(() => State(infected), state => state == "infected");

        Assert.Equal(HttpStatusCode.OK, (await Fetch(clean.Id())).StatusCode);
        await Refused(await Fetch(infected.Id()), "evidence-infected");
        // Also by a host without a scanner.
        await Refused(await this.Fetch(Organiser, $"evidence/{infected.Id()}"), "evidence-infected");
        Assert.Contains(clean.GetProperty("size").GetInt32(), _clamd.Scanned);
        Assert.Equal(
            "Win.Test.EICAR_HDB-1",
            await this.Scalar<string>("select finding from evidence_file where scan_state = 'infected'")
        );
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            this.Scalar<int>(
                "update evidence_file set scan_state = 'clean', finding = null where scan_state = 'infected'"
            )
        );
        Assert.Equal("evidence_scanned_once", refused.ConstraintName);
    }

    [Fact]
    public async Task Two_replicas_scan_each_file_once_and_a_scanner_that_is_away_is_asked_again()
    {
        for (var n = 0; n < 12; n++)
        {
            await this.Upload(_round, _suzhou, "A1", Pdf($"file {n}"));
        }
        await using var one = await Start(Database, ("Assessments:Scanner:Address", _clamd.Address));
        await using var two = await Start(Database, ("Assessments:Scanner:Address", _clamd.Address));
        await Eventually.Becomes(
            () => this.Scalar<int>("select count(*)::int from evidence_file where scan_state = 'clean'"),
            scanned => scanned == 12,
            TimeSpan.FromSeconds(30)
        );
        Assert.Equal(12, _clamd.Scanned.Count);

        var other = new ClamdStub();
        var address = other.Address;
        await other.DisposeAsync();
        var away = new ClamdScanner(new ScannerOptions { Address = address, TimeoutSeconds = 5 });
        await Assert.ThrowsAsync<VirusScanException>(() =>
            away.Scan((_, _) => Task.CompletedTask, TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task While_a_scanner_does_not_answer_the_zone_goes_on_with_its_files()
    {
        var asked = new TaskCompletionSource();
        await using var silent = new LoopbackServer(
            async (_, stop) =>
            {
                asked.TrySetResult();
                await Task.Delay(Timeout.Infinite, stop);
            }
        );
        var stopping = TestContext.Current.CancellationToken;
        var file = await this.Upload(_round, _suzhou, "A1", Pdf("first"));
        await using var scanning = await Start(Database, ("Assessments:Scanner:Address", $"127.0.0.1:{silent.Port}"));
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(10), stopping);

        var second = this.Upload(_round, _suzhou, "A1", Pdf("second"), replaces: file.Id());
        var replaced = await second.WaitAsync(TimeSpan.FromSeconds(10), stopping);
        var withdrawn = Host.As(SuzhouOfficer)
            .PostAsync($"/api/assessments/evidence/{replaced.Id()}/withdrawal", content: null, stopping);
        await Success(await withdrawn.WaitAsync(TimeSpan.FromSeconds(10), stopping));
        Assert.Equal("unscanned", await State(file));
        // Whose process died is scanned by another once its claim is over.
        await this.Scalar<int>("update evidence_file set scan_claimed_until = scan_claimed_until - interval '1 hour'");
        await using var another = await Start(Database, ("Assessments:Scanner:Address", _clamd.Address));
        await Eventually.Becomes(() => State(file), state => state == "clean");
    }

    private Task<string> State(JsonElement file) =>
        this.Scalar<string>("select scan_state from evidence_file where id = @id", new { id = file.Id() });
}
