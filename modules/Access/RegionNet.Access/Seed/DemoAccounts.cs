using Dapper;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using OpenIddict.Abstractions;
using RegionNet.Access.Contracts;
using RegionNet.Access.People;
using RegionNet.Access.Store;
using RegionNet.Kernel;
using RegionNet.Zones.Contracts;

namespace RegionNet.Access.Seed;

/// <summary>
/// People with whom to try the system, in Development only. Their password is public. An account that exists already is left as it is.
/// </summary>
internal sealed class DemoAccounts : IModuleSeed
{
    public const string Password = "RegionNet-2026";
    public const string MachineClientId = "demo-machine";
    public const string MachineSecret = "RegionNet-machine-2026";

    private const string GrantedBy = "system:demo-accounts";
    private const string Suzhou = "中国（苏州）知识产权保护中心";
    private const string Guangzhou = "中国（广州）知识产权保护中心";
    private const string JiangsuHighCourt = "江苏省高级人民法院";
    private const string Cnipa = "国家知识产权局";
    private const string SupremeCourt = "最高人民法院";

    private static readonly SeededAccount[] Accounts =
    [
        new("suzhou.clerk", "苏州工作人员", Suzhou, [Roles.CentreClerk, Roles.RoomManager]),
        new("suzhou.director", "苏州中心负责人", Suzhou, [Roles.CentreDirector]),
        new("guangzhou.clerk", "广州工作人员", Guangzhou, [Roles.CentreClerk, Roles.RoomManager]),
        new("gba.coordinator", "粤港澳大湾区协调员", Guangzhou, [Roles.ZoneCoordinator], "GBA"),
        new("yrd.coordinator", "长三角协调员", Suzhou, [Roles.ZoneCoordinator], "YRD"),
        new("court.clerk", "法院书记员", JiangsuHighCourt, [Roles.CourtClerk]),
        new("national.coordinator", "全国协调员", Cnipa, [Roles.NationalCoordinator]),
        // The second pair of eyes where one coordinator may not decide alone.
        new("court.coordinator", "最高人民法院协调员", SupremeCourt, [Roles.NationalCoordinator]),
        new("suzhou.zone", "苏州示范区申报人员", Suzhou, [Roles.DemonstrationZoneOfficer]),
        new("guangzhou.zone", "广州示范区申报人员", Guangzhou, [Roles.DemonstrationZoneOfficer]),
        // Of provinces without a demonstration zone, so that they may score any of them.
        new("evaluator", "评估专家", "山西省知识产权局", [Roles.Evaluator]),
        new("evaluator2", "评估专家二", "重庆市知识产权局", [Roles.Evaluator]),
        new("evaluator3", "评估专家三", "云南省知识产权局", [Roles.Evaluator]),
        new("evaluator4", "评估专家四", "江西省知识产权局", [Roles.Evaluator]),
        new("evaluator5", "评估专家五", "海南自由贸易港知识产权法院", [Roles.Evaluator]),
        new("evaluator6", "评估专家六", "贵州省知识产权局", [Roles.Evaluator]),
        new("organiser", "评估组织者", Cnipa, [Roles.AssessmentOrganiser]),
        new("officer", "联合惩戒经办人", Cnipa, [Roles.DisciplineOfficer]),
        new("reviewer", "联合惩戒审核人", Cnipa, [Roles.DisciplineReviewer]),
        new("system.admin", "系统管理员", Cnipa, [Roles.SystemAdministrator]),
        new("security.admin", "安全管理员", Cnipa, [Roles.SecurityAdministrator]),
        new("audit.admin", "审计管理员", Cnipa, [Roles.AuditAdministrator]),
    ];

    public async Task Load(NpgsqlConnection connection, bool development, CancellationToken ct)
    {
        if (!development)
        {
            return;
        }
        var hasher = new PasswordHasher<Person>();
        foreach (var account in Accounts)
        {
            await account.Add(connection, hasher.HashPassword(new Person(), Password), GrantedBy, ct);
        }
        await AddMachine(connection, ct);
    }

    private static async Task AddMachine(NpgsqlConnection connection, CancellationToken ct)
    {
        var added = await connection.ExecuteAsync(
            """
            insert into machine_client (id, client_id, organisation_id, roles, created_by, created_at)
            values (@Id, @MachineClientId, @Organisation, @Granted, @GrantedBy, now())
            on conflict do nothing
            """,
            new
            {
                Id = SeededAccount.IdOf(MachineClientId),
                MachineClientId,
                Organisation = OrganisationId.Of(Suzhou),
                Granted = new[] { Roles.CentreClerk },
                GrantedBy,
            }
        );
        if (added == 0)
        {
            return;
        }
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddDbContext<AccessStore>(options => options.UseNpgsql(connection).UseSnakeCaseNamingConvention());
        services
            .AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<AccessStore>().ReplaceDefaultEntities<Guid>());
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await MachineClients.Register(
            scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>(),
            MachineClientId,
            MachineSecret,
            ct
        );
    }
}
