using System.Reflection;

namespace RegionNet.LocalHosting;

/// <summary>Present while the testing builder runs an entry point: CreateBuilder leaves its builder here, Build stops the entry point.</summary>
internal sealed class TestingScope(Assembly appHost)
{
    public static AsyncLocal<TestingScope?> Current { get; } = new();

    public Assembly AppHost { get; } = appHost;

    public LocalApplicationBuilder? Builder { get; set; }

    public bool Composed { get; set; }
}

/// <summary>Ends an entry point that a test runs only for its description.</summary>
internal sealed class EntryPointStoppedException : Exception;
