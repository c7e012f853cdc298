namespace RegionNet.Portal.Api;

/// <summary>Names of organisations that an answer gives by id only; each is asked for once.</summary>
public sealed class OrganisationNames(ApiClient api)
{
    private readonly Dictionary<string, Organisation> _known = new(StringComparer.Ordinal);

    public string Of(string? id) => id is not null && _known.TryGetValue(id, out var found) ? found.Name : "";

    /// <summary>Learns the names that are not known yet; one that can't be read stays empty.</summary>
    public async Task Learn(IEnumerable<string?> ids, CancellationToken cancel)
    {
        foreach (
            var id in ids.OfType<string>().Distinct(StringComparer.Ordinal).Where(i => !_known.ContainsKey(i)).ToList()
        )
        {
            try
            {
                _known[id] = await api.Get<Organisation>($"/api/organisations/{Uri.EscapeDataString(id)}", cancel);
            }
            catch (ProblemException)
            {
                // A name is an aid, not the answer: the row stands without it.
            }
        }
    }
}
