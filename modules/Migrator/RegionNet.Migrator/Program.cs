using Npgsql;
using RegionNet.Kernel;
using RegionNet.Migrator;
using RegionNet.ServiceDefaults;

// Usage: RegionNet.Migrator                        migrate and exit
//        RegionNet.Migrator verify-audit [module]  check the audit chains; exit code 1 and the place if one is broken
var builder = Host.CreateApplicationBuilder(args);
builder.AddServiceDefaults();
using var host = builder.Build();
var logger = host.Services.GetRequiredService<ILogger<Program>>();
var administrator = ModuleConnection.Administrator(builder.Configuration);

if (args is ["verify-audit", ..])
{
    var broken = false;
    foreach (var module in Modules.All.Where(m => m.HasAudit && (args.Length < 2 || m.Schema == args[1])))
    {
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(administrator) { SearchPath = module.Schema }.ConnectionString
        );
        var verification = await AuditChain.Verify(source, CancellationToken.None);
        broken |= verification.BrokenAt is not null;
        Console.WriteLine(
            verification.BrokenAt is { } at
                ? $"{module.Schema}: broken at entry {at}: {verification.Problem}"
                : $"{module.Schema}: {verification.Entries} entries, chain intact, {verification.Pending} not chained yet"
        );
    }
    return broken ? 1 : 0;
}

await SchemaMigration.Run(
    administrator,
    Modules.All,
    builder.Environment.IsDevelopment(),
    logger,
    CancellationToken.None
);
return 0;
