using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace RegionNet.Commendations.IntegrationTests;

/// <summary>Certificates: deterministic, versioned, sealed, and checked by their code.</summary>
public sealed class CertificateTests(JuryRoom room) : IClassFixture<JuryRoom>
{
    private static readonly CertificateFacts Facts = new(
        "zh",
        "individual",
        "欧阳测试",
        "中国（苏州）知识产权保护中心",
        "2026年度全国知识产权保护工作通报表扬",
        "《关于评选2026年度知识产权保护工作成绩突出集体和个人的通知》（测试），第一条至第十二条及其附件，供换行之用，再长一些以便看到第二行",
        "国知发保字〔2026〕9号",
        new DateOnly(2026, 6, 30),
        "2026-00012",
        1,
        "0123-4567-89AB-CDEF-GHJK",
        true
    );

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public void The_same_facts_give_the_same_bytes(string language)
    {
        var faces = Font().Find()!;
        var facts =
            language == "zh"
                ? Facts
                : Facts with
                {
                    Language = "en",
                    Name = "Ouyang Ceshi",
                    WorkUnit = "Suzhou IP Protection Center",
                    Round = "National commendation for IP protection 2026",
                    Basis =
                        "Notice on commending collectives and individuals for outstanding achievements in 2026 (test)",
                };
        var pdf = CertificateDrawing.Pdf(facts, faces);
        Assert.Equal(pdf, CertificateDrawing.Pdf(facts, faces));
        Assert.NotEqual(pdf, CertificateDrawing.Pdf(facts with { Version = 2 }, faces));
        Assert.Equal("%PDF-"u8, pdf.AsSpan(0, 5));
        if (Environment.GetEnvironmentVariable("REGIONNET_CERTIFICATES") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, $"{language}.pdf"), pdf);
        }
    }

    [Fact]
    public void A_character_that_the_font_lacks_is_named() =>
        Assert.Equal("\U0001F600", CertificateDrawing.Missing(Facts with { Name = "欧阳\U0001F600" }, Font().Find()!));

    [Fact]
    public async Task A_certificate_is_issued_kept_and_verified_and_a_new_version_takes_its_place()
    {
        room.Clock.Set(JuryRoom.Monday);
        var round = await room.Round();
        var nomination = await room.To(
            "approved",
            await room.Ok(room.Clerk, "nominations", room.Person(round, "990101199912311234", "诸葛证书"))
        );
        var path = $"nominations/{nomination.GetProperty("id").GetGuid()}/certificates";
        await JuryRoom.Refused(await room.Post(room.Organiser, path, new { language = "zh" }), "not-announced");
        nomination = await room.To("announced", nomination);

        var first = await room.Ok(room.Organiser, path, new { language = "zh" });
        var file = await Download(first);
        Assert.Equal(first.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(file)));
        var code = await CodeOf(nomination, 1);
        var verified = await room.Get(null, $"public/certificates/{code}");
        Assert.Equal("valid", verified.GetProperty("status").GetString());
        Assert.Equal("诸＊书", verified.GetProperty("name").GetString());
        Assert.Equal(first.GetProperty("sha256").GetString(), verified.GetProperty("sha256").GetString());

        await JuryRoom.Refused(
            await room.Post(room.Organiser, path, new { language = "zh" }),
            "reason-needed",
            HttpStatusCode.BadRequest
        );
        var second = await room.Ok(room.Organiser, path, new { language = "zh", reason = "单位名称更正" });
        Assert.Equal(2, second.GetProperty("version").GetInt32());
        Assert.Equal(file, await Download(first));
        Assert.Equal(
            "superseded",
            (await room.Get(null, $"public/certificates/{code}")).GetProperty("status").GetString()
        );
        Assert.Equal(2, (await room.Get(room.Clerk, path)).GetProperty("items").GetArrayLength());
        using var stranger = room.Host.As(room.OtherClerk);
        await JuryRoom.Refused(
            await stranger.GetAsync($"/api/commendations/certificates/{first.GetProperty("id").GetGuid()}"),
            "certificate-not-found",
            HttpStatusCode.NotFound
        );
        room.Clock.Set(JuryRoom.Monday);
    }

    [Fact]
    public async Task An_unknown_code_is_answered_in_the_same_shape()
    {
        room.Clock.Set(JuryRoom.Monday);
        var unknown = await room.Get(null, "public/certificates/0000-0000-0000-0000-0000");
        Assert.Equal("unknown", unknown.GetProperty("status").GetString());
        Assert.All(
            unknown.EnumerateObject().Where(p => p.Name != "status"),
            p => Assert.Equal(JsonValueKind.Null, p.Value.ValueKind)
        );
        Assert.Equal(12, unknown.EnumerateObject().Count());
    }

    [Fact]
    public void Codes_are_read_as_people_type_them()
    {
        var code = VerificationCode.New();
        Assert.Matches("^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$", code);
        Assert.Equal(
            VerificationCode.Hash("0123-4567-89AB-CDEF-GHJ1"),
            VerificationCode.Hash(" o123 4567 89ab cdef ghjl")
        );
    }

    [Fact]
    public async Task Without_a_font_certificates_wait_and_say_so()
    {
        room.Clock.Set(JuryRoom.Monday);
        var announced = await room.To("announced", await room.Draft(await room.Round()));
        await using var bare = await room.Start(room.Database, ("Commendations:Font", "/nowhere/font.ttc"));
        using var organiser = bare.As(room.Organiser);
        using var body = new StringContent("""{"language":"zh"}""", Encoding.UTF8, "application/json");
        await JuryRoom.Refused(
            await organiser.PostAsync(
                $"/api/commendations/nominations/{announced.GetProperty("id").GetGuid()}/certificates",
                body
            ),
            "font-missing",
            HttpStatusCode.ServiceUnavailable
        );
        room.Clock.Set(JuryRoom.Monday);
    }

    private static CertificateFont Font() => new(new ConfigurationBuilder().Build());

    private async Task<byte[]> Download(JsonElement certificate)
    {
        using var client = room.Host.As(room.Organiser);
        return await client.GetByteArrayAsync(
            $"/api/commendations/certificates/{certificate.GetProperty("id").GetGuid()}"
        );
    }

    /// <summary>The code stands in the file alone, so the test plants one of its own.</summary>
    private async Task<string> CodeOf(JsonElement nomination, int version)
    {
        var code = VerificationCode.New();
        await room.Scalar<object?>(
            "update certificate set code_hash = @Hash where nomination_id = @Id and version = @version",
            new
            {
                Hash = VerificationCode.Hash(code),
                Id = nomination.GetProperty("id").GetGuid(),
                version,
            }
        );
        return code;
    }
}
