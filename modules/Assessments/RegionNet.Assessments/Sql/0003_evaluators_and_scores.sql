-- Who scores whom, and the marks. Marks are written by the functions of 0007 and 0008 alone: no role may.

create table evaluator (
    id uuid primary key,
    -- The account (sub of the token).
    subject text not null constraint evaluator_once unique,
    name text not null check (length(name) between 1 and 100),
    employer text not null check (length(employer) between 1 and 200),
    employer_organisation_id uuid,
    province_code text not null check (province_code ~ '^[0-9]{2}0000$'),
    -- Codes of the framework's level-1 nodes, or free terms of the pool; the assigner spreads the former over each zone's panel.
    fields text[] not null default '{}' check (cardinality(fields) <= 20),
    active boolean not null default true,
    version integer not null default 1,
    changed_at timestamptz not null,
    changed_by text not null,
    changed_by_name text not null
);

-- What an evaluator's entry was, and from when.
create table evaluator_version (
    evaluator_id uuid not null references evaluator,
    version integer not null,
    name text not null,
    employer text not null,
    employer_organisation_id uuid,
    province_code text not null,
    fields text[] not null,
    active boolean not null,
    changed_at timestamptz not null,
    changed_by text not null,
    changed_by_name text not null,
    primary key (evaluator_id, version)
);

create function evaluator_keeps_its_versions() returns trigger language plpgsql security definer set search_path from current as $$
begin
    if tg_op = 'UPDATE' and new.version <> old.version + 1 then
        perform refuse('evaluator_version_follows', 'Every change of an evaluator is a version of its own.');
    end if;
    insert into evaluator_version (evaluator_id, version, name, employer, employer_organisation_id, province_code, fields, active,
        changed_at, changed_by, changed_by_name)
    values (new.id, new.version, new.name, new.employer, new.employer_organisation_id, new.province_code, new.fields, new.active,
        new.changed_at, new.changed_by, new.changed_by_name);
    return null;
end $$;

create trigger evaluator_keeps_its_versions after insert or update on evaluator
    for each row execute function evaluator_keeps_its_versions();

-- What keeps an evaluator from a zone, the first that applies counts. months: how long after its end it still counts. Recusal within a
-- province is a rule of the field; the lengths are a proposal of this product (official = false).
create table conflict_rule (
    kind text not null check (kind in ('same-province', 'employer', 'relation', 'past-cooperation')),
    position integer not null,
    months integer not null check (months between 0 and 240),
    basis_zh text not null,
    basis_en text not null,
    official boolean not null,
    valid daterange not null check (not isempty(valid)),
    constraint conflict_rule_one_at_a_time exclude using gist (kind with =, valid with &&)
);

insert into conflict_rule (kind, position, months, basis_zh, basis_en, official, valid) values
    ('same-province', 1, 0, '同省回避：评估专家不评本省示范区', 'Recusal: an evaluator does not score a zone of the own province', false,
     '[2022-01-01,)'),
    ('employer', 2, 0, '系统建议：所在单位为示范区申报单位的，应当回避', 'Proposal of this product: who works for the body that files for the zone',
     false, '[2022-01-01,)'),
    ('relation', 3, 12, '系统建议：与示范区有利害关系的，结束后12个月内应当回避',
     'Proposal of this product: a personal or economic relation with the zone, and 12 months after its end', false, '[2022-01-01,)'),
    ('past-cooperation', 4, 36, '系统建议：曾与示范区合作（咨询、代理、课题等）的，结束后36个月内应当回避',
     'Proposal of this product: cooperation with the zone (advice, agency, projects), and 36 months after its end', false,
     '[2022-01-01,)');

-- Declared by the evaluator or recorded by the organiser; what was entered by mistake is withdrawn with a reason.
create table evaluator_relation (
    id uuid primary key,
    evaluator_id uuid not null references evaluator,
    zone_id uuid not null references demonstration_zone,
    kind text not null check (kind in ('relation', 'past-cooperation')),
    -- Half-open; without an end while it lasts.
    period daterange not null check (not isempty(period) and not lower_inf(period)),
    statement text not null check (length(statement) between 2 and 1000),
    declared boolean not null,
    recorded_at timestamptz not null,
    recorded_by text not null,
    recorded_by_name text not null,
    withdrawn_at timestamptz,
    withdrawn_by text,
    withdrawn_by_name text,
    withdrawn_reason text check (length(withdrawn_reason) between 2 and 1000),
    constraint relation_withdrawn_whole check (num_nulls(withdrawn_at, withdrawn_by, withdrawn_by_name, withdrawn_reason) in (0, 4))
);

