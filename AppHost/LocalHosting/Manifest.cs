using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace RegionNet.LocalHosting;

/// <summary>
/// The manifest that <c>--operation publish --step publish-manifest --output-path FILE</c> asks for: the resources, references and
/// bindings that Aspire 13 writes for the same AppHost, so that the two can be compared.
/// </summary>
internal static class Manifest
{
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes it if the command line asks to publish; false if it asks to run.</summary>
    /// <exception cref="NotSupportedException">It asks for another publisher.</exception>
    /// <exception cref="DistributedApplicationException">No output path is given.</exception>
    public static async Task<bool> TryPublishAsync(LocalApplicationBuilder builder, CancellationToken cancellationToken)
    {
        var operation = builder.CommandLine["operation"] ?? "run";
        if (operation == "run")
        {
            return false;
        }
        var step = builder.CommandLine["step"];
        if (operation != "publish" || step != "publish-manifest")
        {
            throw new NotSupportedException(
                $"LocalHosting can't do '--operation {operation} --step {step}'; Orchestrator=Aspire has the publishers for Docker Compose and Kubernetes."
            );
        }
        var path =
            builder.CommandLine["output-path"]
            ?? throw new DistributedApplicationException("--output-path says where to write the manifest.");
        path = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var text = Describe(builder.Resources, Path.GetDirectoryName(path)!).ToJsonString(Layout);
        await File.WriteAllTextAsync(path, text + "\n", cancellationToken);
        return true;
    }

    internal static JsonObject Describe(IReadOnlyList<IResource> resources, string relativeTo)
    {
        var result = new JsonObject();
        var generated = new JsonObject();
        foreach (var resource in resources)
        {
            result[resource.Name] = resource switch
            {
                PostgresServerResource server => Postgres(server, generated),
                PostgresDatabaseResource database => Value(
                    $"{{{database.Parent.Name}.connectionString}};Database={database.DatabaseName}"
                ),
                RedisResource redis => Redis(redis, generated),
                ProjectResource project => Project(project, relativeTo),
                _ => throw new NotSupportedException($"LocalHosting can't publish a {resource.GetType().Name}."),
            };
        }
        foreach (var (name, node) in generated.ToList())
        {
            result[name] = node!.DeepClone();
        }
        return new JsonObject { ["$schema"] = "https://json.schemastore.org/aspire-8.0.json", ["resources"] = result };
    }

    private static JsonObject Value(string connectionString) =>
        new() { ["type"] = "value.v0", ["connectionString"] = connectionString };

    private static JsonObject Postgres(PostgresServerResource server, JsonObject generated)
    {
        var name = server.Name;
        AddPassword(generated, name, special: true);
        return new JsonObject
        {
            ["type"] = "container.v0",
            ["connectionString"] =
                $"Host={{{name}.bindings.tcp.host}};Port={{{name}.bindings.tcp.port}};Username=postgres;Password={{{name}-password.value}}",
            ["image"] = "docker.io/library/postgres:17.6",
            ["env"] = new JsonObject
            {
                ["POSTGRES_HOST_AUTH_METHOD"] = "scram-sha-256",
                ["POSTGRES_INITDB_ARGS"] = "--auth-host=scram-sha-256 --auth-local=scram-sha-256",
                ["POSTGRES_USER"] = "postgres",
                ["POSTGRES_PASSWORD"] = $"{{{name}-password.value}}",
            },
            ["bindings"] = new JsonObject { ["tcp"] = Binding("tcp", "tcp", 5432) },
        };
    }

    private static JsonObject Redis(RedisResource redis, JsonObject generated)
    {
        var name = redis.Name;
        AddPassword(generated, name, special: false);
        // Aspire 13 appends ",ssl=true" by a conditional value; without a certificate, as here, that is empty.
        return new JsonObject
        {
            ["type"] = "container.v0",
            ["connectionString"] =
                $"{{{name}.bindings.tcp.host}}:{{{name}.bindings.tcp.port}},password={{{name}-password.value}}",
            ["image"] = "docker.io/library/redis:8.6",
            ["entrypoint"] = "/bin/sh",
            ["args"] = new JsonArray("-c", "redis-server --requirepass $REDIS_PASSWORD"),
            ["env"] = new JsonObject { ["REDIS_PASSWORD"] = $"{{{name}-password.value}}" },
            ["bindings"] = new JsonObject { ["tcp"] = Binding("redis", "tcp", 6379) },
        };
    }

