using RegionNet.Access.Store;

namespace RegionNet.Access.SignIn;

/// <summary>A place among the attempts that an account still has.</summary>
/// <param name="Last">It was the last one: the account locks out unless this attempt succeeds.</param>
internal sealed record Attempt(Guid PersonId, string UserName, string? PasswordHash, Guid OrganisationId, bool Last);

/// <summary>
/// Five failures lock an account out for fifteen minutes. An attempt is counted before it is checked, in one statement, and given
/// back if it was right: of any number of attempts at the same moment, at most five are checked at all.
/// </summary>
internal sealed class FailureCount(AccessDb db, TimeProvider clock)
{
    private const int Allowed = 5;
    private static readonly TimeSpan LockOut = TimeSpan.FromMinutes(15);

    private const string Count = """
        update person
        set access_failed_count = case when access_failed_count + 1 >= @Allowed then 0 else access_failed_count + 1 end,
            lockout_end = case when access_failed_count + 1 >= @Allowed then @Until::timestamptz end
        where {0} and locked_at is null and (lockout_end is null or lockout_end <= @Now)
        returning id as person_id, user_name, password_hash, organisation_id, lockout_end is not null as last
        """;

    private static readonly string ByName = Count.Replace(
        "{0}",
        "normalized_user_name = @Key",
        StringComparison.Ordinal
    );
    private static readonly string ById = Count.Replace("{0}", "id = @Key", StringComparison.Ordinal);

    /// <returns>Null when there is no such account, or it is locked, or locked out.</returns>
    public Task<Attempt?> Begin(string normalizedUserName) => Begin(ByName, normalizedUserName);

    /// <inheritdoc cref="Begin(string)"/>
    public Task<Attempt?> Begin(Guid personId) => Begin(ById, personId);

    /// <summary>The attempt was right, but the sign-in is not over: the count is as it was before it.</summary>
    public Task GiveBack(Attempt attempt) =>
        db.Query<int>(
            """
            update person
            set access_failed_count = case when @Last then @Allowed - 1 else greatest(access_failed_count - 1, 0) end,
                lockout_end = case when @Last then null else lockout_end end
            where id = @PersonId
            """,
            new
            {
                attempt.PersonId,
                attempt.Last,
                Allowed,
            }
        );

    /// <summary>The sign-in succeeded: the account has all its attempts again.</summary>
    public Task Clear(Attempt attempt) =>
        db.Query<int>(
            """
            update person
            set access_failed_count = 0, lockout_end = case when @Last then null else lockout_end end
            where id = @PersonId
            """,
            new { attempt.PersonId, attempt.Last }
        );

    private Task<Attempt?> Begin(string sql, object key)
    {
        var now = clock.GetUtcNow();
        return db.QueryOne<Attempt>(
            sql,
            new
            {
                Key = key,
                Now = now,
                Until = now + LockOut,
                Allowed,
            }
        );
    }
}
