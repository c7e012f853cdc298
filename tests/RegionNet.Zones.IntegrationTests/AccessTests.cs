using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using RegionNet.Kernel;
using RegionNet.Testing;
using RegionNet.Zones.Contracts;
using RegionNet.Zones.Liaison;
using Xunit;

namespace RegionNet.Zones.IntegrationTests;

/// <summary>No session 401, no role 403, a foreign zone 404, a malformed body 400; and the key of the personal data.</summary>
public sealed class AccessTests
{
    private static readonly Guid Any = Guid.Parse("11111111-1111-1111-1111-111111111111");

    /// <summary>Every endpoint, and who besides the signed-out may not use it.</summary>
    private static IEnumerable<(HttpMethod Method, string Path, string[] Refused)> Endpoints(
        Guid body,
        Guid officer,
        string zone = "YRD"
    )
    {
        string[] readers = [];
        string[] writers = ["centre-clerk", "system-administrator", "audit-administrator"];
        yield return (HttpMethod.Get, "/api/zones", readers);
        yield return (HttpMethod.Get, $"/api/zones/{zone}", readers);
        yield return (HttpMethod.Get, "/api/organisations", readers);
        yield return (HttpMethod.Get, $"/api/organisations/{OrganisationId.Of(ZonesHost.Suzhou)}", readers);
        yield return (HttpMethod.Get, $"/api/zones/{zone}/liaison", readers);
        yield return (HttpMethod.Post, $"/api/zones/{zone}/liaison-bodies", writers);
        yield return (HttpMethod.Post, $"/api/zones/{zone}/liaison-bodies/{body}/officers", writers);
        yield return (HttpMethod.Post, $"/api/zones/{zone}/liaison-officers/{officer}/end", writers);
        yield return (HttpMethod.Post, $"/api/zones/{zone}/liaison-officers/{officer}/reveal", writers);
        yield return (HttpMethod.Put, $"/api/zones/{zone}/liaison-officers/{officer}/account", writers);
        yield return (HttpMethod.Post, $"/api/zones/{zone}/liaison-officers/{officer}/absences", writers);
        yield return (HttpMethod.Post, $"/api/zones/{zone}/liaison-absences/{officer}/lifting", writers);
    }

    [Fact]
    public async Task Who_is_not_signed_in_gets_401_and_who_lacks_the_role_403()
    {
        await using var zones = await ZonesHost.Start();
        using var anonymous = zones.Host.Anonymous();
        foreach (var (method, path, refused) in Endpoints(Any, Any))
        {
            await ZonesHost.Refused(await Send(anonymous, method, path), 401, "kernel.not-signed-in");
            foreach (var role in refused)
            {
                using var client = zones.As(role, role, "YRD");
                await ZonesHost.Refused(await Send(client, method, path), 403, "kernel.forbidden");
            }
        }
    }

    [Fact]
    public async Task Every_endpoint_of_the_module_is_in_that_test_and_names_a_policy()
    {
        await using var zones = await ZonesHost.Start();

        var mapped = zones
            .Host.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .ToList();

        Assert.Equal(Endpoints(Any, Any).Count(), mapped.Count);
        Assert.All(mapped, e => Assert.NotNull(e.Metadata.GetMetadata<IAuthorizeData>()?.Policy));
    }

    [Fact]
    public async Task A_zone_outside_the_scope_reads_as_none()
    {
        await using var zones = await ZonesHost.Start();
        var body = await zones.Body();
        var officer = await zones.Officer(body);
        using var foreign = zones.As("foreign", "zone-coordinator", "GBA");

        await ZonesHost.Refused(await foreign.GetAsync("/api/zones/YRD/liaison"), 404, "zones.zone-not-found");
        await ZonesHost.Refused(await Post("YRD", "liaison-bodies", BodyRequest), 404, "zones.zone-not-found");
        // The officer and the body of another zone, named through one's own.
        foreach (var zone in (string[])["YRD", "GBA"])
        {
            await ZonesHost.Refused(
                await Post(zone, $"liaison-bodies/{body}/officers", OfficerRequest()),
                404,
                "zones.liaison-body-not-found"
            );
            await ZonesHost.Refused(
                await Post(zone, $"liaison-officers/{officer}/end", new { on = "2026-11-24", reason = "岗位调整" }),
                404,
                "zones.liaison-officer-not-found"
            );
            await ZonesHost.Refused(
                await Post(zone, $"liaison-officers/{officer}/reveal", new { purpose = "商定会商时间" }),
                404,
                "zones.liaison-officer-not-found"
            );
        }

        Task<HttpResponseMessage> Post(string zone, string path, object request) =>
            foreign.PostAsJsonAsync($"/api/zones/{zone}/{path}", request);
    }

    [Fact]
    public async Task Who_coordinates_one_zone_and_merely_lies_in_another_writes_only_in_the_first()
    {
        await using var zones = await ZonesHost.Start();
        using var both = zones.Host.As(
            TestPeople.Person("both", roles: ["centre-clerk", "zone-coordinator"], zones: ["P12"], around: ["YRD"])
        );

        Assert.Equal(HttpStatusCode.OK, (await both.GetAsync("/api/zones/YRD/liaison")).StatusCode);
        await ZonesHost.Refused(
            await both.PostAsJsonAsync("/api/zones/YRD/liaison-bodies", BodyRequest),
            404,
            "zones.zone-not-found"
        );
        var own = await both.PostAsJsonAsync("/api/zones/P12/liaison-bodies", BodyRequest);
        Assert.Equal(HttpStatusCode.Created, own.StatusCode);
    }

