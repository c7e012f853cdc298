using System.Net;
using Xunit;

namespace RegionNet.GatewayTests;

/// <summary>The gateway as it lies in its own output, in the environment in which ASP.NET Core mixes in what a build's manifest names.</summary>
public sealed class DevelopmentTests
{
    private const string Manifest = "RegionNet.Gateway.staticwebassets.runtime.json";

    private static readonly string s_root = Root();

    /// <summary>Which build this is, such as <c>bin/Release/net10.0</c>.</summary>
    private static readonly string s_build = Path.GetRelativePath(
        Path.Combine(s_root, "tests", "RegionNet.GatewayTests"),
        AppContext.BaseDirectory
    );

    private static readonly string s_gateway = Path.Combine(s_root, "gateway", "RegionNet.Gateway", s_build);
    private static readonly string s_portal = Path.Combine(s_root, "modules", "Portal", "RegionNet.Portal", s_build);

    [Fact]
    public void The_build_of_the_gateway_names_no_file_of_another_projects_build()
    {
        Assert.True(File.Exists(Path.Combine(s_gateway, "RegionNet.Gateway.dll")), $"Nothing is built in {s_gateway}.");

        Assert.Empty(Directory.EnumerateFiles(s_gateway, "*.staticwebassets.*"));
    }

    /// <summary>The two builds have a start script of the same name, which names other files and is longer in the one.</summary>
    [Fact]
    public async Task Only_what_is_published_of_the_portal_is_served()
    {
        const string start = "_framework/dotnet.js";
        var published = Path.Combine(s_gateway, "portal", "wwwroot");
        var built = Path.Combine(s_portal, "wwwroot");
        var script = await File.ReadAllTextAsync(Path.Combine(published, start));
        Assert.NotEqual(script, await File.ReadAllTextAsync(Path.Combine(built, start)));
        var untrimmed = Programs(built).Except(Programs(published), StringComparer.Ordinal).First();
        await using var app = await Replica.StartAsync();
        await using var gateway = await TestGateway.StartAsync(
            [app.Address],
            [],
            portal: Path.Combine(s_gateway, "portal"),
            args: ["--environment", "Development", "--staticWebAssets", Path.Combine(s_gateway, Manifest)]
        );
        using var client = gateway.Client();

        Assert.Equal(script, await client.GetStringAsync(start));
        using var answer = await client.GetAsync($"_framework/{untrimmed}");
        await Problem.AssertAsync(answer, HttpStatusCode.NotFound, "gateway.not-found");
    }

    private static IEnumerable<string> Programs(string wwwroot) =>
        Directory
            .EnumerateFiles(Path.Combine(wwwroot, "_framework"), "*.wasm")
            .Select(file => Path.GetFileName(file))
            .Order(StringComparer.Ordinal);

    private static string Root()
    {
        var at = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(at, "Directory.Packages.props")))
        {
            at = Path.GetDirectoryName(at) ?? throw new InvalidOperationException("The repository was not found.");
        }
        return at;
    }
}
