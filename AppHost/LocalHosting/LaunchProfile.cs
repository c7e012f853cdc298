using System.Text.Json;
using Aspire.Hosting;

namespace RegionNet.LocalHosting;

/// <summary>One profile of a project's Properties/launchSettings.json.</summary>
/// <param name="Name">As written there.</param>
/// <param name="Port">Of its http applicationUrl; null if it has none and so does not listen.</param>
/// <param name="Environment">Its environmentVariables.</param>
/// <param name="Arguments">Its commandLineArgs, split at blanks.</param>
internal sealed record LaunchProfile(
    string Name,
    int? Port,
    IReadOnlyDictionary<string, string> Environment,
    IReadOnlyList<string> Arguments
)
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>The named profile; else the fallback if the project has it; else its first profile of commandName Project.</summary>
    public static LaunchProfile? Read(string projectPath, string? name, string? fallback)
    {
        var file = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        if (!File.Exists(file))
        {
            return name is null
                ? null
                : throw new DistributedApplicationException($"There is no launch profile '{name}': {file} is missing.");
        }
        using var document = JsonDocument.Parse(File.ReadAllText(file), Lenient);
        var profiles = document.RootElement.GetProperty("profiles").EnumerateObject().ToList();
        if (name is not null)
        {
            var named = profiles.Find(p => p.NameEquals(name));
            return named.Value.ValueKind is JsonValueKind.Object
                ? Parse(named, file)
                : throw new DistributedApplicationException($"There is no launch profile '{name}' in {file}.");
        }
        var chosen = profiles.Find(p => fallback is not null && p.NameEquals(fallback));
        if (chosen.Value.ValueKind is not JsonValueKind.Object)
        {
            chosen = profiles.Find(p => p.Value.TryGetProperty("commandName", out var c) && c.ValueEquals("Project"));
        }
        return chosen.Value.ValueKind is JsonValueKind.Object ? Parse(chosen, file) : null;
    }

    private static LaunchProfile Parse(JsonProperty profile, string file)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        if (profile.Value.TryGetProperty("environmentVariables", out var variables))
        {
            foreach (var variable in variables.EnumerateObject())
            {
                environment[variable.Name] = variable.Value.GetString() ?? "";
            }
        }
        var urls = Text(profile, "applicationUrl").Split(';', StringSplitOptions.RemoveEmptyEntries);
        if (urls.Length > 1 || urls.Any(url => !url.StartsWith("http://", StringComparison.Ordinal)))
        {
            throw new NotSupportedException(
                $"LocalHosting serves one http address per project, not '{string.Join(';', urls)}' (profile '{profile.Name}' in {file})."
            );
        }
        var arguments = Text(profile, "commandLineArgs").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new LaunchProfile(profile.Name, urls.Length == 0 ? null : new Uri(urls[0]).Port, environment, arguments);
    }

    private static string Text(JsonProperty profile, string name) =>
        profile.Value.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
