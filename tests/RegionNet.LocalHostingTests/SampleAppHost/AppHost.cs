// The same shape as the product's AppHost: servers, a task that runs once, replicas, a door.
var builder = DistributedApplication.CreateBuilder(args);

var database = builder.AddPostgres("postgres").AddDatabase("regionnet");
var redis = builder.AddRedis("redis");
var task = builder.AddProject<Projects.SampleTask>("task").WithReference(database).WaitFor(database);
var door = builder
    .AddProject<Projects.SampleService>("door")
    .WithHttpHealthCheck("/health")
    .WithExternalHttpEndpoints();
var app = builder
    .AddProject<Projects.SampleService>("app-x", launchProfileName: builder.Configuration["profile"] ?? "other")
    .WithReference(database)
    .WithReference(redis)
    .WithReference(door)
    .WaitFor(redis)
    .WaitForCompletion(task)
    .WithHttpHealthCheck("/health")
    .WithReplicas(2);
door.WithReference(app).WaitFor(app);

await builder.Build().RunAsync();
