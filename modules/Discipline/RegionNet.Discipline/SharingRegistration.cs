using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RegionNet.Access.Contracts;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>Filings and their clusters; lists shared between zones, provinces and separated networks.</summary>
internal static class SharingRegistration
{
    public static void AddSharing(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services
            .AddAuthorizationBuilder()
            .AddPolicy(
                SharingPolicies.Grant,
                policy => policy.RequireRole(Roles.DisciplineOfficer, Roles.ZoneCoordinator, Roles.NationalCoordinator)
            )
            // Who receives says the subscription: a machine client need not hold any role of an officer.
            .AddPolicy(SharingPolicies.Receive, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(
                SharingPolicies.Trust,
                policy => policy.RequireRole(Roles.DisciplineReviewer, Roles.NationalCoordinator)
            );
        AddSigning(builder);
        builder.AddWebhookClient(DisciplineModule.Name, "Discipline:Webhooks");
        services.AddSingleton<ClusterLeads>();
        services.AddSingleton<FilingClusters>();
        services.AddSingleton<SubscriberDeltas>();
        services.AddSingleton<ListSignal>();
        services.AddSingleton<DeltaPush>();
        services.AddSingleton<SharingClocks>();
        services.AddEventHandler<ListingChanged, PushToProvince>(ListingChanged.Kind);
        if (builder.Configuration.Serves(DisciplineModule.Name))
        {
            services.AddHostedService(provider => provider.GetRequiredService<DeltaPush>());
            services.AddHostedService(provider => provider.GetRequiredService<SharingClocks>());
        }
    }

    public static void MapSharing(this RouteGroupBuilder discipline)
    {
        MapFilings(discipline);
        MapSubscriptions(discipline);
        MapProvinces(discipline);
        MapExchange(discipline);
    }

    /// <summary>In Production a process that serves the module does not start without the key.</summary>
    private static void AddSigning(IHostApplicationBuilder builder)
    {
        var published = builder.Environment.IsProduction() ? null : ExchangeOptions.PublishedKey;
        var options = builder
            .Services.AddOptions<ExchangeOptions>()
            .BindConfiguration(ExchangeOptions.Section)
            .PostConfigure(o => o.SigningKey ??= published)
            .ValidateDataAnnotations()
            .Validate(
                o => o.HasValidKeys,
                $"{ExchangeOptions.Section}:SigningKey must be 32 random bytes in base64 (openssl rand -base64 32), kept outside the database."
            );
        if (builder.Configuration.Serves(DisciplineModule.Name))
        {
            options.ValidateOnStart();
        }
        builder.Services.AddSingleton(services => new ListSigning(
            services.GetRequiredService<IOptions<ExchangeOptions>>().Value
        ));
    }

    private static void MapFilings(RouteGroupBuilder discipline)
    {
        var imports = discipline.MapGroup("/filing-imports").RequireAuthorization(DisciplinePolicies.Handle);
        imports.MapPost("", ImportFilings.Handle);
        imports.MapGet("/template", FilingTemplate.Handle);
        var clusters = discipline.MapGroup("/filing-clusters").RequireAuthorization(DisciplinePolicies.Screen);
        clusters.MapGet("", ListClusters.Handle);
        clusters.MapGet("/rules", ListClusters.Rules);
        clusters.MapGet("/{id:guid}/filings", ListClusters.Filings);
        clusters.MapPost("/{id:guid}/lead", RaiseLead.Handle).RequireAuthorization(DisciplinePolicies.Handle);
    }

    private static void MapSubscriptions(RouteGroupBuilder discipline)
    {
        var subscriptions = discipline.MapGroup("/subscriptions");
        subscriptions.MapGet("", Subscriptions.List).RequireAuthorization(SharingPolicies.Receive);
        subscriptions.MapPost("", Subscriptions.Grant).RequireAuthorization(SharingPolicies.Grant);
        subscriptions.MapPost("/{id:guid}/end", Subscriptions.End).RequireAuthorization(SharingPolicies.Grant);
        subscriptions.MapGet("/{id:guid}/deltas", ReadDeltas.Handle).RequireAuthorization(SharingPolicies.Receive);
        subscriptions
            .MapPost("/{id:guid}/acknowledgements", ConfirmDelta.Handle)
            .RequireAuthorization(SharingPolicies.Receive);
        subscriptions.MapPost("/{id:guid}/files", WriteExchangeFile.Handle).RequireAuthorization(SharingPolicies.Grant);
        discipline
            .MapGet("/entries/{id:guid}/clearance", ShowClearance.Handle)
            .RequireAuthorization(DisciplinePolicies.Screen);
        // By it anybody checks what this system signed.
        discipline.MapGet("/signing-keys", Keys).AllowAnonymous();
    }

    private static void MapProvinces(RouteGroupBuilder discipline)
    {
        discipline.MapGet("/province-tasks", ListProvinceTasks.Handle).RequireAuthorization(DisciplinePolicies.Screen);
        var tasks = discipline.MapGroup("/province-tasks/{id:guid}").RequireAuthorization(DisciplinePolicies.Handle);
        tasks.MapPost("/push", MoveProvinceTask.Push);
        tasks.MapPost("/publication", MoveProvinceTask.Publish);
        tasks.MapPost("/return", MoveProvinceTask.Return);
        tasks.MapPost("/clearance", MoveProvinceTask.Clear);
    }

    private static void MapExchange(RouteGroupBuilder discipline)
    {
        discipline
            .MapPost("/exchange-imports", ImportExchangeFile.Handle)
            .RequireAuthorization(DisciplinePolicies.Handle);
        var signers = discipline.MapGroup("/exchange-signers").RequireAuthorization(SharingPolicies.Trust);
        signers.MapGet("", ExchangeSigners.List);
        signers.MapPost("", ExchangeSigners.Add);
        signers.MapPost("/{keyId}/end", ExchangeSigners.End);
        var received = discipline.MapGroup("/received-lists").RequireAuthorization(DisciplinePolicies.Screen);
        received.MapGet("", ReceivedLists.List);
        received.MapGet("/{issuer}/{listCode}/entries", ReceivedLists.Entries);
    }

    /// <summary>GET /api/discipline/signing-keys: the public keys (RFC 7517) of deltas and exchange files.</summary>
    private static Ok<JsonWebKeys> Keys(ListSigning signing) => TypedResults.Ok(signing.Published);
}

internal static class SharingPolicies
{
    /// <summary>Grants and ends subscriptions, in the zones of the own scope.</summary>
    public const string Grant = "discipline.grant";

    /// <summary>Receives what a subscription gives; whose it is stands in its row.</summary>
    public const string Receive = "discipline.receive";

    /// <summary>Says whose exchange files are believed.</summary>
    public const string Trust = "discipline.trust";
}
