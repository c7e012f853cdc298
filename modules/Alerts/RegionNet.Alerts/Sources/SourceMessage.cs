using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RegionNet.Alerts;

/// <summary>What an outside system says. Read by hand and not by a binder, so that whatever is wrong is named and nothing is guessed.</summary>
/// <param name="Id">The source's own; never used twice.</param>
/// <param name="Type">alert, update or cancel.</param>
/// <param name="RefersTo">Of an update or cancellation: the id of the message that raised the alert.</param>
internal sealed partial record SourceMessage(
    string Id,
    string Type,
    string? RefersTo,
    string Kind,
    string Level,
    IReadOnlyList<string> Zones,
    string Subject,
    string TitleZh,
    string TitleEn,
    string BodyZh,
    string BodyEn,
    DateTimeOffset OccurredAt,
    DateTimeOffset? ExpiresAt
)
{
    private static readonly string[] Known =
    [
        "id",
        "type",
        "refersTo",
        "kind",
        "level",
        "zones",
        "subject",
        "titleZh",
        "titleEn",
        "bodyZh",
        "bodyEn",
        "occurredAt",
        "expiresAt",
    ];

    /// <param name="problem">What is wrong, in English; empty when nothing is.</param>
    public static SourceMessage? Read(ReadOnlyMemory<byte> body, out string problem)
    {
        try
        {
            using var document = JsonDocument.Parse(
                body,
                new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false }
            );
            return new Reader(document.RootElement).Read(out problem);
        }
        catch (JsonException)
        {
            problem = "The body is not one JSON document in UTF-8 without repeated names";
            return null;
        }
        catch (InvalidOperationException)
        {
            problem = "A text holds half of a surrogate pair";
            return null;
        }
    }

    private sealed class Reader(JsonElement root)
    {
        private string _problem = "";

        public SourceMessage? Read(out string problem)
        {
            var message = Whole();
            problem = _problem;
            return _problem.Length == 0 ? message : null;
        }

        private SourceMessage? Whole()
        {
            if (root.ValueKind != JsonValueKind.Object)
            {
                return Wrong("The body is not a JSON object");
            }
            if (
                root.EnumerateObject().FirstOrDefault(p => !Known.Contains(p.Name)) is
                { Value.ValueKind: not JsonValueKind.Undefined } other
            )
            {
                return Wrong($"There is no member {Shown(other.Name)}");
            }
            var type = Text("type", 10, optional: true) ?? "alert";
            var follows = type is "update" or "cancel";
            var cancels = type == "cancel";
            var message = new SourceMessage(
                Text("id", 100)!,
                type,
                Text("refersTo", 100, optional: !follows),
                Text("kind", 60, optional: follows) ?? "",
                Text("level", 10, optional: follows) ?? "",
                Zones_(optional: follows),
                Text("subject", 200, optional: true) ?? "",
                Text("titleZh", 200, optional: cancels) ?? "",
                Text("titleEn", 200, optional: cancels) ?? "",
                Text("bodyZh", 2000, optional: cancels, lines: true) ?? "",
                Text("bodyEn", 2000, optional: cancels, lines: true) ?? "",
                Time("occurredAt", optional: false) ?? default,
                Time("expiresAt", optional: true)
            );
            return type is not ("alert" or "update" or "cancel") ? Wrong("type is alert, update or cancel")
                : !follows && message.RefersTo is not null ? Wrong("refersTo belongs to an update or a cancellation")
                : !follows && !KindForm().IsMatch(message.Kind) ? Wrong("kind is made of a-z, 0-9, - and .")
                : !follows && message.Level is not ("minor" or "moderate" or "severe" or "extreme")
                    ? Wrong("level is minor, moderate, severe or extreme")
                : follows && (message.Kind.Length > 0 || message.Level.Length > 0 || message.Zones.Count > 0)
                    ? Wrong("kind, level and zones are those of the message that it refers to")
                : message;
        }

        private string? Text(string name, int most, bool optional = false, bool lines = false)
        {
            if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            {
                return optional ? null : Miss($"{name} is missing");
            }
            if (value.ValueKind != JsonValueKind.String)
            {
                return Miss($"{name} is not a text");
            }
            var text = value.GetString()!;
            return string.IsNullOrWhiteSpace(text) || text.Length > most ? Miss($"{name} has 1 to {most} characters")
                : text.Any(c => char.IsControl(c) && !(lines && c == '\n')) ? Miss($"{name} holds a control character")
                : text;
        }

        private IReadOnlyList<string> Zones_(bool optional)
        {
            if (!root.TryGetProperty("zones", out var value) || value.ValueKind == JsonValueKind.Null)
            {
                if (!optional)
                {
                    Miss("zones is missing");
                }
                return [];
            }
            if (
                value.ValueKind != JsonValueKind.Array
                || value.GetArrayLength() is < 1 or > 20
                || value.EnumerateArray().Any(z => z.ValueKind != JsonValueKind.String)
            )
            {
                Miss("zones is a list of 1 to 20 codes");
                return [];
            }
            return [.. value.EnumerateArray().Select(z => z.GetString()!).Distinct(StringComparer.Ordinal)];
        }

        private DateTimeOffset? Time(string name, bool optional)
        {
            var text = Text(name, 40, optional);
            if (text is null)
            {
                return null;
            }
            // RFC 3339: with an offset, or it would mean another moment on another machine.
            if (
                Rfc3339().IsMatch(text)
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
                && at.Year is >= 2000 and < 2200
            )
            {
                return at;
            }
            Miss($"{name} is a time by RFC 3339 with its offset");
            return null;
        }

        private SourceMessage? Wrong(string problem)
        {
            Miss(problem);
            return null;
        }

        private string? Miss(string problem)
        {
            if (_problem.Length == 0)
            {
                _problem = problem;
            }
            return null;
        }

        private static string Shown(string name) =>
            new([.. name.Take(40).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c)]);
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{0,59}$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex KindForm();

    [GeneratedRegex(
        @"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,7})?(Z|[+-]\d{2}:\d{2})$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Rfc3339();
}
