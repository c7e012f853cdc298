using Microsoft.AspNetCore.Http;
using RegionNet.Kernel;

namespace RegionNet.Discipline;

/// <summary>
/// "Listed on a day, as known at an instant". Both default to now. An answer about a past instant never changes; one about this very
/// moment waits for whoever is writing to the list, so that asking again about the same moment gives the same.
/// </summary>
internal sealed record AsOf(DateOnly On, DateTimeOffset Known)
{
    private static readonly TimeSpan StillMoving = TimeSpan.FromSeconds(30);

    public static Outcome<AsOf> Of(TimeProvider clock, DateOnly? on, DateTimeOffset? known)
    {
        var now = clock.GetUtcNow();
        return known > now
            ? DisciplineErrors.NotKnownYet
            : new AsOf(
                on ?? DateOnly.FromDateTime(BusinessTime.Local(known ?? now).DateTime),
                BusinessTime.Local(known ?? now)
            );
    }

    /// <summary>No entry in force on the day begins later than this: where the reading of a list starts.</summary>
    public DateOnly Latest
    {
        get
        {
            var known = DateOnly.FromDateTime(BusinessTime.Local(Known).DateTime);
            return known < On ? known : On;
        }
    }

    /// <param name="list">Null: all lists.</param>
    public async Task Settle(DisciplineDb db, TimeProvider clock, string? list, CancellationToken ct)
    {
        if (clock.GetUtcNow() - Known < StillMoving)
        {
            await db.Query<long>(
                "select head from list_stream where @list::text is null or list_code = @list for share",
                new { list },
                ct
            );
        }
    }
}

/// <summary>How far a list has come: what an answer about it is true of.</summary>
/// <param name="KnownAt">Of its last change.</param>
internal sealed record ListHead(string ListCode, long Head, byte[] HeadHash, DateTimeOffset KnownAt)
{
    public static Task<ListHead?> Of(DisciplineDb db, string list, CancellationToken ct) =>
        db.QueryOne<ListHead>(
            "select list_code, head, head_hash, known_at from list_stream where list_code = @list",
            new { list },
            ct
        );
}
