using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RegionNet.Testing;
using Xunit;
using static RegionNet.Assessments.IntegrationTests.FilingSteps;
using static RegionNet.Assessments.IntegrationTests.RoundSteps;

namespace RegionNet.Assessments.IntegrationTests;

public sealed class EvidenceTests : PanelRoom
{
    private Guid _suzhou;
    private JsonElement _round;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _suzhou = (await this.Zone(SuzhouPlace)).Id();
        _round = await this.Begun(_suzhou);
    }

    [Fact]
    public async Task A_file_comes_back_byte_for_byte_with_its_hash_and_every_version_stays()
    {
        var big = RandomNumberGenerator.GetBytes(20 * 1024 * 1024);
        Encoding.ASCII.GetBytes("%PDF-1.7\n").CopyTo(big, 0);
        var first = await this.Upload(_round, _suzhou, "A1", big, "C:\\公文\\统计 表.exe");
        Assert.Equal("统计 表.pdf", first.Text("name"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(big)), first.Text("sha256"));
        Assert.Equal("unscanned", first.Text("scanState"));
        Assert.Equal(80, await this.Scalar<int>("select count(*)::int from evidence_chunk"));
        var given = await this.Fetch(Organiser, $"evidence/{first.Id()}");
        Assert.Equal(big, await given.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", given.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(["unscanned"], given.Headers.GetValues("X-Scan-State"));

        var second = await this.Upload(_round, _suzhou, "A1", Pdf("second"), replaces: first.Id());
        Assert.Equal(2, second.Version());
        await Refused(
            await this.TryUpload(_round, _suzhou, "A1", Pdf("third"), replaces: first.Id()),
            "evidence-replaced"
        );
        await Refused(await this.TryUpload(_round, _suzhou, "A1", Pdf("second")), "evidence-known");
        await Refused(
            await this.TryUpload(_round, _suzhou, "A2", Pdf("third"), replaces: second.Id()),
            "evidence-not-found",
            HttpStatusCode.NotFound
        );
        await Success(
            await Host.As(SuzhouOfficer).PostAsync($"/api/assessments/evidence/{second.Id()}/withdrawal", null)
        );
        await Refused(
            await Host.As(SuzhouOfficer).PostAsync($"/api/assessments/evidence/{second.Id()}/withdrawal", null),
            "evidence-replaced"
        );
        var files = (await this.Filing(SuzhouOfficer, _round, _suzhou)).Indicator("A1").GetProperty("files");
        Assert.Equal([false, false], files.EnumerateArray().Select(f => f.GetProperty("counts").GetBoolean()));
        Assert.Equal(HttpStatusCode.OK, (await this.Fetch(SuzhouOfficer, $"evidence/{first.Id()}")).StatusCode);
    }

    private static readonly (string Name, byte[] Bytes, string? Code)[] Files =
    [
        ("empty.pdf", Array.Empty<byte>(), "evidence-empty"),
        ("note.pdf", Encoding.UTF8.GetBytes("只是文字"), "evidence-kind"),
        ("page.pdf", Encoding.UTF8.GetBytes("<html><script>alert(1)</script>"), "evidence-kind"),
        ("late.pdf", Encoding.ASCII.GetBytes("  %PDF-1.7"), "evidence-kind"),
        ("program.png", new byte[] { 0x4D, 0x5A, 0x90, 0x00, 1, 2, 3, 4 }, "evidence-kind"),
        ("picture.svg", Encoding.UTF8.GetBytes("<svg xmlns='http://www.w3.org/2000/svg'/>"), "evidence-kind"),
        ("short.png", Png[..7], "evidence-kind"),
        ("archive.xlsx", Package([("hello.txt", "hello")]), "evidence-kind"),
        ("macro.docx", Docx("word/vbaProject.bin"), "evidence-kind"),
        ("broken.docx", Docx()[..60], "evidence-kind"),
        ("photo.pdf", Png, null),
        ("photo.jpeg", new byte[] { 0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 0x4A, 0x46, 0x49, 0x46 }, null),
        ("text.docx", Docx(), null),
        ("../../../etc/passwd", Pdf(), null),
        ("\u202e\0.\u0007", Pdf(), null),
    ];

    [Fact]
    public async Task A_file_is_what_its_bytes_say()
    {
        var taken = 0;
        foreach (var (name, bytes, code) in Files)
        {
            // What is taken differs in its content, for the same file is taken once.
            var indicator = (taken % 3) switch
            {
                0 => "A1",
                1 => "A2",
                _ => "A3",
            };
            var answer = await this.TryUpload(_round, _suzhou, indicator, bytes, name, claimed: "application/pdf");
            if (code is not null)
            {
                await Refused(answer, code, HttpStatusCode.BadRequest);
                continue;
            }
            taken++;
            var file = await Success(answer);
            Assert.DoesNotContain('/', file.Text("name")!);
            Assert.DoesNotContain(file.Text("name")!, char.IsControl);
            var given = await this.Fetch(SuzhouOfficer, $"evidence/{file.Id()}");
            Assert.Equal(file.Text("mediaType"), given.Content.Headers.ContentType!.MediaType);
        }
        Assert.Equal(taken, await this.Scalar<int>("select count(*)::int from evidence_file"));
    }

    [Fact]
    public async Task A_workbook_is_known_by_its_parts()
    {
        var (content, _) = RegionNet.Kernel.TableFile.Write(
            "xlsx",
            "t",
            ["a"],
            [
                ["1"],
            ]
        );
        var file = await this.Upload(_round, _suzhou, "A1", content, "表.docx");
        Assert.Equal("表.xlsx", file.Text("name"));
    }

    [Fact]
    public async Task What_is_no_form_with_one_file_of_at_most_20_MB_is_refused()
    {
        var path = $"/api/assessments/rounds/{_round.Id()}/zones/{_suzhou}/filings/A1/evidence";
        var officer = Host.As(SuzhouOfficer);
        var tooLarge = new byte[(20 * 1024 * 1024) + 1];
        Encoding.ASCII.GetBytes("%PDF-1.7\n").CopyTo(tooLarge, 0);
        await Refused(
            await this.TryUpload(_round, _suzhou, "A1", tooLarge),
            "evidence-too-large",
            HttpStatusCode.BadRequest
        );
        // Without a stated length, too.
        using var unknownLength = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new MultipartFormDataContent { { new ByteArrayContent(tooLarge), "file", "a.pdf" } },
        };
        unknownLength.Headers.TransferEncodingChunked = true;
        var answer = await officer.SendAsync(unknownLength);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        foreach (
            var body in new HttpContent[]
            {
                new StringContent("{}", Encoding.UTF8, "application/json"),
                new ByteArrayContent(Pdf()),
                new MultipartFormDataContent { { new StringContent("x"), "note" } },
                new MultipartFormDataContent
                {
                    { new ByteArrayContent(Pdf()), "file", "a.pdf" },
                    { new ByteArrayContent(Pdf()), "file", "b.pdf" },
                },
                Broken(),
            }
        )
        {
            await Refused(await officer.PostAsync(path, body), "evidence-missing", HttpStatusCode.BadRequest);
        }
        Assert.Equal(0, await this.Scalar<int>("select count(*)::int from evidence_file"));

        static ByteArrayContent Broken()
        {
            var content = new ByteArrayContent("--x\r\nnonsense"u8.ToArray());
            content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
            return content;
        }
    }

    [Fact]
    public async Task A_preview_has_no_scripts_and_a_document_is_never_shown_inline()
    {
        var pdf = await this.Upload(_round, _suzhou, "A1", Pdf());
        var picture = await this.Upload(_round, _suzhou, "A1", Png, "图.png");
        var document = await this.Upload(_round, _suzhou, "A1", Docx(), "文.docx");
        foreach (
            var (file, shown, boxed) in new[]
            {
                (pdf, "inline", false),
                (picture, "inline", true),
                (document, "attachment", true),
            }
        )
        {
            var given = await this.Fetch(Organiser, $"evidence/{file.Id()}?preview=true");
            Assert.Equal(shown, given.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Equal(["nosniff"], given.Headers.GetValues("X-Content-Type-Options"));
            var policy = given.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Equal(boxed, policy.StartsWith("sandbox;", StringComparison.Ordinal));
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.True(given.Headers.CacheControl!.NoStore);
        }
    }

    [Fact]
    public async Task A_file_is_given_to_whom_the_filing_is()
    {
        var file = await this.Upload(_round, _suzhou, "A1", Pdf());
        foreach (var stranger in new[] { GuangzhouOfficer, Coordinator, Evaluators[0] })
        {
            await Refused(
                await this.Fetch(stranger, $"evidence/{file.Id()}"),
                "evidence-not-found",
                HttpStatusCode.NotFound
            );
        }
        await Refused(
            await this.TryUpload(_round, _suzhou, "A1", Pdf("x"), who: GuangzhouOfficer),
            "filing-not-found",
            HttpStatusCode.NotFound
        );
        await Refused(
            await Host.As(GuangzhouOfficer).PostAsync($"/api/assessments/evidence/{file.Id()}/withdrawal", null),
            "evidence-not-found",
            HttpStatusCode.NotFound
        );
        // An evaluator of the zone has the evidence beside the cells, once they are to be marked.
        await this.Scalar<int>(
            """
            insert into evaluator (id, subject, name, employer, province_code, changed_at, changed_by, changed_by_name)
            values ('00000000-0000-0000-0000-0000000000e1', @subject, 'E', '山西省知识产权局', '140000', now(), 'test', 'Test');
            set session_replication_role = replica;
            insert into assignment (id, round_id, zone_id, evaluator_id, pseudonym, state, assigned_at, assigned_by, assigned_by_name)
            values (gen_random_uuid(), @round, @zone, '00000000-0000-0000-0000-0000000000e1', 'A', 'open', now(), 'test', 'Test')
            """,
            new
            {
                subject = Evaluators[0].Subject,
                round = _round.Id(),
                zone = _suzhou,
            }
        );
        await Refused(
            await this.Fetch(Evaluators[0], $"evidence/{file.Id()}"),
            "evidence-not-found",
            HttpStatusCode.NotFound
        );
        await this.InScoring(_round, _suzhou);
        Assert.Equal(HttpStatusCode.OK, (await this.Fetch(Evaluators[0], $"evidence/{file.Id()}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await this.Fetch(Evaluators[1], $"evidence/{file.Id()}")).StatusCode);
        await this.Filing(Evaluators[0], _round, _suzhou);
    }

    [Fact]
    public async Task Many_uploads_at_once_keep_to_the_number_and_lose_none()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 25).Select(n => this.TryUpload(_round, _suzhou, "A1", Pdf($"file {n}")))
        );
        Assert.Equal(20, answers.Count(a => a.IsSuccessStatusCode));
        foreach (var refused in answers.Where(a => !a.IsSuccessStatusCode))
        {
            await Refused(refused, "evidence-too-many");
        }
        Assert.Equal(20, await this.Scalar<int>("select count(*)::int from evidence_file"));
        var same = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => this.TryUpload(_round, _suzhou, "A2", Pdf())));
        Assert.Equal(1, same.Count(a => a.IsSuccessStatusCode));
    }
}
