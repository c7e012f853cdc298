using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RegionNet.Hearings;

/// <summary>Cause lists and doors: what is open to everybody, by law or by a signed link.</summary>
internal static class PublicRegistration
{
    public static void AddPublicPages(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DoorTokens>();
        builder.Services.AddSingleton<DoorPage>();
    }

    public static void MapPublicPages(this RouteGroupBuilder hearings)
    {
        hearings.MapGet("/public/causes", CauseCentres.List).AllowAnonymous();
        hearings.MapGet("/public/causes/{centre:guid}/{day}", CauseList.Show).AllowAnonymous();
        hearings.MapGet("/public/causes/{centre:guid}/{day}/versions", CauseList.Versions).AllowAnonymous();
        hearings.MapGet("/doors/{token:maxlength(96)}", DoorPage.Handle).AllowAnonymous();
        hearings.MapPost("/doors/{token:maxlength(96)}/check-in", DoorCheckIn.Handle).AllowAnonymous();
        hearings.MapGet("/rooms/{id:guid}/doors", Doors.List).RequireAuthorization(HearingsPolicies.ManageRooms);
        hearings.MapPost("/rooms/{id:guid}/doors", Doors.Add).RequireAuthorization(HearingsPolicies.ManageRooms);
        hearings
            .MapPost("/doors/{id:guid}/revocation", Doors.Revoke)
            .RequireAuthorization(HearingsPolicies.ManageRooms);
    }
}
