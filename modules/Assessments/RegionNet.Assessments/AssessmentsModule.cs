using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RegionNet.Kernel;

namespace RegionNet.Assessments;

/// <summary>Demonstration zones (知识产权保护示范区) from application to renewal: frameworks, rounds, evidence, marks, results.</summary>
public static class AssessmentsModule
{
    public const string Name = "assessments";

    public static ModuleMigration Migration { get; } =
        ModuleMigration.Of(
            Name,
            typeof(AssessmentsModule).Assembly,
            new DemonstrationZoneSeed(),
            new FrameworkSeed(),
            new SampleRounds(),
            new SamplePanel(),
            new SampleResults()
        );

    public static IHostApplicationBuilder AddAssessments(this IHostApplicationBuilder builder)
    {
        builder.AddModule(Name, (source, clock) => new AssessmentsDb(source, clock));
        builder.Services.AddValidation();
        builder.Services.AddAuthorizationBuilder().AddAssessmentsPolicies();
        builder.Services.AddSingleton<ZoneReach>();
        builder.Services.AddSingleton<ZoneViews>();
        builder.Services.AddSingleton<ReportFont>();
        if (builder.Configuration.Serves(Name))
        {
            builder.Services.AddHostedService<ReportWork>();
        }
        AddScanner(builder);
        if (builder.Configuration.Serves(Name))
        {
            builder.Services.AddHostedService<Reminders>();
        }
        return builder;
    }

    private static void AddScanner(IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<ScannerOptions>()
            .BindConfiguration(ScannerOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<ScannerOptions>>().Value);
        builder.Services.AddSingleton<IVirusScanner, ClamdScanner>();
        if (
            builder.Configuration.Serves(Name)
            && !string.IsNullOrEmpty(builder.Configuration[$"{ScannerOptions.Section}:Address"])
        )
        {
            builder.Services.AddHostedService<ScanEvidence>();
        }
    }

    public static void MapAssessments(this IEndpointRouteBuilder app)
    {
        var all = app.MapGroup("/api/assessments").WithTags("assessments");
        all.MapFrameworks();
        all.MapRounds();
        all.MapScoring();
        all.MapResults();
    }
}
