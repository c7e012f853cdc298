using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace RegionNet.Kernel;

/// <summary>The one shape of JSON at rest: camelCase, Chinese unescaped.</summary>
public static class Json
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(object value) => JsonSerializer.Serialize(value, value.GetType(), Options);

    public static T Read<T>(string json) =>
        JsonSerializer.Deserialize<T>(json, Options)
        ?? throw new JsonException($"Expected {typeof(T).Name}, found null.");
}
