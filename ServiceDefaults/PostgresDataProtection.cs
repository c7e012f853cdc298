using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using RegionNet.ServiceDefaults;

#pragma warning disable IDE0130 // Beside the other calls a service makes on its builder.
namespace Microsoft.Extensions.Hosting;

/// <summary>Data-protection keys in PostgreSQL: a cookie outlives the process, the replica and the machine that issued it.</summary>
public static class PostgresDataProtectionExtensions
{
    /// <summary>
    /// Keeps the key ring in table <c>data_protection_key</c> of the schema of <paramref name="module"/>, under the application name
    /// <c>regionnet-{module}</c>, so that all replicas of one service share it and no other service can read its cookies.
    /// </summary>
    /// <exception cref="InvalidOperationException">At start, when <c>ConnectionStrings:regionnet</c> is not set.</exception>
    public static IDataProtectionBuilder AddPostgresDataProtection(this IHostApplicationBuilder builder, string module)
    {
        RequiredConnections.Add(builder.Services, _ => ModuleConnection.String(builder.Configuration, module));
        builder.Services.AddSingleton(_ => new PostgresKeyRepository(
            ModuleConnection.String(builder.Configuration, module)
        ));
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(
            services => new ConfigureOptions<KeyManagementOptions>(options =>
                options.XmlRepository = services.GetRequiredService<PostgresKeyRepository>()
            )
        );
        return builder.Services.AddDataProtection().SetApplicationName($"regionnet-{module}");
    }
}

/// <summary>
/// The key ring's rows. The framework's interface is synchronous; it is called at start and about once a day, so the pool is two wide.
/// </summary>
internal sealed class PostgresKeyRepository : IXmlRepository, IDisposable
{
    private readonly NpgsqlDataSource dataSource;

    public PostgresKeyRepository(string connectionString) =>
        dataSource = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 2, MinPoolSize = 0 }
        );

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = dataSource.CreateCommand("select xml from data_protection_key order by id");
        using var reader = command.ExecuteReader();
        var elements = new List<XElement>();
        while (reader.Read())
        {
            elements.Add(XElement.Parse(reader.GetString(0)));
        }
        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = dataSource.CreateCommand(
            "insert into data_protection_key (friendly_name, xml) values ($1, $2)"
        );
        command.Parameters.AddWithValue(friendlyName);
        command.Parameters.AddWithValue(element.ToString(SaveOptions.DisableFormatting));
        command.ExecuteNonQuery();
    }

    public void Dispose() => dataSource.Dispose();
}
