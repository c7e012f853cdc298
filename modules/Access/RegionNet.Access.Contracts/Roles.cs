using System.Collections.Frozen;

namespace RegionNet.Access.Contracts;

/// <summary>A role as it is stored, sent and shown.</summary>
/// <param name="Code">Kebab-case, stable.</param>
public sealed record RoleName(string Code, string Zh, string En);

/// <summary>Everything a person or a machine client may be allowed to do hangs on one of these roles.</summary>
public static class Roles
{
    public const string CentreClerk = "centre-clerk";
    public const string RoomManager = "room-manager";

    /// <summary>Head of a protection centre: proposes that a session makes way for one of higher rank.</summary>
    public const string CentreDirector = "centre-director";

    public const string CourtClerk = "court-clerk";

    /// <summary>Always granted for one zone.</summary>
    public const string ZoneCoordinator = "zone-coordinator";

    public const string NationalCoordinator = "national-coordinator";
    public const string Evaluator = "evaluator";
    public const string AssessmentOrganiser = "assessment-organiser";

    /// <summary>Files for the demonstration zones of the own organisation.</summary>
    public const string DemonstrationZoneOfficer = "demonstration-zone-officer";

    public const string DisciplineOfficer = "discipline-officer";
    public const string DisciplineReviewer = "discipline-reviewer";

    /// <summary>Keeps accounts and machine clients; grants nothing.</summary>
    public const string SystemAdministrator = "system-administrator";

    /// <summary>Grants roles, locks and unlocks.</summary>
    public const string SecurityAdministrator = "security-administrator";

    /// <summary>Reads and verifies the audit of every module.</summary>
    public const string AuditAdministrator = "audit-administrator";

    public static readonly IReadOnlyList<RoleName> All =
    [
        new(CentreClerk, "保护中心工作人员", "Centre clerk"),
        new(RoomManager, "审理庭管理员", "Room manager"),
        new(CentreDirector, "保护中心负责人", "Centre director"),
        new(CourtClerk, "法院书记员", "Court clerk"),
        new(ZoneCoordinator, "协作区协调员", "Zone coordinator"),
        new(NationalCoordinator, "全国协调员", "National coordinator"),
        new(Evaluator, "评估专家", "Evaluator"),
        new(AssessmentOrganiser, "评估组织者", "Assessment organiser"),
        new(DemonstrationZoneOfficer, "示范区申报人员", "Demonstration zone officer"),
        new(DisciplineOfficer, "联合惩戒经办人", "Discipline officer"),
        new(DisciplineReviewer, "联合惩戒审核人", "Discipline reviewer"),
        new(SystemAdministrator, "系统管理员", "System administrator"),
        new(SecurityAdministrator, "安全管理员", "Security administrator"),
        new(AuditAdministrator, "审计管理员", "Audit administrator"),
    ];

    /// <summary>
    /// No one person may hold two of these at once: separation of the three administrators, GB/T 22239-2019 level 3
    /// (8.1.5 in the section on the management centre).
    /// </summary>
    public static readonly FrozenSet<string> Administrators =
    [
        SystemAdministrator,
        SecurityAdministrator,
        AuditAdministrator,
    ];

    private static readonly FrozenSet<string> Known = All.Select(role => role.Code).ToFrozenSet();

    public static bool Exists(string role) => Known.Contains(role);
}
