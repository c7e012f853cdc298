using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>Screening one at a time and in batches, watches, decisions about candidates.</summary>
internal static class ScreeningRegistration
{
    public static void AddScreening(this IHostApplicationBuilder builder)
    {
        builder.Services.AddEventHandler<ListingChanged, OnListingChanged>(ListingChanged.Kind);
        builder.Services.AddEventHandler<ListingChanged, OnDecidedListingChanged>(ListingChanged.Kind);
        if (builder.Configuration.Serves(DisciplineModule.Name))
        {
            builder.Services.AddHostedService<BatchWorker>();
        }
    }

    public static void MapScreening(this RouteGroupBuilder discipline)
    {
        var screening = discipline.MapGroup("").RequireAuthorization(DisciplinePolicies.Screen);
        screening.MapGet("/screening", ScreenParty.ByName);
        screening.MapPost("/screening", ScreenParty.ById);
        screening.MapGet("/batches", BatchResults.List);
        screening.MapPost("/batches", ScreenBatch.Start);
        screening.MapGet("/batches/{id:guid}", BatchResults.Show);
        screening.MapGet("/batches/{id:guid}/hits", BatchResults.Hits);
        screening.MapGet("/batches/{id:guid}/result", BatchResults.Download);
        screening.MapPost("/batches/{id:guid}/replay", ScreenBatch.Replay);
        screening.MapGet("/false-positives", FalsePositives.List);
        screening.MapPost("/false-positives", FalsePositives.Decide);
        screening.MapPost("/false-positives/{id:guid}/withdrawal", FalsePositives.Withdraw);
        screening.MapGet("/watches", Watches.List);
        screening.MapPost("/watches", Watches.Add);
        screening.MapPost("/watches/import", ImportWatches.Handle);
        screening.MapPost("/watches/{id:guid}/end", Watches.End);
        screening.MapGet("/watches/{id:guid}/hits", Watches.Hits);
    }
}
