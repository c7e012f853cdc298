using Microsoft.AspNetCore.Identity;

namespace RegionNet.Access.Store;

/// <summary>
/// Somebody with an account. The columns of ASP.NET Core Identity that this module does not use (e-mail, telephone, its own
/// second factor) are ignored by the model, so that the table has none of them.
/// </summary>
internal sealed class Person : IdentityUser<Guid>
{
    /// <summary>The person's name as colleagues know it.</summary>
    public string DisplayName { get; set; } = "";

    /// <summary>The organisation for which the person acts; its row lives in the module Zones.</summary>
    public Guid OrganisationId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Set by a security administrator; unlike <see cref="IdentityUser{TKey}.LockoutEnd"/> it ends running sessions.</summary>
    public DateTimeOffset? LockedAt { get; set; }
}
