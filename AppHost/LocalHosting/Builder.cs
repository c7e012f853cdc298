using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using RegionNet.LocalHosting;

namespace Aspire.Hosting;

/// <summary>Where a project is; one class per referenced project is generated in the namespace <c>Projects</c>.</summary>
public interface IProjectMetadata
{
    /// <summary>Full path of the project file.</summary>
    string ProjectPath { get; }

    /// <summary>LocalHosting only: full path of the built assembly, so that starting runs no build.</summary>
    string AssemblyPath { get; }
}

/// <summary>The application can't be described or run as asked; the message is for the person who started it.</summary>
public class DistributedApplicationException : Exception
{
    /// <summary>With no message.</summary>
    public DistributedApplicationException() { }

    /// <summary>With one sentence.</summary>
    public DistributedApplicationException(string message)
        : base(message) { }

    /// <summary>With one sentence and its cause.</summary>
    public DistributedApplicationException(string message, Exception inner)
        : base(message, inner) { }
}

/// <summary>Puts an application together.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>appsettings.json of the AppHost, the environment, then the command line.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>The folder of the AppHost's project file.</summary>
    string AppHostDirectory { get; }

    /// <summary>What was added so far, in order.</summary>
    IReadOnlyList<IResource> Resources { get; }

    /// <summary>Not part of LocalHosting.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    object Services =>
        throw new NotSupportedException(
            "LocalHosting has no service collection on its builder; use Orchestrator=Aspire for that."
        );

    /// <summary>Ends the description.</summary>
    DistributedApplication Build();
}

/// <summary>The one implementation of <see cref="IDistributedApplicationBuilder"/>; made by <see cref="DistributedApplication.CreateBuilder(string[])"/>.</summary>
internal sealed class LocalApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly List<IResource> _resources = [];

    internal LocalApplicationBuilder(string[] args, Assembly appHost, bool testing)
    {
        var projectPath = appHost
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(a => string.Equals(a.Key, "AppHostProjectPath", StringComparison.Ordinal))
            ?.Value;
        AppHostDirectory = Path.GetDirectoryName(projectPath) ?? Directory.GetCurrentDirectory();
        IsTesting = testing;
        Configuration.AddJsonFile(Path.Combine(AppHostDirectory, "appsettings.json"), optional: true);
        Configuration.AddEnvironmentVariables();
        Configuration.AddCommandLine(WithFlagValues(args));
        CommandLine = new ConfigurationBuilder().AddCommandLine(WithFlagValues(args)).Build();
    }

    public ConfigurationManager Configuration { get; } = new();

    public string AppHostDirectory { get; }

    public IReadOnlyList<IResource> Resources => _resources;

    internal bool IsTesting { get; }

    /// <summary>What only the command line may say: a variable RESET in somebody's environment must not empty a database.</summary>
    internal IConfiguration CommandLine { get; }

    internal TestingScope? Scope { get; init; }

    internal IResourceBuilder<T> Add<T>(T resource)
        where T : IResource
    {
        if (_resources.Exists(other => string.Equals(other.Name, resource.Name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new DistributedApplicationException($"Two resources are named '{resource.Name}'.");
        }
        _resources.Add(resource);
        return new LocalResourceBuilder<T>(resource, this);
    }

    public DistributedApplication Build()
    {
        if (Scope is { Composed: false } scope)
        {
            scope.Composed = true;
            throw new EntryPointStoppedException();
        }
        return new DistributedApplication(this);
    }

    /// <summary>The command-line provider takes the word after <c>--reset</c> for its value; a flag is given <c>true</c>.</summary>
    private static string[] WithFlagValues(string[] args)
    {
        var result = new List<string>(args.Length);
        for (var i = 0; i < args.Length; i++)
        {
            var isFlag =
                args[i].StartsWith("--", StringComparison.Ordinal)
                && !args[i].Contains('=', StringComparison.Ordinal)
                && (i + 1 == args.Length || args[i + 1].StartsWith("--", StringComparison.Ordinal));
            result.Add(isFlag ? args[i] + "=true" : args[i]);
        }
        return [.. result];
    }
}

internal sealed record LocalResourceBuilder<T>(T Resource, IDistributedApplicationBuilder ApplicationBuilder)
    : IResourceBuilder<T>
    where T : IResource;
