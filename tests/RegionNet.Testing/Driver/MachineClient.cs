using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace RegionNet.Testing.Driver;

/// <summary>A program with client credentials, as another system would use the API.</summary>
public static class MachineClient
{
    /// <exception cref="HttpRequestException">The credentials were refused.</exception>
    public static async Task<HttpClient> Connect(
        Uri gateway,
        string clientId = "demo-machine",
        string secret = "RegionNet-machine-2026"
    )
    {
        var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 200 }) { BaseAddress = gateway };
        using var request = new FormUrlEncodedContent(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = clientId,
                ["client_secret"] = secret,
                ["scope"] = "regionnet",
            }
        );
        var answer = await http.PostAsync("/connect/token", request);
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }
}
