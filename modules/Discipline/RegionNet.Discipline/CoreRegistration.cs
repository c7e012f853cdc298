using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RegionNet.Discipline.Contracts;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>Parties, cases, lists and what is public of them.</summary>
internal static class CoreRegistration
{
    public static void AddCore(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Parties>();
        builder.Services.AddSingleton<CaseFacts>();
        builder.Services.AddSingleton<CaseSteps>();
        builder.Services.AddSingleton<CaseClocks>();
        if (builder.Configuration.Serves(DisciplineModule.Name))
        {
            builder.Services.AddHostedService(provider => provider.GetRequiredService<CaseClocks>());
        }
        builder.Services.AddSingleton<CaseViews>();
        builder.Services.AddSingleton<CaseDesk>();
        builder.Services.AddSingleton<ListFeed>();
        builder.Services.AddSingleton<IDisciplineRecords, DisciplineRecords>();
    }

    public static void MapCore(this RouteGroupBuilder discipline)
    {
        discipline.MapGet("/rules", ListRules.Handle).RequireAuthorization(DisciplinePolicies.Screen);
        MapCases(discipline);
        MapLists(discipline);
        MapParties(discipline);
    }

    private static void MapParties(RouteGroupBuilder discipline)
    {
        var parties = discipline.MapGroup("/parties/{id:guid}");
        parties.MapGet("", ShowParty.Handle).RequireAuthorization(DisciplinePolicies.Screen);
        parties.MapPost("/reveal", RevealParty.Handle).RequireAuthorization(DisciplinePolicies.Work);
        parties.MapPost("/name", RenameParty.Handle).RequireAuthorization(DisciplinePolicies.Handle);
    }

    private static void MapLists(RouteGroupBuilder discipline)
    {
        var lists = discipline.MapGroup("/lists/{code}").RequireAuthorization(DisciplinePolicies.Screen);
        lists.MapGet("/entries", ReadList.Handle);
        lists.MapGet("/changes", ReadFeed.Changes);
        lists.MapGet("/snapshot", ReadFeed.Snapshot);
        lists.MapGet("/export", ExportList.Handle);
        discipline.MapGet("/entries/{id:guid}", ShowEntry.Handle).RequireAuthorization(DisciplinePolicies.Screen);
        var open = discipline.MapGroup("/public").AllowAnonymous();
        open.MapGet("/lists", PublicLists.Handle);
        open.MapGet("/lists/{code}/entries", ReadList.Public);
        open.MapGet("/lists/{code}/export", ExportList.Public);
        open.MapGet("/entries/{id:guid}", ShowEntry.Public);
    }

    private static void MapCases(RouteGroupBuilder discipline)
    {
        var cases = discipline.MapGroup("/cases");
        cases.MapGet("", ListCases.Handle).RequireAuthorization(DisciplinePolicies.Work);
        cases.MapPost("", OpenCase.Handle).RequireAuthorization(DisciplinePolicies.Handle);
        cases.MapPost("/of-person", FindCasesOfPerson.Handle).RequireAuthorization(DisciplinePolicies.Work);
        cases.MapGet("/{id:guid}", ShowCase.Handle).RequireAuthorization(DisciplinePolicies.Work);
        cases.MapPost("/{id:guid}/documents", AddDocument.Handle).RequireAuthorization(DisciplinePolicies.Work);
        cases
            .MapGet("/{id:guid}/documents/{documentId:guid}", AddDocument.Read)
            .RequireAuthorization(DisciplinePolicies.Work);
        cases.MapPost("/{id:guid}/verification", VerifyCase.Handle).RequireAuthorization(DisciplinePolicies.Handle);
        cases.MapPost("/{id:guid}/dropping", DropCase.Handle).RequireAuthorization(DisciplinePolicies.Handle);
        cases.MapPost("/{id:guid}/proposal", ProposeListing.Handle).RequireAuthorization(DisciplinePolicies.Handle);
        cases.MapPost("/{id:guid}/return", ReturnCase.Handle).RequireAuthorization(DisciplinePolicies.Decide);
        cases.MapPost("/{id:guid}/service", ServeNotice.Handle).RequireAuthorization(DisciplinePolicies.Handle);
        cases.MapPost("/{id:guid}/statement", HearParty.Statement).RequireAuthorization(DisciplinePolicies.Handle);
        cases.MapPost("/{id:guid}/waiver", HearParty.Waive).RequireAuthorization(DisciplinePolicies.Handle);
        cases.MapPost("/{id:guid}/hearing", HearParty.Hearing).RequireAuthorization(DisciplinePolicies.Handle);
        cases.MapPost("/{id:guid}/decision", DecideCase.Handle).RequireAuthorization(DisciplinePolicies.Decide);
        cases
            .MapPost("/{id:guid}/undetermined", LeaveUndetermined.Handle)
            .RequireAuthorization(DisciplinePolicies.Work);
        cases.MapPost("/{id:guid}/publication", PublishListing.Handle).RequireAuthorization(DisciplinePolicies.Handle);
        cases.MapPost("/{id:guid}/flags", SetFlag.Handle).RequireAuthorization(DisciplinePolicies.Handle);
        cases.MapPost("/{id:guid}/repair", RepairCase.Apply).RequireAuthorization(DisciplinePolicies.Handle);
        cases
            .MapPost("/{id:guid}/repair/acceptance", RepairCase.Accept)
            .RequireAuthorization(DisciplinePolicies.Handle);
        cases.MapPost("/{id:guid}/repair/decision", RepairCase.Decide).RequireAuthorization(DisciplinePolicies.Decide);
        cases.MapPost("/{id:guid}/endings", EndListing.Propose).RequireAuthorization(DisciplinePolicies.Handle);
        cases.MapPost("/{id:guid}/endings/decision", EndListing.Decide).RequireAuthorization(DisciplinePolicies.Decide);
    }
}
