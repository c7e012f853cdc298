using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RegionNet.Discipline;

/// <summary>Parties, cases, lists and what is public of them.</summary>
internal static class CoreRegistration
{
    public static void AddCore(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Parties>();
    }

    public static void MapCore(this RouteGroupBuilder discipline) { }
}
