using RegionNet.Kernel;

namespace RegionNet.Zones.Liaison;

/// <summary>The zones whose liaison exists for a caller; any other zone is answered as one that does not exist.</summary>
internal sealed record ZoneScope(string Code, string[] Zones, bool AllZones, DateOnly Today)
{
    /// <summary>A condition on <c>zone z</c>.</summary>
    public const string Condition = "z.code = @Code and (@AllZones or z.code = any(@Zones)) and z.validity @> @Today";

    public static ZoneScope ToRead(CurrentUser user, string code, TimeProvider clock) =>
        new(code, [.. user.Zones], user.AllZones, clock.Today());

    /// <summary>Writing, and revealing, takes a grant for the zone: lying in it is not enough.</summary>
    public static ZoneScope ToWrite(CurrentUser user, string code, TimeProvider clock) =>
        new(code, [.. user.GrantedZones], user.AllZones, clock.Today());

    public async Task<bool> Exists(Tx tx) =>
        await tx.QueryOne<bool>($"select exists (select from zone z where {Condition})", this);
}
