using System.Text.Json.Nodes;

namespace RegionNet.LocalHostingTests;

public sealed class ManifestTests
{
    [Fact]
    public async Task The_manifest_has_the_resources_references_and_bindings_that_Aspire_writes()
    {
        var folder = AppHostProcess.NewDataDirectory();
        var file = Path.Combine(folder, "m.json");
        await using (
            var host = AppHostProcess.StartIn(
                folder,
                ["--operation", "publish", "--step", "publish-manifest", "--output-path", file]
            )
        )
        {
            Assert.Equal(0, await host.ExitCodeAsync());
            var actual = JsonNode.Parse(await File.ReadAllTextAsync(file))!["resources"]!;

            Assert.Equal(
                [
                    "postgres",
                    "regionnet",
                    "redis",
                    "task",
                    "door",
                    "app-x",
                    "postgres-password",
                    "postgres-password-uri-encoded",
                    "redis-password",
                    "redis-password-uri-encoded",
                ],
                actual.AsObject().Select(resource => resource.Key)
            );
            Assert.Equal("value.v0", (string?)actual["regionnet"]!["type"]);
            Assert.Equal(
                "{postgres.connectionString};Database=regionnet",
                (string?)actual["regionnet"]!["connectionString"]
            );
            Assert.Equal("container.v0", (string?)actual["postgres"]!["type"]);
            Assert.Equal(5432, (int?)actual["postgres"]!["bindings"]!["tcp"]!["targetPort"]);
            Assert.Equal("redis", (string?)actual["redis"]!["bindings"]!["tcp"]!["scheme"]);
            Assert.Equal("parameter.v0", (string?)actual["redis-password"]!["type"]);
            Assert.False((bool?)actual["redis-password"]!["inputs"]!["value"]!["default"]!["generate"]!["special"]);
            Assert.Null(actual["task"]!["bindings"]);
            Assert.True((bool?)actual["door"]!["bindings"]!["http"]!["external"]);
            Assert.EndsWith("SampleService/SampleService.csproj", (string?)actual["door"]!["path"]);

            var expected = JsonNode.Parse(
                """
                {
                  "type": "project.v0",
                  "env": {
                    "OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY": "in_memory",
                    "ASPNETCORE_FORWARDEDHEADERS_ENABLED": "true",
                    "HTTP_PORTS": "{app-x.bindings.http.targetPort}",
                    "ConnectionStrings__regionnet": "{regionnet.connectionString}",
                    "REGIONNET_HOST": "{postgres.bindings.tcp.host}",
                    "REGIONNET_PORT": "{postgres.bindings.tcp.port}",
                    "REGIONNET_USERNAME": "postgres",
                    "REGIONNET_PASSWORD": "{postgres-password.value}",
                    "REGIONNET_URI": "postgresql://postgres:{postgres-password-uri-encoded.value}@{postgres.bindings.tcp.host}:{postgres.bindings.tcp.port}/regionnet",
                    "REGIONNET_JDBCCONNECTIONSTRING": "jdbc:postgresql://{postgres.bindings.tcp.host}:{postgres.bindings.tcp.port}/regionnet",
                    "REGIONNET_DATABASENAME": "regionnet",
                    "ConnectionStrings__redis": "{redis.connectionString}",
                    "REDIS_HOST": "{redis.bindings.tcp.host}",
                    "REDIS_PORT": "{redis.bindings.tcp.port}",
                    "REDIS_PASSWORD": "{redis-password.value}",
                    "REDIS_URI": "{redis.bindings.tcp.scheme}://:{redis-password-uri-encoded.value}@{redis.bindings.tcp.host}:{redis.bindings.tcp.port}",
                    "DOOR_HTTP": "{door.bindings.http.url}",
                    "services__door__http__0": "{door.bindings.http.url}",
                    "DOOR_HTTPS": "{door.bindings.https.url}",
                    "services__door__https__0": "{door.bindings.https.url}"
                  },
                  "bindings": {
                    "http": { "scheme": "http", "protocol": "tcp", "transport": "http" },
                    "https": { "scheme": "https", "protocol": "tcp", "transport": "http" }
                  }
                }
                """
            );
            var app = actual["app-x"]!.DeepClone().AsObject();
            app.Remove("path");
            Assert.True(JsonNode.DeepEquals(expected, app), app.ToJsonString());
        }
    }
}
