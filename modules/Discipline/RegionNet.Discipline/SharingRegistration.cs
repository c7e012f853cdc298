using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RegionNet.Discipline;

/// <summary>Filings and their clusters; lists shared between zones, provinces and separated networks.</summary>
internal static class SharingRegistration
{
    public static void AddSharing(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FilingClusters>();
    }

    public static void MapSharing(this RouteGroupBuilder discipline)
    {
        var filings = discipline.MapGroup("").RequireAuthorization(DisciplinePolicies.Handle);
        filings.MapPost("/filing-imports", ImportFilings.Handle);
        filings.MapGet("/filing-imports/template", FilingTemplate.Handle);
        var clusters = discipline.MapGroup("/filing-clusters").RequireAuthorization(DisciplinePolicies.Screen);
        clusters.MapGet("", ListClusters.Handle);
        clusters.MapGet("/rules", ListClusters.Rules);
        clusters.MapGet("/{id:guid}/filings", ListClusters.Filings);
    }
}
