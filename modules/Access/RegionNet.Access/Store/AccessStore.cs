using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;

namespace RegionNet.Access.Store;

/// <summary>
/// The tables that ASP.NET Core Identity and OpenIddict need. The database is made by <c>Sql/*.sql</c>, never by this model;
/// a test compares the two. The module's own tables are not in it: they are read and written in SQL.
/// </summary>
internal sealed class AccessStore(DbContextOptions<AccessStore> options) : IdentityUserContext<Person, Guid>(options)
{
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.UseOpenIddict<Guid>();
        builder.Entity<Person>(person =>
        {
            person.ToTable("person");
            person.Property(p => p.UserName).IsRequired();
            person.Property(p => p.NormalizedUserName).IsRequired();
            person.Property(p => p.DisplayName).HasMaxLength(100);
            person.HasIndex(p => p.NormalizedUserName).IsUnique().HasDatabaseName("person_user_name");
            person.Ignore(p => p.Email).Ignore(p => p.NormalizedEmail).Ignore(p => p.EmailConfirmed);
            person.Ignore(p => p.PhoneNumber).Ignore(p => p.PhoneNumberConfirmed).Ignore(p => p.TwoFactorEnabled);
        });
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("person_claim");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("person_login");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("person_token");
        builder.Entity<OpenIddictEntityFrameworkCoreApplication<Guid>>().ToTable("oidc_application");
        builder.Entity<OpenIddictEntityFrameworkCoreAuthorization<Guid>>().ToTable("oidc_authorization");
        builder.Entity<OpenIddictEntityFrameworkCoreScope<Guid>>().ToTable("oidc_scope");
        builder.Entity<OpenIddictEntityFrameworkCoreToken<Guid>>().ToTable("oidc_token");
    }
}
