using System.Reflection;
using Xunit;

namespace RegionNet.ArchitectureTests;

/// <summary>Every rule holds for what is in the repository, whichever modules there are.</summary>
public sealed class ArchitectureTests
{
    /// <summary>The assemblies of the modules themselves, without contracts and without what stands under or over them.</summary>
    private static IEnumerable<Assembly> Modules =>
        Repository.Assemblies.Where(a =>
            a.GetName().Name is { } name
            && !name.EndsWith(".Contracts", StringComparison.Ordinal)
            && name
                is not (
                    "RegionNet.Kernel"
                    or "RegionNet.Migrator"
                    or "RegionNet.Gateway"
                    or "RegionNet.ServiceDefaults"
                )
        );

    [Fact]
    public void Something_is_found_to_look_at()
    {
        Assert.Contains(
            Repository.Projects,
            p => p.Name == "RegionNet.Migrator" && p.References.Contains("RegionNet.Kernel")
        );
        Assert.Contains(
            Repository.Assemblies.Select(Repository.ReadAssembly),
            a => a.Name == "RegionNet.Migrator" && a.References.Contains("RegionNet.Kernel")
        );
        Assert.NotEmpty(Repository.SourceFiles());
    }

    [Fact]
    public void No_project_references_what_it_may_not() => Assert.Empty(ReferenceRules.Forbidden(Repository.Projects));

    [Fact]
    public void No_assembly_uses_what_it_may_not() =>
        Assert.Empty(ReferenceRules.Forbidden(Repository.Assemblies.Select(Repository.ReadAssembly)));

    [Fact]
    public void Contracts_use_only_the_BCL() =>
        Assert.Empty(ReferenceRules.ContractsBeyondTheBcl(Repository.Assemblies.Select(Repository.ReadAssembly)));

    [Fact]
    public void The_module_graph_has_no_cycle() => Assert.Empty(ReferenceRules.Cycles(Repository.Projects));

    [Fact]
    public void A_module_shows_only_its_module_class_and_its_requests() =>
        Assert.Empty(Modules.SelectMany(a => TypeRules.Shown(a.GetName().Name!["RegionNet.".Length..], a.GetTypes())));

    [Fact]
    public void Every_request_is_one_that_validation_sees() =>
        Assert.Empty(Modules.SelectMany(a => TypeRules.UnvalidatedRequests(a.GetTypes())));

    [Fact]
    public void No_type_and_no_file_has_an_empty_name()
    {
        Assert.Empty(Repository.Assemblies.SelectMany(a => TypeRules.EmptyNames(a.GetTypes())));
        Assert.Empty(TypeRules.EmptyFileNames(Repository.SourceFiles()));
    }
}
