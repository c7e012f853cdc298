using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Commendations;

/// <summary>Circulated commendations (通报表扬): quotas, nominations, publicity, approval, certificates.</summary>
public static class CommendationsModule
{
    public const string Name = "commendations";

    public static ModuleMigration Migration { get; } =
        ModuleMigration.Of(Name, typeof(CommendationsModule).Assembly, new SampleRound());

    public static IHostApplicationBuilder AddCommendations(this IHostApplicationBuilder builder)
    {
        builder.AddModule(Name, (source, clock) => new CommendationsDb(source, clock));
        builder.AddSealing(Name, "Commendations", key => new CommendationsSealing(key));
        builder.Services.AddValidation();
        builder.Services.AddAuthorizationBuilder().AddCommendationsPolicies();
        builder.Services.AddSingleton<Nominees>();
        builder.Services.AddSingleton<NominationViews>();
        builder.Services.AddSingleton<ListingGate>();
        builder.Services.AddSingleton<Objectors>();
        builder.Services.AddSingleton<CertificateFont>();
        builder.Services.AddEventHandler<ListingChanged, OnListingChanged>(ListingChanged.Kind);
        return builder;
    }

    public static void MapCommendations(this IEndpointRouteBuilder app)
    {
        var all = app.MapGroup("/api/commendations").WithTags("commendations");
        MapPublic(all.MapGroup("/public").AllowAnonymous());

        var read = all.MapGroup("").RequireAuthorization(CommendationsPolicies.Read);
        read.MapGet("/rounds", Rounds.List);
        read.MapGet("/rounds/{id:guid}/quotas", Quotas.List);
        read.MapGet("/nominations", ListNominations.Handle);
        read.MapGet("/nominations/export", ExportNominations.Handle);
        read.MapGet("/nominations/{id:guid}", ShowNomination.Handle);
        read.MapGet("/nominations/{id:guid}/steps", ShowNomination.ListSteps);
        read.MapPost("/nominations/{id:guid}/reveal", ShowNomination.Reveal);
        read.MapGet("/nominations/{id:guid}/certificates", Certificates.List);
        read.MapGet("/certificates/{id:guid}", Certificates.Download);
        read.MapGet("/reviews", ReviewDecisions.List);
        // Whose objection it is says the notice: the unit's or the organiser's.
        read.MapGet("/objections", Objections.List);
        read.MapPost("/nominations/{id:guid}/objections", Objections.Record);
        read.MapPost("/objections/{id:guid}/answer", Objections.Answer);
        read.MapPost("/objections/{id:guid}/reveal", Objections.Reveal);

        var unit = all.MapGroup("/nominations").RequireAuthorization(CommendationsPolicies.Nominate);
        unit.MapPost("", DraftNomination.Create);
        unit.MapPut("/{id:guid}", DraftNomination.Change);
        unit.MapPost("/{id:guid}/submission", SubmitNomination.Handle);
        unit.MapPost("/{id:guid}/unit-notice", UnitNotice.Open);
        unit.MapPost("/{id:guid}/recommendation", UnitNotice.Recommend);
        unit.MapPost("/{id:guid}/withdrawal", EndNomination.Withdraw);

        all.MapPost("/nominations/{id:guid}/provincial-review", ProvincialReview.Handle)
            .RequireAuthorization(CommendationsPolicies.Review);

        var organise = all.MapGroup("").RequireAuthorization(CommendationsPolicies.Organise);
        organise.MapPost("/rounds", Rounds.Open);
        organise.MapPut("/quotas/{id:guid}", Quotas.Set);
        organise.MapPost("/nominations/{id:guid}/eligibility-check", EligibilityCheck.Handle);
        organise.MapPost("/nominations/{id:guid}/joint-review", JointReview.Handle);
        organise.MapPost("/nominations/{id:guid}/rejection", EndNomination.Reject);
        organise.MapPost("/public-notices", PublicNotice.Open);
        organise.MapPost("/approvals", Approval.Approve);
        organise.MapPost("/announcements", Approval.Announce);
        organise.MapPost("/reviews/{id:guid}/decision", ReviewDecisions.Decide);
        organise.MapPost("/nominations/{id:guid}/certificates", Certificates.Issue);
    }

    /// <summary>For everybody; the gateway limits them by address.</summary>
    private static void MapPublic(RouteGroupBuilder open)
    {
        open.MapGet("/notices", PublicNotices.List);
        open.MapPost("/notices/{id:guid}/objections", PublicNotices.Object);
        open.MapGet("/commendations", PublicCommendations.List);
        open.MapGet("/certificates/{code}", VerifyCertificate.Handle);
    }
}
