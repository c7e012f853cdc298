using RegionNet.Kernel;

namespace RegionNet.Access;

/// <summary>What a violated constraint of <c>Sql/0001_access.sql</c> means to the caller.</summary>
internal static class AccessConstraints
{
    public static readonly IReadOnlyDictionary<string, Refusal> Refusals = new Dictionary<string, Refusal>
    {
        ["person_user_name"] = AccessErrors.UserNameTaken,
        ["person_user_name_shape"] = AccessErrors.UserNameShape,
        ["pk_person_login"] = AccessErrors.LoginTaken,
        ["role_grant_role"] = AccessErrors.RoleUnknown,
        ["role_grant_zone"] = AccessErrors.ZoneNeeded,
        ["role_grant_once"] = AccessErrors.RoleHeld,
        ["role_grant_one_administrator"] = AccessErrors.AdministratorsSeparate,
        ["role_grant_not_by_self"] = AccessErrors.NotToOneself,
        ["role_grant_revocation"] = AccessErrors.NotToOneself,
        ["machine_client_client_id"] = AccessErrors.ClientIdTaken,
        ["machine_client_client_id_shape"] = AccessErrors.ClientShape,
        ["machine_client_roles"] = AccessErrors.ClientRoles,
    };
}
