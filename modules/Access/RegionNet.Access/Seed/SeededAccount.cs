using Dapper;
using Npgsql;
using RegionNet.Zones.Contracts;

namespace RegionNet.Access.Seed;

/// <summary>A person whom the Migrator brings into being.</summary>
/// <param name="Organisation">Its name in Chinese, as the reference data have it.</param>
/// <param name="Zone">For which zone the roles are granted; null for roles that have none.</param>
internal sealed record SeededAccount(
    string UserName,
    string DisplayName,
    string Organisation,
    string[] Roles,
    string? Zone = null
)
{
    /// <summary>The same in every database, so that a bookmark or a test survives a reset.</summary>
    public Guid Id => IdOf(UserName);

    public static Guid IdOf(string name) => OrganisationId.Of($"demo-account:{name}");

    /// <summary>Adds the account with its roles in one transaction; one that exists is left as it is.</summary>
    public async Task Add(NpgsqlConnection connection, string passwordHash, string grantedBy, CancellationToken ct)
    {
        var exists = await connection.ExecuteScalarAsync<bool>(
            "select exists (select from person where user_name = @UserName)",
            new { UserName }
        );
        if (exists)
        {
            return;
        }
        await using var transaction = await connection.BeginTransactionAsync(ct);

        await connection.ExecuteAsync(
            """
            insert into person
                (id, user_name, normalized_user_name, display_name, organisation_id, password_hash, security_stamp,
                 concurrency_stamp, lockout_enabled, access_failed_count, created_at)
            values
                (@Id, @UserName, @Normalized, @DisplayName, @Organisation, @Hash, @Stamp, @Stamp, true, 0, now())
            """,
            new
            {
                Id,
                UserName,
                Normalized = UserName.ToUpperInvariant(),
                DisplayName,
                Organisation = OrganisationId.Of(Organisation),
                Hash = passwordHash,
                Stamp = Guid.NewGuid().ToString("N"),
            },
            transaction
        );
        foreach (var role in Roles)
        {
            await connection.ExecuteAsync(
                """
                insert into role_grant (id, person_id, role, zone_code, granted_by, granted_at)
                values (gen_random_uuid(), @Id, @role, @Zone, @grantedBy, now())
                """,
                new
                {
                    Id,
                    role,
                    Zone,
                    grantedBy,
                },
                transaction
            );
        }
        await transaction.CommitAsync(ct);
    }
}
