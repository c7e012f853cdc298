using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace RegionNet.LocalHosting;

/// <summary>Where this run keeps its things, and what it may start.</summary>
internal sealed class Settings
{
    public Settings(LocalApplicationBuilder builder)
    {
        Configuration = builder.Configuration;
        IsTesting = builder.IsTesting;
        AppHostDirectory = builder.AppHostDirectory;
        Reset = string.Equals(builder.CommandLine["reset"], "true", StringComparison.OrdinalIgnoreCase);
        if (builder.CommandLine["data"] is { Length: > 0 } given)
        {
            DataDirectory = Path.GetFullPath(given);
        }
        else if (IsTesting)
        {
            DataDirectory = System.IO.Directory.CreateTempSubdirectory("regionnet-").FullName;
            IsTemporary = true;
        }
        else
        {
            DataDirectory = Path.Combine(Path.GetDirectoryName(AppHostDirectory)!, ".data");
        }
    }

    public IConfiguration Configuration { get; }

    public bool IsTesting { get; }

    public string AppHostDirectory { get; }

    public bool Reset { get; }

    public string DataDirectory { get; }

    /// <summary>Removed when the application is disposed.</summary>
    public bool IsTemporary { get; }

    public Ports Ports { get; } = new();

    public RestartPolicy Restarts { get; init; } = RestartPolicy.Default;

    public string Log(string name) => Path.Combine(DataDirectory, "logs", name + ".log");

    /// <summary>The connection string of an outside server, if one is configured.</summary>
    public string? Outside(string name) =>
        Configuration.GetConnectionString(name) is { Length: > 0 } value ? value : null;

    /// <summary>Makes the folders; everyone may walk through them, because servers run as another user than root.</summary>
    public void CreateFolders()
    {
        const UnixFileMode Walk =
            UnixFileMode.UserRead
            | UnixFileMode.UserWrite
            | UnixFileMode.UserExecute
            | UnixFileMode.GroupExecute
            | UnixFileMode.OtherExecute;
        System.IO.Directory.CreateDirectory(Path.Combine(DataDirectory, "logs"));
        File.SetUnixFileMode(DataDirectory, Walk);
    }

    /// <summary>Each run writes its own logs; those of the run before stay as <c>.log.old</c>.</summary>
    public void RotateLogs()
    {
        foreach (var log in System.IO.Directory.GetFiles(Path.Combine(DataDirectory, "logs"), "*.log"))
        {
            File.Move(log, log + ".old", overwrite: true);
        }
    }

    /// <summary>What a child process gets of our own environment: all but what would speak for us instead of for the child.</summary>
    public static Dictionary<string, string> InheritedEnvironment()
    {
        string[] ours =
        [
            "ASPNETCORE_",
            "DOTNET_ENVIRONMENT",
            "DOTNET_LAUNCH_PROFILE",
            "DOTNET_STARTUP_HOOKS",
            "ConnectionStrings__",
            "services__",
            "OTEL_SERVICE_NAME",
            "OTEL_RESOURCE_ATTRIBUTES",
            "HTTP_PORTS",
            "HTTPS_PORTS",
            "URLS",
            "MSBUILD",
            "MSBuild",
            "TESTINGPLATFORM_",
            "Orchestrator",
        ];
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            var key = (string)entry.Key;
            if (!ours.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)))
            {
                result[key] = (string?)entry.Value ?? "";
            }
        }
        return result;
    }

    /// <summary>For PostgreSQL and Redis: nothing of ours.</summary>
    public static Dictionary<string, string> BareEnvironment() =>
        new(StringComparer.Ordinal)
        {
            ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin",
            ["LC_ALL"] = "C.UTF-8",
        };

    /// <summary>The dotnet program that runs us.</summary>
    public static string DotNet()
    {
        var self = Environment.ProcessPath;
        if (self is not null && Path.GetFileName(self) == "dotnet")
        {
            return self;
        }
        var root = Environment.GetEnvironmentVariable("DOTNET_ROOT");
        var ofRoot = root is null ? null : Path.Combine(root, "dotnet");
        return ofRoot is not null && File.Exists(ofRoot)
            ? ofRoot
            : Linux.OnPath("dotnet") ?? throw new DistributedApplicationException("dotnet is not on PATH.");
    }
}
