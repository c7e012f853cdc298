-- Who scores whom, and the marks.

create table evaluator (
    id uuid primary key,
    -- The account (sub of the token).
    subject text not null unique,
    name text not null check (length(name) between 1 and 100),
    employer text not null check (length(employer) between 1 and 200),
    employer_organisation_id uuid,
    province_code text not null check (province_code ~ '^[0-9]{2}0000$'),
    -- Codes of the framework's level-1 nodes, or free terms of the pool; see the pool's page.
    fields text[] not null default '{}',
    active boolean not null default true,
    version integer not null default 1,
    changed_at timestamptz not null,
    changed_by text not null,
    changed_by_name text not null
);

create table assignment (
    id uuid primary key,
    round_id uuid not null,
    zone_id uuid not null,
    evaluator_id uuid not null references evaluator,
    -- By which the evaluator is named to everyone but the organiser: one in a round.
    pseudonym text not null check (length(pseudonym) between 1 and 20),
    state text not null check (state in ('open', 'locked', 'voided')),
    locked_at timestamptz,
    void_reason text check (length(void_reason) between 2 and 1000),
    assigned_at timestamptz not null,
    assigned_by text not null,
    assigned_by_name text not null,
    foreign key (round_id, zone_id) references round_zone,
    constraint assignment_locked check ((state = 'locked') <= (locked_at is not null)),
    constraint assignment_void_reason check ((state = 'voided') = (void_reason is not null))
);

create unique index assignment_once on assignment (round_id, zone_id, evaluator_id) where state <> 'voided';

-- The mark that counts now; every version stays in score_version.
create table score (
    assignment_id uuid not null references assignment,
    indicator text not null check (length(indicator) between 1 and 20),
    mark numeric(5, 2) not null check (mark between 0 and 100),
    comment text check (length(comment) between 1 and 2000),
    version integer not null,
    saved_at timestamptz not null,
    primary key (assignment_id, indicator)
);
