// The whole topology, written to Aspire's public API and nothing else: the same file runs on LocalHosting/ and on the genuine
// packages (docs/adr/0002). --topology monolith (default): one `app` with two replicas serves every module.
// --topology split: one resource per module from the same binary; its launch profile names the module it serves.
var builder = DistributedApplication.CreateBuilder(args);

var resources = (builder.Configuration["topology"] ?? "monolith") switch
{
    "monolith" => new[] { (Name: "app", Profile: "http", Replicas: 2) },
    "split" =>
    [
        (Name: "access", Profile: "access", Replicas: 1),
        (Name: "zones", Profile: "zones", Replicas: 1),
        (Name: "hearings", Profile: "hearings", Replicas: 1),
        (Name: "alerts", Profile: "alerts", Replicas: 1),
        (Name: "discipline", Profile: "discipline", Replicas: 1),
        (Name: "commendations", Profile: "commendations", Replicas: 1),
        (Name: "assessments", Profile: "assessments", Replicas: 1),
    ],
    _ => [],
};

if (resources.Length == 0)
{
    Console.Error.WriteLine($"--topology is monolith or split, not '{builder.Configuration["topology"]}'.");
    Environment.ExitCode = 2;
    return;
}

var database = builder.AddPostgres("postgres").AddDatabase("regionnet");
var redis = builder.AddRedis("redis");

var migrator = builder.AddProject<Projects.RegionNet_Migrator>("migrator").WithReference(database).WaitFor(database);

var gateway = builder
    .AddProject<Projects.RegionNet_Gateway>("gateway", launchProfileName: "http")
    .WithReference(database)
    .WaitForCompletion(migrator)
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints();

foreach (var (name, profile, replicas) in resources)
{
    var app = builder
        .AddProject<Projects.RegionNet_App>(name, launchProfileName: profile)
        .WithReference(database)
        .WithReference(redis)
        .WithReference(gateway) // its public address is the issuer's; the gateway itself starts later
        .WaitFor(redis)
        .WaitForCompletion(migrator)
        .WithHttpHealthCheck("/health")
        .WithReplicas(replicas);
    gateway.WithReference(app).WaitFor(app);
}

await builder.Build().RunAsync();
