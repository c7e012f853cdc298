using System.ComponentModel.DataAnnotations;
using RegionNet.Kernel;

namespace RegionNet.Hearings;

/// <param name="Licence">Number of the practising licence: by it an agent is the same person in every session.</param>
public sealed record Agent(
    [property: Required, StringLength(100, MinimumLength = 1)] string Name,
    [property: Required, StringLength(100, MinimumLength = 4)] string Licence
);

/// <param name="Role">plaintiff, defendant, applicant, respondent, patentee, petitioner or third-party.</param>
/// <param name="Agents">They can't be in two sessions at once.</param>
public sealed record Party(
    [property: Required, RegularExpression("plaintiff|defendant|applicant|respondent|patentee|petitioner|third-party")]
        string Role,
    [property: Required, StringLength(200, MinimumLength = 1)] string Name,
    [property: MaxLength(5)] Agent[]? Agents = null
);

/// <summary>The parties and observers of a session, sealed at rest and opened only for the organisation that booked.</summary>
internal sealed class SealedParties(HearingsSealing sealing)
{
    private const string Field = "parties";

    public byte[]? Seal(Guid session, IReadOnlyList<Party>? parties, IReadOnlyList<string>? observers) =>
        parties is not { Count: > 0 } && observers is not { Count: > 0 }
            ? null
            : sealing.Seal(session, Field, Json.Write(new Content(parties ?? [], observers ?? [])));

    public (IReadOnlyList<Party> Parties, IReadOnlyList<string> Observers) Open(SessionRow session)
    {
        if (session.Sealed is null)
        {
            return ([], []);
        }
        var content = Json.Read<Content>(sealing.Open(session.Id, Field, session.Sealed));
        return (content.Parties, content.Observers);
    }

    private sealed record Content(IReadOnlyList<Party> Parties, IReadOnlyList<string> Observers);
}

/// <summary>
/// Agents become known by their licence the first time they are named, and only by it: the name stays sealed with the parties, so
/// nobody learns it by naming the same licence. It is a transaction of its own, before any row is
/// locked: two sessions that name the same new agents in opposite orders would else wait for each other.
/// </summary>
internal static class KnownAgents
{
    public static async Task<IReadOnlyList<Guid>> Of(
        HearingsDb db,
        CurrentUser user,
        IReadOnlyList<Party>? parties,
        CancellationToken ct
    )
    {
        var agents = (parties ?? []).SelectMany(p => p.Agents ?? []).DistinctBy(a => a.Licence).ToList();
        if (agents.Count == 0)
        {
            return [];
        }
        var licences = agents.Select(a => a.Licence).Order(StringComparer.Ordinal).ToArray();
        await db.InTransaction<int>(
            user.Actor,
            async tx =>
            {
                foreach (var agent in agents.OrderBy(a => a.Licence, StringComparer.Ordinal))
                {
                    await tx.Execute(
                        """
                        with added as (
                            insert into resource (id, kind, identifier) values (gen_random_uuid(), 'agent', @Licence)
                            on conflict do nothing returning id
                        )
                        insert into asset (id, name_zh, name_en) select id, @Licence, @Licence from added
                        """,
                        agent
                    );
                }
                return agents.Count;
            },
            ct: ct
        );
        return await db.Query<Guid>(
            "select id from resource where kind = 'agent' and identifier = any(@licences)",
            new { licences },
            ct
        );
    }
}
