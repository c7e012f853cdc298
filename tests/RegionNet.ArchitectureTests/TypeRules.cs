using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace RegionNet.ArchitectureTests;

/// <summary>What a module shows and how its types are called.</summary>
internal static partial class TypeRules
{
    /// <summary>
    /// A module shows its XModule, and its request records with their parts because validation finds public types only. Razor
    /// makes its components public, with the types of their parameters and what it makes of _Imports.razor; they are reached by
    /// nobody but the router.
    /// </summary>
    public static IEnumerable<string> Shown(string module, IReadOnlyCollection<Type> types)
    {
        var shown = WithParts(types.Where(t => IsRazorComponent(t) || IsRequest(t)));
        return from type in Written(types)
            where type.IsVisible
            where type.Name != $"{module}Module" && type.Name != "_Imports"
            where !shown.Contains(type)
            select $"{type.FullName} must be internal";
    }

    /// <summary>A request record, or a part of one, that is nested, open or internal is not validated: its endpoint would take anything.</summary>
    public static IEnumerable<string> UnvalidatedRequests(IReadOnlyCollection<Type> types) =>
        from type in WithParts(Written(types).Where(IsRequest))
        where type.IsNested || !type.IsPublic || !type.IsSealed
        select $"{type.FullName} must be a top-level public sealed record, or its body is not validated";

    /// <summary>Names that say nothing gather what has no place.</summary>
    public static IEnumerable<string> EmptyNames(IEnumerable<Type> types) =>
        from type in Written(types)
        where EmptyName().IsMatch(type.Name.Split('`')[0])
        select $"{type.FullName} has a name that does not say what it is";

    public static IEnumerable<string> EmptyFileNames(IEnumerable<string> files) =>
        from file in files
        where EmptyName().IsMatch(Path.GetFileName(file).Split('.')[0])
        select $"{file} has a name that does not say what is in it";

    /// <summary>The types and those of their properties, elements of lists included.</summary>
    private static HashSet<Type> WithParts(IEnumerable<Type> roots)
    {
        var found = new HashSet<Type>();
        foreach (var root in roots)
        {
            Take(root);
        }
        return found;

        void Take(Type type)
        {
            foreach (var inner in type.GetGenericArguments().Append(type.GetElementType()).OfType<Type>())
            {
                Take(inner);
            }
            if (
                !type.IsArray
                && type.Namespace?.StartsWith("RegionNet", StringComparison.Ordinal) == true
                && found.Add(type)
            )
            {
                foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
                {
                    Take(property.PropertyType);
                }
            }
        }
    }

    private static bool IsRequest(Type type) => type.Name.EndsWith("Request", StringComparison.Ordinal);

    private static bool IsRazorComponent(Type type) =>
        type.GetInterfaces().Any(i => i.FullName == "Microsoft.AspNetCore.Components.IComponent");

    private static IEnumerable<Type> Written(IEnumerable<Type> types) =>
        types.Where(t =>
            !t.Name.Contains('<', StringComparison.Ordinal)
            && !t.IsDefined(typeof(CompilerGeneratedAttribute))
            && t.Namespace?.StartsWith("RegionNet", StringComparison.Ordinal) == true
        );

    [GeneratedRegex(
        "(Manager|Helpers?|Util|Utils|Utility|Utilities|Base)$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex EmptyName();
}
