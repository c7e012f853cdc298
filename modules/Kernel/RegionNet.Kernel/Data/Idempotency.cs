using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace RegionNet.Kernel;

/// <summary>
/// The <c>Idempotency-Key</c> of a request. The key is claimed in the command's own transaction: of two requests with
/// the same key the second waits for the first and then answers its result.
/// </summary>
public sealed class Idempotency
{
    private readonly string _subject;
    private readonly string _key;
    private readonly byte[] _requestHash;

    private Idempotency(string subject, string key, byte[] requestHash)
    {
        _subject = subject;
        _key = key;
        _requestHash = requestHash;
    }

    /// <returns>Null when the request carries no key.</returns>
    /// <param name="request">The request's content; the same key with another content is refused (422).</param>
    public static Idempotency? Of(HttpContext http, CurrentUser user, object request)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length == 0)
        {
            return null;
        }
        var content = $"{http.Request.Method} {http.Request.Path}\n{Json.Write(request)}";
        return new Idempotency(user.Subject, key, SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }

    internal async Task<Outcome<T>?> FirstResult<T>(Tx tx)
    {
        if (_key.Length > 200)
        {
            return KernelErrors.IdempotencyKeyTooLong;
        }
        var claimed = await tx.Execute(
            """
            insert into idempotency (subject, key, request_hash) values (@Subject, @Key, @Hash) on conflict do nothing
            """,
            new
            {
                Subject = _subject,
                Key = _key,
                Hash = _requestHash,
            }
        );
        if (claimed == 1)
        {
            return null;
        }
        var (hash, response) = await tx.QueryOne<(byte[], string)>(
            "select request_hash, response from idempotency where subject = @Subject and key = @Key",
            new { Subject = _subject, Key = _key }
        );
        return hash.AsSpan().SequenceEqual(_requestHash) ? Json.Read<T>(response) : KernelErrors.IdempotencyKeyReused;
    }

    internal void Remember<T>(NpgsqlBatch batch, T value) =>
        batch
            .Add("update idempotency set response = $1 where subject = $2 and key = $3")
            .With(Json.Write(value!))
            .With(_subject)
            .With(_key);
}
