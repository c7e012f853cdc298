using Microsoft.Extensions.DependencyInjection;
using RegionNet.Access.Contracts;

namespace RegionNet.Hearings;

internal static class HearingsPolicies
{
    /// <summary>Sees rooms and the board. What of a session is visible depends on the organisation (see SessionView).</summary>
    public const string Read = "hearings.read";

    /// <summary>Books for the own organisation and cancels what it booked.</summary>
    public const string Book = "hearings.book";

    /// <summary>Keeps the rooms of the own centre.</summary>
    public const string ManageRooms = "hearings.manage-rooms";

    /// <summary>Sees and replays deliveries of webhooks: of the own organisation, or the dead ones of all.</summary>
    public const string SeeDeliveries = "hearings.see-deliveries";

    /// <summary>Who meets <see cref="Read"/>.</summary>
    public static readonly string[] Readers =
    [
        Roles.CentreClerk,
        Roles.CourtClerk,
        Roles.RoomManager,
        Roles.CentreDirector,
        Roles.ZoneCoordinator,
        Roles.NationalCoordinator,
    ];

    /// <summary>Proposes to displace a session of the own centre.</summary>
    public const string Displace = "hearings.displace";

    /// <summary>Decides on it as the second person.</summary>
    public const string DecideDisplacement = "hearings.decide-displacement";

    public static void AddHearingsPolicies(this IServiceCollection services) =>
        services
            .AddAuthorizationBuilder()
            .AddPolicy(Read, policy => policy.RequireRole(Readers))
            .AddPolicy(Book, policy => policy.RequireRole(Roles.CentreClerk, Roles.CourtClerk))
            .AddPolicy(ManageRooms, policy => policy.RequireRole(Roles.RoomManager))
            .AddPolicy(Displace, policy => policy.RequireRole(Roles.CentreDirector))
            .AddPolicy(DecideDisplacement, policy => policy.RequireRole(Roles.CentreDirector, Roles.RoomManager))
            .AddPolicy(SeeDeliveries, policy => policy.RequireRole(Roles.RoomManager, Roles.SystemAdministrator));
}
