using System.Security.Cryptography;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.Tokens;
using Npgsql;
using RegionNet.Access.Store;

namespace RegionNet.Access.Tokens;

/// <summary>
/// The issuer's keys, shared through table <c>signing_key</c> by every process of the system: each can validate a token, and those that
/// serve Access can issue one. Loaded before the process listens; the first one ever makes them.
/// </summary>
internal sealed class SigningKeys(AccessDb db, TimeProvider clock) : IHostedLifecycleService
{
    private const string Lock = "access.signing-key";

    private IReadOnlyList<SecurityKey>? _signature;
    private IReadOnlyList<SymmetricSecurityKey>? _encryption;

    /// <summary>Newest first.</summary>
    /// <exception cref="InvalidOperationException">Before the host has started.</exception>
    public IReadOnlyList<SecurityKey> Signature => _signature ?? throw NotLoaded();

    /// <summary>Newest first. They encrypt what only the issuer reads: authorization codes and refresh tokens.</summary>
    /// <exception cref="InvalidOperationException">Before the host has started.</exception>
    public IReadOnlyList<SymmetricSecurityKey> Encryption => _encryption ?? throw NotLoaded();

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var rows = await Load(cancellationToken);
        if (rows.Count == 0)
        {
            await CreateOnce(cancellationToken);
            rows = await Load(cancellationToken);
        }
        _signature = [.. rows.Where(row => row.Purpose == "signature").Select(row => Signing(row))];
        _encryption =
        [
            .. rows.Where(row => row.Purpose == "encryption")
                .Select(row => new SymmetricSecurityKey(row.Material) { KeyId = row.KeyId }),
        ];
    }

    private Task<IReadOnlyList<Row>> Load(CancellationToken ct) =>
        db.Query<Row>("select key_id, purpose, material from signing_key order by created_at desc, key_id", ct: ct);

    private async Task CreateOnce(CancellationToken ct)
    {
        await using var connection = await db.Source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(
            "select pg_advisory_xact_lock(hashtextextended(@Lock, 0))",
            new { Lock },
            transaction
        );
        using var signature = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await connection.ExecuteAsync(
            """
            insert into signing_key (key_id, purpose, material, created_at)
            select key_id, purpose, material, @Now
            from unnest(@Ids, @Purposes, @Materials) as key (key_id, purpose, material)
            where not exists (select from signing_key)
            """,
            new
            {
                Now = clock.GetUtcNow(),
                Ids = new[] { NewId(), NewId() },
                Purposes = new[] { "signature", "encryption" },
                Materials = new[] { signature.ExportPkcs8PrivateKey(), RandomNumberGenerator.GetBytes(32) },
            },
            transaction
        );
        await transaction.CommitAsync(ct);
    }

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    private static ECDsaSecurityKey Signing(Row row)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(row.Material, out _);
        return new ECDsaSecurityKey(key) { KeyId = row.KeyId };
    }

    private static InvalidOperationException NotLoaded() => new("The issuer's keys are loaded when the host starts.");

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private sealed record Row(string KeyId, string Purpose, byte[] Material);
}
