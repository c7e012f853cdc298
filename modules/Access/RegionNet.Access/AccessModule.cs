using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using RegionNet.Access.Contracts;
using RegionNet.Access.Pages;
using RegionNet.Access.People;
using RegionNet.Access.Seed;
using RegionNet.Access.SignIn;
using RegionNet.Access.Store;
using RegionNet.Access.Tokens;
using RegionNet.Access.Users;
using RegionNet.Kernel;

namespace RegionNet.Access;

/// <summary>People, what they may do, and how they prove who they are.</summary>
public static class AccessModule
{
    public const string Name = "access";

    /// <summary>What the Migrator does for this module.</summary>
    public static ModuleMigration Migration { get; } =
        new(
            Name,
            [
                typeof(ModuleMigration).Assembly,
                typeof(ServiceDefaults.ModuleConnection).Assembly,
                typeof(AccessModule).Assembly,
            ],
            new FirstAdministrators(Environment.GetEnvironmentVariable(FirstAdministrators.PasswordVariable)),
            new DemoAccounts()
        );

    /// <summary>
    /// In every process: validation of bearer tokens and <see cref="ICurrentUserSource"/>. Where the module is served: the issuer and
    /// the account pages too.
    /// </summary>
    public static void AddAccess(this IHostApplicationBuilder builder)
    {
        builder.AddModule(Name, (source, clock) => new AccessDb(source, clock));
        builder.Services.AddSingleton<SigningKeys>();
        builder.Services.AddHostedService(services => services.GetRequiredService<SigningKeys>());
        TokenValidation.Add(builder);
        builder.Services.AddSingleton<CurrentUserSource>();
        builder.Services.AddSingleton<ICurrentUserSource>(services => services.GetRequiredService<CurrentUserSource>());
        builder.Services.AddSingleton<IPeople, Users.People>();
        AccessPolicies.Add(builder.Services.AddAuthorizationBuilder());
        if (builder.Configuration.Serves(Name))
        {
            AddServed(builder);
        }
    }

    /// <summary>The endpoints of the module; call it only where the module is served.</summary>
    public static void MapAccess(this IEndpointRouteBuilder app)
    {
        ConnectEndpoints.Map(app);
        AccountPages.Map(app);
        var access = app.MapGroup("/api/access").WithTags("access");
        access.MapGet("/me", GetMe.Handle).RequireAuthorization(AccessPolicies.SignedIn);
        access.MapGet("/people", ListPeople.Handle).RequireAuthorization(AccessPolicies.ReadPeople);
        var accounts = access.MapGroup("").RequireAuthorization(AccessPolicies.KeepAccounts);
        accounts.MapPost("/people", CreatePerson.Handle);
        accounts.MapPost("/people/{id:guid}/outside-logins", OutsideLogins.Link);
        accounts.MapPost("/machine-clients", MachineClients.Create);
        accounts.MapPost("/machine-clients/{clientId}/end", MachineClients.End);
        var grants = access.MapGroup("/people/{id:guid}").RequireAuthorization(AccessPolicies.GrantRoles);
        grants.MapPost("/roles", RoleGrants.Grant);
        grants.MapPost("/roles/revoke", RoleGrants.Revoke);
        grants.MapPost("/lock", Locks.Lock);
        grants.MapPost("/unlock", Locks.Unlock);
        grants.MapPost("/password", Locks.ResetPassword);
        grants.MapPost("/second-factor/removal", Locks.RemoveSecondFactor);
    }

    private static void AddServed(IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.AddPostgresDataProtection(Name);
        services.AddDbContextPool<AccessStore>(
            (provider, options) =>
                StoreOptions(options, provider.GetRequiredKeyedService<NpgsqlDataSource>($"regionnet-{Name}"))
        );
        AddIdentity(services);
        AccountSession.Add(services);
        services.AddSingleton<FailureCount>();
        services.AddSingleton<SecondFactor>();
        services.AddScoped<PasswordSignIn>();
        IssuerServer.Add(builder);
        services.AddSingleton<IStartupFilter, IssuerAddress.PublicAddressFilter>();
        services.AddRazorComponents();
        PageModel.Add(services);
        // Chinese as it is, not as character references.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "regionnet-form";
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.FormFieldName = "form";
            // The pages say who may frame them in their content security policy.
            options.SuppressXFrameOptionsHeader = true;
        });
        services.AddValidation();
    }

    internal static void StoreOptions(DbContextOptionsBuilder options, NpgsqlDataSource source) =>
        options.UseNpgsql(source).UseSnakeCaseNamingConvention();

    internal static void AddIdentity(IServiceCollection services) =>
        services
            .AddIdentityCore<Person>(options =>
            {
                options.Password.RequiredLength = 10;
                options.Password.RequireUppercase = true;
                options.Password.RequireLowercase = true;
                options.Password.RequireDigit = true;
                options.Password.RequireNonAlphanumeric = true;
                options.Password.RequiredUniqueChars = 6;
            })
            .AddPasswordValidator<NotTheUserName>()
            .AddEntityFrameworkStores<AccessStore>();
}