create index evaluator_relation_pair on evaluator_relation (evaluator_id, zone_id) where withdrawn_at is null;

create table assignment (
    id uuid primary key,
    round_id uuid not null,
    zone_id uuid not null,
    evaluator_id uuid not null references evaluator,
    -- By which the evaluator is named to everyone but the organiser: one in a round.
    pseudonym text not null check (length(pseudonym) between 1 and 20),
    state text not null check (state in ('open', 'locked', 'voided')),
    locked_at timestamptz,
    -- conflict: one that came late; decision: the organiser's; not-locked: open when scoring ended.
    void_kind text check (void_kind in ('conflict', 'decision', 'not-locked')),
    void_reason text check (length(void_reason) between 2 and 1000),
    voided_at timestamptz,
    voided_by text,
    voided_by_name text,
    -- The voided assignment in whose place it stands.
    replaces uuid references assignment,
    assigned_at timestamptz not null,
    assigned_by text not null,
    assigned_by_name text not null,
    foreign key (round_id, zone_id) references round_zone,
    constraint assignment_locked check ((state = 'locked') <= (locked_at is not null)),
    constraint assignment_void_reason check (num_nulls(void_kind, void_reason, voided_at, voided_by, voided_by_name)
        = case state when 'voided' then 0 else 5 end),
    constraint pseudonym_of_one exclude using gist (round_id with =, pseudonym with =, evaluator_id with <>),
    constraint pseudonym_is_one exclude using gist (round_id with =, evaluator_id with =, pseudonym with <>)
);

create unique index assignment_once on assignment (round_id, zone_id, evaluator_id) where state <> 'voided';
create index assignment_of_evaluator on assignment (evaluator_id, round_id);

-- The mark that counts now; every version stays in score_version.
create table score (
    assignment_id uuid not null references assignment,
    indicator text not null check (length(indicator) between 1 and 20),
    mark numeric(5, 2) not null check (mark between 0 and 100),
    comment text check (length(comment) between 1 and 2000),
    version integer not null,
    saved_at timestamptz not null,
    primary key (assignment_id, indicator)
) with (fillfactor = 80);

-- Every mark that ever was, which is the audit of marks: by whom, when, from where, in which phase, and why where one is asked for.
create table score_version (
    assignment_id uuid not null,
    indicator text not null,
    version integer not null,
    phase text not null check (phase in ('scoring', 'moderation')),
    mark numeric(5, 2) not null,
    comment text,
    reason text check (length(reason) between 2 and 1000),
    -- sheet: typed in; form: from the file filled in off line; moderation: by the second round.
    source text not null check (source in ('sheet', 'form', 'moderation')),
    saved_at timestamptz not null,
    saved_by text not null,
    address text,
    primary key (assignment_id, indicator, version),
    constraint score_version_reason check ((phase = 'moderation') = (reason is not null))
);

-- The cells of a round: the expert_panel leaves of its framework in the order of the tree, from the day the framework is frozen.
create table round_cell (
    round_id uuid not null references assessment_round,
    indicator text not null,
    position integer not null,
    zh text not null,
    en text not null,
    primary key (round_id, indicator)
);

-- Marks of a locked sheet in the order of the cells, as the JSON array that is sent: a sheet is written seldom and read often.
create table locked_sheet (
    assignment_id uuid primary key references assignment,
    round_id uuid not null references assessment_round,
    marks text not null,
    -- A new number at every change: the numbers of a round tell its state.
    revision bigint generated by default as identity
);

create index locked_sheet_of_round on locked_sheet (round_id);

do $$
declare module_role text := 'regionnet_' || current_schema();
begin
    execute format('revoke insert, update on evaluator_version, conflict_rule, score, score_version, round_cell, locked_sheet from %I',
        module_role);
    execute format('revoke update on evaluator_relation, assignment from %I', module_role);
    execute format('grant update (withdrawn_at, withdrawn_by, withdrawn_by_name, withdrawn_reason) on evaluator_relation to %I', module_role);
    execute format('grant update (state, locked_at, void_kind, void_reason, voided_at, voided_by, voided_by_name) on assignment to %I',
        module_role);
end $$;
