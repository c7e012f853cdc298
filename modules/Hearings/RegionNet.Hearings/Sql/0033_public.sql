-- What the public may see: tablets at the doors, and the cause lists as they were published.

create table door (
    id uuid primary key,
    room_id uuid not null references room,
    label text not null check (length(label) between 1 and 100),
    created_by text not null,
    created_at timestamptz not null,
    revoked_at timestamptz,
    revoked_by text,
    wrong_tries integer not null default 0,
    locked_until timestamptz,
    constraint door_revoked_by_somebody check ((revoked_at is null) = (revoked_by is null))
);

create index door_of_room on door (room_id);

-- A list is kept when it is first shown and whenever it is shown otherwise than before.
create table cause_list (
    organisation_id uuid not null,
    day date not null,
    version integer not null check (version > 0),
    hash text not null,
    content jsonb not null,
    published_at timestamptz not null,
    constraint cause_list_version_once primary key (organisation_id, day, version)
);

do $$
declare module_role text := 'regionnet_' || current_schema();
begin
    execute format('revoke update on cause_list from %I', module_role);
end $$;
