using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <summary>Circulated commendations (通报表扬): quotas, nominations, publicity, approval, certificates.</summary>
public static class CommendationsModule
{
    public const string Name = "commendations";

    public static ModuleMigration Migration { get; } = ModuleMigration.Of(Name, typeof(CommendationsModule).Assembly);

    public static IHostApplicationBuilder AddCommendations(this IHostApplicationBuilder builder)
    {
        builder.AddModule(Name, (source, clock) => new CommendationsDb(source, clock));
        builder.Services.AddValidation();
        return builder;
    }

    public static void MapCommendations(this IEndpointRouteBuilder app) { }
}
