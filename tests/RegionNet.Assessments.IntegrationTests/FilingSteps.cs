using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using RegionNet.Kernel;
using static RegionNet.Assessments.IntegrationTests.RoundSteps;

namespace RegionNet.Assessments.IntegrationTests;

/// <summary>What a zone and the organiser do with filings and files, by the API.</summary>
internal static class FilingSteps
{
    public static byte[] Pdf(string text = "evidence") => Encoding.ASCII.GetBytes($"%PDF-1.7\n{text}\n%%EOF\n");

    public static byte[] Png { get; } =
        Convert.FromBase64String(
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
        );

    public static byte[] Docx(params string[] moreParts) =>
        Package([
            (
                "[Content_Types].xml",
                "<Types><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>"
            ),
            ("word/document.xml", "<w:document/>"),
            .. moreParts.Select(p => (p, "x")),
        ]);

    public static byte[] Package((string Name, string Text)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }
        return bytes.ToArray();
    }

    extension(PanelRoom room)
    {
        public Task<HttpResponseMessage> TryFile(
            JsonElement round,
            Guid zone,
            string indicator,
            object content,
            int version = 0,
            CurrentUser? who = null
        ) =>
            room.Put(
                who ?? room.SuzhouOfficer,
                $"rounds/{round.Id()}/zones/{zone}/filings/{indicator}",
                With(content, ("version", version))
            );

        public async Task<JsonElement> File(
            JsonElement round,
            Guid zone,
            string indicator,
            object content,
            int version = 0,
            CurrentUser? who = null
        ) => await Success(await room.TryFile(round, zone, indicator, content, version, who));

        /// <summary>Something for each of the four indicators.</summary>
        public async Task FileAll(JsonElement round, Guid zone, CurrentUser? who = null)
        {
            await room.File(round, zone, "A1", new { value = 95.5 }, who: who);
            await room.File(round, zone, "A2", new { value = 1 }, who: who);
            await room.File(round, zone, "A3", new { value = 0 }, who: who);
            await room.File(round, zone, "B1", new { statement = "成立领导小组，市长任组长。" }, who: who);
        }

        public Task<HttpResponseMessage> TryHandIn(JsonElement round, Guid zone, CurrentUser? who = null) =>
            room
                .Host.As(who ?? room.SuzhouOfficer)
                .PostAsync($"/api/assessments/rounds/{round.Id()}/zones/{zone}/hand-in", content: null);

        public Task<HttpResponseMessage> TryCheck(
            JsonElement round,
            Guid zone,
            string indicator,
            int version,
            string outcome,
            string? reason = null
        ) =>
            room.Post(
                room.Organiser,
                $"rounds/{round.Id()}/zones/{zone}/filings/{indicator}/check",
                new
                {
                    version,
                    outcome,
                    reason,
                }
            );

        public Task<HttpResponseMessage> TryUpload(
            JsonElement round,
            Guid zone,
            string indicator,
            byte[] bytes,
            string name = "材料.pdf",
            Guid? replaces = null,
            CurrentUser? who = null,
            string? claimed = null
        )
        {
            var file = new ByteArrayContent(bytes);
            file.Headers.ContentType = new MediaTypeHeaderValue(claimed ?? "application/octet-stream");
            return room
                .Host.As(who ?? room.SuzhouOfficer)
                .PostAsync(
                    $"/api/assessments/rounds/{round.Id()}/zones/{zone}/filings/{indicator}/evidence{(replaces is null ? "" : $"?replaces={replaces}")}",
                    new MultipartFormDataContent { { file, "file", name } }
                );
        }

        public async Task<JsonElement> Upload(
            JsonElement round,
            Guid zone,
            string indicator,
            byte[] bytes,
            string name = "材料.pdf",
            Guid? replaces = null
        ) => await Success(await room.TryUpload(round, zone, indicator, bytes, name, replaces));

        public Task<JsonElement> Filing(CurrentUser who, JsonElement round, Guid zone) =>
            room.Read(who, $"rounds/{round.Id()}/zones/{zone}/filing");

        /// <summary>Suzhou has handed in, everything is checked, and the round scores.</summary>
        public async Task<JsonElement> InScoring(JsonElement round, Guid zone)
        {
            await room.FileAll(round, zone);
            await Success(await room.TryHandIn(round, zone));
            round = await room.To(round, "evidence-check");
            foreach (var indicator in new[] { "A1", "A2", "A3", "B1" })
            {
                await Success(await room.TryCheck(round, zone, indicator, 1, "accepted"));
            }
            return await room.To(round, "scoring");
        }
    }

    public static JsonElement Indicator(this JsonElement filing, string code) =>
        filing.GetProperty("indicators").EnumerateArray().Single(i => i.Text("code") == code);
}
