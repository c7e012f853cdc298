using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using RegionNet.Kernel;
using RegionNet.ServiceDefaults;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.GatewayTests;

/// <summary>The key ring against a real PostgreSQL, under the gateway's own role and schema.</summary>
public sealed class DataProtectionTests : IAsyncLifetime
{
    private TestDatabase database = null!;

    public async ValueTask InitializeAsync() =>
        database = await TestDatabase.Create(new ModuleMigration("gateway", [typeof(ModuleConnection).Assembly]));

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task What_one_process_protects_the_next_can_read()
    {
        var cookie = Within(process => process.Protect("session"));

        Assert.Equal("session", Within(process => process.Unprotect(cookie)));
        await using var count = database
            .Module("gateway")
            .CreateCommand("select count(*) from gateway.data_protection_key");
        Assert.Equal(1L, await count.ExecuteScalarAsync());
    }

    [Fact]
    public void Keys_come_back_in_the_order_they_were_stored()
    {
        using var repository = new PostgresKeyRepository(database.ConnectionString("gateway"));
        repository.StoreElement(
            new XElement("key", new XAttribute("id", 1), new XElement("value", "甲 & <b>")),
            "key-1"
        );
        repository.StoreElement(new XElement("key", new XAttribute("id", 2)), "key-2");

        var keys = repository.GetAllElements();

        Assert.Equal(["1", "2"], keys.Select(key => key.Attribute("id")!.Value));
        Assert.Equal("甲 & <b>", keys.First().Value);
    }

    [Fact]
    public void Another_modules_cookies_are_unreadable_though_the_keys_are_known()
    {
        var cookie = Within(process => process.Protect("session"));
        using var other = Services(services => services.AddDataProtection().SetApplicationName("regionnet-access"));

        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() =>
            other.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(cookie)
        );
    }

    private T Within<T>(Func<IDataProtector, T> use)
    {
        using var provider = Services(_ => { });
        return use(provider.GetRequiredService<IDataProtectionProvider>().CreateProtector("test"));
    }

    private ServiceProvider Services(Action<IServiceCollection> change)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection([
            new("ConnectionStrings:regionnet", database.AdministratorConnectionString),
        ]);
        builder.AddPostgresDataProtection("gateway");
        change(builder.Services);
        return builder.Services.BuildServiceProvider();
    }
}
