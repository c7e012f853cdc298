-- Liaison bodies and officers, with deputies and dated terms (the Opinions, measure 1).

create table liaison_body (
    id uuid primary key,
    zone_code text not null references zone,
    organisation_id uuid not null references organisation,
    validity daterange not null,
    created_at timestamptz not null default now(),
    constraint liaison_body_has_a_start check (not isempty(validity) and not lower_inf(validity)),
    constraint liaison_body_once_at_a_time exclude using gist (
        zone_code with =, organisation_id with =, validity with &&
    ),
    unique (id, validity)
);

-- name and phone are sealed by the service (AES-256-GCM, key outside the database). body_validity repeats the body's term
-- so that "an officer's term lies inside the body's" is a plain check.
create table liaison_officer (
    id uuid primary key,
    body_id uuid not null references liaison_body,
    body_validity daterange not null,
    name bytea not null,
    phone bytea not null,
    title text not null check (length(title) between 1 and 100),
    validity daterange not null,
    deputy_of uuid,
    created_at timestamptz not null default now(),
    constraint liaison_officer_has_a_start check (not isempty(validity) and not lower_inf(validity)),
    constraint liaison_officer_inside_body check (validity <@ body_validity),
    constraint liaison_officer_not_own_deputy check (deputy_of <> id),
    constraint liaison_officer_body_term foreign key (body_id, body_validity)
        references liaison_body (id, validity) on update cascade,
    unique (body_id, id),
    constraint liaison_officer_deputy_same_body foreign key (body_id, deputy_of) references liaison_officer (body_id, id)
);

create index liaison_officer_body on liaison_officer (body_id);

-- A body never changes; of an officer only the term does.
do $$
declare module_role text := 'regionnet_' || current_schema();
begin
    execute format('revoke update on liaison_body, liaison_officer from %I', module_role);
    execute format('grant update (validity) on liaison_officer to %I', module_role);
end $$;
