using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RegionNet.Access.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>Discipline decisions of competent authorities: cases, lists, repair, sharing between zones, screening and watches.</summary>
public static class DisciplineModule
{
    public const string Name = "discipline";

    public static ModuleMigration Migration { get; } =
        ModuleMigration.Of(
            Name,
            typeof(DisciplineModule).Assembly,
            new SampleListings(TimeProvider.System),
            // Last: the names that the other brought.
            new NameIndexSeed()
        );

    public static IHostApplicationBuilder AddDiscipline(this IHostApplicationBuilder builder)
    {
        builder.AddModule(Name, (source, clock) => new DisciplineDb(source, clock));
        builder.AddSealing(Name, "Discipline", key => new DisciplineSealing(key));
        builder.Services.AddValidation();
        builder.Services.AddAuthorizationBuilder().AddDisciplinePolicies();
        builder.AddCore();
        builder.AddScreening();
        builder.AddSharing();
        return builder;
    }

    public static void MapDiscipline(this IEndpointRouteBuilder app)
    {
        var discipline = app.MapGroup("/api/discipline").WithTags("discipline");
        discipline.MapCore();
        discipline.MapScreening();
        discipline.MapSharing();
    }
}

internal static class DisciplinePolicies
{
    /// <summary>Brings cases forward: leads, verification, proposals, service, repair applications.</summary>
    public const string Handle = "discipline.handle";

    /// <summary>Decides: another person than the one who proposed.</summary>
    public const string Decide = "discipline.decide";

    /// <summary>Sees the own authority's cases: both of the above.</summary>
    public const string Work = "discipline.work";

    /// <summary>Screens parties and reads lists beyond what is public.</summary>
    public const string Screen = "discipline.screen";

    public static void AddDisciplinePolicies(this AuthorizationBuilder authorization) =>
        authorization
            .AddPolicy(Handle, policy => policy.RequireRole(Roles.DisciplineOfficer))
            .AddPolicy(Decide, policy => policy.RequireRole(Roles.DisciplineReviewer))
            .AddPolicy(Work, policy => policy.RequireRole(Roles.DisciplineOfficer, Roles.DisciplineReviewer))
            .AddPolicy(
                Screen,
                policy =>
                    policy.RequireRole(
                        Roles.DisciplineOfficer,
                        Roles.DisciplineReviewer,
                        Roles.ZoneCoordinator,
                        Roles.NationalCoordinator
                    )
            );
}
