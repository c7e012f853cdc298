using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace RegionNet.ArchitectureTests;

/// <summary>What a project or assembly of ours is, and which others of ours it references.</summary>
internal sealed record Unit(string Name, IReadOnlyList<string> References);

/// <summary>The repository as it lies there: projects found by their files, assemblies found beside this one.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>Every project under modules/, gateway/ and ServiceDefaults/.</summary>
    public static IReadOnlyList<Unit> Projects { get; } =
    [.. ProjectFiles(Root, "modules", "gateway", "ServiceDefaults").Select(ReadProject)];

    /// <summary>The compiled modules and the gateway; the App and the portal, which have no business code of the server, are left out.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        .. Projects
            .Select(p => p.Name)
            .Where(name => name is not ("RegionNet.App" or "RegionNet.Portal"))
            .Select(name => Assembly.Load(new AssemblyName(name))),
    ];

    public static Unit ReadAssembly(Assembly assembly) =>
        new(assembly.GetName().Name!, [.. assembly.GetReferencedAssemblies().Select(a => a.Name!)]);

    public static IEnumerable<string> ProjectFiles(string root, params string[] folders) =>
        folders
            .Select(folder => Path.Combine(root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))
            .Where(file => !IsBuildOutput(file));

    public static Unit ReadProject(string file) =>
        new(
            Path.GetFileNameWithoutExtension(file),
            [
                .. XDocument
                    .Load(file)
                    .Descendants("ProjectReference")
                    .Select(r => (string?)r.Attribute("Include"))
                    .OfType<string>()
                    .Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))),
            ]
        );

    public static IEnumerable<string> SourceFiles() =>
        ((string[])["modules", "gateway", "ServiceDefaults", "AppHost"])
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file =>
                file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)
            )
            .Where(file => !IsBuildOutput(file));

    private static bool IsBuildOutput(string file) =>
        file.Split('/', '\\').Any(part => part is "bin" or "obj" or "artifacts");

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var starts = (string?[])[AppContext.BaseDirectory, Path.GetDirectoryName(here)];
        foreach (var start in starts)
        {
            for (var at = start; at is not null; at = Path.GetDirectoryName(at))
            {
                if (File.Exists(Path.Combine(at, "Directory.Packages.props")))
                {
                    return at;
                }
            }
        }
        throw new InvalidOperationException("The repository's root was not found above the tests' folder.");
    }
}
