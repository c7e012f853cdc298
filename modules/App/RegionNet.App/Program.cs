using Microsoft.AspNetCore.HttpOverrides;
using RegionNet.Access;
using RegionNet.Access.Contracts;
using RegionNet.Alerts;
using RegionNet.Assessments;
using RegionNet.Commendations;
using RegionNet.Discipline;
using RegionNet.Hearings;
using RegionNet.Kernel;
using RegionNet.Zones;

// Composes the modules; Modules:Serve says whose endpoints and workers run in this process (all, if it is not set).
const string ReadAudit = "app.read-audit";

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.Services.AddKernelWeb();
builder.Services.AddOpenApi();
builder.AddZones();
builder.AddAccess();
builder.AddHearings();
builder.AddAlerts();
builder.AddDiscipline();
builder.AddCommendations();
builder.AddAssessments();
builder.Services.AddAuthorizationBuilder().AddPolicy(ReadAudit, policy => policy.RequireRole(Roles.AuditAdministrator));
builder.Services.Configure<ForwardedHeadersOptions>(options =>
{
    // Not the host: what depends on the public address takes it from configuration, never from a request.
    options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
    // The gateway is on this machine or in the same private network, wherever the system is deployed.
    foreach (var network in (string[])["127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"])
    {
        options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
    }
});

var app = builder.Build();
app.UseForwardedHeaders();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseAuthentication();
app.UseCurrentUser();
app.UseAuthorization();
app.MapDefaultEndpoints();
app.MapOpenApi().AllowAnonymous();

Serve(AccessModule.Name, app.MapAccess);
Serve(ZonesModule.Name, app.MapZones);
Serve(HearingsModule.Name, app.MapHearings);
Serve(AlertsModule.Name, app.MapAlerts);
Serve(DisciplineModule.Name, app.MapDiscipline);
Serve(CommendationsModule.Name, app.MapCommendations);
Serve(AssessmentsModule.Name, app.MapAssessments);

// Without this the fallback policy would answer 403 to an address that does not exist.
app.MapFallback(() => KernelErrors.NotFound.ToResult()).AllowAnonymous();

await app.RunAsync();

void Serve(string module, Action map)
{
    if (app.Configuration.Serves(module))
    {
        map();
        app.MapAudit(module, ReadAudit);
    }
}
