// A service for the tests. Its launch profile or the environment says how it behaves.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
var app = builder.Build();

if (Environment.GetEnvironmentVariable("SAMPLE_FAIL") is { } code)
{
    Console.WriteLine("sample: told to fail");
    return int.Parse(code);
}

app.MapGet("/health", () => "ok");
app.MapGet("/environment", () => Environment.GetEnvironmentVariables());
app.MapGet("/exit/{code:int}", (int code) => Environment.Exit(code));
app.Lifetime.ApplicationStopped.Register(() =>
    Console.WriteLine($"sample: stopped at {TimeProvider.System.GetTimestamp()}")
);
Console.WriteLine($"sample: started at {TimeProvider.System.GetTimestamp()}");
await app.RunAsync();
return 0;
