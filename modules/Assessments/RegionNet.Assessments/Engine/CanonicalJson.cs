using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RegionNet.Assessments;

/// <summary>
/// One text for one content, so that a hash names it: UTF-8, no spaces, members in the order of their names (ordinal), nulls left out,
/// decimals written as short as they are exact (1.50 is 1.5). The text is kept as it was written; what is read from it is what counts.
/// </summary>
internal static class CanonicalJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    public static string Write<T>(T value)
    {
        using var document = JsonSerializer.SerializeToDocument(value, Options);
        return Write(document.RootElement);
    }

    public static string Write(JsonElement value)
    {
        using var text = new MemoryStream();
        using (
            var writer = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = Options.Encoder, Indented = false })
        )
        {
            Write(writer, value);
        }
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    /// <exception cref="JsonException">It is not such a text.</exception>
    public static T Read<T>(string text) =>
        JsonSerializer.Deserialize<T>(text, Options)
        ?? throw new JsonException($"Expected {typeof(T).Name}, found null.");

    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    public static string Hex(string text) => Convert.ToHexStringLower(Hash(text));

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(writer, item);
                }
                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(Shortest(value.GetDecimal()), skipInputValidation: true);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static string Shortest(decimal number) =>
        number.ToString("0.############################", CultureInfo.InvariantCulture);
}