    [Fact]
    public async Task A_malformed_body_is_400()
    {
        await using var zones = await ZonesHost.Start();
        using var coordinator = zones.Coordinator;
        (string Path, string Body)[] malformed =
        [
            .. new[]
            {
                "{}",
                "",
                "[]",
                "{\"organisationId\":\"x\",\"validFrom\":\"2026-01-01\"}",
                "{\"organisationId\":\"11111111-1111-1111-1111-111111111111\"}",
                "{\"validFrom\":\"2026-01-01\"}",
                "{\"organisationId\":\"11111111-1111-1111-1111-111111111111\",\"validFrom\":\"0001-01-01\"}",
                "{\"organisationId\":\"11111111-1111-1111-1111-111111111111\",\"validFrom\":\"2026-01-01\",\"validTo\":\"9999-12-31\"}",
                "{\"organisationId\":\"11111111-1111-1111-1111-111111111111\",\"validFrom\":\"2026-01-02\",\"validTo\":\"2026-01-01\"}",
            }.Select(b => ("liaison-bodies", b)),
            .. new object[]
            {
                new { },
                OfficerRequest(name: ""),
                OfficerRequest(name: "  "),
                OfficerRequest(name: new string('张', 51)),
                OfficerRequest(name: "张\u0000三"),
                OfficerRequest(phone: "call me"),
                OfficerRequest(phone: "110"),
                OfficerRequest(title: "\u0000"),
                OfficerRequest(title: new string('x', 101)),
                OfficerRequest(from: "2026-13-01"),
                OfficerRequest(from: "1999-12-31"),
            }.Select(b => ($"liaison-bodies/{Any}/officers", Kernel.Json.Write(b))),
            .. new[] { "{}", "{\"on\":\"2026-11-24\"}", "{\"on\":\"2026-11-24\",\"reason\":\" \"}" }.Select(b =>
                ($"liaison-officers/{Any}/end", b)
            ),
            .. new[] { "{}", "{\"purpose\":\"x\"}", "{\"purpose\":\"          \"}", "{\"purpose\":null}" }.Select(b =>
                ($"liaison-officers/{Any}/reveal", b)
            ),
        ];

        foreach (var (path, body) in malformed)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            var answer = await coordinator.PostAsync($"/api/zones/YRD/{path}", content);
            Assert.True((int)answer.StatusCode == 400, $"{(int)answer.StatusCode} for {path} {body}");
        }
    }

    [Theory]
    [InlineData("Production", null, false)]
    [InlineData("Production", "c2hvcnQ=", false)]
    [InlineData("Production", "not base64", false)]
    [InlineData("Production", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", true)]
    [InlineData("Development", null, true)]
    [InlineData("Development", "c2hvcnQ=", false)]
    public async Task Production_does_not_start_without_a_key_for_personal_data(
        string environment,
        string? key,
        bool starts
    )
    {
        await using var database = await TestDatabase.Create(ZonesModule.Migration);
        var builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { EnvironmentName = environment }
        );
        builder.Configuration["ConnectionStrings:regionnet"] = database.AdministratorConnectionString;
        builder.Configuration["Zones:PersonalDataKey"] = key;
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddZones();
        using var host = builder.Build();

        var start = await Record.ExceptionAsync(() => host.StartAsync());

        Assert.Equal(starts, start is null);
        if (!starts)
        {
            Assert.Contains(
                "Zones:PersonalDataKey",
                Assert.IsType<OptionsValidationException>(start).Message,
                StringComparison.Ordinal
            );
            return;
        }
        await host.StopAsync();
    }

    [Fact]
    public void A_sealed_value_opens_only_in_its_place_and_with_its_key()
    {
        var data = Data(1);
        var row = Guid.NewGuid();
        var name = data.Seal(row, "Name", "张伟明");

        Assert.Equal("张伟明", data.Open(row, "Name", name));
        Assert.NotEqual(name, data.Seal(row, "Name", "张伟明"));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => data.Open(row, "Phone", name));
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() =>
            data.Open(Guid.NewGuid(), "Name", name)
        );
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => Data(2).Open(row, "Name", name));
        name[^1] ^= 1;
        Assert.ThrowsAny<System.Security.Cryptography.CryptographicException>(() => data.Open(row, "Name", name));

        static PersonalData Data(byte key) =>
            new(new SealingOptions { PersonalDataKey = Convert.ToBase64String([.. Enumerable.Repeat(key, 32)]) });
    }

    [Theory]
    [InlineData("张伟", "张＊")]
    [InlineData("司马相如", "司马＊")]
    [InlineData("司马", "司＊")]
    [InlineData("𠅤三", "𠅤＊")]
    [InlineData("Maria Silva", "M＊")]
    public void A_name_is_masked_to_its_surname(string name, string masked) => Assert.Equal(masked, Masking.Name(name));

    [Theory]
    [InlineData("13812345678", "138****5678")]
    [InlineData("+8613812345678", "+86*******5678")]
    [InlineData("66668888", "********")]
    public void A_phone_is_masked_to_its_ends(string phone, string masked) =>
        Assert.Equal(masked, Masking.Phone(phone));

    private static object BodyRequest =>
        new { organisationId = OrganisationId.Of(ZonesHost.Suzhou), validFrom = "2027-01-01" };

    private static object OfficerRequest(
        string name = "李四",
        string phone = "13912345678",
        string title = "联络员",
        string from = "2026-03-01"
    ) =>
        new
        {
            name,
            phone,
            title,
            validFrom = from,
        };

    private static async Task<HttpResponseMessage> Send(HttpClient client, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        if (method != HttpMethod.Get)
        {
            request.Content = JsonContent.Create(new { });
        }
        return await client.SendAsync(request);
    }
}
