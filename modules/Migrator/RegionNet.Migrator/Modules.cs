using RegionNet.Access;
using RegionNet.Alerts;
using RegionNet.Assessments;
using RegionNet.Commendations;
using RegionNet.Discipline;
using RegionNet.Hearings;
using RegionNet.Kernel;
using RegionNet.ServiceDefaults;
using RegionNet.Zones;

namespace RegionNet.Migrator;

/// <summary>Every schema of the product, in the order they are migrated.</summary>
public static class Modules
{
    public static IReadOnlyList<ModuleMigration> All { get; } =
    [
        new ModuleMigration("gateway", [typeof(ModuleConnection).Assembly]),
        ZonesModule.Migration,
        AccessModule.Migration,
        HearingsModule.Migration,
        AlertsModule.Migration,
        DisciplineModule.Migration,
        CommendationsModule.Migration,
        AssessmentsModule.Migration,
    ];
}
