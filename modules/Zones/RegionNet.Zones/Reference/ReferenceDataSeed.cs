using System.Text.Json.Nodes;
using Dapper;
using Npgsql;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Zones.Reference;

/// <summary>
/// Loads places, zones with their members, and organisations from the files beside this one. Running it again changes
/// nothing; an entry that a later file no longer has ends that day and stays, and one that comes back is valid anew. An
/// entry without a date is taken as valid as far back as the records go.
/// </summary>
internal sealed class ReferenceDataSeed(TimeProvider clock) : IModuleSeed
{
    public Task Load(NpgsqlConnection connection, bool development, CancellationToken ct) =>
        Load(connection, ReferenceData.Embedded(), ct);

    internal async Task Load(NpgsqlConnection connection, ReferenceData data, CancellationToken ct)
    {
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await connection.ExecuteAsync(
            new CommandDefinition(
                ReferenceDataSql.Load,
                new
                {
                    data.Places,
                    data.Zones,
                    data.Members,
                    data.Organisations,
                    Today = clock.Today(),
                },
                transaction,
                cancellationToken: ct
            )
        );
        await transaction.CommitAsync(ct);
    }
}

/// <summary>The reference files as JSON arrays, ready for the database to read.</summary>
internal sealed record ReferenceData(string Places, string Zones, string Members, string Organisations)
{
    public static ReferenceData Embedded() => Of(Read("places"), Read("zones"), Read("organisations"));

    public static ReferenceData Of(JsonNode places, JsonNode zones, JsonNode organisations)
    {
        var members = new JsonArray();
        var position = 0;
        foreach (var zone in zones["zones"]!.AsArray())
        {
            zone!["position"] = ++position;
            foreach (var member in zone["members"]!.AsArray())
            {
                var row = member!.DeepClone();
                row["zone"] = zone["code"]!.GetValue<string>();
                members.Add(row);
            }
        }
        foreach (var organisation in organisations["organisations"]!.AsArray())
        {
            organisation!["id"] = OrganisationId.Of(organisation["zh"]!.GetValue<string>());
        }
        return new ReferenceData(
            places["places"]!.ToJsonString(Json.Options),
            zones["zones"]!.ToJsonString(Json.Options),
            members.ToJsonString(Json.Options),
            organisations["organisations"]!.ToJsonString(Json.Options)
        );
    }

    internal static JsonNode Read(string name)
    {
        using var stream = typeof(ReferenceData).Assembly.GetManifestResourceStream(
            $"RegionNet.Zones.Reference.{name}.json"
        )!;
        return JsonNode.Parse(stream)!;
    }
}