    private static JsonObject Project(ProjectResource project, string relativeTo)
    {
        var name = project.Name;
        var environment = new JsonObject { ["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory" };
        var result = new JsonObject
        {
            ["type"] = "project.v0",
            ["path"] = Path.GetRelativePath(relativeTo, project.Metadata.ProjectPath),
            ["env"] = environment,
        };
        if (project.Listens)
        {
            environment["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
            environment["HTTP_PORTS"] = $"{{{name}.bindings.http.targetPort}}";
            // Published, a web project has both schemes, whatever its launch profile says.
            result["bindings"] = new JsonObject
            {
                ["http"] = Binding("http", "http", targetPort: null, project.External),
                ["https"] = Binding("https", "http", targetPort: null, project.External),
            };
        }
        foreach (var reference in project.References)
        {
            Tell(environment, reference);
        }
        return result;
    }

    private static void Tell(JsonObject environment, IResource reference)
    {
        var prefix = ProjectHost.EnvironmentName(reference.Name);
        if (reference is ProjectResource)
        {
            foreach (var scheme in new[] { "http", "https" })
            {
                var url = $"{{{reference.Name}.bindings.{scheme}.url}}";
                environment[$"{prefix}_{scheme.ToUpperInvariant()}"] = url;
                environment[$"services__{reference.Name}__{scheme}__0"] = url;
            }
            return;
        }
        environment[$"ConnectionStrings__{reference.Name}"] = $"{{{reference.Name}.connectionString}}";
        var server = reference is PostgresDatabaseResource database ? database.Parent.Name : reference.Name;
        var (host, port) = ($"{{{server}.bindings.tcp.host}}", $"{{{server}.bindings.tcp.port}}");
        environment[$"{prefix}_HOST"] = host;
        environment[$"{prefix}_PORT"] = port;
        if (reference is PostgresDatabaseResource { DatabaseName: var databaseName })
        {
            environment[$"{prefix}_USERNAME"] = "postgres";
            environment[$"{prefix}_PASSWORD"] = $"{{{server}-password.value}}";
            environment[$"{prefix}_URI"] =
                $"postgresql://postgres:{{{server}-password-uri-encoded.value}}@{host}:{port}/{databaseName}";
            environment[$"{prefix}_JDBCCONNECTIONSTRING"] = $"jdbc:postgresql://{host}:{port}/{databaseName}";
            environment[$"{prefix}_DATABASENAME"] = databaseName;
            return;
        }
        environment[$"{prefix}_PASSWORD"] = $"{{{server}-password.value}}";
        environment[$"{prefix}_URI"] =
            $"{{{server}.bindings.tcp.scheme}}://:{{{server}-password-uri-encoded.value}}@{host}:{port}";
    }

    private static JsonObject Binding(string scheme, string transport, int? targetPort, bool external = false)
    {
        var result = new JsonObject
        {
            ["scheme"] = scheme,
            ["protocol"] = "tcp",
            ["transport"] = transport,
        };
        if (targetPort is { } port)
        {
            result["targetPort"] = port;
        }
        if (external)
        {
            result["external"] = true;
        }
        return result;
    }

    private static void AddPassword(JsonObject generated, string server, bool special)
    {
        var generate = new JsonObject { ["minLength"] = 22 };
        if (!special)
        {
            generate["special"] = false;
        }
        generated[$"{server}-password"] = new JsonObject
        {
            ["type"] = "parameter.v0",
            ["value"] = $"{{{server}-password.inputs.value}}",
            ["inputs"] = new JsonObject
            {
                ["value"] = new JsonObject
                {
                    ["type"] = "string",
                    ["secret"] = true,
                    ["default"] = new JsonObject { ["generate"] = generate },
                },
            },
        };
        generated[$"{server}-password-uri-encoded"] = new JsonObject
        {
            ["type"] = "annotated.string",
            ["value"] = $"{{{server}-password.value}}",
            ["filter"] = "uri",
        };
    }
}
