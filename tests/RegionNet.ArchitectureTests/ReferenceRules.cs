using System.Text.RegularExpressions;

namespace RegionNet.ArchitectureTests;

/// <summary>Who may reference whom (DESIGN, "The house"). Pure functions over the units found, so that each can be seen to fail.</summary>
internal static partial class ReferenceRules
{
    /// <summary>Each reference to a unit of ours that the unit may not have.</summary>
    public static IEnumerable<string> Forbidden(IEnumerable<Unit> units) =>
        from unit in units
        from reference in unit.References
        where reference.StartsWith("RegionNet.", StringComparison.Ordinal) && reference != unit.Name
        where !May(unit.Name, reference)
        select $"{unit.Name} may not reference {reference}";

    /// <summary>A contract is made of .NET's own types, so that no module takes on a library by using it.</summary>
    public static IEnumerable<string> ContractsBeyondTheBcl(IEnumerable<Unit> assemblies) =>
        from assembly in assemblies
        where Contracts().IsMatch(assembly.Name)
        from reference in assembly.References
        where !reference.StartsWith("System.", StringComparison.Ordinal) && reference is not ("System" or "netstandard")
        select $"{assembly.Name} may use only .NET's own libraries, not {reference}";

    /// <summary>Modules that need each other in a circle can't be understood, released or split one by one.</summary>
    public static IEnumerable<string> Cycles(IEnumerable<Unit> units)
    {
        var graph = units
            .SelectMany(u => u.References.Select(r => (From: Module(u.Name), To: Module(r))))
            .Where(e => e.From is not null && e.To is not null && e.From != e.To)
            .ToLookup(e => e.From!, e => e.To!, StringComparer.Ordinal);
        return graph
            .Select(node => node.Key)
            .Where(module => Reaches(module, module, []))
            .Order(StringComparer.Ordinal)
            .Select(module => $"{module} needs itself through others");

        bool Reaches(string from, string target, HashSet<string> seen) =>
            graph[from].Any(next => next == target || (seen.Add(next) && Reaches(next, target, seen)));
    }

    private static bool May(string unit, string reference) =>
        unit switch
        {
            "RegionNet.ServiceDefaults" or "RegionNet.Portal" => false,
            "RegionNet.Kernel" or "RegionNet.Gateway" => reference is "RegionNet.ServiceDefaults",
            "RegionNet.App" or "RegionNet.Migrator" => reference is not ("RegionNet.Gateway" or "RegionNet.Portal"),
            _ when Contracts().IsMatch(unit) => false,
            _ => reference is "RegionNet.Kernel" or "RegionNet.ServiceDefaults" || Contracts().IsMatch(reference),
        };

    /// <summary>The module that a unit belongs to; null for what stands under or over the modules.</summary>
    private static string? Module(string unit) =>
        unit
            is "RegionNet.Kernel"
                or "RegionNet.ServiceDefaults"
                or "RegionNet.App"
                or "RegionNet.Migrator"
                or "RegionNet.Gateway"
            ? null
        : ModuleName().Match(unit) is { Success: true } match ? match.Groups["module"].Value
        : null;

    [GeneratedRegex(@"^RegionNet\.\w+\.Contracts$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Contracts();

    [GeneratedRegex(
        @"^RegionNet\.(?<module>\w+)(\.Contracts)?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex ModuleName();
}
