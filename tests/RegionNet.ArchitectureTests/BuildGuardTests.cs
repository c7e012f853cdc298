using System.Diagnostics;
using Xunit;

namespace RegionNet.ArchitectureTests;

/// <summary>The build itself refuses a forbidden project reference, before any test runs.</summary>
public sealed class BuildGuardTests
{
    private static readonly (string Folder, string From, string To, bool Forbidden)[] Cases =
    [
        ("modules/Seeded", "RegionNet.Seeded", "RegionNet.Zones", true),
        ("modules/Seeded", "RegionNet.Seeded2", "RegionNet.Gateway", true),
        ("modules/Seeded", "RegionNet.Seeded.Contracts", "RegionNet.Kernel", true),
        ("modules/Kernel", "RegionNet.Kernel", "RegionNet.Zones.Contracts", true),
        ("modules/Portal", "RegionNet.Portal", "RegionNet.Seeded.Contracts", true),
        ("modules/App", "RegionNet.App", "RegionNet.Gateway", true),
        ("gateway", "RegionNet.Gateway", "RegionNet.Kernel", true),
        ("modules/Seeded", "RegionNet.Seeded3", "RegionNet.Zones.Contracts", false),
        ("modules/Seeded", "RegionNet.Seeded4", "RegionNet.Kernel", false),
        ("modules/Migrator", "RegionNet.Migrator", "RegionNet.Seeded", false),
        ("tests", "RegionNet.SeededTests", "RegionNet.Seeded", false),
    ];

    [Fact]
    public async Task A_project_with_a_forbidden_reference_does_not_build()
    {
        var root = Directory.CreateTempSubdirectory("regionnet-seeded-");
        try
        {
            File.Copy(
                Path.Combine(Repository.Root, "Directory.Build.targets"),
                Path.Combine(root.FullName, "Directory.Build.targets")
            );
            await File.WriteAllTextAsync(Path.Combine(root.FullName, "Directory.Build.props"), "<Project />");
            var tasks = Cases.Select(c => Seed(root.FullName, c.Folder, c.From, c.To, c.Forbidden));
            await File.WriteAllTextAsync(
                Path.Combine(root.FullName, "all.proj"),
                $"<Project><Target Name=\"All\">{string.Concat(tasks)}</Target></Project>"
            );

            var output = await Build(root.FullName);

            foreach (var (_, from, to, forbidden) in Cases)
            {
                var message = $"{from} may not reference {to}";
                Assert.True(output.Contains(message, StringComparison.Ordinal) == forbidden, $"{message}\n{output}");
            }
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    /// <summary>
    /// Writes a project and says how to build it: a forbidden one by a target of every build, so that the guard is seen to be
    /// hooked in; an allowed one by the guard alone, for what it references does not exist.
    /// </summary>
    private static string Seed(string root, string folder, string from, string to, bool forbidden)
    {
        var file = Path.Combine(root, folder, from, from + ".csproj");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(
            file,
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><ProjectReference Include="../../Other/{to}/{to}.csproj" /></ItemGroup>
            </Project>
            """
        );
        var target = forbidden ? "ResolveProjectReferences" : "CheckReferences";
        return $"<MSBuild Projects=\"{file}\" Targets=\"{target}\" ContinueOnError=\"true\" />";
    }

    private static async Task<string> Build(string folder)
    {
        var start = new ProcessStartInfo("dotnet", ["msbuild", "all.proj", "-v:m", "-nodeReuse:false", "-tl:off"])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_CLI_UI_LANGUAGE"] = "en" },
        };
        // This test process may itself have been started by a build, whose settings must not leak into this one.
        foreach (var name in (string[])["MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath"])
        {
            start.Environment.Remove(name);
        }
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output;
    }
}
