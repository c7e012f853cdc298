using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RegionNet.Hearings;

internal static class FeedRegistration
{
    public static void AddFeeds(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FeedTokens>();
        builder.Services.AddSingleton<FeedEvents>();
    }

    public static void MapFeeds(this RouteGroupBuilder hearings)
    {
        hearings.MapPost("/feeds", Feeds.Create).RequireAuthorization(HearingsPolicies.Read);
        hearings.MapGet("/feeds", Feeds.List).RequireAuthorization(HearingsPolicies.Read);
        hearings.MapPost("/feeds/{id:guid}/revocation", Feeds.Revoke).RequireAuthorization(HearingsPolicies.Read);
        // A calendar can't sign in: the token stands for its owner, who is looked up anew each time.
        hearings.MapGet("/feeds/{token}.ics", ReadFeed.Handle).AllowAnonymous();
        hearings
            .MapGet("/rooms/{id:guid}/availability.ics", RoomAvailability.Handle)
            .RequireAuthorization(HearingsPolicies.Read);
    }
}
