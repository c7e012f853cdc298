using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using RegionNet.ServiceDefaults;

namespace RegionNet.Kernel;

/// <summary>Reference data of a module, loaded by the Migrator as the schema's owner after the scripts. Idempotent.</summary>
public interface IModuleSeed
{
    /// <param name="development">Demo accounts and sample rooms are for Development only.</param>
    Task Load(NpgsqlConnection connection, bool development, CancellationToken ct);
}

/// <summary>What the Migrator does for a schema.</summary>
/// <param name="Schema">Schema and, with the prefix <c>regionnet_</c>, login role.</param>
/// <param name="Scripts">Assemblies with embedded <c>Sql/*.sql</c>, run once each: assembly by assembly, by name.</param>
public sealed record ModuleMigration(
    string Schema,
    IReadOnlyList<Assembly> Scripts,
    params IReadOnlyList<IModuleSeed> Seeds
)
{
    /// <summary>A module: the Kernel's tables first, then its own.</summary>
    public static ModuleMigration Of(string module, Assembly scripts, params IReadOnlyList<IModuleSeed> seeds) =>
        new(module, [typeof(ModuleMigration).Assembly, scripts], seeds);

    public bool HasAudit => Scripts.Contains(typeof(ModuleMigration).Assembly);
}

public static class ModuleRegistration
{
    /// <summary>
    /// Whether this process serves the module's endpoints and workers: all, unless <c>Modules:Serve</c> names some. A
    /// process can run every module's read-only contract queries all the same.
    /// </summary>
    public static bool Serves(this IConfiguration configuration, string module) =>
        configuration["Modules:Serve"] is not { Length: > 0 } served
        || served.Split(',', StringSplitOptions.TrimEntries).Contains(module);

    /// <summary>Gives a module its database and, where it is served, its outbox relay, its housekeeping and its audit's chain.</summary>
    /// <param name="create">Makes the module's <see cref="Db"/> from the connections of its own role.</param>
    public static void AddModule<TDb>(
        this IHostApplicationBuilder builder,
        string module,
        Func<NpgsqlDataSource, TimeProvider, TDb> create
    )
        where TDb : Db
    {
        var name = $"regionnet-{module}";
        builder.Configuration[$"ConnectionStrings:{name}"] = ModuleConnection.String(builder.Configuration, module);
        builder.AddKeyedNpgsqlDataSource(name);
        builder.Services.AddSingleton(services =>
            create(
                services.GetRequiredKeyedService<NpgsqlDataSource>(name),
                services.GetRequiredService<TimeProvider>()
            )
        );
        builder.Services.AddKeyedSingleton<Db>(module, (services, _) => services.GetRequiredService<TDb>());
        if (builder.Configuration.Serves(module))
        {
            // Not AddHostedService: it would keep only the first of each kind in the process.
            builder.Services.AddSingleton<IHostedService>(services => new AuditChaining(
                services.GetRequiredService<TDb>(),
                module,
                services.GetRequiredService<TimeProvider>(),
                services.GetRequiredService<ILogger<AuditChaining>>()
            ));
            builder.Services.AddKeyedSingleton(
                module,
                (services, _) =>
                    new OutboxRelay(
                        services.GetRequiredService<TDb>(),
                        module,
                        services.GetServices<EventSubscription>(),
                        services,
                        services.GetRequiredService<TimeProvider>(),
                        services.GetRequiredService<ILogger<OutboxRelay>>()
                    )
            );
            builder.Services.AddSingleton<IHostedService>(services =>
                services.GetRequiredKeyedService<OutboxRelay>(module)
            );
            builder
                .Services.AddOptions<HousekeepingOptions>()
                .BindConfiguration(HousekeepingOptions.Section)
                .ValidateDataAnnotations()
                .ValidateOnStart();
            builder.Services.AddSingleton<IHostedService>(services => new EventHousekeeping(
                services.GetRequiredService<TDb>(),
                [.. services.GetKeyedServices<Db>(KeyedService.AnyKey)],
                services.GetRequiredService<IOptions<HousekeepingOptions>>(),
                services.GetRequiredService<TimeProvider>(),
                services.GetRequiredService<ILogger<EventHousekeeping>>()
            ));
            builder
                .Services.AddHealthChecks()
                .Add(
                    new HealthCheckRegistration(
                        $"relay-{module}",
                        services => new RelayHealth(services.GetRequiredKeyedService<OutboxRelay>(module)),
                        HealthStatus.Degraded,
                        tags: null
                    )
                );
        }
    }
}
