using Dapper;
using Microsoft.AspNetCore.Identity;
using Npgsql;
using RegionNet.Access.Contracts;
using RegionNet.Access.Store;
using RegionNet.Kernel;

namespace RegionNet.Access.Seed;

/// <summary>
/// The three administrators of a new installation, who then make and entitle everybody else. Outside Development, once:
/// while no person exists, with the password of the environment variable <c>Access__FirstPassword</c>. Each enrols a second
/// factor at the first sign-in and should change the password there.
/// </summary>
internal sealed class FirstAdministrators(string? password) : IModuleSeed
{
    public const string PasswordVariable = "Access__FirstPassword";

    private const int ShortestPassword = 12;

    private const string Cnipa = "国家知识产权局";

    private static readonly SeededAccount[] Accounts =
    [
        new("system.admin", "系统管理员", Cnipa, [Roles.SystemAdministrator]),
        new("security.admin", "安全管理员", Cnipa, [Roles.SecurityAdministrator]),
        new("audit.admin", "审计管理员", Cnipa, [Roles.AuditAdministrator]),
    ];

    /// <exception cref="InvalidOperationException">The given password is shorter than 12 characters.</exception>
    public async Task Load(NpgsqlConnection connection, bool development, CancellationToken ct)
    {
        if (
            development
            || string.IsNullOrEmpty(password)
            || await connection.ExecuteScalarAsync<bool>("select exists (select from person)")
        )
        {
            return;
        }
        if (password.Length < ShortestPassword)
        {
            throw new InvalidOperationException($"{PasswordVariable} needs at least {ShortestPassword} characters.");
        }
        var hasher = new PasswordHasher<Person>();
        foreach (var account in Accounts)
        {
            await account.Add(
                connection,
                hasher.HashPassword(new Person(), password),
                "system:first-administrators",
                ct
            );
        }
    }
}
