using RegionNet.Kernel;

namespace RegionNet.Migrator;

/// <summary>Every schema of the product, in the order they are migrated.</summary>
public static class Modules
{
    public static IReadOnlyList<ModuleMigration> All { get; } =
    [new ModuleMigration("gateway", [typeof(ServiceDefaults.ModuleConnection).Assembly])];
}
