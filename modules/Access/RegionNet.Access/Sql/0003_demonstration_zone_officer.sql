-- Who files for a demonstration zone: a person, never a machine client.
alter table role_grant drop constraint role_grant_role;
alter table role_grant add constraint role_grant_role check (
    role in (
        'centre-clerk', 'room-manager', 'centre-director', 'court-clerk', 'zone-coordinator', 'national-coordinator', 'evaluator',
        'assessment-organiser', 'demonstration-zone-officer', 'discipline-officer', 'discipline-reviewer', 'system-administrator',
        'security-administrator', 'audit-administrator'
    )
);
