using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;
using RegionNet.Zones.Directory;
using RegionNet.Zones.Liaison;
using RegionNet.Zones.Reference;

namespace RegionNet.Zones;

/// <summary>Cooperation zones, their members, the organisations they cover, and liaison bodies and officers.</summary>
public static class ZonesModule
{
    public const string Name = "zones";

    /// <summary>Schema, role and reference data, for the Migrator.</summary>
    public static ModuleMigration Migration { get; } =
        ModuleMigration.Of(Name, typeof(ZonesModule).Assembly, new ReferenceDataSeed(TimeProvider.System));

    /// <summary>
    /// The directory of zones for every process. In Production one that serves the module does not start without
    /// <c>Zones:PersonalDataKey</c> (see <see cref="SealingOptions"/>).
    /// </summary>
    public static void AddZones(this IHostApplicationBuilder builder)
    {
        builder.AddModule(Name, (source, clock) => new ZonesDb(source, clock));
        builder.Services.AddSingleton<IZoneDirectory, ZoneDirectory>();
        builder.Services.AddSingleton<IDutyRoster, DutyRoster>();
        // Called here and not only in the host: the source generator sees the request records of its own assembly alone.
        builder.Services.AddValidation();
        builder.Services.AddAuthorizationBuilder().AddZonesPolicies();
        builder.AddSealing(Name, "Zones", key => new PersonalData(key));
    }

    public static void MapZones(this IEndpointRouteBuilder app)
    {
        var zones = app.MapGroup("/api/zones").WithTags("zones").RequireAuthorization(ZonesPolicies.Read);
        zones.MapGet("", ListZones.Handle);
        zones.MapGet("/{code}", GetZone.Handle);
        zones.MapGet("/{code}/liaison", GetLiaison.Handle);

        var organisations = app.MapGroup("/api/organisations")
            .WithTags("organisations")
            .RequireAuthorization(ZonesPolicies.Read);
        organisations.MapGet("", ListOrganisations.Handle);
        organisations.MapGet("/{id:guid}", GetOrganisation.Handle);

        var liaison = app.MapGroup("/api/zones/{code}").WithTags("zones").RequireAuthorization(ZonesPolicies.Liaison);
        liaison.MapPost("/liaison-bodies", AddLiaisonBody.Handle);
        liaison.MapPost("/liaison-bodies/{id:guid}/officers", AddLiaisonOfficer.Handle);
        liaison.MapPost("/liaison-officers/{id:guid}/end", EndLiaisonOfficer.Handle);
        liaison.MapPost("/liaison-officers/{id:guid}/reveal", RevealLiaisonOfficer.Handle);
        liaison.MapPut("/liaison-officers/{id:guid}/account", NameAccount.Handle);
        liaison.MapPost("/liaison-officers/{id:guid}/absences", Absences.Add);
        liaison.MapPost("/liaison-absences/{id:guid}/lifting", Absences.Lift);
    }
}
