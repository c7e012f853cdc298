using System.IO.Compression;
using System.Text;
using System.Text.Json;
using RegionNet.Assessments;

// recompute EXPORT.zip|EXPORT.json
// Computes an exported round again, off line, and compares every value. Exit code 0: no difference; 1: differences, each on a line;
// 2: the file is no export.
if (args is not [var path])
{
    await Console.Error.WriteLineAsync("recompute EXPORT.zip|EXPORT.json");
    return 2;
}
string input,
    result;
try
{
    (input, result) = await Read(path);
}
catch (Exception e) when (e is IOException or InvalidDataException or JsonException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"{path}: {e.Message}");
    return 2;
}
var differences = Recomputation.Differences(input, result);
foreach (var difference in differences)
{
    Console.WriteLine(difference);
}
Console.WriteLine($"{differences.Count} differences");
return differences.Count == 0 ? 0 : 1;

static async Task<(string Input, string Result)> Read(string path)
{
    if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
    {
        await using var archive = await ZipFile.OpenReadAsync(path);
        return (await Text(archive, "input.json"), await Text(archive, "result.json"));
    }
    using var document = JsonDocument.Parse(await File.ReadAllTextAsync(path));
    return
        document.RootElement.TryGetProperty("input", out var input)
        && document.RootElement.TryGetProperty("result", out var result)
        ? (input.GetRawText(), result.GetRawText())
        : throw new InvalidDataException("It has no input and result.");
}

static async Task<string> Text(ZipArchive archive, string name)
{
    var entry = archive.GetEntry(name) ?? throw new InvalidDataException($"{name} is not in it.");
    using var reader = new StreamReader(await entry.OpenAsync(), Encoding.UTF8);
    return await reader.ReadToEndAsync();
}
