using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using RegionNet.Access.Contracts;
using RegionNet.Access.Store;
using RegionNet.Kernel;

namespace RegionNet.Access.SignIn;

/// <param name="SecurityStamp">The person's new one: other account sessions have ended.</param>
/// <param name="RecoveryCodes">Which nobody can show again.</param>
internal sealed record Enrolment(string SecurityStamp, IReadOnlyList<string> RecoveryCodes);

/// <summary>
/// The one-time codes of an authenticator app, and ten recovery codes for the day it is lost. Every code is good once, whatever number
/// of requests bring it at the same moment.
/// </summary>
internal sealed class SecondFactor(
    AccessDb db,
    IDataProtectionProvider protection,
    TimeProvider clock,
    IConfiguration configuration,
    IHostEnvironment environment
)
{
    private const int RecoveryCodes = 10;

    private readonly IDataProtector _protector = protection.CreateProtector("access.second-factor");

    /// <summary>
    /// Roles that may not sign in without one: <c>Access:RequireSecondFactorFor</c> (comma-separated), by default the three
    /// administrators, and nobody in Development.
    /// </summary>
    public string[] RequiredRoles =>
        configuration["Access:RequireSecondFactorFor"] is { } configured
            ? configured.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        : environment.IsDevelopment() ? []
        : [.. Roles.Administrators];

    public Task<bool> RequiredOf(Guid personId, CancellationToken ct) =>
        db.QueryOne<bool>(
            """
            select exists (
                select from role_grant where person_id = @personId and role = any(@RequiredRoles) and revoked_at is null
            )
            """,
            new { personId, RequiredRoles },
            ct
        );

    public Task<bool> IsEnrolled(Guid personId, CancellationToken ct) =>
        db.QueryOne<bool>(
            "select exists (select from second_factor where person_id = @personId and removed_at is null)",
            new { personId },
            ct
        );

    /// <summary>Uses up a code.</summary>
    /// <returns><c>authenticator</c> or <c>recovery-code</c>; null when it is neither, or was used before.</returns>
    public async Task<string?> Verify(Guid personId, string code, CancellationToken ct)
    {
        code = new string([.. code.Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant();
        var secret = await db.QueryOne<string>(
            "select secret from second_factor where person_id = @personId and removed_at is null",
            new { personId },
            ct
        );
        if (secret is null)
        {
            return null;
        }
        if (TimeCode.Match(_protector.Unprotect(Convert.FromBase64String(secret)), code, clock.GetUtcNow()) is { } step)
        {
            return await Use(
                "update second_factor set last_step = @step where person_id = @personId and last_step < @step returning person_id",
                new { personId, step },
                ct
            )
                ? "authenticator"
                : null;
        }
        return await Use(
            """
            update recovery_code set used_at = @Now
            where person_id = @personId and code_hash = @Hash and used_at is null and voided_at is null
            returning person_id
            """,
            new
            {
                personId,
                Hash = Hash(code),
                Now = clock.GetUtcNow(),
            },
            ct
        )
            ? "recovery-code"
            : null;
    }

    private async Task<bool> Use(string guardedUpdate, object parameters, CancellationToken ct) =>
        (await db.Query<Guid>(guardedUpdate, parameters, ct)).Count == 1;

    /// <summary>Takes a new authenticator into use, in place of an earlier one, once it has shown a right code.</summary>
    /// <returns>Null when the code is not the secret's.</returns>
    public async Task<Enrolment?> Enrol(Actor actor, Guid personId, byte[] secret, string code)
    {
        var now = clock.GetUtcNow();
        if (TimeCode.Match(secret, code.Replace(" ", "", StringComparison.Ordinal), now) is not { } step)
        {
            return null;
        }
        var codes = Enumerable.Range(0, RecoveryCodes).Select(_ => NewRecoveryCode()).ToList();
        var stamp = Guid.NewGuid().ToString("N");
        var enrolled = await db.InTransaction<bool>(
            actor,
            async tx =>
            {
                await tx.Execute(
                    """
                    insert into second_factor (person_id, secret, last_step, enrolled_at) values (@personId, @Secret, @step, @now)
                    on conflict (person_id) do update
                    set secret = excluded.secret, last_step = excluded.last_step, enrolled_at = excluded.enrolled_at, removed_at = null
                    """,
                    new
                    {
                        personId,
                        Secret = Convert.ToBase64String(_protector.Protect(secret)),
                        step,
                        now,
                    }
                );
                await tx.Execute(
                    "update recovery_code set voided_at = @now where person_id = @personId and voided_at is null",
                    new { personId, now }
                );
                await tx.Execute(
                    """
                    insert into recovery_code (person_id, code_hash, created_at)
                    select @personId, hash, @now from unnest(@Hashes) as code (hash)
                    """,
                    new
                    {
                        personId,
                        now,
                        Hashes = codes.ConvertAll(Hash).ToArray(),
                    }
                );
                await tx.Execute(
                    "update person set security_stamp = @stamp, concurrency_stamp = @stamp where id = @personId",
                    new { personId, stamp }
                );
                tx.Audit("access.second-factor.enrolled", personId.ToString(), new { });
                return true;
            }
        );
        return enrolled.Refusal is null ? new Enrolment(stamp, codes) : null;
    }

    /// <summary>Sixteen characters of base 32 in groups of four: 80 random bits.</summary>
    private static string NewRecoveryCode() =>
        string.Join('-', TimeCode.Base32(RandomNumberGenerator.GetBytes(10)).Chunk(4).Select(part => new string(part)));

    private static byte[] Hash(string code) =>
        SHA256.HashData(Encoding.UTF8.GetBytes(code.Replace("-", "", StringComparison.Ordinal)));
}
