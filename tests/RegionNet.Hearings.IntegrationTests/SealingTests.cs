using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RegionNet.Testing;
using Xunit;

namespace RegionNet.Hearings.IntegrationTests;

/// <summary>The key under which parties and secrets are sealed.</summary>
public sealed class SealingTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("c2hvcnQ=")]
    [InlineData("not base64")]
    public async Task Production_does_not_start_without_a_key(string? key)
    {
        await using var database = await TestDatabase.CreateEmpty();
        var builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { EnvironmentName = "Production" }
        );
        builder.Configuration["ConnectionStrings:regionnet"] = database.AdministratorConnectionString;
        builder.Configuration["ConnectionStrings:redis"] = "127.0.0.1:1";
        builder.Configuration["Hearings:PersonalDataKey"] = key;
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddHearings();
        using var host = builder.Build();

        var validation = host.Services.GetRequiredService<IStartupValidator>();

        Assert.Contains(
            "Hearings:PersonalDataKey",
            Assert.Throws<OptionsValidationException>(validation.Validate).Message,
            StringComparison.Ordinal
        );
    }
}
