using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace RegionNet.ServiceDefaults;

/// <summary>
/// Where a module finds its own schema: one login role and one schema per module in the database <c>regionnet</c>.
/// The role's password is derived from the administrator's, so that Aspire's single connection string is all a service needs.
/// </summary>
public static class ModuleConnection
{
    /// <summary>The login role of a module, for example <c>regionnet_hearings</c>.</summary>
    public static string Role(string module) => $"regionnet_{module}";

    /// <summary>The password of a module's role: lower-case hex of HMAC-SHA256(administrator's password, "regionnet:" + role).</summary>
    public static string Password(string administratorPassword, string module) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(
                Encoding.UTF8.GetBytes(administratorPassword),
                Encoding.UTF8.GetBytes($"regionnet:{Role(module)}")
            )
        );

    /// <summary>
    /// The module's connection string: <c>ConnectionStrings:regionnet-{module}</c> as it is, else derived from
    /// <c>ConnectionStrings:regionnet</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">Neither is configured.</exception>
    public static string String(IConfiguration configuration, string module)
    {
        if (configuration.GetConnectionString($"regionnet-{module}") is { Length: > 0 } own)
        {
            return own;
        }
        var administrator = new NpgsqlConnectionStringBuilder(Administrator(configuration));
        return new NpgsqlConnectionStringBuilder(administrator.ConnectionString)
        {
            Username = Role(module),
            Password = Password(administrator.Password ?? "", module),
            SearchPath = $"{module},public",
            // A statement met twice on a connection is planned once. The plans hold for the connection's life, so DISCARD ALL,
            // which would drop them, is not sent when it goes back to the pool: no module sets anything for a session, locks by
            // pg_advisory_lock or makes temporary tables, and an open transaction is rolled back all the same.
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
        }.ConnectionString;
    }

    /// <summary>The administrator's connection string, which only the Migrator opens.</summary>
    /// <exception cref="InvalidOperationException"><c>ConnectionStrings:regionnet</c> is not configured.</exception>
    public static string Administrator(IConfiguration configuration) =>
        configuration.GetConnectionString("regionnet") is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException(
                "ConnectionStrings:regionnet is not set. Start the system with ./start."
            );
}
